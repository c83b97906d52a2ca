import { expect, it } from 'vitest';
import type { Planned } from '../../../mock/request/choose-route.ts';
import { nearestOperations } from '../../../mock/request/nearest-operations.ts';

/** Operations as `GET /v1 /orders/{id}`: method, base path, path. */
const plans = (...lines: readonly string[]): Planned[] =>
	lines.map((line) => {
		const [method = '', base = '', pathTemplate = ''] = line.split(' ');
		const operation = {
			method: method.toLowerCase(),
			pathTemplate,
			document: { basePaths: base === '-' ? [''] : [base, ''] },
		};
		return { operation } as unknown as Planned;
	});

const SHOP = plans(
	'GET - /orders',
	'POST - /orders',
	'GET - /orders/{id}',
	'GET - /customers',
	'GET - /orders/{id}/lines',
);

it.each<[string, readonly Planned[], string, string, string[]]>([
	['a misspelt word', SHOP, 'GET', '/order', ['GET /orders', 'POST /orders', 'GET /orders/{id}']],
	['the same method first', SHOP, 'POST', '/ordres', ['POST /orders', 'GET /orders', 'GET /orders/{id}']],
	['a slash at the end', SHOP, 'GET', '/orders/', ['GET /orders', 'POST /orders', 'GET /customers']],
	['two slashes, as of a joined address', SHOP, 'POST', '//orders', ['POST /orders', 'GET /orders', 'GET /customers']],
	['another case', SHOP, 'GET', '/Orders/7', ['GET /orders/{id}', 'GET /orders', 'GET /orders/{id}/lines']],
	[
		'a slash that the document has',
		plans('GET - /api/orders/', 'GET - /api'),
		'GET',
		'/api/orders',
		['GET /api/orders/', 'GET /api'],
	],
	['nothing but slashes', SHOP, 'GET', '//', []],
	['nothing like it', SHOP, 'GET', '/nowhere', []],
	['no more than three', SHOP, 'GET', '/orders/7/line', ['GET /orders/{id}/lines', 'GET /orders/{id}', 'GET /orders']],
	[
		'what two documents have once, where it is nearest',
		plans('GET - /v2/a/b', 'GET /v3 /orders/x', 'GET /v2 /orders/x'),
		'GET',
		'/v2/orders/y',
		['GET /orders/x', 'GET /v2/a/b'],
	],
])('names what may have been meant: %s', (_what, all, method, path, expected) => {
	expect(nearestOperations(all, method, path)).toEqual(expected);
});
