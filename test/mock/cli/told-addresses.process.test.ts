// What `start` tells to be called: addresses that answer, lines of curl that work.

import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { type StartedCli, startCli } from '../../support/cli.ts';

async function withCli(words: readonly string[], use: (cli: StartedCli) => Promise<void>): Promise<void> {
	const cli = await startCli(words);
	try {
		await use(cli);
	} finally {
		await cli.stop();
	}
}

describe('what start tells', () => {
	it('the first lines of curl are answered by 2xx, the second shows what the first made', async () => {
		const words = ['.examples/orders.openapi.yaml'];
		await withCli(words, async (cli) => {
			const [first = '', second = ''] = (cli.stdout().split('\nTry\n')[1] ?? '').split('\n').map((line) => line.trim());
			expect(first).toMatch(/^curl -i \S+\/orders -H .* -d /);
			const [, url = ''] = /^curl -i (\S+\/orders)$/.exec(second) ?? [];
			const body = /-d '(.*)'$/.exec(first)?.[1] ?? '';
			const headers = { 'Content-Type': 'application/json' };
			expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(201);
			expect(await (await fetch(url)).json()).toMatchObject([JSON.parse(body)]);
		});
	});

	const text = { type: 'string' };
	const bytes = { type: 'string', contentMediaType: 'image/png' };
	const fields = {
		type: 'object',
		required: ['title', 'scan', 'meta', 'tags', 'note'],
		properties: {
			title: { ...text, const: '@x; "y" it\'s \\ <z>' },
			scan: bytes,
			meta: { type: 'object', required: ['a'], properties: { a: { const: 'b; "c"' } } },
			tags: { type: 'array', items: { const: 'a,b' }, minItems: 2 },
			note: { ...text, const: 'one\r\n\ttwo' },
		},
	};
	it.each<[string, string, JsonObject]>([
		['a form of parts', 'multipart/form-data', { schema: fields }],
		[
			'a part with a header of its own',
			'multipart/form-data',
			{
				schema: { type: 'object', required: ['scan'], properties: { scan: bytes } },
				encoding: { scan: { headers: { 'X-Pages': { required: true, schema: { const: 7 } } } } },
			},
		],
		[
			'YAML',
			'application/yaml',
			{ schema: { type: 'object', required: ['a', 'b'], properties: { a: text, b: { const: 'c\\n%s' } } } },
		],
		[
			'lines',
			'application/x-ndjson',
			{
				itemSchema: { type: 'object', required: ['a'], properties: { a: text } },
				schema: { type: 'array', minItems: 2 },
			},
		],
		['lines of text', 'text/plain', { schema: { const: "it's\n$HOME `id`\n%d\\" } }],
	])('the line for %s is sent by a shell as it is printed', async (_what, type, content) => {
		const folder = mkdtempSync(join(tmpdir(), 'told-'));
		const post = {
			requestBody: { required: true, content: { [type]: content } },
			responses: { 204: { description: '' } },
		};
		const document = { openapi: '3.2.0', info: { title: 'T', version: '1' }, paths: { '/docs': { post } } };
		writeFileSync(join(folder, 'a.json'), JSON.stringify(document));
		await withCli([join(folder, 'a.json')], async (cli) => {
			const [line = ''] = (cli.stdout().split('\nTry\n')[1] ?? '').split('\n').map((one) => one.trim());
			const { stdout } = await promisify(execFile)('sh', ['-c', line.replace('curl', 'curl -s -m 5')]);
			expect(stdout, line).toMatch(/^HTTP\/1.1 204 /);
		});
	});

	it.each(['0.0.0.0', '::'])(
		'on %s, the address that it tells is one that its control API answers to',
		async (host) => {
			await withCli(['--host', host], async (cli) => {
				const console = /^Console +(\S+)/m.exec(cli.stdout())?.[1] ?? '';
				expect(new URL(console).origin).toBe(cli.url);
				expect((await fetch(console)).status).toBe(200);
				expect((await fetch(`${cli.url}/__admin/sessions`)).status).toBe(200);
				expect(cli.stdout()).toMatch(/ listens on \S+ and every other address of this machine\n/);
			});
		},
	);
});
