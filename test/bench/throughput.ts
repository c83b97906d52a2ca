// Requests a second, p99 and CPU time beside echoes of the same bodies on bare Express 5 and on bare node:http, interleaved in one run.

import autocannon from 'autocannon';
import { type BenchServer, startServer } from './processes.ts';
import { BASE, BODY, HEADERS } from './requests.ts';

const CONNECTIONS = 10;
/**
 * Until the servers' code is compiled for good, on any machine: V8 still spends 5 to 60 µs a request on it before some 40,000 of them, which
 * a quick machine has behind it after two seconds and a slow one after six. Not counted.
 */
const WARM_UP_REQUESTS = 50_000;

interface Case {
	name: string;
	method: 'GET' | 'POST' | 'DELETE';
	path: string;
	body?: string;
	expect: number;
}

export interface Sample {
	/** Requests a second. */
	rate: number;
	/** Milliseconds. */
	p99: number;
	/** CPU time of the server for one request; the same number is milliseconds for 1,000. */
	cpuUs: number;
}

/** One case: medians of its rounds, and the ratios of the mock to the echo round by round. */
export interface ThroughputRow {
	name: string;
	mock: Sample;
	echo: Sample;
	/** Bare node:http: how far it could go. */
	limit: Sample;
	/** Requests a second, mock to echo: above 1 the mock is quicker. */
	rate: { median: number; min: number; max: number };
	/** CPU time a request, mock to echo: below 1 the mock needs less. */
	cpu: number;
}

/** Runs all cases, mock and echoes in turn; tells each row when it is complete. */
export async function benchThroughput(args: {
	rounds: number;
	seconds: number;
	tell: (row: ThroughputRow) => void;
}): Promise<ThroughputRow[]> {
	const { rounds, seconds, tell } = args;
	const mock = await startServer(new URL('./target.ts', import.meta.url));
	const cases = await prepareCases(mock);
	const answers = await collectAnswers(mock, cases);
	const env = { ECHO_ANSWERS: JSON.stringify(answers) };
	const echo = await startServer(new URL('./echo.ts', import.meta.url), env);
	const limit = await startServer(new URL('./node-echo.ts', import.meta.url), env);
	const rows: ThroughputRow[] = [];
	try {
		for (const one of cases) {
			// The store keeps the newest entities only: what is read must be younger than what was created on the way.
			if (one.name === 'get') one.path = `${BASE}/${await createOne(mock)}`;
			const samples: Record<'mock' | 'echo' | 'limit', Sample[]> = { mock: [], echo: [], limit: [] };
			for (const server of [mock, echo, limit]) await sample(server, one, { amount: WARM_UP_REQUESTS });
			for (let round = 0; round < rounds; round++) {
				samples.mock.push(await sample(mock, one, { duration: seconds }));
				samples.echo.push(await sample(echo, one, { duration: seconds }));
				samples.limit.push(await sample(limit, one, { duration: seconds }));
			}
			const row = summarize(one.name, samples);
			rows.push(row);
			tell(row);
		}
	} finally {
		mock.stop();
		echo.stop();
		limit.stop();
	}
	return rows;
}

async function prepareCases(mock: BenchServer): Promise<Case[]> {
	const id = await createOne(mock);
	const invalid = JSON.stringify({ ...BODY, expires_in: 'P31D' });
	return [
		{ name: 'create', method: 'POST', path: BASE, body: JSON.stringify(BODY), expect: 200 },
		{ name: 'create-invalid', method: 'POST', path: BASE, body: invalid, expect: 400 },
		{ name: 'cancel', method: 'DELETE', path: `${BASE}/00000000-0000-4000-8000-000000000000`, expect: 404 },
		{ name: 'get', method: 'GET', path: `${BASE}/${id}`, expect: 200 },
	];
}

async function createOne(mock: BenchServer): Promise<string> {
	const one: Case = { name: 'create', method: 'POST', path: BASE, body: JSON.stringify(BODY), expect: 200 };
	return ((await send(mock, one)).body as { identification_id: string }).identification_id;
}

async function collectAnswers(mock: BenchServer, cases: readonly Case[]): Promise<Record<string, unknown>> {
	const answers: Record<string, unknown> = {};
	for (const one of cases) answers[one.name] = await send(mock, one);
	return answers;
}

async function send(mock: BenchServer, one: Case): Promise<{ status: number; body: unknown }> {
	const response = await fetch(`http://127.0.0.1:${mock.port}${one.path}`, {
		method: one.method,
		headers: HEADERS,
		...(one.body === undefined ? {} : { body: one.body }),
	});
	const text = await response.text();
	if (response.status !== one.expect) {
		throw new Error(`${one.name}: ${response.status} ${text} ${response.headers.get('x-mock-reason')}`);
	}
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** What of one case a server costs, over so many seconds or requests. */
async function sample(
	server: BenchServer,
	one: Case,
	length: { duration: number } | { amount: number },
): Promise<Sample> {
	const before = await server.measure();
	const result = await autocannon({
		url: `http://127.0.0.1:${server.port}${one.path}`,
		method: one.method,
		headers: HEADERS,
		...(one.body === undefined ? {} : { body: one.body }),
		connections: CONNECTIONS,
		...length,
	});
	const after = await server.measure();
	const total = result.requests.total;
	const wrong = one.expect < 300 ? result.non2xx : total - result.non2xx;
	if (total === 0 || wrong > 0 || result.errors > 0) {
		throw new Error(`${one.name}: ${wrong} of ${total} answers were not ${one.expect}`);
	}
	return { rate: result.requests.average, p99: result.latency.p99, cpuUs: (after.cpuUs - before.cpuUs) / total };
}

function summarize(name: string, { mock, echo, limit }: Record<'mock' | 'echo' | 'limit', Sample[]>): ThroughputRow {
	const ratios = mock.map((one, index) => one.rate / (echo[index] as Sample).rate);
	return {
		name,
		mock: middle(mock),
		echo: middle(echo),
		limit: middle(limit),
		rate: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
		cpu: median(mock.map((one, index) => one.cpuUs / (echo[index] as Sample).cpuUs)),
	};
}

function middle(samples: readonly Sample[]): Sample {
	return {
		rate: median(samples.map(({ rate }) => rate)),
		p99: median(samples.map(({ p99 }) => p99)),
		cpuUs: median(samples.map(({ cpuUs }) => cpuUs)),
	};
}

/** The middle one of an odd number, the upper middle of an even one. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[sorted.length >> 1] ?? Number.NaN;
}
