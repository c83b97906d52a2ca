// `x-faker`, as Prism has it: the document names a method of Faker.

import type { Faker } from '@faker-js/faker';
import { isObject, type JsonValue } from '../../../spec/index.ts';

/**
 * What a method of Faker makes, e.g. for `internet.email`, or `{ 'commerce.price': [1, 9] }` (a list: its arguments; anything else:
 * the only one). `undefined` without such a word, for a name that Faker doesn't know, and where the method throws.
 */
export function callFaker(word: JsonValue | undefined, faker: () => Faker): JsonValue | undefined {
	const [name, given] = isObject(word) ? (Object.entries(word)[0] ?? []) : [word];
	if (typeof name !== 'string') return undefined;
	const [module = '', method = '', ...rest] = name.split('.');
	// Nothing but the modules' own methods can be reached.
	if (rest.length > 0 || !/^[a-z]\w*$/i.test(module) || !/^[a-z]\w*$/i.test(method) || BARRED.has(method))
		return undefined;
	const own = faker();
	if (!Object.hasOwn(own, module)) return undefined;
	const holder = own[module as 'internet'] as unknown as Record<string, unknown>;
	const call = typeof holder === 'object' && holder !== null ? holder[method] : undefined;
	if (typeof call !== 'function') return undefined;
	try {
		const args = given === undefined ? [] : Array.isArray(given) ? given : [given];
		return JSON.parse(JSON.stringify(call.apply(holder, args) ?? null)) as JsonValue;
	} catch {
		return undefined;
	}
}

const BARRED: ReadonlySet<string> = new Set(['constructor', 'fake', 'hasOwnProperty', 'toString', 'valueOf', 'seed']);
