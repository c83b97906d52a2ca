// Values of a request's query, or of a search's body, by the places that a list's parameters have.

import { getOwn, isObject, type JsonValue, type QueryPlace, readSteps } from '../../spec/index.ts';
import type { CheckedRequest } from '../types/request.ts';

/** The value at a place; `undefined`: the request has none there. In a body, null asks for nothing. */
export function readPlace(request: CheckedRequest, place: QueryPlace): JsonValue | undefined {
	if (typeof place === 'string') return readAsked(request, place);
	const [parameter, ...path] = place;
	return readSteps(readAsked(request, parameter as string), path);
}

function readAsked({ query, body }: CheckedRequest, name: string): JsonValue | undefined {
	const asked = query.get(name);
	return asked === undefined && isObject(body) ? (getOwn(body, name) ?? undefined) : asked;
}
