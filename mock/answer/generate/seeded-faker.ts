// Faker, seeded for one generation at a time, in the language that was asked for.

import { createRequire } from 'node:module';
import type { Faker, Randomizer } from '@faker-js/faker';
import { createNumbers } from './numbers.ts';
import { quicken } from './quick-faker.ts';
import { listSentences } from './sentences.ts';

const require = createRequire(import.meta.url);

/** Fakers whose language has sentences of its own. */
const spoken = new WeakMap<Faker, readonly string[]>();
/** Fakers of a language that somebody asked for. */
const asked = new WeakMap<Faker, string>();

/** Sentences in the language of a faker, where it has but Latin. */
export function sentencesOf(faker: Faker): readonly string[] | undefined {
	return spoken.get(faker);
}

/** The language of a faker, e.g. `de_CH`; English, where none was asked for. */
export function languageOf(faker: Faker): string {
	return asked.get(faker) ?? 'en';
}

/** One for each language: to make one takes longer than to make what it is asked for. */
const fakers = new Map<string, Faker>();
/** Languages that are kept ready. */
const MAX_FAKERS = 10;

/**
 * The faker of a language, seeded; for one generation, which nothing interrupts: the next one seeds it anew. It is the mock's own, so
 * that nobody else's seed is touched. Its language is read from disk with the first.
 */
export function seedFaker(seed: number, nowMs: number, locale?: string): Faker {
	const known = fakers.get(locale ?? '');
	const faker = known ?? createFaker(locale);
	if (!known && fakers.size < MAX_FAKERS) fakers.set(locale ?? '', faker);
	faker.seed(seed);
	faker.setDefaultRefDate(nowMs);
	return faker;
}

/** Faker's own takes longer to be seeded than a whole entity to be made. */
function createRandomizer(): Randomizer {
	let numbers = createNumbers(1);
	return {
		next: () => numbers.next(),
		seed(seed) {
			numbers = createNumbers(Array.isArray(seed) ? (seed[0] ?? 0) : seed);
		},
	};
}

function createFaker(locale: string | undefined): Faker {
	const { faker } = require(`@faker-js/faker/locale/${locale ?? 'en'}`) as typeof import('@faker-js/faker/locale/en');
	const Constructor = faker.constructor as new (options: {
		locale: Faker['rawDefinitions'];
		randomizer: Randomizer;
	}) => Faker;
	const own = new Constructor({ locale: faker.rawDefinitions, randomizer: createRandomizer() });
	quicken(own);
	if (locale === undefined) return own;
	asked.set(own, locale);
	const sentences = listSentences(locale);
	if (sentences) spoken.set(own, sentences);
	return own;
}
