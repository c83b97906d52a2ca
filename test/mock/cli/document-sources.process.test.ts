// Where the command line finds its documents: the folder, standard input, an address.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli, type StartedCli, startCli } from '../../support/cli.ts';

let folder: string;
let server: Server | undefined;
let started: StartedCli | undefined;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterEach(async () => {
	await started?.stop();
	started = undefined;
	server?.close();
	server?.closeAllConnections();
	rmSync(folder, { recursive: true, force: true });
});

const document = (path: string): string =>
	`openapi: 3.1.0\ninfo: { title: Mine, version: "1" }\npaths: { ${path}: { get: { responses: { 204: { description: ok } } } } }\n`;
const save = (name: string, path = '/a'): void => writeFileSync(join(folder, name), document(path));

describe('where the file system has no real paths, as of packages that Yarn keeps in archives', () => {
	it('a document and what it refers to are read', async () => {
		save('openapi.yaml');
		writeFileSync(join(folder, 'other.yaml'), 'get: { responses: { 204: { description: ok } } }\n');
		writeFileSync(
			join(folder, 'openapi.yaml'),
			'openapi: 3.1.0\ninfo: { title: Mine, version: "1" }\npaths: { /a: { $ref: ./other.yaml } }\n',
		);
		writeFileSync(
			join(folder, 'no-real-paths.mjs'),
			`import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const real = fs.realpathSync;
const refused = ${JSON.stringify(folder)};
fs.realpathSync = (path, ...more) => {
	if (String(path).endsWith('.yaml') || path === refused) throw Object.assign(new Error('ENOENT: ' + path), { code: 'ENOENT' });
	return real(path, ...more);
};
syncBuiltinESMExports();`,
		);
		const env = { NODE_OPTIONS: `--import=${join(folder, 'no-real-paths.mjs')}` };
		const { code, stdout, stderr } = await runCli(['lint', 'openapi.yaml'], { cwd: folder, env });
		expect(stderr).toBe('');
		expect(stdout).toMatch(/1 operation,/);
		expect(code).toBe(0);
	});
});

describe('without documents', () => {
	it.each(['openapi.yaml', 'openapi.yml', 'openapi.json', 'swagger.yaml', 'swagger.yml', 'swagger.json'])(
		'the folder’s %s is served',
		async (name) => {
			save(name);
			const text = name.endsWith('.json')
				? JSON.stringify({
						openapi: '3.1.0',
						info: { title: 'Mine', version: '1' },
						paths: { '/a': { get: { responses: { 204: { description: 'ok' } } } } },
					})
				: undefined;
			if (text) writeFileSync(join(folder, name), text);
			started = await startCli([], { cwd: folder });
			expect((await fetch(`${started.url}/a`)).status).toBe(204);
			expect(started.stdout()).toMatch(new RegExp(`^  ${name.replace('.', '\\.')} +Mine`, 'm'));
			expect(started.stderr()).toBe('');
		},
	);

	it('one of several is taken, and said', async () => {
		save('openapi.yml', '/yml');
		save('swagger.yaml', '/swagger');
		started = await startCli([], { cwd: folder });
		expect((await fetch(`${started.url}/yml`)).status).toBe(204);
		expect(started.stderr()).toBe(
			'stunt-double: openapi.yml is taken; swagger.yaml is in this folder as well (name the documents to choose others)\n',
		);
	});

	it('lint takes it too, and the documents that ship where there is none', async () => {
		save('openapi.yaml');
		expect((await runCli(['lint'], { cwd: folder })).stdout).toMatch(
			/^1 document, 1 operation, 0 scenarios: 0 mistakes/m,
		);
		rmSync(join(folder, 'openapi.yaml'));
		expect((await runCli(['lint'], { cwd: folder })).stdout).toMatch(/^17 documents, 48 operations/m);
	});

	it('one by another name is not taken, but said', async () => {
		save('bank.yaml');
		writeFileSync(join(folder, 'shop.json'), '{ "swagger": "2.0" }');
		writeFileSync(join(folder, 'compose.yaml'), '# openapi: 3.1.0\nservices: {}\n');
		writeFileSync(join(folder, 'broken.yaml'), '\0openapi');
		const { code, stdout, stderr } = await runCli(['lint'], { cwd: folder });
		expect([code, stdout]).toEqual([0, expect.stringMatching(/^17 documents/m)]);
		expect(stderr).toBe(
			'stunt-double: warning: bank.yaml, shop.json look like OpenAPI documents and are not taken (name one to have it)\n',
		);
	});

	it('a document that is named is served, whatever the folder has', async () => {
		save('openapi.yaml', '/folder');
		save('other.yaml', '/named');
		started = await startCli(['other.yaml'], { cwd: folder });
		expect((await fetch(`${started.url}/named`)).status).toBe(204);
	});
});

describe('standard input', () => {
	it('is linted by -', async () => {
		const good = await runCli(['lint', '-'], { input: document('/a') });
		expect(good).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1 document, 1 operation/m) });
		const bad = await runCli(['lint', '-'], {
			input: document('/a').replace('204: { description: ok }', '200: { content: { a/b: { schema: 5 } } }'),
		});
		expect(bad).toMatchObject({
			code: 1,
			stdout: expect.stringMatching(/^standard input:3:\d+: a schema must be an object/m),
		});
		expect(await runCli(['lint', '-'])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('standard input:1:1: is empty'),
		});
	});
});

describe('an address', () => {
	it('is served, polled with its ETag, and the log tells what became of it', async () => {
		let edition = 1;
		server = createServer((request, response) => {
			const etag = `"${edition}"`;
			if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
			else response.writeHead(200, { etag }).end(edition === 2 ? 'openapi: [' : document(`/v${edition}`));
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server?.once('listening', resolve));
		const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.yaml`;
		started = await startCli([address], { cwd: folder });
		expect((await fetch(`${started.url}/v1`)).status).toBe(204);
		edition = 2;
		await started.waitFor(/documents not read again, the last good ones stay in use: http:\S+openapi\.yaml:1:\d+: /);
		expect((await fetch(`${started.url}/v1`)).status).toBe(204);
		edition = 3;
		await started.waitFor(/documents read again: 1 operation/);
		expect((await fetch(`${started.url}/v3`)).status).toBe(204);
	}, 20_000);

	it('is refused with the remedy where nothing answers, or on another host', async () => {
		const nobody = await runCli(['start', 'http://127.0.0.1:1/openapi.json']);
		expect(nobody).toMatchObject({
			code: 2,
			stderr:
				"stunt-double: http://127.0.0.1:1/openapi.json can't be reached (check the address, and that its server runs)\n",
		});
		const other = await runCli(['lint', 'http://192.0.2.1/openapi.json']);
		expect(other).toMatchObject({
			code: 2,
			stderr: expect.stringMatching(
				/is on another host \(allow it with --allow-remote-refs, or save a copy of it\)\n$/,
			),
		});
	});
});

describe('a document with a blemish', () => {
	it('is served with a warning in the right place, and watched', async () => {
		writeFileSync(join(folder, 'a.yaml'), document('/a').replace('paths:', 'security:\npaths:'));
		started = await startCli(['a.yaml'], { cwd: folder });
		expect(started.stderr()).toMatch(/^stunt-double: warning: a\.yaml:3:1: "security" has nothing in it: .* \(.+\)\n$/);
		save('a.yaml', '/saved');
		await started.waitFor(/documents read again: 1 operation/);
		expect((await fetch(`${started.url}/saved`)).status).toBe(204);
	});

	it('has mistakes for examples that do not fit only when lint is strict', async () => {
		const misfit = document('/a').replace(
			'204: { description: ok }',
			'200: { description: ok, content: { application/json: { schema: { type: string }, example: 0 } } }',
		);
		writeFileSync(join(folder, 'a.yaml'), misfit);
		expect(await runCli(['lint', 'a.yaml'], { cwd: folder })).toMatchObject({
			code: 0,
			stdout: expect.stringContaining('0 mistakes, 1 warning'),
		});
		expect(await runCli(['lint', 'a.yaml', '--strict'], { cwd: folder })).toMatchObject({
			code: 1,
			stdout: expect.stringContaining('1 mistake, 0 warnings'),
		});
	});
});
