import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { runWords, type WordsResult } from '../../support/command-line.ts';
import { createDocument, createPact } from '../check/mutants/base.ts';
import { at, set } from '../check/mutants/mutant.ts';

const folder = mkdtempSync(join(tmpdir(), 'check-command-'));
const document = join(folder, 'orders.json');
const pacts = join(folder, 'expectations');
const good = join(pacts, 'good.json');
const bad = join(folder, 'bad.json');
const messages = join(folder, 'messages.json');
const seen: (string | undefined)[] = [];
let server: Server;
let url: string;

async function run(words: readonly string[], env: Record<string, string> = {}): Promise<WordsResult> {
	return runWords(['pact', 'check', ...words], { STUNT_DOCUMENTS: document, ...env });
}

beforeAll(async () => {
	mkdirSync(pacts);
	writeFileSync(document, JSON.stringify(createDocument()));
	writeFileSync(good, JSON.stringify(createPact()));
	const wrong = createPact();
	for (const index of [0, 1, 2, 3, 4]) set(at(wrong, 'interactions', index, 'response'), 'status', 299);
	writeFileSync(bad, JSON.stringify(wrong));
	const { interactions: _, ...parties } = createPact() as JsonObject;
	writeFileSync(
		messages,
		JSON.stringify({ ...parties, messages: [{ description: 'an order was made', contents: {} }] }),
	);
	server = createServer((request, response) => {
		seen.push(request.headers.authorization);
		response.statusCode = request.url === '/missing' ? 404 : 200;
		response.end(readFileSync(good));
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

describe('pact check', () => {
	test('annotates in a GitHub workflow, at the line of the document', async () => {
		const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder };
		const { stderr } = await run([bad, '--json'], env);
		expect(stderr).toMatch(/^::error file=orders\.json,line=\d+,title=response\.status\.undocumented::/m);
		expect((await run([bad])).stderr).toBe('');
	});

	test.each<[string, () => string[], number]>([
		['a file that fits', () => [good], 0],
		['a folder', () => [pacts], 0],
		['a URL', () => [`${url}/pact`], 0],
		['a file with errors', () => [bad], 1],
		['a URL that is missing', () => [`${url}/missing`], 2],
		['a file that is missing', () => [join(folder, 'none.json')], 2],
		['a file that is missing beside one with errors', () => [bad, join(folder, 'none.json')], 2],
		['a folder without pacts', () => [mkdtempSync(join(folder, 'empty-'))], 2],
		['good and bad', () => [good, bad], 1],
		['messages alone, of which nothing is checked', () => [messages], 1],
		['messages beside what is checked', () => [good, messages], 0],
		['none with the provider', () => [good, '--provider', 'nobody'], 2],
	])('%s', async (_, places, code) => {
		const result = await run(places());
		expect(result.code).toBe(code);
		expect(result.stdout).toMatch(/\d pacts?, \d+ interactions?: \d+ errors?, \d+ warnings?$/);
	});

	test('nothing named, and a document that is missing, are refused', async () => {
		expect(await run([])).toMatchObject({ code: 2, stderr: expect.stringContaining('pact check needs pacts') });
		expect(await run([good, '--documents', join(folder, 'none.yaml')])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('no such file'),
		});
	});

	test('--json and --junit', async () => {
		const file = join(folder, 'check.xml');
		const { stdout } = await run([bad, '--json', '--junit', file]);
		const report = JSON.parse(stdout);
		expect(report).toMatchObject({ files: 1, interactions: 5, errors: 5 });
		expect(report.findings[0]).toMatchObject({
			code: 'response.status.undocumented',
			severity: 'error',
			pact: { file: bad, interaction: 'list orders', pointer: '/interactions/0/response/status' },
			document: { pointer: '/paths/~1orders/get', line: expect.any(Number) },
		});
		// Told from where the command runs, where that is shorter.
		expect(resolve(report.findings[0].document.file)).toBe(document);
		expect(readFileSync(file, 'utf8')).toContain('tests="6" failures="5"');
		expect(await run([good, '--junit', join(folder, 'no', 'check.xml')])).toMatchObject({ code: 2, stdout: '' });
	});

	test('a warning fails with --strict only', async () => {
		const pact = createPact();
		set(at(pact, 'interactions', 2, 'request', 'headers'), 'X-Shop', ['acme']);
		const file = join(folder, 'warning.json');
		writeFileSync(file, JSON.stringify(pact));
		expect((await run([file])).code).toBe(0);
		expect((await run([file, '--strict'])).code).toBe(1);
	});

	test('the broker’s token goes to the broker and to nobody else', async () => {
		seen.length = 0;
		const env = { PACT_BROKER_TOKEN: 'secret' };
		await run([`${url}/pact`], env);
		await run([`${url}/pact`, '--broker', 'http://broker.example'], env);
		expect(seen).toEqual(['Bearer secret', undefined]);
	});

	test('without documents, those that ship are used with their scenarios', async () => {
		const pact = { ...createPact(), interactions: [] };
		const file = join(folder, 'none-at-all.json');
		writeFileSync(file, JSON.stringify(pact));
		const { code, stdout } = await runWords(['pact', 'check', file]);
		expect(code).toBe(1);
		expect(stdout).toContain('pact.interactions.none');
	});
});
