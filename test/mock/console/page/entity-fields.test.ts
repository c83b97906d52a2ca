import { describe, expect, it } from 'vitest';
import { listChanges, listOwnFields } from '../../../../mock/console/page/entity-fields.ts';

const RESOURCE = {
	name: 'order',
	key: 'id',
	scope: ['shop'],
	state: 'status',
	states: ['NEW', 'PAID'],
	sample: { note: 'x' },
};
const PROPERTIES = {
	id: { type: 'integer' },
	status: { type: 'string', enum: ['NEW', 'PAID'] },
	note: { type: ['string', 'null'] },
	count: { type: 'integer' },
	gift: { type: 'boolean' },
	lines: { type: 'array' },
	created: { type: 'string', format: 'date-time', readOnly: true },
};
const ENTITY = { id: 1, shop: 'a', status: 'NEW', note: null, count: 0, gift: false, lines: [], more: 'y' };

describe('the fields of an entity that is there', () => {
	const fields = listOwnFields(RESOURCE as never, PROPERTIES, ENTITY);
	it('are its properties as they are; what names it is none of them', () => {
		expect(fields.map(({ name, text }) => [name, text])).toEqual([
			['status', 'NEW'],
			['note', 'null'],
			['count', '0'],
			['gift', 'false'],
			['lines', '[]'],
			['created', ''],
			['more', 'y'],
		]);
	});

	it.each<[string, Record<string, string>, object]>([
		['nothing', {}, {}],
		['what was there', { status: 'NEW', count: '0', lines: '[]' }, {}],
		['a state', { status: 'PAID' }, { status: 'PAID' }],
		['falsy values', { count: '0', gift: 'true', note: '0' }, { gift: true, note: '0' }],
		['a number, a list', { count: '7', lines: '[{"a":1}]' }, { count: 7, lines: [{ a: 1 }] }],
		['what is of another type stays a text', { count: 'many' }, { count: 'many' }],
		['what is emptied is removed', { note: '', more: ' ' }, { note: null, more: null }],
		['what was not there and is empty', { created: '' }, {}],
	])('%s', (_, typed, patch) => {
		expect(listChanges(fields, new Map(Object.entries(typed)), PROPERTIES)).toEqual(patch);
	});
});
