import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { cpuMs } from '../../support/cpu.ts';
import { collection, objectOf, serve, text, whole } from './collection.ts';

const PATCH = 'application/json-patch+json';
const MERGE = 'application/merge-patch+json';
const shown = objectOf({
	'id!': whole,
	'text!': text,
	note: { type: ['string', 'null'] },
	size: { ...whole, minimum: 1 },
	tags: { type: 'array', items: text },
	place: objectOf({ 'city!': text, zip: text }),
});
const open = async (parts: { sent?: JsonObject } = {}) => {
	const { send, read } = await serve(
		collection({
			shown,
			sent: parts.sent ?? { type: 'object' },
			patch: { 'application/json': { type: 'object' }, [MERGE]: { type: 'object' }, [PATCH]: { type: 'array' } },
		}),
	);
	const first = { text: 'x', tags: ['a'], place: { city: 'Bonn' } };
	const made = await send('POST', '/todos', first);
	expect(made.status).toBe(201);
	const patch = (type: string, body: JsonValue) => send('PATCH', '/todos/1', body, { 'content-type': type });
	return { send, read, patch, made: made.json as JsonObject };
};

describe('what no answer could show is refused before it is stored', () => {
	const bad: [JsonObject, string][] = [
		[{ text: 5 }, '/text'],
		[{ text: null }, '/text'],
		[{ text: [] }, '/text'],
		[{ size: 0 }, '/size'],
		[{ size: '1' }, '/size'],
		[{ tags: 'a' }, '/tags'],
		[{ tags: [1] }, '/tags/0'],
		[{ place: { city: 'Köln', zip: 5 } }, '/place/zip'],
	];
	test.each(bad)('%j names %s, in a create, a change and a replacement', async (wrong, pointer) => {
		const { send, read, patch, made } = await open();
		for (const reply of [
			await send('POST', '/todos', { text: 'y', ...wrong }),
			await patch('application/json', wrong),
			await patch(MERGE, wrong),
			await send('PUT', '/todos/1', { text: 'y', ...wrong }),
		]) {
			expect(reply.status).toBe(400);
			expect(reply.reason).toContain(pointer);
		}
		expect(await read('/todos/1')).toEqual(made);
		expect(await read('/todos')).toEqual([made]);
	});

	test('what the request declares and the answer does not is kept', async () => {
		const { send } = await open({ sent: objectOf({ text, secret: text }) });
		const made = await send('POST', '/todos', { text: 'y', secret: 's' });
		expect([made.status, (made.json as JsonObject)['secret']]).toEqual([201, undefined]);
	});
});

describe('JSON Merge Patch', () => {
	test.each([
		[{ note: null }, null],
		[{ note: '' }, ''],
		[{ note: 'n' }, 'n'],
	])('%j', async (change, note) => {
		const { read, patch } = await open();
		for (const type of ['application/json', MERGE]) {
			expect((await patch(type, change)).status).toBe(200);
			expect((await read('/todos/1'))['note'] ?? null).toBe(note);
		}
	});

	test('objects merge, lists replace, null takes away', async () => {
		const { read, patch } = await open();
		await patch(MERGE, { place: { zip: '1' }, tags: ['b'], size: 3 });
		expect(await read('/todos/1')).toMatchObject({ place: { city: 'Bonn', zip: '1' }, tags: ['b'], size: 3 });
		await patch(MERGE, { place: { zip: null }, size: null });
		expect(await read('/todos/1')).toMatchObject({ place: { city: 'Bonn' } });
		expect((await read('/todos/1'))['size']).toBeUndefined();
	});
});

describe('JSON Patch', () => {
	const good: [JsonValue[], JsonObject][] = [
		[[{ op: 'replace', path: '/text', value: 'y' }], { text: 'y' }],
		[[{ op: 'add', path: '/tags/-', value: 'b' }], { tags: ['a', 'b'] }],
		[[{ op: 'add', path: '/tags/0', value: 'b' }], { tags: ['b', 'a'] }],
		[[{ op: 'remove', path: '/tags/0' }], { tags: [] }],
		[[{ op: 'copy', from: '/text', path: '/place/zip' }], { place: { city: 'Bonn', zip: 'x' } }],
		[
			[
				{ op: 'add', path: '/size', value: 2 },
				{ op: 'test', path: '/size', value: 2 },
			],
			{ size: 2 },
		],
		[
			[
				{ op: 'add', path: '/place/zip', value: '1' },
				{ op: 'move', from: '/place/zip', path: '/note' },
			],
			{ note: '1', place: { city: 'Bonn' } },
		],
		[[{ op: 'replace', path: '/note', value: null }], { note: null }],
		[[], {}],
	];
	test.each(good)('%j', async (operations, changed) => {
		const { read, patch, made } = await open();
		const [first] = operations as JsonObject[];
		if (first?.['path'] === '/note') await patch(MERGE, { note: 'n' });
		expect((await patch(PATCH, operations)).status).toBe(200);
		expect(await read('/todos/1')).toEqual({ ...made, ...changed });
	});

	const bad: [JsonValue, number, string][] = [
		[[{ op: 'remove', path: '/zz' }], 400, '/0/path'],
		[
			[
				{ op: 'replace', path: '/text', value: 'y' },
				{ op: 'remove', path: '/zz' },
			],
			400,
			'/1/path',
		],
		[[{ op: 'test', path: '/text', value: 'y' }], 409, '/0/value'],
		[[{ op: 'replace', path: '/text', value: 5 }], 400, '/text'],
		[[{ op: 'remove', path: '/text' }], 400, '/text'],
		[[{ op: 'grow', path: '/text' }], 400, '/0/op'],
		[[{ op: 'add', path: 'text', value: 1 }], 400, '/0/path'],
		[[{ op: 'add', path: '/text' }], 400, '/0/value'],
		[[{ op: 'add', path: '/tags/7', value: 'b' }], 400, '/0/path'],
		[[{ op: 'move', from: '/place', path: '/place/city' }], 400, '/0/from'],
		[[null], 400, '/0'],
	];
	test.each(bad)('%j changes nothing', async (operations, status, pointer) => {
		const { read, patch, made } = await open();
		const reply = await patch(PATCH, operations);
		expect(reply.status).toBe(status);
		expect(reply.reason).toContain(pointer);
		expect(await read('/todos/1')).toEqual(made);
	});

	// In order: copies that double what there is, those that double its depth, and many places in one object and in front of a list.
	const count = (length: number, make: (index: number) => JsonObject) =>
		Array.from({ length }, (_, index) => make(index));
	const held = (op: string, path: string, value?: JsonValue) => ({
		op,
		path,
		...(value === undefined ? {} : { value }),
	});
	const large: [string, JsonValue[], number, string][] = [
		[
			'copies',
			count(40, (index) => ({ op: 'copy', from: '/place', path: `/place/x${index}` })),
			400,
			'copies more than',
		],
		[
			'depths',
			count(9, (index) => ({ op: 'copy', from: '/place', path: `/place${'/x'.repeat(2 ** index)}` })),
			400,
			'nests deeper',
		],
		['names', count(20_000, (index) => held('add', `/place/x${index}`, 1)), 200, ''],
		[
			'items',
			[...count(10_000, () => held('add', '/tags/0', 'b')), ...count(10_000, () => held('remove', '/tags/0'))],
			200,
			'',
		],
	];
	test.each(large)(
		'thousands of operations, or a few that would make gigabytes: %s',
		async (_name, operations, status, reason) => {
			const { patch } = await open();
			const startedMs = cpuMs();
			const reply = await patch(PATCH, operations);
			expect([reply.status, reply.reason]).toEqual([status, expect.stringContaining(reason)]);
			expect(cpuMs() - startedMs).toBeLessThan(4000);
		},
	);
});

describe('whole numbers beyond 2^53 never become others', () => {
	const document = collection({
		shown: objectOf({ 'id!': whole, 'text!': text }),
		sent: objectOf({ id: whole, text }),
	});
	test.each(['9007199254740993', '-9007199254740993', '12345678901234567890'])(
		'%s is refused, with the reason',
		async (id) => {
			const { mock, send } = await serve(document);
			const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
			const made = await fetch(`${mock.url}/todos`, { method: 'POST', headers, body: `{"id":${id},"text":"a"}` });
			expect([made.status, made.headers.get('x-mock-reason')]).toEqual([400, expect.stringContaining(id)]);
			for (const method of ['GET', 'DELETE', 'PATCH']) {
				const body = method === 'PATCH' ? { text: 'b' } : undefined;
				const asked = await send(method, `/todos/${id}`, body);
				expect([asked.status, asked.reason]).toEqual([404, expect.stringContaining(`there is no todo ${id}`)]);
			}
		},
	);

	// The last two are no doubles, but what is written of the nearest double: they come back as they were sent.
	test.each([
		'9007199254740992',
		'9007199254740991',
		'-9007199254740992',
		'100000000000000000000',
		'23944401714771790',
		'144115188075855870',
	])('%s is kept', async (id) => {
		const { mock, send } = await serve(document);
		const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
		const made = await fetch(`${mock.url}/todos`, { method: 'POST', headers, body: `{"id":${id},"text":"a"}` });
		expect(made.status, made.headers.get('x-mock-reason') ?? '').toBe(201);
		expect(await made.text()).toContain(`"id":${id},`);
		expect((await send('GET', `/todos/${id}`)).status).toBe(200);
	});

	test.each<[body: string, status: number]>([
		['{"text":"a","more":9007199254740993}', 201],
		['{"text":"a","more":[{"id":9007199254740993}],"id":1}', 201],
		['{"more":9007199254740993,"id":9007199254740993}', 400],
		['{"text":9007199254740993}', 400],
	])('%s → %i: what no answer shows is no reason to refuse', async (body, status) => {
		const { mock } = await serve(document);
		const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
		const made = await fetch(`${mock.url}/todos`, { method: 'POST', headers, body });
		expect(made.status, made.headers.get('x-mock-reason') ?? '').toBe(status);
		expect(await made.text()).not.toContain('900719925474099');
	});

	test('an id that only answers declare is kept, so it is refused', async () => {
		const { mock } = await serve(
			collection({ shown: objectOf({ 'id!': whole, 'text!': text }), sent: objectOf({ text }) }),
		);
		const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
		const body = '{"id":9007199254740993,"text":"a"}';
		expect((await fetch(`${mock.url}/todos`, { method: 'POST', headers, body })).status).toBe(400);
	});

	test('of very many such numbers those that are not looked at count as declared', async () => {
		const { mock } = await serve(document);
		const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
		const statuses = [50, 51].map(async (count) => {
			const body = `{"text":"a","more":[${Array(count).fill('9007199254740993').join(',')}]}`;
			return (await fetch(`${mock.url}/todos`, { method: 'POST', headers, body })).status;
		});
		expect(await Promise.all(statuses)).toEqual([201, 400]);
	});

	test('a path may hold more digits than any number', async () => {
		const { send } = await serve(document);
		const read = await send('GET', `/todos/${'9'.repeat(400)}`);
		expect([read.status, read.reason]).toEqual([400, expect.stringContaining('2^53')]);
	});

	test('texts of digits are texts', async () => {
		const { send } = await serve(document);
		expect((await send('POST', '/todos', { text: '9007199254740993' })).json).toEqual({
			id: 1,
			text: '9007199254740993',
		});
	});
});
