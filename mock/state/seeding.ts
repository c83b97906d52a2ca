// What a scenario gives: entities from their descriptions, made complete, checked, and put into a session.

import { getOwn, type JsonObject, joinPointer, type Resource, setOwn } from '../../spec/index.ts';
import type { Finding, Random, Session } from '../model.ts';
import type { EffectWorld } from './effect-plan.ts';
import { type CheckValue, completeDraft, type GivenPattern, type PreparedEntity, readTimes } from './given-draft.ts';
import type { ReportGiven } from './given-values.ts';
import { createKey, keyTypeOf } from './ids.ts';
import { findReadSchema } from './schema-lookup.ts';
import { compileSettings } from './settings.ts';
import { foldKey } from './shelf.ts';

export type { CheckValue, PreparedEntity } from './given-draft.ts';

/** What a scenario comes to. With findings, nothing of it is to be used. */
export interface PreparedGiven {
	findings: readonly Finding[];
	entities: readonly PreparedEntity[];
}

/** A scenario's entities by resource, its parameters filled in. */
export type Given = Readonly<Record<string, readonly JsonObject[]>>;

/** A scenario in a session: who gives what to whom, and when. */
export interface GivenRequest {
	/** The scenario's name. */
	scenario: string;
	given: Given;
	random: Random;
	/** Epoch ms. */
	nowMs: number;
}

/** Turns descriptions into entities; one for each mock. */
export interface Seeding {
	/**
	 * The entities of a scenario; changes nothing but what it answers with, and never throws. Pointers of findings are
	 * those of the scenario file, e.g. `/given/order/0/status`. The same random and scenario give the same entities.
	 */
	prepare(request: GivenRequest): PreparedGiven;
}

/** `check` is asked about each property that the read operation's schema has; absent: nothing is checked. */
export function createSeeding({ world, check }: { world: EffectWorld; check?: CheckValue }): Seeding {
	const patterns = new Map<string, GivenPattern>();

	function findPattern(name: string): GivenPattern | undefined {
		const resource = world.resources.get(name);
		if (!resource || patterns.has(name)) return patterns.get(name);
		const pattern = createPattern(resource, world);
		patterns.set(name, pattern);
		return pattern;
	}

	function* completeAll(request: GivenRequest, report: ReportGiven): Generator<PreparedEntity & { pointer: string }> {
		const { scenario, given, ...rest } = request;
		for (const name of Object.keys(given)) {
			const base = joinPointer('/given', name);
			const pattern = findPattern(name);
			if (!pattern) {
				const message = `there is no resource ${JSON.stringify(name)}`;
				report({ code: 'scenario.given.unknown-resource', message, pointer: base });
				continue;
			}
			let count = 0;
			for (const [index, properties] of (given[name] ?? []).entries()) {
				const pointer = joinPointer(base, index);
				for (let turn = 0; turn < (readTimes(properties) ?? 1); turn += 1) {
					const label = `given/${scenario}/${name}/${count}`;
					count += 1;
					const draft = { pattern, properties, turn, label, pointer, report, ...rest };
					yield { ...completeDraft(draft, { generate: world.generate, check }), pointer };
				}
			}
		}
	}

	return {
		prepare(request) {
			const findings = new Map<string, Finding>();
			const entities: PreparedEntity[] = [];
			const taken = new Set<string>();
			// Where one description stands for many entities, its mistake is told once.
			const report: ReportGiven = (finding) => {
				findings.set(JSON.stringify([finding.code, finding.pointer]), finding);
			};
			for (const { pointer, ...prepared } of completeAll(request, report)) {
				entities.push(prepared);
				if (prepared.key === undefined) continue;
				const name = JSON.stringify([prepared.resource, prepared.scope, foldKey(prepared.key)]);
				if (taken.has(name)) {
					const message = `the key ${JSON.stringify(prepared.key)} is given twice`;
					report({ code: 'scenario.given.duplicate', message, pointer });
				}
				taken.add(name);
			}
			return { findings: [...findings.values()], entities };
		},
	};
}

/** Puts prepared entities into the session's store, which takes them as its own. One whose key is there is left out. */
export function putPrepared(args: {
	session: Session;
	resources: ReadonlyMap<string, Resource>;
	entities: readonly PreparedEntity[];
}): void {
	const { random, store, clock } = args.session;
	for (const { resource, scope, keyType, entity, key } of args.entities) {
		const definition = args.resources.get(resource);
		if (!definition) continue;
		const made = key ?? createKey({ type: keyType, resource, random, store, nowMs: clock.nowMs() });
		if (getOwn(entity, definition.key) === undefined) setOwn(entity, definition.key, made);
		store.create({ resource, scope, key: String(made), entity });
	}
}

/** Prepares and puts in one go. Findings: nothing was put. */
export function putGiven(args: {
	seeding: Seeding;
	session: Session;
	resources: ReadonlyMap<string, Resource>;
	scenario: string;
	given: Given;
}): readonly Finding[] {
	const { seeding, session, resources, scenario, given } = args;
	const prepared = seeding.prepare({ scenario, given, random: session.random, nowMs: session.clock.nowMs() });
	if (prepared.findings.length === 0) putPrepared({ session, resources, entities: prepared.entities });
	return prepared.findings;
}

function createPattern(resource: Resource, { operations }: EffectWorld): GivenPattern {
	const effect = operations.find(
		(operation) => operation.effect?.kind === 'create' && operation.effect.resource === resource.name,
	)?.effect;
	return {
		resource,
		schema: findReadSchema(resource, operations),
		keyType: keyTypeOf(resource, operations),
		settings: effect?.kind === 'create' ? compileSettings(effect.set) : [],
	};
}
