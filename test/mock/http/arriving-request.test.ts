import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArrivingRequest, release, takeWhole } from '../../../mock/http/arriving-request.ts';

/** What a handler makes of a body: each answers with what it has got, in hexadecimal. */
type Reader = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const text = (bytes: Uint8Array | undefined): string =>
	`${bytes?.length} ${bytes ? Buffer.from(bytes).subarray(-3) : ''}`;
const whole = (request: IncomingMessage): Promise<void> =>
	new Promise((resolve) => {
		const look = (): void => void (request.complete ? resolve() : setImmediate(look));
		look();
	});

const app = express();
app.use(express.raw({ type: () => true, limit: '1mb' }), (request, response) => {
	response.end(text(request.body instanceof Uint8Array ? request.body : Buffer.alloc(0)));
});

const READERS: Readonly<Record<string, Reader>> = {
	async taken(request, response) {
		await whole(request);
		response.end(text(takeWhole(request) ?? ((request.read() as Buffer | null) || Buffer.alloc(0))));
	},
	async iterated(request, response) {
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece as Buffer);
		response.end(text(Buffer.concat(pieces)));
	},
	async 'iterated when all was there'(request, response) {
		await whole(request);
		await READERS['iterated']?.(request, response);
	},
	'heard piece by piece'(request, response) {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => response.end(text(Buffer.concat(pieces))));
	},
	'read by an Express app'(request, response) {
		release(request);
		app(request, response);
	},
	async 'read by an Express app when all was there'(request, response) {
		await whole(request);
		READERS['read by an Express app']?.(request, response);
	},
};

let reader: Reader = () => {};
const server = createServer(
	{ IncomingMessage: ArrivingRequest },
	(request, response) => void reader(request, response),
);
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

/** Sends the pieces one after the other, and gives the body of each answer. */
async function exchange(pieces: readonly (string | Buffer)[], answers: number): Promise<string[]> {
	const socket: Socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
	let got = '';
	const done = new Promise<void>((resolve, reject) => {
		socket.on('error', reject);
		socket.on('data', (bytes) => {
			got += bytes;
			if (bodiesOf(got).length === answers) resolve();
		});
	});
	for (const piece of pieces) {
		socket.write(piece);
		await new Promise((resolve) => setTimeout(resolve, 4));
	}
	await done;
	socket.destroy();
	return bodiesOf(got);
}

const bodiesOf = (text: string): string[] =>
	text.split('HTTP/1.1 ').flatMap((one) => /\r\n\r\n(.+)$/s.exec(one)?.[1] ?? []);

const SIZES = [1, 16_384, 16_385, 200_000];
const head = (size: number): string => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n`;
const body = (size: number): Buffer =>
	Buffer.concat([Buffer.alloc(Math.max(0, size - 3), 'x'), Buffer.from('end')]).subarray(-size);

describe('a body that is kept as it comes', () => {
	it.each(Object.keys(READERS))(
		'is %s, whatever its size and pieces, and the next request has its own',
		async (name) => {
			reader = READERS[name] as Reader;
			// Of a longer one the rest comes only when somebody reads.
			for (const size of /^taken|was there/.test(name) ? SIZES.slice(0, 3) : SIZES) {
				const bytes = body(size);
				const expected = [text(bytes), text(body(7))];
				const next = Buffer.concat([Buffer.from(head(7)), body(7)]);
				const half = size >> 1;
				const all = Buffer.concat([Buffer.from(head(size)), bytes]);
				expect(await exchange([all, next], 2)).toEqual(expected);
				expect(await exchange([head(size), bytes.subarray(0, half), bytes.subarray(half), next], 2)).toEqual(expected);
				const chunked = `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n`;
				expect(await exchange([chunked, bytes, '\r\n0\r\n\r\n', next], 2)).toEqual(expected);
			}
		},
	);

	it('that nobody reads is dropped, and the next request answered', async () => {
		reader = (_request, response) => void response.end('unread');
		for (const size of SIZES.slice(0, 3))
			expect(await exchange([head(size), body(size), head(1), body(1)], 2)).toEqual(['unread', 'unread']);
	});

	it('is taken once, and nothing is left to read', async () => {
		reader = async (request, response) => {
			await whole(request);
			const first = takeWhole(request);
			const second = takeWhole(request);
			request.resume();
			response.end(`${first} ${second} ${request.read()}`);
		};
		expect(await exchange([head(3), 'end'], 1)).toEqual(['end undefined null']);
	});
});
