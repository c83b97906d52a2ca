// The entities that every session begins with, out of several files.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createMockFetch } from '../../../mock/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

function writeRows(name: string, rows: object): string {
	const file = join(folder, name);
	writeFileSync(file, `${JSON.stringify(rows, undefined, 1)}\n`);
	return file;
}

const DOCUMENTS = ['.examples/orders.openapi.yaml'];

it('begins with the rows of all files, also where several have some of one resource', async () => {
	const rows = [
		writeRows('a.json', { order: [{ id: 7, item: 'teapot' }] }),
		writeRows('b.json', { orders: [{ item: 'cup' }, { item: 'pot' }] }),
	];
	const mock = await createMockFetch({ documents: DOCUMENTS, rows });
	const items = (await mock.session().resources('order').list()).map(({ item }) => item);
	await mock.close();
	expect(items).toEqual(['teapot', 'cup', 'pot']);
});

it.each([
	[{ order: [{ item: 'cup' }, { id: 7, item: 'pot' }] }, /d\.json:6:3: \/order\/1 the key "7" is given twice/],
	[{ order: [{ item: 'cup' }, { item: 5 }] }, /d\.json:7:4: \/order\/1\/item must be a string/],
])('tells what does not fit in a further file at its place there: %j', async (rows, line) => {
	const files = [writeRows('c.json', { order: [{ id: 7, item: 'teapot' }] }), writeRows('d.json', rows)];
	const start = createMockFetch({ documents: DOCUMENTS, rows: files });
	await expect(
		start.then(
			() => '',
			(error: { line: string }) => error.line,
		),
	).resolves.toMatch(line);
});
