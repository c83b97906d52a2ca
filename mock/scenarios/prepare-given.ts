// What a scenario gives to a session: entities of its own, and what it says of those that are there, or will be.

import type { JsonObject, Resource } from '../../spec/index.ts';
import type { Random } from '../chance/random.ts';
import type { EffectContext } from '../effects/effect-context.ts';
import { readTimes } from '../fixtures/complete-fixture.ts';
import { type EveryRow, isEveryRow, readEveryRows, setProperties, settleRecord } from '../fixtures/every-row.ts';
import {
	type FixtureRequest,
	type Fixtures,
	type Given,
	type PreparedEntities,
	type PreparedEntity,
	putFixtures,
} from '../fixtures/fixtures.ts';
import type { ActiveScenario, EntityReference } from '../session/active-scenario.ts';
import type { PreparedFixtures } from '../session/scenario-start.ts';
import type { Session, Settle } from '../session/session.ts';
import { findUnfitKeys } from './check-told-keys.ts';
import { substitute } from './substitute.ts';

/** The documents as they are served now. */
export interface ServedParts {
	resources: ReadonlyMap<string, Resource>;
	effects: EffectContext;
	fixtures: Fixtures;
}

/** What is to be given to whom. */
export interface GivenArgs {
	active: ActiveScenario | undefined;
	random: Random;
	nowMs: number;
	keep: boolean;
	/** What is given is there already: only what holds for later entities is asked for. */
	isResumed?: boolean;
	/** Those that every session begins with. */
	rows: Given;
	served: () => ServedParts;
}

/**
 * Gets what a scenario gives ready. A list of a scenario takes the place of the
 * rows of its resource, unless it speaks of others alone. With `keep`, `rows` are left out. `undefined`: nothing is given.
 */
export function prepareGiven(args: GivenArgs): PreparedFixtures | undefined {
	const plan = planGiven(args);
	return plan?.finish(args.isResumed ? NO_ENTITIES : args.served().fixtures.prepare(plan.request));
}

const NO_ENTITIES: PreparedEntities = Object.freeze({ findings: [], entities: [] });

/** The same in turns of the event loop. */
export async function prepareGivenInTurns(args: GivenArgs): Promise<PreparedFixtures | undefined> {
	const plan = planGiven(args);
	return plan?.finish(await args.served().fixtures.prepareInTurns(plan.request));
}

/** Entities are generated for it: there may be thousands. */
export function givesGenerated(given: Given): boolean {
	return Object.values(given).some((rows) => rows.some((row) => readTimes(row) !== undefined));
}

function planGiven(
	args: GivenArgs,
): { request: FixtureRequest; finish(prepared: PreparedEntities): PreparedFixtures } | undefined {
	const { active, random, nowMs, keep, served } = args;
	const filled = active && substitute(active.scenario.given as JsonObject, active.parameters);
	const own = (filled?.ok ? filled.value : {}) as Given;
	const target = active?.entity;
	const every = readEveryRows(own);
	const given = keep ? {} : { ...args.rows };
	const ownNames = new Set<string>();
	for (const [name, list] of Object.entries(own)) {
		// Applied to one entity, the scenario gives that one, and no other of its kind.
		if (name === target?.resource || (list.length > 0 && list.every(isEveryRow))) continue;
		given[name] = list;
		ownNames.add(name);
	}
	const unfit = active?.scenario.keys && !args.isResumed ? findUnfitKeys(active, served().effects) : [];
	if (Object.keys(given).length === 0 && every.size === 0 && !target && unfit.length === 0) return undefined;
	const scenario = active?.scenario.name ?? '';
	const forAll = target ? new Map([...every].filter(([name]) => name !== target.resource)) : every;
	const settle = createSettle(forAll, served);
	const finish = ({ findings, entities }: PreparedEntities): PreparedFixtures => ({
		findings: [...unfit, ...findings],
		settle,
		put(session) {
			const { resources, effects: context } = served();
			const put = (list: readonly PreparedEntity[]): void =>
				putFixtures({ session, resources, entities: list, replace: keep });
			put(entities.filter(({ resource }) => !ownNames.has(resource)));
			for (const name of settle ? forAll.keys() : []) {
				for (const record of session.store.list(name)) settle?.(session, record);
			}
			if (target) applyToOne({ session, target, context, every, own });
			put(entities.filter(({ resource }) => ownNames.has(resource)));
		},
	});
	return { request: { scenario, given, random, nowMs }, finish };
}

function createSettle(every: ReadonlyMap<string, readonly EveryRow[]>, served: () => ServedParts): Settle | undefined {
	if (every.size === 0) return undefined;
	return (session, record) => {
		const rows = every.get(record.resource);
		if (rows) settleRecord({ rows, record, session, context: served().effects });
	};
}

/** The rows for every entity hold for this one; without any, the first entity that the scenario gives lends it its properties. */
function applyToOne(args: {
	session: Session;
	target: EntityReference;
	context: EffectContext;
	every: ReadonlyMap<string, readonly EveryRow[]>;
	own: Given;
}): void {
	const { session, target, context, every, own } = args;
	const record = session.store.find(target.resource, target.scope, target.key);
	if (!record) return;
	const rows = every.get(target.resource);
	const set = own[target.resource]?.find((row) => !Object.hasOwn(row, 'generate'));
	if (rows) settleRecord({ rows, record, session, context });
	else if (set) setProperties({ set, record, session, context });
}
