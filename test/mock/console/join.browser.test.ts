// Lines that the page offers for joining a session, each run where it is meant to be: in a browser, in a page of another port.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { createServer as createVite } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, openConsole } from './browser.ts';

let mock: RunningMock;
const app = createServer((_request, response) => {
	response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,"><p>The app</p>');
});
let appUrl = '';
beforeAll(async () => {
	mock = await startTestMock({ cors: true });
	await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
	appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
});
afterAll(() => app.close());

/** Beside the packages, so that what is written there finds them. */
const CACHE = new URL('../../../node_modules/.cache/', import.meta.url).pathname;
mkdirSync(CACHE, { recursive: true });
const folder = mkdtempSync(join(CACHE, 'join-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const UNKNOWN = `${BASE}/00000000-0000-4000-8000-000000000001`;
const GET = 'getIdentityDocumentIdentificationMetadata';
/** The app's call, as it is without joining anything. */
const ASK = (url: string): string =>
	`fetch(${JSON.stringify(url)}, { credentials: 'include', headers: { authorization: 'Bearer x' } }).then((answer) => answer.text())`;

const journalOf = async (session: string): Promise<{ operationId: string | null }[]> =>
	(
		(await (await fetch(`${mock.url}/__admin/sessions/${session}/requests`)).json()) as {
			requests?: { operationId: string | null }[];
		}
	).requests ?? [];

describe.skipIf(!CHROMIUM)('the line for a browser', { timeout: 60_000 }, () => {
	it.each(['a header', 'a cookie', 'the path'])('joins by %s', async (way) => {
		const session = `by-${way.replace(/\W+/g, '-')}`;
		const { page, context } = await openConsole(mock, { session, view: 'session' });
		await page.getByLabel(way, { exact: true }).check();
		await haveCalls(page);
		const line = await page.getByRole('region', { name: 'Line for fetch in a browser' }).innerText();
		expect(line).not.toContain('process.env');
		expect(line).not.toMatch(/["']Cookie["']/);
		const other = await context.newPage();
		await other.goto(appUrl);
		await other.evaluate(`(async () => { ${line} })()`);
		await eventually(async () => (await journalOf(session)).map(({ operationId }) => operationId)).toEqual([
			expect.stringContaining('IdentityDocument'),
		]);
		expect(await journalOf('default')).toEqual([]);
		await context.close();
	});
});

/** Until the page knows the documents' operations, its lines call the root. */
async function haveCalls(page: Page): Promise<void> {
	await page.locator('.copyable pre', { hasText: '/identity_document' }).first().waitFor();
}

/** The names of the lines that are offered, and the text of each. */
async function readLines(page: Page, way: string): Promise<Map<string, string>> {
	await page.getByLabel(way, { exact: true }).check();
	await haveCalls(page);
	const blocks = await page.locator('.copyable').all();
	const pairs = blocks.map(
		async (block): Promise<[string, string]> => [
			await block.locator('h4').innerText(),
			(await block.locator('pre').textContent()) ?? '',
		],
	);
	return new Map(await Promise.all(pairs));
}

async function offerLines(session: string, way: string): Promise<Map<string, string>> {
	const { page, context } = await openConsole(mock, { session, view: 'session' });
	const lines = await readLines(page, way);
	await context.close();
	return lines;
}

const operationsOf = async (session: string): Promise<unknown[]> =>
	(await journalOf(session)).map(({ operationId }) => operationId);
const WAYS = ['a header', 'a cookie', 'the path'];
const nameFor = (tool: string, way: string): string => `${tool}-${way.replace(/\W+/g, '-')}`;
const RUNNER = 'Playwright, for all tests of a file or a project';
const VITE = 'Vite, in vite.config.js';
const BOOKMARK = 'a bookmark, for a page that runs already';

describe.skipIf(!CHROMIUM)('the lines for tools', { timeout: 120_000 }, () => {
	it('are those that can work in each way', async () => {
		const shared = ['this page', 'curl', 'fetch in Node', 'fetch in a browser', 'Playwright', RUNNER];
		const { page, context } = await openConsole(mock, { session: 'offered', view: 'session' });
		expect([...(await readLines(page, 'a header')).keys()]).toEqual([...shared, VITE, 'Cypress', BOOKMARK]);
		expect([...(await readLines(page, 'a cookie')).keys()]).toEqual(shared);
		expect([...(await readLines(page, 'the path')).keys()]).toEqual([...shared, VITE]);
		await context.close();
	});

	it.each(WAYS)('Playwright joins by %s', async (way) => {
		const session = nameFor('playwright', way);
		const line = (await offerLines(session, way)).get('Playwright') ?? '';
		const { page, context } = await openConsole(mock, { session: 'default' });
		const browser = context.browser();
		if (way === 'the path') {
			const run = new Function('browser', `return (async () => { ${line}; return page; })()`);
			const opened = (await run(browser)) as Page;
			// An answer without a body is no page.
			await opened.goto(`.${UNKNOWN}`).catch(() => undefined);
			await opened.close();
		} else {
			await new Function('page', 'context', `return (async () => { ${line} })()`)(page, context);
			await page.goto(appUrl);
			await page.evaluate(ASK(mock.url + UNKNOWN));
		}
		await eventually(() => operationsOf(session)).toEqual([GET]);
		await context.close();
	});

	it.each(WAYS)('Playwright’s runner joins all tests by %s', async (way) => {
		const session = nameFor('runner', way);
		const line = (await offerLines(session, way)).get(RUNNER) ?? '';
		const own = mkdtempSync(join(folder, 'runner-'));
		const act =
			way === 'the path'
				? `await page.goto('.${UNKNOWN}').catch(() => undefined);`
				: `await page.goto('${appUrl}'); await page.evaluate(${JSON.stringify(ASK(mock.url + UNKNOWN))});`;
		writeFileSync(
			join(own, 'join.spec.mjs'),
			`import { test } from '@playwright/test';\n${line}\ntest('joins', async ({ page }) => { ${act} });\n`,
		);
		const launch = { executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] };
		writeFileSync(
			join(own, 'playwright.config.mjs'),
			`export default ${JSON.stringify({ reporter: 'line', workers: 1, outputDir: 'results', use: { launchOptions: launch } })};\n`,
		);
		const cli = new URL('../../../node_modules/@playwright/test/cli.js', import.meta.url).pathname;
		await promisify(execFile)(process.execPath, [cli, 'test', '-c', own], { cwd: own });
		await eventually(() => operationsOf(session)).toEqual([GET]);
	});

	it.each(['a header', 'the path'])('Vite’s proxy joins by %s', async (way) => {
		const session = nameFor('vite', way);
		const line = (await offerLines(session, way)).get(VITE) ?? '';
		const root = mkdtempSync(join(folder, 'vite-'));
		writeFileSync(join(root, 'index.html'), '<!doctype html><link rel="icon" href="data:,"><p>The app</p>');
		writeFileSync(join(root, 'vite.config.mjs'), line);
		const vite = await createVite({
			root,
			configFile: join(root, 'vite.config.mjs'),
			logLevel: 'silent',
			optimizeDeps: { noDiscovery: true },
			server: { host: '127.0.0.1', port: 0, hmr: false },
		});
		const { page, context } = await openConsole(mock, { session: 'default' });
		try {
			await vite.listen();
			await page.goto(vite.resolvedUrls?.local[0] ?? '');
			await page.evaluate(ASK(UNKNOWN));
			await eventually(() => operationsOf(session)).toEqual([GET]);
			// What the documents don't have stays the app's own.
			expect(await page.evaluate<string>(ASK('/index.html'))).toContain('The app');
		} finally {
			await context.close();
			await vite.close();
		}
	});

	it('Cypress’s intercept joins: its handler, on the requests of a real page', async () => {
		const line = (await offerLines('cypress', 'a header')).get('Cypress') ?? '';
		const { page, context } = await openConsole(mock, { session: 'default' });
		// Cypress itself needs a browser of its own: here Playwright calls the handler as Cypress does.
		const cy = {
			intercept: (pattern: string, handle: (request: { headers: Record<string, string> }) => void) =>
				page.route(pattern, async (route) => {
					const headers = { ...route.request().headers() };
					handle({ headers });
					await route.continue({ headers });
				}),
		};
		await new Function('cy', line)(cy);
		await page.goto(appUrl);
		await page.evaluate(ASK(mock.url + UNKNOWN));
		await eventually(() => operationsOf('cypress')).toEqual([GET]);
		await context.close();
	});

	it('a bookmark joins a page that runs already, fetch and XHR, and shows what they meet', async () => {
		const session = 'bookmark';
		const line = (await offerLines(session, 'a header')).get(BOOKMARK) ?? '';
		expect(line).toMatch(/^javascript:[^\s<>"]+$/);
		const id = await create(mock, session);
		const body = { name: 'already-validated', keep: true };
		await call(mock, 'PUT', `/__admin/sessions/${session}/scenario`, { body });
		const { page, context } = await openConsole(mock, { session: 'default' });
		await page.goto(appUrl);
		const click = () => page.evaluate(`location.href = ${JSON.stringify(line)}`);
		await click();
		const box = page.locator('#stunt-double');
		await eventually(() => box.innerText()).toContain('Mock session bookmark');
		await page.evaluate(ASK(`${mock.url}${BASE}/${id}`));
		await eventually(() => box.innerText()).toContain('plays already-validated');
		const xhr = (method: string): string => `new Promise((done) => {
			const request = new XMLHttpRequest();
			request.open(${JSON.stringify(method)}, ${JSON.stringify(`${mock.url}${BASE}/${id}`)});
			request.setRequestHeader('authorization', 'Bearer x');
			request.onloadend = () => done(request.status);
			request.send();
		})`;
		expect(await page.evaluate<number>(xhr('DELETE'))).toBe(409);
		await eventually(() => box.innerText()).toMatch(/409 DELETE \/v1\/orgs[\s\S]*VALIDATED/);
		// Clicked once more, it is one box; what is of elsewhere is left alone.
		await click();
		await eventually(() => box.count()).toBe(1);
		expect(await page.evaluate<string>(`fetch('data:text/plain,hello').then((answer) => answer.text())`)).toBe('hello');
		expect(await operationsOf(session)).toHaveLength(3);
		await box.getByRole('button', { name: 'Leave' }).click();
		await eventually(() => box.count()).toBe(0);
		const before = (await journalOf('default')).length;
		await page.evaluate(ASK(`${mock.url}${BASE}/${id}`));
		expect(await page.evaluate<number>(xhr('GET'))).toBe(404);
		await eventually(async () => (await journalOf('default')).length).toBe(before + 2);
		expect(await operationsOf(session)).toHaveLength(3);
		await context.close();
	});
});
