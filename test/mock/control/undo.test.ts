// Nothing is lost unasked: each step that replaces or drops something can be taken back.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mock, MockSession } from '../../../mock/index.ts';
import { startMock } from '../../../mock/index.ts';
import { MAX_UNDO } from '../../../mock/session/history.ts';
import { BASE, CREATE } from '../../support/mock.ts';

let mock: Mock;
let count = 0;
beforeAll(async () => {
	mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

interface App {
	session: MockSession;
	make(): Promise<string>;
	send(method: string, id: string): Promise<number>;
}

function open(): App {
	count += 1;
	const session = mock.session(`undo-${count}`);
	const headers = { ...session.headers, authorization: 'Bearer x', 'content-type': 'application/json' };
	return {
		session,
		async make() {
			const made = await fetch(mock.url + BASE, { method: 'POST', headers, body: JSON.stringify(CREATE) });
			return ((await made.json()) as { identification_id: string }).identification_id;
		},
		async send(method, id) {
			const { 'content-type': _, ...plain } = headers;
			return (await fetch(`${mock.url}${BASE}/${id}`, { method, headers: plain })).status;
		},
	};
}

const ids = async ({ session }: App): Promise<string[]> =>
	(await session.resources<{ identification_id: string }>('identification').list()).map((one) => one.identification_id);

/** Everything of a session that a step may change. */
async function look({ session }: App) {
	const { counter: _, facts: __, timeline: ___, ...world } = await session.snapshot({ requests: true });
	const { now, ...clock } = world['clock'] as { now: string };
	const { cues = [], variant } = (await session.state()) as { cues?: unknown[]; variant?: object };
	return { ...world, clock, year: now.slice(0, 4), cues, variant };
}

type Steps = Readonly<Record<string, (app: App & { ids: string[] }) => Promise<unknown>>>;

const STEPS: Steps = {
	'used already-validated afresh': ({ session }) => session.use('already-validated'),
	'used already-validated on what there was': ({ session }) => session.use('already-validated', { keep: true }),
	'used unknown-identification on what there was': ({ session }) =>
		session.use('unknown-identification', { keep: true }),
	'reset to the start of late-arrival': ({ session }) => session.reset(),
	'restored a snapshot': async ({ session }) =>
		session.restore({ ...(await mock.session('empty-world').snapshot()), numbers: {} }),
	'cleared 5 requests': ({ session }) => session.clearRequests(),
	'moved the clock by P40D, to': ({ session }) => session.clock.advance('P40D'),
	'set the clock to 2050-01-01T00:00:00.': ({ session }) => session.clock.set('2050-01-01T00:00:00Z'),
	'deleted identification': ({ session, ids: [, id = ''] }) => session.resources('identification').delete(id),
	'changed identification': ({ session, ids: [id = ''] }) =>
		session.resources('identification').patch(id, { status: 'EXPIRED', configuration_name: 'LOW' }),
	'added identification': ({ session }) => session.resources('identification').create({ org_id: 'acme' }),
	'answers in the form minimal': ({ session }) => session.setVariant('minimal'),
	'used late-arrival afresh, for a provider state': ({ session }) =>
		mock.providerState({ state: 'an identification that can be found only after a while', session: session.name }),
};

describe('a step that is taken back leaves the session as it was', () => {
	it.each(Object.keys(STEPS))('%s', async (summary) => {
		const app = open();
		await app.session.use('late-arrival');
		const made = [await app.make(), await app.make(), await app.make()];
		expect(await app.send('DELETE', made[2] as string)).toBe(404);
		expect(await app.send('GET', made[2] as string)).toBe(404);
		const before = await look(app);
		await STEPS[summary]?.({ ...app, ids: made });
		expect(await look(app), 'the step changes something').not.toEqual(before);
		const [step] = await app.session.undoable();
		expect(step?.summary).toContain(summary);
		expect(step).toMatchObject({ undoable: true, after: 5 });
		await app.session.undo();
		expect(await look(app)).toEqual(before);
		expect((await app.session.timeline()).at(-1)).toMatchObject({ kind: 'undone', undoable: false });
	});
});

describe('what callers have made since a step', () => {
	it.each(['afresh', 'kept'])('stays when a scenario that was used %s is taken back', async (how) => {
		const app = open();
		const before = await app.make();
		await app.session.use('already-validated', { keep: how === 'kept' });
		const after = await app.make();
		await app.session.undo();
		expect(await ids(app)).toEqual([before, after]);
		expect(await app.send('DELETE', before)).toBe(204);
		expect((await app.session.state()).scenario).toBeNull();
		expect(await app.send('DELETE', await app.make())).toBe(204);
	});

	it('stays when requests that were cleared come back', async () => {
		const app = open();
		await app.make();
		await app.session.clearRequests();
		await app.make();
		await app.session.undo();
		expect((await app.session.requests()).map(({ id }) => id)).toEqual([1, 2]);
	});

	it('is as it was made, also where the scenario of the session that comes back would settle it', async () => {
		const app = open();
		await app.session.use('already-validated');
		await fetch(`${mock.url}/__admin/sessions/${app.session.name}`, { method: 'DELETE' });
		const id = await app.make();
		await app.session.undo();
		expect(await app.session.resources('identification').get(id)).toMatchObject({ status: 'PENDING' });
		expect(await app.send('DELETE', await app.make())).toBe(409);
	});

	it('stays when a deleted session comes back, whose ids never come twice', async () => {
		const app = open();
		const first = await app.make();
		await app.session.clock.set('2040-01-01T00:00:00Z');
		const path = `${mock.url}/__admin/sessions/${app.session.name}`;
		expect((await fetch(path, { method: 'DELETE' })).status).toBe(204);
		expect((await fetch(path)).status).toBe(404);
		const listed = (await (await fetch(`${path}/undo`)).json()) as { steps: { kind: string }[] };
		expect(listed.steps.map(({ kind }) => kind)).toEqual(['dropped', 'clock']);
		const second = await app.make();
		const undone = await fetch(`${path}/undo`, { method: 'POST' });
		expect(undone.status).toBe(200);
		expect(await ids(app)).toEqual([first, second]);
		expect((await app.session.requests()).length).toBe(2);
		expect((await app.session.clock.now()).getUTCFullYear()).toBe(2040);
		expect(new Set([first, second, await app.make()]).size).toBe(3);
	});
});

describe('several steps', () => {
	it('are taken back one by one, the last first, or all up to one of them', async () => {
		const app = open();
		const id = await app.make();
		const { resources, use, undo, undoable } = app.session;
		await resources('identification').patch(id, { configuration_name: 'LOW' });
		await use('already-cancelled', { keep: true });
		await resources('identification').delete(id);
		await use('server-error');
		const steps = await undoable();
		expect(steps.map(({ kind }) => kind)).toEqual(['used', 'entity', 'used', 'entity']);
		expect((await undo()).scenario?.name).toBe('already-cancelled');
		await undo(steps[2]?.id);
		expect(await resources('identification').get(id)).toMatchObject({ status: 'PENDING', configuration_name: 'LOW' });
		await undo();
		expect(await resources('identification').get(id)).toMatchObject({ configuration_name: 'HIGH' });
		await expect(undo()).rejects.toMatchObject({ status: 409 });
		await expect(undo(steps[0]?.id)).rejects.toMatchObject({ status: 409 });
	});

	it('are kept up to a number, and none of a session that nobody has used', async () => {
		const app = open();
		for (let step = 0; step < MAX_UNDO + 5; step += 1) await app.session.use('happy-path');
		expect((await app.session.undoable()).length).toBe(MAX_UNDO);
		expect((await app.session.timeline()).length).toBe(MAX_UNDO + 5);
		for (const path of ['undo', 'timeline'])
			expect((await fetch(`${mock.url}/__admin/sessions/nobody/${path}`)).status).toBe(404);
	});

	it('of the one-offs: put in front, and taken back', async () => {
		const app = open();
		const path = `${mock.url}/__admin/sessions/${app.session.name}/cues`;
		const body = JSON.stringify({ on: '*', reply: { fault: 'reset' } });
		const put = () => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
		const waiting = async () => ((await app.session.state()) as { cues?: unknown[] }).cues?.length ?? 0;
		await put();
		await put();
		await fetch(path, { method: 'DELETE' });
		const counts = [await waiting()];
		for (let step = 0; step < 3; step += 1) {
			await app.session.undo();
			counts.push(await waiting());
		}
		expect(counts).toEqual([0, 2, 1, 0]);
	});

	it('a refused one is none', async () => {
		const app = open();
		await app.make();
		await expect(app.session.use('nobody')).rejects.toMatchObject({ status: 404 });
		await expect(app.session.clock.advance('P99999Y')).rejects.toMatchObject({ status: 400 });
		await expect(app.session.restore({ format: 'stunt-double-snapshot' })).rejects.toMatchObject({ status: 400 });
		expect(await app.session.timeline()).toEqual([]);
	});
});

it('everything that a reset of the mock drops can be brought back, session by session', async () => {
	const app = open();
	const id = await app.make();
	await mock.reset();
	expect(await app.send('GET', id)).toBe(404);
	await app.session.undo();
	expect(await app.send('GET', id)).toBe(200);
});
