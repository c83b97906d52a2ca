// A scenario with thousands of generated entities keeps nobody waiting while they are made.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Mock, startMock } from '../../../mock/index.ts';
import type { JsonObject } from '../../../spec/index.ts';

const COUNT = 6000;
const folder = mkdtempSync(join(tmpdir(), 'many-entities-'));
writeFileSync(
	join(folder, 'many.yaml'),
	`name: many\ntitle: many\nstates: [many people]\ngiven:\n  person:\n${'    - { generate: 1000 }\n'.repeat(COUNT / 1000)}`,
);
writeFileSync(
	join(folder, 'one.yaml'),
	'name: one\ntitle: one\ngiven:\n  person:\n    - { id: 1, name: Ann, email: ann@example.com }\n',
);
afterAll(() => rmSync(folder, { recursive: true }));

const schema = { $ref: '#/components/schemas/Person' };
const json = (of: JsonObject): JsonObject => ({ content: { 'application/json': { schema: of } } });
const DOCUMENT: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'people', version: '1' },
	paths: {
		'/people': {
			get: { responses: { 200: { description: 'all', ...json({ type: 'array', items: schema }) } } },
			post: { requestBody: json(schema), responses: { 201: { description: 'one', ...json(schema) } } },
		},
	},
	components: {
		schemas: {
			Person: {
				type: 'object',
				required: ['id', 'name', 'email'],
				properties: { id: { type: 'integer' }, name: { type: 'string' }, email: { type: 'string', format: 'email' } },
			},
		},
	},
};

const mocks: Mock[] = [];
afterEach(async () => {
	for (const mock of mocks.splice(0)) await mock.close();
});
async function open(options: { scenario?: string } = {}): Promise<Mock> {
	const mock = await startMock({ documents: [DOCUMENT as never], scenarios: folder, port: 0, seed: 7, ...options });
	mocks.push(mock);
	return mock;
}
const list = async (mock: Mock, session: string): Promise<JsonObject[]> =>
	(await (await fetch(`${mock.url}/people`, { headers: { 'X-Mock-Session': session } })).json()) as JsonObject[];

/** How often others had their turn while it was under way. */
async function countTurns(work: Promise<unknown>): Promise<number> {
	let turns = 0;
	let isDone = false;
	const count = (): void => {
		turns += 1;
		if (!isDone) setImmediate(count);
	};
	setImmediate(count);
	await work.finally(() => {
		isDone = true;
	});
	return turns;
}

describe('a scenario with thousands of generated entities', () => {
	it.each<[string, (mock: Mock) => Promise<unknown>]>([
		['used', (mock) => mock.session('qa').use('many')],
		['reset', (mock) => mock.session('qa').reset()],
		['used for a provider state', (mock) => mock.providerState({ state: 'many people', session: 'qa' })],
	])('lets others have their turn while it is %s', async (name, work) => {
		const mock = await open();
		if (name === 'reset') await mock.session('qa').use('many');
		expect(await countTurns(work(mock))).toBeGreaterThan(3);
	});

	it('answers requests meanwhile, those of its session as before', async () => {
		const mock = await open();
		await mock.session('qa').use('one');
		let isUsed = false;
		const used = mock
			.session('qa')
			.use('many')
			.then(() => {
				isUsed = true;
			});
		const [before, other] = await Promise.all([list(mock, 'qa'), list(mock, 'other')]);
		expect([isUsed, before, other]).toEqual([false, [{ id: 1, name: 'Ann', email: 'ann@example.com' }], []]);
		await used;
		// The store keeps the newest of a resource.
		expect((await list(mock, 'qa')).length).toBe(COUNT);
	});

	it('lets those of other sessions have their turn while a session begins with it', async () => {
		const mock = await open({ scenario: 'many' });
		await list(mock, 'known');
		const ended: string[] = [];
		const ask = async (session: string): Promise<number> => {
			const { length } = await list(mock, session);
			ended.push(session);
			return length;
		};
		expect(await Promise.all([ask('new'), ask('new'), ask('known')])).toEqual([COUNT, COUNT, COUNT]);
		expect(ended).toEqual(['known', 'new', 'new']);
		expect((await mock.session('new').requests()).length).toBe(2);
	});

	it('is used as well where its session was deleted meanwhile', async () => {
		const mock = await open();
		await mock.session('qa').use('one');
		const used = mock.session('qa').use('many');
		await mock.session('qa').drop();
		await used;
		expect((await mock.session('qa').state()).scenario?.name).toBe('many');
	});

	it('gives the same in parts, and at once to a session that begins with it', async () => {
		const [inParts, atOnce] = [await open(), await open({ scenario: 'many' })];
		await inParts.session('qa').use('many');
		expect(await list(atOnce, 'qa')).toEqual(await list(inParts, 'qa'));
	});
});
