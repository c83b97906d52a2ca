// A body that nobody reads: whatever answers it, the client gets the answer, and the connection ends after a few MB.

import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { BASE, CREATE, call, startTestMock } from '../../support/mock.ts';
import { head, sendRaw } from '../../support/raw.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const PREFLIGHT = { Origin: 'http://app.test', 'Access-Control-Request-Method': 'POST' };
const CHUNK = Buffer.alloc(0x10000, 32);
const FRAMED = Buffer.concat([Buffer.from('10000\r\n'), CHUNK, Buffer.from('\r\n')]);

/** Sends up to 200 MB behind a head, as fast as it is taken. */
function pour(start: string, chunk: Uint8Array): Promise<{ text: string; sentMb: number; ms: number }> {
	return new Promise((resolve) => {
		const startedAt = performance.now();
		const socket = connect(mock.port, '127.0.0.1');
		let text = '';
		let sent = 0;
		const write = (): void => {
			if (sent >= 200e6 || !socket.writable) return;
			socket.write(chunk, (error) => {
				if (error) return;
				sent += chunk.length;
				write();
			});
		};
		socket.on('data', (data) => {
			text += data.toString('latin1');
		});
		socket.on('error', () => {});
		socket.on('close', () => resolve({ text, sentMb: sent / 1e6, ms: performance.now() - startedAt }));
		socket.write(start);
		write();
	});
}

describe.concurrent('a body that is not read', () => {
	it.each<[string, number, string, string, Record<string, string>?]>([
		['is too long', 413, 'POST', BASE, JSON_TYPE],
		['goes to no path', 404, 'POST', '/none'],
		['comes with a method that is not there', 405, 'PATCH', BASE],
		['comes with a preflight', 204, 'OPTIONS', BASE, PREFLIGHT],
		['comes with a session that is none', 400, 'POST', BASE, { ...JSON_TYPE, 'X-Mock-Session': 'no name!' }],
		['goes to the console', 200, 'GET', '/__admin/'],
		['goes to a file of the console', 404, 'POST', '/__admin/console/main.js', JSON_TYPE],
		['goes to the control API', 413, 'POST', '/__admin/sessions/default/cues', JSON_TYPE],
		['goes to what a page has read', 404, 'POST', '/__reads/default/1/x'],
		['waits for what nobody can promise', 417, 'POST', BASE, { ...JSON_TYPE, Expect: 'nonsense' }],
	])('and %s: %i, and the end', async (_name, status, method, target, headers = {}) => {
		const named = { Host: `127.0.0.1:${mock.port}`, ...headers };
		const long = pour(head(method, target, { ...named, 'Content-Length': '10000000000' }), CHUNK);
		const chunked = pour(head(method, target, { ...named, 'Transfer-Encoding': 'chunked' }), FRAMED);
		for (const reply of [await long, await chunked]) {
			expect(reply.text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
			expect(reply.text).toMatch(/^connection: close/im);
			// What the sockets' buffers take counts as sent as well.
			expect(reply.sentMb).toBeLessThan(30);
			expect(reply.ms).toBeLessThan(6000);
		}
	});
});

describe('a connection that ends', () => {
	it('carries out nothing that comes behind its last answer', async () => {
		const body = `${'100000\r\n'}${' '.repeat(0x100000)}\r\n1\r\n \r\n0\r\n\r\n`;
		const good = JSON.stringify(CREATE);
		const session = { 'X-Mock-Session': 'behind' };
		const first = head('POST', BASE, { ...JSON_TYPE, ...session, 'Transfer-Encoding': 'chunked' }) + body;
		const second = head('POST', BASE, { ...JSON_TYPE, ...session, 'Content-Length': String(good.length) }) + good;
		const reply = await sendRaw(mock.port, first + second);
		expect([reply.status, reply.answers]).toEqual([413, 1]);
		const { json } = await call(mock, 'GET', '/__admin/sessions/behind/requests');
		expect(json).toMatchObject({ requests: [{ response: { status: 413 } }] });
	});

	it('is none where a long body was read', async () => {
		const good = JSON.stringify(CREATE) + ' '.repeat(200_000);
		const sized = head('POST', BASE, { ...JSON_TYPE, 'Content-Length': String(good.length) }) + good;
		const chunked = `${head('POST', BASE, { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' })}${good.length.toString(16)}\r\n${good}\r\n0\r\n\r\n`;
		const reply = await sendRaw(mock.port, sized + chunked + sized, { quietMs: 300 });
		expect([reply.status, reply.answers]).toEqual([200, 3]);
		expect(reply.text).not.toMatch(/^connection: close/im);
	});
});
