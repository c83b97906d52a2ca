// Threats 47 to 49: how the program ends, and what it does when it may open no more files.

import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { CLI, NODE, startCli } from '../support/cli.ts';
import { BASE, CREATE, call } from '../support/mock.ts';

const times = <Value>(number: number, make: (index: number) => Value): Value[] =>
	Array.from({ length: number }, (_, index) => make(index));

describe.concurrent('the end of the program', () => {
	/** A create request in flight: what it comes to. */
	async function hold(url: string): Promise<{ reply: Promise<{ status: number }>; open: Promise<unknown> }> {
		const reply = call({ url }, 'POST', BASE, { body: CREATE });
		reply.catch(() => undefined);
		const open = vi.waitFor(
			async () => expect((await call({ url }, 'GET', '/__admin/sessions/default')).json).toMatchObject({ open: 1 }),
			{ timeout: 20_000 },
		);
		return { reply, open };
	}

	it.each(['SIGTERM', 'SIGINT'] as const)(
		'on %s what is in flight is answered, new calls are not, and it exits with 0 (threat 47)',
		async (signal) => {
			const mock = await startCli(['--delay', '1500ms', '--log', 'json']);
			const { port } = new URL(mock.url);
			const idle = connect(Number(port), '127.0.0.1').on('error', () => undefined);
			const { reply, open } = await hold(mock.url);
			await open;
			const startedAt = performance.now();
			mock.child.kill(signal);
			await mock.waitFor(new RegExp(signal));
			await expect(call(mock, 'GET', '/__admin/health')).rejects.toThrow();
			expect((await reply).status).toBe(200);
			expect(await mock.ended).toBe(0);
			expect(performance.now() - startedAt).toBeLessThan(3000);
			idle.destroy();
		},
	);

	it.each([
		['SIGTERM', 'SIGTERM', 143],
		['SIGINT', 'SIGTERM', 143],
		['SIGTERM', 'SIGINT', 130],
	] as const)('on %s and %s it exits at once (threat 48)', async (first, second, code) => {
		const mock = await startCli(['--delay', '10s', '--log', 'json']);
		const { reply, open } = await hold(mock.url);
		await open;
		const startedAt = performance.now();
		mock.child.kill(first);
		await mock.waitFor(new RegExp(first));
		mock.child.kill(second);
		expect(await mock.ended).toBe(code);
		expect(performance.now() - startedAt).toBeLessThan(1500);
		await expect(reply).rejects.toThrow();
	});

	it('hung answers do not hold it up', async () => {
		const mock = await startCli(['--scenario', 'hang', '--log', 'json']);
		const { reply, open } = await hold(mock.url);
		await open;
		const startedAt = performance.now();
		expect(await mock.stop()).toBe(0);
		expect(performance.now() - startedAt).toBeLessThan(1500);
		await expect(reply).rejects.toThrow();
	});
});

describe('more connections than files may be open (threat 49)', () => {
	it('leave it alive, and it serves right after', { timeout: 30_000 }, async () => {
		const words = [
			'-c',
			'ulimit -n 64 && exec "$0" "$@"',
			NODE,
			CLI,
			'start',
			'--port',
			'0',
			'--no-watch',
			'--log',
			'json',
		];
		const child = spawn('sh', words, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] ?? '' } });
		const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => {
			said += chunk;
		});
		try {
			const url = await new Promise<string>((resolve, reject) => {
				const timer = setTimeout(() => reject(new Error(said)), 60_000);
				child.stdout.on('data', (chunk: Buffer) => {
					said += chunk;
					const found = /"url":"(http:[^"]+)"/.exec(said)?.[1];
					if (found === undefined) return;
					clearTimeout(timer);
					resolve(found);
				});
			});
			expect((await call({ url }, 'POST', BASE, { body: CREATE })).status).toBe(200);
			const port = Number(new URL(url).port);
			const sockets = await Promise.all(
				times(
					200,
					() =>
						new Promise<Socket>((resolve) => {
							const socket = connect(port, '127.0.0.1');
							socket.once('connect', () => resolve(socket)).on('error', () => resolve(socket));
						}),
				),
			);
			// The control API is read from disk with its first request, and now, most likely, it can't be.
			const [first] = sockets as [Socket];
			const answered = new Promise<string>((resolve) => void first.once('data', (chunk) => resolve(String(chunk))));
			first.write(`GET /__admin/health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
			expect(await answered).toMatch(/^HTTP\/1\.1 (500|200) /);
			for (const socket of sockets) socket.destroy();
			await expect
				.poll(async () => (await call({ url }, 'POST', BASE, { body: CREATE }).catch(() => ({ status: 0 }))).status, {
					timeout: 20_000,
				})
				.toBe(200);
			expect((await call({ url }, 'GET', '/__admin/health')).status).toBe(200);
			expect(child.exitCode, said).toBeNull();
		} finally {
			child.kill('SIGKILL');
			await ended;
		}
	});
});
