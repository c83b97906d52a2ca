// One dialect inside: Swagger 2.0 and OpenAPI 3.0 become OpenAPI 3.1 at the door.

import { createRequire } from 'node:module';
import type * as Upgrader from '@scalar/openapi-upgrader/2.0-to-3.0';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { settleCollectionFormats } from './collection-formats.ts';
import type { Reporter } from './findings.ts';
import { copyJson, getObject, getOwn, isObject, setOwn } from './json.ts';
import { followReferences } from './reference.ts';
import { eachPart } from './structure.ts';
import { settleBodies } from './swagger-bodies.ts';
import { nameExampleTypes } from './swagger-examples.ts';
import { gatherSwaggerParts, upgradeSwaggerSchema } from './swagger-files.ts';
import { mendSwaggerRoot } from './swagger-root.ts';
import { dropShapeless } from './swagger-shapes.ts';
import { mendSwaggerWords } from './swagger-words.ts';
import { type ShapedPart, upgradeParts } from './upgrade-parts.ts';

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
 * An OpenAPI 3.1 document of the same meaning: for 3.0 the one given, changed in place, whose `parts` the caller knows, and its webhooks
 * only where `whole` says so; for Swagger 2.0 a copy, and `report` is told what it is not read as it stands. Throws whatever the upgrader throws for a Swagger document whose shape it does
 * not expect.
 */
export function upgradeDocument(
	root: JsonObject,
	args: {
		version: Extract<DocumentVersion, { kind: 'older' }>;
		parts: readonly ShapedPart[];
		whole?: boolean | undefined;
		report: Reporter;
		/** Told what of Swagger 2.0 now stands in another place. */
		onMove?(to: Pointer, from: Pointer): void;
	},
): JsonObject {
	if (args.version.field === 'swagger') return upgradeSwagger(root, args);
	upgradeParts(args.parts);
	const webhooks = getOwn(root, 'x-webhooks');
	if (webhooks !== undefined) {
		delete root['x-webhooks'];
		root['webhooks'] = webhooks;
		if (args.whole) upgradeParts([...listAllParts(root, { webhooks })]);
	}
	root['openapi'] = '3.1.1';
	return root;
}

function upgradeSwagger(
	root: JsonObject,
	{ report, onMove = () => {} }: { report: Reporter; onMove?(to: Pointer, from: Pointer): void },
): JsonObject {
	const { upgradeFromTwoToThree } = require('@scalar/openapi-upgrader/2.0-to-3.0') as typeof Upgrader;
	// It changes what it is given.
	const copy = copyJson(root);
	copy['swagger'] = '2.0';
	mendSwaggerRoot(copy, report);
	mendSwaggerWords(copy, report);
	settleCollectionFormats(copy, report);
	gatherSwaggerParts(copy, onMove);
	dropShapeless(copy, report);
	nameExampleTypes(copy);
	const extensions = takeExtensions(copy);
	dropEmptyMediaLists(copy);
	for (const one of settleBodies(copy)) report(one);
	const upgraded = upgradeFromTwoToThree(copy) as unknown as JsonObject;
	restoreExtensions(upgraded, extensions);
	const parts = [...listAllParts(upgraded, upgraded)];
	for (const [part, shape] of parts) if (shape === 'schema' && isObject(part)) upgradeSwaggerSchema(part);
	upgradeParts(parts);
	upgraded['openapi'] = '3.1.1';
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

/** Where it stood in the file that it comes from, by what `onMove` was told. */
export function pointerBeforeMove(pointer: Pointer, moved: ReadonlyMap<Pointer, Pointer>): Pointer {
	if (moved.size === 0) return pointer;
	for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
		const from = moved.get(pointer.slice(0, end));
		if (from !== undefined) return from + pointer.slice(end);
	}
	return pointer;
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

/** The parts of `start`, which is shaped as a document, and of what they refer to in `root`; each once. */
function* listAllParts(root: JsonObject, start: JsonObject): Generator<ShapedPart> {
	const seen = new Set<object>();
	const open: ShapedPart[] = [[start, 'document']];
	for (let next = open.pop(); next; next = open.pop()) {
		const [part, shape] = next;
		if (seen.has(part)) continue;
		seen.add(part);
		yield shape === 'schema|[]' && isObject(part) ? [part, 'schema'] : next;
		const target = followReferences(root, { value: part as JsonObject, pointer: '' })?.value;
		if (isObject(target)) open.push([target, shape]);
		eachPart(part as JsonObject, shape, (inner, kind) => {
			if (typeof inner === 'object' && inner !== null) open.push([inner, kind]);
		});
	}
}
