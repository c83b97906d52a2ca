// A mock without a port: what a socket would bring comes through a `fetch`.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMockFetch, type MockFetch } from '../../../mock/index.ts';
import { collection, objectOf, text, whole } from '../effects/collection.ts';

const DOCUMENT = collection({
	shown: objectOf({ id: whole, title: text }),
	sent: objectOf({ title: text }),
	paths: {
		'/login': {
			post: {
				operationId: 'login',
				requestBody: { content: { 'application/x-www-form-urlencoded': { schema: objectOf({ name: text }) } } },
				responses: {
					'204': {
						description: '',
						headers: { 'Set-Cookie': { required: true, schema: text, example: 'a=1; Path=/' } },
					},
				},
			},
		},
		'/file': {
			get: {
				operationId: 'download',
				responses: { '200': { description: '', content: { 'image/png': {} } } },
			},
		},
	},
});

let mock: MockFetch;
beforeAll(async () => {
	mock = await createMockFetch({ documents: [DOCUMENT], base: '/api' });
});
afterAll(() => mock.close());

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
	mock.fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});

describe('createMockFetch', () => {
	it('remembers, whatever the host, in its sessions', async () => {
		const session = mock.session('remembers');
		const made = await post('https://api.example.com/api/todos', { title: 'a' }, session.headers);
		expect([made.status, await made.json()]).toEqual([201, { id: 1, title: 'a' }]);
		const read = await mock.fetch(new Request('http://other.test/api/todos/1', { headers: session.headers }));
		expect(await read.json()).toEqual({ id: 1, title: 'a' });
		expect((await mock.fetch('/api/todos/1')).status).toBe(404);
		expect((await mock.fetch(`${session.baseUrl}/todos/1`)).status).toBe(200);
		expect((await session.requests()).map(({ request }) => request.target)).toContain('/todos/1');
	});

	it('takes paths without the base as well, and says what it knows', async () => {
		expect((await mock.fetch('http://x/todos')).status).toBe(200);
		const known = ['/api/todos', '/todos/7', '/api/__admin/health', '/apitodos', '/api/nothing', '/'];
		expect(known.map((path) => mock.handles(path))).toEqual([true, true, true, false, false, false]);
		expect((await mock.fetch('/api/__admin/health')).status).toBe(200);
	});

	it('takes forms and streams, answers bytes, cookies and nothing', async () => {
		const login = await mock.fetch('/api/login', { method: 'POST', body: new URLSearchParams({ name: 'a' }) });
		expect([login.status, login.body, login.headers.getSetCookie()]).toEqual([204, null, ['a=1; Path=/']]);
		const parts = new ReadableStream<Uint8Array>({
			start(controller) {
				for (const part of ['{"title":', '"in parts"}']) controller.enqueue(new TextEncoder().encode(part));
				controller.close();
			},
		});
		const made = await mock.fetch('/api/todos', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: parts,
		});
		expect(await made.json()).toMatchObject({ title: 'in parts' });
		const bytes = new Uint8Array(await (await mock.fetch('/api/file')).arrayBuffer());
		expect([...bytes.slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
		expect((await mock.fetch('/api/todos', { method: 'HEAD' })).body).toBeNull();
	});

	it('refuses what the document does not have, and a body that is too long', async () => {
		expect((await post('/api/todos', { title: 1 })).status).toBe(400);
		const long = await post('/api/todos', { title: 'x'.repeat(2_000_000) });
		expect([long.status, long.headers.get('x-mock-reason')]).toEqual([
			400,
			expect.stringContaining('body is larger than'),
		]);
	});

	it('rejects as fetch does where the connection breaks', async () => {
		const session = mock.session('broken');
		await session.cue('list', { fault: 'reset' });
		await expect(mock.fetch('/api/todos', { headers: session.headers })).rejects.toThrow(TypeError);
		await session.cue('list', { fault: 'truncate' });
		const half = await mock.fetch('/api/todos', { headers: session.headers });
		await expect(half.text()).rejects.toThrow(/terminated|aborted/);
		expect((await mock.fetch('/api/todos', { headers: session.headers })).status).toBe(200);
	});

	it('ends what is aborted, before and while it waits', async () => {
		const session = mock.session('aborted');
		await session.cue('list', { fault: 'hang' });
		const stop = new AbortController();
		const hanging = mock.fetch('/api/todos', { headers: session.headers, signal: stop.signal });
		await session.waitFor('list');
		stop.abort();
		await expect(hanging).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
		await expect(mock.fetch('/api/todos', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
		await expect.poll(async () => (await session.state()).open).toBe(0);
	});

	it('ends what hangs when it is closed', async () => {
		const short = await createMockFetch({ documents: [DOCUMENT] });
		await short.session().cue('list', { fault: 'hang' });
		const hanging = short.fetch('/todos');
		await short.session().waitFor('list');
		await Promise.all([expect(hanging).rejects.toThrow(TypeError), short.close()]);
		await short.close();
	});
});
