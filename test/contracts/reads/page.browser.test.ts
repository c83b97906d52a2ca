// Reads in a real browser: a page of another origin, with the entry that bundlers take, by fetch and by XMLHttpRequest.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mock, startMock } from '../../../mock/index.ts';
import { CHROMIUM, NO_CHROMIUM } from '../../support/chromium.ts';

const READS = join(import.meta.dirname, '..', '..', '..', 'contracts', 'reads', 'index.ts');
const schema = {
	type: 'object',
	required: ['id', 'name', 'mail'],
	properties: { id: { type: 'string' }, name: { type: 'string' }, mail: { type: 'string' } },
};
const USERS = {
	openapi: '3.1.0',
	info: { title: 'Users', version: '1' },
	paths: {
		'/users': {
			get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } },
		},
	},
};

/** What the page does with the mock at `url`; `reads` is what it has bundled. */
const WAYS: Readonly<Record<string, string>> = {
	'fetch and json()': `
		const tracked = reads.trackReads(fetch.bind(globalThis));
		const user = await (await tracked(url)).json();
		const shown = user.name;
		await tracked.flush();`,
	'fetch and JSON.parse': `
		const tracked = reads.trackReads(fetch.bind(globalThis));
		const shown = JSON.parse(await (await tracked(url)).text()).name;
		await tracked.flush();`,
	'XMLHttpRequest as JSON': `
		const Xhr = reads.trackXhr(XMLHttpRequest);
		const xhr = new Xhr();
		xhr.open('GET', url);
		xhr.responseType = 'json';
		await new Promise((resolve) => { xhr.addEventListener('load', resolve); xhr.send(); });
		const shown = xhr.response.name;
		await Xhr.flush();`,
	'XMLHttpRequest as text, put in the place of the page’s own': `
		globalThis.XMLHttpRequest = reads.trackXhr(XMLHttpRequest);
		const xhr = new XMLHttpRequest();
		xhr.open('GET', url);
		await new Promise((resolve) => { xhr.onload = resolve; xhr.send(); });
		const shown = JSON.parse(xhr.responseText).name;
		await XMLHttpRequest.flush();`,
};

if (!CHROMIUM) console.log(NO_CHROMIUM);

describe.skipIf(!CHROMIUM)('a page of another origin tells what it reads by', () => {
	let browser: Browser;
	let mock: Mock;
	let server: Server;
	let origin: string;
	beforeAll(async () => {
		const bundle = await rolldown({ input: READS, platform: 'browser' });
		const { output } = await bundle.generate({ format: 'iife', name: 'reads' });
		await bundle.close();
		server = createServer((_request, response) => {
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end(`<!doctype html><title>app</title><script>${output[0].code}; globalThis.reads = reads;</script>`);
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		origin = `http://localhost:${(server.address() as AddressInfo).port}`;
		mock = await startMock({ port: 0, documents: [USERS], log: 'silent' });
		browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ['--headless', '--no-sandbox'] });
	}, 60_000);
	afterAll(async () => {
		await browser?.close();
		await mock?.close();
		server?.close();
	});

	it.each(Object.entries(WAYS))('%s', async (_way, code) => {
		const page = await browser.newPage();
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(error.message));
		await page.goto(origin);
		const shown = await page.evaluate(
			`(async () => { const url = ${JSON.stringify(`${mock.url}/users`)}; ${code} return shown; })()`,
		);
		await page.close();
		expect([complaints, shown]).toEqual([[], expect.any(String)]);
		const last = (await mock.session().requests()).filter(({ request }) => request.target === '/users').at(-1);
		expect(last?.reads).toEqual({ read: ['/name'], whole: [] });
	});
});
