import { describe, expect, it } from 'vitest';
import { routeOperations } from '../../../mock/pipeline/operation-plan.ts';
import { nearestOperations } from '../../../mock/request/nearest-operations.ts';
import { createRouter } from '../../../mock/request/router.ts';
import type { ApiDocument, Operation } from '../../../spec/index.ts';
import { cpuMs } from '../../support/cpu.ts';

function operations(basePaths: readonly string[], templates: readonly string[]): Operation[] {
	const document = { basePaths } as ApiDocument;
	return templates.map((one) => {
		const [method, pathTemplate] = one.split(' ') as [string, string];
		return { id: one, method: method.toLowerCase(), pathTemplate, document } as Operation;
	});
}

const router = routeOperations([
	...operations(
		['/v1', ''],
		[
			'GET /orders',
			'POST /orders',
			'GET /orders/{id}',
			'GET /orders/latest',
			'DELETE /orders/{id}/lines/{line}',
			'GET /files/{name}.{ext}',
			'GET /range/{from}-{to}',
			'GET /orders/{id}:cancel',
			'GET /odd/(x)/*+',
			'GET /',
			'GET /with%20space',
		],
	),
	...operations([''], ['PUT /orders/{order_id}']),
]);

describe('createRouter', () => {
	it.each<[string, string, string, Record<string, string>]>([
		['GET', '/orders', 'GET /orders', {}],
		['GET', '/v1/orders', 'GET /orders', {}],
		['POST', '/v1/orders', 'POST /orders', {}],
		['GET', '/orders/42', 'GET /orders/{id}', { id: '42' }],
		['GET', '/orders/0', 'GET /orders/{id}', { id: '0' }],
		['GET', '/orders/latest', 'GET /orders/latest', {}],
		['PUT', '/orders/42', 'PUT /orders/{order_id}', { order_id: '42' }],
		['DELETE', '/orders/1/lines/2', 'DELETE /orders/{id}/lines/{line}', { id: '1', line: '2' }],
		['GET', '/orders/1%2F2', 'GET /orders/{id}', { id: '1/2' }],
		['GET', '/orders/..%2f..%2fetc%2fpasswd', 'GET /orders/{id}', { id: '../../etc/passwd' }],
		['GET', '/orders/__proto__', 'GET /orders/{id}', { id: '__proto__' }],
		['GET', '/files/a.b.json', 'GET /files/{name}.{ext}', { name: 'a', ext: 'b.json' }],
		['GET', '/range/1-2', 'GET /range/{from}-{to}', { from: '1', to: '2' }],
		['GET', '/orders/42:cancel', 'GET /orders/{id}:cancel', { id: '42' }],
		['GET', '/odd/(x)/*+', 'GET /odd/(x)/*+', {}],
		['GET', '/', 'GET /', {}],
		['GET', '/with%20space', 'GET /with%20space', {}],
		['HEAD', '/orders/42', 'GET /orders/{id}', { id: '42' }],
	])('leads %s %s to %s', (method, path, id, values) => {
		const match = router.match(method, path);
		expect(match.kind).toBe('found');
		if (match.kind !== 'found') return;
		expect(match.plan.operation.id).toBe(id);
		expect(Object.fromEntries(match.values)).toEqual(values);
	});

	it.each([
		'/nothing',
		'/orders/',
		'/orders//lines/2',
		'/v2/orders',
		'',
		'//orders',
		'/./orders',
		'/range/-2',
		'/files/.json',
		'/odd/x/zz',
	])('knows no operation at %j', (path) => {
		expect(router.match('GET', path).kind).toBe(path === '' ? 'found' : 'unknown');
	});

	it.each(['/orders/%E0%A4%A', '/orders/%00', '/%zz'])('finds %s malformed', (path) => {
		expect(router.match('GET', path)).toMatchObject({ kind: 'malformed' });
	});

	it('allows the union of the methods that all documents have for a path', () => {
		expect(router.match('PATCH', '/orders/42')).toEqual({ kind: 'method', allow: ['GET', 'HEAD', 'OPTIONS', 'PUT'] });
		expect(router.match('TRACE', '/orders')).toEqual({ kind: 'method', allow: ['GET', 'HEAD', 'OPTIONS', 'POST'] });
	});

	it('names the nearest operations, and none for what resembles nothing', () => {
		expect(nearestOperations(router.plans, 'GET', '/order/42')).toContain('GET /orders/{id}');
		expect(nearestOperations(router.plans, 'DELETE', '/v1/orders/1/line/2')[0]).toBe(
			'DELETE /orders/{id}/lines/{line}',
		);
		expect(nearestOperations(router.plans, 'GET', '/zzz')).toEqual([]);
	});

	it('matches among ten thousand paths, and 200 parameters deep, without going back (threat 62)', () => {
		const deep = `/deep${'/{x}'.repeat(200)}`;
		const many = routeOperations(
			operations(
				[''],
				[
					...Array.from({ length: 10_000 }, (_, index) => `GET /p${index}/{a}/b/{c}`),
					`GET ${deep}`,
					'GET /a/{x}',
					'GET /a/b',
				],
			),
		);
		const path = `/deep${'/v'.repeat(200)}`;
		expect(many.match('GET', path).kind).toBe('found');
		expect(many.match('GET', `${path}/v`).kind).toBe('unknown');
		expect(many.match('GET', '/p9999/1/b/2').kind).toBe('found');
		expect(many.match('GET', '/a/b')).toMatchObject({ plan: { operation: { id: 'GET /a/b' } } });
		const before = cpuMs();
		for (let round = 0; round < 1000; round++) many.match('GET', path);
		// 1,000 matches: as many microseconds each as this is milliseconds.
		expect(cpuMs() - before, 'CPU µs a match of 200 segments').toBeLessThan(1000);
	});

	it('lets a name stand for several segments, what is more concrete before it', () => {
		const templates = [
			'GET /files/{path}',
			'GET /files/{path}/raw',
			'GET /files/latest',
			'POST /v1/{name}:cancel',
			'POST /v1/{name}',
			'GET /{scope}/locks/{name}',
			'GET /tree/{id}/x/{path}',
		];
		const open = new Set(['path', 'scope', 'name']);
		const all = operations([''], templates).map((one) => ({ ...one, openNames: open }));
		const wide = routeOperations(all);
		const tell = (method: string, path: string): unknown => {
			const match = wide.match(method, path);
			return match.kind === 'found' ? [match.plan.operation.id, Object.fromEntries(match.values)] : match.kind;
		};
		expect(tell('GET', '/files/a/b%20c/d.txt')).toEqual(['GET /files/{path}', { path: 'a/b c/d.txt' }]);
		expect(tell('GET', '/files/a%2Fb')).toEqual(['GET /files/{path}', { path: 'a/b' }]);
		expect(tell('GET', '/files/latest')).toEqual(['GET /files/latest', {}]);
		expect(tell('GET', '/files/')).toBe('unknown');
		expect(tell('GET', '/files/latest/raw')).toEqual(['GET /files/{path}/raw', { path: 'latest' }]);
		expect(tell('POST', '/v1/a/b:cancel')).toEqual(['POST /v1/{name}:cancel', { name: 'a/b' }]);
		expect(tell('POST', '/v1/a:b/c')).toEqual(['POST /v1/{name}', { name: 'a:b/c' }]);
		expect(tell('GET', '/s/1/g/2/locks/n')).toEqual(['GET /{scope}/locks/{name}', { scope: 's/1/g/2', name: 'n' }]);
		expect(tell('GET', '/tree/7/x/a/b')).toEqual(['GET /tree/{id}/x/{path}', { id: '7', path: 'a/b' }]);
		expect(tell('DELETE', '/files/a/b')).toBe('method');
		expect(tell('GET', `/files${'/x'.repeat(5000)}`)).toEqual(['GET /files/{path}', { path: `x${'/x'.repeat(4999)}` }]);
	});

	it('does not walk a path of many segments', () => {
		expect(router.match('GET', '/x'.repeat(5000)).kind).toBe('unknown');
	});
});

describe('a concrete path of one document beside templates of another', () => {
	const sets = [
		operations(
			['/v1', ''],
			['GET /templates/{id}', 'PUT /templates/{id}', 'OPTIONS /templates/{id}', 'GET /files/{name}', 'GET /a/{x}'],
		),
		operations(['/v1', ''], ['POST /templates/forms', 'POST /files/{name}.json', 'POST /{y}/b', 'PUT /{z}/{y}']),
		operations(['/v1', ''], ['PATCH /templates/forms']),
	];
	const orders = [sets, sets.toReversed()].map((all) => routeOperations(all.flat()));

	it.each<[string, string, string | readonly string[]]>([
		['POST', '/templates/forms', 'POST /templates/forms'],
		['PATCH', '/v1/templates/forms', 'PATCH /templates/forms'],
		['PUT', '/templates/7', 'PUT /templates/{id}'],
		['PUT', '/templates/forms', ['OPTIONS', 'PATCH', 'POST']],
		['PUT', '/v1/templates/forms', ['OPTIONS', 'PATCH', 'POST']],
		['PUT', '/templates/%66orms', ['OPTIONS', 'PATCH', 'POST']],
		['GET', '/templates/forms', ['OPTIONS', 'PATCH', 'POST']],
		['HEAD', '/templates/forms', ['OPTIONS', 'PATCH', 'POST']],
		['OPTIONS', '/templates/forms', ['OPTIONS', 'PATCH', 'POST']],
		['GET', '/files/a.json', ['OPTIONS', 'POST']],
		['GET', '/files/a.xml', 'GET /files/{name}'],
		['PUT', '/files/a.xml', ['GET', 'HEAD', 'OPTIONS']],
		// Neither is the other's concrete path: the method tells.
		['GET', '/a/b', 'GET /a/{x}'],
		['POST', '/a/b', 'POST /{y}/b'],
		['PUT', '/a/b', ['GET', 'HEAD', 'OPTIONS', 'POST']],
		['PUT', '/c/d', 'PUT /{z}/{y}'],
	])('%s %s → %j, whichever document is given first', (method, path, wanted) => {
		for (const one of orders) {
			const match = one.match(method, path);
			expect(match.kind === 'found' ? match.plan.operation.id : match.kind === 'method' && match.allow).toEqual(wanted);
		}
	});
});

describe('paths that differ in their names alone', () => {
	const plans = operations([''], ['GET /orders/{id}', 'GET /orders/{number}', 'GET /orders/{slug}']).map(
		(operation) => ({ operation }),
	);
	const ask = (path: string, taken: readonly string[]) =>
		createRouter(plans, (_plan, values) => taken.some((name) => values.has(name))).match('GET', path);

	it.each([
		[['number', 'slug'], 'GET /orders/{number}', { number: 'a' }],
		[['slug'], 'GET /orders/{slug}', { slug: 'a' }],
		[['id', 'slug'], 'GET /orders/{id}', { id: 'a' }],
		[[], 'GET /orders/{id}', { id: 'a' }],
	])('lead to the first that takes the value (%j)', (taken, id, values) => {
		const match = ask('/orders/a', taken);
		expect(match).toMatchObject({ kind: 'found', plan: { operation: { id } } });
		expect(match.kind === 'found' && Object.fromEntries(match.values)).toEqual(values);
	});
});
