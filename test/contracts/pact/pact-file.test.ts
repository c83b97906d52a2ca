import { describe, expect, test } from 'vitest';
import { type HttpInteraction, MAX_PACT_LENGTH, parseJsonPath, readPact } from '../../../contracts/pact/index.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';

const PARTIES = { consumer: { name: 'web' }, provider: { name: 'orders' } };

function readOne(interaction: JsonObject, version: string): HttpInteraction {
	const read = readPact(
		{ ...PARTIES, interactions: [interaction], metadata: { pactSpecification: { version } } },
		'p.json',
	);
	if (!read.ok) throw new Error(JSON.stringify(read.findings));
	const [one] = read.pact.interactions;
	if (one?.kind !== 'http') throw new Error('not http');
	return one;
}

describe('what is refused, and by which code', () => {
	test.each<[string, string | JsonValue, string]>([
		['an empty file', '', 'pact.file.not-json'],
		['a file that was cut off', '{"consumer":{"name":"web"},"interactions":[{"req', 'pact.file.not-json'],
		['half a character', '"\uD800', 'pact.file.not-json'],
		['a list', '[]', 'pact.file.not-a-pact'],
		['null', 'null', 'pact.file.not-a-pact'],
		['a number', '0', 'pact.file.not-a-pact'],
		['an empty text', '""', 'pact.file.not-a-pact'],
		['another object', '{}', 'pact.file.not-a-pact'],
		['interactions of a prototype only', '{"__proto__":{"interactions":[]}}', 'pact.file.not-a-pact'],
		['interactions as an object', { ...PARTIES, interactions: {} }, 'pact.file.interactions-not-a-list'],
		['interactions as null', { ...PARTIES, interactions: null }, 'pact.file.interactions-not-a-list'],
		['interactions as a text', { ...PARTIES, interactions: '' }, 'pact.file.interactions-not-a-list'],
		['an interaction that is null', { ...PARTIES, interactions: [null] }, 'pact.file.interaction-malformed'],
		['an interaction without a request', { ...PARTIES, interactions: [{}] }, 'pact.file.interaction-malformed'],
		[
			'a status that is none',
			{ ...PARTIES, interactions: [{ request: { method: 'GET', path: '/' }, response: { status: 'ok' } }] },
			'pact.file.interaction-malformed',
		],
		['no consumer', { provider: { name: 'orders' }, interactions: [] }, 'pact.file.no-participant'],
		[
			'a provider without a name',
			{ consumer: { name: 'web' }, provider: { name: '' }, interactions: [] },
			'pact.file.no-participant',
		],
		[
			'a version of the future',
			{ ...PARTIES, interactions: [], metadata: { pactSpecification: { version: '9.0' } } },
			'pact.file.unknown-version',
		],
		['a file nested too deep', `{"interactions":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'pact.file.too-deep'],
		['a file that is too large', ' '.repeat(MAX_PACT_LENGTH + 1), 'pact.file.too-large'],
	])('%s', (_, input, code) => {
		const read = readPact(input, 'p.json');
		expect(read.ok).toBe(false);
		expect(read.findings.map((finding) => finding.code)).toContain(code);
		expect(read.findings.every(({ severity, pact }) => severity === 'error' && pact.file === 'p.json')).toBe(true);
	});
});

test.each<[string, string, string]>([
	['an OpenAPI document in JSON', '{"openapi":"3.1.0"}', 'Name the pacts here, and the document by --documents'],
	[
		'one in YAML',
		'# ours\r\n---\r\nopenapi: 3.1.0\npaths: {}\n',
		'Name the pacts here, and the document by --documents',
	],
	['one of Swagger', "\uFEFF'swagger': '2.0'\n", 'Name the pacts here, and the document by --documents'],
	['another text', 'consumer: web\n', 'Name a pact: what the Pact libraries and `pact write` write is JSON'],
	[
		'what was cut off',
		'{"consumer":',
		'Write the pact again: a file that ends too early was cut off while it was written',
	],
])('%s in the place of a pact is told what to do', (_, text, remedy) => {
	expect(readPact(text, 'p').findings.map((one) => one.remedy)).toEqual([remedy]);
});

test.each([
	["$.query['filter[size]']", false],
	['$.query.page[size][0]', false],
	["$.query['a b']", false],
	["$.query['tag[]']", false],
	["$.headers['x-y z']", false],
	["$.query['x.y']", true],
	["$.query['tag'][0]", true],
	['$.query.tag[*]', true],
	['$.headers.X-Y', true],
	["$.body['a b']", true],
])('of the rule %s of Pact V2 the verifier reads the file: %s', (key, isRead) => {
	const rules = { [key]: { match: 'regex', regex: '.*' } };
	const request = { method: 'GET', path: '/', matchingRules: rules };
	const interactions = [{ description: 'x', request, response: { status: 200 } }];
	const metadata = { pactSpecification: { version: '2.0.0' } };
	const { findings } = readPact({ ...PARTIES, interactions, metadata }, 'p');
	expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
		isRead ? [] : ['error pact.file.rule-malformed'],
	);
});

// Each of them makes the real verifier refuse the whole file, but for the last three.
test.each<[string, JsonValue, boolean]>([
	['names that are no list', { match: 'eachKey', rules: {} }, false],
	['names by null', { match: 'eachKey', rules: [null] }, false],
	['names by an expression that is missing', { match: 'each-key', rules: [{ match: 'regex' }] }, false],
	['values by what has no name', { match: 'eachValue', rules: [{}] }, false],
	['values by what is broken deeper', { match: 'eachValue', rules: [{ match: 'eachValue', rules: [{}] }] }, false],
	['elements that none are named of', { match: 'arrayContains' }, false],
	['elements that are no list', { match: 'arrayContains', variants: {} }, false],
	['an element by null', variant('$', [null]), false],
	['an element by an expression that is missing', variant('$.a', [{ match: 'regex' }]), false],
	['an element by a place that is none', variant('$.a.', [{ match: 'type' }]), false],
	['an empty name', { match: '' }, false],
	['names of which nothing is said', { match: 'eachKey' }, true],
	['values by a type', { match: 'eachValue', rules: [{ match: 'type' }] }, true],
	['an element by a type', variant('$.a', [{ match: 'type' }]), true],
])('a rule inside of another: %s', (_, matcher, isRead) => {
	const rules = { body: { $: { matchers: [matcher] } } };
	const entry = { type: 'Synchronous/HTTP', description: 'a', request: { method: 'GET', path: '/' } };
	const interactions = [{ ...entry, response: { status: 200, matchingRules: rules } }];
	const read = readPact({ ...PARTIES, interactions, metadata: { pactSpecification: { version: '4.0' } } }, 'p.json');
	expect(read.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
		isRead ? [] : ['error pact.file.rule-malformed'],
	);
});

function variant(place: string, matchers: JsonValue[]): JsonObject {
	return { match: 'arrayContains', variants: [{ index: 0, rules: { [place]: { matchers } }, generators: {} }] };
}

test('a mark of byte order before the text does no harm', () => {
	expect(readPact(`\uFEFF${JSON.stringify({ ...PARTIES, interactions: [] })}`, 'p.json').ok).toBe(true);
});

describe('the same request in V2, V3 and V4', () => {
	const v2 = {
		providerState: 'an order',
		request: {
			method: 'get',
			path: '/orders',
			query: 'a=1&a=2&b=',
			headers: { 'X-A': '1' },
			matchingRules: { '$.headers.X-A': { match: 'type' } },
		},
		response: { status: 200, body: { id: 0 }, matchingRules: { '$.body.id': { min: 1 } } },
	};
	const v3 = {
		providerStates: [{ name: 'an order' }],
		request: {
			method: 'GET',
			path: '/orders',
			query: { a: ['1', '2'], b: [''] },
			headers: { 'X-A': '1' },
			matchingRules: { header: { 'X-A': { matchers: [{ match: 'type' }] } } },
		},
		response: {
			status: 200,
			body: { id: 0 },
			matchingRules: { body: { '$.id': { matchers: [{ match: 'type', min: 1 }] } } },
		},
	};
	const v4 = {
		...v3,
		type: 'Synchronous/HTTP',
		request: { ...v3.request, headers: { 'X-A': ['1'] } },
		response: { ...v3.response, body: { content: { id: 0 }, contentType: 'application/json', encoded: false } },
	};
	test.each([
		['2.0.0', v2],
		['3.0.0', v3],
		['4.0', v4],
	])('version %s', (version, interaction) => {
		const { request, response, providerStates } = readOne(interaction as unknown as JsonObject, version);
		expect(request.method).toBe('GET');
		expect([...request.query]).toEqual([
			['a', ['1', '2']],
			['b', ['']],
		]);
		expect([...request.headers]).toEqual([['x-a', ['1']]]);
		expect(request.rules).toMatchObject([
			{ part: 'header', path: [{ kind: 'name', name: 'x-a' }], matchers: [{ kind: 'type' }] },
		]);
		expect(response.body).toMatchObject({ kind: 'json', value: { id: 0 } });
		expect(response.rules).toMatchObject([
			{ part: 'body', path: [{ kind: 'name', name: 'id' }], matchers: [{ kind: 'type', min: 1 }] },
		]);
		expect(providerStates).toEqual([{ name: 'an order', params: {} }]);
	});
});

describe('bodies', () => {
	const wrap = (content: JsonValue, contentType: string, encoded: JsonValue = false) => ({
		content,
		contentType,
		encoded,
	});
	const JSON_TYPE = { 'Content-Type': 'application/json' };
	const BYTES = { kind: 'bytes', bytes: Buffer.from([0, 1]) };
	// What the real verifier sends for each, byte for byte.
	test.each<[string, JsonObject, string, object]>([
		['none in V3', {}, '3.0.0', { kind: 'absent' }],
		['null in V3', { body: null }, '3.0.0', { kind: 'empty' }],
		[
			'null as JSON in V3',
			{ body: null, headers: { 'content-type': 'application/json' } },
			'3.0.0',
			{ kind: 'json', value: null, isBare: true },
		],
		['0', { body: 0 }, '3.0.0', { kind: 'json', value: 0 }],
		['false', { body: false }, '3.0.0', { kind: 'json', value: false }],
		['an empty text', { body: '' }, '3.0.0', { kind: 'empty' }],
		['a text', { body: 'a' }, '2.0.0', { kind: 'text', text: 'a' }],
		[
			'a JSON text',
			{ body: '"a"', headers: { 'Content-Type': 'application/json' } },
			'2.0.0',
			{ kind: 'json', value: 'a' },
		],
		['JSON that is an empty text', { body: '', headers: JSON_TYPE }, '3.0.0', { kind: 'empty' }],
		['a text that spells a number', { body: '5', headers: JSON_TYPE }, '3.0.0', { kind: 'json', value: '5' }],
		['a text that spells a list', { body: '[1]', headers: JSON_TYPE }, '3.0.0', { kind: 'json', value: '[1]' }],
		[
			'a text that spells an object',
			{ body: '{"a":0}', headers: JSON_TYPE },
			'3.0.0',
			{ kind: 'json', value: { a: 0 } },
		],
		['a text that is JSON, of no type', { body: '{"a":0}' }, '3.0.0', { kind: 'json', value: { a: 0 } }],
		[
			'parts as bytes',
			{ body: 'AAE=', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
			'3.0.0',
			BYTES,
		],
		['a type of a vendor', { body: 'AAE=', headers: { 'Content-Type': 'application/vnd.x' } }, '3.0.0', BYTES],
		[
			'a form',
			{ body: 'abcd', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
			'3.0.0',
			{ kind: 'text' },
		],
		[
			'text that looks like base64',
			{ body: 'abcd', headers: { 'Content-Type': 'text/csv' } },
			'3.0.0',
			{ kind: 'text' },
		],
		[
			'XML that looks like base64',
			{ body: 'abcd', headers: { 'Content-Type': 'application/a+xml' } },
			'3.0.0',
			{ kind: 'text' },
		],
		['a text of V4 that spells a number', { body: wrap('5', 'application/json') }, '4.0', { kind: 'json', value: '5' }],
		['a text of V4 in quotes', { body: wrap('"a"', 'application/json') }, '4.0', { kind: 'json', value: '"a"' }],
		[
			'a text of V4 that spells an object',
			{ body: wrap('{"a":0}', 'application/json') },
			'4.0',
			{ kind: 'json', value: '{"a":0}' },
		],
		[
			'encoded JSON of V4',
			{ body: wrap('{"a":0}', 'application/json', 'JSON') },
			'4.0',
			{ kind: 'json', value: { a: 0 } },
		],
		['an empty text of V4', { body: wrap('', 'application/json') }, '4.0', { kind: 'empty' }],
		['V4 without a wrapping', { body: { a: 0 }, headers: JSON_TYPE }, '4.0', { kind: 'json', value: { a: 0 } }],
		['JSON null in V4', { body: null, headers: JSON_TYPE }, '4.0', { kind: 'json', value: null, isBare: true }],
		['an empty object in V4', { body: {} }, '4.0', { kind: 'absent' }],
		['null in V4', { body: null }, '4.0', { kind: 'empty' }],
		[
			'null content in V4',
			{ body: wrap(null, 'application/json') },
			'4.0',
			{ kind: 'json', value: null, isBare: true },
		],
		['null as a text of V4', { body: wrap('null', 'application/json', 'JSON') }, '4.0', { kind: 'json', value: null }],
		['false content in V4', { body: wrap(false, 'application/json') }, '4.0', { kind: 'json', value: false }],
		['a text in V4', { body: wrap('a', 'text/plain') }, '4.0', { kind: 'text', text: 'a' }],
		[
			'bytes in V4',
			{ body: wrap('AAE=', 'image/png', 'base64') },
			'4.0',
			{ kind: 'bytes', bytes: Buffer.from([0, 1]) },
		],
		[
			'bytes in V3',
			{ body: 'AAE=', headers: { 'Content-Type': 'image/png' } },
			'3.0.0',
			{ kind: 'bytes', bytes: Buffer.from([0, 1]) },
		],
		['a text of bytes in V3', { body: '<svg/>', headers: { 'Content-Type': 'image/png' } }, '3.0.0', { kind: 'text' }],
		[
			'JSON in base64',
			{ body: wrap('eyJhIjowfQ==', 'application/json', 'base64') },
			'4.0',
			{ kind: 'json', value: { a: 0 } },
		],
	])('%s', (_, message, version, body) => {
		const one = readOne({ request: { method: 'GET', path: '/' }, response: { status: 200, ...message } }, version);
		expect(one.response.body).toMatchObject(body);
	});
});

test('names such as __proto__ are names like others', () => {
	const text =
		'{"request":{"method":"GET","path":"/","headers":{"__proto__":"a"},"query":{"__proto__":["b"]}},"response":{"body":{"__proto__":{"x":1}}}}';
	const { request, response } = readOne(JSON.parse(text) as JsonObject, '3.0.0');
	expect(request.headers.get('__proto__')).toEqual(['a']);
	expect(request.query.get('__proto__')).toEqual(['b']);
	expect(JSON.stringify('value' in response.body && response.body.value)).toBe('{"__proto__":{"x":1}}');
	expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('an interaction of V4 without its type is read, with a warning: the verifiers pass over it', () => {
	const entry = { description: 'a', request: { method: 'GET', path: '/' }, response: { status: 200 } };
	const read = (version: string) =>
		readPact({ ...PARTIES, interactions: [entry, entry], metadata: { pactSpecification: { version } } }, 'p.json');
	const newest = read('4.0');
	expect(newest.ok && newest.pact.interactions).toHaveLength(2);
	expect(newest.findings.map(({ code, severity, pact }) => [code, severity, pact.pointer])).toEqual([
		['pact.file.interaction-malformed', 'warning', '/interactions/0'],
	]);
	expect(read('3.0.0').findings).toEqual([]);
});

// As pact-js wrote it up to V9, and adapters of MSW still do where a test names none.
test.each<[string, JsonObject]>([
	['providerState', { providerState: '' }],
	['providerState of spaces', { providerState: '  ' }],
	['provider_state', { provider_state: '' }],
	['providerStates', { providerStates: [{ name: '', params: {} }] }],
	['providerStates as texts', { providerStates: [''] }],
	['providerStates as null', { providerStates: null }],
])('a state without a name is none: %s', (_, states) => {
	const entry = { description: 'a', request: { method: 'GET', path: '/' }, response: { status: 200 }, ...states };
	expect(readOne(entry, '3.0.0').providerStates).toEqual([]);
});

test('messages are unsupported interactions, with their kind', () => {
	const read = readPact({ ...PARTIES, messages: [{ description: 'an order was made' }] }, 'p.json');
	expect(read).toMatchObject({
		ok: true,
		pact: { interactions: [{ kind: 'unsupported', type: 'Asynchronous/Messages', description: 'an order was made' }] },
	});
});

describe('the paths of matching rules', () => {
	test.each([
		['$', []],
		['$.a', [{ kind: 'name', name: 'a' }]],
		[
			'$.a[0].b',
			[
				{ kind: 'name', name: 'a' },
				{ kind: 'index', index: 0 },
				{ kind: 'name', name: 'b' },
			],
		],
		['$[*].*', [{ kind: 'any-index' }, { kind: 'any' }]],
		[
			"$['a b']['c\\d']",
			[
				{ kind: 'name', name: 'a b' },
				{ kind: 'name', name: 'c\\d' },
			],
		],
		["$['*']", [{ kind: 'name', name: '*' }]],
		['$.@type', [{ kind: 'name', name: '@type' }]],
		['$.日本', [{ kind: 'name', name: '日本' }]],
		[
			'$.a.0',
			[
				{ kind: 'name', name: 'a' },
				{ kind: 'name', name: '0' },
			],
		],
		['a[*]', [{ kind: 'name', name: 'a' }, { kind: 'any-index' }]],
		['', []],
	])('%s', (text, steps) => {
		expect(parseJsonPath(text)).toEqual(steps);
	});

	// Each of them makes the real verifier refuse the whole file (pact_ffi of @pact-foundation/pact 17).
	test.each([
		...[
			'$.',
			'$..a',
			'$[',
			"$['a",
			'$[-1]',
			'$[a]',
			'$a b[',
			'$a',
			'$ ',
			'.',
			'$.a.',
			'$.a.[0]',
			'$.a[]',
			'$[0:1]',
			'$[?(@.b)]',
		],
		...[
			'$.a b',
			'$.a/b',
			'$.$ref',
			'$.a~b',
			'$.a%20b',
			'$.a.*b',
			"$.it's",
			"$['']",
			"$['it's']",
			"$['it\\'s']",
			'$["a"]',
			"$.['a']",
		],
	])('%s is none', (text) => {
		expect(parseJsonPath(text)).toBeUndefined();
	});
});

describe('a status that is left to its matcher', () => {
	const read = (status: JsonValue, taken: JsonValue | undefined) => {
		const rules =
			taken === undefined
				? {}
				: { matchingRules: { status: { $: { matchers: [{ match: 'statusCode', status: taken }] } } } };
		const request = { method: 'GET', path: '/a' };
		const interactions = [{ type: 'Synchronous/HTTP', description: 'a', request, response: { status, ...rules } }];
		const metadata = { pactSpecification: { version: '4.0' } };
		return readPact(
			{ consumer: { name: 'c' }, provider: { name: 'p' }, interactions, metadata } as JsonObject,
			'p.json',
		);
	};

	test.each<[JsonValue, number]>([
		['clientError', 400],
		['serverError', 500],
		['success', 200],
		['nonError', 200],
		[[404, 410], 404],
	])('%j: %d', (taken, expected) => {
		const result = read(0, taken);
		expect(result.ok && result.pact.interactions[0]).toMatchObject({ response: { status: expected } });
	});

	test('is none without one', () => {
		const { findings } = read(0, undefined) as { findings: readonly { message: string }[] };
		expect(findings.map(({ message }) => message)).toEqual(['0 is no HTTP status']);
		expect(read(404, 'clientError')).toMatchObject({
			ok: true,
			pact: { interactions: [{ response: { status: 404 } }] },
		});
	});
});
