// `keys` of a scenario: what is created while it is in use has these, in their order.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createMockFetch } from '../../../mock/index.ts';
import { checkScenarioSchemas } from '../../../mock/scenarios/check-schemas.ts';
import { loadScenarioText } from '../../../mock/scenarios/load.ts';
import { placeFindings } from '../../../mock/scenarios/scenario-finding.ts';
import { loadDocuments } from '../../../spec/index.ts';
import { SHOP_DOCUMENT } from '../../support/real-shop.ts';
import { describeFinding } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
	join(folder, 'told.yaml'),
	`name: told
title: Told keys
parameters: { first: ord-7 }
given: { customer: [{ id: 5 }] }
keys: { order: ['\${first}', ord-8], customer: [5, 6] }
`,
);

it('what is created has the keys that the scenario tells, then those of the mock; one that is taken is passed over', async () => {
	const mock = await createMockFetch({ documents: [SHOP_DOCUMENT], scenarios: folder, scenario: 'told', auth: 'off' });
	const create = async (path: string, body: object): Promise<unknown> => {
		const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
		return ((await (await mock.fetch(`http://x/api${path}`, init)).json()) as { id: unknown }).id;
	};
	const order = { customer_id: 5, lines: [{ sku: 'pen', quantity: 1 }] };
	const made = [await create('/orders', order), await create('/orders', order), await create('/orders', order)];
	expect(made.slice(0, 2)).toEqual(['ord-7', 'ord-8']);
	expect(made[2]).not.toMatch(/^ord-[78]$/);
	const customer = { name: 'x', email: 'x@example.com' };
	expect([await create('/customers', customer), await create('/customers', customer)]).toEqual([6, 7]);
	const session = mock.session('default');
	const saved = await session.snapshot();
	await session.reset();
	expect(await create('/orders', order)).toBe('ord-7');
	await session.restore(saved as never);
	expect(await create('/orders', order)).not.toMatch(/^ord-[78]$/);
	await mock.close();
});

it('a key that no entity can have is a mistake, in whatever form it is written', async () => {
	const { operations, resources } = await loadDocuments([SHOP_DOCUMENT]);
	const stage = { operations: new Map(operations.map((one) => [one.id, one])), resources };
	const text = `name: a\ntitle: A\nparameters: { first: one }\nkeys: { order: [7, x], customer: [5, "6", a, "\${first}", 1.5] }\n`;
	const { scenario, locate } = loadScenarioText('a.yaml', text, stage);
	expect(scenario.findings).toEqual([]);
	const said = 'scenario.given.schema id does not fit its schema: must be an integer';
	expect(placeFindings(checkScenarioSchemas(scenario, stage), locate).map(describeFinding)).toEqual([
		`4:43 ${said}`,
		`4:46 ${said}`,
		`4:58 ${said}`,
	]);
});

it('a key of who uses the scenario that no entity can have is refused, and the session stays as it was', async () => {
	const text = `name: typed\ntitle: Typed\nparameters: { next: 6 }\nkeys: { customer: ['\${next}'] }\n`;
	writeFileSync(join(folder, 'typed.yaml'), text);
	const mock = await createMockFetch({ documents: [SHOP_DOCUMENT], scenarios: folder, auth: 'off' });
	const session = mock.session('default');
	for (const next of [7, '8']) await session.use('typed', { next });
	await expect(session.use('typed', { next: 'abc' })).rejects.toMatchObject({
		status: 409,
		findings: [{ pointer: '/keys/customer/0', message: 'id "abc" does not fit its schema: must be an integer' }],
	});
	const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
	const body = JSON.stringify({ name: 'x', email: 'x@example.com' });
	expect(await (await mock.fetch('http://x/api/customers', { ...init, body })).json()).toMatchObject({ id: 8 });
	await mock.close();
});
