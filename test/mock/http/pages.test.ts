// Threat 73: an answer that a browser would run as a page has the mock's origin, and so the console's; it gets a sandbox.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { startTestMock } from '../../support/mock.ts';

/** What browsers show as a document that may hold scripts. */
const PAGES = [
	'text/html',
	'TEXT/HTML',
	'text/html;version=1',
	'application/xhtml+xml',
	'image/svg+xml',
	'text/xml',
	'application/xml',
	'application/rss+xml',
	'application/json+xml',
	'text/xsl',
];
const OTHERS = ['application/json', 'application/problem+json', 'text/plain', 'text/css', 'image/png'];
const TYPES = [...PAGES, ...OTHERS];
const MARKUP =
	'<html xmlns="http://www.w3.org/1999/xhtml"><script>fetch("/__admin/reset",{method:"POST"})</script></html>';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let mock: RunningMock;
beforeAll(async () => {
	const paths = Object.fromEntries(
		TYPES.map((type, index) => {
			const content = { [type]: { schema: { type: 'string' }, example: MARKUP } };
			const own = {
				'Content-Security-Policy': { schema: { type: 'string', const: 'sandbox allow-scripts' }, required: true },
			};
			return [
				`/pages/${index}`,
				{
					get: { operationId: `page${index}`, responses: { '200': { description: 'A page.', content } } },
					post: { operationId: `own${index}`, responses: { '200': { description: 'A page.', headers: own, content } } },
				},
			];
		}),
	);
	const documents = [{ openapi: '3.1.0', info: { title: 'Pages', version: '1' }, paths }];
	const cue = { on: 'page11', reply: { status: 500, mediaType: 'text/html', body: MARKUP }, offSpec: true };
	writeFileSync(join(folder, 'off.yaml'), JSON.stringify({ name: 'off', title: 'Off', script: [cue] }));
	mock = await startTestMock({ documents, scenarios: folder });
});

async function ask(
	path: string,
	init: RequestInit = {},
): Promise<{ type: string; policy: string | null; sniff: string | null }> {
	const { headers } = await fetch(mock.url + path, init);
	return {
		type: headers.get('content-type') ?? '',
		policy: headers.get('content-security-policy'),
		sniff: headers.get('x-content-type-options'),
	};
}

describe('an answer that could be a page (threat 73)', () => {
	it.each(PAGES)('of %s stands in a sandbox, whatever policy it has of its own', async (page) => {
		const path = `/pages/${TYPES.indexOf(page)}`;
		const plain = await ask(path);
		expect(plain.type.toLowerCase()).toContain(page.toLowerCase().split(';')[0]);
		expect([plain.policy, plain.sniff]).toEqual(['sandbox', 'nosniff']);
		// Of two policies both count: nothing that the first allows is left.
		expect((await ask(path, { method: 'POST' })).policy).toBe('sandbox allow-scripts, sandbox');
	});

	it('that a scenario makes of another answer stands there, too', async () => {
		await fetch(`${mock.url}/__admin/sessions/off/scenario`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: '{"name":"off"}',
		});
		const off = await ask('/pages/11', { headers: { 'x-mock-session': 'off' } });
		expect(off).toMatchObject({ type: 'text/html; charset=utf-8', policy: 'sandbox', sniff: 'nosniff' });
	});

	it.each(OTHERS)('is not one of %s, which no browser takes for one', async (other) => {
		const { policy, sniff } = await ask(`/pages/${TYPES.indexOf(other)}`);
		expect([policy, sniff]).toEqual([null, 'nosniff']);
	});

	it.each(['/nothing/<script>alert(1)</script>', '/pages/<svg onload=alert(1)>', '/pages/0?<script>'])(
		'is none that tells of a refusal: %s',
		async (path) => {
			const { type, policy, sniff } = await ask(path, { method: 'DELETE' });
			expect([/html|xml/i.test(type) && policy === null, sniff]).toEqual([false, 'nosniff']);
		},
	);
});
