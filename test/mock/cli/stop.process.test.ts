import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type StartedCli, spawnCli, startCli } from '../../support/cli.ts';
import { BASE, CREATE, call, create } from '../../support/mock.ts';

/** Rejections and exceptions on demand, as a mistake in the program would cause them. */
const SABOTAGE = `data:text/javascript,${encodeURIComponent(`
	process.on('SIGUSR2', () => { Promise.reject(new Error('nobody caught this')); });
	process.on('SIGCONT', () => { setImmediate(() => { throw new Error('nobody caught that'); }); });
`)}`;

/** Waits until the mock has a request in flight. */
async function waitForOpen(cli: StartedCli): Promise<void> {
	for (;;) {
		const { sessions } = (await call(cli, 'GET', '/__admin/sessions')).json as { sessions: { open: number }[] };
		if (sessions.some(({ open }) => open > 0)) return;
	}
}

async function measure<T>(wait: Promise<T>): Promise<{ value: T; ms: number }> {
	const before = performance.now();
	return { value: await wait, ms: performance.now() - before };
}

describe.concurrent('a signal', () => {
	it.each(['SIGTERM', 'SIGINT'] as const)(
		'%s lets a request of 1.5 s end, refuses new ones, and exits with 0 within 3 s',
		async (signal) => {
			const cli = await startCli(['--delay', '1500ms']);
			const inFlight = call(cli, 'POST', BASE, { body: CREATE });
			await waitForOpen(cli);
			cli.child.kill(signal);
			await cli.waitFor(/stopping when all requests are answered/);
			await expect(call(cli, 'POST', BASE, { body: CREATE })).rejects.toThrow();
			const { value, ms } = await measure(cli.ended);
			expect((await inFlight).status).toBe(200);
			expect(value).toBe(0);
			expect(ms).toBeLessThan(3000);
		},
	);

	it('ends at once with idle connections', async () => {
		const cli = await startCli();
		await create(cli);
		// Its terminal was closed.
		cli.child.kill('SIGHUP');
		const { value, ms } = await measure(cli.ended);
		expect(value).toBe(0);
		expect(ms).toBeLessThan(1500);
	});

	it('waits for nothing but the answer: neither for connections that never asked nor for those that are done', async () => {
		const cli = await startCli(['--delay', '600ms']);
		const silent = connect(Number(new URL(cli.url).port), '127.0.0.1');
		await new Promise((resolve) => silent.once('connect', resolve));
		const done = create(cli);
		await waitForOpen(cli);
		cli.child.kill('SIGTERM');
		const { value, ms } = await measure(cli.ended);
		expect(await done).toMatch(/-/);
		expect(value).toBe(0);
		// With either of them it would take the whole grace, 2.5 s.
		expect(ms).toBeLessThan(2300);
		silent.destroy();
	});

	it('ends answers that never come', async () => {
		const cli = await startCli(['--scenario', 'hang']);
		const hung = call(cli, 'POST', BASE, { body: CREATE }).catch(() => 'cut');
		await waitForOpen(cli);
		cli.child.kill('SIGTERM');
		const { value, ms } = await measure(cli.ended);
		expect(await hung).toBe('cut');
		expect(value).toBe(0);
		expect(ms).toBeLessThan(3000);
	});

	it.each([
		['SIGTERM', 'SIGTERM', 143],
		['SIGTERM', 'SIGINT', 130],
		['SIGINT', 'SIGTERM', 143],
		['SIGINT', 'SIGINT', 130],
	] as const)('%s and then %s exits at once with %i', async (first, second, code) => {
		const cli = await startCli(['--delay', '60s']);
		const cut = call(cli, 'POST', BASE, { body: CREATE }).catch(() => 'cut');
		await waitForOpen(cli);
		cli.child.kill(first);
		await cli.waitFor(/stopping when all requests are answered/);
		await new Promise((resolve) => setTimeout(resolve, 60));
		cli.child.kill(second);
		const { value, ms } = await measure(cli.ended);
		expect(value).toBe(code);
		expect(ms).toBeLessThan(1000);
		expect(await cut).toBe('cut');
	});

	it('during the start stops it at once', async () => {
		const cli = spawnCli(['start', '--port', '0']);
		cli.child.kill('SIGINT');
		const { value, ms } = await measure(cli.ended);
		expect(value).not.toBe(0);
		expect(ms).toBeLessThan(1000);
		expect(cli.stdout()).toBe('');
	});
});

describe.concurrent('what nobody caught', () => {
	it.each([
		['SIGUSR2', 'nobody caught this'],
		['SIGCONT', 'nobody caught that'],
	] as const)('is told with its stack and ends the program with 1 (%s)', async (signal, message) => {
		const cli = await startCli([], { env: { NODE_OPTIONS: `--import=${SABOTAGE}` } });
		cli.child.kill(signal);
		expect(await cli.ended).toBe(1);
		expect(cli.stderr()).toMatch(new RegExp(`^Error: ${message}\n +at `));
	});

	it('is one line of JSON in a log of JSON', async () => {
		const cli = await startCli(['--log', 'json'], { env: { NODE_OPTIONS: `--import=${SABOTAGE}` } });
		cli.child.kill('SIGUSR2');
		expect(await cli.ended).toBe(1);
		const lines = cli.stderr().trimEnd().split('\n');
		expect(lines).toHaveLength(1);
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({
			level: 'error',
			message: expect.stringMatching(/nobody caught this\n +at /),
		});
	});
});

it.concurrent('a reader that closes its end of stdout does not end the mock', async () => {
	const cli = await startCli();
	cli.child.stdout?.destroy();
	for (let index = 0; index < 5; index++) expect(await create(cli)).toMatch(/-/);
	cli.child.kill('SIGTERM');
	expect(await cli.ended).toBe(0);
	expect(cli.stderr()).toBe('');
});

it.concurrent('scenarios that are saved are read again, and mistakes are told with their place', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'stunt-watch-'));
	const file = join(folder, 'conflict-once.yaml');
	copyFileSync('scenarios/conflict-once.yaml', file);
	const documents = ['spec/identity-document-admin.openapi.yaml', 'spec/identity-document.openapi.yaml'];
	const cli = await startCli([...documents, '--scenarios', folder]);
	try {
		writeFileSync(file, 'name: conflict-once\ntitle: Never\nscript:\n  - on: nothing\n    reply: { status: 409 }\n');
		await cli.waitFor(/scenarios read again: 1 mistake\n.* {3}\S*conflict-once\.yaml:4:\d+: .*nothing/);
		writeFileSync(file, 'name: conflict-once\ntitle: Never\n');
		await cli.waitFor(/scenarios read again: no mistakes\n/);
	} finally {
		await cli.stop();
		rmSync(folder, { recursive: true, force: true });
	}
});

it.concurrent('nothing is read again with --no-watch', async () => {
	const cli = await startCli(['--no-watch']);
	await create(cli);
	expect(await cli.stop()).toBe(0);
	expect(cli.stdout()).not.toContain('read again');
});
