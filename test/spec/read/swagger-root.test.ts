// Swagger 2.0 whose base path, host, schemes or media types are written otherwise than they should be.

import { expect, test } from 'vitest';
import { type JsonObject, loadDocument } from '../../../spec/index.ts';

const body = { name: 'b', in: 'body', schema: { type: 'object' } };
const post = (more: JsonObject): JsonObject => ({
	parameters: [body],
	responses: { 200: { description: 'ok', schema: { type: 'object' } } },
	...more,
});

async function read(root: JsonObject, more: JsonObject = {}) {
	const paths = { '/a': { post: post(more) } };
	const document = await loadDocument({ swagger: '2.0', info: { title: 'A', version: '1' }, paths, ...root });
	const [operation] = document.operations;
	return {
		bases: document.basePaths.filter((base) => base !== ''),
		sent: operation?.requestBody?.mediaTypes.map(({ type }) => type),
		answered: operation?.responses.get('200')?.mediaTypes.map(({ type }) => type),
		told: document.findings.map(({ message }) => message),
	};
}

test.each<[root: JsonObject, bases: string[], told: string[]]>([
	[{ basePath: '/api' }, ['/api'], []],
	[{ basePath: '/' }, [], []],
	[{ basePath: 'api/v1' }, ['/api/v1'], ['basePath "api/v1" is read as "/api/v1"']],
	[{ host: 'a.test', basePath: 'api/' }, ['/api'], ['basePath "api/" is read as "/api/"']],
	[{ basePath: 'https://a.test/v2' }, ['/v2'], ['basePath "https://a.test/v2" is read as "/v2"']],
	[{ host: 'https://a.test/', basePath: '/api' }, ['/api'], ['host "https://a.test/" is read as "a.test"']],
	[{ host: 'a.test', schemes: 'https', basePath: '/x' }, ['/x'], ['schemes must be a list: "https" is read as one']],
])('%j is served below %j', async (root, bases, told) => {
	expect(await read(root)).toMatchObject({ bases, told });
});

test.each<[root: JsonObject, operation: JsonObject, types: string[]]>([
	[{ consumes: 'application/xml', produces: 'application/xml' }, {}, ['application/xml']],
	[{}, { consumes: 'application/xml', produces: 'application/xml' }, ['application/xml']],
	[{ consumes: 'a/b, c/d', produces: 'a/b,c/d' }, {}, ['a/b', 'c/d']],
	[{ consumes: ['a/b'], produces: ['a/b'] }, {}, ['a/b']],
])('%j and %j of an operation speak %j', async (root, operation, types) => {
	expect(await read(root, operation)).toMatchObject({ sent: types, answered: types });
});
