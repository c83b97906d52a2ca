// Entities that nothing reads: who made one keeps its address, changes it there and takes it away, as the subscriptions of 3GPP's documents.

import { expect, it } from 'vitest';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';

const { document } = drawSketch({
	more: {
		'POST /subscriptions': {
			responses: {
				201: {
					description: '',
					headers: { Location: { required: true, schema: { type: 'string' } } },
					content: { 'application/json': { schema: { $ref: '#/components/schemas/Subscription' } } },
				},
			},
		},
	},
	lines: [
		'POST /subscriptions <Subscription >201 Subscription => create subscription',
		'PUT /subscriptions/{subscriptionId} <Subscription >Subscription => replace subscription',
		'PATCH /subscriptions/{subscriptionId} <{expires} >Subscription => patch subscription',
		'DELETE /subscriptions/{subscriptionId} >204 => delete subscription',
	],
	schemas: { Subscription: '{consumer!,address,expires}' },
});

it('one is changed at its address until it is taken away', async () => {
	const mock = await startTestMock({ documents: [document] });
	const send = (method: string, path: string, body?: object) =>
		fetch(mock.url + path, {
			method,
			...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
		});
	const made = await send('POST', '/subscriptions', { consumer: 'a' });
	const path = made.headers.get('location') ?? '';
	const patched = (await (await send('PATCH', path, { expires: 'soon' })).json()) as object;
	const replaced = (await (await send('PUT', path, { consumer: 'b' })).json()) as object;
	expect(path).toMatch(/^\/subscriptions\/.+/);
	expect([patched, replaced]).toMatchObject([{ consumer: 'a', expires: 'soon' }, { consumer: 'b' }]);
	const statuses = [
		await send('DELETE', path),
		await send('PATCH', path, { expires: 'late' }),
		await send('PUT', '/subscriptions/other', { consumer: 'c' }),
		await send('DELETE', '/subscriptions/other'),
	].map(({ status }) => status);
	expect(statuses).toEqual([204, 404, 404, 404]);
});
