// OpenAPI runtime expressions (OpenAPI 3.1.1 §4.8.20.3) on a checked request.

import { type Expression, getOwn, type JsonObject, type JsonValue, parsePointer } from '../../spec/index.ts';
import type { CheckedRequest } from '../types/request.ts';

/** A request with what the expressions of an effect may speak of besides. */
export interface EffectRequest extends CheckedRequest {
	/** Of the operation's first effect. */
	entity?: JsonObject | undefined;
	/** Of the list that is gone through. */
	element?: JsonValue | undefined;
}

/** Reads one value out of a request; `undefined` where the request has none. */
export type ReadValue = (request: EffectRequest) => JsonValue | undefined;

/** The expression as a function, its pointer split once. Never throws, and neither does the function. */
export function compileExpression(expression: Expression): ReadValue {
	switch (expression.kind) {
		case 'path':
		case 'query':
		case 'cookie': {
			const { kind, name } = expression;
			return (request) => request[kind].get(name);
		}
		case 'header': {
			const name = expression.name.toLowerCase();
			return (request) => request.header.get(name) ?? readPlainHeader(request, name);
		}
		case 'body': {
			const segments = parsePointer(expression.pointer);
			if (!segments) return () => undefined;
			return (request) => segments.reduce(stepInto, request.body);
		}
		case 'entity':
		case 'element': {
			const { kind } = expression;
			const segments = parsePointer(expression.pointer);
			if (!segments) return () => undefined;
			return (request) => segments.reduce<JsonValue | undefined>(stepInto, request[kind]);
		}
		case 'constant': {
			const { value } = expression;
			return () => value;
		}
		case 'method':
			return ({ request }) => request.method;
		case 'url':
			return ({ request }) => {
				const host = request.headers['host'];
				return typeof host === 'string' && request.target.startsWith('/')
					? `http://${host}${request.target}`
					: request.target;
			};
	}
}

/** One step of a pointer (RFC 6901 §4). */
function stepInto(value: JsonValue | undefined, part: string): JsonValue | undefined {
	if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined;
	return getOwn(value, part);
}

/** A header that the document does not describe is still there. */
function readPlainHeader({ request }: CheckedRequest, name: string): string | undefined {
	const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
	return Array.isArray(value) ? value.join(', ') : value;
}
