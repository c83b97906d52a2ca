import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { IdleConnections } from '../../../mock/http/idle-connections.ts';

const LOOK_MS = 20;
const IDLE_MS = 100;
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const closers: (() => void)[] = [];
afterEach(() => {
	for (const close of closers.splice(0)) close();
});

/** A server that answers after so many ms, and a connection to it. */
async function open(
	answerMs = 0,
): Promise<{ socket: Socket; connections: IdleConnections; closed: () => number | undefined }> {
	const connections = new IdleConnections(LOOK_MS);
	const server = createServer({ keepAliveTimeout: IDLE_MS, keepAliveTimeoutBuffer: 0 }, (_request, response) => {
		setTimeout(() => response.end('a'), answerMs);
	});
	server.on('connection', (socket) => connections.add(socket));
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
	let closedMs: number | undefined;
	socket.on('close', () => {
		closedMs = performance.now();
	});
	socket.on('error', () => undefined);
	socket.resume();
	closers.push(
		() => socket.destroy(),
		() => void server.close(),
		() => connections.close(),
	);
	return { socket, connections, closed: () => closedMs };
}

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('an idle connection', () => {
	it('is closed when its time is over, not before, and is known no more', async () => {
		const { socket, connections, closed } = await open();
		const startedMs = performance.now();
		socket.write(GET);
		await expect.poll(closed, { timeout: 5000 }).toBeDefined();
		expect((closed() as number) - startedMs).toBeGreaterThan(IDLE_MS);
		await expect.poll(() => [...connections.sockets].length).toBe(0);
	});

	it('stays while an answer is awaited', async () => {
		const { socket, closed } = await open(IDLE_MS * 5);
		socket.write(GET);
		await pass(IDLE_MS * 4);
		expect(closed()).toBeUndefined();
		await expect.poll(closed, { timeout: 5000 }).toBeDefined();
	});

	it('gets its whole time anew with each request, and a request that waits is no idling', async () => {
		const { socket, closed } = await open(IDLE_MS / 2);
		for (let round = 0; round < 6; round++) {
			socket.write(GET);
			await pass(IDLE_MS * 0.75);
		}
		expect(closed()).toBeUndefined();
		await expect.poll(closed, { timeout: 5000 }).toBeDefined();
	});

	it('stays while a request comes in pieces', async () => {
		const { socket, closed } = await open();
		let answers = 0;
		socket.on('data', (data: Buffer) => {
			answers += data.toString('latin1').split('HTTP/1.1 200').length - 1;
		});
		socket.write(GET);
		await pass(IDLE_MS * 0.8);
		socket.write(GET.slice(0, 10));
		await pass(IDLE_MS * 0.8);
		expect(closed()).toBeUndefined();
		socket.write(GET.slice(10));
		await expect.poll(() => answers).toBe(2);
		await expect.poll(closed, { timeout: 5000 }).toBeDefined();
	});

	it('keeps the time of somebody who listens with a timer, as ever', async () => {
		const { connections, socket } = await open(1000);
		socket.write(GET);
		await expect.poll(() => [...connections.sockets].length).toBe(1);
		const [near] = connections.sockets;
		await new Promise<void>((resolve) => void near?.setTimeout(10, resolve));
	});
});
