// `x-faker` before it is served: a word that Faker doesn't know makes what any text is made of.

import type { Faker } from '@faker-js/faker';
import { getOwn, joinPointer, type LintOptions } from '../../spec/index.ts';
import { judgeFakerWord } from './generate/call-faker.ts';
import { seedFaker } from './generate/seeded-faker.ts';

/** Warnings `schema.faker` for words of `x-faker` that make nothing. Loads Faker with the first of them. */
export function createFakerLint(): NonNullable<LintOptions['lintMore']> {
	let faker: Faker | undefined;
	const load = (): Faker => {
		faker ??= seedFaker(1, 0);
		return faker;
	};
	return ({ pointer, value }, report) => {
		const word = getOwn(value, 'x-faker');
		const mistake = word === undefined ? undefined : judgeFakerWord(word, load);
		if (!mistake) return;
		const { message, remedy } = mistake;
		const place = joinPointer(pointer, 'x-faker');
		report({ code: 'schema.faker', severity: 'warning', message: `x-faker ${message}`, remedy, pointer: place });
	};
}
