// `expires_in` over HTTP: beyond zero, at most 30 days from now, by the calendar and by the session's clock.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { BASE, CREATE, call, startTestMock } from '../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock({ seed: 7 });
});

const NOON = '2026-01-15T12:00:00Z';

/** Creates with this duration when the session's clock says `now`; what comes of it. */
async function createFor(expires_in: unknown, now = NOON): Promise<{ status: number; reason: string; until?: string }> {
	const session = 'durations';
	const clock = await call(mock, 'PUT', `/__admin/sessions/${session}/clock`, { body: { now } });
	expect(clock.status, clock.text).toBe(200);
	const made = await call(mock, 'POST', BASE, { session, body: { ...CREATE, expires_in } });
	if (made.status !== 200) return { status: made.status, reason: made.reason };
	const { identification_id: id } = made.json as { identification_id: string };
	const read = await call(mock, 'GET', `${BASE}/${id}`, { session });
	expect(read.json).toMatchObject({ status: 'PENDING' });
	return { status: 200, reason: made.reason, until: (read.json as { expires_at: string }).expires_at };
}

describe('a duration that fits', () => {
	it.each([
		['P7D', NOON, '2026-01-22T12:00:00Z'],
		['P4W', NOON, '2026-02-12T12:00:00Z'],
		['PT36H', NOON, '2026-01-17T00:00:00Z'],
		['P1DT12H', NOON, '2026-01-17T00:00:00Z'],
		['P30D', NOON, '2026-02-14T12:00:00Z'],
		['PT1S', NOON, '2026-01-15T12:00:01Z'],
		['PT0.5S', NOON, '2026-01-15T12:00:00.500Z'],
		['P1W2D', NOON, '2026-01-24T12:00:00Z'],
		['PT720H', NOON, '2026-02-14T12:00:00Z'],
		['P1M', '2026-02-15T12:00:00Z', '2026-03-15T12:00:00Z'],
		['P1M', '2026-04-15T12:00:00Z', '2026-05-15T12:00:00Z'],
		['P1M', '2026-01-31T12:00:00Z', '2026-02-28T12:00:00Z'],
		['P1M', '2028-01-31T12:00:00Z', '2028-02-29T12:00:00Z'],
		['PT24H', '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'],
	])('%s at %s ends at %s', async (duration, now, until) => {
		const made = await createFor(duration, now);
		expect([made.status, made.reason]).toEqual([200, '']);
		expect(new Date(made.until ?? '').getTime()).toBe(new Date(until).getTime());
	});

	it('is 30 days where none is given', async () => {
		expect(new Date((await createFor(undefined)).until ?? '').toISOString()).toBe('2026-02-14T12:00:00.000Z');
	});
});

describe('a duration that does not fit', () => {
	it.each<[unknown, string]>([
		['P31D', NOON],
		['P1M', NOON],
		['P1M', '2026-07-10T00:00:00Z'],
		['P30DT1S', NOON],
		['PT720H1S', NOON],
		['P5W', NOON],
		['P1Y', NOON],
		['P9999999D', NOON],
		['P99999999999999999999D', NOON],
		['PT0S', NOON],
		['P0D', NOON],
		['-P1D', NOON],
		['P-1D', NOON],
		['P', NOON],
		['PT', NOON],
		['P1', NOON],
		['1D', NOON],
		['P1D12H', NOON],
		['P7D ', NOON],
		// What the format has no place for: signs, lower case, fractions of anything but a second.
		['+P1D', NOON],
		['p1d', NOON],
		['PT0.5H', NOON],
		['7 days', NOON],
		['', NOON],
		[null, NOON],
		[0, NOON],
		[604800, NOON],
		[false, NOON],
		[[], NOON],
		[{}, NOON],
	])('%j at %s is 400 and says where', async (duration, now) => {
		const made = await createFor(duration, now);
		expect(made.status).toBe(400);
		expect(made.reason).toMatch(/^check createIdentityDocumentIdentification: body \/expires_in /);
	});
});

describe('its end', () => {
	it.each([
		['a millisecond before', 'PT23H59M59.999S', 'PENDING', 204],
		['at it', 'P1D', 'EXPIRED', 409],
		['a year after', 'P1Y', 'EXPIRED', 409],
	])('%s', async (_name, advance, status, cancelled) => {
		const session = `end-${advance.replaceAll('.', '-')}`;
		await call(mock, 'PUT', `/__admin/sessions/${session}/clock`, { body: { now: NOON } });
		const made = await call(mock, 'POST', BASE, { session, body: { ...CREATE, expires_in: 'P1D' } });
		const { identification_id: id } = made.json as { identification_id: string };
		expect((await call(mock, 'PUT', `/__admin/sessions/${session}/clock`, { body: { advance } })).status).toBe(200);
		expect((await call(mock, 'GET', `${BASE}/${id}`, { session })).json).toMatchObject({ status });
		expect((await call(mock, 'DELETE', `${BASE}/${id}`, { session })).status).toBe(cancelled);
	});

	it('stays passed when the clock is set back', async () => {
		const session = 'back';
		await call(mock, 'PUT', `/__admin/sessions/${session}/clock`, { body: { now: NOON } });
		const made = await call(mock, 'POST', BASE, { session, body: { ...CREATE, expires_in: 'P1D' } });
		const { identification_id: id } = made.json as { identification_id: string };
		await call(mock, 'PUT', `/__admin/sessions/${session}/clock`, { body: { advance: 'P2D' } });
		expect((await call(mock, 'GET', `${BASE}/${id}`, { session })).json).toMatchObject({ status: 'EXPIRED' });
		await call(mock, 'PUT', `/__admin/sessions/${session}/clock`, { body: { now: NOON } });
		expect((await call(mock, 'GET', `${BASE}/${id}`, { session })).json).toMatchObject({ status: 'EXPIRED' });
	});
});
