// What much costs beside little, in CPU time of the mock: lists of many entities, many who listen, entities that are generated.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { type BenchServer, startServer } from './processes.ts';
import { median } from './throughput.ts';

/** Two ways of the same, in µs of CPU each: medians of the rounds; `ratio` is that of the rounds, `much` to `little`. */
export interface ScaleRow {
	name: string;
	little: number;
	much: number;
	ratio: number;
}

const FEW = 100;
const MANY = 10_000;
const LISTENERS = 32;
/** In a scenario. */
const GIVEN = 1000;
const WARM_UP_REQUESTS = 10_000;
/** Of a scenario of each kind, until the code that makes entities is compiled for good. Not counted. */
const WARM_UP_USES = 30;
const CONNECTIONS = 10;
const STATES = ['NEW', 'PAID', 'SENT', 'DONE'];

const TEXT = { type: 'string' };
const ORDER = {
	type: 'object',
	required: ['id', 'customer_name', 'status'],
	properties: {
		id: { type: 'string', format: 'uuid' },
		customer_name: TEXT,
		email: { type: 'string', format: 'email' },
		status: { type: 'string', enum: STATES },
		total: { type: 'number', minimum: 0 },
		note: TEXT,
		created_at: { type: 'string', format: 'date-time' },
		address: { type: 'object', properties: { street: TEXT, city: TEXT, zip_code: TEXT } },
	},
};
const SCHEMA = { $ref: '#/components/schemas/Order' };
const answer = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const DOCUMENT = {
	openapi: '3.1.0',
	info: { title: 'Orders', version: '1' },
	paths: {
		'/orders': {
			get: {
				parameters: ['limit', 'status'].map((name) => ({
					name,
					in: 'query',
					schema: { type: name === 'limit' ? 'integer' : 'string' },
				})),
				responses: { 200: answer({ type: 'array', items: SCHEMA }) },
			},
			post: {
				requestBody: { required: true, content: { 'application/json': { schema: SCHEMA } } },
				responses: { 201: answer(SCHEMA) },
			},
		},
		'/orders/{id}': {
			get: {
				parameters: [{ name: 'id', in: 'path', required: true, schema: TEXT }],
				responses: { 200: answer(SCHEMA), 404: { description: '' } },
			},
		},
	},
	components: { schemas: { Order: ORDER } },
};

/** Measures all, each way in turn; tells each row when it is complete. */
export async function benchScale(args: {
	rounds: number;
	seconds: number;
	tell: (row: ScaleRow) => void;
}): Promise<ScaleRow[]> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'));
	const document = join(folder, 'orders.json');
	writeFileSync(document, JSON.stringify(DOCUMENT));
	const rows: ScaleRow[] = [];
	const tell = (row: ScaleRow): void => {
		rows.push(row);
		args.tell(row);
	};
	const scenarios = join(folder, 'scenarios');
	mkdirSync(scenarios);
	const env = { BENCH_DOCUMENT: document, BENCH_SCENARIOS: scenarios };
	try {
		writeScenarios(scenarios, await generateSome(env));
		const mock = await startServer(new URL('./target.ts', import.meta.url), env);
		try {
			for (const [session, count] of Object.entries({ few: FEW, many: MANY })) await fill(mock, session, count);
			const lists = { 'page of 20': '/orders?limit=20', filtered: '/orders?limit=20&status=PAID' };
			for (const [name, path] of Object.entries(lists)) {
				const ask = (session: string) => () => measureRequests(mock, { path, session, seconds: args.seconds });
				tell(await compare(`${name}, of ${MANY} to ${FEW}`, args.rounds, { little: ask('few'), much: ask('many') }));
			}
			tell(await compareListeners(mock, args));
			const use = (name: string) => () => measureScenario(mock, name);
			const ways = { little: use('written'), much: use('generated') };
			tell(await compare('an entity, generated to written, first uses', args.rounds, ways));
			for (let use = 0; use < WARM_UP_USES; use += 1) for (const measure of Object.values(ways)) await measure();
			tell(await compare('an entity, generated to written', args.rounds * 3, ways));
		} finally {
			mock.stop();
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
	return rows;
}

async function compare(
	name: string,
	rounds: number,
	{ little, much }: { little: () => Promise<number>; much: () => Promise<number> },
): Promise<ScaleRow> {
	const pairs: [number, number][] = [];
	for (let round = 0; round < rounds; round += 1) pairs.push([await little(), await much()]);
	return {
		name,
		little: median(pairs.map(([one]) => one)),
		much: median(pairs.map(([, other]) => other)),
		ratio: median(pairs.map(([one, other]) => other / one)),
	};
}

/** Entities as they are generated, to be written down. */
async function generateSome(env: Record<string, string>): Promise<unknown[]> {
	const mock = await startServer(new URL('./target.ts', import.meta.url), env);
	try {
		await fill(mock, 'some', GIVEN);
		const { entities } = (await control(mock, 'GET', `some/resources/order?limit=${GIVEN}`)) as { entities: unknown[] };
		return entities;
	} finally {
		mock.stop();
	}
}

function writeScenarios(folder: string, orders: readonly unknown[]): void {
	const scenarios = { written: orders, generated: [{ generate: GIVEN }] };
	for (const [name, order] of Object.entries(scenarios)) {
		const text = JSON.stringify({ name, title: name, description: name, given: { order } });
		writeFileSync(join(folder, `${name}.yaml`), text);
	}
}

async function fill(mock: BenchServer, session: string, count: number): Promise<void> {
	for (let left = count; left > 0; left -= GIVEN) {
		const body = { resource: 'order', count: Math.min(left, GIVEN), with: { status: STATES } };
		await control(mock, 'POST', `${session}/generate`, body);
	}
}

async function compareListeners(mock: BenchServer, { rounds, seconds }: { rounds: number; seconds: number }) {
	const path = '/orders';
	const body = JSON.stringify({ id: '1b4f39a5-3e62-4c05-9ac1-627ae8f90417', customer_name: 'Ada', status: 'NEW' });
	const ask = (session: string): Promise<number> => measureRequests(mock, { path, body, session, seconds });
	return compare(`a create, ${LISTENERS} listeners to none`, rounds, {
		little: () => ask('quiet'),
		async much() {
			const stop = new AbortController();
			const url = `http://127.0.0.1:${mock.port}/__admin/events`;
			const streams = await Promise.all(Array.from({ length: LISTENERS }, () => fetch(url, { signal: stop.signal })));
			const read = streams.map(async ({ body: stream }) => {
				for await (const _ of stream ?? []) if (stop.signal.aborted) break;
			});
			try {
				return await ask('heard');
			} finally {
				stop.abort();
				await Promise.allSettled(read);
			}
		},
	});
}

/** CPU time of a request, in µs. */
async function measureRequests(
	mock: BenchServer,
	{ path, body, session, seconds }: { path: string; body?: string; session: string; seconds: number },
): Promise<number> {
	const options = {
		url: `http://127.0.0.1:${mock.port}${path}`,
		method: body === undefined ? ('GET' as const) : ('POST' as const),
		headers: { 'x-mock-session': session, 'content-type': 'application/json' },
		...(body !== undefined && { body }),
		connections: CONNECTIONS,
	};
	if (!warm.has(path)) await autocannon({ ...options, amount: WARM_UP_REQUESTS });
	warm.add(path);
	const before = await mock.measure();
	const { requests, errors } = await autocannon({ ...options, duration: seconds });
	const after = await mock.measure();
	if (requests.total === 0 || errors > 0) throw new Error(`${path}: ${errors} errors of ${requests.total} requests`);
	return (after.cpuUs - before.cpuUs) / requests.total;
}
const warm = new Set<string>();

let sessions = 0;

/** CPU time of an entity of a scenario that a new session uses, in µs. */
async function measureScenario(mock: BenchServer, name: string): Promise<number> {
	const before = await mock.measure();
	await control(mock, 'PUT', `use-${sessions++}/scenario`, { name });
	const after = await mock.measure();
	return (after.cpuUs - before.cpuUs) / GIVEN;
}

async function control(mock: BenchServer, method: string, path: string, body?: object): Promise<unknown> {
	const response = await fetch(`http://127.0.0.1:${mock.port}/__admin/sessions/${path}`, {
		method,
		headers: { 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) }),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
	return response.json();
}
