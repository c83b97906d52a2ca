import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../../mock/console/page/control-types.ts';
import { chooseColumns, listColumns } from '../../../../mock/console/page/entity-columns.ts';

const ACCOUNT: Resource = { name: 'account', key: 'id', scope: [], states: [], moves: [], sample: {} };
const ROWS = [{ id: 'a1', name: 'Ann', balance: 5, open: true, since: '2026-01-15T09:00:00Z', parts: [1], none: null }];

describe('the columns of a resource', () => {
	it('are told by the entities where no schema does', () => {
		expect(listColumns(ACCOUNT, {}, ROWS).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
			'id key',
			'name name',
			'since time',
			'balance amount',
			'open flag',
			'none text',
		]);
	});

	it('go by the schema where there is one, and what has parts is none', () => {
		const properties = { name: { type: ['string', 'null'] }, tags: { type: 'array' }, any: {}, kind: { enum: ['a'] } };
		expect(listColumns(ACCOUNT, properties, []).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
			'id key',
			'name name',
			'kind choice',
			'any text',
		]);
	});

	it('are as many as fit', () => {
		const all = listColumns(ACCOUNT, {}, ROWS);
		expect(chooseColumns(all, { resource: ACCOUNT, entities: ROWS, width: 120 })).toEqual(['id', 'name']);
	});
});
