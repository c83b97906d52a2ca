// A bug is a file: its requests are sent again, one or all, and what is other is told.

import { beforeEach, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { JsonValue } from '../../../spec/index.ts';
import { BASE, CREATE, call, create, startTestMock } from '../../support/mock.ts';

interface Result {
	id: number;
	sent: number;
	before: number | null;
	after: number | null;
	same: boolean;
	skipped?: string;
	differences: { in: string; pointer: string; before?: JsonValue; after?: JsonValue; generated?: true }[];
}
interface Report {
	replayed: number;
	same: number;
	results: Result[];
	notes: string[];
	session: { entities: Record<string, Record<string, number>>; scenario: { name: string } | null };
}

let mock: RunningMock;
beforeEach(async () => {
	mock = await startTestMock();
});

const A = '/__admin/sessions';
const send = (method: string, path: string, body?: object) =>
	call(mock, method, `${A}/${path}`, body === undefined ? {} : { body });

describe('a request that is sent again', () => {
	it('meets the session as it is now, with its own credentials', async () => {
		const id = await create(mock, 'qa');
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'qa' });
		const again = (await send('POST', 'qa/requests/2/replay')).json as Result & { exchange: { request: object } };
		expect(again).toMatchObject({ sent: 3, before: 204, after: 409, same: false });
		expect(again.differences).toContainEqual({ in: 'status', pointer: '', before: 204, after: 409 });
		expect(again.exchange.request).toMatchObject({ method: 'DELETE', headers: { authorization: '[redacted]' } });
		const made = (await send('POST', 'qa/requests/1/replay')).json as Result;
		expect(made).toMatchObject({ before: 200, after: 200, same: true });
		expect(made.differences).toMatchObject([{ in: 'body', pointer: '/identification_id', generated: true }]);
	});

	it('is a 404 where it is not there, and a 409 where its body was cut off', async () => {
		await call(mock, 'POST', BASE, { session: 'qa', body: { ...CREATE, name: 'x'.repeat(20_000) } });
		expect((await send('POST', 'qa/requests/1/replay')).status).toBe(409);
		expect((await send('POST', 'qa/requests/9/replay')).status).toBe(404);
		expect((await send('POST', 'nobody/requests/1/replay')).status).toBe(404);
	});
});

/** What a tester has done: a scenario used in between, an entity changed, the clock moved, a one-off. */
async function makeBug(): Promise<object> {
	const first = await create(mock, 'bug');
	await call(mock, 'GET', `${BASE}/${first}`, { session: 'bug' });
	await send('PUT', 'bug/scenario', { name: 'already-validated', keep: true });
	await call(mock, 'DELETE', `${BASE}/${first}`, { session: 'bug' });
	await send('PUT', 'bug/scenario', { name: null, keep: true });
	const second = await create(mock, 'bug');
	await send('PATCH', `bug/resources/identification/${second}`, { status: 'CANCELLED' });
	await call(mock, 'DELETE', `${BASE}/${second}`, { session: 'bug' });
	await send('POST', 'bug/cues', { on: 'createIdentityDocumentIdentification', reply: { status: 500 } });
	await call(mock, 'POST', BASE, { session: 'bug', body: CREATE });
	const third = await create(mock, 'bug');
	await send('PUT', 'bug/clock', { advance: 'P40D' });
	await call(mock, 'DELETE', `${BASE}/${third}`, { session: 'bug' });
	return (await send('GET', 'bug/snapshot?requests=true')).json as object;
}

describe('a bug file', () => {
	it('is replayed on another mock: every request, with what was done between them', async () => {
		const snapshot = await makeBug();
		expect(JSON.stringify(snapshot)).not.toContain('Bearer x');
		mock = await startTestMock();
		const report = (await send('POST', 'copy/replay', { snapshot })).json as Report;
		expect(report.notes).toEqual([]);
		expect(report.results.map(({ before }) => before)).toEqual([200, 200, 409, 200, 409, 500, 200, 409]);
		expect(report.results.map(({ after }) => after)).toEqual([200, 200, 409, 200, 409, 500, 200, 409]);
		expect([report.replayed, report.same, report.results.filter(({ same }) => !same)]).toEqual([8, 8, []]);
	});

	it('has the ids and what was made up in it, in another session and on another mock of another seed', async () => {
		const first = await create(mock, 'bug');
		await create(mock, 'bug');
		await call(mock, 'GET', `${BASE}/${first}`, { session: 'bug' });
		const snapshot = (await send('GET', 'bug/snapshot?requests=true')).json as object;
		const differ = ({ results }: Report): string[] =>
			results.flatMap(({ differences }) => differences.map(({ pointer }) => pointer));
		for (const isAnother of [false, true, true]) {
			if (isAnother) mock = await startTestMock({ seed: 99 });
			const own = isAnother ? await create(mock, 'copy') : undefined;
			const report = (await send('POST', 'copy/replay', { snapshot })).json as Report;
			expect(report).toMatchObject({ replayed: 3, same: 3 });
			// What is made of the clock is a few milliseconds later.
			expect(differ(report).filter((pointer) => !pointer.endsWith('_at'))).toEqual([]);
			expect((await call(mock, 'GET', `${BASE}/${first}`, { session: 'copy' })).status).toBe(200);
			expect([own, first]).not.toContain(await create(mock, 'copy'));
		}
	});

	it('goes up to a request, step by step, and can be taken back', async () => {
		const snapshot = await makeBug();
		await create(mock, 'copy');
		const before = (await send('GET', 'copy/resources/identification')).json;
		const two = (await send('POST', 'copy/replay', { snapshot, until: 2 })).json as Report;
		expect([two.replayed, two.session.scenario]).toEqual([2, null]);
		const three = (await send('POST', 'copy/replay', { snapshot, until: 3 })).json as Report;
		expect([three.replayed, three.session.scenario?.name, three.results.at(-1)?.after]).toEqual([
			3,
			'already-validated',
			409,
		]);
		const { steps } = (await send('GET', 'copy/undo')).json as { steps: { kind: string }[] };
		expect(steps.map(({ kind }) => kind)).toEqual(['replayed', 'replayed']);
		await send('POST', 'copy/undo');
		await send('POST', 'copy/undo');
		expect((await send('GET', 'copy/resources/identification')).json).toEqual(before);
	});

	it('tells what is other by now', async () => {
		const snapshot = await makeBug();
		mock = await startTestMock({ overlays: ['spec/overlays/errors-with-body.overlay.yaml'] });
		const report = (await send('POST', 'copy/replay', { snapshot })).json as Report;
		const [, , refused] = report.results;
		expect(refused?.same).toBe(false);
		expect(refused?.differences).toContainEqual(expect.objectContaining({ in: 'body', pointer: '' }));
		expect(report.results[1]?.same).toBe(true);
	});

	it('says what could not be done as it was', async () => {
		const snapshot = (await makeBug()) as { requests: { request: object }[]; timeline: object[]; dropped: number };
		snapshot.dropped = 3;
		snapshot.timeline.push({ id: 99, kind: 'entity', after: 2, summary: 'something large', undoable: false });
		snapshot.timeline.sort((a, b) => (a as { after: number }).after - (b as { after: number }).after);
		Object.assign(snapshot.requests[1]?.request ?? {}, { truncated: true, bodyBytes: 99 });
		const report = (await send('POST', 'copy/replay', { snapshot })).json as Report;
		expect(report.notes).toEqual([expect.stringContaining('3 earlier'), 'not done again: something large']);
		expect(report.results[1]).toMatchObject({ id: 2, same: false, skipped: expect.any(String) });
		const none = await send('POST', 'copy/replay', { snapshot: { format: 'x' } });
		expect([none.status, none.text]).toEqual([400, expect.stringContaining('requests=true')]);
	});

	it('leaves out what was taken back before the next request came, and says what was taken back later', async () => {
		const id = await create(mock, 'undone');
		await send('PUT', 'undone/scenario', { name: 'already-cancelled', keep: true });
		await send('POST', 'undone/undo');
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'undone' });
		const early = (await send('GET', 'undone/snapshot?requests=true')).json as object;
		const report = (await send('POST', 'copy/replay', { snapshot: early })).json as Report;
		expect([report.same, report.notes]).toEqual([2, []]);
		await send('PUT', 'undone/scenario', { name: 'already-cancelled', keep: true });
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'undone' });
		await send('POST', 'undone/undo');
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'undone' });
		const late = (await send('GET', 'undone/snapshot?requests=true')).json as object;
		const other = (await send('POST', 'copy/replay', { snapshot: late })).json as Report;
		expect(other.notes).toEqual([expect.stringContaining('took back: used already-cancelled')]);
	});

	it('without its timeline takes the scenarios from the requests', async () => {
		const id = await create(mock, 'plain');
		await send('PUT', 'plain/scenario', { name: 'server-error', keep: true });
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'plain' });
		const { timeline: _, ...snapshot } = (await send('GET', 'plain/snapshot?requests=true')).json as {
			timeline: object;
		};
		const report = (await send('POST', 'copy/replay', { snapshot })).json as Report;
		expect(report.results.map(({ after }) => after)).toEqual([200, 500]);
	});
});
