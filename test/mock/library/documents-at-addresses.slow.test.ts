// Documents at http addresses: read under rules, polled, and what is said of them.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunningMock, runMock } from '../../../mock/library/run-mock.ts';
import { completeOptions } from '../../../mock/options/complete-options.ts';
import type { DocumentsChange } from '../../../mock/pipeline/create-engine.ts';
import { type JsonObject, type JsonValue, lintDocuments, loadDocument, StartupError } from '../../../spec/index.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let origin: string;
let files: Map<string, Answer>;
let asked: IncomingMessage[];
let mock: RunningMock | undefined;

const open = async (): Promise<[Server, string]> => {
	const opened = createServer((request, response) => {
		asked.push(request);
		const answer = files.get(request.url ?? '');
		if (answer) answer(request, response);
		else response.writeHead(404).end();
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => opened.once('listening', resolve));
	return [opened, `http://127.0.0.1:${(opened.address() as AddressInfo).port}`];
};
beforeEach(async () => {
	files = new Map();
	asked = [];
	[server, origin] = await open();
});
afterEach(async () => {
	await mock?.stop(0);
	mock = undefined;
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const serve = (path: string, value: JsonValue | string, headers: Record<string, string> = {}): void =>
	void files.set(path, (request, response) => {
		const { etag } = headers;
		if (etag !== undefined && request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
		else response.writeHead(200, headers).end(typeof value === 'string' ? value : JSON.stringify(value));
	});
const paths = (path: string, schema?: JsonValue): JsonObject => ({
	openapi: '3.1.0',
	info: { title: 'Orders', version: '1' },
	paths: {
		[path]: {
			get: {
				responses:
					schema === undefined
						? { 204: { description: '' } }
						: { 200: { description: '', content: { 'application/json': { schema } } } },
			},
		},
	},
});
async function refusal(work: Promise<unknown>): Promise<StartupError> {
	const error = await work.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (error instanceof StartupError) return error;
	throw new Error('expected a StartupError');
}

describe('a document at an address on this machine', () => {
	it.each([
		['JSON', JSON.stringify(paths('/a'))],
		[
			'YAML',
			'openapi: 3.1.0\ninfo: { title: Orders, version: "1" }\npaths: { /a: { get: { responses: { 204: { description: ok } } } } }',
		],
	])('is read: %s', async (_name, text) => {
		serve('/v3/api-docs', text);
		const document = await loadDocument(`${origin}/v3/api-docs`);
		expect(document.operations.map(({ id }) => id)).toEqual(['GET /a']);
		expect(document.file).toBe(`${origin}/v3/api-docs`);
	});

	it('has its references resolved against its address, on its own origin alone', async () => {
		serve('/api/openapi.json', paths('/a', { $ref: 'parts/a.json' }));
		serve('/api/parts/a.json', { $ref: '../b.yaml#/B' });
		serve('/api/b.yaml', 'B: { type: integer }');
		const document = await loadDocument(`${origin}/api/openapi.json`);
		expect(document.findings).toEqual([]);
		const [other, elsewhere] = await open();
		serve('/api/openapi.json', paths('/a', { $ref: `${elsewhere}/api/b.yaml#/B` }));
		const error = await refusal(loadDocument(`${origin}/api/openapi.json`));
		expect(error).toMatchObject({ code: 'document.reference-remote', place: { file: `${origin}/api/openapi.json` } });
		expect((await loadDocument(`${origin}/api/openapi.json`, { allowRemoteRefs: true })).findings).toEqual([]);
		other.close();
	});

	it.each(['file:///etc/hostname', '/etc/hostname', '../../../../etc/hostname'])(
		'leads to no file of this machine by %s',
		async ($ref) => {
			serve('/openapi.json', paths('/a', { $ref }));
			const error = await refusal(loadDocument(`${origin}/openapi.json`));
			expect(error.code).toMatch(/^document\.reference/);
		},
	);

	it.each<[string, string, Answer, RegExp]>([
		[
			'is not there',
			'/nothing.json',
			(_request, response) => response.writeHead(404).end(),
			/nothing\.json answered 404 \(check the address/,
		],
		[
			'is no document',
			'/page',
			(_request, response) => response.end('<html></html>'),
			/\/page:1:1: is HTML or XML, no OpenAPI document/,
		],
		['is broken', '/broken.json', (_request, response) => response.end('{\n"openapi": }'), /broken\.json:2:12: /],
		[
			'leads to another host',
			'/moved',
			(_request, response) => response.writeHead(302, { location: 'http://192.0.2.1/x' }).end(),
			/redirected to another host, http:\/\/192\.0\.2\.1 \(allow it with --allow-remote-refs/,
		],
		[
			'leads in a circle',
			'/round',
			(_request, response) => response.writeHead(302, { location: '/round' }).end(),
			/redirected more than 5 times/,
		],
		[
			'ends in the middle',
			'/cut',
			(_request, response) => response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy()),
			/\/cut can't be reached/,
		],
	])('is refused by its address, with what to do, when it %s', async (_name, path, answer, line) => {
		files.set(path, answer);
		expect((await refusal(loadDocument(origin + path))).line).toMatch(line);
	});

	it('follows a redirect on its own origin', async () => {
		files.set('/docs', (_request, response) => response.writeHead(301, { location: '/openapi.json' }).end());
		serve('/openapi.json', paths('/a'));
		expect((await loadDocument(`${origin}/docs`)).operations).toHaveLength(1);
	});

	it('can be linted, its mistakes at its address', async () => {
		serve('/openapi.json', paths('/a', { type: 'nothing' }));
		const { findings } = await lintDocuments([`${origin}/openapi.json`]);
		expect(findings).toMatchObject([{ code: 'schema.invalid', place: { file: `${origin}/openapi.json`, line: 1 } }]);
	});
});

describe('a document on another host', () => {
	it.each([
		'http://192.0.2.1/openapi.json',
		'https://api.example/openapi.json',
		'http://127.0.0.1.example/x',
		'http://0.0.0.0:1/x',
	])('is not even asked for without leave: %s', async (address) => {
		const error = await refusal(loadDocument(address));
		expect(error).toMatchObject({ code: 'document.address', message: `${address} is on another host` });
		expect(error.remedy).toContain('--allow-remote-refs');
	});

	it('is not asked for with a password that would travel', async () => {
		const error = await refusal(loadDocument(origin.replace('//', '//user:secret@')));
		expect(error.message).toContain('holds a user or a password');
		expect(asked).toEqual([]);
	});
});

describe('an address that is watched', () => {
	let changes: DocumentsChange[];
	const start = async (path: string): Promise<void> => {
		changes = [];
		mock = await runMock(completeOptions({ documents: [origin + path], watch: true, port: 0 }), {
			pollMs: 20,
			onDocuments: (change) => void changes.push(change),
		});
	};
	const status = async (path: string): Promise<number> => (await fetch(`${mock?.url}${path}`)).status;
	const becomes = (path: string) => vi.waitFor(async () => expect(await status(path)).toBe(204), 20_000);

	it.each<[string, (edition: number) => Record<string, string>]>([
		['its ETag', (edition) => ({ etag: `"${edition}"` })],
		['its Last-Modified', (edition) => ({ 'last-modified': new Date(edition * 1e6).toUTCString() })],
		['its bytes', () => ({})],
	])('is served anew when %s says that it has changed', async (_name, headers) => {
		serve('/openapi.json', paths('/old'), headers(1));
		await start('/openapi.json');
		await vi.waitFor(() => expect(asked.length).toBeGreaterThan(4), 20_000);
		expect(changes).toEqual([]);
		serve('/openapi.json', paths('/new'), headers(2));
		await becomes('/new');
		expect(await status('/old')).toBe(404);
		expect(changes).toHaveLength(1);
		const [name, value] = Object.entries(headers(1))[0] ?? [];
		const known = name === 'etag' ? 'if-none-match' : 'if-modified-since';
		if (value !== undefined) expect(asked.some((request) => request.headers[known] === value)).toBe(true);
	});

	it('is watched with what it refers to', async () => {
		serve('/openapi.json', paths('/a', { $ref: 'a.json' }));
		serve('/a.json', { const: 1 });
		await start('/openapi.json');
		serve('/a.json', { const: 2 });
		await vi.waitFor(async () => expect(await (await fetch(`${mock?.url}/a`)).json()).toBe(2), 20_000);
	});

	it('is told once when it is away, stays in use, and is taken again when it is back', async () => {
		serve('/openapi.json', paths('/old'));
		await start('/openapi.json');
		files.set('/openapi.json', (_request, response) => response.writeHead(503).end());
		await vi.waitFor(() => expect(changes[0]?.mistake?.message).toContain('answered 503'), 20_000);
		const before = asked.length;
		await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before + 2), 20_000);
		expect(changes).toHaveLength(1);
		expect(await status('/old')).toBe(204);
		serve('/openapi.json', paths('/new'));
		await becomes('/new');
	});

	it('keeps the last good one where the new one does not load', async () => {
		serve('/openapi.json', paths('/old'));
		await start('/openapi.json');
		serve('/openapi.json', '{"openapi": ');
		await vi.waitFor(() => expect(changes[0]?.mistake?.line).toContain(`${origin}/openapi.json:1:`), 20_000);
		expect(await status('/old')).toBe(204);
		serve('/openapi.json', paths('/new'));
		await becomes('/new');
	});
});
