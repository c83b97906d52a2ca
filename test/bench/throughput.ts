// Requests a second, p99 and CPU time beside a bare Express 5 echo of the same sizes, interleaved in one run.

import autocannon from 'autocannon';
import { type BenchServer, startServer } from './processes.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3);
const CONNECTIONS = 10;
const BASE = '/v1/orgs/acme/identifications/identity_document';
const BODY = {
	name: 'James',
	last_name: 'Smith',
	identity_document: { document_number: '12345678A', document_type: 'NIF', country: 'ES' },
	configuration_name: 'HIGH',
	expires_in: 'P7D',
	scoring: { provider: 'INTERNAL' },
};
const HEADERS = { authorization: 'Bearer x', 'content-type': 'application/json' };

interface Case {
	name: string;
	method: 'GET' | 'POST' | 'DELETE';
	path: string;
	body?: string;
	expect: number;
}
interface Sample {
	rate: number;
	p99: number;
	cpuUs: number;
}

/** Runs all cases and prints one row for each. */
export async function benchThroughput(): Promise<void> {
	const mock = await startServer(new URL('./target.ts', import.meta.url));
	const cases = await prepareCases(mock);
	const answers = await collectAnswers(mock, cases);
	const echo = await startServer(new URL('./echo.ts', import.meta.url), { ECHO_ANSWERS: JSON.stringify(answers) });
	process.stdout.write(
		`throughput: ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections, mock and echo in turn\n`,
	);
	try {
		for (const one of cases) {
			const samples: { mock: Sample[]; echo: Sample[] } = { mock: [], echo: [] };
			await sample(mock, one, 1);
			await sample(echo, one, 1);
			for (let round = 0; round < ROUNDS; round++) {
				samples.mock.push(await sample(mock, one, SECONDS));
				samples.echo.push(await sample(echo, one, SECONDS));
			}
			report(one.name, samples);
		}
	} finally {
		mock.stop();
		echo.stop();
	}
}

async function prepareCases(mock: BenchServer): Promise<Case[]> {
	const body = JSON.stringify(BODY);
	const created = await send(mock, { name: 'create', method: 'POST', path: BASE, body, expect: 200 });
	const { identification_id: id } = created.body as { identification_id: string };
	return [
		{ name: 'create', method: 'POST', path: BASE, body, expect: 200 },
		{
			name: 'create-invalid',
			method: 'POST',
			path: BASE,
			body: JSON.stringify({ ...BODY, expires_in: 'P31D' }),
			expect: 400,
		},
		{ name: 'cancel', method: 'DELETE', path: `${BASE}/00000000-0000-4000-8000-000000000000`, expect: 404 },
		{ name: 'get', method: 'GET', path: `${BASE}/${id}`, expect: 200 },
	];
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
	if (response.status !== one.expect)
		throw new Error(`${one.name}: ${response.status} ${text} ${response.headers.get('x-mock-reason')}`);
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function sample(server: BenchServer, one: Case, seconds: number): Promise<Sample> {
	const before = await server.measure();
	const result = await autocannon({
		url: `http://127.0.0.1:${server.port}${one.path}`,
		method: one.method,
		headers: HEADERS,
		...(one.body === undefined ? {} : { body: one.body }),
		connections: CONNECTIONS,
		duration: seconds,
	});
	const after = await server.measure();
	const total = result.requests.total;
	const wrong = one.expect < 300 ? result.non2xx : total - result.non2xx;
	if (total === 0 || wrong > 0 || result.errors > 0)
		throw new Error(`${one.name}: ${wrong} of ${total} answers were not ${one.expect}`);
	return {
		rate: result.requests.average,
		p99: result.latency.p99,
		cpuUs: ((after.cpuUs - before.cpuUs) / total) * 1000,
	};
}

function report(name: string, { mock, echo }: { mock: Sample[]; echo: Sample[] }): void {
	const ratios = mock.map((one, index) => one.rate / (echo[index] as Sample).rate);
	const cpu = mock.map((one, index) => one.cpuUs / (echo[index] as Sample).cpuUs);
	const row = (side: Sample[]): string =>
		`${median(side.map(({ rate }) => rate))
			.toFixed(0)
			.padStart(7)}/s  p99 ${median(side.map(({ p99 }) => p99)).toFixed(1)} ms  ` +
		`${(median(side.map(({ cpuUs }) => cpuUs)) / 1000).toFixed(1).padStart(5)} ms CPU per 1,000`;
	process.stdout.write(
		`${name.padEnd(15)} mock ${row(mock)} | echo ${row(echo)} | ` +
			`rate ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}), CPU ${median(cpu).toFixed(2)}\n`,
	);
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[sorted.length >> 1] ?? Number.NaN;
}
