// Whether the mock itself names something in the path of the line that it gives to try.

import type { Operation } from '../../spec/index.ts';
import { decodePlain } from '../request/parameters/raw-query.ts';
import { sampleParameter } from './sample-parameter.ts';

/** Whether a parameter in the path of the operation's sample has this text, decoded: `792` for `/articles/792/comments`. */
export function offersInPath(operation: Operation, text: string): boolean {
	return operation.parameters.some(
		(parameter) =>
			parameter.in === 'path' && sampleParameter(operation, parameter).some((sample) => decodePlain(sample) === text),
	);
}
