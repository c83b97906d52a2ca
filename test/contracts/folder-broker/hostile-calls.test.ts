// Calls at once, of any name, and of what is no pact: each gets its answer, and nothing is written that should not be.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ApiResponse, openBrokerFolder } from '../../../contracts/folder-broker/index.ts';
import { createPact, createPublication } from './broker-fixtures.ts';
import { countPacts, createCaller, createFolder, listFiles, PACT, publish } from './callers.ts';

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

	it('are a conflict when the same request is answered in two ways: the one would be lost', async () => {
		const folder = createFolder();
		const answer = await send(folder, [{ '/a': 0 }, { '/a': 1 }]);
		expect([answer.status, JSON.stringify(answer.body)]).toEqual([
			409,
			expect.stringContaining('contradict each other'),
		]);
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
