// QA clicks "The identification was already validated", and the app under test, untouched, gets its 409.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { BASE, call, create, startTestMock } from '../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const use = (session: string, body: object) =>
	call(mock, 'PUT', `/__admin/sessions/${session}/scenario`, { body: { name: 'already-validated', ...body } });

describe('the app under test, untouched, gets its 409', () => {
	it.each([
		['on what the app has', { keep: true }, 'is VALIDATED'],
		['afresh, also for what the app still knows of', {}, 'cue 1 of scenario already-validated'],
	])('when QA uses the scenario %s', async (how, body, reason) => {
		const session = how.replaceAll(/\W/g, '-');
		const id = await create(mock, session);
		expect((await use(session, body)).status).toBe(200);
		const cancelled = await call(mock, 'DELETE', `${BASE}/${id}`, { session });
		expect([cancelled.status, cancelled.reason]).toEqual([409, expect.stringContaining(reason)]);
	});

	it('for the one that QA points at, and for no other', async () => {
		const session = 'pointed';
		const [other, id] = [await create(mock, session), await create(mock, session)];
		const used = await use(session, { entity: { resource: 'identification', key: id } });
		expect((used.json as { scenario: object }).scenario).toMatchObject({
			parameters: { org_id: 'acme', identification_id: id },
		});
		expect((await call(mock, 'DELETE', `${BASE}/${id}`, { session })).status).toBe(409);
		expect((await call(mock, 'DELETE', `${BASE}/${other}`, { session })).status).toBe(204);
	});
});
