import { expect, it } from 'vitest';
import { createFakerLint } from '../../../mock/answer/lint-faker.ts';
import { type JsonValue, lintDocuments } from '../../../spec/index.ts';
import { describePaths } from '../../support/document.ts';

it.each<[JsonValue, string | undefined, string?]>([
	['internet.email', undefined],
	[{ 'commerce.price': [1, 9] }, undefined],
	[{ 'number.int': { min: 3, max: 3 } }, undefined],
	['internet.emial', 'x-faker names no method of Faker: "internet.emial"', 'email'],
	['persn.fullName', 'x-faker names no method of Faker: "persn.fullName"', 'person'],
	['email', 'x-faker names no method of Faker: "email"', 'module.method'],
	['internet.constructor', 'x-faker names no method of Faker: "internet.constructor"', 'module.method'],
	[{ 'number.int': { min: 3, max: 1 } }, 'x-faker asks Faker for what it refuses: ', 'arguments'],
	[7, 'x-faker names no method of Faker: 7', 'module.method'],
])('x-faker: %j', async (word, message, remedy = '') => {
	const document = describePaths(
		{ '/ok': { get: { responses: { '204': { description: '' } } } } },
		{ components: { schemas: { It: { type: 'string', 'x-faker': word } } } },
	);
	const { findings } = await lintDocuments([document], { lintMore: createFakerLint() });
	const [found, ...others] = findings.filter(({ code }) => code === 'schema.faker');
	expect(others).toEqual([]);
	if (message === undefined) expect(found).toBeUndefined();
	else {
		expect(found).toMatchObject({ severity: 'warning', place: { pointer: '/components/schemas/It/x-faker' } });
		expect(found?.message).toContain(message);
		expect(found?.remedy).toContain(remedy);
	}
});
