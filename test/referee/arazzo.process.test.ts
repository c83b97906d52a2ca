// Redocly's runner of Arazzo workflows as the referee: each step rests on what the one before has stored.

import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { NODE } from '../support/cli.ts';
import { startTestMock } from '../support/mock.ts';
import { runTool } from './run-tool.ts';

const REDOCLY = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/documents/${name}`, import.meta.url));
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

it('the life of a book, on a document with nothing of ours, has no fault', async () => {
	const mock = await startTestMock({ documents: [fixture('library.openapi.yaml')] });
	const words = [REDOCLY, 'respect', fixture('library.arazzo.yaml'), '--server', `library=${mock.url}`];
	const result = await runTool(NODE, words, { env: QUIET });
	expect(result?.code, result?.output).toBe(0);
	expect(result?.output).toContain('Steps: 8 passed, 8 total');
}, 60_000);
