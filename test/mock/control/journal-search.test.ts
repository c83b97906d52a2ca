// The journal is searched where people look: target, headers, bodies, the reason; never in what is hidden.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { BASE, CREATE, call, startTestMock } from '../../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock({ journal: 5 });
	const headers = { 'x-trace': 'Needle-1', authorization: 'Bearer s3cr3t-token' };
	await call(mock, 'POST', BASE, { session: 's', headers, body: { ...CREATE, name: 'Zacharias' } });
	await call(mock, 'GET', `${BASE}/7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10`, { session: 's' });
	await call(mock, 'GET', '/v1/nowhere?q=%C3%A4', { session: 's' });
});

const search = async (query: string) =>
	(await call(mock, 'GET', `/__admin/sessions/s/requests?${query}`)).json as {
		requests: { id: number }[];
		total: number;
		dropped: number;
	};

describe('?q=', () => {
	it.each([
		['zachar', [1]],
		['ZACHARIAS', [1]],
		['"identification_id":', [1]],
		['x-trace: needle', [1]],
		['7d0c4f3e', [2]],
		['GET /v1', [2, 3]],
		['there is no', [2]],
		['createIdentity', [1]],
		['s3cr3t', []],
		['nobody wrote this', []],
	])('%s finds %j', async (text, ids) => {
		const { requests, total } = await search(`q=${encodeURIComponent(text)}`);
		expect([requests.map(({ id }) => id), total]).toEqual([ids, ids.length]);
	});

	it('goes together with the other filters', async () => {
		expect((await search('q=GET&status=404&since=2')).requests.map(({ id }) => id)).toEqual([3]);
	});
});

it('what was let go is told', async () => {
	for (let call_ = 0; call_ < 6; call_ += 1) await call(mock, 'GET', '/v1/x', { session: 's' });
	expect(await search('limit=1')).toMatchObject({ total: 5, dropped: 4 });
});
