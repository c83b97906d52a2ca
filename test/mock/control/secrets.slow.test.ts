// Threat 74: what is secret in a request is not to be had from the control API, by whichever way.

import { get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { formatCurl } from '../../../mock/console/page/curl.ts';
import { formatScenario } from '../../../mock/console/page/scenario-yaml.ts';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { startTestMock } from '../../support/mock.ts';
import { sendRaw } from '../../support/raw.ts';
import { control, OTHER_ID, startOrders } from './support.ts';

const ORDERS_OF_ACME = '/v1/shops/acme/orders';
/** Each stands in its own place, so that a test that fails says which one leaked. */
const SECRETS = ['bearer-s1', 'proxy-s2', 'cookie-s3', 'header-s4', 'query-s5', 'user-s6', 'shouted-s7', 'twice-s8'];

/** Requests that are answered, refused, unknown and broken, each with every secret. */
async function sendSecrets(mock: RunningMock, session: string): Promise<number> {
	const calls = [
		['POST', ORDERS_OF_ACME, '{"total":1}'],
		['POST', ORDERS_OF_ACME, '{"total":-1}'],
		['POST', ORDERS_OF_ACME, '{'],
		['GET', `${ORDERS_OF_ACME}/${OTHER_ID}`, ''],
		['DELETE', `${ORDERS_OF_ACME}/not-an-id`, ''],
		['PUT', ORDERS_OF_ACME, ''],
		['GET', '/nothing/here', ''],
	] as const;
	for (const [method, path, body] of calls) {
		const lines = [
			`${method} http://me:user-s6@127.0.0.1${path}?a=1&api%20key=query-s5&api+key=twice-s8 HTTP/1.1`,
			'Host: x',
			`X-Mock-Session: ${session}`,
			'Authorization: Bearer bearer-s1',
			'Proxy-Authorization: Basic proxy-s2',
			'Cookie: login=cookie-s3; mock-session=other',
			'x-shop-key: header-s4',
			'X-SHOP-KEY: shouted-s7',
			'Content-Type: application/json',
			`Content-Length: ${body.length}`,
			'Connection: close',
		];
		await sendRaw(mock.port, `${lines.join('\r\n')}\r\n\r\n${body}`);
	}
	return calls.length;
}

/** Follows the events while `act` goes on, until there are as many exchanges as it tells; all of them as text. */
async function hearEvents(mock: RunningMock, act: () => Promise<number>): Promise<string> {
	let text = '';
	const request = get({ host: '127.0.0.1', port: mock.port, path: '/__admin/events', agent: false });
	try {
		const open = new Promise<void>((resolve, reject) => {
			request.once('error', reject).once('response', (response) => {
				response.setEncoding('utf8').on('data', (chunk: string) => {
					text += chunk;
				});
				resolve();
			});
		});
		await open;
		const count = await act();
		await expect.poll(() => text.match(/^event: exchange$/gm)?.length ?? 0).toBe(count);
		return text;
	} finally {
		request.destroy();
	}
}

function expectNoSecret(where: string, text: string): void {
	for (const secret of SECRETS) expect([where, secret, text.includes(secret)]).toEqual([where, secret, false]);
}

describe('secrets in a request (threat 74)', () => {
	it('are in no answer of the control API and in no event', async () => {
		const mock = await startOrders();
		const events = await hearEvents(mock, () => sendSecrets(mock, 'secret'));
		expectNoSecret('events', events);
		expect(events).toContain('[redacted]');
		const paths = [
			'/sessions/secret/snapshot?requests=true',
			'/sessions/secret/snapshot',
			'/sessions/secret/requests',
			'/sessions/secret/requests?status=4XX',
			'/sessions/secret/requests/1',
			'/sessions/secret',
			'/sessions',
			'/coverage',
			'/coverage?session=secret',
			'/health',
			'/resources',
			'/sessions/secret/resources/order',
		];
		for (const path of paths) {
			const { status, text, headers } = await control(mock, `GET ${path}`);
			expect([path, status]).toEqual([path, 200]);
			expectNoSecret(path, text + JSON.stringify([...headers]));
		}
		const { json } = await control(mock, 'GET /sessions/secret/snapshot?requests=true');
		expect(json.requests.length).toBe(7);
		for (const { request } of json.requests) {
			expect(request.target).toContain('//[redacted]@');
			expect(request.target).toContain('?a=1&api%20key=[redacted]&api+key=[redacted]');
			expect(request.headers).toMatchObject({
				authorization: '[redacted]',
				'proxy-authorization': '[redacted]',
				cookie: '[redacted]',
				'x-shop-key': ['[redacted]', '[redacted]'],
			});
		}
		// The mock itself has kept them: what is tested is that it doesn't tell.
		const kept = mock.engine.sessions.get('secret').journal.list();
		expect(JSON.stringify(kept.map(({ request }) => request.rawHeaders))).toContain('bearer-s1');
	});

	it('are in no curl line and no scenario that the page makes of it', async () => {
		const mock = await startOrders();
		const count = await sendSecrets(mock, 'made');
		const { json } = await control(mock, 'GET /sessions/made/requests');
		expect(json.requests.length).toBe(count);
		for (const exchange of json.requests) {
			const { text: curl, missing } = formatCurl(exchange, { origin: mock.url });
			const { text: yaml } = formatScenario(exchange);
			expectNoSecret('curl', curl);
			expectNoSecret('yaml', yaml);
			expect(curl).toContain(`-H 'authorization: Bearer '"$TOKEN"`);
			expect(missing).toContain('the authorization, which the journal hides');
			expect(yaml).toMatch(/^# yaml-language-server: .*\nname: /);
		}
	});

	it('set by an answer are hidden as well', async () => {
		const responses = {
			'200': {
				description: 'In.',
				headers: { 'Set-Cookie': { schema: { type: 'string', const: 'login=answer-s9; HttpOnly' }, required: true } },
			},
		};
		const mock = await startTestMock({
			documents: [{ openapi: '3.1.0', info: { title: 'In', version: '1' }, paths: { '/in': { post: { responses } } } }],
			scenarios: undefined,
		});
		const answer = await fetch(`${mock.url}/in`, { method: 'POST' });
		expect(answer.headers.get('set-cookie')).toContain('answer-s9');
		const { text, json } = await control(mock, 'GET /sessions/default/requests');
		expect([json.requests.length, text.includes('answer-s9')]).toEqual([1, false]);
	});

	it('are known by their declaration, also where that stands elsewhere', async () => {
		const components = {
			securitySchemes: {
				moved: { $ref: '#/components/x-schemes/key' },
				query: { $ref: '#/components/x-schemes/query' },
			},
			'x-schemes': {
				key: { type: 'apiKey', in: 'header', name: 'X-Moved-Key' },
				query: { type: 'apiKey', in: 'query', name: 'moved' },
			},
		};
		const mock = await startTestMock({
			documents: [
				{
					openapi: '3.1.0',
					info: { title: 'Elsewhere', version: '1' },
					components,
					security: [{ moved: [], query: [] }],
					paths: { '/in': { get: { responses: { '204': { description: 'In.' }, '401': { description: 'Out.' } } } } },
				},
			],
			scenarios: undefined,
		});
		const answer = await fetch(`${mock.url}/in?moved=query-s5`, { headers: { 'x-moved-key': 'header-s4' } });
		expect(answer.status).toBe(204);
		const { text, json } = await control(mock, 'GET /sessions/default/requests');
		expect(json.requests.length).toBe(1);
		expectNoSecret('journal', text);
	});
});
