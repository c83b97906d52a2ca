// Lines that the page gives away: each is run, and what it sends is compared.

import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Exchange, OperationItem } from '../../../../mock/console/page/control-types.ts';
import { formatCurl } from '../../../../mock/console/page/curl.ts';
import { formatJoin } from '../../../../mock/console/page/join-lines.ts';
import { quoteWord } from '../../../../mock/console/page/quote-word.ts';
import type { RunningMock } from '../../../../mock/library/run-mock.ts';
import { BASE, CREATE, create, startTestMock } from '../../../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

async function exchangeOf(session: string): Promise<Exchange> {
	const response = await fetch(`${mock.url}/__admin/sessions/${session}/requests`);
	return ((await response.json()) as { requests: Exchange[] }).requests.at(-1) as Exchange;
}

describe('a request as a curl line', () => {
	it.each([
		['plain', 'plain'],
		["it's", `'it'\\''s'`],
		['$(id) `id`', "'$(id) `id`'"],
		['', "''"],
	])('%j is the word %s', (text, word) => {
		expect(quoteWord(text)).toBe(word);
	});

	/** What came of the line, run by a shell whose `TOKEN` is `x`; and what the journal has of it. */
	async function runAgain(session: string): Promise<{ before: Exchange; after: Exchange; missing: readonly string[] }> {
		const before = await exchangeOf(session);
		const { text, missing } = formatCurl(before, { origin: mock.url });
		const env = { ...process.env, TOKEN: 'x' };
		await promisify(execFile)('sh', ['-c', `${text.replace('curl', 'curl -s -m 5')} >/dev/null`], { env });
		return { before, after: await exchangeOf(session), missing };
	}

	it.each<[string, string, string, object]>([
		['a body with all that a shell knows', 'POST', BASE, { body: { ...CREATE, name: `it's $(id) \`id\` "q" \\ \n!` } }],
		['brackets and braces in the address', 'GET', `${BASE}/7?f[a]=x&b={1,2}`, {}],
		['dots in the path', 'GET', `${BASE}/../%2e%2e/x`, {}],
		['JSON that is a string', 'POST', BASE, { body: '"abc"', headers: { 'content-type': 'application/json' } }],
		['JSON that is none', 'POST', BASE, { body: '{"a":', headers: { 'content-type': 'application/json' } }],
		['text', 'POST', BASE, { body: '@file', headers: { 'content-type': 'text/plain' } }],
		['no body', 'DELETE', `${BASE}/00000000-0000-4000-8000-000000000001`, {}],
		['HEAD', 'HEAD', `${BASE}/{id}`, {}],
		['an empty header', 'GET', `${BASE}/1`, { headers: { 'x-empty': '' } }],
		['the path of a session', 'GET', `/__session/again/v1/orgs/acme/identifications/identity_document/1`, {}],
	])('sends the same request again: %s', async (_what, method, path, options) => {
		const id = await create(mock, 'again');
		await sendAsItIs(mock, { method, path: path.replace('{id}', id), session: 'again', ...options });
		const { before, after, missing } = await runAgain('again');
		expect(after.id).toBe(before.id + 1);
		const tell = ({ request, response }: Exchange) => {
			const { 'user-agent': _, accept: __, 'content-length': ___, connection: ____, ...headers } = request.headers;
			return { ...request, headers, status: response.status };
		};
		expect(tell(after)).toEqual(tell(before));
		expect(missing).toEqual(['the authorization, which the journal hides']);
	});

	it('says what it can’t send', async () => {
		await sendAsItIs(mock, { method: 'POST', path: BASE, session: 'cut', body: `"${'x'.repeat(20_000)}"` });
		expect(formatCurl(await exchangeOf('cut'), { origin: mock.url }).missing).toContain(
			'the body of 20002 bytes, of which the journal has kept the beginning only',
		);
		await sendAsItIs(mock, { method: 'POST', path: BASE, session: 'cut', body: Buffer.from([0xff, 0xfe]) });
		expect(formatCurl(await exchangeOf('cut'), { origin: mock.url }).missing).toContain(
			'the body, 2 bytes that are no text',
		);
	});

	it('runs no name that a caller has made up', () => {
		const headers = { '`id`$(id)': '[redacted]', cookie: '[redacted]' };
		const request = { method: 'GET', target: '/', headers, bodyBytes: 0 };
		const { text } = formatCurl({ request, session: 'default' } as unknown as Exchange, { origin: mock.url });
		expect(text).toContain(`-H '\`id\`$(id): '"$SECRET" -H 'cookie: '"$SECRET"`);
	});
});

/** Sends a request with a token, its path as it is written. */
function sendAsItIs(
	{ port }: RunningMock,
	{
		method,
		path,
		session,
		body,
		headers,
	}: {
		method: string;
		path: string;
		session: string;
		body?: string | Buffer | object;
		headers?: Record<string, string>;
	},
): Promise<void> {
	const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
	const sent = body === undefined ? undefined : isRaw ? body : JSON.stringify(body);
	return new Promise((resolve, reject) => {
		const type =
			sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) };
		const joined = path.startsWith('/__session/') ? {} : { 'x-mock-session': session };
		const all = { authorization: 'Bearer x', ...type, ...joined, ...headers };
		request({ port, host: '127.0.0.1', method, path, headers: all, agent: false }, (response) => {
			response.resume().once('end', resolve);
		})
			.once('error', reject)
			.end(sent);
	});
}

describe('lines that join a session', () => {
	it.each(['header', 'cookie', 'path'] as const)('are run: by %s', async (way) => {
		const { operations } = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as {
			operations: OperationItem[];
		};
		const session = `join-${way}`;
		for (const [index, { sample }] of operations.entries()) {
			const lines = new Map(formatJoin({ root: mock.url, session, way, sample }).map(({ name, text }) => [name, text]));
			await promisify(execFile)('sh', ['-c', `${lines.get('curl')?.replace('curl', 'curl -s -m 5')} >/dev/null`]);
			const byCurl = await exchangeOf(session);
			await new Function(`return (async () => { ${lines.get('fetch in Node')} })()`)();
			const byFetch = await exchangeOf(session);
			expect([byCurl.id, byFetch.id]).toEqual([2 * index + 1, 2 * index + 2]);
			expect([byCurl.request.method, byCurl.request.target, byCurl.request.body]).toEqual([
				byFetch.request.method,
				byFetch.request.target,
				byFetch.request.body,
			]);
			expect([byCurl.operationId, [400, 401].includes(byCurl.response.status ?? 0)]).toEqual([
				byFetch.operationId,
				false,
			]);
		}
	});
});
