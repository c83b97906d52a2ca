// Which query parameters name one entity: `GET /todo?id=1`.

import type { Operation, Parameter } from '../../types/document.ts';
import { plainWord, toSingular } from './words.ts';

const KEYS = ['id', 'uuid', 'guid', 'key', 'slug', 'code'];

/** Whether an operation must be told by a query parameter which one of the noun it is about: `?id=1`, `?todoId=1`. */
export function asksForOne(operation: Operation, noun: string): boolean {
	return findAskedName(operation, noun) !== undefined;
}

/** What that parameter is called; `undefined`: there is none. */
export function findAskedName({ parameters }: Operation, noun: string): string | undefined {
	const plain = plainWord(toSingular(noun));
	return parameters.find((one) => isKeyName(one, plain))?.name;
}

function isKeyName({ in: place, required, name }: Parameter, noun: string): boolean {
	if (place !== 'query' || !required) return false;
	const plain = plainWord(name);
	return KEYS.some((key) => plain === key || plain === noun + key);
}
