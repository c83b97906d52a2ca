// What a mock has forwarded in a session becomes a scenario over the control API, and from the command line.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runWords } from '../../support/command-line.ts';
import { startTestMock } from '../../support/mock.ts';
import { SHOP_DOCUMENT, startRealShop } from '../../support/real-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'record-'));
afterAll(() => rmSync(folder, { recursive: true }));
const HEADERS = { authorization: 'Bearer real-token-9', 'content-type': 'application/json', 'x-mock-session': 'qa' };
const ORDER = JSON.stringify({ customer_id: 1, lines: [{ sku: 'pen', quantity: 1 }] });

describe('a session with the real API behind the mock', () => {
	it('is a scenario that plays without it: entities, keys, refusals', async () => {
		const shop = await startRealShop();
		const mock = await startTestMock({
			documents: [SHOP_DOCUMENT],
			upstream: shop.url.replace(/\/api$/, ''),
			forward: 'all',
		});
		const ask = (base: string, method: string, path: string, body?: string): Promise<Response> =>
			fetch(`${base}/api${path}`, { method, headers: HEADERS, ...(body !== undefined && { body }) });
		const play = async (base: string): Promise<number[]> => {
			const statuses: number[] = [];
			for (const [method, path, body] of [
				['GET', '/customers'],
				['POST', '/orders', ORDER],
				['POST', '/orders/ord-1003/cancel'],
				['POST', '/orders/ord-1003/cancel'],
				['GET', '/orders/ord-1003'],
				['GET', '/orders/ord-9'],
			] as const)
				statuses.push((await ask(base, method, path, body)).status);
			return statuses;
		};
		const real = await play(mock.url);
		expect(real).toEqual([200, 201, 200, 409, 200, 404]);

		const reply = await fetch(`${mock.url}/__admin/sessions/qa/record`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ name: 'flow' }),
		});
		const made = (await reply.json()) as { text: string; exchanges: number; differs: unknown[] };
		expect(made).toMatchObject({ exchanges: 6, created: 1, differs: [], leftOut: [] });
		expect(made.text).not.toMatch(/real-token|Ada|Grace/);

		const words = ['record', '--session', 'qa', '--url', mock.url, '--out', folder, '--name', 'flow'];
		const first = await runWords(words);
		expect([first.code, first.stderr]).toEqual([0, '']);
		expect(readFileSync(join(folder, 'flow.yaml'), 'utf8')).toContain('keys:');
		const again = await runWords(words);
		expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
		expect((await runWords([...words, '--force', '--json'])).code).toBe(0);

		await shop.close();
		const alone = await startTestMock({ documents: [SHOP_DOCUMENT], scenarios: folder, scenario: 'flow' });
		expect(await play(alone.url)).toEqual(real);
	});

	it('without an exchange with the real API comes to no scenario', async () => {
		const mock = await startTestMock({ documents: [SHOP_DOCUMENT] });
		await fetch(`${mock.url}/api/health`, { headers: { 'x-mock-session': 'own' } });
		const { code, stdout } = await runWords(['record', '--session', 'own', '--url', mock.url, '--out', folder]);
		expect([code, stdout]).toEqual([
			1,
			expect.stringContaining("left out of the session own: 1 exchange of the mock's own"),
		]);
	});
});
