// Words of Swagger 2.0 in a document of OpenAPI 3, where annotations and what was copied have them: each means one thing only.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getList, getObject, getOwn, getString, isObject, setOwn } from './json.ts';
import { joinPointer } from './pointer.ts';
import type { Shape } from './structure.ts';

const NONE: readonly Report[] = [];
/** What a parameter or a header of Swagger 2.0 says as a schema does (Parameter Object, Items Object). */
const SCHEMA_WORDS = [
	...['type', 'format', 'items', 'default', 'enum', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems'],
	...['uniqueItems', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
];
const STYLES: ReadonlyMap<string, JsonObject> = new Map([
	['csv', { style: 'form', explode: false }],
	['ssv', { style: 'spaceDelimited', explode: false }],
	['pipes', { style: 'pipeDelimited', explode: false }],
	['multi', { style: 'form', explode: true }],
]);
const JSON_TYPE = 'application/json';
const FILE = { type: 'string', format: 'binary' };
const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** With the slips of them, which are mended only when it is the parameter's turn. */
const PLACES_OF_BODIES = /^\s*(?:body|formdata)\s*$/i;
const WHOLE = /^\s*body\s*$/i;

/** Whether one of these parameters is a body, or a field of one. */
export function holdsBody(parameters: JsonValue | undefined): boolean {
	return Array.isArray(parameters) && parameters.some(isBody);
}

/** Whether it is one of these. */
export function isBody(parameter: JsonValue): boolean {
	const place = getOwn(parameter, 'in');
	return typeof place === 'string' && PLACES_OF_BODIES.test(place);
}

/**
 * Reads what a parameter, a header, a response or an operation says in words of Swagger 2.0, in place; where OpenAPI 3's stand beside them,
 * these count. `inherit` tells the media types that count there: `consumes`, `produces`.
 */
export function mendOlderWords(
	part: JsonObject,
	shape: Shape,
	inherit: (name: string) => readonly JsonValue[],
): readonly Report[] {
	if (shape === 'parameter' || shape === 'header') return mendFlatSchema(part);
	if (shape === 'document') return mendRoot(part);
	if (shape === 'response') return mendFlatResponse(part, inherit('produces'));
	return shape === 'operation' && holdsBody(part['parameters']) ? mendBodies(part, inherit('consumes')) : NONE;
}

/** `host` and `basePath` are a server, and `securityDefinitions` the schemes, where a document of OpenAPI 3 has none. */
function mendRoot(root: JsonObject): readonly Report[] {
	const reports: Report[] = [];
	const [host, base, definitions] = ['host', 'basePath', 'securityDefinitions'].map((name) => getOwn(root, name));
	if (!Object.hasOwn(root, 'servers') && [host, base].some((one) => typeof one === 'string')) {
		const path = typeof base === 'string' ? `/${base.replace(/^\//, '')}` : '';
		root['servers'] = [{ url: typeof host === 'string' ? `http://${host.replace(/^\w+:\/\//, '')}${path}` : path }];
		reports.push(describe(base === undefined ? 'host' : 'basePath', 'that of a server', 'write it under servers'));
	}
	const components = getObject(root, 'components') ?? {};
	if (isObject(definitions) && !Object.hasOwn(components, 'securitySchemes')) {
		components['securitySchemes'] = Object.fromEntries(
			Object.entries(definitions).map(([name, scheme]) => [name, isObject(scheme) ? readScheme(scheme) : scheme]),
		);
		root['components'] = components;
		reports.push(describe('securityDefinitions', 'components/securitySchemes', 'write it there'));
	}
	return reports;
}

const FLOWS: ReadonlyMap<string, string> = new Map([
	['accessCode', 'authorizationCode'],
	['application', 'clientCredentials'],
]);

function readScheme(scheme: JsonObject): JsonObject {
	const { type, flow, authorizationUrl, tokenUrl, scopes = {}, ...rest } = scheme;
	if (type === 'basic') return { ...rest, type: 'http', scheme: 'basic' };
	if (type !== 'oauth2' || typeof flow !== 'string') return scheme;
	const addresses = {
		...(authorizationUrl !== undefined && { authorizationUrl }),
		...(tokenUrl !== undefined && { tokenUrl }),
	};
	return { ...rest, type, flows: { [FLOWS.get(flow) ?? flow]: { ...addresses, scopes } } };
}

/** `{ type: integer }` of a parameter or a header is its schema. */
function mendFlatSchema(part: JsonObject): readonly Report[] {
	const type = getOwn(part, 'type');
	const isFlat = typeof type === 'string' || Array.isArray(type);
	if (!isFlat || Object.hasOwn(part, 'schema') || Object.hasOwn(part, 'content') || isBody(part)) return NONE;
	part['schema'] = takeSchema(part);
	if (getString(part, 'in') === 'query') Object.assign(part, STYLES.get(getString(part, 'collectionFormat') ?? ''));
	return [describe('type', 'its schema', 'write it under schema')];
}

function takeSchema(part: JsonObject): JsonObject {
	const schema: JsonObject = {};
	for (const word of SCHEMA_WORDS) {
		const value = getOwn(part, word);
		if (value === undefined) continue;
		schema[word] = value;
		delete part[word];
	}
	if (schema['type'] === 'file') Object.assign(schema, FILE);
	return schema;
}

/** A file of a form or an answer (Swagger 2.0, Parameter Object and Response Object) is bytes. In place. */
export function mendFile(schema: JsonObject): readonly Report[] {
	if (schema['type'] !== 'file') return NONE;
	Object.assign(schema, FILE);
	return [describe('type', 'that of bytes', 'write type: string, format: binary')];
}

/** `schema` and `examples` of an answer are those of its content, in each of the media types that the operation produces. */
function mendFlatResponse(response: JsonObject, produces: readonly JsonValue[]): readonly Report[] {
	const schema = getOwn(response, 'schema');
	if (!isObject(schema) || Object.hasOwn(response, 'content')) return NONE;
	const examples = getObject(response, 'examples') ?? {};
	const named = Object.keys(examples).filter((type) => type.includes('/'));
	const types = produces.length > 0 ? produces.map(String) : named.length > 0 ? named : [JSON_TYPE];
	const content: JsonObject = {};
	for (const type of types) {
		const example = getOwn(examples, type);
		setOwn(content, type, { schema, ...(example !== undefined && { example }) });
	}
	delete response['schema'];
	delete response['examples'];
	response['content'] = content;
	return [describe('schema', 'that of its content', 'write it under content and a media type')];
}

/** Parameters in `body` and `formData` are the operation's body, where it has none. */
function mendBodies(operation: JsonObject, consumes: readonly JsonValue[]): readonly Report[] {
	const parameters = getList(operation, 'parameters');
	const bodies = parameters.filter(isObject).filter(isBody);
	if (Object.hasOwn(operation, 'requestBody')) return NONE;
	const whole = bodies.find((one) => WHOLE.test(String(one['in'])));
	const required = bodies.some((one) => one['required'] === true);
	const [schema, types] = whole ? readWhole(whole, consumes) : readForm(bodies, consumes);
	const content: JsonObject = {};
	for (const type of types) setOwn(content, type, { schema });
	operation['requestBody'] = { required, content };
	operation['parameters'] = parameters.filter((one) => !isBody(one));
	return [describe('parameters', 'its requestBody', 'write requestBody for what is in body or formData')];
}

function readWhole(body: JsonObject, consumes: readonly JsonValue[]): [schema: JsonValue, types: readonly string[]] {
	return [getOwn(body, 'schema') ?? takeSchema({ ...body }), consumes.length > 0 ? consumes.map(String) : [JSON_TYPE]];
}

function readForm(
	fields: readonly JsonObject[],
	consumes: readonly JsonValue[],
): [schema: JsonValue, types: readonly string[]] {
	const properties: JsonObject = {};
	const required: JsonValue[] = [];
	const hasFile = fields.some((one) => one['type'] === 'file');
	for (const field of fields) {
		const name = getString(field, 'name') ?? '';
		setOwn(properties, name, getOwn(field, 'schema') ?? takeSchema({ ...field }));
		if (field['required'] === true) required.push(name);
	}
	const named = FORMS.filter((type) => consumes.some((one) => String(one).startsWith(type)));
	const types = named.length > 0 ? named : FORMS.slice(0, hasFile ? 1 : 2);
	return [{ type: 'object', properties, ...(required.length > 0 && { required }) }, types];
}

function describe(key: string, reading: string, remedy: string): Report {
	const message = `"${key}" is written as in Swagger 2.0 here: it is read as ${reading}`;
	return { code: 'document.older-word', severity: 'warning', message, remedy, pointer: joinPointer('', key) };
}
