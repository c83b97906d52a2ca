// Threats 65, 66 and 72 to 75 in a real browser: what other pages can't do to the mock, and what the page stands.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page, Request } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, CREATE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, goTo, openBlank, openConsole } from './browser.ts';

const servers: Server[] = [];
afterAll(() => {
	for (const server of servers) server.close().closeAllConnections();
});

async function put(mock: RunningMock, path: string, body: string): Promise<number> {
	const headers = { 'content-type': 'application/json' };
	return (await fetch(`${mock.url}/__admin${path}`, { method: 'PUT', headers, body })).status;
}

/** A site of somebody else: an empty page at any path. Its address. */
async function serveElsewhere(): Promise<string> {
	const server = createServer((_request, response) => {
		response
			.setHeader('content-type', 'text/html')
			.end('<!doctype html><link rel="icon" href="data:,"><title>elsewhere</title>');
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** What a page can try on the control API at `root`; what it could read of it, as `way: text`. */
const TRY_ALL = `async (root) => {
	const read = [];
	const json = { 'content-type': 'application/json' };
	const body = '{"name":null}';
	const ways = [
		['sessions/kept', { method: 'DELETE' }],
		['sessions/kept/reset', { method: 'POST' }],
		['sessions/kept/reset', { method: 'POST', mode: 'no-cors' }],
		['reset', { method: 'POST', mode: 'no-cors', body: '{}' }],
		['reset', { method: 'POST', mode: 'no-cors', body: new Blob(['{}'], { type: 'text/plain' }) }],
		['reset', { method: 'POST', mode: 'no-cors', credentials: 'include', body: new URLSearchParams({ a: 'b' }) }],
		['reset', { method: 'POST', mode: 'no-cors', body: new FormData() }],
		['provider-states', { method: 'POST', mode: 'no-cors', body: '{"state":"an identification that is already validated"}' }],
		['sessions/kept/scenario', { method: 'PUT', headers: json, body }],
		['sessions/kept/scenario', { method: 'POST', headers: { ...json, 'x-http-method-override': 'PUT' }, body }],
		['sessions', {}],
		['sessions/kept/snapshot?requests=true', {}],
		['events', {}],
		['', {}],
	];
	for (const [path, init] of ways) {
		try {
			const response = await fetch(root + path, init);
			if (response.type !== 'opaque') read.push(init.method + ' ' + path + ': ' + (await response.text()));
		} catch {}
	}
	navigator.sendBeacon(root + 'reset', '{}');
	await new Promise((resolve) => {
		const source = new EventSource(root + 'events');
		source.onopen = () => { read.push('events'); source.close(); resolve(); };
		source.onerror = () => { source.close(); resolve(); };
	});
	await new Promise((resolve) => {
		const image = new Image();
		image.onload = () => { read.push('image'); resolve(); };
		image.onerror = resolve;
		image.src = root + 'console/icon.svg';
	});
	await new Promise((resolve) => {
		const script = document.createElement('script');
		script.onload = () => { read.push('script'); resolve(); };
		script.onerror = resolve;
		script.src = root + 'console/words.js';
		document.head.append(script);
	});
	for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
		await new Promise((resolve) => {
			const frame = document.createElement('iframe');
			frame.name = 'frame-' + enctype.length;
			document.body.append(frame);
			const form = document.createElement('form');
			Object.assign(form, { method: 'post', action: root + 'reset', enctype, target: frame.name });
			const input = document.createElement('input');
			Object.assign(input, { name: '{"a":"', value: '"}' });
			form.append(input);
			document.body.append(form);
			frame.onload = () => resolve();
			form.submit();
		});
	}
	await new Promise((resolve) => {
		const frame = document.createElement('iframe');
		frame.onload = resolve;
		frame.src = root;
		document.body.append(frame);
	});
	return read;
}`;

describe.skipIf(!CHROMIUM)('a page of another origin', { timeout: 60_000 }, () => {
	it('neither changes nor reads anything, by no way that a browser has (threats 65, 66 and 73)', async () => {
		const mock = await startTestMock({ seed: 7 });
		expect(await put(mock, '/sessions/kept/scenario', '{"name":"already-validated"}')).toBe(200);
		const read = async (): Promise<string> => (await fetch(`${mock.url}/__admin/sessions`)).text();
		const before = await read();
		const { port } = mock;
		const elsewhere = await serveElsewhere();
		// The same site by the browser's rules (another port), and another one (another name of the same machine).
		for (const from of [elsewhere, elsewhere.replace('127.0.0.1', 'localhost')]) {
			for (const host of ['127.0.0.1', 'localhost']) {
				const { page, context } = await openBlank(mock);
				const tried: string[] = [];
				const answered: number[] = [];
				const isControl = (url: string): boolean => url.includes(`:${port}/__admin/`);
				page.on('request', (request) => isControl(request.url()) && tried.push(request.url()));
				page.on('response', (response) => isControl(response.url()) && answered.push(response.status()));
				await page.goto(from);
				const told = await page.evaluate<string[]>(`(${TRY_ALL})('http://${host}:${port}/__admin/')`);
				expect([from, host, told]).toEqual([from, host, []]);
				expect(new Set(answered)).toEqual(new Set([403]));
				expect(tried.length).toBeGreaterThan(18);
				expect(await read()).toBe(before);
				await context.close();
			}
		}
	});
});

describe.skipIf(!CHROMIUM)('a page that the mock answers with', { timeout: 60_000 }, () => {
	it('runs no script in any form that a browser shows as a page (threat 73)', async () => {
		const types = ['text/html', 'application/xhtml+xml', 'image/svg+xml', 'text/xml', 'application/xml', 'text/xsl'];
		const markup = (type: string): string => {
			const script = `fetch('/__admin/sessions/owned/scenario',{method:'PUT',headers:{'content-type':'application/json'},body:'{"name":null}'})`;
			if (type === 'image/svg+xml')
				return `<svg xmlns="http://www.w3.org/2000/svg" onload="${script.replaceAll('"', '&quot;')}"/>`;
			return `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><script>${script}</script></body></html>`;
		};
		const paths = Object.fromEntries(
			types.map((type, index) => {
				const content = { [type]: { schema: { type: 'string' }, example: markup(type) } };
				return [`/pages/${index}`, { get: { responses: { '200': { description: 'A page.', content } } } }];
			}),
		);
		const mock = await startTestMock({
			documents: [{ openapi: '3.1.0', info: { title: 'Pages', version: '1' }, paths }],
			scenarios: undefined,
		});
		const { page, context } = await openBlank(mock);
		const control: string[] = [];
		page.on('request', (request) => {
			if (request.url().includes('/__admin')) control.push(request.url());
		});
		for (const [index, type] of types.entries()) {
			const response = await page.goto(`${mock.url}/pages/${index}`);
			const headers = response?.headers() ?? {};
			expect([type, response?.status(), headers['content-type']?.split(';')[0]]).toEqual([type, 200, type]);
			expect([type, control]).toEqual([type, []]);
		}
		expect((await fetch(`${mock.url}/__admin/sessions/owned`)).status).toBe(404);
		await context.close();
	});
});

describe.skipIf(!CHROMIUM)('the console', { timeout: 90_000 }, () => {
	const rows = (page: Page) => page.locator('request-list [role=option]:not(.step)');
	const MARKUP = '<img src=x onerror=alert(1)>\u001b[31m\u202e';

	it('shows a body of 5 MB as text, and no more of it than it can bear (threat 72)', async () => {
		const mock = await startTestMock({ maxBody: 8 * 1024 * 1024 });
		const text = MARKUP.repeat(Math.ceil((5 * 1024 * 1024) / MARKUP.length));
		await call(mock, 'POST', BASE, { body: { ...CREATE, name: text }, session: 'large' });
		await call(mock, 'POST', BASE, { body: text, headers: { 'content-type': 'text/plain' }, session: 'large' });
		await create(mock, 'large');
		const { page, complaints } = await openConsole(mock, { session: 'large' });
		await eventually(() => rows(page).count()).toBe(3);
		for (const index of [0, 1]) {
			await rows(page).nth(index).click();
			await page.locator(`.detail[aria-label="Request ${index + 1}"] .verdict`).waitFor();
			for (const summary of await page.locator('.detail summary').all()) await summary.click();
			const shown = await page.locator('.detail').innerText();
			expect(shown).toContain('<img src=x onerror=alert(1)>');
			for (const unseen of ['\u001b', '\u202e']) expect(shown).not.toContain(unseen);
			expect(shown.length).toBeLessThan(200_000);
			expect(await page.locator('main img').count()).toBe(0);
			expect(await page.evaluate<number>('document.querySelectorAll("*").length')).toBeLessThan(20_000);
		}
		// It goes on as before.
		await create(mock, 'large');
		await eventually(() => rows(page).count()).toBe(4);
		for (const view of ['entities', 'clock', 'coverage', 'session']) {
			await goTo(page, mock, { session: 'large', view });
			await page.locator('.bar h2').waitFor();
			expect(await page.locator('main img').count()).toBe(0);
		}
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('makes a scenario of a request without what is secret in it (threat 74)', async () => {
		const mock = await startTestMock();
		const headers = {
			authorization: 'Bearer s3cr3t-1',
			cookie: 'login=s3cr3t-2',
			'proxy-authorization': 'Basic s3cr3t-3',
		};
		await call(mock, 'POST', BASE, { body: CREATE, headers, session: 'made' });
		await call(mock, 'POST', BASE, { body: { name: 0 }, headers, session: 'made' });
		const { page } = await openConsole(mock, { session: 'made' });
		for (const index of [0, 1]) {
			await rows(page).nth(index).click();
			await page.locator(`.detail[aria-label="Request ${index + 1}"] .verdict`).waitFor();
			await page.getByRole('button', { name: 'Make a scenario of this' }).click();
			const yaml = await page.locator('.made textarea').inputValue();
			expect(yaml).toMatch(/^# yaml-language-server: \S+\nname: create/);
			for (const summary of await page.locator('.detail summary').all()) await summary.click();
			const whole = yaml + (await page.locator('body').innerText());
			expect(whole).toContain('[redacted]');
			expect(whole).not.toContain('s3cr3t');
		}
		await page.context().close();
	});

	it.each(['requests', 'entities', 'clock'])(
		'stays usable at %s while a thousand control writes arrive, and calls the mock a bounded number of times (threat 75)',
		async (view) => {
			const mock = await startTestMock();
			const id = await create(mock, 'w0');
			const { page, complaints } = await openConsole(mock, { session: 'w0', view });
			await eventually(() => page.locator('.sessions li').count()).toBeGreaterThan(0);
			const calls: string[] = [];
			const open = new Set<Request>();
			let most = 0;
			page.on('request', (request) => {
				const path = new URL(request.url()).pathname;
				if (path.startsWith('/__admin/console/')) return;
				calls.push(path);
				open.add(request);
				most = Math.max(most, open.size);
			});
			page.on('requestfinished', (request) => open.delete(request));
			page.on('requestfailed', (request) => open.delete(request));
			const startedAt = performance.now();
			const writer = async (first: number): Promise<void> => {
				for (let turn = first; turn < 1000; turn += 8) {
					// Half of them change the session that is looked at.
					const session = turn % 2 === 0 ? 'w0' : `w${turn % 100}`;
					expect(await put(mock, `/sessions/${session}/clock`, `{"advance":"PT${turn % 7}S"}`)).toBe(200);
				}
			};
			const writing = Promise.all(Array.from({ length: 8 }, (_, first) => writer(first)));
			// Somebody works with it meanwhile.
			await page.getByLabel('Name of a new session').fill('mine');
			await page.getByRole('button', { name: 'Make' }).click();
			await eventually(() => page.locator('.bar h2').innerText()).toBe('mine');
			await goTo(page, mock, { session: 'w0', view });
			await writing;
			await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'w99' });
			await put(mock, '/sessions/last/clock', '{"advance":"PT1S"}');
			// default is there only once it is used; w0, 50 odd ones, mine and last.
			await eventually(() => page.locator('.sessions li').count()).toBe(53);
			await eventually(() => page.locator('.sessions').innerText()).toContain('last');
			await eventually(async () => open.size).toBe(0);
			const elapsedMs = performance.now() - startedAt;
			console.log(`${view}: ${calls.length} calls in ${Math.round(elapsedMs)} ms, ${most} at once at most`);
			// The list is read again at most every 150 ms, all else one after the other.
			expect(calls.filter((path) => path === '/__admin/sessions').length).toBeLessThan(elapsedMs / 140 + 10);
			expect(calls.length).toBeLessThan(300);
			expect(most).toBeLessThan(10);
			const { sessions } = (await (await fetch(`${mock.url}/__admin/sessions?limit=1000`)).json()) as {
				sessions: { name: string }[];
			};
			const shown = await page.locator('.sessions li > a').allInnerTexts();
			expect(shown.sort()).toEqual(sessions.map(({ name }) => name).sort());
			expect(complaints).toEqual([]);
			await page.context().close();
		},
	);
});
