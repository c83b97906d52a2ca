import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../spec/index.ts';
import { objectOf, serve, text, whole } from '../collection.ts';

const RATE = objectOf({ 'id!': whole, 'name!': text, 'value!': { type: 'number', minimum: 1 } });
const LIST: JsonObject = { type: 'array', items: RATE };
const PAGE: JsonObject = { type: 'object', required: ['total'], properties: { rates: LIST, total: whole } };
const euro: JsonObject = { id: 20, name: 'EUR', value: 1.5 };
const pound: JsonObject = { id: 30, name: 'GBP', value: 2.5 };

/** `/rates`, which nobody can create, with examples of its list and of one. */
function ratesWith(list: JsonObject, one: JsonObject = {}, schema: JsonValue | undefined = LIST): JsonObject {
	const json = (content: JsonObject): JsonObject => ({ description: '', content: { 'application/json': content } });
	return {
		openapi: '3.1.0',
		info: { title: 'rates', version: '1' },
		paths: {
			'/rates': { get: { responses: { '200': json({ ...(schema !== undefined && { schema }), ...list }) } } },
			'/rates/{id}': {
				parameters: [{ name: 'id', in: 'path', required: true, schema: whole }],
				get: { responses: { '200': json({ schema: RATE, ...one }), '404': { description: '' } } },
			},
		},
		components: { examples: { few: { value: [euro, pound] }, bare: [euro, pound] as unknown as JsonObject } },
	};
}
const both: JsonValue = [euro, pound];

describe('entities that a document shows in its examples', () => {
	test.each<[string, JsonObject]>([
		['as they are', { example: both }],
		['JSON in a text', { example: JSON.stringify(both) }],
		['JSON in a text, by name', { examples: { few: { value: `\n  ${JSON.stringify(both, null, 2)}\n` } } }],
		['a reference', { example: { $ref: '#/components/examples/few' } }],
		['a reference to a bare value', { example: { $ref: '#/components/examples/bare' } }],
		['a value in a wrapper', { example: { summary: 'Two.', value: both } }],
		['a value without its wrapper', { examples: { few: both } }],
		['a list of examples', { examples: [both] }],
		['a list of which each is one', { examples: { euro: { value: euro }, pound: { value: pound } } }],
		['a list too many', { example: [both] }],
		['an object around it', { example: { rates: both } }],
		['numbers in texts', { example: [{ ...euro, id: '20', value: '1.5' }, pound] }],
	])('%s', async (_form, content) => {
		const { read } = await serve(ratesWith(content));
		const rates = (await read('/rates')) as unknown as JsonObject[];
		expect(rates.slice(0, 2)).toEqual(both);
		expect(rates).toHaveLength(3);
		expect(await read('/rates/30')).toEqual(pound);
	});

	test.each<[string, JsonObject]>([
		['as it is', { example: euro }],
		['JSON in a text', { example: JSON.stringify(euro) }],
		['in a wrapper', { example: { value: euro } }],
		['the only one of a list', { example: [euro] }],
		['an object around it', { example: { data: euro } }],
	])('of one alone: %s', async (_form, content) => {
		const { read } = await serve(ratesWith({}, content));
		expect(await read('/rates')).toContainEqual(euro);
	});

	test('a page without what is around the list', async () => {
		const { read } = await serve(ratesWith({ example: both }, {}, PAGE));
		expect(await read('/rates')).toMatchObject({ rates: [euro, pound, {}], total: 3 });
	});

	test('of what there is one of', async () => {
		const settings: JsonObject = { theme: 'dark', size: 12 };
		const schema = objectOf({ 'theme!': text, 'size!': whole });
		const json = { 'application/json': { schema, example: JSON.stringify(settings) } };
		const answer = { '200': { description: '', content: json } };
		const change = objectOf({ theme: text, size: whole });
		const { send, read } = await serve({
			openapi: '3.1.0',
			info: { title: 'settings', version: '1' },
			paths: {
				'/settings': {
					get: { responses: answer },
					patch: { requestBody: { content: { 'application/json': { schema: change } } }, responses: answer },
				},
			},
		});
		expect(await read('/settings')).toEqual(settings);
		expect((await send('PATCH', '/settings', { size: 14 })).json).toEqual({ theme: 'dark', size: 14 });
	});

	test('a text where no schema says anything', async () => {
		const { read } = await serve({ ...ratesWith({ example: JSON.stringify(both) }, {}, undefined) });
		expect(((await read('/rates')) as unknown as JsonObject[]).slice(0, 2)).toEqual(both);
	});

	test('what one lacks is filled in, what does not fit is said otherwise or made anew', async () => {
		const { read } = await serve(
			ratesWith({
				example: [
					{ id: 20, name: 'EUR' },
					{ id: 30, name: 7, value: 'much' },
					{ id: 40, name: 'x', value: -1 },
				],
			}),
		);
		const rates = (await read('/rates')) as unknown as JsonObject[];
		expect(rates).toEqual([
			{ id: 20, name: 'EUR', value: expect.any(Number) },
			{ id: 30, name: '7', value: expect.any(Number) },
			{ id: 40, name: 'x', value: expect.any(Number) },
		]);
		expect(await read('/rates')).toEqual(rates);
		expect(await read('/rates/20')).toEqual(rates[0]);
	});

	test('what is of another kind is left out', async () => {
		const { read } = await serve(ratesWith({ example: [{ id: 20, code: 'x', message: 'y', hint: 'z' }, 'x', null] }));
		const rates = (await read('/rates')) as unknown as JsonObject[];
		expect(rates.map(({ id }) => id)).toEqual([1, 2, 3]);
	});
});
