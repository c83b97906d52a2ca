// Each mutant of a document and its pact by check, verify and diff: which layer catches which way of drifting apart, and what the
// comparator would alone.

import { fileURLToPath } from 'node:url';
import express from 'express';
import { afterAll, describe, expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { diffDocuments } from '../../../contracts/diff/diff-documents.ts';
import { isBroken } from '../../../contracts/diff/diff-report.ts';
import type { ContractFinding } from '../../../contracts/finding.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import { loadScenarios, type ScenarioLibrary } from '../../../mock/inner.ts';
import { type JsonObject, loadDocuments, StartupError } from '../../../spec/index.ts';
import { askComparatorAlone } from '../check/comparator-alone.ts';
import { createDocument, createPact } from '../check/mutants/base.ts';
import { HARMLESS } from '../check/mutants/harmless.ts';
import { at, CREATE, type Mutant, type Pair } from '../check/mutants/mutant.ts';
import { HARMFUL_TO_ANSWERS, HARMFUL_TO_REQUESTS } from '../check/mutants/of-document.ts';
import { CHANGES_IN_PACT, FOR_VERIFY } from '../check/mutants/of-pact.ts';
import { verifier, writePact } from './support.ts';

const MUTANTS: readonly Mutant[] = [
	...HARMFUL_TO_ANSWERS,
	...HARMFUL_TO_REQUESTS,
	...CHANGES_IN_PACT,
	...FOR_VERIFY,
	...HARMLESS,
];
const SCENARIOS = fileURLToPath(new URL('fixtures/mutants', import.meta.url));
/** Only a running provider knows of it: the mock has nothing to read it from. */
const UNSAID = 'the document forbids a combination that the schema can’t say';
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

/** As it is written: what is inferred of a create that describes no body would take any. */
async function loadAnew(document: JsonObject): Promise<Loaded> {
	const { documents, operations, resources } = await loadDocuments([document], { infer: false });
	return { documents, scenarios: loadScenarios({ directory: SCENARIOS, operations, resources }) };
}

async function check({
	document,
	pact,
}: Pair): Promise<{ findings: readonly ContractFinding[]; comparator: readonly string[] }> {
	const { documents, scenarios } = await load(document);
	const read = readPact(pact, 'pact.json');
	if (!read.ok) return { findings: read.findings, comparator: [] };
	const findings = await checkPacts({ pacts: [read.pact], documents, scenarios });
	return { findings: [...read.findings, ...findings], comparator: await askComparatorAlone(read.pact, documents) };
}

/** What verifying finds; a scenario that no longer fits the document ends it before it begins. */
async function verify({ document, pact }: Pair, variants: boolean): Promise<{ ok: boolean; said: string }> {
	try {
		const pacts = [writePact(pact)];
		const report = await verifyPacts({ pacts, documents: [document], scenarios: SCENARIOS, verifier, variants });
		const errors = report.findings.filter(({ severity }) => severity === 'error');
		return { ok: report.ok, said: [...new Set(errors.map(({ code }) => code))].join(' ') };
	} catch (error) {
		if (error instanceof StartupError) return { ok: false, said: error.code };
		throw error;
	}
}

/** What `diff` of the two documents says, with this consumer: red by its exit code with the defaults; `–` where the document is the same. */
async function diff({ document, pact }: Pair): Promise<string> {
	const read = readPact(pact, 'pact.json');
	if (!read.ok || JSON.stringify(document) === JSON.stringify(createDocument())) return '–';
	const report = await diffDocuments({ old: createDocument(), new: document, pacts: [read.pact] });
	const breaking = report.changes.find(({ severity }) => severity === 'error');
	return breaking?.code ?? (report.consumers?.some(isBroken) ? 'consumers' : '–');
}

describe('every mutant of a document and its pact', () => {
	test.each(MUTANTS)('$kind: $name', async ({ name, kind, change, reason, code, isError }) => {
		const pair: Pair = { document: createDocument(), pact: createPact() };
		const before = JSON.stringify(pair);
		change(pair);
		if (name !== 'nothing') expect(JSON.stringify(pair), 'the mutant changes something').not.toBe(before);
		const { findings, comparator } = await check(pair);
		const found = findings.filter(({ severity }) => severity !== 'info');
		const errors = found.filter(({ severity }) => severity === 'error');
		const [worst] = [...errors, ...found];
		if (code !== undefined) expect(found.map((one) => one.code)).toContain(code);
		if (isError) expect(errors.map((one) => one.code)).toContain(code);
		if (kind === 'harmful' || kind === 'weaker') expect(found.length).toBeGreaterThan(0);
		if (kind !== 'harmful') expect(errors).toEqual([]);
		// Variants of what is harmless must be green as well; what is harmful is caught without them.
		const verified = await verify(pair, kind !== 'harmful');
		const compared = await diff(pair);
		const byCheck = worst ? `${worst.severity} ${worst.code} by ${worst.layer}` : '–';
		const gates = [byCheck, verified.ok ? '–' : verified.said, compared, comparator.length > 0 ? 'comparator' : '–'];
		rows.push([kind, name, ...gates, reason ?? '']);
		const isRed = worst?.severity === 'error' || !verified.ok;
		// Red by the exit code of one of the three with its defaults; what is gone or has another name, of one of the first two.
		if (kind === 'harmful')
			expect(isRed || (compared !== '–' && !/removed|renamed/.test(name)), gates.join()).toBe(true);
		else if (kind === 'verify') expect(verified.ok).toBe(name === UNSAID);
		else if (kind === 'weaker')
			expect([worst?.severity, verified.said, reason !== undefined]).toEqual(['warning', '', true]);
		else expect([worst?.severity === 'error', verified.said]).toEqual([false, '']);
	});

	test('there are at least 40, and the pair they start from is free of any finding', async () => {
		expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
		expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
		expect((await check({ document: createDocument(), pact: createPact() })).findings).toEqual([]);
	});

	test('the one that only a running provider knows of is caught there', async () => {
		const app = express();
		app.post('/v1/orders', (_request, response) => void response.status(422).json({ title: 'too few', status: 422 }));
		const server = app.listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : 0;
		const pact = createPact();
		pact['interactions'] = [at(pact, 'interactions', CREATE)];
		try {
			const report = await verifyPacts({ pacts: [writePact(pact)], providerUrl: `http://127.0.0.1:${port}`, verifier });
			expect(report.findings.map(({ code }) => code)).toEqual(['verify.failed']);
		} finally {
			server.close();
			server.closeAllConnections();
		}
	});

	afterAll(() => {
		const head = ['kind', 'mutant', 'check', 'verify', 'diff', 'comparator alone', 'why it is no harm'];
		const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
		const lines = [head, ...rows].map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		);
		const harmful = rows.filter(([kind]) => kind === 'harmful' || kind === 'verify');
		const isRed = (row: string[], column: number): boolean =>
			row[column] !== '–' && !row[column]?.startsWith('warning');
		const by = (column: number): number => harmful.filter((row) => isRed(row, column)).length;
		const none = harmful.filter((row) => ![2, 3, 4].some((column) => isRed(row, column))).map((row) => row[1]);
		lines.push(
			`${rows.length} mutants, ${harmful.length} harmful, red by check ${by(2)}, verify ${by(3)}, diff ${by(4)}, the comparator alone ${by(5)}`,
		);
		lines.push(`red by none: ${none.join('; ') || 'none'}`);
		process.stdout.write(`${lines.join('\n')}\n`);
	});
});
