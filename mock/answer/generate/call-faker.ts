// `x-faker`, as Prism has it: the document names a method of Faker.

import type { Faker } from '@faker-js/faker';
import { isObject, type JsonValue, nearest, suggest } from '../../../spec/index.ts';

/**
 * What a method of Faker makes, e.g. for `internet.email`, or `{ 'commerce.price': [1, 9] }` (a list: its arguments; anything else:
 * the only one). `undefined` without such a word, for a name that Faker doesn't know, and where the method throws.
 */
export function callFaker(word: JsonValue | undefined, faker: () => Faker): JsonValue | undefined {
	const found = word === undefined ? undefined : findMethod(word, faker);
	if (!found?.ok) return undefined;
	try {
		return found.call();
	} catch {
		return undefined;
	}
}

/** What is wrong with a word of `x-faker`, e.g. `names no method of Faker: "internet.emial"`, and what may be meant; `undefined`: nothing. */
export function judgeFakerWord(
	word: JsonValue,
	faker: () => Faker,
): { message: string; remedy: string | undefined } | undefined {
	const found = findMethod(word, faker);
	if (!found.ok) return found;
	try {
		found.call();
		return undefined;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { message: `asks Faker for what it refuses: ${reason}`, remedy: 'mend the arguments' };
	}
}

type Method = { ok: true; call: () => JsonValue } | { ok: false; message: string; remedy: string | undefined };

function findMethod(word: JsonValue, faker: () => Faker): Method {
	const [name, given] = isObject(word) ? (Object.entries(word)[0] ?? []) : [word];
	const missing = (remedy: string | undefined): Method => {
		return { ok: false, message: `names no method of Faker: ${JSON.stringify(name)}`, remedy };
	};
	const form = 'write module.method, as internet.email, or { commerce.price: [1, 9] }';
	if (typeof name !== 'string') return missing(form);
	const [module = '', method = '', ...rest] = name.split('.');
	// Nothing but the modules' own methods can be reached.
	if (rest.length > 0 || !/^[a-z]\w*$/i.test(module) || !/^[a-z]\w*$/i.test(method) || BARRED.has(method))
		return missing(form);
	const own = faker();
	const holder = Object.hasOwn(own, module)
		? (own[module as 'internet'] as unknown as Record<string, unknown>)
		: undefined;
	if (typeof holder !== 'object' || holder === null) return missing(suggestNear(module, listModules(own)));
	const call = holder[method];
	if (typeof call !== 'function') return missing(suggestNear(method, listMethods(holder)));
	const args = given === undefined ? [] : Array.isArray(given) ? given : [given];
	return { ok: true, call: () => JSON.parse(JSON.stringify(call.apply(holder, args) ?? null)) as JsonValue };
}

function suggestNear(word: string, known: readonly string[]): string {
	return suggest(nearest(word, known), known);
}

function listModules(faker: Faker): string[] {
	return Object.keys(faker).filter((name) => /^[a-z]/i.test(name) && name !== 'definitions');
}

function listMethods(holder: object): string[] {
	const prototype: unknown = Object.getPrototypeOf(holder);
	const names = [...Object.keys(holder), ...(prototype ? Object.getOwnPropertyNames(prototype) : [])];
	return names.filter((name) => !BARRED.has(name) && typeof (holder as Record<string, unknown>)[name] === 'function');
}

const BARRED: ReadonlySet<string> = new Set(['constructor', 'fake', 'hasOwnProperty', 'toString', 'valueOf', 'seed']);
