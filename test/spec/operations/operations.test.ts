import { describe, expect, it } from 'vitest';
import { type JsonObject, type JsonValue, loadDocument, loadDocuments } from '../../../spec/index.ts';
import { readTemplateNames } from '../../../spec/operations/parameters.ts';
import { catchRefusal, makeDocument, makeOperation, readCodes, readOperation } from '../read/documents.ts';

const RESPONSES = { 200: { description: '' } };

describe('paths', () => {
	it('are kept to the letter and in order (threats 61 and 62)', async () => {
		const templates = [
			'/a/{x}',
			'/a/b',
			'/orders:cancel',
			'/{a}-{b}',
			'/(x)',
			'/*',
			'/a+b',
			'/',
			'//',
			'/{a}/{a}',
			'/ü/%C3%BC',
			'/__proto__',
			`/${Array.from({ length: 200 }, (_, index) => `{p${index}}`).join('/')}`,
		];
		const paths = JSON.parse(
			`{${templates.map((path) => `${JSON.stringify(path)}: {"get": {"responses": {}}}`).join()}}`,
		);
		const document = await loadDocument(makeDocument(paths));
		expect(document.operations.map((operation) => operation.pathTemplate)).toEqual(templates);
	});

	it('keep the order of methods, and know all nine', async () => {
		const methods = ['trace', 'delete', 'query', 'get', 'put', 'post', 'options', 'head', 'patch'];
		const item = Object.fromEntries(methods.map((method) => [method, { responses: RESPONSES }]));
		const document = await loadDocument(makeDocument({ '/orders': { ...item, GET: {}, connect: {}, summary: 's' } }));
		expect(document.operations.map((operation) => operation.method)).toEqual(methods);
		expect(document.operations[0]).toMatchObject({ id: 'TRACE /orders', summary: 's' });
	});

	it('have further methods under additionalOperations; what no request can have is told, and costs itself alone', async () => {
		const one = { responses: RESPONSES };
		const additionalOperations = { COPY: one, 'M-SEARCH': one, POST: one, copy: one, FOO: one, LINK: 5 };
		const { operations, findings } = await loadDocuments([
			{ ...makeDocument({ '/orders': { get: one, additionalOperations } }), openapi: '3.2.0' },
		]);
		expect(operations.map(({ id, method }) => [id, method])).toEqual([
			['GET /orders', 'get'],
			['COPY /orders', 'copy'],
			['M-SEARCH /orders', 'm-search'],
		]);
		expect(findings.map(({ message }) => message)).toEqual([
			'POST has a field of its own in a path item: post',
			'copy is no method, which are case-sensitive: COPY would be one',
			expect.stringMatching(/^FOO is no method that the server's parser knows/),
			'an operation must be an object',
		]);
	});

	it.each<[string, JsonValue]>([
		['a number', 5],
		['a list', []],
		['a path with its method', { 'GET /orders': {} }],
		['a path that is a string', { '/orders': 'get' }],
	])('that are wrong stop the load where nothing else is left to serve: %s', async (_name, paths) => {
		const error = await catchRefusal(() => loadDocument(makeDocument(paths)));
		expect(error.code).toBe('document.invalid');
		expect(error.findings[0]).toMatchObject({ code: 'document.paths.shape', severity: 'error' });
	});

	it.each<[string, JsonValue]>([
		['a path with its method', {}],
		['a path that is a string', 'get'],
		['an operation that is a list', { get: [] }],
	])('that are wrong cost themselves alone: %s', async (name, item) => {
		const path = name === 'a path with its method' ? 'GET /orders' : '/orders';
		const good = { '/items': { get: { responses: RESPONSES } } };
		const { operations, findings } = await loadDocuments([makeDocument({ [path]: item, ...good })]);
		expect(operations.map(({ id }) => id)).toEqual(['GET /items']);
		expect(findings).toMatchObject([{ code: 'document.paths.shape', severity: 'error' }]);
	});

	it.each([
		['/orders/{id}', ['id']],
		['/{a}-{b}', ['a', 'b']],
		['/{}', ['']],
		['/orders', []],
		['/{a', []],
	])('have names: %s', (template, names) => {
		expect(readTemplateNames(template)).toEqual(names);
	});

	it('have names behind colons, as routers write them, where no other path is the same then', async () => {
		const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
		const get = { responses: RESPONSES };
		const paths = {
			'/a/:id/b': { get: { ...get, parameters } },
			'/c/:id': { get },
			'/c/{key}': { get },
			'/d/x:stop': { get },
		};
		const { operations, findings } = await loadDocuments([makeDocument(paths)]);
		expect(operations.map((one) => [one.pathTemplate, one.parameters.map(({ name }) => name).join()])).toEqual([
			['/a/{id}/b', 'id'],
			['/c/:id', ''],
			['/c/{key}', 'key'],
			['/d/x:stop', ''],
		]);
		expect(findings.filter(({ code }) => code !== 'document.parameter.missing')).toMatchObject([
			{ code: 'document.path.colon', severity: 'warning', place: { pointer: '/paths/~1a~1:id~1b' } },
		]);
	});

	it('have spaces around them and in their braces taken off, where no other path is the same then', async () => {
		const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
		const get = { responses: RESPONSES };
		const paths = {
			' /a/{ id }/b ': { get: { ...get, parameters } },
			'/c ': { get },
			'/c': { get },
			'/d e': { get },
			'/f\t': { get },
			'/g / { id }/ h': { get: { ...get, parameters } },
		};
		const { operations, findings } = await loadDocuments([makeDocument(paths)]);
		expect(operations.map((one) => [one.pathTemplate, one.parameters.map(({ name }) => name).join()])).toEqual([
			['/a/{id}/b', 'id'],
			['/c ', ''],
			['/c', ''],
			['/d e', ''],
			['/f', ''],
			['/g/{id}/h', 'id'],
		]);
		expect(findings).toMatchObject([
			{ code: 'document.path.space', severity: 'warning', place: { pointer: '/paths/ ~1a~1{ id }~1b ' } },
			{ code: 'document.path.space', severity: 'warning', place: { pointer: '/paths/~1f\t' } },
			{ code: 'document.path.space', severity: 'warning', place: { pointer: '/paths/~1g ~1 { id }~1 h' } },
		]);
	});

	it('that go on with a query are asked for without it', async () => {
		const named = (name: string, place = 'path') => ({ name, in: place, required: true, schema: { type: 'string' } });
		const get = { responses: RESPONSES };
		const paths = {
			'/users?role={role}&sort={sort}': { get: { ...get, parameters: [named('role'), named('sort', 'query')] } },
			'/users': { post: get },
			'/buckets/{bucket}?acl': { get: { ...get, parameters: [named('bucket')] } },
			'/buckets/{name}': { parameters: [named('name')], get },
			'/a?one': { get },
			'/a?two': { get, put: get },
			'/b#part': { get },
			'/list{?limit}': { get },
		};
		const { operations, findings } = await loadDocuments([makeDocument(paths)]);
		expect(
			operations.map((one) => [one.pathTemplate, one.parameters.map((two) => `${two.in} ${two.name}`).join()]),
		).toEqual([
			['/users', 'query role,query sort'],
			['/users', ''],
			['/buckets/{bucket}?acl', 'path bucket'],
			['/buckets/{name}', 'path name'],
			['/a', ''],
			['/a?two', ''],
			['/a?two', ''],
			['/b', ''],
			['/list', ''],
		]);
		expect(findings.filter(({ code }) => code === 'document.path.query').map(({ message }) => message)).toEqual([
			'"?role={role}&sort={sort}" is of no path: "/users?role={role}&sort={sort}" is read as /users',
			'"?acl" is of no path, and "/buckets/{bucket}" is there as well, with the same method: "/buckets/{bucket}?acl" is for requests that have acl in their query',
			'"?one" is of no path: "/a?one" is read as /a',
			'"?two" is of no path, and "/a" is there as well, with the same method: "/a?two" is for requests that have two in their query',
			'"#part" is of no path: "/b#part" is read as /b',
		]);
	});

	it('have names that stand for several segments, as URI templates and routers write them', async () => {
		const integer = { type: 'integer' };
		const named = (name: string, more: JsonObject = {}) => ({
			name,
			in: 'path',
			required: true,
			schema: integer,
			...more,
		});
		const get = { responses: RESPONSES };
		const paths = {
			'/v1/{+name}:stop': { get: { ...get, parameters: [named('name')] } },
			'/files/{path*}': { get: { ...get, parameters: [named('path*')] } },
			'/list{?limit}': { get: { ...get, parameters: [{ name: 'limit', in: 'query', schema: integer }] } },
			'/{scope}/locks/{id}': {
				parameters: [
					named('scope', { 'x-ms-skip-url-encoding': true }),
					named('id', { 'x-ms-skip-url-encoding': true }),
				],
				get,
			},
			'/{scope}/keys': { parameters: [named('scope')], get },
		};
		const { operations, findings } = await loadDocuments([makeDocument(paths)]);
		const told = operations.map(({ pathTemplate, parameters, openNames = [] }) => [
			pathTemplate,
			parameters.map(({ name, schema }) => [name, schema?.value]),
			[...openNames],
		]);
		expect(told).toEqual([
			['/v1/{name}:stop', [['name', integer]], ['name']],
			['/files/{path}', [['path', integer]], ['path']],
			['/list', [['limit', integer]], []],
			[
				'/{scope}/locks/{id}',
				[
					['scope', integer],
					['id', integer],
				],
				['scope'],
			],
			['/{scope}/keys', [['scope', integer]], []],
		]);
		expect(findings.map(({ code, message }) => [code, message.replace(/.* is read as /, '')])).toEqual([
			['document.path.pattern', '/v1/{name}:stop, {name} of one segment or more'],
			['document.path.pattern', '/files/{path}, {path} of one segment or more'],
			['document.path.pattern', '/list'],
		]);
	});

	it('take what stands beside the reference of a path', async () => {
		const document = await loadDocument({
			...makeDocument({ '/orders': { $ref: '#/components/pathItems/A', put: { responses: RESPONSES } } }),
			components: { pathItems: { A: { get: { responses: RESPONSES }, put: { operationId: 'hidden' } } } },
		});
		expect(document.operations.map((operation) => operation.id)).toEqual(['GET /orders', 'PUT /orders']);
	});
});

describe('operation ids', () => {
	const document = (path: string, operationId?: string) =>
		makeDocument({ [path]: { get: { ...(operationId !== undefined && { operationId }), responses: RESPONSES } } });

	it('are method and path where none is given, or an empty one', async () => {
		const { operations } = await loadDocuments([document('/a'), document('/b', '')]);
		expect(operations.map((operation) => operation.id)).toEqual(['GET /a', 'GET /b']);
	});

	it('are made unique among all documents: the second goes by its method and path', async () => {
		const { operations, findings } = await loadDocuments([
			document('/a', 'x'),
			document('/b', 'x'),
			document('/c', 'x'),
		]);
		expect(operations.map(({ id }) => id)).toEqual(['x', 'GET /b', 'GET /c']);
		const code = 'document.duplicate-operation';
		expect(findings).toMatchObject([
			{ code, severity: 'warning', place: { pointer: '/paths/~1b/get/operationId' } },
			{ code, severity: 'warning', message: expect.stringContaining('goes by "GET /c"') },
		]);
	});

	it('are unique also where one is spelled like the method and path of another', async () => {
		const both = [document('/a', 'GET /b'), document('/b'), document('/b', 'GET /b')];
		const { operations } = await loadDocuments(both);
		expect(operations.map(({ id }) => id)).toEqual(['GET /b', 'GET /b (2)', 'GET /b (3)']);
	});

	it('may share a path under other parameter names, method by method', async () => {
		const item = (name: string, method: string) =>
			makeDocument({ [`/a/{${name}}`]: { [method]: { responses: RESPONSES } } });
		expect((await loadDocuments([item('x', 'get'), item('y', 'put')])).findings).toEqual([]);
		const { findings } = await loadDocuments([item('x', 'get'), item('y', 'get')]);
		expect(findings).toMatchObject([{ code: 'document.duplicate-path', severity: 'warning' }]);
	});
});

describe('parameters', () => {
	it.each<[string, JsonObject, object]>([
		['path', {}, { style: 'simple', explode: false, required: true }],
		['query', {}, { style: 'form', explode: true, required: false }],
		['header', {}, { style: 'simple', explode: false, required: false }],
		['cookie', {}, { style: 'form', explode: true, required: false }],
		['query', { style: 'deepObject' }, { style: 'deepObject', explode: false }],
		['query', { style: 'pipeDelimited' }, { style: 'pipeDelimited', explode: false }],
		['query', { explode: false }, { style: 'form', explode: false }],
		['path', { style: 'matrix', explode: true }, { style: 'matrix', explode: true }],
		['path', { required: false }, { required: true }],
		[
			'query',
			{ required: true, deprecated: true, allowReserved: true, allowEmptyValue: true },
			{ required: true, deprecated: true, allowReserved: true, allowEmptyValue: true },
		],
		['query', { required: 'yes', deprecated: 0 }, { required: false, deprecated: false }],
	])('in %s with %j have their defaults (OpenAPI 3.1.1 §4.8.12)', async (place, given, expected) => {
		const parameter = { name: 'id', in: place, schema: { type: 'string' }, ...given };
		const template = { name: 'id', in: 'path', required: true, schema: true };
		const parameters: JsonObject[] = place === 'path' ? [parameter] : [template, parameter];
		const operation = await readOperation(makeOperation({ parameters }));
		expect(operation.parameters.find((candidate) => candidate.in === place)).toMatchObject(expected);
	});

	it("are the path's own, replaced by the operation's of the same name and place", async () => {
		const parameter = (name: string, place: string, description: string) => ({
			name,
			in: place,
			schema: { description },
		});
		const document = await loadDocument(
			makeDocument({
				'/orders/{id}': {
					parameters: [
						parameter('id', 'path', 'path'),
						parameter('X-A', 'header', 'path'),
						parameter('q', 'query', 'path'),
					],
					get: {
						parameters: [parameter('x-a', 'header', 'own'), parameter('q', 'cookie', 'own')],
						responses: RESPONSES,
					},
				},
			}),
		);
		const list = document.operations[0]?.parameters.map(({ name, in: place, schema }) => [name, place, schema?.value]);
		expect(list).toEqual([
			['id', 'path', { description: 'path' }],
			['x-a', 'header', { description: 'own' }],
			['q', 'query', { description: 'path' }],
			['q', 'cookie', { description: 'own' }],
		]);
	});

	it('named Accept, Content-Type and Authorization in headers are left out', async () => {
		const parameters = ['Accept', 'content-type', 'AUTHORIZATION', 'X-Other'].map((name) => ({
			name,
			in: 'header',
			schema: true,
		}));
		const operation = await readOperation(makeOperation({ parameters }));
		expect(operation.parameters.map((parameter) => parameter.name)).toEqual(['X-Other', 'id']);
	});

	it('of the path that nobody describes are strings, and those that the path lacks are left out', async () => {
		const document = makeOperation({ parameters: [{ name: 'nobody', in: 'path', required: true, schema: true }] });
		const operation = await readOperation(document);
		expect(operation.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
		expect(await readCodes(document)).toEqual(['document.parameter.not-in-path', 'document.parameter.missing']);
	});

	it('of the path that one operation alone describes are so for all of them, and told all the same', async () => {
		const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
		const { operations, findings } = await loadDocument(
			makeDocument(
				{
					'/orders/{id}': {
						summary: 's',
						post: { responses: RESPONSES },
						get: { parameters: [{ $ref: '#/components/parameters/id' }], responses: RESPONSES },
					},
				},
				{ components: { parameters: { id } } },
			),
		);
		const types = operations.map((one) => one.parameters.map(({ name, schema }) => [name, schema?.value]));
		expect(types).toEqual([[['id', { type: 'integer' }]], [['id', { type: 'integer' }]]]);
		expect(findings.map(({ code, place }) => `${code} ${place.pointer}`)).toEqual([
			'document.parameter.missing /paths/~1orders~1{id}/post',
		]);
	});

	it.each<[string, JsonValue, string]>([
		['null', null, 'document.parameter.shape'],
		['no name', { in: 'query' }, 'document.parameter.shape'],
		['an unknown place', { name: 'id', in: 'form' }, 'document.parameter.shape'],
		['a style of another place', { name: 'q', in: 'query', style: 'matrix' }, 'document.parameter.style'],
		['a schema that is a number', { name: 'q', in: 'query', schema: 0 }, 'document.schema.shape'],
		['content that is a list', { name: 'q', in: 'query', content: [] }, 'document.content.shape'],
	])('are reported: %s', async (_name, parameter, code) => {
		expect(await readCodes(makeOperation({ parameters: [parameter] }))).toContain(code);
	});

	it('given twice are reported', async () => {
		const parameter = { name: 'q', in: 'query', schema: true };
		expect(await readCodes(makeOperation({ parameters: [parameter, parameter] }))).toContain(
			'document.parameter.duplicate',
		);
	});

	it.each<[JsonObject, JsonValue | undefined]>([
		[{ example: 0 }, 0],
		[{ examples: { a: { value: false }, b: { value: 1 } } }, false],
		[{ schema: { examples: [''] } }, ''],
		[{ schema: { example: 1, default: 2 } }, 1],
		[{ schema: { default: 2, enum: [3] } }, 2],
		[{ schema: { enum: [3] } }, 3],
		[{ example: null, schema: { default: 1 } }, null],
		[{ schema: {} }, undefined],
		[{ schema: true }, undefined],
	])('have an example out of %j', async (given, example) => {
		const operation = await readOperation(makeOperation({ parameters: [{ name: 'q', in: 'query', ...given }] }));
		expect(operation.parameters[0]?.example).toEqual(example);
	});
});

describe('bodies and responses', () => {
	it('have media types in lower case without parameters, and their examples', async () => {
		const operation = await readOperation({
			...makeOperation({
				requestBody: {
					content: {
						'Application/JSON; charset=utf-8': {
							schema: true,
							example: null,
							examples: {
								zero: { value: 0 },
								shared: { $ref: '#/components/examples/Shared' },
								elsewhere: { externalValue: 'http://localhost/x' },
							},
						},
						'multipart/form-data': { encoding: { a: { contentType: 'text/plain' } } },
					},
				},
			}),
			components: { examples: { Shared: { value: '' } } },
		});
		const [json, form] = operation.requestBody?.mediaTypes ?? [];
		expect(json?.type).toBe('application/json');
		expect(json?.examples.map(({ name, value }) => [name, value])).toEqual([
			['', null],
			['zero', 0],
			['shared', ''],
		]);
		expect(json?.examples[2]?.pointer).toBe('/components/examples/Shared/value');
		expect(form?.encoding).toEqual({ a: { contentType: 'text/plain' } });
		expect(operation.requestBody?.required).toBe(false);
	});

	it('have status keys, headers in lower case without Content-Type, and no body where none is documented', async () => {
		const operation = await readOperation(
			makeOperation({
				responses: {
					204: { description: 'gone', headers: { 'X-Rest': { required: true, schema: true }, 'Content-Type': {} } },
					'4xx': { description: '' },
					default: { description: '', content: {} },
					'x-note': 'none',
				},
			}),
		);
		expect([...operation.responses.keys()]).toEqual(['204', '4XX', 'default']);
		const gone = operation.responses.get('204');
		expect(gone).toMatchObject({ description: 'gone', mediaTypes: [], headers: [{ name: 'x-rest', required: true }] });
	});

	it.each<[JsonValue]>([
		[{ 20: {} }],
		[{ '2X0': {} }],
		[{ ok: {} }],
		[[]],
		[{ 200: { headers: 0 } }],
		[{ 200: { headers: { a: 0 } } }],
	])('are reported where they are wrong: %j', async (responses) => {
		expect(await readCodes(makeOperation({ responses }))).toContain('document.response.shape');
	});

	it('are read once, on first use', async () => {
		const operation = await readOperation(makeOperation({}));
		expect(operation.responses).toBe(operation.responses);
		expect(operation.parameters).toBe(operation.parameters);
	});
});

describe('security', () => {
	const components = {
		securitySchemes: {
			token: { type: 'http', scheme: 'Bearer' },
			key: { type: 'apiKey', in: 'query', name: 'k' },
			linked: { $ref: '#/components/securitySchemes/token' },
			nameless: { type: 'apiKey', in: 'query' },
			strange: { type: 'magic' },
		},
	};
	const token = { name: 'token', type: 'http', scheme: 'bearer' };
	const key = { name: 'key', type: 'apiKey', in: 'query', parameterName: 'k' };
	it.each<[string, JsonValue | undefined, JsonValue | undefined, unknown]>([
		['none at all', undefined, undefined, []],
		["the root's", [{ token: [] }], undefined, [[token]]],
		["the operation's own", [{ token: [] }], [{ key: ['a'] }], [[key]]],
		['none by an empty list', [{ token: [] }], [], []],
		['optional by an empty requirement', undefined, [{}, { token: [] }], [[], [token]]],
		['both at once', undefined, [{ token: [], key: [] }], [[token, key]]],
		['a scheme by reference', undefined, [{ linked: [] }], [[{ ...token, name: 'linked' }]]],
	])('%s', async (_name, root, own, expected) => {
		const operation = await readOperation(
			makeOperation(own === undefined ? {} : { security: own }, {
				components,
				...(root !== undefined && { security: root }),
			}),
		);
		expect(operation.security).toEqual(expected);
	});

	it.each<[JsonValue, string, unknown]>([
		[[{ nobody: [] }], 'unknown-scheme', []],
		[[{ toString: [] }], 'unknown-scheme', []],
		[[{ nameless: [] }], 'unknown-scheme', []],
		[[{ strange: [] }], 'unknown-scheme', []],
		[[{ nobody: [] }, { key: [] }], 'unknown-scheme', [[key]]],
		[[{ nobody: [], key: [] }], 'unknown-scheme', [[key]]],
		[{ token: [] }, 'shape', [[token]]],
		[[null], 'shape', []],
		[['token'], 'shape', [[token]]],
		['token', 'shape', [[token]]],
		[5, 'shape', []],
	])('%j is doubted, and asks for what it can: %s', async (security, code, expected) => {
		const { operations, findings } = await loadDocuments([makeOperation({ security }, { components })]);
		expect(findings[0]).toMatchObject({ code: `document.security.${code}`, severity: 'warning' });
		expect(operations[0]?.security).toEqual(expected);
	});
});

describe('base paths', () => {
	it('are a hundred at most, whatever the variables', async () => {
		const values = Array.from({ length: 60 }, (_, index) => `v${index}`);
		const variables = { a: { enum: values }, b: { enum: values }, c: { enum: values } };
		const server = { url: 'https://x.test/{a}/{b}/{c}', variables };
		const document = await loadDocument(makeDocument({}, { servers: [server] }));
		expect(document.basePaths).toHaveLength(101);
		expect(document.basePaths.slice(0, 2)).toEqual(['/v0/v0/v0', '/v1/v0/v0']);
	});

	it.each<[JsonValue, string[]]>([
		[undefined as unknown as null, ['']],
		[[], ['']],
		[[{ url: 'https://orders.test/v1/' }], ['/v1', '']],
		[[{ url: '/' }], ['']],
		[[{ url: 'v1' }], ['/v1', '']],
		[[{ url: './v1?x#y' }], ['/v1', '']],
		[[{ url: 'https://{host}:{port}/{base}', variables: { base: { default: 'v2' } } }], ['/v2', '/{base}', '']],
		[
			[{ url: '{protocol}://x.test/{a}-{b}/v1', variables: { a: { default: 'eu' }, b: { default: 1 } } }],
			['/eu-1/v1', '/{a}-1/v1', '/eu-{b}/v1', '/{a}-{b}/v1', ''],
		],
		[[{ url: '{origin}/v1', variables: { origin: { default: 'https://x.test/a' } } }], ['/a/v1', '']],
		[[{ url: '/{base}', variables: { base: { default: 'a/v1' } } }], ['/a/v1', '']],
		[
			[{ url: 'https://x.test/api/{v}', variables: { v: { default: 'v2', enum: ['v1', 'v2', 3] } } }],
			['/api/v2', '/api/v1', '/api/3', ''],
		],
		[
			[{ url: '/{a}/{b}', variables: { a: { enum: ['1', '2'] }, b: { enum: ['3', '4'] } } }],
			['/1/3', '/2/3', '/1/4', '/2/4', ''],
		],
		[
			[{ url: '{all}/v1', variables: { all: { default: 'https://x.test/a', enum: ['//y.test/b'] } } }],
			['/a/v1', '/b/v1', ''],
		],
		[
			[{ url: 'https://{h}.test/{v}', variables: { h: { default: '', enum: [false] }, v: { default: '' } } }],
			['/{v}', ''],
		],
		[
			[{ url: 'https://a.test/v1' }, { url: 'https://b.test/v1' }, { url: '//c.test/v2' }],
			['/v1', '/v2', ''],
		],
		[[{ url: '' }, { url: 5 }, null, {}], ['']],
		[5, ['']],
		[{ url: '/v1' }, ['/v1', '']],
		[
			[{ url: 'localhost:3000/v1' }, { url: 'localhost' }],
			['/v1', ''],
		],
		[
			[{ url: 'api.orders.test/v2/' }, { url: '127.0.0.1/v3' }, { url: 'api:8080' }],
			['/v2', '/v3', ''],
		],
		[
			[{ url: 'index.php/api' }, { url: 'v1.0/orders' }, { url: 'orders' }],
			['/index.php/api', '/v1.0/orders', '/orders', ''],
		],
		[
			[{ url: '{baseUrl}/v1' }, { url: '{{host}}/v2' }, { url: ['$', '{API_URL}/v3'].join('') }, { url: '{baseUrl}' }],
			['/v1', '/v2', '/v3', ''],
		],
		[[{ url: '{{scheme}}://{{host}}:{{port}}/v4' }], ['/v4', '']],
		[[{ url: '{base}/v5', variables: { base: { default: 'https://orders.test/api' } } }], ['/api/v5', '']],
	])('of %j are %j', async (servers, expected) => {
		const document = await loadDocument(makeDocument({}, servers === undefined ? {} : { servers }));
		expect(document.basePaths).toEqual(expected);
	});

	it('come from paths and operations too', async () => {
		const servers = (url: string) => [{ url }];
		const document = await loadDocument(
			makeDocument(
				{ '/a': { servers: servers('/p'), get: { servers: servers('/o'), responses: {} } } },
				{ servers: servers('/r') },
			),
		);
		expect(document.basePaths).toEqual(['/r', '/p', '/o', '']);
	});
});
