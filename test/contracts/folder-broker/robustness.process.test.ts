// The folder under other processes, sudden ends, hostile names and broken files.

import { type ChildProcess, spawn } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ApiResponse, createBrokerApi, openBrokerFolder } from '../../../contracts/folder-broker/index.ts';
import { NODE } from '../../support/cli.ts';
import { createPact, createPublication, createTemporaryFolder } from './broker-fixtures.ts';

const compiled = createTemporaryFolder();
const folders: { remove(): void }[] = [];
const children: ChildProcess[] = [];

afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	for (const folder of folders.splice(0)) folder.remove();
});

beforeAll(async () => {
	// A process that is killed leaves nothing compiled behind; this one comes to its end.
	await startPublisher({ folder: createFolder(), prefix: 'none', count: 0 }).ended;
});
afterAll(() => compiled.remove());

function createFolder(): string {
	const folder = createTemporaryFolder();
	folders.push(folder);
	return join(folder.path, 'broker');
}

interface Caller {
	(method: string, path: string, body?: unknown): Promise<ApiResponse>;
	failures: unknown[];
}

function createCaller(folder: string, now?: () => Date): Caller {
	const failures: unknown[] = [];
	const api = createBrokerApi({
		folder: openBrokerFolder(folder, now === undefined ? {} : { now }),
		report: (error) => failures.push(error),
	});
	const call = (method: string, target: string, body?: unknown): Promise<ApiResponse> => {
		const [path = '', query = ''] = target.split('?');
		return api({ method, path, query, body }, '');
	};
	return Object.assign(call, { failures });
}

const PACT = createPact({ expects: { '/orders/1': 'OPEN' } });
const publish = (
	version: string,
	more: Partial<Parameters<typeof createPublication>[0]> = {},
): [string, string, unknown] => ['POST', '/contracts/publish', createPublication({ pact: PACT, version, ...more })];

function startPublisher(args: { folder: string; prefix: string; count: number; killAt?: number }): {
	child: ChildProcess;
	versions: string[];
	ended: Promise<number | null>;
} {
	const { folder, prefix, count, killAt = 0 } = args;
	const script = fileURLToPath(new URL('./publisher-child.ts', import.meta.url));
	const child = spawn(NODE, [script, folder, prefix, String(count), String(killAt)], {
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

/** Every file below a folder, with its path. */
function listFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

async function countPacts(folder: string): Promise<number> {
	const { body } = await createCaller(folder)('GET', '/metrics');
	return (body as { pactPublications: { count: number } }).pactPublications.count;
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

	it('kill -9 of 60 writers, each at another step of its writing, corrupts none and loses nothing that was confirmed', async () => {
		const folder = createFolder();
		const confirmed: string[] = [];
		const runOne = async (step: number): Promise<void> => {
			const publisher = startPublisher({ folder, prefix: `r${step}`, count: 100, killAt: step });
			expect(await publisher.ended).toBeNull();
			confirmed.push(...publisher.versions);
		};
		for (let step = 1; step <= 60; step += 4) await Promise.all([0, 1, 2, 3].map((more) => runOne(step + more)));
		expect(confirmed.length).toBeGreaterThan(20);
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

describe('publications at once', () => {
	it('20 first ones of the same content are one version with one pact', async () => {
		const folder = createFolder();
		const answers = await Promise.all(Array.from({ length: 20 }, () => createCaller(folder)(...publish('1.0.0'))));
		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
		expect(await countPacts(folder)).toBe(1);
	});

	it('20 first ones of different content are one, and 19 conflicts that say what differs', async () => {
		const folder = createFolder();
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) =>
				createCaller(folder)(...publish('1.0.0', { pact: createPact({ expects: { '/orders/1': index } }) })),
			),
		);
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
		const conflicts = answers.filter(({ status }) => status === 409);
		expect(conflicts).toHaveLength(19);
		for (const { body } of conflicts)
			expect(JSON.stringify(body)).toMatch(/\/response\/body\/content\/status\\n {4}- \d+\\n {4}\+ \d+/);
		expect(await countPacts(folder)).toBe(1);
	});
});

describe('several files of one pact in one publication', () => {
	const send = (folder: string, expects: readonly Record<string, unknown>[], method = 'GET'): Promise<ApiResponse> => {
		const contracts = expects.map((one, index) => {
			const pact = createPact({ expects: one }) as { interactions: { request: { method: string } }[] };
			if (index > 0) for (const { request } of pact.interactions) request.method = method;
			return (createPublication({ pact, version: '1' }) as { contracts: unknown[] }).contracts[0];
		});
		return createCaller(folder)('POST', '/contracts/publish', {
			...createPublication({ pact: PACT, version: '1' }),
			contracts,
		});
	};

	it('are one pact', async () => {
		const folder = createFolder();
		expect((await send(folder, [{ '/a': 0 }, { '/b': false }, { '/a': 0 }])).status).toBe(200);
		const { body } = await createCaller(folder)('GET', '/pacts/provider/orders-api/consumer/orders-web/latest');
		expect((body as { interactions: unknown[] }).interactions).toHaveLength(2);
	});

	it('are a conflict when the same words stand for different requests', async () => {
		const folder = createFolder();
		const answer = await send(folder, [{ '/a': 0 }, { '/a': 0 }], 'POST');
		expect(answer.status).toBe(409);
		expect(JSON.stringify(answer.body)).toContain('contradict each other');
		expect(await countPacts(folder)).toBe(0);
	});
});

describe('names', () => {
	const NAMES = [
		'../x',
		'a/b',
		'CON',
		'con.txt',
		'.',
		'..',
		'a\0b',
		'n'.repeat(300),
		'A',
		'a',
		'caf\u00e9',
		'cafe\u0301',
		'__proto__',
		'constructor',
		' x',
		'x.',
		'%2e',
		'😀',
		'0',
		'-',
	];

	it('of any kind stay apart, stay in the folder, and come back as they were', async () => {
		const folder = createFolder();
		const call = createCaller(folder);
		for (const consumer of NAMES) {
			const pact = createPact({ consumer, provider: `${consumer}!`, expects: { '/': consumer } });
			const answer = await call(
				...publish(consumer, { consumer, provider: `${consumer}!`, pact, branch: consumer, tags: [consumer] }),
			);
			expect(answer.status, JSON.stringify(answer.body)).toBe(200);
		}
		const { participants } = openBrokerFolder(folder).read();
		expect([...participants.keys()].toSorted()).toEqual(NAMES.flatMap((name) => [name, `${name}!`]).toSorted());
		for (const name of NAMES) {
			const part = encodeURIComponent(name);
			const answer = await call('GET', `/pacticipants/${part}/versions/${part}`);
			expect(answer.body).toMatchObject({ number: name });
			const pact = await call(
				'GET',
				`/pacts/provider/${encodeURIComponent(`${name}!`)}/consumer/${part}/branch/${part}/latest`,
			);
			expect(pact.body).toMatchObject({
				consumer: { name },
				interactions: [{ response: { body: { content: { status: name } } } }],
			});
		}
		const files = listFiles(dirname(folder));
		expect(files.every((path) => path.startsWith(`${folder}/`))).toBe(true);
		expect(new Set(files.map((path) => path.toLowerCase())).size).toBe(files.length);
		expect(files.every((path) => /^[a-z0-9._~/-]+$/.test(path.slice(folder.length)))).toBe(true);
	});

	it.each([[''], ['   '], [null], [0], [false], [undefined], [[]], ['x'.repeat(1_001)], ['\ud800']])(
		'%j is none: 400',
		async (name) => {
			const call = createCaller(createFolder());
			const body = { ...createPublication({ pact: PACT, version: '1' }), pacticipantName: name };
			const answer = await call('POST', '/contracts/publish', body);
			expect(answer).toMatchObject({ status: 400, body: { errors: { pacticipantName: [expect.any(String)] } } });
		},
	);
});

describe('what is no pact is refused with 400, and nothing is written', () => {
	const CASES: [what: string, content: unknown][] = [
		['half of a JSON text', '{ "consumer": { "name": "orders-web" '],
		['nothing', ''],
		['null', 'null'],
		['zero', '0'],
		['false', 'false'],
		['a list', '[]'],
		['an empty object', '{}'],
		['interactions that are an object', '{"interactions":{}}'],
		['interactions that are null', '{"interactions":null}'],
		['an interaction that is null', '{"interactions":[null]}'],
		['a pact of somebody else', JSON.stringify(createPact({ consumer: 'other', expects: { '/': 1 } }))],
		['a million brackets', '['.repeat(1_000_000)],
		['deep nesting', `{"interactions":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
	];
	it.each(CASES)('%s', async (_, content) => {
		const folder = createFolder();
		const call = createCaller(folder);
		const answer = await call(...publish('1', { pact: String(content) }));
		expect(answer).toMatchObject({ status: 400, body: { errors: { contracts: [expect.any(String)] } } });
		expect(existsSync(folder)).toBe(false);
		expect(call.failures).toEqual([]);
	});

	it('content that is no Base64', async () => {
		const body = createPublication({ pact: PACT, version: '1' }) as { contracts: { content: unknown }[] };
		for (const content of ['ä', '{}', 0, null, undefined]) {
			const changed = { ...body, contracts: [{ ...body.contracts[0], content }] };
			expect(await createCaller(createFolder())('POST', '/contracts/publish', changed)).toMatchObject({ status: 400 });
		}
	});

	it('__proto__ in a pact is kept as a key and changes nothing else', async () => {
		const call = createCaller(createFolder());
		const text = JSON.stringify(PACT).replace('{"status":"OPEN"}', '{"__proto__":{"polluted":true},"status":"OPEN"}');
		expect((await call(...publish('1', { pact: text }))).status).toBe(200);
		const { body } = await call('GET', '/pacts/provider/orders-api/consumer/orders-web/latest');
		expect(JSON.stringify(body)).toContain('"__proto__":{"polluted":true}');
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});

describe('requests that fit nowhere', () => {
	it.each([
		['GET', '/nope', 404],
		['GET', '/pacticipants/nobody', 404],
		['GET', '/pacticipants/nobody/versions/1', 404],
		['DELETE', '/pacticipants/nobody/branches/x', 404],
		['GET', '/pacts/provider/p/consumer/c/latest', 404],
		['GET', '/pacts/provider/p/consumer/c/pact-version/sha/verification-results/one', 404],
		['GET', '/pacts/provider/p/consumer/c/pact-version/sha/verification-results/-1', 404],
		['POST', '/pacts/provider/p/consumer/c/pact-version/sha/verification-results', 404],
		['GET', '/pacticipants/%ff', 400],
		['POST', '/pacticipants', 400],
		['POST', '/environments', 400],
		['POST', '/contracts/publish', 400],
		['PATCH', '/deployed-versions/0', 404],
		['GET', '/matrix', 400],
		['GET', '/matrix?q[][pacticipant]=nobody', 400],
		['GET', '/matrix?q[][version]=1', 400],
		['GET', '/matrix?limit=0', 400],
		['PUT', '/matrix', 405],
		['constructor', '/matrix', 405],
		['GET', '/__proto__', 404],
	] as const)('%s %s → %i', async (method, path, status) => {
		const call = createCaller(createFolder());
		expect((await call(method, path)).status).toBe(status);
		expect(call.failures).toEqual([]);
	});
});

describe('the files are the truth', () => {
	it('a folder that was copied without any index is the same broker', async () => {
		const folder = createFolder();
		const call = createCaller(folder);
		await call(...publish('1', { branch: 'main', tags: ['a'] }));
		await call('POST', '/environments', { name: 'prod', production: true });
		expect(listFiles(folder).every((path) => path.endsWith('.json'))).toBe(true);
		const before = await call(
			'GET',
			'/matrix?q[][pacticipant]=orders-web&q[][version]=1&latestby=cvpv&environment=prod',
		);
		expect(before.status).toBe(200);
		expect(
			await createCaller(folder)(
				'GET',
				'/matrix?q[][pacticipant]=orders-web&q[][version]=1&latestby=cvpv&environment=prod',
			),
		).toEqual(before);
	});

	it('what another program changes is seen at once', async () => {
		const folder = createFolder();
		const call = createCaller(folder);
		await call(...publish('1'));
		await createCaller(folder)(...publish('2'));
		expect((await call('GET', '/pacticipants/orders-web/latest-version')).body).toMatchObject({ number: '2' });
		rmSync(join(folder, 'versions', 'orders-web', '2.json'));
		expect((await call('GET', '/pacticipants/orders-web/latest-version')).body).toMatchObject({ number: '1' });
	});

	it.each([['<<<<<<< HEAD\n'], ['[]'], ['0'], ['{}'], ['']])(
		'a file that holds %j is named, and nothing is answered before it is mended',
		async (text) => {
			const folder = createFolder();
			const call = createCaller(folder);
			await call(...publish('1'));
			const file = join(folder, 'versions', 'orders-web', '1.json');
			const whole = readFileSync(file, 'utf8');
			writeFileSync(file, text);
			const answer = await call('GET', '/pacticipants');
			expect(answer.status).toBe(409);
			expect(JSON.stringify(answer.body)).toContain('versions/orders-web/1.json');
			writeFileSync(file, whole);
			expect((await call('GET', '/pacticipants')).status).toBe(200);
		},
	);

	it('"latest" follows the order of publishing, though the clock goes back', async () => {
		const folder = createFolder();
		let now = Date.parse('2026-06-01T00:00:00Z');
		const call = createCaller(folder, () => new Date(now));
		await call(...publish('2', { branch: 'main' }));
		now -= 400 * 86_400_000;
		await call(...publish('1', { branch: 'main' }));
		expect((await call('GET', '/pacticipants/orders-web/latest-version')).body).toMatchObject({
			number: '1',
			createdAt: '2025-04-27T00:00:00+00:00',
		});
		expect((await call('GET', '/pacticipants/orders-web/branches/main/latest-version')).body).toMatchObject({
			number: '1',
		});
	});

	it('publishing the same again changes no byte', async () => {
		const folder = createFolder();
		const call = createCaller(folder);
		const read = (): string[] =>
			listFiles(folder)
				.toSorted()
				.map((path) => `${path}\n${readFileSync(path, 'utf8')}`);
		await call(...publish('1', { branch: 'main', tags: ['a', 'b'] }));
		const before = read();
		const reordered = { ...PACT, metadata: { pactSpecification: { version: '4.0' }, client: 'another' } };
		expect((await call(...publish('1', { branch: 'main', tags: ['b', 'a'], pact: reordered }))).status).toBe(200);
		expect(read()).toEqual(before);
	});

	it('numbers are kept as they were written', async () => {
		const call = createCaller(createFolder());
		const text = JSON.stringify(PACT).replace(
			'{"status":"OPEN"}',
			'{"a":1.0,"b":12345678901234567890,"c":1e3,"d":0,"e":-0}',
		);
		await call(...publish('1', { pact: text }));
		const { body } = await call('GET', '/pacts/provider/orders-api/consumer/orders-web/latest');
		expect(JSON.stringify(body)).toContain('{"a":1.0,"b":12345678901234567890,"c":1e3,"d":0,"e":-0}');
	});
});

describe('a folder that can not be written', () => {
	it('is a 4xx with the reason, and what was there is untouched', async () => {
		const folder = createFolder();
		await createCaller(folder)(...publish('1'));
		const isRoot = process.getuid?.() === 0;
		// Root may write anywhere: for it the folder is blocked by a file in the place of a folder.
		if (isRoot) writeFileSync(join(folder, 'pacts', 'orders-phone'), '');
		else chmodSync(folder, 0o555);
		const call = createCaller(folder);
		const pact = createPact({ consumer: 'orders-phone', expects: { '/': 1 } });
		const answer = await call(...publish('2', { consumer: 'orders-phone', pact }));
		chmodSync(folder, 0o755);
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(answer.status).toBeLessThan(500);
		expect(JSON.stringify(answer.body)).toMatch(/EACCES|EPERM|EEXIST|ENOTDIR/);
		expect(call.failures).toEqual([]);
		expect(await countPacts(folder)).toBe(1);
		expect(existsSync(join(folder, '.lock'))).toBe(false);
	});
});
