// Paths whose names stand for several segments, read as paths of one name for each.

import { expect, test } from 'vitest';
import { readPatterns } from '../../../spec/operations/path-patterns.ts';

test.each<[string, string | undefined, Record<string, string>?, string[]?]>([
	[
		'/v1/{name=projects/*/things/*}',
		'/v1/projects/{projectsId}/things/{thingsId}',
		{ name: 'projects/{projectsId}/things/{thingsId}' },
	],
	['/v1/{parent=projects/*}/things', '/v1/projects/{projectsId}/things', { parent: 'projects/{projectsId}' }],
	['/v1/{name=shelves/*}:archive', '/v1/shelves/{shelvesId}:archive', { name: 'shelves/{shelvesId}' }],
	[
		'/v1/{thing.name=big-things/*}/{part}',
		'/v1/big-things/{bigThingsId}/{part}',
		{ 'thing.name': 'big-things/{bigThingsId}' },
	],
	['/v1/{name=*}', '/v1/{name}', { name: '{name}' }],
	[
		'/v1/{name=operations/**}',
		'/v1/operations/{operationsId}',
		{ name: 'operations/{operationsId}' },
		['operationsId'],
	],
	['/v1/{name=**}', '/v1/{name}', { name: '{name}' }, ['name']],
	['/v1/{+name}', '/v1/{name}', {}, ['name']],
	['/v1/{+name}:cancel', '/v1/{name}:cancel', {}, ['name']],
	['/files/{path*}', '/files/{path}', {}, ['path']],
	['/files{/path*}', '/files/{path}', {}, ['path']],
	['/files{/path}', '/files/{path}', {}, []],
	['/files/{file_path:path}', '/files/{file_path}', {}, ['file_path']],
	['/files/{p:.*}/raw', '/files/{p}/raw', {}, ['p']],
	['/files/{...path}', '/files/{path}', {}, ['path']],
	['/{proxy+}', '/{proxy}', {}, ['proxy']],
	['/items/{id:int}/{part?}', '/items/{id}/{part}', {}, []],
	['/items{?limit,offset}', '/items', {}, []],
	['/items/{id}{?fields*}', '/items/{id}', {}, []],
	['/items/{item-id}/{user.name}/{$x}', undefined],
	['/v1/{name=a/*/a/*}', undefined],
	['/v1/{name=a/x*}', undefined],
	['/v1/{name}', undefined],
	['/v1/{a b}', undefined],
	['/v1/a=b/{name}', undefined],
])('%s is %s', (written, template, forms, open = []) => {
	const read = readPatterns(written);
	const found = read && [read.template, Object.fromEntries(read.forms), [...read.open]];
	expect(found).toEqual(template && [template, forms, open]);
});
