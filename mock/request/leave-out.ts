// Part of step 4 under `--validate-requests false`: a request less what doesn't fit, so that what follows can rely on the rest.

import { copyJson, getOwn, isObject, type JsonValue, parsePointer } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckedRequest } from '../types/request.ts';

/** The request without the parameters and the parts of the body that the findings are about; path parameters stay. */
export function leaveOut(checked: CheckedRequest, findings: readonly Finding[]): CheckedRequest {
	const without = (place: 'query' | 'header' | 'cookie'): ReadonlyMap<string, JsonValue> => {
		const misfits = findings.filter((one) => one.in === place).map(({ pointer = '' }) => pointer.split('/', 1)[0]);
		if (misfits.length === 0) return checked[place];
		return new Map(
			[...checked[place]].filter(([name]) => !misfits.some((one) => one?.toLowerCase() === name.toLowerCase())),
		);
	};
	return {
		...checked,
		query: without('query'),
		header: without('header'),
		cookie: without('cookie'),
		body: cutBody(checked.body, findings),
	};
}

function cutBody(body: JsonValue | undefined, findings: readonly Finding[]): JsonValue | undefined {
	const places = findings.filter((one) => one.in === 'body').map(({ pointer = '' }) => parsePointer(pointer) ?? []);
	if (body === undefined || places.length === 0) return body;
	// A part that is missing has nothing to cut; a whole body that doesn't fit is none.
	if (places.some((tokens) => tokens.length === 0)) return isObject(body) ? body : undefined;
	const copy = copyJson(body);
	// From behind, so that the places in a list stay where they are.
	for (const tokens of places.sort(compareTokens).reverse()) cut(copy, tokens);
	return copy;
}

function compareTokens(a: readonly string[], b: readonly string[]): number {
	return a.join('/').localeCompare(b.join('/'), 'en', { numeric: true });
}

function cut(root: JsonValue, tokens: readonly string[]): void {
	let holder: JsonValue | undefined = root;
	for (const token of tokens.slice(0, -1)) {
		holder = Array.isArray(holder) ? holder[Number(token)] : getOwn(holder, token);
	}
	const last = tokens.at(-1) as string;
	if (Array.isArray(holder)) holder.splice(Number(last), 1);
	else if (isObject(holder)) delete holder[last];
}
