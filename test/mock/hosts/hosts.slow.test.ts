// The mock in other people's servers and tools: each recipe of the README, as it stands there.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { stuntDouble } from '../../../mock/hosts/vite.ts';
import { createMockFetch, type MockRouter } from '../../../mock/index.ts';
import { collection, objectOf, text, whole } from '../effects/collection.ts';

const DOCUMENT = collection({ shown: objectOf({ id: whole, title: text }), sent: objectOf({ title: text }) });
const closing: (() => unknown)[] = [];
afterAll(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** Creates, reads, and meets a cued 409 in a session of its own: what every host must carry. */
async function expectAlive(send: Send, cue: (name: string) => Promise<unknown>, name: string): Promise<void> {
	const headers = { 'content-type': 'application/json', 'x-mock-session': name };
	const made = await send('/todos', { method: 'POST', headers, body: '{"title":"a"}' });
	expect([made.status, await made.json()]).toEqual([201, { id: 1, title: 'a' }]);
	expect(await (await send('/todos/1', { headers })).json()).toEqual({ id: 1, title: 'a' });
	await cue(name);
	const refused = await send('/todos/1', { method: 'PATCH', headers, body: '{"title":"b"}' });
	expect([refused.status, refused.headers.get('x-mock-reason')]).toEqual([409, expect.stringContaining('one-off')]);
	expect((await send('/todos/1')).status).toBe(404);
}

describe('a mock in', () => {
	it('MSW: what it knows it answers, all else goes on', async () => {
		const mock = await createMockFetch({ documents: [DOCUMENT] });
		const server = setupServer(
			http.all('https://api.example.com/*', ({ request }) =>
				mock.handles(request) ? mock.fetch(request).catch(() => Response.error()) : undefined,
			),
			http.get('https://api.example.com/other', () => new Response('other')),
		);
		server.listen();
		closing.push(() => mock.close());
		await expectAlive(
			(path, init) => fetch(`https://api.example.com${path}`, init),
			(name) => mock.session(name).cue('change', 409),
			'msw',
		);
		expect(await (await fetch('https://api.example.com/other')).text()).toBe('other');
		await mock.session().cue('change', { fault: 'reset' });
		const headers = { 'content-type': 'application/json' };
		const change = fetch('https://api.example.com/todos/1', { method: 'PATCH', headers, body: '{"title":"b"}' });
		await expect(change).rejects.toThrow(TypeError);
		server.close();
	});

	it('Hono', async () => {
		const mock = await createMockFetch({ documents: [DOCUMENT], base: '/api' });
		closing.push(() => mock.close());
		const app = new Hono();
		app.get('/', (context) => context.text('home'));
		app.all('/api/*', (context) => mock.fetch(context.req.raw));
		const send: Send = async (path, init) => app.request(`/api${path}`, init);
		await expectAlive(send, (name) => mock.session(name).cue('change', 409), 'hono');
		expect(await (await app.request('/')).text()).toBe('home');
	});

	it('a route handler of Next', async () => {
		const mock = await createMockFetch({ documents: [DOCUMENT], base: '/api' });
		closing.push(() => mock.close());
		const handler = (request: Request): Promise<Response> => mock.fetch(request);
		const route = { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler };
		const send: Send = (path, init) => {
			const request = new Request(`http://localhost:3000/api${path}`, init);
			return route[request.method as keyof typeof route](request);
		};
		await expectAlive(send, (name) => mock.session(name).cue('change', 409), 'next');
	});

	it.each(['/api', '/'])('Vite, below %s, with its console', async (base) => {
		let mock: MockRouter | undefined;
		const lines: string[] = [];
		const server = await createServer({
			configFile: false,
			logLevel: 'silent',
			server: { port: 0, host: '127.0.0.1', strictPort: false },
			plugins: [
				stuntDouble({
					documents: [DOCUMENT],
					base,
					onReady: (ready) => {
						mock = ready;
					},
				}),
			],
		});
		server.config.logger.info = (line) => void lines.push(line);
		closing.push(() => server.close());
		await server.listen();
		server.printUrls();
		const url = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
		const prefix = base.replace(/\/$/, '');
		const cue = async (name: string): Promise<unknown> => mock?.session(name).cue('change', 409);
		await expectAlive((path, init) => fetch(url + prefix + path, init), cue, 'vite');
		expect(lines.join('\n')).toContain(`${url}/__admin/`);
		const page = await fetch(`${url}/__admin/`);
		expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
		const sessions = await fetch(`${url}/__admin/sessions`);
		expect(await sessions.json()).toMatchObject({
			sessions: expect.arrayContaining([expect.objectContaining({ name: 'vite' })]),
		});
		expect((await fetch(`${url}${prefix}/@vite/client`)).status).toBe(prefix === '' ? 200 : 404);
	});

	it('Vite: what nobody has below the base is 404 and never the page of the app', async () => {
		const root = mkdtempSync(join(tmpdir(), 'stunt-vite-'));
		writeFileSync(join(root, 'index.html'), '<!doctype html><p>the app');
		const other = {
			name: 'other',
			configureServer: ({ middlewares }: ViteDevServer) =>
				void middlewares.use('/api/other', (_request, response) => void response.end('other')),
		};
		const server = await createServer({
			configFile: false,
			root,
			logLevel: 'silent',
			server: { port: 0, host: '127.0.0.1' },
			plugins: [stuntDouble({ documents: [DOCUMENT], base: '/api' }), other],
		});
		closing.push(async () => {
			await server.close();
			rmSync(root, { recursive: true, force: true });
		});
		await server.listen();
		const url = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
		const unknown = await fetch(`${url}/api/nothing`);
		expect([unknown.status, unknown.headers.get('x-mock-reason')]).toEqual([404, expect.stringContaining('/nothing')]);
		expect(await (await fetch(`${url}/api/other`)).text()).toBe('other');
		for (const path of ['/api/nothing', '/nothing']) {
			const page = await fetch(url + path, { headers: { Accept: 'text/html' } });
			expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('the app')]);
		}
	});
});
