import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAhead } from '../../../.ci/read-ahead.ts';
import { findCheckedAhead, hashFile } from '../../../mock/options/checked-ahead.ts';
import { shippedChecks, shippedDocuments, shippedScenarios } from '../../../mock/options/defaults.ts';
import { listScenarioFiles } from '../../../mock/scenarios/load.ts';
import { READ_AHEAD_FILE } from '../../../spec/read/read-ahead.ts';

const folder = mkdtempSync(join(tmpdir(), 'checked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SCENARIO = join(shippedScenarios(), 'already-validated.yaml');
const SHIPPED = { documents: shippedDocuments(), overlays: [], infer: true };

describe('what was checked when it was written', () => {
	it('is what ships, as it is now (else: npm run read-ahead)', () => {
		const shared = join(dirname(shippedChecks()), 'shared.yaml');
		const files = [...shippedDocuments(), shared, ...listScenarioFiles(shippedScenarios())];
		const digests = files.map((file): [string, string] => [file.split('/').at(-1) ?? '', hashFile(file)]);
		expect(JSON.parse(readFileSync(shippedChecks(), 'utf8'))).toEqual(Object.fromEntries(digests));
		expect(readFileSync(READ_AHEAD_FILE, 'utf8') === readAhead()).toBe(true);
		expect(findCheckedAhead(SHIPPED)(SCENARIO)).toBe(true);
	});

	it('is no longer a scenario that was changed', () => {
		const file = join(folder, 'already-validated.yaml');
		cpSync(SCENARIO, file);
		expect(findCheckedAhead(SHIPPED)(file)).toBe(true);
		writeFileSync(file, `${readFileSync(SCENARIO, 'utf8')}# changed\n`);
		expect(findCheckedAhead(SHIPPED)(file)).toBe(false);
	});

	it.each<[string, Parameters<typeof findCheckedAhead>[0]]>([
		['other documents', { ...SHIPPED, documents: ['orders.yaml'] }],
		['some of them', { ...SHIPPED, documents: shippedDocuments().slice(0, 2) }],
		['an overlay', { ...SHIPPED, overlays: ['change.overlay.yaml'] }],
	])('is nothing for %s', (_name, options) => {
		expect(findCheckedAhead(options)(SCENARIO)).toBe(false);
	});
});
