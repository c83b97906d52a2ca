import { describe, expect, test } from 'vitest';
import { checkEffect } from '../../../mock/effects/effect.ts';
import type { JsonValue } from '../../../spec/index.ts';
import { body, effectOf, operationOf, settings } from './orders.ts';
import { entityOf, openWorld } from './world.ts';

describe('durations in a request', () => {
	test.each<[JsonValue | undefined, string]>([
		['P7D', '2026-06-08T09:00:00.000Z'],
		['P1M', '2026-07-01T09:00:00.000Z'],
		[undefined, '2026-06-01T10:00:00.000Z'],
		[null, '2026-06-01T10:00:00.000Z'],
		[0, '2026-06-01T10:00:00.000Z'],
		[false, '2026-06-01T10:00:00.000Z'],
		[[], '2026-06-01T10:00:00.000Z'],
	])('%j is good and leads to %s', (open_for, open_until) => {
		const { run, args } = openWorld();
		const parts = { path: { shop: 'acme' }, body: open_for === undefined ? null : { open_for } };
		expect(checkEffect(args('create', parts))).toEqual([]);
		expect(entityOf(run('create', parts))['open_until']).toBe(open_until);
	});

	test.each(['P31D', 'PT0S', '-P1D', 'P', '7 days', '', 'P1000000Y'])('%j is a finding', (open_for) => {
		const { args, session } = openWorld();
		expect(checkEffect(args('create', { path: { shop: 'acme' }, body: { open_for } }))).toEqual([
			{ code: 'request.body.duration', message: expect.stringMatching(/^must /), in: 'body', pointer: '/open_for' },
		]);
		expect(session.store.list('order')).toEqual([]);
	});

	test('are looked at in the query and the header too', () => {
		const operation = operationOf({
			id: 'createBoth',
			pathTemplate: '/shops/{shop}/orders',
			effect: effectOf({
				kind: 'create',
				resource: 'order',
				set: settings({
					a: { kind: 'after', expression: { kind: 'query', name: 'for', source: '' }, max: 'P1D' },
					b: { kind: 'after', expression: { kind: 'header', name: 'X-For', source: '' } },
					c: { kind: 'after', expression: { kind: 'method', source: '$method' } },
					d: { kind: 'after', duration: 'PT1M' },
				}),
			}),
		});
		const { args, run } = openWorld({ both: operation });
		const findings = checkEffect(args('both', { query: { for: 'P2D' }, header: { 'x-for': 'P' } }));
		expect(findings.map(({ code, in: place, pointer }) => [code, place, pointer])).toEqual([
			['request.query.duration', 'query', 'for'],
			['request.header.duration', 'header', 'X-For'],
			['request.duration', undefined, undefined],
		]);
		const entity = entityOf(run('both', { path: { shop: 'acme' }, query: { for: 'PT1H' }, header: { 'x-for': 'P' } }));
		expect(entity).toMatchObject({ a: '2026-06-01T10:00:00.000Z', d: '2026-06-01T09:01:00.000Z' });
		expect('b' in entity).toBe(false);
	});
});

test.each<[EffectValueName, JsonValue | undefined]>([
	['literal', false],
	['falsy', 0],
	['defaulted', ''],
	['nulled', null],
	['absent', undefined],
])('set: %s writes %j', (name, expected) => {
	const operation = operationOf({
		id: 'createAll',
		pathTemplate: '/shops/{shop}/orders',
		effect: effectOf({
			kind: 'create',
			resource: 'order',
			set: settings({
				literal: { kind: 'literal', value: false },
				falsy: { kind: 'or-default', expression: body('/zero'), default: 5 },
				defaulted: { kind: 'or-default', expression: body('/nothing'), default: '' },
				nulled: { kind: 'or-default', expression: body('/null'), default: 5 },
				absent: { kind: 'expression', expression: body('/nothing') },
			}),
		}),
	});
	const { run } = openWorld({ all: operation });
	expect(entityOf(run('all', { path: { shop: 'acme' }, body: { zero: 0, null: null } }))[name]).toBe(expected);
});
type EffectValueName = 'literal' | 'falsy' | 'defaulted' | 'nulled' | 'absent';
