// One dialect inside: Swagger 2.0 and OpenAPI 3.0 become OpenAPI 3.1 at the door.

import { createRequire } from 'node:module';
import type * as Upgrader from '@scalar/openapi-upgrader';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { copyJson, getObject, getOwn, isObject, setOwn } from './json.ts';
import { followReferences } from './reference.ts';
import { listParts, type StructurePart } from './structure.ts';

/** What a document says it is. `unknown` comes with the words that it uses. */
export type DocumentVersion =
	| { kind: 'current' }
	| { kind: 'older'; field: 'swagger' | 'openapi'; text: '2.0' | '3.0.0' }
	| { kind: 'unknown'; text: string | undefined };

const require = createRequire(import.meta.url);

/** OpenAPI 3.1 and 3.2 are `current`, 3.0 and Swagger 2.0 `older`. `openapi: 3.1` (a number in YAML) counts too. */
export function readVersion(root: JsonObject): DocumentVersion {
	const openapi = getOwn(root, 'openapi');
	const swagger = getOwn(root, 'swagger');
	const written = openapi ?? swagger;
	if (typeof written !== 'string' && typeof written !== 'number') return { kind: 'unknown', text: undefined };
	const text = Number.isInteger(written) ? `${written}.0` : String(written);
	if (openapi === undefined) {
		return /^2\.0(\.|$)/.test(text) ? { kind: 'older', field: 'swagger', text: '2.0' } : { kind: 'unknown', text };
	}
	if (/^3\.[12](\.|$)/.test(text)) return { kind: 'current' };
	return /^3\.0(\.|$)/.test(text) ? { kind: 'older', field: 'openapi', text: '3.0.0' } : { kind: 'unknown', text };
}

/**
 * An OpenAPI 3.1 document of the same meaning; the one given stays as it is. Throws whatever the upgrader throws for
 * documents whose shape it does not expect.
 */
export function upgradeDocument(root: JsonObject, version: Extract<DocumentVersion, { kind: 'older' }>): JsonObject {
	const { upgrade } = require('@scalar/openapi-upgrader') as typeof Upgrader;
	// It changes what it is given.
	const copy = copyJson(root);
	copy[version.field] = version.text;
	const extensions = takeExtensions(copy);
	if (version.field === 'swagger') dropEmptyMediaLists(copy);
	const upgraded = upgrade(copy, '3.1') as unknown as JsonObject;
	restoreExtensions(upgraded, extensions);
	for (const schema of listSchemas(upgraded)) repairSchema(schema);
	return upgraded;
}

/** `produces: []` of an operation that describes a body is no word on its type: that of the document counts, else JSON. */
function dropEmptyMediaLists(root: JsonObject): void {
	const items = Object.values(getObject(root, 'paths') ?? {}).filter(isObject);
	for (const holder of [root, ...items.flatMap((item) => Object.values(item).filter(isObject))]) {
		for (const name of ['produces', 'consumes']) {
			const types = getOwn(holder, name);
			if (Array.isArray(types) && types.length === 0) delete holder[name];
		}
	}
}

/** Where something of an upgraded Swagger 2.0 document stood before. */
export function pointerBeforeUpgrade(pointer: Pointer): Pointer {
	return pointer
		.replace(/^\/components\/schemas(?=\/|$)/, '/definitions')
		.replace(/^\/components\/(parameters|responses)(?=\/|$)/, '/$1')
		.replace(/^\/components\/requestBodies(?=\/|$)/, '/parameters')
		.replace(/^\/components\/securitySchemes(?=\/|$)/, '/securityDefinitions')
		.replace(/^\/servers(?=\/|$).*/, '/basePath')
		.replace(/^(\/paths\/[^/]+\/[^/]+\/responses\/[^/]+)\/content\/[^/]+/, '$1')
		.replace(/^(\/paths\/[^/]+\/[^/]+)\/requestBody.*/, '$1/parameters');
}

// The upgrader rewrites whatever looks like a schema, in extensions as well (`set: { example: … }`).
interface KeptExtension {
	path: string | undefined;
	method: string | undefined;
	key: string;
	value: JsonValue;
}
function takeExtensions(root: JsonObject): KeptExtension[] {
	const kept: KeptExtension[] = [];
	const take = (holder: JsonValue | undefined, path?: string, method?: string): void => {
		for (const key of ['x-lifecycle', 'x-effect']) {
			const value = getOwn(holder, key);
			if (value === undefined || !isObject(holder)) continue;
			kept.push({ path, method, key, value });
			delete holder[key];
		}
	};
	take(root);
	for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {})) {
		take(item, path);
		for (const [method, operation] of isObject(item) ? Object.entries(item) : []) take(operation, path, method);
	}
	return kept;
}

function restoreExtensions(root: JsonObject, kept: readonly KeptExtension[]): void {
	for (const { path, method, key, value } of kept) {
		const item = path === undefined ? root : getObject(getObject(root, 'paths'), path);
		const holder = method === undefined ? item : getObject(item, method);
		if (holder) setOwn(holder, key, value);
	}
}

function* listSchemas(root: JsonObject): Generator<JsonObject> {
	const seen = new Set<JsonValue>();
	const queue: StructurePart[] = [{ value: root, shape: 'document', pointer: '' }];
	for (let part = queue.pop(); part; part = queue.pop()) {
		if (typeof part.value !== 'object' || part.value === null || seen.has(part.value)) continue;
		seen.add(part.value);
		const target = followReferences(root, part);
		if (target && target.value !== part.value) queue.push({ ...part, ...target });
		queue.push(...listParts(part));
		if (part.shape === 'schema' && isObject(part.value)) yield part.value;
	}
}

/** What the upgrader leaves of OpenAPI 3.0 in a schema, because it can't see that it is one or because no rule says so. */
function repairSchema(schema: JsonObject): void {
	const examples = getOwn(schema, 'examples');
	if (isObject(examples)) {
		schema['examples'] = Object.values(examples).map((example) => getOwn(example, 'value') ?? example);
	}
	for (const keyword of ['exclusiveMinimum', 'exclusiveMaximum']) {
		if (typeof getOwn(schema, keyword) === 'boolean') delete schema[keyword];
	}
	// `byte` was a format, and is checked as one; the upgrader leaves the annotation alone.
	if (getOwn(schema, 'contentEncoding') === 'base64' && getOwn(schema, 'format') === undefined)
		schema['format'] = 'byte';
	// Beside a reference it never counted, and today it would contradict what is referred to.
	if (getOwn(schema, '$ref') !== undefined) delete schema['type'];
	if (getOwn(schema, 'nullable') === true) admitNull(schema);
	delete schema['nullable'];
}

/** `nullable` beside a union and without a type means nothing by the letter of 3.0, and "or null" to all who write it. */
function admitNull(schema: JsonObject): void {
	const anyOf = getOwn(schema, 'anyOf');
	const oneOf = getOwn(schema, 'oneOf');
	if (Array.isArray(anyOf)) schema['anyOf'] = [...anyOf, { type: 'null' }];
	else if (Array.isArray(oneOf)) {
		const discriminator = getOwn(schema, 'discriminator');
		// Beside the others of a oneOf, null would be refused as soon as one of them allows it too.
		schema['anyOf'] = [{ oneOf, ...(discriminator !== undefined && { discriminator }) }, { type: 'null' }];
		delete schema['oneOf'];
		delete schema['discriminator'];
	}
}
