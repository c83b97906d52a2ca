// What a request and its answer exercise of an operation.

import { findMediaType, isObject, type JsonValue, joinPointer, statusKeyOf } from '../../spec/index.ts';
import type { Exercise, Point } from './coverage-types.ts';
import { findSentParameter } from './find-sent-parameter.ts';

const MAX_DEPTH = 40;

/** Counts the points that an exercise touches: each once, however often the body repeats it. */
export function markPoints(points: ReadonlyMap<string, Point>, exercise: Exercise): void {
	const touched = new Set<string>();
	for (const { in: place, name, text } of exercise.parameters ?? []) {
		touched.add(`${place} ${name}`);
		const whole = findSentParameter(exercise.operation, { in: place, name });
		if (whole) touched.add(`${place} ${whole.name}`);
		if (text !== undefined)
			for (const value of [JSON.stringify(text), text]) touched.add(`${place} ${name} = ${value}`);
	}
	const { request, response, operation } = exercise;
	if (request) {
		const offered = operation.requestBody?.mediaTypes.map(({ type }) => type) ?? [];
		const type = chooseType(offered, request.type);
		if (type !== undefined) touchBody(touched, `request ${type}`, request.body);
	}
	const key = response && statusKeyOf(operation, response.status);
	if (response && key !== undefined) {
		const offered = operation.responses.get(key)?.mediaTypes.map(({ type }) => type) ?? [];
		const type = chooseType(offered, response.type);
		if (offered.length === 0) touched.add(key);
		else if (type !== undefined) touchBody(touched, `${key} ${type}`, response.body);
	}
	for (const name of touched) {
		const point = points.get(name);
		if (point) point.count += 1;
	}
}

function touchBody(touched: Set<string>, base: string, body: JsonValue | undefined): void {
	touched.add(base);
	if (body !== undefined) touchValue(touched, base, { path: '', value: body, depth: 0 });
}

function touchValue(touched: Set<string>, base: string, at: { path: string; value: JsonValue; depth: number }): void {
	const { path, value, depth } = at;
	if (depth > MAX_DEPTH) return;
	if (path !== '' && !path.endsWith('/*')) touched.add(`${base} ${path}`);
	if (Array.isArray(value)) {
		for (const item of value) touchValue(touched, base, { path: `${path}/*`, value: item, depth: depth + 1 });
	} else if (isObject(value)) {
		for (const [name, inner] of Object.entries(value)) {
			touchValue(touched, base, { path: joinPointer(path, name), value: inner, depth: depth + 1 });
		}
	} else touched.add(`${base} ${path || '/'} = ${JSON.stringify(value)}`);
}

/** The documented media type for one as it was sent; the only one where none was named. */
function chooseType(offered: readonly string[], written: string | undefined): string | undefined {
	if (written === undefined)
		return offered.length === 1 ? offered[0] : offered.find((one) => one === 'application/json');
	return findMediaType(
		offered.map((type) => ({ type })),
		written,
	)?.type;
}
