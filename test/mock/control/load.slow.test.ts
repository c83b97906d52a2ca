// Threat 75: large imports, and the mock's own callers meanwhile.

import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { control, OTHER_ID, startOrders } from './support.ts';

const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

let mock: RunningMock;
beforeAll(async () => {
	mock = await startOrders({ journal: 0 });
});

/** Reads an order that is not there, again and again, while `act` goes on; how many answers came before its end. */
async function readMeanwhile<Value>(act: () => Promise<Value>): Promise<{ value: Value; answers: number }> {
	let isActing = true;
	let answers = 0;
	const readOne = (): Promise<number> =>
		new Promise((resolve, reject) => {
			const path = `/v1/shops/acme/orders/${OTHER_ID}`;
			const headers = { authorization: 'Bearer x', 'x-mock-session': 'reader' };
			request({ agent, host: '127.0.0.1', port: mock.port, path, headers }, (response) => {
				response.resume().once('end', () => resolve(response.statusCode ?? 0));
			})
				.once('error', reject)
				.end();
		});
	const read = async (): Promise<void> => {
		while (isActing) {
			expect(await readOne()).toBe(404);
			if (isActing) answers++;
		}
	};
	const reading = read();
	try {
		return { value: await act(), answers };
	} finally {
		isActing = false;
		await reading;
	}
}

/** Sends a body piece by piece until the mock has answered; the status, 0 where it hung up before that was read. */
function upload(
	path: string,
	{ headers, pieces }: { headers: Record<string, string>; pieces: Iterable<Buffer> },
): Promise<{ status: number; sent: number }> {
	return new Promise((resolve, reject) => {
		let sent = 0;
		let isOver = false;
		const all = { 'content-type': 'application/json', ...headers };
		const outgoing = request({ agent: false, host: '127.0.0.1', port: mock.port, method: 'PUT', path, headers: all });
		outgoing.once('response', (response) => {
			resolve({ status: response.statusCode ?? 0, sent });
			outgoing.destroy();
		});
		outgoing.once('close', () => {
			isOver = true;
		});
		outgoing.on('error', (error) => {
			if ('code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET')) resolve({ status: 0, sent });
			else reject(error);
		});
		const left = pieces[Symbol.iterator]();
		const write = (): void => {
			if (isOver) return;
			const { done, value } = left.next();
			if (done) {
				outgoing.end();
				return;
			}
			sent += value.length;
			outgoing.write(value, () => setImmediate(write));
		};
		write();
	});
}

const MEGABYTE = 1024 * 1024;
function* repeat(piece: Buffer, times: number): Generator<Buffer> {
	yield Buffer.from('{"padding":"');
	for (let count = 0; count < times; count++) yield piece;
	yield Buffer.from('"}');
}

describe('an import of 50 MB (threat 75)', () => {
	const piece = Buffer.alloc(MEGABYTE, 'x');
	const zipped = gzipSync(Buffer.concat([...repeat(piece, 50)]));
	it.each<[string, Record<string, string>, () => Iterable<Buffer>, number]>([
		['by its announced length', { 'content-length': String(50 * MEGABYTE) }, () => [], 0],
		['as soon as too much of it has come', { 'transfer-encoding': 'chunked' }, () => repeat(piece, 50), 30 * MEGABYTE],
		[
			'packed into little',
			{ 'content-encoding': 'gzip', 'content-length': String(zipped.length) },
			() => [zipped],
			MEGABYTE,
		],
	])('is answered 413 %s, while the mock answers, and the session stays', async (_how, headers, pieces, most) => {
		await control(mock, 'PUT /sessions/kept/scenario', { body: { name: 'paid-order' } });
		const before = (await control(mock, 'GET /sessions/kept/snapshot')).json;
		for (const path of ['/__admin/sessions/kept/snapshot', '/__admin/sessions/unborn/snapshot']) {
			const { value } = await readMeanwhile(() => upload(path, { headers, pieces: pieces() }));
			// Who goes on sending may meet the closed connection before the answer.
			const statuses = most > MEGABYTE ? [413, 0] : [413];
			expect([path, statuses.includes(value.status)]).toEqual([path, true]);
			expect(value.sent).toBeLessThanOrEqual(most);
		}
		expect((await control(mock, 'GET /sessions/kept/snapshot')).json).toEqual(before);
		expect((await control(mock, 'GET /sessions/unborn')).status).toBe(404);
	});
});

describe('a large import that is in order (threat 75)', () => {
	it('is done in pieces: the mock answers its own callers in between', async () => {
		await control(mock, 'PUT /sessions/big/scenario', { body: { name: null } });
		const empty = (await control(mock, 'GET /sessions/big/snapshot')).json;
		const orders = Array.from({ length: 10_000 }, (_, total) => ({
			shop: 'a',
			order_id: `00000000-0000-4000-8000-${String(total).padStart(12, '0')}`,
			status: 'PAID',
			note: 'n'.repeat(1000),
			total,
		}));
		const body = JSON.stringify({ ...empty, entities: { order: orders } });
		expect(body.length).toBeGreaterThan(10 * MEGABYTE);
		const { value, answers } = await readMeanwhile(() => control(mock, 'PUT /sessions/big/snapshot', { body }));
		expect([value.status, value.json.entities]).toEqual([200, { order: { PAID: 10_000 } }]);
		// In one piece there would be about four: while the body comes in, and when all is over.
		console.log(`${answers} answers while ${orders.length} entities were judged`);
		expect(answers).toBeGreaterThan(10);
	});

	it('is done so too where its last entity does not fit, and the session stays', async () => {
		const empty = (await control(mock, 'GET /sessions/big/snapshot')).json;
		const orders: object[] = [...empty.entities.order];
		orders.push({ ...orders.pop(), total: -1 });
		const body = JSON.stringify({ ...empty, entities: { order: orders } });
		const { value, answers } = await readMeanwhile(() => control(mock, 'PUT /sessions/big/snapshot', { body }));
		expect([value.status, value.json.findings[0].pointer]).toEqual([400, '/entities/order/9999/total']);
		expect(answers).toBeGreaterThan(10);
		expect((await control(mock, 'GET /sessions/big')).json.entities).toEqual({ order: { PAID: 10_000 } });
	});
});
