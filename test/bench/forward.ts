// Requests a second through the mock as a proxy, beside Prism's proxy, http-proxy and a bare one on node:http, interleaved in one run.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { FORWARD_DOCUMENT, ORDER_BODY } from './forward-document.ts';
import { type BenchServer, startServer } from './processes.ts';
import { median } from './throughput.ts';

const CONNECTIONS = 10;
const WARM_UP_SECONDS = 2;
const NAMES = ['mock', 'prism', 'http-proxy', 'bare'] as const;
type Name = (typeof NAMES)[number];

/** One proxy in one round: requests a second, and CPU time of its process for one of them, in µs. */
interface Sample {
	rate: number;
	cpuUs: number;
}

/** One case: medians of its rounds, and how many times Prism's rate the mock's is, round by round; the same by CPU time. */
export interface ForwardRow {
	name: string;
	proxies: Record<Name, Sample>;
	timesPrism: { median: number; min: number; max: number };
	/** Prism's CPU time for a request to the mock's: it says the same where other programs keep the machine busy. */
	cpuTimes: number;
}

interface Proxy {
	port: number;
	readCpuUs(): Promise<number>;
	stop(): void;
}

const CASES = [
	{ name: 'read', method: 'GET', path: '/orders/1' },
	{ name: 'create', method: 'POST', path: '/orders', body: ORDER_BODY },
] as const;

/** Runs both cases through all four; tells each row when it is complete. */
export async function benchForward(args: {
	rounds: number;
	seconds: number;
	tell: (row: ForwardRow) => void;
}): Promise<ForwardRow[]> {
	const { rounds, seconds, tell } = args;
	const upstream = await startServer(new URL('./forward-upstream.ts', import.meta.url));
	const env = { FORWARD_TO: `http://127.0.0.1:${upstream.port}` };
	const mock = await startServer(new URL('./forward-target.ts', import.meta.url), env);
	const bare = await startServer(new URL('./forward-upstream.ts', import.meta.url), env);
	const plain = await startServer(new URL('./forward-upstream.ts', import.meta.url), {
		...env,
		FORWARD_BY: 'http-proxy',
	});
	const prism = await startPrism(env.FORWARD_TO);
	const proxies: Record<Name, Proxy> = {
		mock: measured(mock),
		prism,
		'http-proxy': measured(plain),
		bare: measured(bare),
	};
	const rows: ForwardRow[] = [];
	try {
		for (const one of CASES) {
			const samples: Record<Name, Sample[]> = { mock: [], prism: [], 'http-proxy': [], bare: [] };
			for (const name of NAMES) await sample(proxies[name], one, WARM_UP_SECONDS);
			for (let round = 0; round < rounds; round++) {
				for (const name of NAMES) samples[name].push(await sample(proxies[name], one, seconds));
			}
			const row = summarize(one.name, samples);
			rows.push(row);
			tell(row);
		}
	} finally {
		for (const server of [mock, plain, bare, prism, upstream]) server.stop();
	}
	return rows;
}

function measured(server: BenchServer): Proxy {
	return { port: server.port, readCpuUs: async () => (await server.measure()).cpuUs, stop: server.stop };
}

async function sample(proxy: Proxy, one: (typeof CASES)[number], seconds: number): Promise<Sample> {
	const before = await proxy.readCpuUs();
	const result = await autocannon({
		url: `http://127.0.0.1:${proxy.port}${one.path}`,
		method: one.method,
		headers: { 'content-type': 'application/json' },
		...('body' in one && { body: one.body }),
		connections: CONNECTIONS,
		duration: seconds,
	});
	const { total } = result.requests;
	if (total === 0 || result.non2xx > 0 || result.errors > 0) {
		throw new Error(`${one.name}: ${result.non2xx + result.errors} of ${total} were not answered`);
	}
	return { rate: result.requests.average, cpuUs: ((await proxy.readCpuUs()) - before) / total };
}

function summarize(name: string, { mock, prism, 'http-proxy': plain, bare }: Record<Name, Sample[]>): ForwardRow {
	const times = mock.map(({ rate }, index) => rate / (prism[index] as Sample).rate);
	const middle = (all: readonly Sample[]): Sample => ({
		rate: median(all.map(({ rate }) => rate)),
		cpuUs: median(all.map(({ cpuUs }) => cpuUs)),
	});
	const proxies = { mock: middle(mock), prism: middle(prism), 'http-proxy': middle(plain), bare: middle(bare) };
	return {
		name,
		proxies,
		timesPrism: { median: median(times), min: Math.min(...times), max: Math.max(...times) },
		cpuTimes: proxies.prism.cpuUs / proxies.mock.cpuUs,
	};
}

async function startPrism(upstream: string): Promise<Proxy> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	const document = join(folder, 'api.json');
	writeFileSync(document, JSON.stringify(FORWARD_DOCUMENT));
	const port = await findPort();
	const prism = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));
	const child = spawn(process.execPath, [prism, 'proxy', document, upstream, '-p', String(port), '-v', 'silent'], {
		stdio: 'ignore',
		env: { ...process.env, NODE_ENV: 'development' },
	});
	const stop = (): void => {
		child.kill();
		rmSync(folder, { recursive: true, force: true });
	};
	await waitFor(port, child).catch((error) => {
		stop();
		throw error;
	});
	return { port, stop, readCpuUs: async () => readCpuOf(child.pid as number) };
}

/** Linux alone tells it of others: 100 ticks a second, the 14th and the 15th field. */
function readCpuOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function waitFor(port: number, child: ChildProcess): Promise<void> {
	for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 200) {
		if (child.exitCode !== null) break;
		const isUp = await fetch(`http://127.0.0.1:${port}/orders/1`)
			.then((one) => one.ok)
			.catch(() => false);
		if (isUp) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Error('Prism did not come up');
}

function findPort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer();
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}
