import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeKept } from '../../../.ci/check-shipped.ts';
import { readAhead } from '../../../.ci/read-ahead.ts';
import { findCheckedAhead, hashFile } from '../../../mock/options/checked-ahead.ts';
import { shippedChecks, shippedDocuments, shippedKept, shippedScenarios } from '../../../mock/options/defaults.ts';
import { listScenarioFiles, loadScenarioFile } from '../../../mock/scenarios/load.ts';
import { loadDocuments } from '../../../spec/index.ts';
import { READ_AHEAD_FILE } from '../../../spec/read/read-ahead.ts';

const folder = mkdtempSync(join(tmpdir(), 'checked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SCENARIO = join(shippedScenarios(), 'already-validated.yaml');
const SHIPPED = { documents: shippedDocuments(), overlays: [], infer: true };
const SHARED = join(dirname(shippedChecks()), 'shared.yaml');

describe('what was checked when it was written', () => {
	it('is what ships, as it is now (else: npm run read-ahead)', async () => {
		const files = [...shippedDocuments(), SHARED, ...listScenarioFiles(shippedScenarios())];
		const digests = files.map((file): [string, string] => [file.split('/').at(-1) ?? '', hashFile(file)]);
		expect(JSON.parse(readFileSync(shippedChecks(), 'utf8'))).toEqual(Object.fromEntries(digests));
		expect(readFileSync(READ_AHEAD_FILE, 'utf8') === readAhead()).toBe(true);
		expect(readFileSync(shippedKept(), 'utf8') === writeKept(await loadDocuments(shippedDocuments()))).toBe(true);
		expect(findCheckedAhead(SHIPPED)?.isChecked(SCENARIO)).toBe(true);
	});

	it('tells of each file that it was read from, before it is', () => {
		const heard: string[] = [];
		findCheckedAhead(SHIPPED, { onFile: (path) => heard.push(path) });
		expect(heard.sort()).toEqual([...shippedDocuments(), SHARED].sort());
	});

	it('makes the scenarios that are made with all checks', async () => {
		const { operations, resources } = await loadDocuments(shippedDocuments());
		const stage = { operations: new Map(operations.map((one) => [one.id, one])), resources };
		const files = listScenarioFiles(shippedScenarios());
		expect(files.length).toBeGreaterThan(20);
		for (const file of files) {
			const ahead = loadScenarioFile({ file, stage, isChecked: true }).scenario;
			expect(ahead).toEqual(loadScenarioFile({ file, stage }).scenario);
		}
	});

	it('is no longer a scenario that was changed', () => {
		const file = join(folder, 'already-validated.yaml');
		cpSync(SCENARIO, file);
		expect(findCheckedAhead(SHIPPED)?.isChecked(file)).toBe(true);
		writeFileSync(file, `${readFileSync(SCENARIO, 'utf8')}# changed\n`);
		expect(findCheckedAhead(SHIPPED)?.isChecked(file)).toBe(false);
	});

	it('is nothing once a document was changed, nor where what was kept is not there, or is none', () => {
		const checks = join(folder, 'checked.json');
		const keeps = join(folder, 'kept.jsonl');
		const digests = JSON.parse(readFileSync(shippedChecks(), 'utf8'));
		writeFileSync(checks, JSON.stringify({ ...digests, 'otp.openapi.yaml': 'other' }));
		expect(findCheckedAhead(SHIPPED, { checks })).toBeUndefined();
		expect(findCheckedAhead(SHIPPED, { keeps })).toBeUndefined();
		writeFileSync(keeps, '<<<<<<< HEAD\n');
		expect(findCheckedAhead(SHIPPED, { keeps })).toBeUndefined();
	});

	it.each<[string, Parameters<typeof findCheckedAhead>[0]]>([
		['other documents', { ...SHIPPED, documents: ['orders.yaml'] }],
		['some of them', { ...SHIPPED, documents: shippedDocuments().slice(0, 2) }],
		['an overlay', { ...SHIPPED, overlays: ['change.overlay.yaml'] }],
		['a start that infers nothing', { ...SHIPPED, infer: false }],
	])('is nothing for %s', (_name, options) => {
		expect(findCheckedAhead(options)).toBeUndefined();
	});
});
