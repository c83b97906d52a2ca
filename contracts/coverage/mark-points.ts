// What a request and its answer exercise of an operation.

import {
	findMediaType,
	isObject,
	isXmlType,
	type JsonValue,
	joinPointer,
	type MediaType,
	readXml,
	statusKeyOf,
	viewSchema,
} from '../../spec/index.ts';
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
		const mediaType = chooseType(operation.requestBody?.mediaTypes ?? [], request.type);
		if (mediaType) touchBody(touched, `request ${mediaType.type}`, { mediaType, body: request.body });
	}
	const key = response && statusKeyOf(operation, response.status);
	if (response && key !== undefined) {
		const offered = operation.responses.get(key)?.mediaTypes ?? [];
		const mediaType = chooseType(offered, response.type);
		if (offered.length === 0) touched.add(key);
		else if (mediaType) touchBody(touched, `${key} ${mediaType.type}`, { mediaType, body: response.body });
	}
	for (const name of touched) {
		const point = points.get(name);
		if (point) point.count += 1;
	}
}

function touchBody(
	touched: Set<string>,
	base: string,
	{ mediaType, body }: { mediaType: MediaType; body: JsonValue | undefined },
): void {
	touched.add(base);
	const { type, schema } = mediaType;
	if (typeof body === 'string' && isForm(type)) touchFields(touched, base, body);
	else if (typeof body === 'string' && schema && isXmlType(type)) {
		const read = readXml(body, viewSchema(schema));
		if (read.ok) touchValue(touched, base, { path: '', value: read.value, depth: 0 });
	} else if (body !== undefined) touchValue(touched, base, { path: '', value: body, depth: 0 });
}

function isForm(type: string): boolean {
	return /^application\/x-www-form-urlencoded\b/i.test(type);
}

/** `items[0][price]=5` is the price of any item; a field may be one of several of its name. */
function touchFields(touched: Set<string>, base: string, text: string): void {
	for (const [name, value] of new URLSearchParams(text)) {
		let path = '';
		for (const step of name.match(/[^[\]]+|\[\]/g)?.slice(0, MAX_DEPTH) ?? []) {
			path = /^(?:\d+|\[\])$/.test(step) ? `${path}/*` : joinPointer(path, step);
			touched.add(`${base} ${path}`);
		}
		for (const place of [path, `${path}/*`])
			for (const one of [JSON.stringify(value), value]) touched.add(`${base} ${place} = ${one}`);
	}
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
function chooseType(offered: readonly MediaType[], written: string | undefined): MediaType | undefined {
	if (written !== undefined) return findMediaType(offered, written);
	return offered.length === 1 ? offered[0] : offered.find(({ type }) => type === 'application/json');
}
