// What stands between us and a broker: redirects, login pages, proxies, links to elsewhere. Nothing that was not sent counts as sent.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectBroker, demand, describeReply } from '../../../contracts/folder-broker/client/broker-client.ts';
import { runWords } from '../../support/command-line.ts';

let server: Server;
let host: string;
const seen: string[] = [];
let busy = 0;

interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: string;
}

const NOTICED: Readonly<Record<string, { type: string; text: string }[]>> = {
	sorry: [
		{ type: 'success', text: 'Read web version 1' },
		{ type: 'error', text: 'Quota of pacts exceeded' },
	],
	danger: [{ type: 'danger', text: 'Could not store it' }],
	warned: [{ type: 'warning', text: 'No branch was named' }],
};
const PAGE = { headers: { 'content-type': 'text/html' }, body: '<html><title>Sign in</title></html>' };

/** The first segment of the path says how the broker behaves; links are made as it says. */
function decide({ url = '', headers: { authorization } }: IncomingMessage): Answer {
	const [, mode = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(url) ?? [];
	const links: Record<string, string> = { foreign: `http://localhost:${port()}/foreign`, whole: '/whole', below: '' };
	const href = `${links[mode] ?? `http://${host}/${mode}`}/go`;
	const relations = [
		'go',
		'pb:publish-contracts',
		'pf:publish-provider-contract',
		'pb:environments',
		'pb:latest-pact-versions',
	];
	const _links = Object.fromEntries(relations.map((relation) => [relation, { href }]));
	const index = { status: 200, body: JSON.stringify({ _links }) };
	const done = { status: 200, body: JSON.stringify({ done: true }) };
	if (mode === 'page') return { status: 200, ...PAGE };
	if (mode === 'login') return { status: 302, headers: { location: '/page' } };
	if (mode === 'loop') return { status: 307, headers: { location: '/loop' } };
	if (rest === '/') return index;
	if (mode === 'moved' && rest === '/go') return { status: 308, headers: { location: '/moved/there' } };
	if (mode === 'found') return { status: 302, headers: { location: '/page' } };
	if (mode === 'swallowed') return { status: 200, ...PAGE };
	if (mode === 'forbidden') return { status: 403, ...PAGE };
	if (mode === 'foreign' && authorization === undefined) return { status: 401, body: '{"error":"no token"}' };
	if (mode === 'nothing') return { status: 204 };
	if (mode === 'empty') return { status: 200 };
	if (mode === 'again') return index;
	if (mode in NOTICED) return { status: 200, body: JSON.stringify({ notices: NOTICED[mode] }) };
	if (mode === 'busy' && busy++ === 0) return { status: 429, body: 'later' };
	return done;
}

function answer(request: IncomingMessage, response: ServerResponse): void {
	seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`);
	const { status, headers, body } = decide(request);
	response.writeHead(status, headers).end(body);
}

function port(): number {
	return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
	server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	host = `127.0.0.1:${port()}`;
});
afterAll(() => server.close());

async function post(mode: string, user = ''): Promise<unknown> {
	const client = connectBroker({ url: `http://${user}${host}/${mode}`, token: user === '' ? 'tok' : undefined });
	const href = await client.follow('go');
	return demand(client, { method: 'POST', href, body: { a: 1 } });
}

async function withPact(use: (file: string) => Promise<void>): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'pacts-'));
	try {
		const pact = join(folder, 'pact.json');
		const interactions = [{ description: 'a', request: { method: 'GET', path: '/' }, response: { status: 200 } }];
		writeFileSync(pact, JSON.stringify({ consumer: { name: 'web' }, provider: { name: 'orders' }, interactions }));
		await use(pact);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

describe('what is posted', () => {
	it.each(['plain', 'moved', 'whole', 'below', 'busy'])('arrives: %s', async (mode) => {
		seen.length = 0;
		expect(await post(mode)).toEqual({ done: true });
		const last = { moved: '/moved/there' }[mode] ?? `/${mode}/go`;
		expect(seen.at(-1)).toBe(`POST ${last} Bearer tok`);
	});

	it('arrives where nothing is answered', async () => {
		expect(await post('nothing')).toBeUndefined();
	});

	it.each([
		['login', 'answered 200 with text/html, which is no answer of a Pact Broker'],
		['loop', 'redirects without end'],
		['found', 'redirects to http://HOST/page, so nothing was sent'],
		['swallowed', 'answered 200 with text/html, which is no answer of a Pact Broker'],
		['forbidden', 'answered 403 with a page, so perhaps by a proxy or a login before the broker'],
		['foreign', 'links to http://localhost:PORT, which asks for credentials, and these go to http://HOST alone'],
	])('is no success that did not arrive: %s', async (mode, told) => {
		await expect(post(mode)).rejects.toMatchObject({
			name: 'StartupError',
			message: expect.stringContaining(told.replace('HOST', host).replace('PORT', String(port()))),
		});
	});

	it.each<[mode: string, words: string[]]>([
		['empty', ['publish', 'PACT', '--consumer-app-version', '1']],
		['again', ['publish', 'PACT', '--consumer-app-version', '1', '--json']],
		['nothing', ['publish', 'PACT', '--consumer-app-version', '1']],
		['again', ['publish-provider-contract', 'PACT', '--provider', 'orders', '--provider-app-version', '1']],
		['empty', ['environments', 'list']],
		['empty', ['list']],
	])('is neither published nor an empty list where no broker answered: %s %j', async (mode, words) => {
		await withPact(async (pact) => {
			const given = words.map((word) => (word === 'PACT' ? pact : word));
			const { code, stderr } = await runWords(['pact', ...given, '--broker', `http://${host}/${mode}`]);
			expect([code, stderr]).toEqual([
				2,
				expect.stringMatching(/answered 20[04] with.*which is no answer of a Pact Broker/),
			]);
		});
	});

	const PUBLISH = ['publish', 'PACT', '--consumer-app-version', '1'];
	const PUBLISH_DOCUMENT = ['publish-provider-contract', 'PACT', '--provider', 'orders', '--provider-app-version', '1'];
	it.each<[mode: string, words: string[], code: number, told: string]>([
		['sorry', PUBLISH, 1, 'Quota of pacts exceeded'],
		['danger', PUBLISH, 1, 'Could not store it'],
		['warned', PUBLISH, 0, ''],
		['sorry', [...PUBLISH, '--json'], 1, ''],
		['sorry', PUBLISH_DOCUMENT, 1, 'Quota of pacts exceeded'],
		['warned', PUBLISH_DOCUMENT, 0, ''],
	])('is not published where the answer tells of an error: %s %j', async (mode, words, code, told) => {
		await withPact(async (pact) => {
			const given = words.map((word) => (word === 'PACT' ? pact : word));
			const result = await runWords(['pact', ...given, '--broker', `http://${host}/${mode}`]);
			expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(told)]);
			if (words.includes('--json')) expect(JSON.parse(result.stdout)).toMatchObject({ published: false });
		});
	});

	it('the name and password of an address are sent, and shown to nobody', async () => {
		seen.length = 0;
		const client = connectBroker({ url: `http://me:s%C3%A9cret@${host}/plain` });
		expect(client.name).toBe(`http://${host}/plain`);
		await post('plain', 'me:s%C3%A9cret@');
		expect(seen.at(-1)).toBe(`POST /plain/go Basic ${Buffer.from('me:sécret').toString('base64')}`);
		await expect(post('found', 'me:s%C3%A9cret@')).rejects.toMatchObject({
			message: expect.not.stringContaining('cret'),
		});
	});
});

describe('an address', () => {
	it.each(['broker.example.com', 'localhost:9292', 'broker.example.com/pacts'])('without its beginning: %s', (url) => {
		expect(() => connectBroker({ url })).toThrow('is no folder that exists');
	});

	it.each(['./broker.example', 'contracts/broker', '/none/broker'])('of a folder: %s', (url) => {
		expect(connectBroker({ url }).isFolder).toBe(true);
	});
});

it('a refusal has the words of the broker', () => {
	const reply = { status: 409, text: '{}', location: undefined };
	expect(describeReply({ ...reply, body: { errors: { name: ['is used', 'is long'] } } })).toBe(
		'name: is used, is long',
	);
	expect(describeReply({ ...reply, body: undefined })).toBe('answered 409');
});
