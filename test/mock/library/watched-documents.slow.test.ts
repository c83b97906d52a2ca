// Documents that take effect when they are saved, in a mock that listens.

import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunningMock, runMock } from '../../../mock/library/run-mock.ts';
import { completeOptions } from '../../../mock/options/complete-options.ts';
import type { DocumentsChange } from '../../../mock/pipeline/create-engine.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';

let folder: string;
let mock: RunningMock | undefined;
let changes: DocumentsChange[];
let told: JsonObject[];

const json = (schema: JsonValue): JsonObject => ({ content: { 'application/json': { schema } } });

/** Orders that can be made, read and listed; `note` is of this type. */
function orders(args: { path?: string; note?: JsonValue; key?: string; more?: JsonObject } = {}): JsonObject {
	const { path = '/orders', note = { type: 'string' }, key = 'id', more = {} } = args;
	const order = { type: 'object', properties: { [key]: { type: 'string' }, note } };
	return {
		openapi: '3.1.0',
		info: { title: 'Orders', version: '1' },
		paths: {
			[path]: {
				post: { requestBody: json(order), responses: { 201: { description: 'made', ...json(order) } } },
				get: { responses: { 200: { description: 'all', ...json({ type: 'array', items: order }) } } },
			},
			[`${path}/{${key}}`]: {
				parameters: [{ name: key, in: 'path', required: true, schema: { type: 'string' } }],
				get: { responses: { 200: { description: 'one', ...json(order) }, 404: { description: 'none' } } },
			},
			...more,
		},
	};
}

function save(document: JsonObject | string, name = 'orders.json'): void {
	writeFileSync(join(folder, name), typeof document === 'string' ? document : JSON.stringify(document));
}

async function start(options: JsonObject = {}): Promise<RunningMock> {
	const complete = completeOptions({ documents: [join(folder, 'orders.json')], watch: true, port: 0, ...options });
	mock = await runMock(complete, {
		onDocuments: (change) => void changes.push(change),
		report: (error) => void told.push({ error: String(error) }),
	});
	mock.engine.events.listen((event) => {
		if (event.type === 'documents.reloaded') told.push({ ...event, files: [...event.files] });
	});
	return mock;
}

async function call(method: string, path: string, body?: JsonValue) {
	const init =
		body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
	const answer = await fetch(`${mock?.url}${path}`, { method, ...init });
	const text = await answer.text();
	return { status: answer.status, value: text === '' ? undefined : JSON.parse(text) };
}

const reloaded = (count: number) => vi.waitFor(() => expect(changes.length).toBeGreaterThanOrEqual(count), 20_000);

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'watched-'));
	changes = [];
	told = [];
	save(orders());
});
afterEach(async () => {
	await mock?.stop(0);
	mock = undefined;
	rmSync(folder, { recursive: true, force: true });
});

describe('a document that is saved', () => {
	it('is served, and what exists stays', async () => {
		await start();
		const { value } = await call('POST', '/orders', { note: 'first' });
		save(orders({ more: { '/new': { get: { responses: { 204: { description: 'new' } } } } } }));
		await reloaded(1);
		expect((await call('GET', '/new')).status).toBe(204);
		expect(await call('GET', `/orders/${value.id}`)).toMatchObject({ status: 200, value: { note: 'first' } });
		const { requests } = (await call('GET', '/__admin/sessions/default/requests')).value;
		expect(requests.length).toBe(3);
		expect(told).toEqual([{ type: 'documents.reloaded', files: [join(folder, 'orders.json')], operations: 4 }]);
	});

	it.each<[string, () => void]>([
		[
			'replaced by an editor',
			() => {
				save(orders({ path: '/moved' }), '.orders.json.tmp');
				renameSync(join(folder, '.orders.json.tmp'), join(folder, 'orders.json'));
			},
		],
		[
			'removed and written anew',
			() => {
				unlinkSync(join(folder, 'orders.json'));
				save(orders({ path: '/moved' }));
			},
		],
		[
			'saved twice, the first time half',
			() => {
				save('{"openapi": "3.1.0", "pa');
				save(orders({ path: '/moved' }));
			},
		],
	])('is served when it is %s', async (_name, change) => {
		await start();
		change();
		await vi.waitFor(async () => expect((await call('GET', '/moved')).status).toBe(200), 20_000);
		expect((await call('GET', '/orders')).status).toBe(404);
	});

	it('is served again when it has moved away and come back', async () => {
		await start();
		renameSync(join(folder, 'orders.json'), join(folder, 'away.json'));
		await reloaded(1);
		expect(changes[0]?.mistake?.code).toBe('document.missing');
		expect((await call('GET', '/orders')).status).toBe(200);
		save(orders({ path: '/moved' }));
		await vi.waitFor(async () => expect((await call('GET', '/moved')).status).toBe(200), 20_000);
	});

	it('leaves the last good one in use where it does not load, and tells the mistake', async () => {
		await start();
		const { value } = await call('POST', '/orders', { note: 'kept' });
		save('{\n"openapi": }');
		await reloaded(1);
		expect(changes[0]?.mistake?.line).toMatch(/orders\.json:2:12: /);
		expect(told[0]).toMatchObject({ type: 'documents.reloaded', mistake: expect.stringMatching(/orders\.json:2:12/) });
		expect((await call('GET', `/orders/${value.id}`)).status).toBe(200);
		save(orders({ path: '/orders', note: { type: ['string', 'null'] } }));
		await vi.waitFor(() => expect(changes.at(-1)?.mistake).toBeUndefined(), 20_000);
		expect((await call('GET', `/orders/${value.id}`)).status).toBe(200);
	});

	it('is not read again when nothing of it has changed', async () => {
		await start();
		save('{}', 'other.json');
		save(orders({ path: '/moved' }));
		await reloaded(1);
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect(changes).toHaveLength(1);
	});

	it('is not read again without watch', async () => {
		await start({ watch: false });
		save(orders({ path: '/moved' }));
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect((await call('GET', '/moved')).status).toBe(404);
	});
});

describe('what a document is read from', () => {
	it.each<[string, string, JsonObject | string]>([
		['a file that it refers to', 'parts/note.json', { type: 'integer' }],
		['a file behind that', 'parts/deep.json', { type: 'integer' }],
	])('is watched: %s', async (_name, file, content) => {
		mkdirSync(join(folder, 'parts'));
		save(orders({ note: { $ref: 'parts/note.json' } }));
		save({ $ref: 'deep.json' }, 'parts/note.json');
		save({ type: 'string' }, 'parts/deep.json');
		await start();
		save(content, file);
		await reloaded(1);
		expect((await call('POST', '/orders', { note: 1 })).status).toBe(201);
	});

	it('is watched: an overlay, a file that is not there yet, an example of its own', async () => {
		const example = {
			'/example': {
				get: {
					responses: {
						200: {
							description: '',
							content: { 'application/json': { examples: { e: { externalValue: 'one.json' } } } },
						},
					},
				},
			},
		};
		save(orders({ more: example }));
		save(
			{
				overlay: '1.0.0',
				info: { title: 'o', version: '1' },
				actions: [{ target: '$.info', update: { title: 'One' } }],
			},
			'o.json',
		);
		const running = await start({ overlays: [join(folder, 'o.json')] });
		expect(running.engine.documents[0]?.title).toBe('One');
		save(
			{
				overlay: '1.0.0',
				info: { title: 'o', version: '1' },
				actions: [{ target: '$.info', update: { title: 'Two' } }],
			},
			'o.json',
		);
		await vi.waitFor(() => expect(running.engine.documents[0]?.title).toBe('Two'), 20_000);
		save({ n: 1 }, 'one.json');
		await vi.waitFor(async () => expect((await call('GET', '/example')).value).toEqual({ n: 1 }), 20_000);
	});
});

describe('state under a document that has changed', () => {
	it.each<[string, Parameters<typeof orders>[0], RegExp]>([
		['a property of another type', { note: { type: 'integer' } }, /note/],
		['another key', { key: 'number' }, /number/],
		['a resource that is gone', { path: '/things' }, /no operation/],
	])('is set aside and told where it does not fit, and is back when it does: %s', async (_name, change, why) => {
		await start();
		const { value } = await call('POST', '/orders', { note: 'kept' });
		save(orders(change));
		await reloaded(1);
		expect(changes[0]?.setAside).toMatchObject([
			{ session: 'default', resource: 'order', key: value.id, why: expect.stringMatching(why) },
		]);
		const { entities } = (await call('GET', '/__admin/sessions/default')).value;
		expect(entities['order']?.[''] ?? 0).toBe(0);
		save(orders());
		await reloaded(2);
		expect(changes[1]?.setAside).toEqual([]);
		expect(await call('GET', `/orders/${value.id}`)).toMatchObject({ status: 200, value: { note: 'kept' } });
	});

	it('keeps what still fits beside what does not', async () => {
		await start();
		const kept = (await call('POST', '/orders', {})).value;
		const lost = (await call('POST', '/orders', { note: 'x' })).value;
		save(orders({ note: { type: 'string', maxLength: 0 } }));
		await reloaded(1);
		expect(changes[0]?.setAside.map(({ key }) => key)).toContain(lost.id);
		const status = async (id: string) => (await call('GET', `/orders/${id}`)).status;
		expect(await status(lost.id)).toBe(404);
		if (!changes[0]?.setAside.some(({ key }) => key === kept.id)) expect(await status(kept.id)).toBe(200);
	});

	it('a request that had begun ends by the document that it began with', async () => {
		await start();
		const body = JSON.stringify({ note: 'slow' });
		const answer = new Promise<number | undefined>((resolve, reject) => {
			const sent = request(`${mock?.url}/orders`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'content-length': body.length },
			});
			sent.once('response', (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			sent.once('error', reject);
			sent.write(body.slice(0, 3));
			void vi
				.waitFor(() => expect(mock?.engine.sessions.peek('default')?.open).toBe(1))
				.then(async () => {
					save(orders({ path: '/things' }));
					await reloaded(1);
					sent.end(body.slice(3));
				}, reject);
		});
		expect(await answer).toBe(201);
		expect((await call('GET', '/things')).value).toEqual([]);
	});

	it('the coverage goes on, and scenarios are held to the new document', async () => {
		mkdirSync(join(folder, 'scenarios'));
		writeFileSync(
			join(folder, 'scenarios', 'sad.yaml'),
			'name: sad\ntitle: Sad\nscript:\n  - on: GET /notes\n    reply: { status: 204 }\n',
		);
		save(orders({ more: { '/notes': { get: { responses: { 204: { description: 'none' } } } } } }));
		const running = await start({ scenarios: join(folder, 'scenarios') });
		await call('GET', '/orders');
		const usable = () => running.engine.scenarios.list().map(({ findings }) => findings.length);
		expect(usable()).toEqual([0]);
		save(orders());
		await reloaded(1);
		expect(changes[0]?.scenarios).toMatchObject([{ code: 'scenario.cue.unknown-operation' }]);
		expect((await call('GET', '/__admin/coverage')).value.exercised).toBe(1);
	});
});
