// Paths whose names stand for several segments, read as paths of one name for each.

import { expect, test } from 'vitest';
import { readPatterns } from '../../../spec/operations/path-patterns.ts';

test.each<[string, string | undefined, Record<string, string>?]>([
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
	['/v1/{name=operations/**}', undefined],
	['/v1/{name=a/*/a/*}', undefined],
	['/v1/{name=a/x*}', undefined],
	['/v1/{name}', undefined],
	['/v1/a=b/{name}', undefined],
])('%s is %s', (written, template, forms) => {
	const read = readPatterns(written);
	expect(read && [read.template, Object.fromEntries(read.forms)]).toEqual(template && [template, forms]);
});
