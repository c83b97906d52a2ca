// Several provider states of one interaction, as they are set up before it is verified.

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { loadScenarios } from '../../../mock/inner.ts';
import { loadDocument } from '../../../spec/index.ts';

const FIXTURES = fileURLToPath(new URL('../verify/fixtures', import.meta.url));
const SCRIPTED = 'cancelOrder answers 409';
const [OPEN, PAID] = ['an order that is open', 'an order that is paid'];

test.each<[states: string[], found: string[]]>([
	[[OPEN, PAID], []],
	[[OPEN, OPEN], []],
	[[OPEN, PAID, SCRIPTED], []],
	[[SCRIPTED, OPEN], ['state.conflict']],
	[['nobody knows', OPEN, SCRIPTED], ['state.unknown']],
	[[], []],
])('%j', async (states, found) => {
	const document = await loadDocument(`${FIXTURES}/orders.yaml`);
	const scenarios = loadScenarios({
		directory: `${FIXTURES}/scenarios`,
		operations: document.operations,
		resources: document.resources,
	});
	const pact = {
		consumer: { name: 'web' },
		provider: { name: 'orders' },
		interactions: [
			{
				description: 'cancel',
				providerStates: states.map((name) => ({ name })),
				request: { method: 'DELETE', path: '/v1/shops/acme/orders/7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10' },
				response: { status: 409 },
			},
		],
		metadata: { pactSpecification: { version: '3.0.0' } },
	};
	const read = readPact(pact, 'web.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents: [document], scenarios, auth: 'off' });
	expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(found);
});
