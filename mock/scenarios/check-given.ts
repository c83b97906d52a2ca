// What a scenario gives, against the documents: resources, scopes, keys, states, names of properties.

import {
	collectEntitySchemas,
	getObject,
	getOwn,
	isCondition,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listAllNames,
	nearest,
	type Operation,
	type Pointer,
	type Resource,
	suggest,
} from '../../spec/index.ts';
import { findReadView } from '../effects/read-view.ts';
import { isEveryRow } from '../fixtures/every-row.ts';
import { OLDER } from '../store/entity-versions.ts';
import type { Report } from './scenario-finding.ts';
import type { Stage } from './stage.ts';

/**
 * One entry of `given`, where it stands. `properties` are those of the entity, or what a generator has under `with`, or what is set on
 * every entity.
 */
interface Entry {
	kind: 'entity' | 'generator' | 'every';
	properties: JsonObject;
	/** Which ones, of `every`. */
	where: JsonObject;
	pointer: Pointer;
}

/** Reports what `given` has that the documents don't. It is of the right form, its parameters filled in. */
export function checkGivenAgainst(given: JsonObject, stage: Stage, report: Report): void {
	for (const [name, list] of Object.entries(given)) {
		const resource = checkResourceName(name, { at: '/given', stage, report });
		if (!resource) continue;
		checkEntities({ list, resource, operations: [...stage.operations.values()], report });
	}
}

/** The resource of this name; one that no document has is reported, with its place below `at`. */
export function checkResourceName(
	name: string,
	{ at, stage, report }: { at: Pointer; stage: Stage; report: Report },
): Resource | undefined {
	const resource = stage.resources.get(name);
	if (resource) return resource;
	const known = [...stage.resources.keys()];
	const remedy = suggest(nearest(name, known, 2), known);
	const message = `no document has the resource ${JSON.stringify(name)}`;
	report({ code: 'scenario.given.unknown-resource', pointer: joinPointer(at, name), message, remedy });
	return undefined;
}

/** The entries of one resource, generators among them. */
export function entriesOf(list: JsonValue, pointer: Pointer): Entry[] {
	if (!Array.isArray(list)) return [];
	return list.filter(isObject).map((entry, index) => {
		const at = `${pointer}/${index}`;
		if (isEveryRow(entry)) {
			const where = getObject(entry, 'where') ?? {};
			return { kind: 'every', properties: getObject(entry, 'every') ?? {}, where, pointer: `${at}/every` };
		}
		if (!Object.hasOwn(entry, 'generate')) return { kind: 'entity', properties: entry, where: {}, pointer: at };
		return { kind: 'generator', properties: getObject(entry, 'with') ?? {}, where: {}, pointer: `${at}/with` };
	});
}

function checkEntities(args: {
	list: JsonValue;
	resource: Resource;
	operations: readonly Operation[];
	report: Report;
}): void {
	const { resource, report } = args;
	const names = findPropertyNames(resource, args.operations);
	const seen = new Set<string>();
	for (const entry of entriesOf(args.list, joinPointer('/given', resource.name))) {
		checkState(entry, resource, report);
		for (const name of names ? Object.keys(entry.properties) : []) checkName({ name, names, entry, resource, report });
		if (entry.kind === 'every') {
			checkEvery({ entry, resource, names, report });
			continue;
		}
		checkScope(entry, resource, report);
		const key = getOwn(entry.properties, resource.key);
		if (key === undefined) continue;
		const at = joinPointer(entry.pointer, resource.key);
		if (!isName(key) && !(entry.kind === 'generator' && Array.isArray(key) && key.every(isName))) {
			const message = `${resource.key} must be a number or a text that is not empty, as it names an entity`;
			report({ code: 'scenario.given.key', pointer: at, message });
			continue;
		}
		const id = JSON.stringify([...resource.scope.map((part) => getOwn(entry.properties, part)), key].map(String));
		if (seen.has(id)) {
			const message = `another given ${resource.name} has this ${resource.key} already`;
			report({ code: 'scenario.given.duplicate', pointer: at, message, remedy: 'give it another one' });
		}
		seen.add(id);
	}
}

/**
 * The names that the entities have for who reads one, and those that operations go by without showing them: sent with a create, or set
 * by an effect. `undefined`: others may come, or nobody reads one.
 */
function findPropertyNames(resource: Resource, operations: readonly Operation[]): ReadonlySet<string> | undefined {
	const view = findReadView(resource, operations);
	const names = view && listAllNames(view);
	if (!names || names.size === 0) return undefined;
	const { representations, requests } = collectEntitySchemas(resource, operations);
	const others = [...representations, ...requests].flatMap((one) => [...(listAllNames(one) ?? [])]);
	const effects = operations.flatMap(({ effect }) => (effect ? [effect, ...(effect.followUps ?? [])] : []));
	const own = effects.filter((effect) => effect.resource === resource.name);
	return new Set([...names, ...others, ...own.flatMap((effect) => ('set' in effect ? [...effect.set.keys()] : []))]);
}

/** Where entities stand may not change, and what nobody has can't be asked for. */
function checkEvery(args: {
	entry: Entry;
	resource: Resource;
	names: ReadonlySet<string> | undefined;
	report: Report;
}): void {
	const { entry, resource, names, report } = args;
	for (const name of [resource.key, ...resource.scope]) {
		if (!Object.hasOwn(entry.properties, name)) continue;
		const message = `${name} tells where each ${resource.name} stands, and can't be set on all of them`;
		report({ code: 'scenario.given.every', pointer: joinPointer(entry.pointer, name), message, remedy: 'use where' });
	}
	const where = { ...entry, properties: entry.where, pointer: entry.pointer.replace(/every$/, 'where') };
	for (const name of names ? Object.keys(where.properties) : [])
		checkName({ name, names, entry: where, resource, report });
	checkState(where, resource, report);
}

function isName(value: JsonValue | undefined): boolean {
	return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function checkScope(entry: Entry, resource: Resource, report: Report): void {
	for (const part of resource.scope) {
		const value = getOwn(entry.properties, part);
		if (value === undefined && resource.told?.has(part)) continue;
		const isFit = isName(value) || (entry.kind === 'generator' && Array.isArray(value) && value.every(isName));
		if (isFit) continue;
		const where = `${entry.kind === 'generator' ? 'with' : `a given ${resource.name}`}`;
		const pointer = value === undefined ? entry.pointer.replace(/\/with$/, '') : joinPointer(entry.pointer, part);
		const message =
			value === undefined
				? `${where} needs ${part}, its scope`
				: `${part} must be a number or a text that is not empty, as it is a scope`;
		report({ code: 'scenario.given.scope', pointer, message, remedy: `add "${part}:" with the value of the path` });
	}
}

function checkState(entry: Entry, resource: Resource, report: Report): void {
	const value = resource.state === undefined ? undefined : getOwn(entry.properties, resource.state);
	if (value === undefined || resource.state === undefined || resource.states.size === 0) return;
	const pointer = joinPointer(entry.pointer, resource.state);
	if (entry.pointer.endsWith('/where') && isCondition(value)) return;
	const isList = entry.kind === 'generator' && Array.isArray(value);
	for (const [index, state] of (isList ? value : [value]).entries()) {
		if (typeof state === 'string' && resource.states.has(state)) continue;
		const known = [...resource.states.keys()];
		const message = `${resource.name} has no state ${JSON.stringify(state)}`;
		const remedy = suggest(nearest(String(state), known, 2), known);
		report({ code: 'scenario.given.state', pointer: isList ? `${pointer}/${index}` : pointer, message, remedy });
	}
}

// A warning only: a schema that doesn't forbid further properties allows them.
function checkName(args: {
	name: string;
	names: ReadonlySet<string> | undefined;
	entry: Entry;
	resource: Resource;
	report: Report;
}): void {
	const { name, names, entry, resource, report } = args;
	if (!names || names.has(name) || resource.scope.includes(name)) return;
	if (name === resource.key || name === resource.state || resource.aliases?.includes(name)) return;
	if (name === OLDER && resource.versions !== undefined) return;
	report({
		code: 'scenario.given.property',
		severity: 'warning',
		pointer: joinPointer(entry.pointer, name),
		message: `no answer shows a property ${name} of ${resource.name}`,
		remedy: suggest(nearest(name, names, 1), names),
	});
}
