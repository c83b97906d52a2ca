// `--seed`: the same calls give the same bytes in two runs: status, every header and body, ids and times included.

import { type IncomingMessage, request as send } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { MockOptions } from '../../mock/options/mock-options.ts';
import { startCli } from '../support/cli.ts';
import { BASE, CREATE, call, create, startTestMock } from '../support/mock.ts';

interface Step {
	method: string;
	path: string;
	body?: unknown;
	headers?: Record<string, string>;
}

/** An answer as it stood on the wire: status line, headers in their order, body. */
function read({ port, step, session }: { port: number; step: Step; session: string }): Promise<string> {
	const { method, path, body, headers } = step;
	const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
	return new Promise((resolve, reject) => {
		const outgoing = send(
			{
				host: '127.0.0.1',
				port,
				method,
				path,
				agent: false,
				timeout: 10_000,
				headers: {
					authorization: 'Bearer x',
					'x-mock-session': session,
					...(text !== '' && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
					...headers,
				},
			},
			(answer: IncomingMessage) => {
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('end', () => {
					const lines = [`${answer.statusCode} ${answer.statusMessage}`];
					for (let index = 0; index < answer.rawHeaders.length; index += 2) {
						lines.push(`${answer.rawHeaders[index]}: ${answer.rawHeaders[index + 1]}`);
					}
					resolve(`${lines.join('\n')}\n\n${Buffer.concat(chunks).toString('utf8')}`);
				});
				answer.on('error', reject);
			},
		);
		outgoing.on('error', reject).end(text);
	});
}

const ID = /"identification_id":"([^"]+)"/;
const LATER = {
	'x-installation_id': '0b7e4c1a-52c4-4f8e-8a55-6f0f5a1d9e20',
	'x-fingerprint': '0'.repeat(32),
	'user-agent': 'x',
};

/** A conversation that touches all that is made up: ids, times, generated data, examples, refusals, the control API. */
async function converse(mock: { port: number }, session: string): Promise<string[]> {
	const answers: string[] = [];
	const ask = async (step: Step): Promise<string> => {
		const answer = await read({ port: mock.port, step, session });
		answers.push(answer);
		return answer;
	};
	const ids: string[] = [];
	for (const body of [CREATE, {}, { ...CREATE, expires_in: 'P1M' }]) {
		ids.push(ID.exec(await ask({ method: 'POST', path: BASE, body }))?.[1] ?? 'none');
	}
	for (const id of ids) await ask({ method: 'GET', path: `${BASE}/${id}` });
	await ask({ method: 'DELETE', path: `${BASE}/${ids[0]}` });
	await ask({ method: 'DELETE', path: `${BASE}/${ids[0]}` });
	await ask({ method: 'POST', path: `${BASE}/${ids[1]}/validate`, headers: LATER });
	await ask({ method: 'GET', path: `${BASE}/${ids[1]}` });
	for (const prefer of ['dynamic=true', 'code=200, dynamic=true, seed=a', 'code=503', 'example=expired']) {
		await ask({ method: 'GET', path: `${BASE}/${ids[2]}`, headers: { prefer } });
	}
	await ask({ method: 'POST', path: BASE, body: '{"name":' });
	await ask({ method: 'GET', path: '/nowhere' });
	await ask({ method: 'PUT', path: `/__admin/sessions/${session}/clock`, body: { advance: 'P8D' } });
	for (const id of ids) await ask({ method: 'GET', path: `${BASE}/${id}` });
	await ask({ method: 'PUT', path: `/__admin/sessions/${session}/scenario`, body: { name: 'busy-organization' } });
	await ask({ method: 'GET', path: `/__admin/sessions/${session}/resources/identification?limit=100` });
	await ask({ method: 'POST', path: BASE, body: CREATE });
	await ask({ method: 'GET', path: `/__admin/sessions/${session}/snapshot` });
	await ask({ method: 'POST', path: `/__admin/sessions/${session}/reset` });
	await ask({ method: 'POST', path: BASE, body: CREATE });
	return answers;
}

/** What belongs to the socket, and to the server's own clock outside of any session. */
const strip = (answer: string): string => answer.replace(/^(Date: ).*$/m, '$1…');

async function converseAnew(options: Partial<MockOptions>, session = 'default'): Promise<string[]> {
	return converse(await startTestMock(options), session);
}

const idsOf = (answers: readonly string[]): string[] => [
	...new Set(
		answers.flatMap((answer) => [...answer.matchAll(/"identification_id":"([^"]+)"/g)].map(([, id]) => id ?? '')),
	),
];

describe('the same seed', () => {
	it('gives the same bytes in two runs, Date, ids and times included', async () => {
		const [first, second] = await Promise.all([converseAnew({ seed: 7 }), converseAnew({ seed: 7 })]);
		expect(first.length).toBeGreaterThan(20);
		for (const [index, answer] of first.entries()) {
			// Answers of the control API belong to no session, so their Date is the machine's.
			const isControl = !answer.includes('X-Mock-Session');
			expect(isControl ? strip(second[index] ?? '') : second[index]).toBe(isControl ? strip(answer) : answer);
		}
		const dates = first
			.filter((answer) => answer.includes('X-Mock-Session'))
			.map((answer) => /^Date: (.*)$/m.exec(answer)?.[1]);
		expect(new Set(dates)).toEqual(new Set(['Mon, 01 Jun 2026 09:00:00 GMT', 'Tue, 09 Jun 2026 09:00:00 GMT']));
	});

	it('gives them in two processes as well', async () => {
		const run = async (): Promise<string[]> => {
			const mock = await startCli(['--seed', '7', '--log', 'json']);
			try {
				return await converse({ port: Number(new URL(mock.url).port) }, 'default');
			} finally {
				await mock.stop();
			}
		};
		const [first, second] = await Promise.all([run(), run()]);
		expect(second.map(strip)).toEqual(first.map(strip));
		expect(first.map(strip)).toEqual((await converseAnew({ seed: 7 })).map(strip));
	});

	it('does so whatever other sessions do in between', async () => {
		const mock = await startTestMock({ seed: 7 });
		for (let turn = 0; turn < 5; turn += 1) await create(mock, 'other');
		const [mine] = await Promise.all([converse(mock, 'mine'), converse(mock, 'other')]);
		expect(mine.map(strip)).toEqual((await converseAnew({ seed: 7 }, 'mine')).map(strip));
	});

	it.each([0, -1, 2 ** 40])('may be %i', async (seed) => {
		const [first, second] = await Promise.all([converseAnew({ seed }), converseAnew({ seed })]);
		expect(second.map(strip)).toEqual(first.map(strip));
	});
});

describe('what differs', () => {
	it('other seeds give other ids, other generated data, and the same statuses', async () => {
		const [seven, eight] = await Promise.all([converseAnew({ seed: 7 }), converseAnew({ seed: 8 })]);
		const statuses = (answers: readonly string[]): string[] => answers.map((answer) => answer.slice(0, 3));
		expect(statuses(eight)).toEqual(statuses(seven));
		const known = new Set(idsOf(seven));
		const fixed = idsOf(eight).filter((id) => known.has(id));
		// Those of the documents' examples and of the scenario's parameter are the same whatever the seed.
		expect(fixed.length).toBeLessThanOrEqual(3);
		expect(known.size).toBeGreaterThan(60);
	});

	it('without a seed no two runs have an id in common', async () => {
		const [first, second] = await Promise.all([startTestMock(), startTestMock()]);
		expect(await create(first)).not.toBe(await create(second));
	});

	it('two sessions of one seed share no id', async () => {
		const mock = await startTestMock({ seed: 7 });
		const ids: string[] = [];
		for (const session of ['default', 'a', 'b', 'A']) {
			for (let turn = 0; turn < 5; turn += 1) ids.push(await create(mock, session));
		}
		expect(new Set(ids).size).toBe(20);
	});

	it('a reset, a scenario, a deletion of the session and a reset of all never bring an id back', async () => {
		const mock = await startTestMock({ seed: 7 });
		const ids: string[] = [];
		const make = async (): Promise<void> => {
			for (let turn = 0; turn < 3; turn += 1) ids.push(await create(mock, 's'));
		};
		await make();
		const calls: [string, string, unknown][] = [
			['POST', '/__admin/sessions/s/reset', undefined],
			['PUT', '/__admin/sessions/s/scenario', { name: 'happy-path' }],
			['PUT', '/__admin/sessions/s/scenario', { name: null }],
			['DELETE', '/__admin/sessions/s', undefined],
			['POST', '/__admin/reset', undefined],
		];
		for (const [method, path, body] of calls) {
			expect((await call(mock, method, path, { body })).status, path).toBeLessThan(300);
			await make();
		}
		expect(ids.length).toBe(18);
		expect(new Set(ids).size).toBe(18);
	});
});

describe('busy-organization', () => {
	it('has the same sixty identifications for the same seed, and others for another', async () => {
		const list = async (seed: number): Promise<{ entities: Record<string, unknown>[] }> => {
			const mock = await startTestMock({ seed, scenario: 'busy-organization' });
			await call(mock, 'GET', '/nowhere');
			return (await call(mock, 'GET', '/__admin/sessions/default/resources/identification?limit=100')).json as {
				entities: Record<string, unknown>[];
			};
		};
		const [first, second, other] = await Promise.all([list(7), list(7), list(8)]);
		expect(first.entities.length).toBe(60);
		expect(second).toEqual(first);
		const namesOf = ({ entities }: typeof first): string => JSON.stringify(entities.map(({ last_name }) => last_name));
		expect(namesOf(other)).not.toBe(namesOf(first));
		expect(new Set(first.entities.map(({ identification_id }) => identification_id)).size).toBe(60);
	});
});

it('an answer without a session has no Date under a seed: there is no clock to tell it by', async () => {
	const mock = await startTestMock({ seed: 7 });
	const answer = await read({ port: mock.port, step: { method: 'GET', path: BASE }, session: 'not a name' });
	expect(answer).toMatch(/^400 /);
	expect(answer).not.toMatch(/^date:/im);
});
