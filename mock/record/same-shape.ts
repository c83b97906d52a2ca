// Whether an answer says the same as another one, whatever its values are.

import { formatCount, isObject, type JsonValue, joinPointer, type Pointer } from '../../spec/index.ts';

/** What of two answers is compared. */
export interface ShownAnswer {
	status: number;
	/** Without parameters; `''`: none. */
	mediaType: string;
	/** `undefined`: none. */
	body: JsonValue | undefined;
}

/** How an answer differs from one that was given before. */
export interface ShapeDifference {
	/** `presence`: a property is there in one of them alone. */
	kind: 'status' | 'media-type' | 'body' | 'type' | 'length' | 'presence';
	/** In the body. */
	pointer: Pointer;
	/** Words for people: `409`, `a list`. */
	before: string;
	after: string;
}

/** Differences that are told of one answer. */
const MAX_DIFFERENCES = 20;

/**
 * The differences in status, media type, and in the shape of the body: types of values, names of properties, items of lists. Values are
 * not looked at, and null stands for any type. At most 20.
 */
export function compareShapes(before: ShownAnswer, after: ShownAnswer): ShapeDifference[] {
	const found: ShapeDifference[] = [];
	const tell = (kind: ShapeDifference['kind'], pointer: Pointer, one: string, other: string): void => {
		if (found.length < MAX_DIFFERENCES) found.push({ kind, pointer, before: one, after: other });
	};
	if (before.status !== after.status) tell('status', '', String(before.status), String(after.status));
	const [hasBefore, hasAfter] = [before.body !== undefined, after.body !== undefined];
	if (hasBefore !== hasAfter) tell('body', '', hasBefore ? 'a body' : 'no body', hasAfter ? 'a body' : 'no body');
	if (before.body === undefined || after.body === undefined) return found;
	if (before.mediaType !== after.mediaType) tell('media-type', '', before.mediaType, after.mediaType);
	compare(before.body, after.body, '', tell);
	return found;
}

function compare(
	before: JsonValue,
	after: JsonValue,
	pointer: Pointer,
	tell: (kind: ShapeDifference['kind'], pointer: Pointer, one: string, other: string) => void,
): void {
	if (before === null || after === null) return;
	const [one, other] = [nameType(before), nameType(after)];
	if (one !== other) {
		tell('type', pointer, one, other);
		return;
	}
	if (Array.isArray(before) && Array.isArray(after)) {
		if (before.length !== after.length)
			tell('length', pointer, formatCount(before.length, 'item'), formatCount(after.length, 'item'));
		for (const [index, item] of before.entries()) {
			const pair = after[index];
			if (pair !== undefined) compare(item, pair, joinPointer(pointer, index), tell);
		}
	} else if (isObject(before) && isObject(after)) {
		for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
			const at = joinPointer(pointer, name);
			const [left, right] = [before[name], after[name]];
			if (left === undefined) tell('presence', at, 'nothing', nameType(right as JsonValue));
			else if (right === undefined) tell('presence', at, nameType(left), 'nothing');
			else compare(left, right, at, tell);
		}
	}
}

function nameType(value: JsonValue): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (isObject(value)) return 'an object';
	return typeof value === 'string' ? 'a text' : typeof value === 'number' ? 'a number' : 'true or false';
}
