// The fixtures for Vitest and Playwright, in projects of their own: what passes, what fails, and what a failure tells.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from '../../support/chromium.ts';
import { findBundled, NODE } from '../../support/cli.ts';
import { collection, objectOf, text, whole } from '../effects/collection.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'stunt-hosts-'));
beforeAll(() => {
	const document = collection({ shown: objectOf({ id: whole, title: text }), sent: objectOf({ title: text }) });
	writeFileSync(join(project, 'api.json'), JSON.stringify(document));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Runs a program of the repository's in the project; its output without colours. */
function run(program: string, words: string[]): Promise<{ code: number; output: string }> {
	const { PATH = '', HOME = '' } = process.env;
	const env = { PATH, HOME, NO_COLOR: '1', CI: '1', FORCE_COLOR: '0' };
	return new Promise((resolve) => {
		execFile(
			NODE,
			[join(ROOT, program), ...words],
			{ cwd: project, env, timeout: 100_000 },
			(error, stdout, stderr) => {
				const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
				resolve({ code, output: `${stdout}\n${stderr}` });
			},
		);
	});
}

const post = (title: string): string =>
	`fetch(\`\${session.baseUrl}/todos\`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title: ${title} }) })`;

describe('createMockTest of Vitest', () => {
	const write = (name: string, body: string, options = ''): void =>
		writeFileSync(
			join(project, `${name}.test.mjs`),
			`import { createMockTest } from ${JSON.stringify(findBundled('mock/hosts/vitest'))};
			import { expect } from ${JSON.stringify(join(ROOT, 'node_modules/vitest/dist/index.js'))};
			const test = createMockTest({ documents: ['api.json']${options} });
			${body}`,
		);
	/** Runs these files at once; what is said of them stands in one output. */
	const runTests = (names: readonly string[]): Promise<{ code: number; output: string }> =>
		run('node_modules/vitest/vitest.mjs', ['run', '--root', project, ...names.map((name) => `${name}.test.mjs`)]);
	let good: { code: number; output: string };
	let bad: { code: number; output: string };
	beforeAll(async () => {
		write(
			'apart',
			`test('makes one', async ({ session }) => {
				expect((await ${post("'a'")}).status).toBe(201);
				await session.cue('change', 409);
			});
			test('sees none of it', async ({ session, mock }) => {
				expect(await (await fetch(session.baseUrl + '/todos')).json()).toEqual([]);
				expect(await (await fetch(mock.url + '/todos', { headers: session.headers })).json()).toEqual([]);
			});`,
		);
		write(
			'meant',
			`test('sends a number', async ({ session }) => { await ${post('7')}; });`,
			', allowUnexpected: true',
		);
		write('forbidden', `test('sends a number', async ({ session }) => { await ${post('7')}; });`);
		write('failing', `test('wants more', async ({ session }) => { await ${post("'a'")}; expect(1).toBe(2); });`);
		good = await runTests(['apart', 'meant']);
		bad = await runTests(['forbidden', 'failing']);
	}, 240_000);

	it('gives each test a session of its own', () => {
		expect([good.code, good.output]).toEqual([0, expect.stringContaining('✓ apart.test.mjs (2 tests)')]);
	});

	it('fails a test that sent what the document forbids, with the reason and the remedy', () => {
		const { code, output } = bad;
		expect([code, output]).toEqual([1, expect.stringContaining('FAIL  forbidden.test.mjs > sends a number')]);
		expect(output).toContain('The mock had 1 request that the document does not allow:');
		expect(output).toContain('POST /todos → 400: body /title must be a string');
		expect(output).toContain('set allowUnexpected');
	});

	it('leaves it alone where it is meant', () => {
		expect([good.code, good.output]).toEqual([0, expect.stringContaining('✓ meant.test.mjs (1 test)')]);
	});

	it('tells what the mock was sent where a test fails', () => {
		const { output } = bad;
		expect(output).toContain('FAIL  failing.test.mjs > wants more');
		expect(output).toContain('expected 1 to be 2');
		expect(output).toContain('POST /todos → 201: created todo 1');
	});
});

describe.skipIf(CHROMIUM === undefined)(
	`the fixture of Playwright${CHROMIUM === undefined ? ` (${NO_CHROMIUM})` : ''}`,
	() => {
		it('joins the page to its session, fails what the document forbids, and attaches the bug', async () => {
			writeFileSync(
				join(project, 'playwright.config.mjs'),
				`export default {
				testMatch: '*.pw.mjs', workers: 1, reporter: [['list'], ['json', { outputFile: 'report.json' }]],
				use: {
					mockOptions: { documents: [${JSON.stringify(join(project, 'api.json'))}], cors: true },
					launchOptions: { executablePath: ${JSON.stringify(CHROMIUM)}, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] },
				},
			};`,
			);
			const ask = (title: string): string =>
				`page.evaluate((url) => fetch(url + '/todos', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title: ${title} }) }).then((answer) => answer.status), mock.url)`;
			writeFileSync(
				join(project, 'app.pw.mjs'),
				`import { test, expect } from ${JSON.stringify(findBundled('mock/hosts/playwright'))};
			test.beforeEach(async ({ page, mock }) => { await page.goto(mock.url + '/todos'); });
			test('joins', async ({ page, mock, session }) => {
				expect(await ${ask("'a'")}).toBe(201);
				expect(await session.resources('todo').list()).toMatchObject([{ id: 1, title: 'a' }]);
				await session.cue('create', 400);
				expect(await ${ask("'b'")}).toBe(400);
			});
			test('is apart', async ({ session }) => { expect(await session.resources('todo').list()).toEqual([]); });
			test('is forbidden', async ({ page, mock }) => { await ${ask('7')}; });`,
			);
			const { code, output } = await run('node_modules/@playwright/test/cli.js', [
				'test',
				'-c',
				'playwright.config.mjs',
			]);
			expect([code, output]).toEqual([1, expect.stringMatching(/1 failed[\s\S]*2 passed/)]);
			expect(output).toContain('POST /todos → 400: body /title must be a string');
			const report = readFileSync(join(project, 'report.json'), 'utf8');
			expect(report).toContain('mock-requests.txt');
			expect(report).toContain('mock-bug.json');
		}, 120_000);

		it('gives each worker a mock of its own at the address that the app was built for, and joins what else belongs to the test', async () => {
			const holder = createServer().listen(0, '127.0.0.1');
			await once(holder, 'listening');
			const { port } = holder.address() as AddressInfo;
			holder.close();
			// An app that is served on another origin, with a proxy on its own server to the mock that the test's worker has.
			const app = createServer((request, response) => {
				response.setHeader('Content-Type', 'text/html');
				response.end(`${request.headers.cookie ?? ''}`);
			}).listen(0, '127.0.0.1');
			await once(app, 'listening');
			const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
			writeFileSync(
				join(project, 'parallel.config.mjs'),
				`export default {
				testMatch: '*.par.mjs', workers: 2, fullyParallel: true, reporter: [['list']],
				use: {
					baseURL: ${JSON.stringify(appUrl)},
					mockOptions: { documents: [${JSON.stringify(join(project, 'api.json'))}], port: ${port}, cors: true },
					launchOptions: { executablePath: ${JSON.stringify(CHROMIUM)}, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] },
				},
			};`,
			);
			writeFileSync(
				join(project, 'app.par.mjs'),
				`import { test, expect } from ${JSON.stringify(findBundled('mock/hosts/playwright'))};
			const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"title":"a"}' };
			const ask = (page, url, init) => page.evaluate(([url, init]) => fetch(url, init).then((answer) => answer.status), [url, init]);
			for (const round of [1, 2]) test('built for a port, round ' + round, async ({ page, session, request }) => {
				await page.goto('/');
				expect(await ask(page, 'http://127.0.0.1:${port}/todos', post)).toBe(201);
				expect(await ask(page, 'http://localhost:${port}/todos', post)).toBe(201);
				expect(await session.resources('todo').list()).toHaveLength(2);
				await page.waitForTimeout(500);
			});
			test('calls beside the page', async ({ page, session, mock, request }) => {
				for (const client of [request, page.request])
					expect((await client.post(mock.url + '/todos', { data: { title: 'a' } })).status()).toBe(201);
				expect(await session.resources('todo').list()).toHaveLength(2);
			});
			test('a server in between', async ({ page, session }) => {
				await page.goto('/');
				expect(await page.textContent('body')).toBe('mock-session=' + session.name);
			});`,
			);
			const { code, output } = await run('node_modules/@playwright/test/cli.js', ['test', '-c', 'parallel.config.mjs']);
			app.close();
			expect([code, output]).toEqual([0, expect.stringContaining('4 passed')]);
		}, 120_000);
	},
);

it('the fixture of Playwright starts no browser for tests that call by `request` alone', async () => {
	writeFileSync(
		join(project, 'calls.config.mjs'),
		`export default {
			testMatch: '*.calls.mjs', workers: 1, reporter: [['list']],
			use: {
				baseURL: 'http://127.0.0.1:9/', extraHTTPHeaders: { 'x-mine': 'a' },
				mockOptions: { documents: [${JSON.stringify(join(project, 'api.json'))}] },
				launchOptions: { executablePath: '/nowhere/chromium' },
			},
		};`,
	);
	writeFileSync(
		join(project, 'app.calls.mjs'),
		`import { test, expect } from ${JSON.stringify(findBundled('mock/hosts/playwright'))};
		test('calls', async ({ request, session, mock }) => {
			expect((await request.post(mock.url + '/todos', { data: { title: 'a' } })).status()).toBe(201);
			expect(await session.resources('todo').list()).toHaveLength(1);
			expect((await session.requests())[0].request.headers['x-mine']).toBe('a');
		});
		test('is forbidden', async ({ request, mock }) => { await request.post(mock.url + '/todos', { data: { title: 7 } }); });`,
	);
	const { code, output } = await run('node_modules/@playwright/test/cli.js', ['test', '-c', 'calls.config.mjs']);
	expect([code, output]).toEqual([1, expect.stringMatching(/1 failed[\s\S]*1 passed/)]);
	expect(output).toContain('POST /todos → 400: body /title must be a string');
}, 120_000);
