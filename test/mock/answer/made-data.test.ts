// Data that a frontend can show: several rows, names that fit their nouns, and what the document asks Faker for.

import { describe, expect, it } from 'vitest';
import { startMock } from '../../../mock/index.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';

const text: JsonObject = { type: 'string' };

/** What a GET without state answers; `schemas` are the document's. */
async function read(schema: JsonValue, schemas: JsonObject = {}, locale?: string): Promise<unknown> {
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			'/report': { get: { responses: { '200': { description: 'ok', content: { 'application/json': { schema } } } } } },
		},
		components: { schemas },
	};
	await using mock = await startMock({
		documents: [document],
		port: 0,
		seed: 7,
		...(locale !== undefined && { locale }),
	});
	return (await fetch(`${mock.url}/report`)).json();
}

describe('a list that is made up', () => {
	it('has two or three rows, no two with the same id', async () => {
		const row = {
			type: 'object',
			required: ['id'],
			properties: { id: { type: 'integer', example: 1 }, tags: { type: 'array', items: text } },
		};
		const rows = (await read({ type: 'array', items: row })) as { id: number; tags: string[] }[];
		expect(rows.length).toBeGreaterThan(1);
		expect(rows.length).toBeLessThan(4);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		expect(rows[0]?.id).toBe(1);
		expect(rows[0]?.tags.length).toBeGreaterThan(1);
	});

	it.each<[string, JsonObject, number]>([
		['no more than it may have', { maxItems: 1 }, 1],
		['none, where none may be', { maxItems: 0 }, 0],
		['as many as it must have', { minItems: 5 }, 5],
		['as many as it describes by position', { prefixItems: [{ type: 'number' }] }, 1],
	])('has %s', async (_title, limits, count) => {
		expect(await read({ type: 'array', ...(limits['prefixItems'] ? {} : { items: text }), ...limits })).toHaveLength(
			count,
		);
	});
});

describe('a base whose discriminator names its heirs', () => {
	const heir = (name: string, more: JsonObject = {}): JsonObject => ({
		allOf: [
			{ $ref: '#/components/schemas/Account' },
			{ type: 'object', required: [name], properties: { [name]: text } },
		],
		...more,
	});
	const account = (mapping?: JsonObject, type: JsonObject = text): JsonObject => ({
		type: 'object',
		required: ['type'],
		properties: { type },
		discriminator: { propertyName: 'type', ...(mapping && { mapping }) },
	});
	const heirs = { Iban: heir('iban'), Local: heir('number') };
	const mapping = { iban: '#/components/schemas/Iban', local: 'Local' };
	it.each<[string, string, JsonObject, JsonObject]>([
		['is the first of them', 'Account', account(mapping), { type: 'iban', iban: 'x' }],
		['is the one of the example', 'Account', account(mapping, { example: 'local' }), { type: 'local', number: 'x' }],
		['is the heir that is asked for', 'Local', account(mapping), { type: 'local', number: 'x' }],
		['goes by the name of its schema', 'Local', account(), { type: 'Local', number: 'x' }],
		['is itself, where nobody is named', 'Account', account(), { type: 'Account' }],
		['is what its enum says', 'Account', account(undefined, { enum: ['a'] }), { type: 'a' }],
	])('%s', async (_title, name, base, expected) => {
		const made = (await read({ $ref: `#/components/schemas/${name}` }, { Account: base, ...heirs })) as JsonObject;
		expect(Object.keys(made).toSorted()).toEqual(Object.keys(expected).toSorted());
		expect(made['type']).toBe(expected['type']);
	});
});

describe('a name fits its noun', () => {
	const named = { type: 'object', required: ['name'], properties: { name: text } };
	it.each<[string, JsonValue, JsonObject, RegExp]>([
		['by the schema', { $ref: '#/components/schemas/BusStation' }, { BusStation: named }, /^\w+ Bus Station$/],
		[
			'by the schema without what stands around the noun',
			{ $ref: '#/components/schemas/NewTripDto' },
			{ NewTripDto: named },
			/^\w+ Trip$/,
		],
		['that ends as a word for people does', { $ref: '#/components/schemas/Game' }, { Game: named }, /^\w+ Game$/],
		[
			'by the rows of a list',
			{ type: 'array', items: { $ref: '#/components/schemas/Routes' } },
			{ Routes: named },
			/^\w+ Route$/,
		],
	])('%s', async (_title, schema, schemas, pattern) => {
		const made = await read(schema, schemas);
		const [first] = (Array.isArray(made) ? made : [made]) as { name: string }[];
		expect(first?.name).toMatch(pattern);
	});

	it('by the property, and people have people’s names', async () => {
		const made = (await read({
			type: 'object',
			required: ['platform', 'driver'],
			properties: { platform: named, driver: named },
		})) as Record<string, { name: string }>;
		expect(made['platform']?.name).toMatch(/^\w+ Platform$/);
		expect(made['driver']?.name).not.toMatch(/Driver/);
	});

	it('and is whole where it is shown, beside its parts', async () => {
		const properties = { displayName: text, lastName: text };
		const made = await read({ type: 'object', required: ['displayName', 'lastName'], properties });
		expect(made).toMatchObject({ displayName: expect.stringMatching(/^[A-Z]\S* \S/) });
	});

	it.each(['last_name', 'familyName', 'surname', 'apellidos'])(
		'and is one word, a given name, beside a %s',
		async (last) => {
			const owner = { type: 'object', required: ['name', last], properties: { name: text, [last]: text } };
			const made = await read({ $ref: '#/components/schemas/Vehicle' }, { Vehicle: owner });
			expect(made).toEqual({ name: expect.stringMatching(/^[A-Z]\w+$/), [last]: expect.stringMatching(/^[A-Z]/) });
		},
	);
});

it.each(['createdAt', 'updated', 'timestamp', 'last_login'])('%s is a time, though no format says so', async (name) => {
	const made = (await read({ type: 'object', required: [name], properties: { [name]: text } })) as Record<
		string,
		string
	>;
	expect(made[name]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

it.each<[string, string, string, RegExp]>([
	['a decimal', 'balance', '^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$', /^\d+\.\d\d$/],
	['an e-mail', 'email', '^[^@ ]+@[^@ ]+\\.[^@ ]+$', /^[\w.-]+@example\.(?:com|net|org)$/],
	['not a number, where letters may be', 'tag', '^[\\w.]+$', /^(?!\d+\.\d\d$)/],
])('a text with a pattern is still what its name says: %s', async (_what, name, pattern, expected) => {
	const made = await read({ type: 'object', required: [name], properties: { [name]: { ...text, pattern } } });
	expect((made as Record<string, string>)[name]).toMatch(expected);
});

it('a country whose pattern asks for its code is one that there is', async () => {
	const countries = { type: 'array', minItems: 20, items: { ...text, pattern: '^[A-Z]{2}$' } };
	const made = await read({ type: 'object', required: ['countries'], properties: { countries } });
	const names = new Intl.DisplayNames('en', { type: 'region' });
	const codes = (made as { countries: string[] }).countries;
	expect(codes).toHaveLength(20);
	expect(codes.filter((code) => names.of(code) === code)).toEqual([]);
});

describe('what a made-up answer tells of its list', () => {
	const list: JsonObject = { type: 'array', items: { type: 'object', properties: { a: text } } };
	const int: JsonObject = { type: 'integer' };
	const all = (properties: JsonObject): JsonObject => ({
		type: 'object',
		required: Object.keys(properties),
		properties,
	});

	it('agrees with the list', async () => {
		const made = (await read(
			all({ items: list, total: int, totalPages: int, has_more: { type: 'boolean' }, page: int, note: int }),
		)) as { items: unknown[]; note: number };
		const { length } = made.items;
		expect(length).toBeGreaterThan(1);
		expect(made).toMatchObject({ total: length, totalPages: 1, has_more: false, page: 1 });
		expect(made.note).toBeGreaterThan(9);
	});

	it('counts the pages as Spring does, from 0', async () => {
		const made = await read(all({ content: list, totalElements: int, number: int, first: { type: 'boolean' } }));
		expect(made).toMatchObject({ number: 0, first: true });
	});

	it('agrees in an object beside it, and where the schema sets limits stays as it was made', async () => {
		const made = (await read(all({ data: list, meta: all({ total: int, total_count: { ...int, minimum: 9 } }) }))) as {
			data: unknown[];
			meta: { total: number; total_count: number };
		};
		expect(made.meta.total).toBe(made.data.length);
		expect(made.meta.total_count).toBeGreaterThan(8);
	});

	it('is left alone in an entity that has a list', async () => {
		const made = (await read(all({ id: int, tags: { type: 'array', items: text }, count: int }))) as { count: number };
		expect(made.count).toBeGreaterThan(9);
	});
});

describe('in the language that was asked for', () => {
	const names = ['name', 'description', 'title', 'remark', 'email', 'url', 'language', 'city'];
	const person = {
		type: 'object',
		required: names,
		properties: Object.fromEntries(names.map((name) => [name, text])),
	};
	it.each<[string, RegExp, RegExp, string]>([
		['de', /^\p{L}.+\.$/u, /^[A-ZÄÖÜ]/, 'de'],
		['fr', /^\p{L}.+\.$/u, /^[A-ZÀ-Ý]/, 'fr'],
		['pt-br', /^\p{L}.+\.$/u, /^[A-ZÀ-Ý]/, 'pt'],
		['de-DE', /^\p{L}.+\.$/u, /^[A-ZÄÖÜ]/, 'de'],
		['ja', /[\u3040-\u30ff\u4e00-\u9fff]/, /[\u3040-\u30ff\u4e00-\u9fff]/, 'ja'],
		['ru', /^[\u0400-\u04ff]/, /^[\u0400-\u04ff]/, 'ru'],
	])('%s: texts are sentences, names are names, addresses are ASCII', async (locale, sentence, name, language) => {
		const made = (await read(person, {}, locale)) as Record<string, string>;
		expect(made['description']).toMatch(sentence);
		expect(made['remark']).toMatch(sentence);
		expect(made['name']).toMatch(name);
		expect(made['city']).toMatch(name);
		expect(made['email']).toMatch(/^[\x21-\x7e]+@example\.\w+$/);
		expect(made['url']).toMatch(/^https:\/\/example\.com\/[\x21-\x7e]+$/);
		expect(made['language']).toBe(language);
		expect(await read(person, {}, locale)).toEqual(made);
	});

	it('a language that Faker lacks stops the start', async () => {
		await expect(read(person, {}, 'tlh')).rejects.toThrow('locale must be a language that Faker has');
		await expect(read(person, {}, '../../x')).rejects.toThrow('locale must be');
	});

	it('what is created is filled in that language', async () => {
		const shown = { type: 'object', required: ['id', 'note'], properties: { id: { type: 'integer' }, note: text } };
		const json = (schema: JsonValue): JsonObject => ({ 'application/json': { schema } });
		const document: JsonObject = {
			openapi: '3.1.0',
			info: { title: 'T', version: '1' },
			paths: {
				'/things': {
					get: { responses: { '200': { description: '', content: json({ type: 'array', items: shown }) } } },
					post: {
						requestBody: { content: json({ type: 'object', properties: { a: text } }) },
						responses: { '201': { description: '', content: json(shown) } },
					},
				},
			},
		};
		await using mock = await startMock({ documents: [document], port: 0, seed: 7, locale: 'de' });
		const headers = { 'content-type': 'application/json' };
		await fetch(`${mock.url}/things`, { method: 'POST', headers, body: '{"a":"x"}' });
		const [thing] = (await (await fetch(`${mock.url}/things`)).json()) as { note: string }[];
		expect(thing?.note).toMatch(/^[A-ZÄÖÜ]\p{L}+ .+\.$/u);
	});
});

describe('x-faker', () => {
	it.each<[string, JsonObject, RegExp]>([
		['a method', { ...text, 'x-faker': 'internet.email' }, /@/],
		['a method with arguments', { ...text, 'x-faker': { 'string.numeric': [{ length: 12 }] } }, /^\d{12}$/],
		['a method with one argument', { ...text, 'x-faker': { 'string.numeric': 12 } }, /^\d{12}$/],
		['a number for a text', { ...text, 'x-faker': { 'number.int': { min: 3, max: 3 } } }, /^3$/],
		['an unknown name', { ...text, 'x-faker': 'no.such' }, /./],
		['what is no method', { ...text, 'x-faker': 'internet.constructor' }, /./],
		['what does not fit', { ...text, maxLength: 4, 'x-faker': 'internet.email' }, /^.{1,4}$/],
	])('takes %s', async (_title, schema, pattern) => {
		expect(await read(schema)).toMatch(pattern);
	});

	it('makes numbers', async () => {
		expect(await read({ type: 'integer', 'x-faker': { 'number.int': { min: 40, max: 40 } } })).toBe(40);
	});
});

it('numbers and texts are what their names say, in parts of dates and numbers to call', async () => {
	const int: JsonObject = { type: 'integer' };
	const properties = { month: int, day: int, hour: int, telephone: text, telefono: text, item_subtotal: text };
	const made = (await read({ type: 'object', required: Object.keys(properties), properties })) as Record<
		string,
		unknown
	>;
	expect(made['month']).toBeLessThan(13);
	expect(made['day']).toBeLessThan(32);
	expect(made['hour']).toBeLessThan(24);
	expect([made['telephone'], made['telefono']]).toEqual([
		expect.stringMatching(/^\+1555\d{7}$/),
		expect.stringMatching(/^\+1555\d{7}$/),
	]);
	expect(made['item_subtotal']).toMatch(/^\d+\.\d\d$/);
});

it.each([
	['shelf_name', /^\w+ Shelf$/],
	['category_name', /^[A-Z]\w+$/],
	['errorMessage', /^[A-Z].* .*\.$/],
	['accessToken', /^\w{32}$/],
	['createdBy', /^[A-Z]\S*\.? [A-Z]/],
	['invoice_number', /^[A-Z\d]{10}$/],
	['apellidos', /^[A-Z]/],
	['user_role', /^(?:admin|editor|viewer)$/],
	['productName', /^\w+ \w+/],
	['hotelRoomName', /^\w+ Hotel Room$/],
	['teacher_name', /^[A-Z]\S*\.? [A-Z]/],
	['nick_name', /^[A-Z]\S*\.? [A-Z]/],
	['attendance_count', /^\d+$/],
])('a text is called as its name says: %s', async (name, expected) => {
	const made = await read({ type: 'object', required: [name], properties: { [name]: text } });
	expect((made as Record<string, string>)[name]).toMatch(expected);
});

it.each([
	['date_of_birth', { ...text, format: 'date' }],
	['dateOfBirth', { ...text, format: 'date-time' }],
	['birthday', text],
])('who was born is grown up: %s', async (name, schema) => {
	const made = (await read({ type: 'object', required: [name], properties: { [name]: schema } })) as Record<
		string,
		string
	>;
	const years = (Date.now() - Date.parse(made[name] as string)) / (365.25 * 86_400_000);
	expect(years > 17 && years < 72).toBe(true);
});

it('numbers are what their names say', async () => {
	const int: JsonObject = { type: 'integer' };
	const num: JsonObject = { type: 'number' };
	const properties = {
		rating_average: num,
		yearsExperience: int,
		timestamp: int,
		created_at: { ...int, format: 'int64' },
	};
	const made = (await read({ type: 'object', required: Object.keys(properties), properties })) as Record<
		string,
		number
	>;
	expect(made['rating_average']).toBeLessThan(5.01);
	expect(made['yearsExperience']).toBeLessThan(31);
	for (const ms of [(made['timestamp'] as number) * 1000, made['created_at'] as number]) {
		const year = new Date(ms).getUTCFullYear();
		expect(year > 2020 && year < 2100).toBe(true);
	}
});

it('a page or a usage is no age', async () => {
	const names = Array.from({ length: 30 }, (_, at) => `part${at}Storage`);
	const properties = Object.fromEntries(names.map((name): [string, JsonObject] => [name, { type: 'integer' }]));
	const made = (await read({ type: 'object', required: names, properties })) as Record<string, number>;
	expect(Object.values(made).some((value) => value > 80)).toBe(true);
});
