import { describe, expect, it } from 'vitest';
import { listFitting } from '../../../../mock/console/page/scenario-choice.ts';

const effects = { makeOrder: 'create', listOrders: 'list', getOrder: 'read', cancelOrder: 'move', dropOrders: 'clear' };
const operations = [
	...Object.entries(effects).map(([operationId, kind]) => ({ operationId, effect: { kind, resource: 'order' } })),
	{ operationId: 'getUser', effect: { kind: 'read', resource: 'user' } },
	{ operationId: 'ping' },
];
const on = (operation: string): object => ({ cues: [{ on: [operation] }] });

describe('scenarios to apply to an order', () => {
	it.each<[string, object, boolean]>([
		['a script for what reads it', on('getOrder'), true],
		['a script for what moves it', on('cancelOrder'), true],
		['a script for a create, which names none', on('makeOrder'), false],
		['a script for the list, which names none', on('listOrders'), false],
		['a script for what takes all away', on('dropOrders'), false],
		['a script for another resource', on('getUser'), false],
		['a script for what has no effect', on('ping'), false],
		['one order', { gives: [{ resource: 'order', count: 1 }] }, true],
		['many orders', { gives: [{ resource: 'order', count: 60 }] }, false],
		['every order', { every: [{ resource: 'order', set: null }] }, true],
		['a file with mistakes', { ...on('getOrder'), valid: false }, false],
	])('%s', (_, more, fits) => {
		const scenarios = [{ name: 'one', valid: true, ...more }];
		expect(listFitting({ scenarios, operations } as never, 'order')).toHaveLength(fits ? 1 : 0);
	});
});
