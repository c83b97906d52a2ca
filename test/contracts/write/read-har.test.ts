// HARs as Playwright writes them with `content: 'attach'`: what was sent and answered lies in files beside them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readHar } from '../../../contracts/write/read-har.ts';
import { loadDocument } from '../../../spec/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'har-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'own'));
writeFileSync(join(folder, 'outside.json'), '{"id":"secret"}');
writeFileSync(join(folder, 'own', 'answer.json'), '{"id":7}');
writeFileSync(join(folder, 'own', 'sent.json'), '{"name":"Ünal"}');
const document = {
	openapi: '3.1.0',
	info: { title: 'A', version: '1' },
	paths: { '/a': { post: { responses: { 200: { description: 'a' } } } } },
};

async function read(content: object) {
	const request = {
		...{ method: 'POST', url: 'http://api.test/a', headers: [{ name: 'Content-Type', value: 'application/json' }] },
		postData: { mimeType: 'application/json', _file: 'sent.json' },
	};
	const headers = [{ name: 'Content-Type', value: 'application/json' }];
	const response = { status: 200, headers, content: { mimeType: 'application/json', size: 8, ...content } };
	const file = join(folder, 'own', 'a.har');
	writeFileSync(file, JSON.stringify({ log: { version: '1.2', entries: [{ request, response }] } }));
	const { exchanges, notes } = await readHar(file, { documents: [await loadDocument(document)] });
	const [exchange] = exchanges;
	return { sent: exchange?.request.body, answer: exchange?.response.body, notes };
}

it('bodies beside it are read', async () => {
	expect(await read({ _file: 'answer.json' })).toEqual({ sent: { name: 'Ünal' }, answer: { id: 7 }, notes: [] });
});

it('what is in the file itself counts', async () => {
	expect((await read({ _file: 'answer.json', text: '{"id":8}' })).answer).toEqual({ id: 8 });
});

it.each(['none.json', '../outside.json', join(folder, 'outside.json'), '.'])(
	'%s is not read, which is told',
	async (name) => {
		const { answer, notes } = await read({ _file: name });
		expect([answer, notes]).toEqual([
			undefined,
			[expect.stringMatching(/a\.har: 1 body is in no file beside it, e\.g\. /)],
		]);
	},
);
