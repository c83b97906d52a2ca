// What is other in an answer than in the one that was given before.

import {
	getObject,
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
} from '../../spec/index.ts';

/** One difference; a side that has nothing there has no value. */
export interface Difference {
	in: 'status' | 'header' | 'body';
	/** Of the body a pointer, of headers the name. */
	pointer: Pointer;
	before?: JsonValue;
	after?: JsonValue;
	/** Both are ids, or both moments: they are made anew each time. */
	generated?: true;
}

/** Differences that are told of one answer. */
const MAX_DIFFERENCES = 100;
/** Headers of the server, and of the mock: they say nothing of the API. */
const OWN = new Set([
	'date',
	'content-length',
	'connection',
	'keep-alive',
	'transfer-encoding',
	'vary',
	'x-content-type-options',
	'content-security-policy',
]);
const OWN_PREFIXES = /^(?:x-mock|access-control)-/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?$/;

/** The differences of two answers as the control API renders them (`response` of an exchange). */
export function compareAnswers(before: JsonValue | undefined, after: JsonValue | undefined): Difference[] {
	const found: Difference[] = [];
	const compare = (place: Difference['in'], pointer: Pointer, one?: JsonValue, other?: JsonValue): void => {
		if (found.length >= MAX_DIFFERENCES || one === other) return;
		if (Array.isArray(one) && Array.isArray(other)) {
			for (let index = 0; index < Math.max(one.length, other.length); index += 1)
				compare(place, joinPointer(pointer, index), one[index], other[index]);
		} else if (isObject(one) && isObject(other)) {
			for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
				compare(place, joinPointer(pointer, name), getOwn(one, name), getOwn(other, name));
		} else {
			found.push({
				in: place,
				pointer,
				...(one !== undefined && { before: one }),
				...(other !== undefined && { after: other }),
				...(isGenerated(one, other) && { generated: true as const }),
			});
		}
	};
	compare('status', '', getOwn(before, 'status'), getOwn(after, 'status'));
	const [headersBefore, headersAfter] = [pickHeaders(before), pickHeaders(after)];
	for (const name of new Set([...Object.keys(headersBefore), ...Object.keys(headersAfter)]))
		compare('header', name, getOwn(headersBefore, name), getOwn(headersAfter, name));
	compare('body', '', getOwn(before, 'body'), getOwn(after, 'body'));
	return found;
}

/** Ids that were made anew, by the ones in whose place they came. */
export function pairIds(differences: readonly Difference[]): [before: string, after: string][] {
	return differences.flatMap(({ before, after }): [string, string][] => {
		if (typeof before !== 'string' || typeof after !== 'string') return [];
		const [old, made] = [before.match(UUIDS) ?? [], after.match(UUIDS) ?? []];
		return old.length === made.length ? old.map((id, index) => [id, made[index] as string]) : [];
	});
}

function pickHeaders(answer: JsonValue | undefined): JsonObject {
	const headers = Object.entries(getObject(answer, 'headers') ?? {});
	return Object.fromEntries(headers.filter(([name]) => !OWN.has(name) && !OWN_PREFIXES.test(name)));
}

function isGenerated(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
	if (typeof one !== 'string' || typeof other !== 'string') return false;
	if (MOMENT.test(one) && MOMENT.test(other)) return true;
	if (UUID.test(one) && UUID.test(other)) return true;
	const [plainOne, plainOther] = [one.replace(UUIDS, '?'), other.replace(UUIDS, '?')];
	return plainOne !== one && plainOne === plainOther;
}
