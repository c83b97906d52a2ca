// What the READMEs show to be copied, beside commands: code parses, scenarios fit the documents that they are for, settings are read,
// effects are effects.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { afterAll, describe, expect, it, test } from 'vitest';
import { READMES, readReadme } from '../../.ci/readmes.ts';
import { SCHEMAS } from '../../.ci/schemas.ts';
import { readSettings } from '../../mock/cli/settings-file.ts';
import { shippedDocuments } from '../../mock/options/defaults.ts';
import { loadScenarios } from '../../mock/scenarios/library.ts';
import { compileSchema, type JsonValue, loadDocuments, parseYaml } from '../../spec/index.ts';
import { COMMANDS, findCommand } from '../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'blocks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ORDERS = fileURLToPath(new URL('../../.examples/orders.openapi.yaml', import.meta.url));

/** The blocks of a language in a README. */
function listBlocks(readme: string, language: string): string[] {
	const found = readReadme(readme).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'));
	return [...found].map(([, text = '']) => text);
}

const code = READMES.flatMap((readme) =>
	['ts', 'js'].flatMap((language) => listBlocks(readme, language).map((text) => [readme, language, text] as const)),
);

test('there is code to be copied', () => {
	expect(code.length).toBeGreaterThan(10);
});

test.each(code)('%s: what it has of %s parses: %s', (_readme, language, text) => {
	expect(parseSync(`block.${language}`, text).errors).toEqual([]);
});

const scenarios = listBlocks('scenarios/README.md', 'yaml');

describe('the scenarios of their README', () => {
	it.each(scenarios.map((text) => [/^name: (.*)$/m.exec(text)?.[1] ?? '', text] as const))('%s', async (name, text) => {
		const documents = text.includes('cancelOrder') ? [ORDERS] : shippedDocuments();
		const directory = mkdtempSync(join(folder, 'scenario-'));
		writeFileSync(join(directory, `${name}.yaml`), text);
		const library = loadScenarios({ directory, ...(await loadDocuments(documents)) });
		expect([...library.findings, ...library.checkSchemas()]).toEqual([]);
		expect(library.names()).toEqual([name]);
	});

	it('are two', () => {
		expect(scenarios).toHaveLength(2);
	});
});

test('the settings of their README are read', () => {
	const [text = ''] = listBlocks('mock/cli/README.md', 'yaml');
	writeFileSync(join(folder, 'stunt-double.yaml'), text);
	const settings = readSettings({ command: findCommand('run'), commands: COMMANDS, named: undefined, folder });
	expect(settings?.documents).toHaveLength(1);
	expect(settings?.values.get('fail-on')).toEqual(['invalid', 'unmatched']);
});

const loaded = await loadDocuments([ORDERS]);

describe('x-lifecycle and x-effect, as the README of documents shows them', () => {
	const [text = ''] = listBlocks('spec/README.md', 'yaml');
	// One effect after the other: a document has each key once.
	const parts = text.split(/^(?=x-)/m).map((part) => part.replaceAll(/^#.*$/gm, ''));
	const [document] = loaded.documents;
	if (!document) throw new Error('no document');
	const check = (name: string, value: JsonValue): unknown =>
		compileSchema({ document, pointer: `#/${name}`, value: SCHEMAS.get(name) ?? {} }, 'request')(value);

	it.each(parts.map((part) => [part] as const))('%s', (part) => {
		const parsed = parseYaml(part, 30);
		expect(parsed.ok).toBe(true);
		if (!parsed.ok) return;
		for (const [name, value] of Object.entries(parsed.value as Record<string, JsonValue>)) {
			expect([...SCHEMAS.keys()]).toContain(name);
			expect(check(name, value)).toEqual([]);
		}
	});
});
