// Threat 72 at the log: whatever a request or a file holds, a line of the log is one line, short, and steers no terminal.

import { describe, expect, it } from 'vitest';
import { createRequestLog, type RequestLog } from '../../../mock/log/request-log.ts';
import type { Terminal } from '../../../mock/log/terminal.ts';
import { call, startTestMock } from '../../support/mock.ts';

/** An ANSI escape, its 8-bit form, a line end, marks that turn text, what can't be seen, and a line end of Unicode. */
const EVIL = '\u001b[2J\u001b]0;x\u0007\u009b31m\r\n\u202egnp.exe\u2066\u200b\u200f\u2028\u{e0041}';
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function openLog(form: 'pretty' | 'json'): { log: RequestLog; lines: string[] } {
	const lines: string[] = [];
	const write = (text: string): void => void lines.push(...text.split('\n'));
	const terminal: Terminal = { hasColor: false, env: {}, print: write, warn: write };
	return { log: createRequestLog(form, terminal), lines };
}

const NOTES = {
	openapi: '3.1.0',
	info: { title: 'Notes', version: '1' },
	paths: {
		'/notes/{note_id}': {
			parameters: [{ name: 'note_id', in: 'path', required: true, schema: { type: 'string' } }],
			put: {
				requestBody: {
					content: {
						'application/json': {
							schema: {
								type: 'object',
								properties: { note_id: { type: 'string' }, size: { type: 'integer' } },
								patternProperties: { '^': { type: ['string', 'integer'] } },
							},
						},
					},
				},
				responses: {
					'204': { description: 'Kept.' },
					'400': { description: 'Not.' },
					'413': { description: 'Large.' },
				},
			},
			get: { responses: { '200': { description: 'One.' }, '404': { description: 'None.' } } },
		},
	},
};

describe('the log of hostile requests (threat 72)', () => {
	it.each(['pretty', 'json'] as const)('has one short, harmless line for each of them in the form %s', async (form) => {
		const { log, lines } = openLog(form);
		const mock = await startTestMock({ documents: [NOTES], scenarios: undefined }, { onSent: log.logRequest });
		const evil = encodeURIComponent(EVIL);
		const session = 'qa';
		await call(mock, 'PUT', `/notes/${evil}`, { body: { note_id: EVIL }, session });
		await call(mock, 'GET', `/notes/${evil}?${evil}=${evil}`, { session });
		await call(mock, 'PUT', `/notes/${evil}`, { body: { [EVIL]: { deep: EVIL } }, session });
		await call(mock, 'PUT', '/notes/1', { body: `{"a":${EVIL}`, session });
		await call(mock, 'PUT', '/notes/1', { body: { large: 'x'.repeat(5 * 1024 * 1024) }, session });
		await call(mock, 'PUT', `/notes/${'y'.repeat(9000)}`, { body: { ['z'.repeat(9000)]: [] }, session });
		await call(mock, 'GET', `/nothing/${evil}`, { session });
		await call(mock, 'GET', '/notes/1', { headers: { prefer: 'example=<img src=x onerror=alert(1)>' }, session });
		// An answer may be there before its line is.
		await expect
			.poll(() => {
				log.flush();
				return lines.length;
			})
			.toBe(8);
		for (const line of lines) {
			expect(line).not.toMatch(UNSAFE);
			expect(line.length).toBeLessThan(1500);
			if (form === 'json') expect(JSON.parse(line)).toMatchObject({ message: 'request', session: 'qa' });
			else expect(line).toMatch(/^\d\d:\d\d:\d\d (GET|PUT) \/\S* \d{3} [\d.]+ ms \[qa\] /);
		}
		// The text was there to be escaped: in the path of the first, in the reason of the third.
		expect(lines[2]).toMatch(/\\?\\u\{1b\}\[2J/);
		expect(lines.filter((line) => / 413 |"status":413\b/.test(line)).length).toBe(1);
	});

	it.each(['pretty', 'json'] as const)('is as harmless with notes and errors in the form %s', (form) => {
		const { log, lines } = openLog(form);
		log.logNote(`scenarios read again: ${EVIL}`);
		const error = new Error(EVIL);
		error.stack = `Error: ${EVIL}\n    at ${EVIL}`;
		log.logError(error);
		log.logError(EVIL);
		log.flush();
		expect(lines.length).toBeGreaterThanOrEqual(3);
		for (const line of lines) expect(line).not.toMatch(UNSAFE);
		if (form === 'json') {
			const messages = lines.map((line) => (JSON.parse(line) as { message: string }).message);
			expect(messages).toEqual([`scenarios read again: ${EVIL}`, error.stack, EVIL]);
		}
	});
});
