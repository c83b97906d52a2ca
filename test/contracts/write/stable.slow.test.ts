// The same traffic is the same bytes: in any order, from any number of workers, in any run.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trackReads, writePacts } from '../../../contracts/index.ts';
import type { Mock, RecordedExchange } from '../../../mock/index.ts';
import { getOwn } from '../../../spec/index.ts';
import { BASE, BODY, find, send, startForPacts, walkThrough, write } from './support.ts';

const SCENARIOS = [
	'already-validated',
	'expired',
	'unauthorized',
	'conflict-once',
	'undocumented-error',
	'connection-reset',
];

/** What three workers would do at once, each in sessions of its own, in an order that differs from run to run. */
async function runWorkers(mock: Mock, workers: number): Promise<void> {
	const jobs = [
		(session: string) => walkThrough(mock, session),
		...SCENARIOS.map((scenario) => async (session: string) => {
			// Each worker has ids of its own for what it needs.
			const { scenario: inUse } = await mock.session(session).use(scenario, { identification_id: crypto.randomUUID() });
			const id = String(inUse?.parameters['identification_id']);
			for (const method of ['GET', 'DELETE'])
				await send(mock, `${method} ${BASE}/${id}`, { session }).catch(() => undefined);
		}),
	];
	const queue = jobs.map((job, index) => ({ job, index })).sort(() => Math.random() - 0.5);
	await Promise.all(
		Array.from({ length: workers }, async (_, worker) => {
			for (let next = queue.pop(); next; next = queue.pop())
				await next.job(`${worker}-${next.index}-${crypto.randomUUID().slice(0, 8)}`);
		}),
	);
}

describe('the bytes of a pact', () => {
	it('are the same for one worker, two and four, and in the next run', async () => {
		const texts: (string | undefined)[] = [];
		for (const workers of [1, 2, 4, 1]) {
			const mock = await startForPacts();
			await runWorkers(mock, workers);
			texts.push((await write(mock)).text);
			await mock.close();
		}
		expect(texts[0]?.length).toBeGreaterThan(5000);
		expect(new Set(texts).size).toBe(1);
	});

	it('are the same whatever the order of the exchanges, and however often each came', async () => {
		const mock = await startForPacts();
		await runWorkers(mock, 2);
		const exchanges = (
			await Promise.all((await mock.sessions()).map(({ name }) => mock.session(name).requests()))
		).flat();
		const scenarios = await mock.scenarios();
		const options = { consumer: 'web', documents: mock.documents, scenarios };
		const usual = (await writePacts({ ...options, exchanges })).text;
		const shuffled = fc.shuffledSubarray([...exchanges, ...exchanges], {
			minLength: exchanges.length * 2,
			maxLength: exchanges.length * 2,
		});
		await fc.assert(
			fc.asyncProperty(shuffled, async (order: RecordedExchange[]) => {
				expect((await writePacts({ ...options, exchanges: order })).text).toBe(usual);
			}),
			{ numRuns: 20 },
		);
	});

	it('do not change with names, numbers and times that differ from run to run', async () => {
		const texts = new Set<string | undefined>();
		for (const name of ['Ana', 'Åsa']) {
			const mock = await startForPacts();
			const body = { ...BODY, name, identity_document: { document_number: crypto.randomUUID(), document_type: 'NIE' } };
			await send(mock, `POST ${BASE}`, { body });
			texts.add((await write(mock)).text);
		}
		expect(texts.size).toBe(1);
	});
});

describe('what was read of the answers', () => {
	it('is all that the pact expects, whichever worker read it', async () => {
		const mock = await startForPacts();
		const fetches = [trackReads(fetch, { consumer: 'web' }), trackReads(fetch, { consumer: 'web' })];
		const [{ parameters } = { parameters: {} as Record<string, unknown> }] = (await mock.scenarios()).filter(
			({ name }) => name === 'happy-path',
		);
		const path = `${BASE}/${String(parameters['identification_id'])}`;
		await mock.session('s').use('happy-path');
		const headers = { authorization: 'Bearer x', 'x-mock-session': 's' };
		for (const [index, tracked] of fetches.entries()) {
			const body = (await (await tracked(mock.url + path, { headers })).json()) as {
				status: string;
				identity_document: { country: string };
			};
			expect(index === 0 ? body.status : body.identity_document.country).toBeTypeOf('string');
		}
		await Promise.all(fetches.map((tracked) => tracked.flush()));
		const { response } = find(await write(mock), 'look up an identification → 200');
		expect(getOwn(response['body'] as never, 'content')).toEqual({
			identity_document: { country: 'ES' },
			status: 'PENDING',
		});
	});

	it.each<[string, (response: Response) => Promise<unknown>, object | undefined]>([
		['nothing, where only the status mattered', async (response) => response.ok, {}],
		['nothing, where the body was not looked into', async (response) => response.json(), {}],
		[
			'what the document requires, for text',
			async (response) => response.text(),
			{ identification_id: expect.any(String) },
		],
		[
			'what the document requires, for a spread',
			async (response) => ({ ...((await response.json()) as object) }),
			{ identification_id: expect.any(String) },
		],
		[
			'what was read of a clone',
			async (response) => ((await response.clone().json()) as { identification_id: string }).identification_id,
			{ identification_id: expect.any(String) },
		],
	])('is %s', async (_name, use, content) => {
		const mock = await startForPacts();
		const tracked = trackReads(fetch);
		const response = await tracked(new URL(mock.url + BASE), {
			method: 'POST',
			headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
			body: '{}',
		});
		expect(response).toBeInstanceOf(Response);
		await use(response);
		await tracked.flush();
		const { response: expected } = find(await write(mock), 'create an identification → 200');
		expect(getOwn(expected['body'] as never, 'content')).toEqual(content);
	});

	it('is told by a Request as well, and answers of others are left alone', async () => {
		const mock = await startForPacts();
		const tracked = trackReads(fetch, { consumer: 'web' });
		const request = new Request(mock.url + BASE, {
			method: 'POST',
			headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
			body: '{}',
		});
		expect(((await (await tracked(request)).json()) as { identification_id: string }).identification_id).toHaveLength(
			36,
		);
		await tracked.flush();
		const health = (await (await tracked(`${mock.url}/__admin/health`)).json()) as { status: string };
		expect(health.status).toBe('up');
		expect((await write(mock)).text).toContain('identification_id');
	});
});
