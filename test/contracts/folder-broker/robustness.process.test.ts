// The folder under several processes, and their sudden ends.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrokerFolder } from '../../../contracts/folder-broker/index.ts';
import { findBundled, NODE } from '../../support/cli.ts';
import { createTemporaryFolder } from './broker-fixtures.ts';
import { countPacts, createCaller, createFolder, listFiles, publish } from './callers.ts';

const PUBLISHER = findBundled('test/contracts/folder-broker/publisher-child');
const compiled = createTemporaryFolder();
const children: ChildProcess[] = [];

afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
});
beforeAll(async () => {
	// A process that is killed leaves nothing compiled behind; this one comes to its end.
	await startPublisher({ folder: createFolder(), prefix: 'none', count: 0 }).ended;
});
afterAll(() => compiled.remove());

function startPublisher(args: { folder: string; prefix: string; count: number; killAt?: number }): {
	child: ChildProcess;
	versions: string[];
	ended: Promise<number | null>;
} {
	const { folder, prefix, count, killAt = 0 } = args;
	const child = spawn(NODE, [PUBLISHER, folder, prefix, String(count), String(killAt)], {
		stdio: ['ignore', 'pipe', 'inherit'],
		// Compiled once for all; coverage wants the code itself.
		env: process.env['NODE_V8_COVERAGE'] ? process.env : { ...process.env, NODE_COMPILE_CACHE: compiled.path },
	});
	children.push(child);
	const versions: string[] = [];
	let rest = '';
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		const lines = `${rest}${text}`.split('\n');
		rest = lines.pop() ?? '';
		versions.push(...lines);
	});
	const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
	return { child, versions, ended };
}

describe('several processes', () => {
	it('two of them publish 200 versions each, and the folder keeps 400', async () => {
		const folder = createFolder();
		const publishers = ['a', 'b'].map((prefix) => startPublisher({ folder, prefix, count: 200 }));
		expect(await Promise.all(publishers.map(({ ended }) => ended))).toEqual([0, 0]);
		expect(await countPacts(folder)).toBe(400);
		const orders = openBrokerFolder(folder)
			.read()
			.versionsOf('orders-web')
			.map(({ order }) => order);
		expect(new Set(orders).size).toBe(400);
	}, 60_000);

	it('kill -9 of 30 writers, each at another step of its writing, corrupts none and loses nothing that was confirmed', async () => {
		const folder = createFolder();
		const confirmed: string[] = [];
		const runOne = async (step: number): Promise<void> => {
			const publisher = startPublisher({ folder, prefix: `r${step}`, count: 100, killAt: step });
			expect(await publisher.ended).toBeNull();
			confirmed.push(...publisher.versions);
		};
		// Every other step of some sixty, as a writer has them: what is confirmed comes with the last.
		for (let step = 1; step <= 60; step += 8) await Promise.all([0, 2, 4, 6].map((more) => runOne(step + more)));
		expect(confirmed.length).toBeGreaterThan(10);
		const files = listFiles(folder).filter((path) => path.endsWith('.json'));
		for (const path of files) JSON.parse(readFileSync(path, 'utf8'));
		const folderBroker = openBrokerFolder(folder);
		expect(folderBroker.listBroken()).toEqual([]);
		const state = folderBroker.read();
		for (const number of confirmed) {
			const pact = state.findVersion('orders-web', number)?.pacts[0];
			expect(
				pact && folderBroker.readPact({ consumer: 'orders-web', provider: 'orders-api', sha: pact.sha }),
			).toBeDefined();
		}
		// The next writer isn't stopped by the lock of the dead one, and clears away what it left.
		expect((await createCaller(folder)(...publish('after'))).status).toBe(200);
		expect(listFiles(folder).filter((path) => /\.tmp-|\.lock/.test(path))).toEqual([]);
	}, 60_000);

	it('a writer waits for a lock that is held, takes over that of a dead process, and of nobody else', async () => {
		const folder = createFolder();
		mkdirSync(folder, { recursive: true });
		const lock = join(folder, '.lock');
		writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), id: 'dead' }));
		expect((await createCaller(folder)(...publish('1'))).status).toBe(200);
		writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), id: 'alive' }));
		let isDone = false;
		const waiting = createCaller(folder)(...publish('2')).then((answer) => {
			isDone = true;
			return answer;
		});
		await createCaller(folder)('GET', '/');
		expect(isDone).toBe(false);
		rmSync(lock);
		expect((await waiting).status).toBe(200);
		writeFileSync(lock, 'not even JSON');
		utimesSync(lock, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
		expect((await createCaller(folder)(...publish('3'))).status).toBe(200);
		expect(await countPacts(folder)).toBe(3);
	});
});
