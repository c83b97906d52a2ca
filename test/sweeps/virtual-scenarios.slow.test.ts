// Every documented error of every operation can be picked without a file: by use, by header, by its name.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { call, startTestMock } from '../support/mock.ts';

interface Listed {
	scenarios: { name: string }[];
	virtual: { name: string; operationId: string; status: number }[];
	virtualTotal: number;
}
interface Operations {
	operations: { operationId: string; statuses: string[]; sample: Sample }[];
}
interface Sample {
	method: string;
	target: string;
	headers: [string, string][];
	body?: string;
}

const FIXTURES = join(import.meta.dirname, '../fixtures/scenarios');
const DOCUMENTS = { shipped: {}, orders: { documents: [join(FIXTURES, 'orders.openapi.yaml')] } } as const;
let count = 0;
afterAll(() => console.log(`${count} virtual scenarios`));

describe.each(Object.entries(DOCUMENTS))('the documents %s', (_name, options) => {
	let mock: RunningMock;
	let listed: Listed;
	let operations: Operations['operations'];
	beforeAll(async () => {
		mock = await startTestMock(options);
		listed = (await call(mock, 'GET', '/__admin/scenarios')).json as Listed;
		operations = ((await call(mock, 'GET', '/__admin/operations')).json as Operations).operations;
	});

	const send = ({ sample }: Operations['operations'][number], headers: Record<string, string>) =>
		fetch(mock.url + sample.target, {
			method: sample.method,
			headers: { ...Object.fromEntries(sample.headers), ...headers },
			...(sample.body !== undefined && { body: sample.body }),
		});

	it('have one for each error that they document', () => {
		const wanted = operations.flatMap(({ operationId, statuses }) =>
			statuses.filter((key) => /^[45]|default/.test(key)).map((key) => `error: ${operationId} ${key}`),
		);
		expect(wanted.length).toBeGreaterThan(4);
		expect(listed.virtual.map(({ name }) => name)).toEqual(wanted);
		expect(listed.virtualTotal).toBe(wanted.length);
		expect(listed.scenarios.some(({ name }) => name.startsWith('error:'))).toBe(false);
	});

	it('answer so when it is used on what the session has, and for one request by the header', async () => {
		for (const { name, operationId, status } of listed.virtual) {
			count += 1;
			const operation = operations.find((one) => one.operationId === operationId);
			if (!operation) throw new Error(operationId);
			const used = await call(mock, 'PUT', '/__admin/sessions/v/scenario', { body: { name, keep: true } });
			expect(used.status, used.text).toBe(200);
			expect([name, (await send(operation, { 'x-mock-session': 'v' })).status]).toEqual([name, status]);
			const visited = await send(operation, { 'x-mock-session': 'h', 'x-mock-scenario': name });
			expect([name, visited.status]).toEqual([name, status]);
			const shown = await call(mock, 'GET', `/__admin/scenarios/${encodeURIComponent(name)}`);
			expect(shown.json).toMatchObject({ name, virtual: true, valid: true, file: '', serves: { statuses: [status] } });
		}
		expect(listed.virtual.length).toBeGreaterThan(4);
	});

	it('are kept by a snapshot, and by a reset', async () => {
		const [{ name } = { name: '' }] = listed.virtual;
		await call(mock, 'PUT', '/__admin/sessions/kept/scenario', { body: { name } });
		const snapshot = (await call(mock, 'GET', '/__admin/sessions/kept/snapshot')).json as object;
		const restored = await call(mock, 'PUT', '/__admin/sessions/copy/snapshot', { body: snapshot });
		expect(restored.json).toMatchObject({ scenario: { name } });
		expect((await call(mock, 'POST', '/__admin/sessions/copy/reset')).json).toMatchObject({ scenario: { name } });
	});

	it.each([
		'error: nobody 409',
		'error: ',
		'error: x',
		'error: getOrder 200',
		'error: getOrder 499',
		'error:getOrder 404',
	])('have no %j', async (name) => {
		const refused = await call(mock, 'PUT', '/__admin/sessions/v/scenario', { body: { name } });
		expect([name, refused.status]).toEqual([name, 404]);
	});
});

it('a misspelt name is told with those that are near', async () => {
	const mock = await startTestMock(DOCUMENTS.orders);
	const refused = await call(mock, 'PUT', '/__admin/sessions/v/scenario', { body: { name: 'error: canselOrder 409' } });
	expect(refused.text).toContain('error: cancelOrder 409');
});
