// A real browser: a page on another port calls the mock as it would call the API, and can't reach the control API.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { CHROMIUM, NO_CHROMIUM } from '../support/chromium.ts';
import { BASE, CREATE, call, create, startTestMock } from '../support/mock.ts';

if (!CHROMIUM) console.log(NO_CHROMIUM);

/** What a page's script sees of an answer; `error` where the browser keeps it from the page. */
interface Seen {
	status?: number;
	headers?: Record<string, string>;
	text?: string;
	error?: string;
}

let profile: string;
let site: Server;
let context: BrowserContext;
let page: Page;
let mock: RunningMock;

describe.skipIf(!CHROMIUM)('a page on another port', () => {
	beforeAll(async () => {
		mock = await startTestMock();
		site = createServer((_request, response) => {
			response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>shop</title>');
		});
		await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
		profile = mkdtempSync(join(tmpdir(), 'browser-'));
		context = await chromium.launchPersistentContext(profile, {
			executablePath: CHROMIUM as string,
			headless: true,
			args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
			timeout: 30_000,
		});
		page = await context.newPage();
		await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
	}, 60_000);
	afterAll(async () => {
		await context?.close();
		site?.closeAllConnections();
		await new Promise((resolve) => site?.close(resolve));
		rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	});

	/** `fetch` in the page, with credentials and, unless it has headers of its own, a token. */
	function callFromPage(path: string, init: Record<string, unknown> = {}): Promise<Seen> {
		const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
		// The function is the page's: it goes there as text.
		const script = `async ({ url, init }) => {
			try {
				const response = await fetch(url, init);
				return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
			} catch (error) { return { error: String(error) }; }
		}`;
		const args = { url: mock.url + path, init: { credentials: 'include', headers, ...init } };
		return page.evaluate(`(${script})(${JSON.stringify(args)})`);
	}
	const post = (body: unknown): Record<string, unknown> => ({ method: 'POST', body: JSON.stringify(body) });

	it('creates, and reads what it created', async () => {
		const made = await callFromPage(BASE, post(CREATE));
		expect(made).toMatchObject({ status: 200, headers: { 'x-mock-session': 'default' } });
		const { identification_id: id } = JSON.parse(made.text ?? '') as { identification_id: string };
		const read = await callFromPage(`${BASE}/${id}`);
		expect(JSON.parse(read.text ?? '')).toMatchObject({ identification_id: id, status: 'PENDING' });
	});

	it('reads the reason of a 409', async () => {
		const id = await create(mock);
		expect((await callFromPage(`${BASE}/${id}`, { method: 'DELETE' })).status).toBe(204);
		const again = await callFromPage(`${BASE}/${id}`, { method: 'DELETE' });
		expect(again.status).toBe(409);
		expect(again.headers?.['x-mock-reason']).toContain('CANCELLED');
		expect(again.headers?.['x-mock-session']).toBe('default');
	});

	it.each<[string, string, Record<string, unknown>, number, RegExp]>([
		['400', BASE, post({ ...CREATE, expires_in: 'P31D' }), 400, /expires_in/],
		['401', BASE, { ...post(CREATE), headers: { 'content-type': 'application/json' } }, 401, /authorization/],
		['404 of an unknown path', '/v1/nowhere', {}, 404, /no operation has the path/],
		['405', BASE, { method: 'PATCH', body: '{}' }, 405, /POST/],
		['415', BASE, { ...post(CREATE), headers: { authorization: 'Bearer x', 'content-type': 'text/csv' } }, 415, /csv/],
		[
			'500 that it prefers',
			BASE,
			{
				...post(CREATE),
				headers: { authorization: 'Bearer x', 'content-type': 'application/json', prefer: 'code=500' },
			},
			500,
			/code=500/,
		],
	])('reads %s and its reason', async (_name, path, init, status, reason) => {
		const seen = await callFromPage(path, init);
		expect(seen).toMatchObject({ status, headers: { 'x-mock-reason': expect.stringMatching(reason) } });
	});

	it('has the session that its header, its path or its cookie names', async () => {
		const named = { authorization: 'Bearer x', 'x-mock-session': 'by-header' };
		const path = `${BASE}/00000000-0000-4000-8000-00000000000f`;
		expect((await callFromPage(path, { headers: named })).headers?.['x-mock-session']).toBe('by-header');
		expect((await callFromPage(`/__session/by-path${path}`)).headers?.['x-mock-session']).toBe('by-path');
		await page.evaluate('void (document.cookie = "mock-session=by-cookie")');
		expect((await callFromPage(path)).headers?.['x-mock-session']).toBe('by-cookie');
		await page.evaluate('void (document.cookie = "mock-session=; max-age=0")');
		expect((await callFromPage(path)).headers?.['x-mock-session']).toBe('default');
	});

	it('can neither read the control API nor change anything by it', async () => {
		const id = await create(mock);
		const before = (await call(mock, 'GET', '/__admin/sessions/default')).json as { entities: unknown };
		const attempts: [string, Record<string, unknown>][] = [
			['/__admin/health', {}],
			['/__admin/health', { headers: {} }],
			['/__admin/sessions/default/requests', { headers: {} }],
			['/__admin/reset', post({})],
			['/__admin/reset', { method: 'POST', headers: {} }],
			['/%5f_admin/reset', { method: 'POST', headers: {} }],
			['/__admin/sessions/default/scenario', { method: 'PUT', body: '{"name":"hang"}' }],
		];
		for (const [path, init] of attempts) {
			expect(await callFromPage(path, init), `${path} ${JSON.stringify(init)}`).toEqual({
				error: expect.stringContaining('Failed to fetch'),
			});
		}
		// Without CORS the request goes out all the same: it changes nothing, and not even an opaque answer comes of it.
		const opaque = await callFromPage('/__admin/reset', { method: 'POST', mode: 'no-cors', headers: {}, body: '{}' });
		expect(opaque.error).toContain('Failed to fetch');
		const after = (await call(mock, 'GET', '/__admin/sessions/default')).json as { entities: unknown };
		expect(after.entities).toEqual(before.entities);
		expect((await call(mock, 'GET', `${BASE}/${id}`)).status).toBe(200);
	});

	it('is kept out where the mock runs without CORS', async () => {
		const closed = await startTestMock({ cors: false });
		const open = mock;
		mock = closed;
		const seen = await callFromPage(BASE, post(CREATE));
		mock = open;
		expect(seen.error).toContain('Failed to fetch');
		const methods = closed.engine.sessions
			.get('default')
			.journal.list()
			.map(({ request }) => request.method);
		expect(methods).toEqual(['OPTIONS']);
	});
});
