// The whole state of a session as one JSON value, and back.

import { getOwn, type JsonObject, type JsonValue, type Resource, setOwn } from '../../spec/index.ts';
import { readKey, writeKey } from '../store/entity-key.ts';
import { readScopePart } from '../store/entity-scope.ts';
import { toKeyText } from '../store/key-text.ts';
import type { Finding } from '../types/finding.ts';
import type { ActiveScenario } from './active-scenario.ts';
import type { Session } from './session.ts';
import { type ResolveScenario, readSnapshot } from './snapshot-reader.ts';

/** What stands in the property `format` of each snapshot. */
const SNAPSHOT_FORMAT = 'stunt-double-snapshot';
const SNAPSHOT_VERSION = 1;

type Resources = ReadonlyMap<string, Resource>;

/**
 * The session as JSON: `{ format, version, session, seed, counter, clock, scenario, numbers, entities, facts?, origins? }`. `numbers`
 * has the largest numeric key of each resource; entities stand in the order of their creation. The journal is not in it.
 */
export function snapshotSession(session: Session, resources: Resources): JsonObject {
	const entities: JsonObject = {};
	const numbers: JsonObject = {};
	const facts: JsonObject = {};
	const origins: JsonObject = {};
	for (const resource of resources.values()) {
		const records = session.store.list(resource.name);
		const largest = session.store.largestNumber(resource.name);
		if (records.length > 0)
			setOwn(
				entities,
				resource.name,
				records.map((record) => completeEntity(record, resource)),
			);
		if (largest > 0) setOwn(numbers, resource.name, largest);
		if (records.some((record) => record.facts)) {
			setOwn(
				facts,
				resource.name,
				records.map((record) => (record.facts ? { ...record.facts } : null)),
			);
		}
		const told = session.store.origins(resource.name).toJSON();
		if (told) setOwn(origins, resource.name, told);
	}
	return {
		format: SNAPSHOT_FORMAT,
		version: SNAPSHOT_VERSION,
		session: session.name,
		seed: session.random.seed,
		counter: session.random.counter,
		clock: session.clock.toJSON(),
		scenario: session.scenario ? describeScenario(session.scenario) : null,
		numbers,
		entities,
		...(Object.keys(facts).length > 0 && { facts }),
		...(Object.keys(origins).length > 0 && { origins }),
	};
}

/**
 * Puts a snapshot in the place of the session's entities, clock and scenario; a real clock runs on from the
 * snapshot's time. The counters never go back, the journal and the session's name and seed stay. Findings: the
 * snapshot does not fit, and nothing was changed. `resolveScenario` gives a fresh scenario, or `undefined` for an
 * unknown one; `check` tells what does not fit in an entity.
 */
export function restoreSession(args: {
	session: Session;
	snapshot: JsonValue;
	resources: Resources;
	maxEntities: number;
	resolveScenario: ResolveScenario;
	check?: (resource: Resource, entity: JsonObject) => readonly Finding[];
}): readonly Finding[] {
	const { session } = args;
	const read = readSnapshot(args);
	if (!read.ok) return read.findings;
	session.settle = undefined;
	session.clock.set(read.nowMs);
	session.store.clear();
	for (const entity of read.entities) session.store.create(entity);
	for (const [resource, number] of read.numbers) session.store.reserveNumber(resource, number);
	for (const resource of args.resources.keys()) {
		session.store.origins(resource).restore(getOwn(getOwn(args.snapshot, 'origins'), resource));
	}
	session.random.skipTo(read.counter);
	read.scenario?.restore(read.scenarioCounters);
	session.scenario = read.scenario;
	session.cues = [];
	session.requestScripts.clear();
	return [];
}

function describeScenario(active: ActiveScenario): JsonObject {
	const { entity } = active;
	return {
		name: active.scenario.name,
		parameters: { ...active.parameters },
		counters: [...active.counters()],
		...(entity && { entity: { ...entity, scope: [...entity.scope] } }),
	};
}

/** With its key and scope, also where somebody has taken them out: they tell where it belongs. */
function completeEntity(
	record: { entity: JsonObject; key: string; scope: readonly string[] },
	resource: Resource,
): JsonObject {
	const { key, scope, hiddenKey } = resource;
	const names = hiddenKey ? [key, ...scope] : scope;
	const values = hiddenKey ? [record.key, ...record.scope] : record.scope;
	const hasKey = hiddenKey || toKeyText(readKey(resource, record.entity)) === record.key;
	const shown = (name: string): string | undefined =>
		name === key ? toKeyText(getOwn(record.entity, name)) : readScopePart(resource, record.entity, name);
	const hasNames = names.every((name, index) => shown(name) === values[index]);
	if (hasKey && hasNames) return record.entity;
	const entity = { ...record.entity };
	if (!hasKey) writeKey(resource, entity, record.key);
	names.forEach((name, index) => {
		if (shown(name) !== values[index]) setOwn(entity, name, values[index] as string);
	});
	return entity;
}
