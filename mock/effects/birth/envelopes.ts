// What requests send bare and answers show one object deeper, or the other way round: `{ author: { id } }` and
// `{ author: { data: { id } } }`.

import {
	getOwn,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type SchemaView,
	setOwn,
} from '../../../spec/index.ts';

/** How a property that is sent is shown: put in an object under this name, or taken out of one. */
export interface Envelope {
	kind: 'wrap' | 'unwrap';
	name: string;
}

/** How what is sent of a property becomes what is shown of it; `undefined`: it needs no envelope, or more than one would do. */
export function findEnvelope(sent: SchemaView, shown: SchemaView): Envelope | undefined {
	if (!isOnlyObject(sent) || !isOnlyObject(shown) || countAlike(sent, shown) > 0) return undefined;
	const wrapping = findInner(shown, sent);
	if (wrapping !== undefined) return { kind: 'wrap', name: wrapping };
	const unwrapping = findInner(sent, shown);
	return unwrapping === undefined ? undefined : { kind: 'unwrap', name: unwrapping };
}

/** A body with its properties as answers show them; the body itself where there is nothing to be changed. */
export function convertEnvelopes(
	body: JsonValue | undefined,
	envelopes: ReadonlyMap<string, Envelope>,
): JsonValue | undefined {
	if (envelopes.size === 0 || !isObject(body)) return body;
	const converted: JsonObject = { ...body };
	for (const [property, { kind, name }] of envelopes) {
		const value = getOwn(body, property);
		if (!isObject(value)) continue;
		const inner = kind === 'wrap' ? value : getOwn(value, name);
		if (kind === 'wrap' && Object.hasOwn(value, name)) continue;
		if (inner === undefined) continue;
		const whole: JsonObject = {};
		setOwn(whole, name, inner);
		setOwn(converted, property, kind === 'wrap' ? whole : inner);
	}
	return converted;
}

function isOnlyObject(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.has('object') && !types.has('array') && !types.has('string') && view.unions.length === 0;
}

/** The one property of `outer` that is an object with all the properties of `inner`. */
function findInner(outer: SchemaView, inner: SchemaView): string | undefined {
	const of = listPossibleProperties(inner).size;
	const found = [...listPossibleProperties(outer)].filter(
		([, view]) => of > 0 && isOnlyObject(view) && countAlike(inner, view) === of,
	);
	return found.length === 1 ? found[0]?.[0] : undefined;
}

function countAlike(one: SchemaView, other: SchemaView): number {
	const others = listPossibleProperties(other);
	return [...listPossibleProperties(one).keys()].filter((name) => others.has(name)).length;
}
