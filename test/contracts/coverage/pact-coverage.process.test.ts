// Pacts beside what was exercised: read from files, told by the control API, from the command line as well.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPactReader } from '../../../contracts/coverage/pact-coverage.ts';
import { loadDocuments } from '../../../spec/index.ts';
import { runCli, startCli } from '../../support/cli.ts';
import { BASE, call } from '../../support/mock.ts';

const folder = mkdtempSync(join(tmpdir(), 'pact-reader-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { documents } = await loadDocuments([
	'spec/identity-document-admin.openapi.yaml',
	'spec/identity-document.openapi.yaml',
]);
const ID = '7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10';

function pact(consumer: string, ...interactions: [method: string, path: string, status: number][]): string {
	return JSON.stringify({
		consumer: { name: consumer },
		provider: { name: 'identification-api' },
		interactions: interactions.map(([method, path, status], index) => ({
			description: `${index}`,
			request: { method, path },
			response: { status },
		})),
		metadata: { pactSpecification: { version: '3.0.0' } },
	});
}
const CANCEL = `/orgs/acme/identifications/identity_document/${ID}`;

let count = 0;
function write(files: Record<string, string>): string {
	const place = join(folder, `${count++}`);
	mkdirSync(place);
	for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
	return place;
}

describe('reading pacts', () => {
	it('counts the answers that their interactions expect, by the document’s own keys, and names whose they are', async () => {
		const place = write({
			'b.json': pact('web', ['DELETE', CANCEL, 409], ['DELETE', CANCEL, 409], ['DELETE', CANCEL, 503]),
			'a.json': pact('app', ['DELETE', CANCEL, 409], ['GET', '/elsewhere', 200], ['DELETE', CANCEL, 204]),
			'notes.txt': 'no pact',
		});
		const coverage = await createPactReader([place])(documents);
		expect(coverage?.read).toEqual([
			{ file: 'a.json', consumer: 'app', provider: 'identification-api', interactions: 3, unmatched: 1 },
			{ file: 'b.json', consumer: 'web', provider: 'identification-api', interactions: 3, unmatched: 0 },
		]);
		expect(coverage?.findings).toEqual([]);
		const operationId = 'cancelIdentityDocumentIdentification';
		expect(coverage?.expected).toEqual([
			{ operationId, status: '409', interactions: 3, consumers: ['app', 'web'] },
			{ operationId, status: '204', interactions: 1, consumers: ['app'] },
			{ operationId, status: 'default', interactions: 1, consumers: ['web'] },
		]);
	});

	it('takes files by name as well, names what can’t be read, and reads the rest', async () => {
		const place = write({
			'good.json': pact('web', ['DELETE', CANCEL, 204]),
			'cut.json': '{"consumer":',
			'x.json': '[]',
		});
		const files = ['good.json', 'cut.json', 'missing.json'].map((name) => join(place, name));
		const coverage = await createPactReader(files)(documents);
		expect(coverage?.read.map(({ file }) => file)).toEqual(['good.json']);
		expect(coverage?.findings.map(({ file, code }) => [file, code])).toEqual([
			['cut.json', 'pact.file.not-json'],
			['missing.json', 'pact.file.unreadable'],
		]);
		expect(JSON.stringify(coverage)).not.toContain(folder);
	});

	it('of an empty folder finds nothing, and nothing wrong', async () => {
		expect(await createPactReader([write({})])(documents)).toEqual({ read: [], expected: [], findings: [] });
	});

	it('reads again what has changed, and only then', async () => {
		const place = write({ 'a.json': pact('web', ['DELETE', CANCEL, 204]) });
		const read = createPactReader([place]);
		const first = await read(documents);
		expect(await read(documents)).toBe(first);
		writeFileSync(join(place, 'b.json'), pact('app'));
		expect((await read(documents))?.read.map(({ consumer }) => consumer)).toEqual(['web', 'app']);
		rmSync(join(place, 'a.json'));
		expect((await read(documents))?.read.map(({ consumer }) => consumer)).toEqual(['app']);
	});
});

describe('a mock that was started with pacts', () => {
	async function statuses(url: string): Promise<Record<string, unknown>> {
		const coverage = (await (await fetch(`${url}/__admin/coverage`)).json()) as Record<string, unknown>;
		const operations = coverage['operations'] as { operationId: string; statuses: { status: string }[] }[];
		const cancel = operations.find(({ operationId }) => operationId === 'cancelIdentityDocumentIdentification');
		return { cancel: cancel?.statuses.find(({ status }) => status === '409'), pacts: coverage['pacts'] };
	}

	it('tells in its coverage what they expect, and in its events that they have changed', {
		timeout: 60_000,
	}, async () => {
		const place = write({ 'a.json': pact('web', ['DELETE', CANCEL, 409]) });
		const mock = await startCli(['--log', 'json', '--pacts', place]);
		try {
			await call(mock, 'DELETE', `${BASE}/${ID}`);
			expect(await statuses(mock.url)).toEqual({
				cancel: { status: '409', count: 0, interactions: 1, consumers: ['web'] },
				pacts: {
					exercised: 1,
					read: [{ file: 'a.json', consumer: 'web', provider: 'identification-api', interactions: 1, unmatched: 0 }],
					findings: [],
				},
			});
			const events = await fetch(`${mock.url}/__admin/events`, { signal: AbortSignal.timeout(15_000) });
			writeFileSync(join(place, 'b.json'), pact('app', ['DELETE', CANCEL, 409]));
			let heard = '';
			for await (const chunk of (events.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
				heard += chunk;
				if (heard.includes('event: pacts\ndata: {"type":"pacts","session":null}\n\n')) break;
			}
			expect(heard).toContain('event: pacts');
			expect((await statuses(mock.url))['cancel']).toMatchObject({ interactions: 2, consumers: ['app', 'web'] });
			const { code, stdout } = await runCli(['coverage', '--url', mock.url]);
			expect([code, stdout]).toEqual([0, expect.stringMatching(/409 – \(pacts ×2\)/)]);
			expect(stdout).toContain('1 of 292 answers expected by pacts of app, web\n');
		} finally {
			expect(await mock.stop()).toBe(0);
		}
	});

	it('takes those that were written where it was started, once they are there', { timeout: 60_000 }, async () => {
		const cwd = write({});
		const mock = await startCli(['--log', 'json'], { cwd });
		try {
			expect((await statuses(mock.url))['pacts']).toBeUndefined();
			mkdirSync(join(cwd, 'pacts'));
			writeFileSync(join(cwd, 'pacts', 'a.json'), pact('web', ['DELETE', CANCEL, 409]));
			expect((await statuses(mock.url))['cancel']).toMatchObject({ interactions: 1 });
		} finally {
			expect(await mock.stop()).toBe(0);
		}
	});

	it('refuses addresses: it asks nobody else', async () => {
		const { code, stderr } = await runCli(['start', '--pacts', 'https://broker.test/pact.json']);
		expect([code, stderr]).toEqual([2, expect.stringMatching(/^[^\n]*--pacts takes files and folders[^\n]*\n$/)]);
	});
});
