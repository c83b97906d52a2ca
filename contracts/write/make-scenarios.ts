// Scenarios for the provider states that no scenario serves: what the recorded answers show of their entities, as files.

import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findRoot, loadScenarios, type ScenarioLibrary, writeSchemaLine } from '../../mock/inner.ts';
import {
	type ApiDocument,
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	type Resource,
	setOwn,
	writeYaml,
} from '../../spec/index.ts';
import type { Composition } from './draft.ts';
import { keyParameterOf } from './invent-state.ts';
import { mergeValues } from './share-values.ts';
import { makeFolder, writeBelow } from './write-below.ts';
import type { ScopeParameter, WantedScenario } from './write-types.ts';

/**
 * Writes a file for each provider state, e.g. `a-todo.yaml` for `a todo`; one that is there already stays. The folder is there in any
 * case, for who names it next. Tells the files that
 * were written, and of states whose scenario would not fit the documents why there is none.
 */
export function makeScenarios(
	wanted: Composition['wanted'],
	{ folder, documents }: { folder: string; documents: readonly ApiDocument[] },
): { files: string[]; notes: string[] } {
	const resources = new Map(documents.flatMap((one) => [...one.resources]));
	const byState = Map.groupBy(wanted, ({ scenario }) => scenario.state);
	const files: string[] = [];
	makeFolder(folder);
	for (const [state, group] of [...byState].sort(([a], [b]) => (a < b ? -1 : 1))) {
		// An operation's name is of several words: `cancelOrder answers 409`.
		const words = group[0]?.scenario.reply ? state.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-') : state;
		const name = words
			.toLowerCase()
			.replaceAll(/[^a-z0-9]+/g, '-')
			.replaceAll(/^-|-$/g, '');
		const file = join(folder, `${name}.yaml`);
		if (existsSync(file)) continue;
		const line = writeSchemaLine('scenario', findRoot(folder));
		writeBelow(file, `${line}\n${formatScenario({ name, state, group, resources })}`);
		files.push(file);
	}
	if (files.length === 0) return { files, notes: [] };
	const operations = documents.flatMap((one) => one.operations);
	const misfits = findMisfits(files, loadScenarios({ directory: folder, operations, resources }));
	for (const file of misfits.keys()) rmSync(file);
	return {
		files: files.filter((file) => !misfits.has(file)),
		notes: [...misfits].map(([file, message]) => `no scenario was made for ${basename(file, '.yaml')}: ${message}`),
	};
}

/** By file, the first thing that is wrong with it. */
function findMisfits(files: readonly string[], library: ScenarioLibrary): Map<string, string> {
	const misfits = new Map<string, string>();
	for (const { place, severity, message } of [...library.findings, ...library.checkSchemas()]) {
		const own = files.find((one) => basename(one) === basename(place.file));
		if (own !== undefined && severity === 'error' && !misfits.has(own)) misfits.set(own, message);
	}
	return misfits;
}

function formatScenario(args: {
	name: string;
	state: string;
	group: Composition['wanted'];
	resources: ReadonlyMap<string, Resource>;
}): string {
	const { name, state, group, resources } = args;
	const parameters: JsonObject = {};
	const parents = new Map<string, WantedScenario['parents'][number]>();
	let shown: JsonValue = {};
	for (const { scenario, shown: part } of group) {
		for (const [parameter, value] of Object.entries(scenario.parameters)) setOwn(parameters, parameter, value);
		for (const parent of scenario.parents) parents.set(`${parent.resource} ${parent.parameter}`, parent);
		if (isObject(part)) shown = mergeValues(shown, part);
	}
	const [first] = group;
	const given: JsonObject = {};
	for (const { resource: name, parameter, scope } of parents.values()) {
		const resource = resources.get(name);
		if (resource) giveAlso(given, name, giveEntity(resource, { key: parameter, shown: {}, parameters, scope }));
	}
	const subject = first?.scenario;
	const resource = subject && resources.get(subject.resource);
	if (subject && resource) giveAlso(given, resource.name, giveSubject(subject, { resource, shown, parameters }));
	const head = { name, title: state.charAt(0).toUpperCase() + state.slice(1), states: [state] };
	if (!subject?.reply) return `${writeYaml({ ...head, parameters, given })}\n`;
	const { on, status } = subject.reply;
	return `${writeYaml({ ...head, script: [{ on, reply: { status } }] })}\n`;
}

function giveAlso(given: JsonObject, name: string, entity: JsonObject): void {
	const before = getOwn(given, name);
	setOwn(given, name, [...(Array.isArray(before) ? before : []), entity]);
}

function giveSubject(
	{ isMissing, entityState, scope, by }: WantedScenario,
	{ resource, shown, parameters }: { resource: Resource; shown: JsonValue; parameters: JsonObject },
): JsonObject {
	if (isMissing) return { every: null };
	const entity = giveEntity(resource, { key: keyParameterOf(resource, by), by, shown, parameters, scope });
	if (resource.state !== undefined && entityState !== undefined) setOwn(entity, resource.state, entityState);
	return entity;
}

/** Its key and what the path says come from the parameters, the rest as the answers show it. */
function giveEntity(
	resource: Resource,
	{
		key,
		by,
		shown,
		parameters,
		scope,
	}: {
		key: string;
		by?: string | undefined;
		shown: JsonValue;
		parameters: JsonObject;
		scope: readonly ScopeParameter[];
	},
): JsonObject {
	const entity: JsonObject = {};
	for (const name of isObject(shown) ? Object.keys(shown) : []) {
		const value = getOwn(shown, name) as JsonValue;
		// A text that looks like a reference to a parameter would be taken for one.
		if (name !== resource.state && !JSON.stringify(value).includes('${')) setOwn(entity, name, value);
	}
	for (const { property, parameter } of scope) {
		if (Object.hasOwn(parameters, parameter)) setOwn(entity, property, `\${${parameter}}`);
	}
	return writeAt(entity, by === undefined ? (resource.keyPath ?? [resource.key]) : [by], `\${${key}}`);
}

function writeAt(entity: JsonObject, [name = '', ...rest]: readonly string[], value: JsonValue): JsonObject {
	const inner = getOwn(entity, name);
	setOwn(entity, name, rest.length === 0 ? value : writeAt(isObject(inner) ? inner : {}, rest, value));
	return entity;
}
