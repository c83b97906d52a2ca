// Threats 37, 38, 43 and 47 to 49: many at once, long runs, and how the program ends. What the control API does in the
// middle of it (threats 40 to 42, 44, 45) stands in test/control.

import { spawn } from 'node:child_process';
import { Agent, request as send } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { RunningMock } from '../../mock/serve.ts';
import { CLI, NODE, startCli } from '../support/cli.ts';
import { BASE, CREATE, call, create, startTestMock } from '../support/mock.ts';
import { head, sendRaw } from '../support/raw.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 20 });
afterAll(() => agent.destroy());
const DEVICE = {
	'x-installation_id': '0b7e4c1a-52c4-4f8e-8a55-6f0f5a1d9e20',
	'x-fingerprint': '0'.repeat(32),
	'user-agent': 'x',
};
interface Seen {
	status: number;
	reason: string;
	text: string;
}

/** A call on one of twenty connections that stay open. */
function ask(
	{ port }: { port: number },
	{ method, path, session, body }: { method: string; path: string; session: string; body?: unknown },
): Promise<Seen> {
	return new Promise((resolve, reject) => {
		const text = body === undefined ? '' : JSON.stringify(body);
		const headers = {
			authorization: 'Bearer x',
			'x-mock-session': session,
			...DEVICE,
			...(text !== '' && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
		};
		send({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (chunk: string) => {
				text += chunk;
			});
			answer.once('end', () =>
				resolve({ status: answer.statusCode ?? 0, reason: String(answer.headers['x-mock-reason'] ?? ''), text }),
			);
		})
			.once('error', reject)
			.end(text);
	});
}

function count<Key extends string | number>(values: readonly Key[]): Record<Key, number> {
	const counts = {} as Record<Key, number>;
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}
const times = <Value>(number: number, make: (index: number) => Value): Value[] =>
	Array.from({ length: number }, (_, index) => make(index));
const statusesOf = (seen: readonly Seen[]): Record<number, number> => count(seen.map(({ status }) => status));

async function use(mock: RunningMock, name: string, session: string): Promise<string> {
	const { json } = await call(mock, 'PUT', `/__admin/sessions/${session}/scenario`, { body: { name } });
	return (json as { scenario: { parameters: { identification_id: string } } }).scenario.parameters.identification_id;
}

describe('twenty at once for one identification (threat 37)', () => {
	it('twenty cancels are one 204 and nineteen 409, and one move in the journal', async () => {
		const mock = await startTestMock();
		for (const session of times(5, (index) => `round-${index}`)) {
			const id = await create(mock, session);
			const seen = await Promise.all(times(20, () => ask(mock, { method: 'DELETE', path: `${BASE}/${id}`, session })));
			expect(statusesOf(seen)).toEqual({ 204: 1, 409: 19 });
			const outcomes = mock.engine.sessions
				.peek(session)
				?.journal.list()
				.map(({ answer }) => answer.why.entity?.outcome);
			expect(count(outcomes?.map(String) ?? [])).toEqual({ created: 1, moved: 1, refused: 19 });
		}
	});

	it('cancels and validations together move it once', async () => {
		const mock = await startTestMock();
		const session = 'both';
		const id = await create(mock, session);
		const seen = await Promise.all(
			times(20, (index) =>
				index % 2
					? ask(mock, { method: 'DELETE', path: `${BASE}/${id}`, session })
					: ask(mock, { method: 'POST', path: `${BASE}/${id}/validate`, session }),
			),
		);
		expect(statusesOf(seen)).toEqual({ 204: 1, 409: 19 });
	});

	it('twenty on one connection, one behind the other, are answered in order', async () => {
		const mock = await startTestMock();
		const id = await create(mock);
		const reply = await sendRaw(mock.port, head('DELETE', `${BASE}/${id}`).repeat(20));
		const statuses = [...reply.text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
		expect(statuses).toEqual(['204', ...times(19, () => '409')]);
	});

	it('a cue that speaks once or twice does so, whoever comes first', async () => {
		const mock = await startTestMock();
		const late = await use(mock, 'late-arrival', 'late');
		const found = await Promise.all(
			times(20, () => ask(mock, { method: 'GET', path: `${BASE}/${late}`, session: 'late' })),
		);
		expect(statusesOf(found)).toEqual({ 404: 2, 200: 18 });
		const once = await use(mock, 'conflict-once', 'once');
		const seen = await Promise.all(
			times(20, () => ask(mock, { method: 'DELETE', path: `${BASE}/${once}`, session: 'once' })),
		);
		expect(statusesOf(seen)).toEqual({ 204: 1, 409: 19 });
		expect(seen.filter(({ reason }) => reason.startsWith('cue ')).length).toBe(1);
		const third = await use(mock, 'flaky', 'flaky');
		const mixed = await Promise.all(
			times(300, () => ask(mock, { method: 'GET', path: `${BASE}/${third}`, session: 'flaky' })),
		);
		expect(statusesOf(mixed)).toEqual({ 200: 200, 500: 100 });
	});
});

describe('two hundred creations at once (threat 38)', () => {
	it('are two hundred identifications with ids of their own', async () => {
		const mock = await startTestMock({ seed: 7 });
		const seen = await Promise.all(
			times(200, () => ask(mock, { method: 'POST', path: BASE, session: 'many', body: CREATE })),
		);
		expect(statusesOf(seen)).toEqual({ 200: 200 });
		expect(new Set(seen.map(({ text }) => text)).size).toBe(200);
		const list = (await call(mock, 'GET', '/__admin/sessions/many/resources/identification?limit=1')).json;
		expect(list).toMatchObject({ total: 200 });
	});

	it('are in sessions of their own where they name one each, and old sessions make room', async () => {
		const mock = await startTestMock({ maxSessions: 20 });
		const seen = await Promise.all(
			times(200, (index) => ask(mock, { method: 'POST', path: BASE, session: `s${index}`, body: CREATE })),
		);
		expect(statusesOf(seen)).toEqual({ 200: 200 });
		expect(mock.engine.sessions.size).toBeLessThanOrEqual(20);
		expect((await ask(mock, { method: 'POST', path: BASE, session: 's0', body: CREATE })).status).toBe(200);
	});
});

describe('a long run (threat 43)', () => {
	it('keeps the journal within its cap and memory where it was', { timeout: 60_000 }, async () => {
		setFlagsFromString('--expose-gc');
		const collect = runInNewContext('gc') as () => void;
		const mock = await startTestMock({ journal: 200, maxEntities: 300 });
		const run = async (requests: number): Promise<number> => {
			const worker = async (): Promise<void> => {
				for (let turn = 0; turn < requests / 20; turn += 1) {
					const made = await ask(mock, { method: 'POST', path: BASE, session: 'long', body: CREATE });
					const { identification_id: id } = JSON.parse(made.text) as { identification_id: string };
					await ask(mock, { method: 'DELETE', path: `${BASE}/${id}`, session: 'long' });
				}
			};
			await Promise.all(times(10, worker));
			collect();
			return process.memoryUsage().heapUsed;
		};
		const before = await run(2000);
		const after = await run(8000);
		const session = mock.engine.sessions.peek('long');
		expect(session?.journal.length).toBe(200);
		expect((session?.journal.length ?? 0) + (session?.journal.dropped ?? 0)).toBe(10_000);
		expect(session?.store.list('identification').length).toBe(300);
		expect(after / before).toBeLessThan(1.3);
	});
});

describe.concurrent('the end of the program', () => {
	/** A create request in flight: what it comes to. */
	async function hold(url: string): Promise<{ reply: Promise<{ status: number }>; open: Promise<unknown> }> {
		const reply = call({ url }, 'POST', BASE, { body: CREATE });
		reply.catch(() => undefined);
		const open = vi.waitFor(
			async () => expect((await call({ url }, 'GET', '/__admin/sessions/default')).json).toMatchObject({ open: 1 }),
			{ timeout: 5000 },
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
				const timer = setTimeout(() => reject(new Error(said)), 10_000);
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
					timeout: 8000,
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
