// Threats 1 to 14, 26 to 28, 34: what a body may be, and what it gets.

import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { BASE, CREATE, call, create, startTestMock } from '../../support/mock.ts';
import { head, sendRaw } from '../../support/raw.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const JSON_TYPE = { 'content-type': 'application/json' };
const good = JSON.stringify(CREATE);

/** What this thread holds: the process has others, whose tests take memory at the same time. */
function readHeldMb(): number {
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1e6;
}

describe('a body that is not right', () => {
	it.each<[string, string, number, string]>([
		['threat 1: a lone brace', '{', 400, 'not JSON'],
		['blank', '   ', 400, 'not JSON'],
		['threat 3: 50,000 brackets', '['.repeat(50_000), 400, 'nested deeper'],
		['threat 4: JSON 20,000 deep', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 400, 'nested deeper'],
		['threat 34: a number beyond the range', '{"name":"x","extra":1e400}', 400, 'beyond the range'],
		['threat 34: a lone surrogate', '{"name":"\\ud800"}', 400, 'lone surrogate'],
		['a lone surrogate in a name', '{"\\udfff":1}', 400, 'lone surrogate'],
		['null', 'null', 400, 'object'],
		['false', 'false', 400, 'object'],
		['0', '0', 400, 'object'],
		['an empty text', '""', 400, 'object'],
		['an empty list', '[]', 400, 'object'],
	])('%s is %#', async (_name, body, status, reason) => {
		const reply = await call(mock, 'POST', BASE, { body });
		expect([reply.status, reply.reason]).toEqual([status, expect.stringContaining(reason)]);
	});

	it('an empty body is no body, whatever its type and length say (threat 2)', async () => {
		const reply = await sendRaw(mock.port, head('POST', BASE, { ...JSON_TYPE, 'Content-Length': '0' }));
		expect(reply.status).toBe(400);
		expect(reply.text).toContain('body is required');
	});

	it('bytes that are not UTF-8 are 400 (threat 11)', async () => {
		const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
		expect(await call(mock, 'POST', BASE, { body })).toMatchObject({
			status: 400,
			reason: expect.stringContaining('UTF-8'),
		});
	});

	it('the finding names its place', async () => {
		const reply = await call(mock, 'POST', BASE, {
			body: { ...CREATE, identity_document: { document_number: '1', document_type: 'DNI' } },
		});
		expect(reply.status).toBe(400);
		expect(reply.reason).toContain('/identity_document/document_type');
	});
});

describe('a body that is right, though it looks odd', () => {
	it('takes the last of two equal keys, as JSON.parse does (threat 7)', async () => {
		expect(
			(await call(mock, 'POST', BASE, { body: '{"configuration_name":"NONE","configuration_name":"LOW"}' })).status,
		).toBe(200);
		expect(
			(await call(mock, 'POST', BASE, { body: '{"configuration_name":"LOW","configuration_name":"NONE"}' })).status,
		).toBe(400);
	});

	it('takes a byte order mark (threat 12)', async () => {
		expect((await call(mock, 'POST', BASE, { body: `\ufeff${good}` })).status).toBe(200);
	});

	it('keeps __proto__ and constructor inert (threats 8 and 9)', async () => {
		const body =
			'{"name":"x","__proto__":{"status":"CANCELLED","polluted":1},"constructor":{"prototype":{"polluted":1}}}';
		const reply = await call(mock, 'POST', BASE, { body });
		expect(reply.status).toBe(200);
		const { identification_id: id } = reply.json as { identification_id: string };
		const read = await call(mock, 'GET', `${BASE}/${id}`);
		expect(read.json).toMatchObject({ status: 'PENDING' });
		expect(read.text).not.toContain('polluted');
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	it.each([
		['gzip', gzipSync],
		['br', brotliCompressSync],
		['zstd', zstdCompressSync],
	])('takes %s, and answers well-formed UTF-8', async (encoding, pack) => {
		const reply = await call(mock, 'POST', BASE, {
			body: pack(JSON.stringify({ ...CREATE, name: 'Zoë 🎭' })),
			headers: { 'content-encoding': encoding },
		});
		expect(reply.status).toBe(200);
		const { identification_id: id } = reply.json as { identification_id: string };
		expect((await call(mock, 'GET', `${BASE}/${id}`)).json).toMatchObject({ name: 'Zoë 🎭' });
	});
});

describe('media types and encodings', () => {
	it.each([
		['threat 13: an unknown charset', { 'content-type': 'application/json; charset=bogus-1' }, 415],
		['threat 14: JSON as text/plain', { 'content-type': 'text/plain' }, 415],
		['no media type at all', { 'content-type': 'nonsense' }, 415],
		['an empty one', { 'content-type': '' }, 415],
		['threat 27: an unknown encoding', { 'content-encoding': 'snappy' }, 415],
		['an encoding that is named and empty', { 'content-encoding': '' }, 200],
		['threat 27: corrupt gzip', { 'content-encoding': 'gzip' }, 400],
		['a charset that is known', { 'content-type': 'application/json; charset=UTF-8' }, 200],
	])('%s', async (_name, headers, status) => {
		expect((await call(mock, 'POST', BASE, { body: good, headers })).status).toBe(status);
	});

	it('no Content-Type is 415 and says what to send (threat 14)', async () => {
		const reply = await sendRaw(mock.port, head('POST', BASE, { 'Content-Length': String(good.length) }) + good);
		expect(reply.status).toBe(415);
		expect(reply.text).toContain('send application/json');
	});
});

describe('bodies beyond the bound', () => {
	it('a Content-Length of 100 MB is 413 before it is read, and closes (threat 5)', async () => {
		const reply = await sendRaw(
			mock.port,
			head('POST', BASE, { ...JSON_TYPE, 'Content-Length': '100000000' }) + 'x'.repeat(1000),
		);
		expect([reply.status, reply.ended === 'quiet']).toEqual([413, false]);
		expect(reply.text.toLowerCase()).toContain('connection: close');
	});

	it('100 MB in chunks is 413 after little of it, and memory stays (threat 6)', async () => {
		const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 120), Buffer.from('\r\n')]);
		const before = readHeldMb();
		const reply = await sendRaw(mock.port, [
			head('POST', BASE, { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }),
			...Array.from({ length: 1600 }, () => chunk),
		]);
		// The answer may be lost with the connection: what counts is that the server stopped reading.
		expect([413, 0]).toContain(reply.status);
		expect(reply.ended).not.toBe('quiet');
		expect(readHeldMb() - before, 'MB more').toBeLessThan(60);
		expect((await call(mock, 'POST', BASE, { body: good })).status).toBe(200);
	});

	it('a gzip bomb of 100 MB is 413, and memory stays (threat 26)', async () => {
		const bomb = gzipSync(Buffer.alloc(100_000_000));
		const before = readHeldMb();
		expect((await call(mock, 'POST', BASE, { body: bomb, headers: { 'content-encoding': 'gzip' } })).status).toBe(413);
		expect(readHeldMb() - before, 'MB more').toBeLessThan(60);
	});

	it('a body that breaks off stores nothing, and the journal says aborted (threat 28)', async () => {
		const session = 'aborted';
		await create(mock, session);
		const store = mock.engine.sessions.get(session).store;
		const before = JSON.stringify(store.counts());
		await new Promise<void>((resolve) => {
			import('node:net').then(({ connect }) => {
				const socket = connect(mock.port, '127.0.0.1', () => {
					socket.write(
						head('POST', BASE, { ...JSON_TYPE, 'Transfer-Encoding': 'chunked', 'X-Mock-Session': session }) +
							'5\r\n{"nam\r\n',
					);
					setTimeout(() => {
						socket.destroy();
						resolve();
					}, 50);
				});
			});
		});
		await expect.poll(() => mock.engine.sessions.get(session).journal.list().at(-1)?.answer.why.step).toBe('aborted');
		expect(JSON.stringify(store.counts())).toBe(before);
	});
});
