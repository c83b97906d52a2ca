// A session with a real API becomes a scenario, and the scenario is played without the API: the same requests, the same answers.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHarExchanges } from '../../../mock/control/har-exchanges.ts';
import { createMockFetch, type MockFetch } from '../../../mock/index.ts';
import { type Recording, recordSessions } from '../../../mock/record/record-sessions.ts';
import { compareShapes } from '../../../mock/record/same-shape.ts';
import { type ApiDocument, loadDocument, parseYaml } from '../../../spec/index.ts';
import { SHOP_DOCUMENT, startRealShop } from '../../support/real-shop.ts';
import { type Call, captureHar } from '../../support/traffic.ts';

const LINUS = { name: 'Linus Real', email: 'linus.real@shop.test' };
const PENS = [{ sku: 'pen', quantity: 3 }];
/** A session that makes, changes, cancels, and is refused in each way that the API has. */
const CALLS: readonly Call[] = [
	['GET', '/health'],
	['GET', '/rates'],
	['GET', '/rates?currency=USD'],
	['GET', '/customers'],
	['POST', '/customers', LINUS],
	['POST', '/customers', LINUS],
	['GET', '/customers/3'],
	['PATCH', '/customers/3', { name: 'Linus Changed' }],
	['GET', '/customers/3'],
	['GET', '/customers/77'],
	['GET', '/orders'],
	['POST', '/orders', { customer_id: 3, lines: PENS }],
	['POST', '/orders', { customer_id: 99, lines: PENS }],
	['POST', '/orders', { customer_id: 3, lines: [] }],
	['GET', '/orders/ord-1003'],
	['POST', '/orders/ord-1003/cancel'],
	['POST', '/orders/ord-1003/cancel'],
	['POST', '/orders/ord-1002/cancel'],
	['GET', '/orders'],
	['DELETE', '/orders/ord-1001'],
	['GET', '/orders/ord-1001'],
	['GET', '/orders', undefined, {}],
	['DELETE', '/customers/3'],
	['GET', '/customers/3'],
];
const folder = mkdtempSync(join(tmpdir(), 'record-'));
let document: ApiDocument;
let real: Awaited<ReturnType<typeof captureHar>>;
let recording: Recording;
let mock: MockFetch;

beforeAll(async () => {
	document = await loadDocument(SHOP_DOCUMENT);
	const { url } = await startRealShop();
	real = await captureHar(url, CALLS);
	const { exchanges } = readHarExchanges(real, { documents: [document], session: 'har' });
	[recording] = (await recordSessions([document], [{ name: 'flow', title: 'A flow', exchanges }])) as [Recording];
	writeFileSync(join(folder, 'flow.yaml'), recording.text);
	mock = await createMockFetch({ documents: [SHOP_DOCUMENT], scenarios: folder, scenario: 'flow' });
});
afterAll(async () => {
	await mock.close();
	rmSync(folder, { recursive: true });
});

const entriesOf = (har: unknown): Entry[] => (har as { log: { entries: Entry[] } }).log.entries;
interface Entry {
	request: { method: string; url: string };
	response: { status: number; content: { text: string; mimeType: string } };
}
const readBody = (text: string) => (text === '' ? undefined : JSON.parse(text));

describe('a recorded scenario', () => {
	it('gives what was there, hands the keys out in their order, and scripts refusals and what has no state alone', () => {
		const scenario = parseYaml(recording.text, 50) as {
			value?: { given: Record<string, unknown[]>; script: { on: string }[] };
		};
		expect(recording).toMatchObject({ exchanges: CALLS.length, given: 4, created: 2, leftOut: [], differs: [] });
		expect(Object.keys(scenario.value?.given ?? {})).toEqual(['customer', 'order']);
		const scripted = new Set(scenario.value?.script.map(({ on }) => on));
		expect(scripted).toEqual(new Set(['getHealth', 'listRates', 'createCustomer', 'createOrder', 'cancelOrder']));
	});

	it('answers the same requests with the same statuses and shapes, without the API', async () => {
		let played = 0;
		for (const [index, [method, path, body, headers = { authorization: 'Bearer x' }]] of CALLS.entries()) {
			// What stands in the place of a person is sent in its place as well.
			const sent =
				body === undefined
					? undefined
					: JSON.stringify(body)
							.replace(...STAND_IN_NAME)
							.replace(...STAND_IN_MAIL);
			const answer = await mock.fetch(`http://shop.test/api${path}`, {
				method,
				headers: { ...headers, ...(sent !== undefined && { 'content-type': 'application/json' }) },
				...(sent !== undefined && { body: sent }),
			});
			const { response } = entriesOf(real)[index] as Entry;
			const before = { status: response.status, mediaType: '', body: readBody(response.content.text) };
			const after = { status: answer.status, mediaType: '', body: readBody(await answer.text()) };
			expect(compareShapes(before, after), `${method} ${path}`).toEqual([]);
			played += 1;
		}
		expect(played).toBe(CALLS.length);
	});

	it('holds nothing of anybody, and the same person by the same name', () => {
		const { text } = recording;
		expect(text).not.toMatch(/Linus|Ada|Grace|shop\.test|real-token|Bearer|555 0142|7946/);
		expect(text).toContain('someone@example.com');
	});
});

const STAND_IN_NAME = ['Linus Real', 'Someone 3'] as const;
const STAND_IN_MAIL = ['linus.real@shop.test', 'someone3@example.com'] as const;

describe('several sessions', () => {
	it('have the same stand-in for the same value in all files', async () => {
		const { exchanges } = readHarExchanges(real, { documents: [document], session: 'har' });
		const [one, other] = (await recordSessions(
			[document],
			[
				{ name: 'one', title: 'One', exchanges: exchanges.slice(0, 4) },
				{ name: 'other', title: 'Other', exchanges: exchanges.slice(3, 8).reverse() },
			],
		)) as [Recording, Recording];
		const mailOf = (text: string): string | undefined => /name: Someone\n\s+email: (\S+)/.exec(text)?.[1];
		expect(mailOf(one.text)).toBeDefined();
		expect(mailOf(other.text)).toBe(mailOf(one.text));
	});

	it('that hold nothing of the API come to no scenario', async () => {
		const [recorded] = await recordSessions([document], [{ name: 'none', title: 'None', exchanges: [] }]);
		expect(recorded).toMatchObject({ text: '', exchanges: 0 });
	});
});
