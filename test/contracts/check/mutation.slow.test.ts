import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import type { ContractFinding } from '../../../contracts/finding.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { loadScenarios, type ScenarioLibrary } from '../../../mock/inner.ts';
import { type JsonObject, loadDocuments } from '../../../spec/index.ts';
import { askComparatorAlone } from './comparator-alone.ts';
import { createDocument, createPact } from './mutants/base.ts';
import { HARMLESS } from './mutants/harmless.ts';
import type { Mutant, Pair } from './mutants/mutant.ts';
import { HARMFUL_TO_ANSWERS, HARMFUL_TO_REQUESTS } from './mutants/of-document.ts';
import { CHANGES_IN_PACT, FOR_VERIFY } from './mutants/of-pact.ts';

const MUTANTS: readonly Mutant[] = [
	...HARMFUL_TO_ANSWERS,
	...HARMFUL_TO_REQUESTS,
	...CHANGES_IN_PACT,
	...FOR_VERIFY,
	...HARMLESS,
];
const rows: string[][] = [];

type Loaded = Pick<Awaited<ReturnType<typeof loadDocuments>>, 'documents'> & { scenarios: ScenarioLibrary };
const loaded = new Map<string, Promise<Loaded>>();

/** The document with its scenarios; one and the same for all mutants that leave the document as it is, so that it is compiled once. */
function load(document: JsonObject): Promise<Loaded> {
	const text = JSON.stringify(document);
	const known = loaded.get(text) ?? loadAnew(document);
	loaded.set(text, known);
	return known;
}

async function loadAnew(document: JsonObject): Promise<Loaded> {
	const { documents, operations, resources } = await loadDocuments([document], { infer: false });
	const directory = fileURLToPath(new URL('./fixtures/scenarios', import.meta.url));
	return { documents, scenarios: loadScenarios({ directory, operations, resources }) };
}

async function check({
	document,
	pact,
}: Pair): Promise<{ findings: ContractFinding[]; comparator: readonly string[] }> {
	const { documents, scenarios } = await load(document);
	const read = readPact(pact, 'pact.json');
	if (!read.ok) return { findings: [...read.findings], comparator: [] };
	const findings = await checkPacts({ pacts: [read.pact], documents, scenarios });
	return { findings: [...read.findings, ...findings], comparator: await askComparatorAlone(read.pact, documents) };
}

describe('mutants of a document and its pact', () => {
	test.each(MUTANTS)('$kind: $name', async ({ name, kind, change, code, isError }) => {
		const pair: Pair = { document: createDocument(), pact: createPact() };
		const before = JSON.stringify(pair);
		change(pair);
		if (name !== 'nothing') expect(JSON.stringify(pair), 'the mutant changes something').not.toBe(before);
		const { findings, comparator } = await check(pair);
		const caught = findings.filter(({ severity }) => severity !== 'info');
		const errors = findings.filter(({ severity }) => severity === 'error');
		const [first] = errors.length > 0 ? errors : caught;
		rows.push([
			kind,
			name,
			first ? `${first.severity} by ${first.layer}` : '–',
			comparator.length > 0 ? 'comparator' : '–',
			kind === 'verify' ? 'verify' : '',
			[...new Set(caught.map((one) => one.code))].join(' '),
		]);
		if (code !== undefined) expect(caught.map((one) => one.code)).toContain(code);
		if (isError) expect(errors.map((one) => one.code)).toContain(code);
		if (kind === 'harmful' || kind === 'weaker') expect(caught.length).toBeGreaterThan(0);
		if (kind !== 'harmful') expect(errors).toEqual([]);
	});

	test('there are at least 40, and the pair they start from is free of any finding', async () => {
		expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
		expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
		const { findings } = await check({ document: createDocument(), pact: createPact() });
		expect(findings).toEqual([]);
	});

	afterAll(() => {
		const head = ['kind', 'mutant', 'check', 'comparator alone', 'left to', 'codes'];
		const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
		const format = (row: string[]) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd();
		const harmful = rows.filter(([kind]) => kind === 'harmful');
		const alone = harmful.filter((row) => row[3] !== '–').length;
		const sum = `${harmful.length} harmful: check caught ${harmful.filter((row) => row[2] !== '–').length}, the comparator alone ${alone}`;
		process.stdout.write(`${[format(head), ...rows.map(format), sum].join('\n')}\n`);
	});
});
