// Each file in fixtures/scenarios/mistakes says in its last lines what must be found in it: a file is a test.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkScenarioSchemas } from '../../../mock/scenarios/check-schemas.ts';
import { loadScenarioFile } from '../../../mock/scenarios/load.ts';
import { placeFindings } from '../../../mock/scenarios/scenario-finding.ts';
import { describeFinding, FIXTURES, STAGE } from './stage.ts';

function findAll(file: string): string[] {
	const { scenario, locate } = loadScenarioFile({ file, stage: STAGE });
	const isGood = scenario.findings.every(({ severity }) => severity === 'warning');
	const later = isGood ? placeFindings(checkScenarioSchemas(scenario, STAGE), locate) : [];
	return [...scenario.findings, ...later].map(describeFinding);
}

describe('mistakes in scenario files', () => {
	const folder = join(FIXTURES, 'mistakes');
	const files = readdirSync(folder);

	it('are all there', () => {
		expect(files.length).toBeGreaterThan(50);
	});

	it.each(files)('%s is refused with each mistake at its place', (file) => {
		const expected = readFileSync(join(folder, file), 'utf8').matchAll(/^# expect: (.*)$/gm);
		expect(findAll(join(folder, file))).toEqual([...expected].map((line) => line[1]));
	});

	it.each(readdirSync(join(FIXTURES, 'good')))('none are found in the good file %s', (file) => {
		expect(findAll(join(FIXTURES, 'good', file))).toEqual([]);
	});
});
