// The page's pieces that are plain functions: words, lines of JSON, curl lines, scenario files, the diagram.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatCurl, quoteWord } from '../../mock/console/page/curl.ts';
import { layOut, NODE_HEIGHT, NODE_WIDTH } from '../../mock/console/page/diagram-layout.ts';
import { formatJoin } from '../../mock/console/page/join-lines.ts';
import { placeFinding, toLines } from '../../mock/console/page/json-lines.ts';
import { linkTo, readRoute } from '../../mock/console/page/route.ts';
import { formatScenario } from '../../mock/console/page/scenario-yaml.ts';
import type { Exchange, OperationItem, Resource } from '../../mock/console/page/types.ts';
import { nameDistance, nameDuration, nameStatus, showText } from '../../mock/console/page/words.ts';
import { completeOptions } from '../../mock/options.ts';
import { createMockApp, type RunningMock } from '../../mock/serve.ts';
import { BASE, CREATE, call, create, startTestMock } from '../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

describe('text from outside', () => {
	it.each([
		['', ''],
		['plain ä 漢字 😀\ttab\nline', 'plain ä 漢字 😀\ttab\nline'],
		['\u001b[31m', '⟨U+001B⟩[31m'],
		['a\u202eb\u2066c', 'a⟨U+202E⟩b⟨U+2066⟩c'],
		['\u0000\u007f\u009b', '⟨U+0000⟩⟨U+007F⟩⟨U+009B⟩'],
		['\ud800x', '⟨U+D800⟩x'],
		['\ufeff\u200b\u200f', '⟨U+FEFF⟩⟨U+200B⟩⟨U+200F⟩'],
		['<b>&amp;', '<b>&amp;'],
	])('%j is shown as %j', (text, shown) => {
		expect(showText(text)).toBe(shown);
	});
});

describe('numbers in words', () => {
	it.each([
		[nameStatus(409), '409 Conflict'],
		[nameStatus(418), '418'],
		[nameStatus(null), 'no answer'],
		[nameDuration(0), '0.0 ms'],
		[nameDuration(null), '…'],
		[nameDuration(1500), '1.50 s'],
		[nameDistance(0), 'now'],
		[nameDistance(-5), 'now'],
		[nameDistance(86_400_000), 'in 1 day'],
		[nameDistance(7_200_000), 'in 2 hours'],
	])('%j', (told, wanted) => {
		expect(told).toBe(wanted);
	});
});

describe('the address', () => {
	it.each([
		['', { session: 'default', view: 'requests' }],
		['#/qa/clock', { session: 'qa', view: 'clock' }],
		['#/qa/none', { session: 'qa', view: 'requests' }],
		['#/<b>/clock', { session: 'default', view: 'clock' }],
		['#/constructor/__proto__', { session: 'constructor', view: 'requests' }],
	])('%j leads to %j', (hash, route) => {
		expect(readRoute(hash)).toEqual(route);
		expect(readRoute(linkTo(readRoute(hash)))).toEqual(readRoute(hash));
	});
});

describe('a value as lines', () => {
	const value = { a: 0, 'b/c~': [null, { d: '' }], e: [], f: {} };
	it('is the JSON of the value', () => {
		const text = toLines(value)
			.map((line) => line.text)
			.join('\n');
		expect(JSON.parse(text)).toEqual(value);
		for (const one of [0, false, null, [], {}]) expect(JSON.parse(toLines(one)[0]?.text ?? '')).toEqual(one);
		expect(toLines('a\nb').map((line) => line.text)).toEqual(['a', 'b']);
	});

	it.each([
		['/a', '"a": 0'],
		['/b~1c~0/1/d', '"d": ""'],
		['/b~1c~0/1/missing', '{'],
		['/e/0', '"e": []'],
		['', '{'],
		['limit', '{'],
	])('tells a finding at %s where %s stands', (pointer, start) => {
		const lines = toLines(value);
		expect(lines[placeFinding(lines, pointer)]?.text.trim().startsWith(start)).toBe(true);
	});
});

async function exchangeOf(session: string, query = ''): Promise<Exchange> {
	const list = (await (await fetch(`${mock.url}/__admin/sessions/${session}/requests${query}`)).json()) as {
		requests: Exchange[];
	};
	return list.requests.at(-1) as Exchange;
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
			'the body beyond what the journal has kept of its 20002 bytes',
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
			await new Function(`return (async () => { ${lines.get('fetch')} })()`)();
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
			expect(lines.get('Playwright')).toContain(session);
		}
	});
});

describe('a scenario made of an exchange', () => {
	/** What a mock with nothing but this scenario makes of the same request. */
	async function replay(yaml: string, exchange: Exchange): Promise<number> {
		const folder = mkdtempSync(join(tmpdir(), 'made-'));
		try {
			const name = /^name: (.*)$/m.exec(yaml)?.[1] ?? '';
			writeFileSync(join(folder, `${name}.yaml`), yaml);
			// Refuses to start with a scenario that has mistakes.
			(await createMockApp(completeOptions({ scenarios: folder, watch: false }))).close();
			const other = await startTestMock({ scenarios: folder, watch: false, scenario: name });
			const { method, target, body } = exchange.request;
			return (await call(other, method, target, body === undefined ? {} : { body })).status;
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}

	it('gives what was there, where the state alone decided', async () => {
		const id = await create(mock, 'made');
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'made' });
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'made' });
		const exchange = await exchangeOf('made');
		const yaml = formatScenario(exchange);
		expect(yaml).not.toContain('script:');
		expect(await replay(yaml, exchange)).toBe(409);
	});

	it('replies what a cue replied, also off the document', async () => {
		for (const [session, cue, status] of [
			['cued', { on: '*', reply: { status: 500 } }, 500],
			['off', { on: '*', reply: { status: 503 }, offSpec: true }, 503],
			['shown', { on: '*', reply: { status: 404 } }, 404],
		] as const) {
			await fetch(`${mock.url}/__admin/sessions/${session}/cues`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(cue),
			});
			await call(mock, 'DELETE', `${BASE}/00000000-0000-4000-8000-000000000001`, { session });
			const exchange = await exchangeOf(session);
			expect([session, exchange.response.status]).toEqual([session, status]);
			expect([session, await replay(formatScenario(exchange), exchange)]).toEqual([session, status]);
		}
	});

	it('can be loaded whatever the caller sent', async () => {
		const id = await create(mock, 'odd', {
			...CREATE,
			name: `\${org_id} \${x} # : - "q" ' \u2028 \u0085 {{ <b>`,
			last_name: ': #',
		});
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'odd' });
		const exchange = await exchangeOf('odd');
		expect(await replay(formatScenario(exchange), exchange)).toBe(200);
		await call(mock, 'POST', BASE, { body: { name: 0 }, session: 'odd' });
		const refused = await exchangeOf('odd');
		expect(await replay(formatScenario(refused), refused)).toBe(400);
	});
});

describe('the diagram of a resource', () => {
	const resource: Resource = {
		name: 'order',
		key: 'id',
		scope: [],
		state: 'status',
		initial: 'NEW',
		states: ['LOST', 'PAID', 'NEW', 'SENT'],
		sample: {},
		moves: [
			{ from: ['NEW'], to: 'PAID', operationId: 'payOrder' },
			{ from: ['NEW', 'PAID'], to: 'PAID', operationId: 'payAgain' },
			{ from: ['PAID'], to: 'SENT', at: 'due_at' },
			{ from: ['SENT'], to: 'NEW', operationId: 'returnOrder' },
			{ from: ['GONE'], to: 'NEW', operationId: 'never' },
		],
	};

	it('has every state once, none upon another, and all within its frame', () => {
		const { nodes, edges, width, height } = layOut(resource);
		expect(nodes.map(({ state }) => state).sort()).toEqual(['LOST', 'NEW', 'PAID', 'SENT']);
		for (const [index, one] of nodes.entries()) {
			expect(one.x + NODE_WIDTH <= width && one.y + NODE_HEIGHT <= height).toBe(true);
			for (const other of nodes.slice(index + 1)) {
				expect(Math.abs(one.x - other.x) >= NODE_WIDTH || Math.abs(one.y - other.y) >= NODE_HEIGHT).toBe(true);
			}
		}
		expect(edges.map(({ from, to, labels }) => [from, to, ...labels])).toEqual([
			['NEW', 'PAID', 'payOrder', 'payAgain'],
			['PAID', 'PAID', 'payAgain'],
			['PAID', 'SENT', 'time'],
			['SENT', 'NEW', 'returnOrder'],
		]);
	});

	it.each([
		['no states', { states: [], moves: [] }],
		['one state', { states: ['NEW'], moves: [] }],
		['no initial state', { states: ['A', 'B'], moves: [], initial: undefined }],
	])('is drawn with %s', (_name, part) => {
		const { nodes, width } = layOut({ ...resource, ...part } as Resource);
		expect([nodes.length, width > 0]).toEqual([part.states.length, true]);
	});
});
