// Schemathesis as the referee: it makes up requests, valid and not, follows what answers lead to, and judges each answer, by all of its
// checks. It is not of npm (`pip install schemathesis`): where it is not on the path, or named by SCHEMATHESIS, these tests are skipped.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedDocuments } from '../../mock/options/defaults.ts';
import { startTestMock } from '../support/mock.ts';
import { PAIR } from '../support/pair.ts';
import { findSchemathesis, issueToken, runSchemathesis } from './schemathesis.ts';

const library = fileURLToPath(new URL('../fixtures/documents/library.openapi.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'schemathesis-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isThere = await findSchemathesis();
const { options, token } = await issueToken(folder);

describe.skipIf(!isThere)('Schemathesis finds nothing', () => {
	// The lives of what ships are one test: `platform.process.test.ts`.
	it.each([
		['in the life of books', 'stateful'],
		['in any request for a book', 'examples,coverage,fuzzing'],
	])(
		'%s',
		async (_title, phases) => {
			const { url } = await startTestMock({ documents: [library], ...options });
			const args = { document: library, url, token, phases, maxExamples: 20, folder, limit: 110_000 };
			const result = await runSchemathesis(args);
			expect(result?.code, result?.output).toBe(0);
			expect(result?.output).toMatch(/\d+ generated, \d+ passed/);
		},
		120_000,
	);

	// Each is served alone: what another document has at the same path is none of it. In turns, for where an optional header has a
	// pattern, Schemathesis takes one that breaks it for valid when it makes both at once.
	it.each(shippedDocuments().map((document) => [basename(document, '.openapi.yaml'), document]))(
		'in any request, valid and not, for %s',
		async (_name, document) => {
			for (const mode of ['positive', 'negative'] as const) {
				const mock = await startTestMock({ documents: [document], ...options });
				const args = { document, url: `${mock.url}/v1`, token, mode, maxExamples: 5, folder, limit: 110_000 };
				// Fuzzing takes its time: of these two as a sample.
				const phases = PAIR.includes(document) ? 'examples,coverage,fuzzing' : 'examples,coverage';
				const result = await runSchemathesis({ ...args, phases });
				expect(result?.code, `${mode}\n${result?.output}`).toBe(0);
				expect(result?.output).toMatch(/\d+ generated, \d+ passed/);
			}
		},
		240_000,
	);
});
