// The coverages of a test run that was split, added up.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMock } from '../../../mock/index.ts';
import { runWords } from '../../support/command-line.ts';
import { createDocument, createPact } from '../check/mutants/base.ts';

const folder = mkdtempSync(join(tmpdir(), 'shards-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, value: unknown): string => {
	const file = join(folder, name);
	writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
	return file;
};
const document = write('orders.json', createDocument());
const pact = write('pact.json', createPact());

/** The coverage of a mock of its own that was asked these paths, by a file. */
async function cover(name: string, paths: readonly string[]): Promise<string> {
	await using mock = await startMock({ documents: [document], port: 0, auth: 'off' });
	for (const path of paths) await fetch(mock.url + path);
	return write(name, (await runWords(['coverage', '--url', mock.url, '--json'])).stdout);
}

let [first, second] = ['', ''];
beforeAll(async () => {
	first = await cover('1.json', ['/orders', '/orders']);
	second = await cover('2.json', ['/orders', '/orders/11111111-1111-4111-8111-111111111111']);
});
const counts = (text: string): Record<string, number> =>
	Object.fromEntries(
		JSON.parse(text).operations.flatMap((one: { operationId: string; statuses: { status: string; count: number }[] }) =>
			one.statuses.filter(({ count }) => count > 0).map(({ status, count }) => [`${one.operationId} ${status}`, count]),
		),
	);

describe('coverages of answers', () => {
	it('are added up, answer by answer', async () => {
		const one = counts((await runWords(['coverage', first, '--json'])).stdout);
		const both = await runWords(['coverage', first, second, '--json']);
		expect(one).toEqual({ 'listOrders 200': 2 });
		expect(counts(both.stdout)).toEqual({ 'listOrders 200': 3, 'getOrder 404': 1 });
		const { total, exercised } = JSON.parse(both.stdout);
		expect([total, exercised]).toEqual([JSON.parse(readFileSync(first, 'utf8')).total, 2]);
		const text = await runWords(['coverage', first, second]);
		expect(text.stdout).toMatch(/^listOrders +GET \/orders +200 ×3/m);
		expect(text.stdout).toContain(`2 of ${total} answers exercised`);
	});

	it('count each file once, however it is named', async () => {
		const { stdout } = await runWords([
			'coverage',
			first,
			`${folder}/../${basename(folder)}/1.json`,
			`${folder}/1*`,
			'--json',
		]);
		expect(counts(stdout)).toEqual({ 'listOrders 200': 2 });
	});

	it('keep what only one of them has, and count the same pacts once', async () => {
		const status = { status: '200', count: 1, interactions: 2, consumers: ['web'] };
		const operation = { operationId: 'a', method: 'GET', path: '/a', tags: [], statuses: [status], faults: 1 };
		const pacts = { exercised: 1, read: [{ file: 'p.json', consumer: 'web' }], findings: [] };
		const shard = { operations: [operation], total: 1, exercised: 1, pacts };
		const other = {
			...shard,
			total: 2,
			operations: [operation, { ...operation, operationId: 'b', statuses: [{ status: '404', count: 0 }] }],
		};
		const { stdout } = await runWords(['coverage', write('a.json', shard), write('b.json', other), '--json']);
		expect(JSON.parse(stdout)).toEqual({
			operations: [
				{ ...operation, statuses: [{ ...status, count: 2 }], faults: 2 },
				{ ...operation, operationId: 'b', statuses: [{ status: '404', count: 0 }] },
			],
			total: 2,
			exercised: 1,
			pacts,
			tags: [],
		});
	});

	it('are judged together, as JUnit as well, and in a GitHub workflow', async () => {
		const junit = join(folder, 'coverage.xml');
		const low = await runWords(['coverage', first, second, '--fail-under', '90', '--junit', junit], {
			GITHUB_ACTIONS: 'true',
		});
		expect(low.code).toBe(1);
		expect(low.stderr).toMatch(
			/^::error title=coverage --fail-under 90::[\d.]+ %25 is less than 90 %25%0Aexercise the/m,
		);
		const text = readFileSync(junit, 'utf8');
		expect(text).toMatch(/<failure type="coverage\.low" message="[\d.]+ % is less than 90 %">/);
		expect(text).toContain('<testsuite name="listOrders GET /orders"');
		expect(text).toContain('name="200" time="0.000"/>');
		expect(text).toContain('<skipped message="nothing has exercised it"/>');
		expect((await runWords(['coverage', first, '--fail-under', '1', '--junit', junit])).code).toBe(0);
		expect(readFileSync(junit, 'utf8')).toMatch(/<testsuites tests="\d+" failures="0"/);
	});
});

describe('coverages of properties and values', () => {
	it('are added up, point by point, and say what they are made of', async () => {
		const measured = write(
			'points.json',
			(await runWords(['coverage', pact, '--documents', document, '--json'])).stdout,
		);
		const page = join(folder, 'points.html');
		const { stdout } = await runWords([
			'coverage',
			measured,
			write('again.json', readFileSync(measured, 'utf8')),
			'--html',
			page,
			'--json',
		]);
		const [before, after] = [JSON.parse(readFileSync(measured, 'utf8')), JSON.parse(stdout)];
		expect(after.sources).toEqual(['1 pact', '1 pact']);
		expect(after).toMatchObject({ total: before.total, exercised: before.exercised, kinds: before.kinds });
		const sum = (coverage: { operations: { points: { count: number }[] }[] }): number =>
			coverage.operations.flatMap(({ points }) => points).reduce((all, { count }) => all + count, 0);
		expect(sum(after)).toBe(2 * sum(before));
		expect(readFileSync(page, 'utf8')).toContain('</html>');
	});
});

it('what the settings say of documents is for other commands', async () => {
	const settings = join(folder, 'settings.yaml');
	writeFileSync(settings, `documents: [${document}]\nscenarios: ${folder}\n`);
	expect((await runWords(['coverage', first, '--config', settings])).code).toBe(0);
	const { code, stderr } = await runWords(['coverage', first, '--config', settings, '--documents', document]);
	expect([code, stderr]).toEqual([2, expect.stringMatching(/--documents says nothing here/)]);
});

describe('what does not go together', () => {
	const points = write('kinds.json', { kinds: [], operations: [], total: 0, exercised: 0, percent: 100, sources: [] });
	it.each<[words: () => string[], line: RegExp]>([
		[() => [first, pact], /1\.json is a coverage, and .*pact\.json is none/],
		[() => [pact, first], /1\.json is a coverage, and .*pact\.json is none/],
		[() => [first, points], /1\.json counts answers, and .*kinds\.json properties and values as well/],
		[() => [first, '--html', join(folder, 'x.html')], /--html says nothing here/],
		[() => [first, '--documents', document], /--documents says nothing here/],
		[() => [first, '--by-scenarios'], /goes with no other source/],
	])('is said in one line: %#', async (words, line) => {
		const { code, stdout, stderr } = await runWords(['coverage', ...words()]);
		expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(line)]);
	});
});
