// Coverage counts what was answered, and nothing else.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { FAULTS, type Fault } from '../../../mock/types/faults.ts';
import { BASE, CREATE, call, startTestMock } from '../../support/mock.ts';

interface Coverage {
	exercised: number;
	operations: { operationId: string; tags: string[]; faults: number; statuses: { status: string; count: number }[] }[];
}

const CREATE_ID = 'createIdentityDocumentIdentification';
let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

async function see(query: string) {
	const { operations, exercised } = (await call(mock, 'GET', `/__admin/coverage${query}`)).json as Coverage;
	const found = operations.find(({ operationId }) => operationId === CREATE_ID);
	const counts = Object.fromEntries(
		(found?.statuses ?? []).filter(({ count }) => count > 0).map((one) => [one.status, one.count]),
	);
	return { faults: found?.faults, counts, exercised, tags: found?.tags };
}

const post = (session: string, patienceMs = 300) =>
	fetch(mock.url + BASE, {
		method: 'POST',
		headers: { authorization: 'Bearer x', 'content-type': 'application/json', 'x-mock-session': session },
		body: JSON.stringify(CREATE),
		signal: AbortSignal.timeout(patienceMs),
	})
		.then((response) => response.text())
		.catch(() => 'nothing came');

describe('a request that is answered with a fault', () => {
	it.each(Object.keys(FAULTS) as Fault[])('%s is in no documented cell, but in a column of its own', async (fault) => {
		const session = `fault-${fault}`;
		await call(mock, 'POST', '/__admin/reset');
		await call(mock, 'POST', `/__admin/sessions/${session}/cues`, { body: { on: CREATE_ID, reply: { fault } } });
		await post(session);
		for (const query of ['', `?session=${session}`])
			await expect.poll(() => see(query)).toMatchObject({ faults: 1, counts: {}, exercised: 0 });
		await post(session, 20_000);
		for (const query of ['', `?session=${session}`])
			expect(await see(query)).toMatchObject({ faults: 1, counts: { 200: 1 }, exercised: 1 });
	});
});

it('an answer that came too late for its client counts nowhere', async () => {
	await call(mock, 'POST', '/__admin/reset');
	await call(mock, 'POST', `/__admin/sessions/late/cues`, { body: { on: CREATE_ID, pass: true, delay: '2s' } });
	expect(await post('late', 100)).toBe('nothing came');
	await new Promise((resolve) => setTimeout(resolve, 100));
	for (const query of ['', '?session=late']) expect((await see(query)).counts).toEqual({});
});

it('of the mock as a whole is empty after a reset of everything, also once a session was taken back with its own', async () => {
	await call(mock, 'POST', '/__admin/reset');
	await post('back', 20_000);
	expect((await see('')).exercised).toBe(1);
	await call(mock, 'POST', '/__admin/reset');
	await call(mock, 'POST', '/__admin/sessions/back/undo');
	expect((await see('?session=back')).exercised).toBe(1);
	expect((await see('')).exercised).toBe(0);
	const { json } = await call(mock, 'GET', '/__admin/openapi.json');
	const { paths } = json as { paths: Record<string, { post: { description: string } }> };
	expect(paths['/__admin/reset']?.post.description).toContain('the coverage of the mock as a whole can not');
});

it('tells the tags by which operations are grouped', async () => {
	expect((await see('')).tags?.length).toBeGreaterThan(0);
});
