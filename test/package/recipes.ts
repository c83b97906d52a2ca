// The recipes of the README as a new user follows them: from the packed package, in a project of its own, with the tool that they are for.
// Each creates an identification, cancels it, cancels it again, and is told why that is a 409.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from '../support/chromium.ts';
import { NODE } from '../support/cli.ts';
import { CREATE } from '../support/mock.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const WHY = 'only PENDING may move to CANCELLED';

const PLAY = `
export async function play(send) {
	const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
	const base = '/v1/orgs/acme/identifications/identity_document';
	const made = await send(base, { method: 'POST', headers, body: ${JSON.stringify(JSON.stringify(CREATE))} });
	const { identification_id: id } = await made.json();
	const first = await send(base + '/' + id, { method: 'DELETE', headers });
	const second = await send(base + '/' + id, { method: 'DELETE', headers });
	return [made.status, first.status, second.status, second.headers.get('x-mock-reason')];
}
`;

const HOSTS = `
import { Hono } from 'hono';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { createMockFetch } from 'stunt-double';
import { stuntDouble } from 'stunt-double/vite';
import { createServer } from 'vite';
import { play } from './play.mjs';

const mock = await createMockFetch({ base: '/api' });
const told = {};

const server = setupServer(
	http.all('https://api.example.com/*', ({ request }) => (mock.handles(request) ? mock.fetch(request).catch(() => Response.error()) : undefined)));
server.listen();
told.MSW = await play((path, init) => fetch('https://api.example.com/api' + path, init));
server.close();

const app = new Hono();
app.all('/api/*', (context) => mock.fetch(context.req.raw));
told.Hono = await play((path, init) => app.request('/api' + path, init));

// A route handler is a function from Request to Response.
const handle = (request) => mock.fetch(request);
told.Next = await play((path, init) => handle(new Request('http://localhost:3000/api' + path, init)));

const vite = await createServer({
	configFile: false, logLevel: 'silent', server: { port: 0, host: '127.0.0.1' },
	plugins: [stuntDouble({ base: '/api', watch: false })],
});
await vite.listen();
const { port } = vite.httpServer.address();
told.Vite = await play((path, init) => fetch('http://127.0.0.1:' + port + '/api' + path, init));
await vite.close();
await mock.close();
console.log(JSON.stringify(told));
`;

const VITEST = `
import { expect } from 'vitest';
import { createMockTest } from 'stunt-double/vitest';
import { play } from './play.mjs';

const test = createMockTest();
test('meets the conflict', async ({ session }) => {
	const told = await play((path, init) => fetch(session.baseUrl + path, init));
	expect(told).toEqual([200, 204, 409, expect.stringContaining(${JSON.stringify(WHY)})]);
});
`;

const PLAYWRIGHT = `
import { expect, test } from 'stunt-double/playwright';
import { play } from './play.mjs';

test.use({ launchOptions: { executablePath: ${JSON.stringify(CHROMIUM)}, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] } });
test('meets the conflict', async ({ page, mock, session }) => {
	await page.goto(mock.url + '/__admin/');
	const told = await page.evaluate('(' + play + ')((path, init) => fetch(' + JSON.stringify(mock.url) + ' + path, init))');
	expect(told).toEqual([200, 204, 409, expect.stringContaining(${JSON.stringify(WHY)})]);
	expect(await session.requests()).toHaveLength(3);
});
`;

const JEST = `
import { startMock } from 'stunt-double';
import { play } from './play.mjs';

let mock;
beforeAll(async () => { mock = await startMock({ port: 0 }); });
afterAll(() => mock.close());
test('meets the conflict', async () => {
	const session = mock.session('jest');
	const told = await play((path, init) => fetch(session.baseUrl + path, init));
	expect(told).toEqual([200, 204, 409, expect.stringContaining(${JSON.stringify(WHY)})]);
});
`;

/** As a server of the runtime's own, and with one that the mock starts. */
const RUNTIME = `
import { createMockFetch, startMock } from 'stunt-double';
import { play } from './play.mjs';

const mock = await createMockFetch();
const server = globalThis.Bun
	? Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => mock.fetch(request) })
	: Deno.serve({ port: 0, hostname: '127.0.0.1', onListen() {} }, (request) => mock.fetch(request));
const port = globalThis.Bun ? server.port : server.addr.port;
const served = await play((path, init) => fetch('http://127.0.0.1:' + port + path, init));
await mock.close();
await (globalThis.Bun ? server.stop(true) : server.shutdown());
const listening = await startMock({ port: 0 });
const started = await play((path, init) => fetch(listening.url + path, init));
await listening.close();
console.log(JSON.stringify({ served, started }));
`;

/** A program that the variable names, else the one on the path; `undefined`: there is none. */
function findProgram(name: string): string | undefined {
	const named = process.env[name.toUpperCase()];
	const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
	return [...(named ? [named] : []), ...places].find((place) => existsSync(place));
}

/** Runs each recipe in a project that has the package. */
export function describeRecipes(project: string): void {
	const run = (program: string, words: readonly string[], env: Record<string, string> = {}): string =>
		execFileSync(program, words, {
			cwd: project,
			encoding: 'utf8',
			timeout: 100_000,
			env: { PATH: process.env['PATH'], HOME: project, NO_COLOR: '1', CI: '1', ...env },
		});
	const write = (name: string, text: string): void => writeFileSync(join(project, name), text);

	describe('in', () => {
		beforeAll(() => {
			write('play.mjs', PLAY);
			// What a project has of its own.
			for (const name of ['msw', 'hono', 'vite', 'vitest', '@playwright/test']) {
				const place = join(project, 'node_modules', name);
				mkdirSync(dirname(place), { recursive: true });
				if (!existsSync(place)) symlinkSync(join(MODULES, name), place, 'junction');
			}
		});
		const CONFLICT = [200, 204, 409, expect.stringContaining(WHY)];

		it('MSW, Hono, Vite and a route handler of Next', () => {
			write('hosts.mjs', HOSTS);
			const told = JSON.parse(run(NODE, ['hosts.mjs'])) as object;
			expect(told).toEqual({ MSW: CONFLICT, Hono: CONFLICT, Next: CONFLICT, Vite: CONFLICT });
		}, 120_000);

		it('Vitest', () => {
			write('conflict.test.mjs', VITEST);
			const words = [join(MODULES, 'vitest/vitest.mjs'), 'run', '--root', project, 'conflict.test.mjs'];
			expect(run(NODE, words)).toContain('1 passed');
		}, 120_000);

		it.skipIf(CHROMIUM === undefined)(
			`Playwright${CHROMIUM === undefined ? ` (${NO_CHROMIUM})` : ''}`,
			() => {
				write('conflict.pw.mjs', PLAYWRIGHT);
				write('playwright.config.mjs', "export default { testMatch: '*.pw.mjs', workers: 1, reporter: 'list' };\n");
				const words = [join(MODULES, '@playwright/test/cli.js'), 'test', '-c', 'playwright.config.mjs'];
				expect(run(NODE, words)).toContain('1 passed');
			},
			120_000,
		);

		const jest = process.env['JEST'];
		const noJest = jest === undefined ? ' (JEST does not name its bin/jest.js)' : '';
		it.skipIf(jest === undefined)(
			`Jest${noJest}`,
			() => {
				write('jest-conflict.mjs', JEST);
				const words = [jest ?? '', '--rootDir', project, '--testMatch', '**/jest-conflict.mjs'];
				expect(() => run(NODE, words, { NODE_OPTIONS: '--experimental-vm-modules' })).not.toThrow();
			},
			120_000,
		);

		for (const [name, words] of Object.entries({ bun: [], deno: ['run', '-A'] })) {
			const program = findProgram(name);
			const note = program === undefined ? ` (it is neither on the path nor named by ${name.toUpperCase()})` : '';
			it.skipIf(program === undefined)(
				`${name}${note}`,
				() => {
					write('runtime.mjs', RUNTIME);
					const told = JSON.parse(run(program ?? name, [...words, 'runtime.mjs'])) as object;
					expect(told).toEqual({ served: CONFLICT, started: CONFLICT });
				},
				120_000,
			);
		}
	});
}
