// One grammar of durations: what a document may say, a scenario, a request and the clock may say as well.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { call, type Reply, startTestMock } from '../support/mock.ts';

const folder = mkdtempSync(join(tmpdir(), 'stunt-durations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The seeded clock's start. */
const START_MS = Date.parse('2026-06-01T09:00:00Z');
let mocks = 0;

/** A mock whose document says `inDocument`, and whose scenario says `inScenario`. */
async function startWith({ inDocument = 'P1D', inScenario = 'P1D' } = {}): Promise<RunningMock> {
	mocks += 1;
	const scenarios = join(folder, String(mocks));
	mkdirSync(scenarios);
	const scenario = { name: 'soon', title: 'Soon', given: { job: [{ id: 'a', due: { after: inScenario } }] } };
	writeFileSync(join(scenarios, 'soon.yaml'), JSON.stringify(scenario));
	const effect = { create: 'job', set: { due: { after: inDocument } } };
	const wait = { 'application/json': { schema: { type: 'string', format: 'duration' } } };
	const document = {
		openapi: '3.1.0',
		info: { title: 'jobs', version: '1' },
		'x-lifecycle': { job: { key: 'id' } },
		paths: {
			'/jobs': { post: { 'x-effect': effect, responses: { 200: { description: '' } } } },
			'/waits': {
				post: { requestBody: { required: true, content: wait }, responses: { 204: { description: '' } } },
			},
		},
	};
	const file = join(folder, `${mocks}.json`);
	writeFileSync(file, JSON.stringify(document));
	return startTestMock({ documents: [file], scenarios, scenario: 'soon', seed: 7 });
}

const move = (mock: RunningMock, advance: string): Promise<Reply> =>
	call(mock, 'PUT', '/__admin/sessions/default/clock', { body: { advance } });

async function listDues(mock: RunningMock): Promise<unknown[]> {
	const { json } = await call(mock, 'GET', '/__admin/sessions/default/resources/job');
	return (json as { entities: { due: string }[] }).entities.map(({ due }) => due);
}

describe.each([
	['PT0.5S', 500],
	['PT0,5S', 500],
	['P1W2D', 9 * 86_400_000],
	['PT1H5S', 3_605_000],
])('%s is a duration', (duration, ms) => {
	const end = new Date(START_MS + ms).toISOString();

	it('in a document', async () => {
		const mock = await startWith({ inDocument: duration });
		expect((await call(mock, 'POST', '/jobs')).status).toBe(200);
		expect((await listDues(mock))[1]).toBe(end);
	});

	it('in a scenario', async () => {
		const mock = await startWith({ inScenario: duration });
		// The session begins, and its scenario with it, when it is first used.
		expect((await call(mock, 'POST', '/waits', { body: '"P1D"' })).status).toBe(204);
		expect(await listDues(mock)).toEqual([end]);
	});

	it('in a request, by its format', async () => {
		const answer = await call(await startWith(), 'POST', '/waits', { body: JSON.stringify(duration) });
		expect([answer.status, answer.reason]).toEqual([204, '']);
	});

	it('to the clock, forwards and backwards', async () => {
		const mock = await startWith();
		expect((await move(mock, duration)).json).toMatchObject({ clock: { now: end } });
		expect((await move(mock, `-${duration}`)).json).toMatchObject({ clock: { now: new Date(START_MS).toISOString() } });
	});
});

describe.each(['p7d', '+P7D', 'PT1.5H', '7 days', `P${'1'.repeat(100)}D`])('%s is none', (duration) => {
	it('in a document', async () => {
		await expect(startWith({ inDocument: duration })).rejects.toThrow('no ISO 8601 duration');
	});

	it('in a scenario', async () => {
		await expect(startWith({ inScenario: duration })).rejects.toThrow('an ISO 8601 duration');
	});

	it('in a request, by its format', async () => {
		expect((await call(await startWith(), 'POST', '/waits', { body: JSON.stringify(duration) })).status).toBe(400);
	});

	it('to the clock', async () => {
		expect((await move(await startWith(), duration)).status).toBe(400);
	});
});
