// Conditional requests: what the client knows of an entity, by its ETag or by the moment of its last change.

import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { head, sendRaw } from '../../support/raw.ts';
import { objectOf, serve, text, whole } from './collection.ts';

const TASK = objectOf({ id: whole, title: text });
const SITE = objectOf({ id: text, '@odata.etag': { ...text, example: 'W/"08D"' }, title: text });
const NOTE = objectOf({ id: whole, title: text, version: whole, updated_at: { type: 'string', format: 'date-time' } });
const SENT = objectOf({ title: text });

/** An operation of a path, as `['put', '200 404 412', ['If-Match']]`. */
function operate(args: {
	statuses: string;
	shown?: JsonValue;
	tag?: JsonObject;
	headers?: readonly string[];
	isSent?: boolean;
}): JsonObject {
	const { statuses, shown, tag, headers = [], isSent = false } = args;
	const success = {
		...(shown !== undefined && { content: { 'application/json': { schema: shown } } }),
		...(tag && { headers: { ETag: tag } }),
	};
	return {
		parameters: headers.map((name) => ({
			name: name.replace('!', ''),
			in: 'header',
			required: name.endsWith('!'),
			schema: text,
		})),
		...(isSent && { requestBody: { content: { 'application/json': { schema: SENT } } } }),
		responses: Object.fromEntries(
			statuses.split(' ').map((status) => [status, { description: '', ...(status.startsWith('2') && success) }]),
		),
	};
}

const tag = { schema: text, example: '"of the document"' };
const item = { parameters: [{ name: 'id', in: 'path', required: true, schema: text }] };
const DOCUMENT: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'conditions', version: '1' },
	paths: {
		'/todos': {
			get: operate({ statuses: '200 304', shown: { type: 'array', items: TASK }, tag }),
			post: operate({ statuses: '201', shown: TASK, tag, isSent: true }),
		},
		'/todos/{id}': {
			...item,
			get: operate({ statuses: '200 304 404', shown: TASK, tag }),
			put: operate({ statuses: '200 404 412', shown: TASK, tag, isSent: true }),
			delete: operate({ statuses: '204 404 412 428', headers: ['If-Match!'] }),
		},
		'/sites': {
			get: operate({ statuses: '200', shown: { type: 'array', items: SITE } }),
			post: operate({ statuses: '201', shown: SITE, isSent: true }),
		},
		'/sites/{id}': {
			...item,
			get: operate({ statuses: '200', shown: SITE }),
			put: operate({ statuses: '200 201', shown: SITE, isSent: true, headers: ['If-None-Match', 'If-Match'] }),
			delete: {
				...operate({ statuses: '204 409' }),
				parameters: [{ name: 'etag', in: 'query', schema: text }],
			},
			patch: operate({ statuses: '200 412 428', shown: SITE, isSent: true, headers: ['If-Match'] }),
		},
		'/notes': { post: operate({ statuses: '201', shown: NOTE, tag: { schema: text }, isSent: true }) },
		'/notes/{id}': {
			...item,
			get: operate({ statuses: '200', shown: NOTE, headers: ['If-Modified-Since'] }),
			patch: operate({ statuses: '200 412', shown: NOTE, isSent: true }),
		},
		'/plans': { post: operate({ statuses: '201', shown: TASK, isSent: true }) },
		'/plans/{id}': {
			...item,
			get: operate({ statuses: '200', shown: TASK }),
			put: operate({ statuses: '200', shown: TASK, isSent: true }),
		},
	},
};

const { mock, send, read } = await serve(DOCUMENT);
const change = { title: 'b' };

async function make(path: string): Promise<{ at: string; etag: string; json: JsonObject }> {
	const made = await send('POST', path, { title: 'a' });
	const json = made.json as JsonObject;
	return { at: `${path}/${json['id']}`, etag: made.headers.get('etag') ?? '', json };
}

/** The ETag of an answer. */
async function tagOf(path: string): Promise<string | null> {
	return (await send('GET', path)).headers.get('etag');
}

describe('the ETag of an entity', () => {
	test('is the same wherever it is shown, whatever the document shows as an example, and another one with each change', async () => {
		const { at, etag } = await make('/todos');
		expect(etag).toMatch(/^"[0-9a-f]{16}"$/);
		expect(await tagOf(at)).toBe(etag);
		const changed = (await send('PUT', at, change)).headers.get('etag');
		expect(changed).not.toBe(etag);
		expect(await tagOf(at)).toBe(changed);
	});

	test('is that which it shows as a property, in the form of its example, the same in lists; none that is sent', async () => {
		const { at, etag, json } = await make('/sites');
		expect(json['@odata.etag']).toBe(etag);
		expect(etag).toMatch(/^W\/"[0-9a-f]{16}"$/);
		expect(await read('/sites')).toContainEqual(json);
		const put = await send('PUT', at, { title: 'c', '@odata.etag': 'W/"mine"' });
		expect((put.json as JsonObject)['@odata.etag']).not.toBe('W/"mine"');
		expect(put.headers.get('etag')).not.toBe(etag);
		expect(await read(at)).toEqual(put.json);
	});

	test('is the version that it counts', async () => {
		const { at, etag } = await make('/notes');
		expect(etag).toBe('"1"');
		await send('PATCH', at, change);
		expect(await tagOf(at)).toBe('"2"');
	});

	test('is none where the document has nothing to do with such', async () => {
		const { at, etag } = await make('/plans');
		expect(etag).toBe('');
		expect((await send('PUT', at, change, { 'If-Match': '"x"' })).status).toBe(200);
		expect((await send('GET', at, undefined, { 'If-None-Match': '*' })).status).toBe(200);
	});

	test('is the same for the same seed', async () => {
		const [one, other] = await Promise.all([serve(DOCUMENT), serve(DOCUMENT)]);
		const tags = [];
		for (const world of [one, other]) tags.push((await world.send('POST', '/sites', change)).headers.get('etag'));
		expect(tags).toEqual([tags[1], expect.stringContaining('W/')]);
	});
});

describe('If-Match', () => {
	test.each([
		['"TAG"', 200],
		['"x,y", "TAG"', 200],
		['*', 200],
		['TAG', 200],
		['"x"', 412],
		['W/"TAG"', 412],
		['', 412],
	])('%s: %i', async (written, status) => {
		const { at, etag } = await make('/todos');
		expect((await send('PUT', at, change, { 'If-Match': written.replace('TAG', etag.slice(1, -1)) })).status).toBe(
			status,
		);
		expect(await read(at)).toMatchObject({ title: status === 200 ? 'b' : 'a' });
	});

	test('may name weak tags where the API has no others', async () => {
		const { at, etag } = await make('/sites');
		expect((await send('PATCH', at, change, { 'If-Match': etag })).status).toBe(200);
		const late = await send('PATCH', at, change, { 'If-Match': etag });
		expect(late.status).toBe(412);
		expect(late.reason).toContain('the request names another ETag than W/');
	});

	test('may stand in the query', async () => {
		const { at, etag } = await make('/sites');
		expect((await send('DELETE', `${at}?etag=x`)).status).toBe(409);
		expect((await send('DELETE', `${at}?etag=${encodeURIComponent(etag)}`)).status).toBe(204);
		expect((await send('DELETE', (await make('/sites')).at)).status).toBe(204);
	});

	test('of what is missing is a 404 where there is one, else the condition is not met; nothing is made', async () => {
		expect((await send('PUT', '/todos/999', change, { 'If-Match': '*' })).status).toBe(404);
		expect((await send('PUT', '/sites/new', change, { 'If-Match': '*' })).status).toBe(412);
		expect((await send('GET', '/sites/new')).status).toBe(404);
	});

	test('that is missing is a 428, where that is documented', async () => {
		const { at } = await make('/todos');
		expect((await send('DELETE', at)).status).toBe(428);
		expect((await send('DELETE', at, undefined, { 'If-Match': '*' })).status).toBe(204);
		const site = await make('/sites');
		expect((await send('PATCH', site.at, change)).status).toBe(428);
	});

	test('that is missing is a 428 also before the body is asked for', async () => {
		const { at } = await make('/todos');
		const waiting = head('DELETE', at, {
			'Content-Length': '2',
			'Content-Type': 'application/json',
			Expect: '100-continue',
		});
		expect((await sendRaw(mock.port, waiting)).status).toBe(428);
	});
});

describe('If-None-Match', () => {
	test('answers 304 for what the client has, also a list, with the ETag and without a body', async () => {
		const { at, etag } = await make('/todos');
		for (const [path, known] of [
			[at, etag],
			[at, `W/${etag}`],
			[at, '*'],
			['/todos', String(await tagOf('/todos'))],
		] as const) {
			const same = await send('GET', path, undefined, { 'If-None-Match': known });
			expect({ status: same.status, text: same.text }).toEqual({ status: 304, text: '' });
			expect(same.headers.get('etag')).toBe(known.startsWith('"') ? known : etag);
		}
		expect((await send('GET', at, undefined, { 'If-None-Match': '"x"' })).status).toBe(200);
		const list = String(await tagOf('/todos'));
		await make('/todos');
		expect((await send('GET', '/todos', undefined, { 'If-None-Match': list })).status).toBe(200);
	});

	test('with * lets a PUT make, and not replace', async () => {
		const only = { 'If-None-Match': '*' };
		expect((await send('PUT', '/sites/once', change, only)).status).toBe(201);
		expect((await send('PUT', '/sites/once', { title: 'c' }, only)).status).toBe(412);
		expect(await read('/sites/once')).toMatchObject(change);
	});
});

describe('the moment of the last change', () => {
	const [then, before] = ['Mon, 01 Jun 2026 09:00:00 GMT', 'Mon, 01 Jun 2026 08:59:59 GMT'];

	test('answers 304 to If-Modified-Since, and 412 to If-Unmodified-Since; an ETag speaks louder', async () => {
		const { at, etag } = await make('/notes');
		expect((await send('GET', at, undefined, { 'If-Modified-Since': then })).status).toBe(304);
		expect((await send('GET', at, undefined, { 'If-Modified-Since': before })).status).toBe(200);
		expect((await send('PATCH', at, change, { 'If-Unmodified-Since': before })).status).toBe(412);
		expect((await send('PATCH', at, change, { 'If-Unmodified-Since': before, 'If-Match': etag })).status).toBe(200);
		expect((await send('PATCH', at, change, { 'If-Unmodified-Since': then })).status).toBe(200);
	});
});

test('what a scenario or the console changes has another ETag', async () => {
	const { at, etag, json } = await make('/todos');
	await send('PATCH', `/__admin/sessions/default/resources/todo/${json['id']}`, change);
	expect(await tagOf(at)).not.toBe(etag);
});
