// The scenarios that ship, against the documents that ship.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedDocuments } from '../../../mock/options/defaults.ts';
import { activateScenario } from '../../../mock/scenarios/activate-scenario.ts';
import { loadScenarios } from '../../../mock/scenarios/library.ts';
import { loadDocuments } from '../../../spec/index.ts';
import { describeFinding } from './stage.ts';

const ROOT = join(import.meta.dirname, '../../..');
const { operations, resources } = await loadDocuments(shippedDocuments());
const library = loadScenarios({ directory: join(ROOT, 'scenarios'), operations, resources });

describe('the shipped scenarios', () => {
	it('are free of mistakes, also against the schemas', () => {
		library.checkSchemas();
		expect(library.findings.map(describeFinding)).toEqual([]);
		expect(library.names().length).toBeGreaterThanOrEqual(60);
	});

	it.each(library.names())('%s can be used, and serves a provider state', (name) => {
		const scenario = library.get(name);
		expect(scenario && !Array.isArray(activateScenario(scenario))).toBe(true);
		expect(scenario?.states.length).toBeGreaterThan(0);
		for (const state of scenario?.states ?? []) expect(library.byState(state)).toBe(scenario);
	});
});

describe('the scenario engine', () => {
	it('knows nothing of the API that ships', () => {
		const folder = join(ROOT, 'mock/scenarios');
		const files = [...readdirSync(folder).map((file) => join('scenarios', file))];
		expect(files.length).toBeGreaterThan(10);
		for (const file of files) {
			const text = readFileSync(join(ROOT, 'mock', file), 'utf8');
			expect(text, file).not.toMatch(/identif|pending|cancel|validated|document_number/i);
		}
	});
});
