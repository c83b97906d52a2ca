import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ContractCoverage } from '../../../contracts/coverage/coverage-types.ts';
import { exercisesOfPacts, exercisesOfScenarios } from '../../../contracts/coverage/exercises.ts';
import { measureCoverage } from '../../../contracts/coverage/measure-coverage.ts';
import { escapeHtml, formatCoverageAsHtml } from '../../../contracts/coverage/report-html.ts';
import { formatCoverage } from '../../../contracts/coverage/report-text.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { startMock } from '../../../mock/index.ts';
import { type JsonObject, loadDocuments } from '../../../spec/index.ts';
import { runWords, type WordsResult } from '../../support/command-line.ts';
import { createDocument, createPact } from '../check/mutants/base.ts';
import { at, set } from '../check/mutants/mutant.ts';

const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function measure(pact: JsonObject, document = createDocument()): Promise<ContractCoverage> {
	const { documents } = await loadDocuments([document], { infer: false });
	const read = readPact(pact, 'p.json');
	if (!read.ok) throw new Error('no pact');
	const { exercises, unmatched } = exercisesOfPacts([read.pact], documents);
	return measureCoverage({ documents, exercises, unmatched, sources: ['1 pact'] });
}

const count = (coverage: ContractCoverage, operationId: string, name: string): number | undefined =>
	coverage.operations.find((one) => one.operationId === operationId)?.points.find((point) => point.name === name)
		?.count;

describe('what pacts exercise', () => {
	test.each<[string, string, number | undefined]>([
		['listOrders', '200 application/json', 1],
		['listOrders', 'query status', 1],
		['listOrders', 'query status = "NEW"', 1],
		['listOrders', 'query status = "PAID"', 0],
		['listOrders', '200 application/json /orders/*/lines/*/quantity', 1],
		['listOrders', '200 application/json /orders/*/note', 0],
		['listOrders', '200 application/json /orders/*/paid = false', 1],
		['listOrders', '200 application/json /orders/*/paid = true', 0],
		['createOrder', 'request application/json', 1],
		['createOrder', 'request application/json /priority = "HIGH"', 1],
		['createOrder', 'request application/json /priority = "LOW"', 0],
		['createOrder', 'header idempotency-key', 1],
		['createOrder', '400 application/problem+json', 0],
		['getOrder', 'path id', 1],
		['getOrder', '200 application/json /payment/kind', 1],
		['cancelOrder', '204', 1],
		['cancelOrder', '409 application/problem+json /title', 1],
		['cancelOrder', '404 application/problem+json /title', 0],
		['cancelOrder', '500', undefined],
	])('%s: %s %s', async (operationId, name, times) => {
		expect(count(await measure(createPact()), operationId, name)).toBe(times);
	});

	test.each<[string, Record<string, string>, number]>([
		['deepObject', { 'filter[author]': 'Austen' }, 1],
		['deepObject', { 'filters[author]': 'Austen' }, 0],
		['form', { author: 'Austen' }, 1],
		['form', { filter: 'Austen' }, 1],
		['form', { title: 'Emma' }, 0],
	])('a parameter of style %s that is sent as %j', async (style, sent, times) => {
		const properties = { author: { type: 'string' } };
		const filter = { name: 'filter', in: 'query', style, explode: true, schema: { type: 'object', properties } };
		const document = {
			openapi: '3.1.0',
			info: { title: 'Books', version: '1' },
			paths: {
				'/books': { get: { operationId: 'list', parameters: [filter], responses: { 204: { description: 'ok' } } } },
			},
		};
		const query = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]]));
		const interaction = {
			description: 'a',
			request: { method: 'GET', path: '/books', query },
			response: { status: 204 },
		};
		const pact = {
			consumer: { name: 'c' },
			provider: { name: 'p' },
			interactions: [interaction],
			metadata: { pactSpecification: { version: '3.0.0' } },
		};
		expect(count(await measure(pact, document), 'list', 'query filter')).toBe(times);
	});

	test.each<[string, string, string[]]>([
		[
			'application/x-www-form-urlencoded',
			'kind=NEW&lines[0][sku]=a&tags[]=x&gift=true',
			['/kind', '/kind = "NEW"', '/lines', '/lines/*/sku', '/tags', '/gift', '/gift = true'],
		],
		['application/x-www-form-urlencoded', '', []],
		[
			'application/xml',
			'<order kind="OLD"><lines><sku>a</sku></lines><gift>false</gift></order>',
			['/kind', '/kind = "OLD"', '/lines', '/lines/*/sku', '/gift', '/gift = false'],
		],
		['application/xml', '<order', []],
	])('the properties of %s that is sent as %s', async (type, body, touched) => {
		const text = { type: 'string' };
		const properties = {
			kind: { ...text, enum: ['NEW', 'OLD'], xml: { attribute: true } },
			lines: { type: 'array', items: { type: 'object', properties: { sku: text } } },
			tags: { type: 'array', items: text },
			gift: { type: 'boolean' },
		};
		const content = { [type]: { schema: { type: 'object', xml: { name: 'order' }, properties } } };
		const operation = { operationId: 'make', requestBody: { content }, responses: { 204: { description: 'ok' } } };
		const document = {
			openapi: '3.1.0',
			info: { title: 'O', version: '1' },
			paths: { '/orders': { post: operation } },
		};
		const request = { method: 'POST', path: '/orders', headers: { 'Content-Type': type }, body };
		const coverage = await measure(
			{
				consumer: { name: 'c' },
				provider: { name: 'p' },
				interactions: [{ description: 'a', request, response: { status: 204 } }],
				metadata: { pactSpecification: { version: '3.0.0' } },
			},
			document,
		);
		const points =
			coverage.operations[0]?.points.filter((one) => one.count > 0 && one.name.startsWith('request')) ?? [];
		const named = points.flatMap(({ name }) => (name.includes(' /') ? [name.slice(`request ${type} `.length)] : []));
		expect(named.toSorted()).toEqual(touched.toSorted());
	});

	test('the sums add up', async () => {
		const coverage = await measure(createPact());
		const points = coverage.operations.flatMap((one) => one.points);
		expect(coverage.total).toBe(points.length);
		expect(coverage.exercised).toBe(points.filter((point) => point.count > 0).length);
		expect(coverage.kinds.reduce((sum, { total }) => sum + total, 0)).toBe(coverage.total);
		expect(coverage.exercised).toBeGreaterThan(0);
		expect(coverage.exercised).toBeLessThan(coverage.total);
	});

	test('no interactions exercise nothing, and requests of no operation are counted', async () => {
		const none = await measure({ ...createPact(), interactions: [] });
		expect(none).toMatchObject({ exercised: 0, percent: 0, unmatched: 0 });
		const lost = await measure(createPact(), { ...createDocument(), paths: {} });
		expect(lost).toMatchObject({ total: 0, exercised: 0, percent: 100, unmatched: 5 });
	});

	test('recursive schemas end', async () => {
		const document = createDocument();
		const parts = { type: 'array', items: { $ref: '#/components/schemas/Line' } };
		set(at(document, 'components', 'schemas', 'Line', 'properties'), 'parts', parts);
		expect((await measure(createPact(), document)).total).toBeLessThan(500);
	});
});

test('scenarios exercise what they script and what they give', async () => {
	const { documents } = await loadDocuments([createDocument()]);
	const { exercises } = exercisesOfScenarios(
		[{ script: [{ on: 'cancelOrder', reply: { status: 404, body: { title: 'no' } } }], given: {} }],
		documents,
	);
	const coverage = measureCoverage({ documents, exercises });
	expect(count(coverage, 'cancelOrder', '404 application/problem+json /title')).toBe(1);
	expect(coverage.exercised).toBe(2);
});

describe('reports', () => {
	test('the text names what is left and ends with the sum', async () => {
		const text = formatCoverage(await measure(createPact()));
		expect(text).toContain('cancelOrder  DELETE /orders/{id}');
		expect(text).toContain('– answer 404 application/problem+json');
		expect(text.split('\n').at(-1)).toMatch(/^\d+ of \d+ points exercised \([\d.]+ %\) by 1 pact$/);
	});

	test('both group by tag, with the tag’s own sum, where there are tags', async () => {
		const document = createDocument();
		set(at(document, 'paths', '/orders', 'get'), 'tags', ['Orders <b>', 'Beta']);
		const coverage = await measure(createPact(), document);
		const [tagged] = coverage.operations.filter(({ tag }) => tag !== undefined);
		const sum = `${tagged?.exercised} of ${tagged?.total}`;
		expect(tagged?.tag).toBe('Orders <b>');
		const lines = formatCoverage(coverage).split('\n');
		expect(lines[lines.findIndex((line) => line.startsWith('  listOrders  GET /orders')) - 1]).toContain(
			`Orders <b>  ${sum} (`,
		);
		expect(lines.filter((line) => line.startsWith('without a tag  '))).toHaveLength(1);
		expect(formatCoverageAsHtml(coverage)).toContain(`<h2>Orders &lt;b&gt;: ${sum}</h2>`);
		expect(formatCoverage(await measure(createPact()))).not.toContain('without a tag');
	});

	test('the page needs nothing from outside, runs nothing, and holds text as text', async () => {
		const document = createDocument();
		const hostile = '<img src=x onerror=alert(1)>"\'\u202e';
		set(at(document, 'components', 'schemas', 'Order', 'properties'), hostile, { type: 'string' });
		const html = formatCoverageAsHtml(await measure(createPact(), document), `Orders ${hostile}`);
		expect(html).not.toMatch(/<img|<script|<link|https?:\/\/|\u202e/);
		expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;\\u{202e}');
		expect(html).toContain("default-src 'none'");
		expect(html.match(/<details/g)).toHaveLength(4);
	});

	test.each([
		['', ''],
		['a<b>&"\'', 'a&lt;b&gt;&amp;&quot;&#39;'],
		['\ud800\u0000', '\ufffd\\u{0}'],
	])('%j is escaped', (text, escaped) => {
		expect(escapeHtml(text)).toBe(escaped);
	});
});

describe('coverage of pacts, scenarios and traffic', () => {
	const document = join(folder, 'orders.json');
	const pact = join(folder, 'pact.json');
	writeFileSync(document, JSON.stringify(createDocument()));
	writeFileSync(pact, JSON.stringify(createPact()));
	const run = (...words: string[]): Promise<WordsResult> => runWords(['coverage', ...words, '--documents', document]);

	test('pacts, as text, JSON and a page', async () => {
		const page = join(folder, 'coverage.html');
		expect((await run(pact)).stdout).toContain('points exercised');
		const { code, stdout } = await run(pact, '--json', '--html', page);
		expect(code).toBe(0);
		expect(JSON.parse(stdout).exercised).toBeGreaterThan(10);
		expect(readFileSync(page, 'utf8')).toContain('<!doctype html>');
	});

	test('--fail-under', async () => {
		expect((await run(pact, '--fail-under', '1')).code).toBe(0);
		expect(await run(pact, '--fail-under', '99.9')).toMatchObject({
			code: 1,
			stderr: expect.stringContaining('99.9 %'),
		});
		expect((await run(pact, '--fail-under', '-1')).code).toBe(2);
	});

	test('a pact that can’t be read is bad input', async () => {
		for (const name of ['none.json', 'x'.repeat(300)]) {
			const { code, stderr } = await run(pact, join(folder, name));
			expect([code, stderr]).toEqual([
				2,
				expect.stringMatching(/^stunt-double: .*It can't be read: (there is no such file|its name is too long)/),
			]);
		}
	});

	test('where nothing could be counted there is no report of nothing', async () => {
		for (const flags of [[], ['--json']]) {
			const missing = join(folder, 'none.json');
			expect(await run(missing, ...flags)).toMatchObject({ code: 2, stdout: '' });
			expect((await run(pact, missing, ...flags)).stdout).not.toBe('');
		}
	});

	test('scenarios, beside pacts or alone', async () => {
		const { code, stdout } = await runWords(['coverage', '--by-scenarios', '--json']);
		expect(code).toBe(0);
		expect((JSON.parse(stdout) as ContractCoverage).sources).toEqual([expect.stringMatching(/^\d+ scenarios$/)]);
		expect(await run(pact, '--by-scenarios')).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('--by-scenarios needs scenarios'),
		});
	});

	test('a scenario with a mistake is bad input, as for a mock', async () => {
		const scenarios = join(folder, 'wrong');
		mkdirSync(scenarios);
		writeFileSync(
			join(scenarios, 'sad.yaml'),
			'name: sad\ntitle: Sad\nscript: [{ on: nobody, reply: { status: 404 } }]\n',
		);
		for (const words of [
			['coverage', '--by-scenarios'],
			['pact', 'check', pact],
		]) {
			const { code, stderr } = await runWords([...words, '--documents', document, '--scenarios', scenarios]);
			expect([code, stderr]).toEqual([
				2,
				expect.stringMatching(/sad\.yaml:3:\d+: no document has the operation "nobody"/),
			]);
		}
	});

	test('the traffic of a mock, which by itself is asked for its own count', async () => {
		const mock = await startMock({ documents: [document], port: 0 });
		try {
			await fetch(`${mock.url}/v1/orders?status=PAID`, {
				headers: { authorization: 'Bearer a', 'x-mock-session': 's' },
			});
			const { code, stdout } = await run('--traffic', '--url', mock.url, '--session', 's', '--json');
			expect(code).toBe(0);
			const coverage = JSON.parse(stdout) as ContractCoverage;
			expect(coverage.sources).toEqual(['1 exchange']);
			expect(count(coverage, 'listOrders', 'query status = "PAID"')).toBe(1);
			expect(count(coverage, 'listOrders', '200 application/json')).toBe(1);
			for (const words of [['coverage'], ['contracts', 'coverage']]) {
				const asked = await runWords([...words, '--url', mock.url]);
				expect(asked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1 of \d+ answers exercised/m) });
			}
		} finally {
			await mock.close();
		}
	});
});
