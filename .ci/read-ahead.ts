// Reads and checks the YAML that ships, so that no start from a checkout has to: `npm run read-ahead`, after each change of a document or a scenario.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedChecks, shippedDocuments, shippedKept, shippedScenarios } from '../mock/options/defaults.ts';
import { maskReferences } from '../mock/scenarios/read-scenario-text.ts';
import { digestText, READ_AHEAD_FILE } from '../spec/read/read-ahead.ts';
import { MAX_SOURCE_DEPTH } from '../spec/read/source.ts';
import { parseYaml } from '../spec/read/yaml-text.ts';
import { checkShipped } from './check-shipped.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The lines that `spec/read-ahead.jsonl` is to have, by what the files say now. Throws for one that can't be read. */
export function readAhead(): string {
	const read = (folder: string): string[] => {
		const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.yaml'));
		return names.sort().map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
	};
	const texts = [...read('spec'), ...read('scenarios').map((text) => maskReferences(text).masked)];
	const lines = texts.map((text) => {
		const result = parseYaml(text, MAX_SOURCE_DEPTH);
		if (!result.ok || result.repeats.length > 0) throw new Error(`can't be read: ${text.slice(0, 100)}`);
		return `${digestText(text)} ${JSON.stringify(result.value)}\n`;
	});
	return lines.join('');
}

if (import.meta.main) {
	writeFileSync(READ_AHEAD_FILE, readAhead());
	await checkShipped({
		documents: shippedDocuments(),
		directory: shippedScenarios(),
		checked: shippedChecks(),
		kept: shippedKept(),
	});
}
