// One-offs are bounded by bytes as well as by number.

import { expect, it } from 'vitest';
import { control, startOrders } from './support.ts';

it('a one-off finds no room beside 32 MiB of others, in whatever sessions they are', async () => {
	const own = await startOrders();
	const long = { on: 'getOrder', reply: { status: 404, headers: { 'x-long': 'x'.repeat(700_000) } } };
	const put = async (session: string) =>
		(await control(own, `POST /sessions/${session}/cues`, { body: { ...long, offSpec: true } })).status;
	const statuses = new Set<number>();
	for (let index = 0; index < 60 && !statuses.has(409); index++) statuses.add(await put(`many-${index}`));
	expect([...statuses]).toEqual([200, 409]);
	expect((await control(own, 'DELETE /sessions/many-0/cues')).status).toBe(204);
	expect(await put('many-1')).toBe(200);
});
