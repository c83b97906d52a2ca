import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import type { ContractFinding } from '../../../contracts/finding.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { loadDocuments } from '../../../spec/index.ts';

// A folder is a test: document.yaml and pact.json go in, findings.txt is what comes out, a line for each finding.
const folder = fileURLToPath(new URL('./fixtures/pairs', import.meta.url));
const names = readdirSync(folder);

test('there are fixtures', () => {
	expect(names.length).toBeGreaterThan(10);
});

test.each(names)('%s', async (name) => {
	const read = (file: string): string => readFileSync(`${folder}/${name}/${file}`, 'utf8');
	const { documents } = await loadDocuments([`${folder}/${name}/document.yaml`], { tolerant: true, infer: false });
	const pact = readPact(read('pact.json'), 'pact.json');
	const before = JSON.stringify(documents.map(({ root }) => root));
	const findings = pact.ok ? await checkPacts({ pacts: [pact.pact], documents }) : [];
	expect([...pact.findings, ...findings].map(describeFinding).join('\n')).toBe(read('findings.txt').trimEnd());
	expect(JSON.stringify(documents.map(({ root }) => root)), 'the document stays as it is').toBe(before);
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

function describeFinding({ severity, code, message, pact, document }: ContractFinding): string {
	return `${severity} ${code} ${pact.pointer} ${document?.pointer ?? '-'}\n\t${message}`;
}
