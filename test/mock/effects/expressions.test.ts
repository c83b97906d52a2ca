import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../mock/effects/expressions.ts';
import type { Expression, JsonValue } from '../../../spec/index.ts';
import { body, OPERATIONS, planOf, requestOf } from './orders.ts';

const request = requestOf(planOf(OPERATIONS.plain), {
	path: { id: 0, empty: '' },
	query: { flag: false, list: ['a'] },
	header: { 'x-count': 5 },
	body: JSON.parse('{"a":{"b":[0,{"c/d":null}],"":"empty"},"zero":0,"__proto__":{"x":1}}'),
});
const at = (kind: 'path' | 'query' | 'header' | 'cookie', name: string): Expression => ({ kind, name, source: '' });

describe('a runtime expression has the value', () => {
	test.each<[Expression, JsonValue | undefined]>([
		[at('path', 'id'), 0],
		[at('path', 'empty'), ''],
		[at('path', 'none'), undefined],
		[at('path', '__proto__'), undefined],
		[at('query', 'flag'), false],
		[at('query', 'list'), ['a']],
		[at('header', 'X-Count'), 5],
		[at('header', 'X-Plain'), 'yes'],
		[at('header', 'x-none'), undefined],
		[at('header', 'constructor'), undefined],
		[at('cookie', 'none'), undefined],
		[body('/a/b/0'), 0],
		[body('/a/b/1/c~1d'), null],
		[body('/a/'), 'empty'],
		[body('/zero'), 0],
		[body('/zero/x'), undefined],
		[body('/a/b/00'), undefined],
		[body('/a/b/-'), undefined],
		[body('/a/b/length'), undefined],
		[body('/__proto__/x'), 1],
		[body('/constructor'), undefined],
		[body('a'), undefined],
		[{ kind: 'method', source: '$method' }, 'GET'],
		[{ kind: 'url', source: '$url' }, 'http://shop.test/orders/1?x=1'],
	])('%j → %j', (expression, value) => {
		expect(compileExpression(expression)(request)).toEqual(value);
	});
});

test.each<[JsonValue | undefined]>([[undefined], [null], [0], [''], [false], [[]]])(
	'the body %j is the value of $request.body',
	(sent) => {
		const bare = requestOf(planOf(OPERATIONS.plain), sent === undefined ? {} : { body: sent });
		expect(compileExpression(body(''))(bare)).toEqual(sent);
		expect(compileExpression(body('/x'))(bare)).toBeUndefined();
	},
);

test('$url is the target alone where the request names no host, or the whole already', () => {
	const url: Expression = { kind: 'url', source: '$url' };
	const without = { ...request, request: { ...request.request, headers: {} } };
	expect(compileExpression(url)(without)).toBe('/orders/1?x=1');
	const absolute = { ...request, request: { ...request.request, target: 'http://other.test/' } };
	expect(compileExpression(url)(absolute)).toBe('http://other.test/');
});
