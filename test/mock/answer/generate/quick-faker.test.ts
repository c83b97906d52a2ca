// What is quicker says the same: beside a Faker of the same seed that nobody touched, in languages that build names in other ways.

import { createRequire } from 'node:module';
import type { Faker } from '@faker-js/faker';
import { describe, expect, it } from 'vitest';
import { quicken } from '../../../../mock/answer/generate/quick-faker.ts';

const require = createRequire(import.meta.url);
const SEEDS = 12;

const CALLS: readonly (readonly [name: string, call: (faker: Faker) => string])[] = [
	['a name', (faker) => faker.person.fullName()],
	['a last name', (faker) => faker.person.lastName()],
	['a job', (faker) => faker.person.jobTitle()],
	['an address', (faker) => faker.location.streetAddress({ useFullAddress: true })],
	['a city', (faker) => faker.location.city()],
	['a firm', (faker) => faker.company.name()],
	['an e-mail', (faker) => faker.internet.exampleEmail()],
	['a browser', (faker) => faker.internet.userAgent()],
	['signs', (faker) => faker.string.alphanumeric(12)],
	['signs in capitals', (faker) => faker.string.alphanumeric({ length: 12, casing: 'upper' })],
	['signs without some', (faker) => faker.string.alphanumeric({ length: 12, casing: 'lower', exclude: ['a', '0'] })],
	['signs of a length by chance', (faker) => faker.string.alphanumeric({ length: { min: 2, max: 9 } })],
	['one sign', (faker) => faker.string.alphanumeric()],
	['a pattern with a call', (faker) => faker.helpers.fake('{{number.int({"max": 99})}} of {{person.firstName}}')],
	['a pattern out of some', (faker) => faker.helpers.fake(['{{person.lastName}}!', '{{location.city}}?', 'none'])],
	['patterns in a pattern', (faker) => faker.helpers.fake('{{location.street_pattern}} / {{person.firstName}}')],
	['braces of others', (faker) => faker.helpers.fake('{{ person.firstName }} {x} {{person.firstName}}')],
	['a word', (faker) => faker.lorem.word()],
	['a word of a length', (faker) => faker.lorem.word({ length: { min: 3, max: 5 } })],
	['words', (faker) => faker.lorem.words({ min: 0, max: 3 })],
	['a sentence', (faker) => faker.lorem.sentence()],
	['a slug', (faker) => faker.lorem.slug()],
	['lines', (faker) => faker.lorem.text()],
	[
		'values that ask for others',
		(faker) => faker.helpers.mustache('{{a}}{{a}} {{b}}', { a: '{{a}}{{b}}', b: '{{a}}' }),
	],
	['values', (faker) => faker.helpers.mustache('{{a}} {{b}} {{a}} {{c}}', { a: '$&', b: () => 'b$1' })],
];

function create(locale: string): Faker {
	const { faker } = require(`@faker-js/faker/locale/${locale}`) as typeof import('@faker-js/faker/locale/en');
	const Constructor = faker.constructor as new (options: { locale: Faker['rawDefinitions'] }) => Faker;
	return new Constructor({ locale: faker.rawDefinitions });
}

function list(faker: Faker, call: (faker: Faker) => string): string[] {
	return Array.from({ length: SEEDS }, (_, seed) => {
		faker.seed(seed);
		try {
			return call(faker);
		} catch (error) {
			return `! ${String(error)}`;
		}
	});
}

describe.each(['en', 'de', 'hu', 'ja', 'ru', 'pt_BR'])('in %s', (locale) => {
	const own = create(locale);
	const quick = create(locale);
	quicken(quick);

	it.each(CALLS)('%s', (_, call) => {
		expect(list(quick, call)).toEqual(list(own, call));
	});
});

it('knows a pattern that has none of its texts as Faker does', () => {
	const quick = create('en');
	quicken(quick);
	expect(() => quick.helpers.fake('{{no.such}}')).toThrow("Cannot resolve expression 'no.such'");
});
