// The console's page and files: who gets them, what they are sent with, and that nothing else is ever served.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAssets } from '../../../mock/console/assets.ts';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { startTestMock } from '../../support/mock.ts';
import { sendRaw } from '../../support/raw.ts';

let mock: RunningMock;
let guarded: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
	guarded = await startTestMock({ adminToken: 's3cret' });
});

const NAVIGATE = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };

async function ask(path: string, headers: Record<string, string> = {}, { at = mock, method = 'GET' } = {}) {
	const lines = Object.entries({ Host: `127.0.0.1:${at.port}`, ...headers }).map(
		([name, value]) => `${name}: ${value}`,
	);
	return sendRaw(at.port, `${[`${method} ${path} HTTP/1.1`, ...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
}

describe('the page', () => {
	it('comes with a strict policy: nothing from elsewhere, nothing inline, no frame', async () => {
		const response = await fetch(`${mock.url}/__admin/`);
		const text = await response.text();
		expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
		const policy = response.headers.get('content-security-policy') ?? '';
		for (const part of ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"]) {
			expect(policy).toContain(part);
		}
		expect(policy).not.toMatch(/unsafe|data:|\*|https?:/);
		expect(response.headers.get('x-content-type-options')).toBe('nosniff');
		expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
		// No script, style or handler stands in the page itself, and nothing in it names another host.
		expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:\/\//);
	});

	it('is where /__admin leads, also below an app of one’s own', async () => {
		const response = await fetch(`${mock.url}/__admin`, { redirect: 'manual' });
		expect([response.status, response.headers.get('location')]).toEqual([308, '__admin/']);
		expect(new URL('__admin/', 'http://127.0.0.1/api/__admin').pathname).toBe('/api/__admin/');
	});

	it('is asked for again each time, and not sent again where it is the same', async () => {
		const first = await fetch(`${mock.url}/__admin/console/main.js`);
		const etag = first.headers.get('etag') ?? '';
		expect([first.headers.get('cache-control'), etag.length]).toEqual(['no-cache', 24]);
		const again = await fetch(`${mock.url}/__admin/console/main.js`, { headers: { 'if-none-match': etag } });
		expect([again.status, await again.text()]).toEqual([304, '']);
	});

	it('can be had by GET and HEAD only', async () => {
		expect((await ask('/__admin/', {}, { method: 'HEAD' })).status).toBe(200);
		for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask('/__admin/', {}, { method })).status).toBe(404);
	});
});

describe('the files', () => {
	it('are all that the page asks for, and the script asks for no more', async () => {
		const assets = openAssets();
		const read = async (name: string): Promise<string> => String((await assets.get(name))?.bytes);
		const asked = [...(await read('')).matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
		expect(asked.sort()).toEqual(
			assets
				.names()
				.filter((name) => name !== '')
				.sort(),
		);
		const { errors, module } = parseSync('main.js', await read('console/main.js'));
		expect([errors, module.staticImports, module.dynamicImports]).toEqual([[], [], []]);
	});

	it('weigh less than 150 kB in all, compressed', async () => {
		const assets = openAssets();
		const weights = await Promise.all(
			assets.names().map(async (name) => (await assets.get(name))?.gzipped.length ?? 0),
		);
		const whole = weights.reduce((sum, weight) => sum + weight, 0);
		console.log(`${weights.length} files, ${whole} bytes compressed`);
		expect(whole).toBeGreaterThan(10_000);
		expect(whole).toBeLessThan(150_000);
	});

	it('come compressed to who takes that', async () => {
		const plain = await ask('/__admin/console/style.css');
		const small = await ask('/__admin/console/style.css', { 'Accept-Encoding': 'br, gzip' });
		expect(plain.text).not.toMatch(/content-encoding/i);
		expect(small.text).toMatch(/content-encoding: gzip/i);
		expect((await ask('/__admin/console/style.css', { 'Accept-Encoding': 'gzip;q=0' })).text).not.toMatch(
			/content-encoding/i,
		);
	});

	it.each([
		'/__admin/console/',
		'/__admin/console',
		'/__admin/console/main.ts',
		'/__admin/console/index.html',
		'/__admin/console/tsconfig.json',
		'/__admin/console/../../package.json',
		'/__admin/console/..%2f..%2fpackage.json',
		'/__admin/console/%2e%2e/serve.ts',
		'/__admin/console/app.js',
		'/__admin/console/page/../main.ts',
		'/__admin/console/__proto__',
		'/__admin/console/constructor',
		'/__admin/console//main.js',
		'/__admin/console/main.js%00',
		'/__admin/../package.json',
	])('are on a list; %s is not on it', async (path) => {
		const reply = await ask(path);
		expect([404, 400]).toContain(reply.status);
		expect(reply.text).not.toContain('import ');
	});
});

describe('who gets the page', () => {
	it.each<[string, Record<string, string>, number]>([
		['a person', { 'Sec-Fetch-Site': 'none' }, 200],
		['who follows a link from elsewhere', NAVIGATE, 200],
		['a page that wants to put it into a frame', { ...NAVIGATE, 'Sec-Fetch-Dest': 'iframe' }, 403],
		['a page of another site that fetches it', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' }, 403],
		['a page of another origin', { Origin: 'http://evil.example' }, 403],
		['who calls the mock by a foreign name', { Host: 'evil.example' }, 403],
	])('%s (threats 65 to 68)', async (_who, headers, status) => {
		for (const path of ['/__admin/', '/__admin/console/main.js']) {
			expect([path, (await ask(path, headers)).status]).toEqual([path, status]);
		}
	});

	it('a link opens no more than the page: the API behind it stays shut', async () => {
		expect((await ask('/__admin/scenarios', NAVIGATE)).status).toBe(403);
	});

	it('needs no token for the page, and the token for everything that it shows (threat 76)', async () => {
		expect((await ask('/__admin/', {}, { at: guarded })).status).toBe(200);
		expect((await ask('/__admin/console/main.js', {}, { at: guarded })).status).toBe(200);
		for (const path of ['/__admin/scenarios', '/__admin/sessions', '/__admin/events', '/__admin/resources']) {
			expect([path, (await ask(path, {}, { at: guarded })).status]).toEqual([path, 401]);
		}
		expect((await ask('/__admin/', { Host: 'evil.example' }, { at: guarded })).status).toBe(403);
	});
});

describe('the generated types', () => {
	it('are those of the control API’s document as it is: else run npm run api-types', () => {
		const document = readFileSync(new URL('../../../spec/control.openapi.yaml', import.meta.url));
		const types = readFileSync(new URL('../../../mock/console/api.ts', import.meta.url), 'utf8');
		expect(types).toContain(createHash('sha256').update(document).digest('hex'));
	});
});

describe('the sources of the page', () => {
	it('are sent without their comments', async () => {
		const text = await (await fetch(`${mock.url}/__admin/console/main.js`)).text();
		const comments = parseSync('main.js', text).comments.map(({ value }) => value);
		expect(comments.length).toBeGreaterThan(80);
		// Where each module begins, and what runs without effect.
		expect(comments.filter((comment) => !/^ \S+\.[jt]s$|^ @__PURE__ $/.test(comment))).toEqual([]);
	});

	it('never turn text into markup, code or an address', () => {
		const folder = new URL('../../../mock/console/page/', import.meta.url);
		const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
		expect(files.length).toBeGreaterThan(20);
		for (const file of files) {
			const text = readFileSync(new URL(file, folder), 'utf8');
			expect(text, file).not.toMatch(
				/unsafeHTML|unsafeSVG|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
			);
			expect(text, file).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
		}
	});
});
