// A snapshot, read and judged as a whole before anything is changed by it.

import {
	getList,
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
	type Resource,
} from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import { readScopePart } from '../store/entity-scope.ts';
import { readDateTime, readState } from '../store/expiry.ts';
import { foldKey } from '../store/fold-key.ts';
import { toKeyText } from '../store/key-text.ts';
import { EARLIEST_MS, LATEST_MS } from '../time/durations.ts';
import type { Finding } from '../types/finding.ts';
import type { ActiveScenario, EntityReference } from './active-scenario.ts';

/** An entity and where it belongs. */
interface PlacedEntity {
	resource: string;
	scope: readonly string[];
	key: string;
	entity: JsonObject;
	facts?: Readonly<Record<string, string>>;
}

/** What a good snapshot holds. */
export type SnapshotRead =
	| {
			ok: true;
			nowMs: number;
			counter: number;
			numbers: readonly (readonly [resource: string, largest: number])[];
			entities: readonly PlacedEntity[];
			scenario: ActiveScenario | undefined;
			scenarioCounters: readonly number[];
	  }
	| { ok: false; findings: readonly Finding[] };

/** Gets the scenario of a snapshot ready, with the one entity that it was applied to, if it was. */
export type ResolveScenario = (
	name: string,
	parameters: ActiveScenario['parameters'],
	entity: EntityReference | undefined,
) => ActiveScenario | undefined;

interface ReadArgs {
	snapshot: JsonValue;
	resources: ReadonlyMap<string, Resource>;
	maxEntities: number;
	resolveScenario: ResolveScenario;
	check?: ((resource: Resource, entity: JsonObject) => readonly Finding[]) | undefined;
}

/** Counters go on from here without ever losing precision. */
const MAX_COUNT = 2 ** 52;
/** Where there is more to say, this much is said. */
const MAX_FINDINGS = 100;

/** Reads a snapshot. Never throws, unless `resolveScenario` or `check` does. */
export function readSnapshot(args: ReadArgs): SnapshotRead {
	const { snapshot } = args;
	const findings: Finding[] = [];
	const report = (part: string, pointer: Pointer, message: string): void => {
		if (findings.length < MAX_FINDINGS) findings.push({ code: `snapshot.${part}`, message, in: 'body', pointer });
	};
	const format = getOwn(snapshot, 'format');
	if (format !== 'stunt-double-snapshot') {
		report('format', '/format', 'must be stunt-double-snapshot');
		return { ok: false, findings };
	}
	if (getOwn(snapshot, 'version') !== 1) {
		report('version', '/version', 'must be 1: this program reads no other version');
		return { ok: false, findings };
	}
	const nowMs = readDateTime(getOwn(getOwn(snapshot, 'clock'), 'now'));
	if (nowMs === undefined || nowMs < EARLIEST_MS || nowMs > LATEST_MS) {
		report('clock', '/clock/now', 'must be a date-time in the years 0000 to 9999');
	}
	const counter = getOwn(snapshot, 'counter');
	if (!isCount(counter)) report('counter', '/counter', 'must be a whole number from 0 up');
	const { scenario, counters } = readScenario(args, report);
	const numbers = readNumbers(args, report);
	const entities = readEntities(args, report);
	if (findings.length > 0) return { ok: false, findings };
	return {
		ok: true,
		nowMs: nowMs as number,
		counter: counter as number,
		numbers,
		entities,
		scenario,
		scenarioCounters: counters,
	};
}

type Report = (part: string, pointer: Pointer, message: string) => void;

function readScenario(
	{ snapshot, resolveScenario }: ReadArgs,
	report: Report,
): { scenario: ActiveScenario | undefined; counters: readonly number[] } {
	const none = { scenario: undefined, counters: [] };
	const written = getOwn(snapshot, 'scenario');
	if (written === null) return none;
	const name = getOwn(written, 'name');
	const parameters = getOwn(written, 'parameters');
	if (typeof name !== 'string' || !isObject(parameters) || !Object.values(parameters).every(isScalar)) {
		report('scenario', '/scenario', 'must be null, or have a name, parameters that are scalars, and counters');
		return none;
	}
	const scenario = resolveScenario(name, parameters as ActiveScenario['parameters'], readReference(written));
	if (!scenario) {
		report('scenario', '/scenario/name', `there is no scenario ${JSON.stringify(name)} that takes these parameters`);
		return none;
	}
	const counters = getList(written, 'counters');
	if (!counters.every(isCount) || counters.length !== scenario.counters().length) {
		report('scenario', '/scenario/counters', `must be ${scenario.counters().length} whole numbers from 0 up`);
		return none;
	}
	return { scenario, counters };
}

/** The one entity that the scenario was applied to. */
function readReference(written: JsonValue | undefined): EntityReference | undefined {
	const entity = getOwn(written, 'entity');
	const [resource, key] = [getOwn(entity, 'resource'), getOwn(entity, 'key')];
	if (typeof resource !== 'string' || typeof key !== 'string') return undefined;
	return { resource, key, scope: getList(entity, 'scope').map(String) };
}

function readNumbers({ snapshot, resources }: ReadArgs, report: Report): [string, number][] {
	const written = getOwn(snapshot, 'numbers');
	if (written === undefined) return [];
	const numbers: [string, number][] = [];
	for (const [name, number] of Object.entries(isObject(written) ? written : { '': null })) {
		if (resources.has(name) && isCount(number)) numbers.push([name, number]);
		else report('numbers', '/numbers', 'must be an object of whole numbers by resource');
	}
	return numbers;
}

function readEntities(args: ReadArgs, report: Report): PlacedEntity[] {
	const written = getOwn(args.snapshot, 'entities');
	if (!isObject(written)) {
		report('entities', '/entities', 'must be an object of lists by resource');
		return [];
	}
	const entities: PlacedEntity[] = [];
	for (const [name, list] of Object.entries(written)) {
		const pointer = joinPointer('/entities', name);
		const resource = args.resources.get(name);
		if (!resource) report('resource', pointer, `there is no resource ${JSON.stringify(name)}`);
		else if (!Array.isArray(list)) report('entities', pointer, 'must be a list');
		else if (list.length > args.maxEntities) report('entities', pointer, `must be at most ${args.maxEntities}`);
		else for (const entity of readList({ ...args, resource, list, pointer, report })) entities.push(entity);
	}
	return entities;
}

function readList(
	args: ReadArgs & { resource: Resource; list: readonly JsonValue[]; pointer: Pointer; report: Report },
): PlacedEntity[] {
	const { resource, report, check } = args;
	const taken = new Set<string>();
	const entities: PlacedEntity[] = [];
	for (const [index, entity] of args.list.entries()) {
		const pointer = joinPointer(args.pointer, index);
		const key = toKeyText(resource.hiddenKey ? getOwn(entity, resource.key) : readKey(resource, entity));
		const scope = resource.scope.map((name) => readScopePart(resource, entity, name));
		if (!isObject(entity) || !key || !scope.every((value) => value !== undefined)) {
			const names = [resource.key, ...resource.scope].join(', ');
			report('entity', pointer, `must be an object with ${names}`);
			continue;
		}
		if (resource.states.size > 0 && !resource.states.has(readState(resource, entity) ?? '')) {
			report(
				'state',
				joinPointer(pointer, resource.state ?? ''),
				`must be one of ${[...resource.states.keys()].join(', ')}`,
			);
		}
		const place = JSON.stringify([scope, foldKey(key)]);
		if (taken.has(place)) report('duplicate', pointer, `${resource.name} ${key} is there twice`);
		taken.add(place);
		for (const finding of check?.(resource, entity) ?? []) {
			report('entity', `${pointer}${finding.pointer ?? ''}`, finding.message);
		}
		const facts = readFacts(args, index);
		const shown = resource.hiddenKey ? withoutKey(entity, resource.key) : entity;
		entities.push({ resource: resource.name, scope, key, entity: shown, ...(facts && { facts }) });
	}
	return entities;
}

/** What was kept beside the entity. */
function readFacts(
	{ snapshot, resource }: ReadArgs & { resource: Resource },
	index: number,
): Record<string, string> | undefined {
	const told = getList(getOwn(snapshot, 'facts'), resource.name)[index];
	if (!isObject(told)) return undefined;
	return Object.fromEntries(
		Object.entries(told).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
	);
}

function withoutKey(entity: JsonObject, key: string): JsonObject {
	const { [key]: _, ...rest } = entity;
	return rest;
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_COUNT;
}

function isScalar(value: unknown): boolean {
	return value === null || typeof value !== 'object';
}
