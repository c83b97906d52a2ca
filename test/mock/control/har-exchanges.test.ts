// HARs as browsers, Postman and Playwright write them, read as exchanges with one API.

import { beforeAll, describe, expect, it } from 'vitest';
import { readHarExchanges } from '../../../mock/control/har-exchanges.ts';
import { type ApiDocument, type JsonObject, type JsonValue, loadDocument } from '../../../spec/index.ts';
import { SHOP_DOCUMENT } from '../../support/real-shop.ts';

let document: ApiDocument;
beforeAll(async () => {
	document = await loadDocument(SHOP_DOCUMENT);
});

const har = (...entries: JsonObject[]): JsonValue => ({ log: { version: '1.2', entries } });
const read = (value: JsonValue, upstream?: string): ReturnType<typeof readHarExchanges> =>
	readHarExchanges(value, {
		documents: [document],
		session: 'har',
		...(upstream !== undefined && { upstream: new URL(upstream) }),
	});
const JSON_TYPE = [{ name: 'Content-Type', value: 'application/json' }];
const RATES = { method: 'GET', url: 'https://shop.test/api/rates', headers: [] };
const BODY = '{"base":"EUR","rates":{}}';

describe('an entry of a HAR', () => {
	it.each<[string, JsonObject, JsonValue | undefined]>([
		['as text', { mimeType: 'application/json', text: BODY }, JSON.parse(BODY) as JsonValue],
		['in base64', { text: Buffer.from(BODY).toString('base64'), encoding: 'base64' }, JSON.parse(BODY) as JsonValue],
		['that was not kept', { size: 20, mimeType: 'application/json' }, undefined],
		['that is empty', { text: '' }, undefined],
	])('has its body %s', (_name, content, body) => {
		const response = { status: 200, headers: JSON_TYPE, content, _transferSize: 10 };
		const { exchanges } = read(har({ _resourceType: 'fetch', request: RATES, response }));
		expect(exchanges[0]?.response.body).toEqual(body);
		expect(exchanges[0]).toMatchObject({ operationId: 'listRates', imported: true, response: { status: 200 } });
	});

	it('may have no answer, no headers, a form as its fields alone', () => {
		const form = { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a', value: 'b c' }] };
		const { exchanges } = read(
			har(
				{ request: RATES },
				{ request: { ...RATES, method: 'post', postData: form }, response: { status: 0, _error: 'net::ERR_ABORTED' } },
				{ request: RATES, response: { status: 200, content: {} } },
			),
		);
		expect(exchanges.map(({ response }) => response.status)).toEqual([null, null, 200]);
		expect(exchanges[1]?.request).toMatchObject({ method: 'POST', body: 'a=b+c' });
	});

	it('hides credentials and pseudo headers', () => {
		const headers = [
			{ name: ':path', value: '/api/rates' },
			{ name: 'Authorization', value: 'Bearer real' },
			{ name: 'Cookie', value: 'sid=real' },
		];
		const answered = [...JSON_TYPE, { name: 'Set-Cookie', value: 'sid=real' }];
		const { exchanges } = read(har({ request: { ...RATES, headers }, response: { status: 200, headers: answered } }));
		expect(JSON.stringify(exchanges)).not.toMatch(/real|:path/);
	});
});

describe('the hosts of a HAR', () => {
	const response = { status: 200, headers: JSON_TYPE, content: { text: BODY } };
	const others: JsonObject[] = [
		{ request: { method: 'GET', url: 'https://cdn.test/app.js' }, response: { status: 200 } },
		{ request: { method: 'GET', url: 'https://cdn.test/app.css' }, response: { status: 200 } },
		{ request: { method: 'GET', url: 'data:text/plain,x' }, response: { status: 200 } },
		{ request: { url: 'https://shop.test/api/rates' } },
	];

	it('are that which the documents know; what others were asked is passed over and told', () => {
		const { exchanges, origin, passedOver, unread } = read(har(...others, { request: RATES, response }));
		expect([exchanges.length, origin, unread]).toEqual([1, 'https://shop.test', 1]);
		expect(passedOver.get('https://cdn.test')).toBe(2);
	});

	it('are the one that is named, its own path taken off', () => {
		const away = { ...RATES, url: 'https://other.test/base/v2/rates' };
		const { exchanges, passedOver } = read(
			har({ request: RATES, response }, { request: away, response }),
			'https://other.test/base/v2/',
		);
		expect(exchanges.map(({ operationId, request }) => [operationId, request.target])).toEqual([
			['listRates', '/rates'],
		]);
		expect(passedOver.get('https://shop.test')).toBe(1);
	});

	it.each([null, {}, { log: {} }, { log: { entries: [1, null, 'x'] } }])('of %j are none', (value) => {
		expect(read(value as JsonValue)).toMatchObject({ exchanges: [], origin: undefined });
	});
});

describe('a HAR that a mock has written', () => {
	const entry = (upstream?: string): JsonObject => ({
		request: RATES,
		response: { status: 200, headers: JSON_TYPE, content: { text: BODY } },
		...(upstream !== undefined && { _upstream: upstream }),
	});
	it.each<[string, (string | undefined)[], number, number]>([
		['with an API behind it is what the API has answered', ['forwarded', 'absent', 'failed', undefined], 1, 3],
		['without one is taken whole', [undefined, undefined], 2, 0],
		['is nothing where the API has answered nothing', ['absent', undefined], 0, 2],
	])('%s', (_name, marks, count, played) => {
		const told = read(har(...marks.map((mark) => entry(mark))));
		expect([told.exchanges.length, told.played, told.unread]).toEqual([count, played, 0]);
	});
});
