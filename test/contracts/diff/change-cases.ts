// Pairs of documents that differ in one thing: what `oasdiff-verdicts.json` holds of each was told by oasdiff.

import type { JsonObject, JsonValue } from '../../../spec/index.ts';

/** A change with its two documents. */
export interface ChangeCase {
	name: string;
	old: JsonObject;
	new: JsonObject;
}

const TEXT: JsonObject = { type: 'string' };
const OK: JsonObject = { description: 'ok' };

const json = (schema: JsonValue): JsonObject => ({ 'application/json': { schema } });
const answer = (schema: JsonValue): JsonObject => ({ description: 'ok', content: json(schema) });

function documentOf(paths: JsonObject, more: JsonObject = {}): JsonObject {
	return { openapi: '3.1.0', info: { title: 'case', version: '1' }, paths, ...more };
}

const ofOperation = (operation: JsonObject, more: JsonObject = {}): JsonObject =>
	documentOf({ '/a': { post: { responses: { 200: OK }, ...operation } } }, more);
const ofRequest = (schema: JsonValue): JsonObject => ofOperation({ requestBody: { content: json(schema) } });
const ofResponse = (schema: JsonValue): JsonObject => ofOperation({ responses: { 200: answer(schema) } });
const ofParameter = (parameter: JsonObject): JsonObject =>
	ofOperation({ parameters: [{ name: 'q', in: 'query', schema: TEXT, ...parameter }] });
const ofHeader = (header: JsonObject): JsonObject =>
	ofOperation({ responses: { 200: { ...OK, headers: { 'X-Rate': { schema: { type: 'integer' }, ...header } } } } });
const ofSecurity = (security: JsonValue, schemes: JsonObject = {}): JsonObject =>
	ofOperation(
		{ ...(security !== null && { security }) },
		{
			components: {
				securitySchemes: {
					key: { type: 'apiKey', in: 'header', name: 'X-Key' },
					bearer: { type: 'http', scheme: 'bearer' },
					oauth: {
						type: 'oauth2',
						flows: { clientCredentials: { tokenUrl: 'https://x.test/token', scopes: { read: 'r', write: 'w' } } },
					},
					...schemes,
				},
			},
		},
	);
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });

/** The same change of a schema in each of the four places where schemas stand. */
function inAllPlaces(name: string, before: JsonValue, after: JsonValue): ChangeCase[] {
	return [
		{ name: `request property: ${name}`, old: ofRequest(object({ p: before })), new: ofRequest(object({ p: after })) },
		{
			name: `response property: ${name}`,
			old: ofResponse(object({ p: before }, { required: ['p'] })),
			new: ofResponse(object({ p: after }, { required: ['p'] })),
		},
	];
}

function inParameter(name: string, before: JsonValue, after: JsonValue): ChangeCase {
	return { name: `parameter: ${name}`, old: ofParameter({ schema: before }), new: ofParameter({ schema: after }) };
}

function of(name: string, make: (value: JsonObject) => JsonObject, before: JsonObject, after: JsonObject): ChangeCase {
	return { name, old: make(before), new: make(after) };
}

const cat: JsonObject = object(
	{ kind: { type: 'string', enum: ['cat'] }, lives: { type: 'integer' } },
	{ title: 'Cat', required: ['kind'] },
);
const dog: JsonObject = object(
	{ kind: { type: 'string', enum: ['dog'] }, barks: { type: 'boolean' } },
	{ title: 'Dog', required: ['kind'] },
);

/** All changes. */
export const CHANGE_CASES: readonly ChangeCase[] = [
	// values
	...inAllPlaces('type changed', TEXT, { type: 'integer' }),
	...inAllPlaces('integer became number', { type: 'integer' }, { type: 'number' }),
	...inAllPlaces('number became integer', { type: 'number' }, { type: 'integer' }),
	...inAllPlaces('a type was added', TEXT, { type: ['string', 'integer'] }),
	...inAllPlaces('a type was taken away', { type: ['string', 'integer'] }, TEXT),
	...inAllPlaces('null came', TEXT, { type: ['string', 'null'] }),
	...inAllPlaces('null went', { type: ['string', 'null'] }, TEXT),
	...inAllPlaces('an enum came', TEXT, { type: 'string', enum: ['a', 'b'] }),
	...inAllPlaces('an enum went', { type: 'string', enum: ['a', 'b'] }, TEXT),
	...inAllPlaces('a value of the enum came', { type: 'string', enum: ['a'] }, { type: 'string', enum: ['a', 'b'] }),
	...inAllPlaces('a value of the enum went', { type: 'string', enum: ['a', 'b'] }, { type: 'string', enum: ['a'] }),
	...inAllPlaces('const changed', { const: 'a' }, { const: 'b' }),
	...inAllPlaces('a format came', TEXT, { type: 'string', format: 'uuid' }),
	...inAllPlaces('a format went', { type: 'string', format: 'uuid' }, TEXT),
	...inAllPlaces('the format changed', { type: 'string', format: 'date' }, { type: 'string', format: 'date-time' }),
	...inAllPlaces('a pattern came', TEXT, { type: 'string', pattern: '^a' }),
	...inAllPlaces('a pattern went', { type: 'string', pattern: '^a' }, TEXT),
	...inAllPlaces('the pattern changed', { type: 'string', pattern: '^a' }, { type: 'string', pattern: '^b' }),
	...inAllPlaces('maxLength came', TEXT, { type: 'string', maxLength: 5 }),
	...inAllPlaces('maxLength went', { type: 'string', maxLength: 5 }, TEXT),
	...inAllPlaces('maxLength rose', { type: 'string', maxLength: 5 }, { type: 'string', maxLength: 6 }),
	...inAllPlaces('maxLength fell', { type: 'string', maxLength: 6 }, { type: 'string', maxLength: 5 }),
	...inAllPlaces('minLength rose', { type: 'string', minLength: 1 }, { type: 'string', minLength: 2 }),
	...inAllPlaces('minLength fell', { type: 'string', minLength: 2 }, { type: 'string', minLength: 1 }),
	...inAllPlaces('maximum rose', { type: 'integer', maximum: 5 }, { type: 'integer', maximum: 6 }),
	...inAllPlaces('maximum fell', { type: 'integer', maximum: 6 }, { type: 'integer', maximum: 5 }),
	...inAllPlaces('minimum rose', { type: 'integer', minimum: 1 }, { type: 'integer', minimum: 2 }),
	...inAllPlaces('minimum fell', { type: 'integer', minimum: 2 }, { type: 'integer', minimum: 1 }),
	...inAllPlaces(
		'exclusiveMinimum rose',
		{ type: 'integer', exclusiveMinimum: 1 },
		{ type: 'integer', exclusiveMinimum: 2 },
	),
	...inAllPlaces('multipleOf came', { type: 'integer' }, { type: 'integer', multipleOf: 5 }),
	...inAllPlaces('multipleOf went', { type: 'integer', multipleOf: 5 }, { type: 'integer' }),
	...inAllPlaces('a default came', TEXT, { type: 'string', default: 'a' }),
	...inAllPlaces('the default changed', { type: 'string', default: 'a' }, { type: 'string', default: 'b' }),
	...inAllPlaces('the default went', { type: 'string', default: 'a' }, TEXT),
	...inAllPlaces('the description changed', { type: 'string', description: 'a' }, { type: 'string', description: 'b' }),
	// lists
	...inAllPlaces(
		'maxItems fell',
		{ type: 'array', items: TEXT, maxItems: 3 },
		{ type: 'array', items: TEXT, maxItems: 2 },
	),
	...inAllPlaces('minItems came', { type: 'array', items: TEXT }, { type: 'array', items: TEXT, minItems: 1 }),
	...inAllPlaces('uniqueItems came', { type: 'array', items: TEXT }, { type: 'array', items: TEXT, uniqueItems: true }),
	...inAllPlaces(
		'the items changed their type',
		{ type: 'array', items: TEXT },
		{ type: 'array', items: { type: 'integer' } },
	),
	...inAllPlaces(
		'an item lost a required property',
		{ type: 'array', items: object({ a: TEXT, b: TEXT }, { required: ['a', 'b'] }) },
		{ type: 'array', items: object({ a: TEXT }, { required: ['a'] }) },
	),
	// objects
	...inAllPlaces('an optional property came', object({ a: TEXT }), object({ a: TEXT, b: TEXT })),
	...inAllPlaces('a required property came', object({ a: TEXT }), object({ a: TEXT, b: TEXT }, { required: ['b'] })),
	...inAllPlaces(
		'a required property with a default came',
		object({ a: TEXT }),
		object({ a: TEXT, b: { type: 'string', default: 'x' } }, { required: ['b'] }),
	),
	...inAllPlaces('an optional property went', object({ a: TEXT, b: TEXT }), object({ a: TEXT })),
	...inAllPlaces('a required property went', object({ a: TEXT, b: TEXT }, { required: ['b'] }), object({ a: TEXT })),
	...inAllPlaces('a property became required', object({ a: TEXT }), object({ a: TEXT }, { required: ['a'] })),
	...inAllPlaces('a property became optional', object({ a: TEXT }, { required: ['a'] }), object({ a: TEXT })),
	...inAllPlaces(
		'a property was renamed',
		object({ a: TEXT }, { required: ['a'] }),
		object({ b: TEXT }, { required: ['b'] }),
	),
	...inAllPlaces(
		'an optional property became readOnly',
		object({ a: TEXT }),
		object({ a: { type: 'string', readOnly: true } }),
	),
	...inAllPlaces(
		'an optional property became writeOnly',
		object({ a: TEXT }),
		object({ a: { type: 'string', writeOnly: true } }),
	),
	...inAllPlaces(
		'a required property became writeOnly',
		object({ a: TEXT }, { required: ['a'] }),
		object({ a: { type: 'string', writeOnly: true } }, { required: ['a'] }),
	),
	...inAllPlaces(
		'additional properties are refused',
		object({ a: TEXT }),
		object({ a: TEXT }, { additionalProperties: false }),
	),
	...inAllPlaces(
		'additional properties may come',
		object({ a: TEXT }, { additionalProperties: false }),
		object({ a: TEXT }),
	),
	...inAllPlaces(
		'the values of a map changed their type',
		{ type: 'object', additionalProperties: TEXT },
		{ type: 'object', additionalProperties: { type: 'integer' } },
	),
	...inAllPlaces('maxProperties fell', { type: 'object', maxProperties: 3 }, { type: 'object', maxProperties: 2 }),
	...inAllPlaces('propertyNames came', { type: 'object' }, { type: 'object', propertyNames: { pattern: '^a' } }),
	...inAllPlaces(
		'dependentRequired came',
		object({ a: TEXT, b: TEXT }),
		object({ a: TEXT, b: TEXT }, { dependentRequired: { a: ['b'] } }),
	),
	// alternatives
	...inAllPlaces('an alternative came', { oneOf: [cat] }, { oneOf: [cat, dog] }),
	...inAllPlaces('an alternative went', { oneOf: [cat, dog] }, { oneOf: [cat] }),
	...inAllPlaces('an alternative of anyOf came', { anyOf: [cat] }, { anyOf: [cat, dog] }),
	...inAllPlaces('an alternative of anyOf went', { anyOf: [cat, dog] }, { anyOf: [cat] }),
	...inAllPlaces('null by anyOf came', TEXT, { anyOf: [TEXT, { type: 'null' }] }),
	...inAllPlaces('the order of alternatives changed', { oneOf: [cat, dog] }, { oneOf: [dog, cat] }),
	...inAllPlaces('a property moved into allOf', object({ a: TEXT, b: TEXT }), {
		allOf: [object({ a: TEXT }), object({ b: TEXT })],
	}),
	...inAllPlaces(
		'a part of allOf came',
		{ allOf: [object({ a: TEXT })] },
		{ allOf: [object({ a: TEXT }), object({ b: TEXT }, { required: ['b'] })] },
	),
	// parameters
	inParameter('type changed', TEXT, { type: 'integer' }),
	inParameter('integer became string', { type: 'integer' }, TEXT),
	inParameter('a value of the enum went', { type: 'string', enum: ['a', 'b'] }, { type: 'string', enum: ['a'] }),
	inParameter('a value of the enum came', { type: 'string', enum: ['a'] }, { type: 'string', enum: ['a', 'b'] }),
	inParameter('maxLength fell', { type: 'string', maxLength: 6 }, { type: 'string', maxLength: 5 }),
	inParameter('a pattern came', TEXT, { type: 'string', pattern: '^a' }),
	inParameter('the default changed', { type: 'string', default: 'a' }, { type: 'string', default: 'b' }),
	of('parameter: became required', ofParameter, {}, { required: true }),
	of('parameter: became optional', ofParameter, { required: true }, {}),
	of('parameter: moved to a header', ofParameter, {}, { in: 'header' }),
	of(
		'parameter: style changed',
		ofParameter,
		{ schema: { type: 'array', items: TEXT } },
		{ schema: { type: 'array', items: TEXT }, style: 'pipeDelimited', explode: false },
	),
	of('parameter: deprecated', ofParameter, {}, { deprecated: true }),
	of('parameter: an optional one came', ofOperation, {}, { parameters: [{ name: 'q', in: 'query', schema: TEXT }] }),
	of(
		'parameter: a required one came',
		ofOperation,
		{},
		{ parameters: [{ name: 'q', in: 'query', required: true, schema: TEXT }] },
	),
	of(
		'parameter: a required header came',
		ofOperation,
		{},
		{ parameters: [{ name: 'X-Q', in: 'header', required: true, schema: TEXT }] },
	),
	of('parameter: one went', ofOperation, { parameters: [{ name: 'q', in: 'query', schema: TEXT }] }, {}),
	of(
		'parameter: a deprecated one went',
		ofOperation,
		{ parameters: [{ name: 'q', in: 'query', deprecated: true, 'x-sunset': '2020-01-01', schema: TEXT }] },
		{},
	),
	// bodies and answers
	of('request body: an optional one came', ofOperation, {}, { requestBody: { content: json(TEXT) } }),
	of('request body: a required one came', ofOperation, {}, { requestBody: { required: true, content: json(TEXT) } }),
	of('request body: went', ofOperation, { requestBody: { content: json(TEXT) } }, {}),
	of(
		'request body: became required',
		ofOperation,
		{ requestBody: { content: json(TEXT) } },
		{ requestBody: { required: true, content: json(TEXT) } },
	),
	of(
		'request body: became optional',
		ofOperation,
		{ requestBody: { required: true, content: json(TEXT) } },
		{ requestBody: { content: json(TEXT) } },
	),
	of(
		'request body: a media type came',
		ofOperation,
		{ requestBody: { content: json(TEXT) } },
		{ requestBody: { content: { ...json(TEXT), 'text/plain': { schema: TEXT } } } },
	),
	of(
		'request body: a media type went',
		ofOperation,
		{ requestBody: { content: { ...json(TEXT), 'text/plain': { schema: TEXT } } } },
		{ requestBody: { content: json(TEXT) } },
	),
	of('response: a success came', ofOperation, {}, { responses: { 200: OK, 201: OK } }),
	of('response: a success went', ofOperation, { responses: { 200: OK, 201: OK } }, {}),
	of('response: an error came', ofOperation, {}, { responses: { 200: OK, 404: OK } }),
	of('response: an error went', ofOperation, { responses: { 200: OK, 404: OK } }, {}),
	of(
		'response: a media type came',
		ofOperation,
		{ responses: { 200: answer(TEXT) } },
		{ responses: { 200: { ...OK, content: { ...json(TEXT), 'text/plain': { schema: TEXT } } } } },
	),
	of(
		'response: a media type went',
		ofOperation,
		{ responses: { 200: { ...OK, content: { ...json(TEXT), 'text/plain': { schema: TEXT } } } } },
		{ responses: { 200: answer(TEXT) } },
	),
	of('response: its body went', ofOperation, { responses: { 200: answer(TEXT) } }, { responses: { 200: OK } }),
	of('response: the body as a whole changed its type', ofResponse, object({ a: TEXT }), {
		type: 'array',
		items: object({ a: TEXT }),
	}),
	of('request: the body as a whole changed its type', ofRequest, object({ a: TEXT }), {
		type: 'array',
		items: object({ a: TEXT }),
	}),
	of(
		'response header: a required one went',
		ofOperation,
		{ responses: { 200: { ...OK, headers: { 'X-Rate': { required: true, schema: TEXT } } } } },
		{},
	),
	of(
		'response header: an optional one went',
		ofOperation,
		{ responses: { 200: { ...OK, headers: { 'X-Rate': { schema: TEXT } } } } },
		{},
	),
	of(
		'response header: one came',
		ofOperation,
		{},
		{ responses: { 200: { ...OK, headers: { 'X-Rate': { schema: TEXT } } } } },
	),
	of('response header: became optional', ofHeader, { required: true }, {}),
	of('response header: type changed', ofHeader, {}, { schema: TEXT }),
	// operations
	{
		name: 'operation: came',
		old: ofOperation({}),
		new: documentOf({ '/a': { post: { responses: { 200: OK } }, get: { responses: { 200: OK } } } }),
	},
	{
		name: 'operation: went',
		old: documentOf({ '/a': { post: { responses: { 200: OK } }, get: { responses: { 200: OK } } } }),
		new: ofOperation({}),
	},
	{
		name: 'path: went',
		old: documentOf({ '/a': { post: { responses: { 200: OK } } }, '/b': { post: { responses: { 200: OK } } } }),
		new: ofOperation({}),
	},
	{
		name: 'path: a parameter was renamed',
		old: documentOf({
			'/a/{id}': {
				get: { parameters: [{ name: 'id', in: 'path', required: true, schema: TEXT }], responses: { 200: OK } },
			},
		}),
		new: documentOf({
			'/a/{key}': {
				get: { parameters: [{ name: 'key', in: 'path', required: true, schema: TEXT }], responses: { 200: OK } },
			},
		}),
	},
	{
		name: 'path: its parameter changed its type',
		old: documentOf({
			'/a/{id}': {
				get: { parameters: [{ name: 'id', in: 'path', required: true, schema: TEXT }], responses: { 200: OK } },
			},
		}),
		new: documentOf({
			'/a/{id}': {
				get: {
					parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
					responses: { 200: OK },
				},
			},
		}),
	},
	of('operation: deprecated', ofOperation, {}, { deprecated: true }),
	of('operation: deprecated with a sunset', ofOperation, {}, { deprecated: true, 'x-sunset': '2999-01-01' }),
	of('operation: no longer deprecated', ofOperation, { deprecated: true, 'x-sunset': '2999-01-01' }, {}),
	of(
		'operation: the sunset came nearer',
		ofOperation,
		{ deprecated: true, 'x-sunset': '2999-01-01' },
		{ deprecated: true, 'x-sunset': '2998-01-01' },
	),
	of(
		'operation: the sunset was taken away',
		ofOperation,
		{ deprecated: true, 'x-sunset': '2999-01-01' },
		{ deprecated: true },
	),
	{
		name: 'operation: a deprecated one went after its sunset',
		old: documentOf({
			'/a': {
				post: { responses: { 200: OK } },
				get: { deprecated: true, 'x-sunset': '2020-01-01', responses: { 200: OK } },
			},
		}),
		new: ofOperation({}),
	},
	{
		name: 'operation: a deprecated one went before its sunset',
		old: documentOf({
			'/a': {
				post: { responses: { 200: OK } },
				get: { deprecated: true, 'x-sunset': '2999-01-01', responses: { 200: OK } },
			},
		}),
		new: ofOperation({}),
	},
	{
		name: 'operation: a deprecated one without sunset went',
		old: documentOf({ '/a': { post: { responses: { 200: OK } }, get: { deprecated: true, responses: { 200: OK } } } }),
		new: ofOperation({}),
	},
	of('operation: the operationId changed', ofOperation, { operationId: 'a' }, { operationId: 'b' }),
	of('operation: a tag changed', ofOperation, { tags: ['a'] }, { tags: ['b'] }),
	of('operation: the summary changed', ofOperation, { summary: 'a' }, { summary: 'b' }),
	{
		name: 'document: its servers changed',
		old: ofOperation({}, { servers: [{ url: 'https://a.test' }] }),
		new: ofOperation({}, { servers: [{ url: 'https://b.test' }] }),
	},
	// security
	{ name: 'security: came', old: ofSecurity(null), new: ofSecurity([{ key: [] }]) },
	{ name: 'security: went', old: ofSecurity([{ key: [] }]), new: ofSecurity(null) },
	{
		name: 'security: another way came',
		old: ofSecurity([{ key: [] }]),
		new: ofSecurity([{ key: [] }, { bearer: [] }]),
	},
	{
		name: 'security: one of the ways went',
		old: ofSecurity([{ key: [] }, { bearer: [] }]),
		new: ofSecurity([{ key: [] }]),
	},
	{ name: 'security: changed', old: ofSecurity([{ key: [] }]), new: ofSecurity([{ bearer: [] }]) },
	{
		name: 'security: a scope came',
		old: ofSecurity([{ oauth: ['read'] }]),
		new: ofSecurity([{ oauth: ['read', 'write'] }]),
	},
	{
		name: 'security: a scope went',
		old: ofSecurity([{ oauth: ['read', 'write'] }]),
		new: ofSecurity([{ oauth: ['read'] }]),
	},
	{ name: 'security: may be left out', old: ofSecurity([{ key: [] }]), new: ofSecurity([{ key: [] }, {}]) },
	{ name: 'security: may not be left out', old: ofSecurity([{ key: [] }, {}]), new: ofSecurity([{ key: [] }]) },
	{
		name: 'security: the header of a key changed',
		old: ofSecurity([{ key: [] }]),
		new: ofSecurity([{ key: [] }], { key: { type: 'apiKey', in: 'header', name: 'X-Other' } }),
	},
];
