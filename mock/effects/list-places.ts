// Values of a request's query by the places that a list's parameters have.

import { getOwn, type JsonValue, type QueryPlace } from '../../spec/index.ts';
import type { CheckedRequest } from '../types/request.ts';

/** The value at a place; `undefined`: the request has none there. */
export function readPlace({ query }: CheckedRequest, place: QueryPlace): JsonValue | undefined {
	if (typeof place === 'string') return query.get(place);
	const [parameter, ...path] = place;
	let value = query.get(parameter as string);
	for (const step of path) value = value === undefined ? undefined : getOwn(value, step);
	return value;
}
