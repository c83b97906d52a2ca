// Schemathesis as the referee: it makes up requests, valid and not, follows what answers lead to, and judges each answer. It is
// not of npm (`pip install schemathesis`): where it is not on the path, or named by SCHEMATHESIS, these tests are skipped.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { startTestMock } from '../support/mock.ts';
import { PAIR } from '../support/pair.ts';
import { runTool } from './run-tool.ts';

const PROGRAM = process.env['SCHEMATHESIS'] ?? 'schemathesis';
const library = fileURLToPath(new URL('../fixtures/documents/library.openapi.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'schemathesis-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isThere = (await runTool(PROGRAM, ['--version']))?.code === 0;
if (!isThere) console.warn(`skipped: there is no ${PROGRAM} (pip install schemathesis, or SCHEMATHESIS=path)`);

describe.skipIf(!isThere)('Schemathesis finds nothing', () => {
	it.each([
		['in the life of books', library, 'stateful'],
		['in any request for a book', library, 'examples,coverage,fuzzing'],
		// The document of the admin is left out: how long an `expires_in` may be, prose says, and no schema.
		['in any request of the user of an identification', PAIR[1] as string, 'examples,coverage,fuzzing'],
	])(
		'%s',
		async (_title, document, phases) => {
			// Any token is good, by the default of --auth: `ignored_auth` asks for one that isn't.
			const mock = await startTestMock({ documents: [document] });
			const words = ['run', document, '--url', mock.url, '--phases', phases, '--exclude-checks', 'ignored_auth'];
			const bounds = ['--max-examples', '20', '--seed', '7', '--no-color', '--continue-on-failure'];
			const result = await runTool(PROGRAM, [...words, ...bounds], { cwd: folder, limit: 110_000 });
			expect(result?.code, result?.output).toBe(0);
			expect(result?.output).toMatch(/\d+ generated, \d+ passed/);
		},
		120_000,
	);
});
