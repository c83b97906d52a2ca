// Several documents together: what an overlay says goes over all of them.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDocuments } from '../../spec/index.ts';
import { describePaths, giveBody } from '../support/document.ts';

const folder = mkdtempSync(join(tmpdir(), 'document-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const orders = describePaths({ '/orders': { get: giveBody('orders', {}) } });
const books = describePaths({ '/books': { get: giveBody('books', {}) } });

describe('an overlay over several documents', () => {
	it.each([
		['what is in one of them', ["$.paths['/orders']"], []],
		['what is in another', ["$.paths['/books']"], []],
		['what is in none, once', ["$.paths['/loans']"], ['/actions/0/target']],
		['only that', ["$.paths['/books']", '$.nothing'], ['/actions/1/target']],
	])('may look for %s', async (_what, targets, told) => {
		const file = join(folder, 'change.overlay.json');
		const actions = targets.map((target) => ({ target, update: { 'x-note': 'seen' } }));
		writeFileSync(file, JSON.stringify({ overlay: '1.0.0', info: { title: 'x', version: '1' }, actions }));
		const { findings } = await loadDocuments([orders, books], { overlays: [file] });
		expect(findings.map(({ code, place }) => [code, place.pointer])).toEqual(
			told.map((pointer) => ['overlay.no-match', pointer]),
		);
	});
});
