// Whether the mock itself names something in the line that it gives to try.

import { isObject, type JsonValue, type Operation } from '../../spec/index.ts';
import { decodePlain } from '../request/parameters/raw-query.ts';
import { sampleBody } from './sample-body.ts';
import { sampleParameter } from './sample-parameter.ts';

/** Whether a parameter in the path of the operation's sample has this text, decoded: `792` for `/articles/792/comments`. */
export function offersInPath(operation: Operation, text: string): boolean {
	return operation.parameters.some(
		(parameter) =>
			parameter.in === 'path' && sampleParameter(operation, parameter).some((sample) => decodePlain(sample) === text),
	);
}

/** Whether a value in the body of the operation's sample is this text, or reads so: `7` for `{ book_id: 7 }`. */
export function offersInBody(operation: Operation, text: string): boolean {
	const sample = sampleBody(operation)?.text;
	if (sample === undefined || !sample.startsWith('{')) return false;
	return holds(JSON.parse(sample) as JsonValue, text);
}

function holds(value: JsonValue, text: string): boolean {
	if (Array.isArray(value)) return value.some((one) => holds(one, text));
	if (isObject(value)) return Object.values(value).some((one) => holds(one, text));
	return String(value) === text;
}
