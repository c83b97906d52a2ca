// What a document of OpenAPI 3 has in its root otherwise: bodies of Swagger 2.0 that stand elsewhere than in their operation, and schemas directly under
// `components`.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getList, getObject, getString, isObject, setOwn } from './json.ts';
import { SCHEMA_SIGNS } from './odd-parts.ts';
import { holdsBody, isBody } from './older-words.ts';
import { joinPointer, resolvePointer } from './pointer.ts';
import { listFields } from './structure.ts';

/** Operations that may have a body where their path has one for all of them. */
const WITH_BODIES = ['post', 'put', 'patch', 'delete', 'query'];
const METHODS = ['get', 'head', 'options', 'trace', ...WITH_BODIES];

/** Where parameters are kept. */
const KEPT = ['/components/parameters', '/parameters'];

/** Puts bodies into their operations, and schemas under `schemas`, in place. */
export function mendRootParts(root: JsonObject): readonly Report[] {
	return [...placeBodies(root), ...placeSchemas(root)];
}

function placeBodies(root: JsonObject): Report[] {
	const kept = new Map<string, JsonObject>();
	for (const place of KEPT) {
		const parameters = resolvePointer(root, place);
		if (!isObject(parameters ?? null)) continue;
		for (const [name, parameter] of Object.entries(parameters as JsonObject)) {
			if (isObject(parameter) && isBody(parameter)) kept.set(`#${joinPointer(place, name)}`, parameter);
		}
	}
	const reports: Report[] = [];
	for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {})) {
		if (!isObject(item)) continue;
		const pointer = joinPointer('/paths', path);
		if (kept.size > 0) for (const holder of [item, ...listOperations(item)]) enter(holder, kept);
		if (holdsBody(item['parameters'])) reports.push(spread(item, pointer));
	}
	for (const reference of kept.keys()) forget(root, reference);
	return reports;
}

function listOperations(item: JsonObject): JsonObject[] {
	return METHODS.map((method) => getObject(item, method)).filter((operation) => operation !== undefined);
}

/** Puts the bodies themselves in the place of references to them. */
function enter(holder: JsonObject, kept: ReadonlyMap<string, JsonObject>): void {
	const parameters = getList(holder, 'parameters');
	const read = (parameter: JsonValue): JsonValue => {
		const body = kept.get(getString(parameter, '$ref') ?? '');
		return body === undefined ? parameter : structuredClone(body);
	};
	if (parameters.some((one) => kept.has(getString(one, '$ref') ?? ''))) holder['parameters'] = parameters.map(read);
}

/** A body of a path is that of each of its operations that may have one. */
function spread(item: JsonObject, pointer: string): Report {
	const all = getList(item, 'parameters');
	const bodies = all.filter((one) => holdsBody([one]));
	item['parameters'] = all.filter((one) => !holdsBody([one]));
	for (const method of WITH_BODIES) {
		const operation = getObject(item, method);
		if (!operation || holdsBody(operation['parameters'])) continue;
		operation['parameters'] = [...getList(operation, 'parameters'), ...structuredClone(bodies)];
	}
	return {
		code: 'document.older-word',
		severity: 'warning',
		message: '"parameters" of a path has a body as in Swagger 2.0: it is read as that of its operations',
		remedy: 'write requestBody in each of them',
		pointer: joinPointer(pointer, 'parameters'),
	};
}

/** It was put where it is used. */
function forget(root: JsonObject, reference: string): void {
	const place = KEPT.find((one) => reference.startsWith(`#${one}/`)) ?? '';
	const parameters = resolvePointer(root, place);
	if (!isObject(parameters ?? null)) return;
	for (const name of Object.keys(parameters as JsonObject)) {
		if (`#${joinPointer(place, name)}` === reference) delete (parameters as JsonObject)[name];
	}
}

/** `components: { Pet: { type: object } }` → `components: { schemas: { Pet: … } }`; references to where it stood lead to it as before. */
function placeSchemas(root: JsonObject): Report[] {
	const components = getObject(root, 'components');
	if (!components) return [];
	const schemas = getObject(components, 'schemas') ?? {};
	const fields = listFields('components');
	const names = Object.keys(components).filter((name) => {
		const part = components[name] ?? null;
		if (Object.hasOwn(fields, name) || name.startsWith('x-') || Object.hasOwn(schemas, name)) return false;
		return isObject(part) && SCHEMA_SIGNS.some((sign) => Object.hasOwn(part, sign)) && isSchemaOnly(part);
	});
	if (names.length === 0) return [];
	for (const name of names) setOwn(schemas, name, components[name] as JsonValue);
	components['schemas'] = schemas;
	return names.map((name) => ({
		code: 'document.level',
		severity: 'warning',
		message: `a schema stands directly under components: it is read as #/components/schemas/${name}`,
		remedy: 'write it under schemas',
		pointer: joinPointer('/components', name),
	}));
}

/** A parameter or a scheme has a type as well. */
function isSchemaOnly(part: JsonObject): boolean {
	return !['in', 'scheme', 'flows', 'content', 'schema'].some((word) => Object.hasOwn(part, word));
}
