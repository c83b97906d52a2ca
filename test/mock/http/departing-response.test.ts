import { createServer, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DepartingResponse, writeWholeHead } from '../../../mock/http/departing-response.ts';
import { sendRaw } from '../../support/raw.ts';

/** An answer as the shell would send it. */
interface Sent {
	status: number;
	headers: Record<string, string | string[]>;
	body?: string;
	/** Where there is no Date. */
	isUndated?: boolean;
}

let sent: Sent = { status: 200, headers: {} };
const servers = [DepartingResponse, ServerResponse].map((Response) =>
	createServer({ ServerResponse: Response, keepAliveTimeout: 5000 }, (_request, response) => {
		const { status, headers, body, isUndated = false } = sent;
		if (isUndated) response.sendDate = false;
		try {
			const bytes = body === undefined ? 0 : Buffer.byteLength(body);
			writeWholeHead(response, { status, headers: { ...headers } as Record<string, string>, bytes });
			if (body === undefined) response.end();
			else if (bytes === body.length) response.end(body, 'latin1');
			else response.end(Buffer.from(body));
		} catch (error) {
			response.destroy();
			caught.push((error as NodeJS.ErrnoException).code);
		}
	}),
);
let caught: unknown[] = [];

beforeAll(async () => {
	for (const server of servers) await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
	for (const server of servers) {
		server.closeAllConnections();
		server.close();
	}
});

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

/** What both send, but for the second they do it in, and what both throw. */
async function ask(answer: Sent, request = GET) {
	sent = answer;
	const [own, node] = await Promise.all(
		servers.map(async (server) => {
			const { text, ended } = await sendRaw((server.address() as AddressInfo).port, request);
			return { text: text.replaceAll(/Date: .* GMT/g, 'Date'), ended };
		}),
	);
	const errors = caught;
	caught = [];
	return { own, node, errors };
}

describe('the head of an answer that goes out whole', () => {
	const length = (body: string) => ({
		'Content-Type': 'application/json',
		'Content-Length': `${Buffer.byteLength(body)}`,
	});
	const body = '{"a":1}';
	it.each<[string, Sent, string?]>([
		['a body', { status: 200, headers: length(body), body }],
		['the same headers again', { status: 200, headers: length(body), body }],
		['the same name with another value', { status: 201, headers: { ...length('[]'), Location: '/a/1' }, body: '[]' }],
		['text beyond Latin-1', { status: 200, headers: length('"ż"'), body: '"ż"' }],
		['a value in Latin-1', { status: 200, headers: { 'X-Name': 'Zoë', 'Content-Length': '0' } }],
		['an empty value', { status: 200, headers: { 'X-Empty': '', 'Content-Length': '0' } }],
		['no body', { status: 404, headers: { 'Content-Length': '0' } }],
		['204', { status: 204, headers: { 'X-A': '1' } }],
		['304', { status: 304, headers: { ETag: '"a"' } }],
		['205', { status: 205, headers: { 'Content-Length': '0' } }],
		['a status without a name', { status: 299, headers: { 'Content-Length': '0' } }],
		['HEAD', { status: 200, headers: length(body), body }, GET.replace('GET', 'HEAD')],
		['HEAD of no known length', { status: 200, headers: { 'X-A': '1' } }, GET.replace('GET', 'HEAD')],
		['no date', { status: 200, headers: length(body), body, isUndated: true }],
		['a date of its own', { status: 200, headers: { Date: 'Thu, 01 Jan 1970 00:00:00 GMT', 'Content-Length': '0' } }],
		['the connection closed by the server', { status: 200, headers: { ...length(body), Connection: 'close' }, body }],
		['a name in lower case', { status: 200, headers: { connection: 'close', 'content-length': '0' } }],
		['the connection closed by the client', { status: 200, headers: length(body), body }, close(GET)],
		['cookies', { status: 200, headers: { 'Set-Cookie': ['a=1', 'b=2'], 'Content-Length': '0' } }],
		['trailers', { status: 200, headers: { Trailer: 'X-Sum', 'Transfer-Encoding': 'chunked' }, body }],
		[
			'a file name',
			{ status: 200, headers: { 'Content-Disposition': 'attachment; filename="ë"', ...length(body) }, body },
		],
		['HTTP/1.0', { status: 200, headers: length(body), body }, GET.replace('1.1', '1.0')],
		['HTTP/1.0 that stays', { status: 200, headers: length(body), body }, stay(GET.replace('1.1', '1.0'))],
		['HTTP/1.0, 204', { status: 204, headers: {} }, stay(GET.replace('1.1', '1.0'))],
		['two requests in one piece', { status: 200, headers: length(body), body }, GET + GET],
	])('is what Node writes: %s', async (_name, answer, request) => {
		const { own, node, errors } = await ask(answer, request);
		expect(own).toEqual(node);
		expect(own?.text).toMatch(/^HTTP\/1\.1 \d{3} /);
		expect(errors).toEqual([]);
	});

	it.each<[string, Record<string, string>, string]>([
		['a line break in a value', { 'X-A': 'a\r\nX-B: b' }, 'ERR_INVALID_CHAR'],
		['the same in a name that is known', { 'Content-Type': 'a\nb' }, 'ERR_INVALID_CHAR'],
		['text beyond Latin-1', { 'X-A': 'ż' }, 'ERR_INVALID_CHAR'],
		['a name that is none', { 'X A': 'a' }, 'ERR_INVALID_HTTP_TOKEN'],
	])('is refused as Node refuses it: %s', async (_name, headers, code) => {
		for (let round = 0; round < 2; round++) {
			const { own, node, errors } = await ask({ status: 200, headers: { ...headers, 'Content-Length': '0' } });
			expect([own?.text, node?.text, errors]).toEqual(['', '', [code, code]]);
		}
	});

	it('is what Node writes, whatever is in it', async () => {
		const name = fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,8}$/);
		const value = fc.stringMatching(/^[ -~]{0,12}$/);
		const headers = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });
		await fc.assert(
			fc.asyncProperty(headers, fc.integer({ min: 200, max: 599 }), async (some, status) => {
				const { own, node, errors } = await ask({ status, headers: { ...some, 'Content-Length': '0' } }, close(GET));
				expect(own).toEqual(node);
				expect(errors).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});
});

function close(request: string): string {
	return request.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
}

function stay(request: string): string {
	return request.replace('\r\n\r\n', '\r\nConnection: keep-alive\r\n\r\n');
}
