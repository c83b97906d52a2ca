// From the state in which an exchange took place to the provider state in which it can be played again.

import type { RecordedExchange, ScenarioSummary } from '../../mock/inner.ts';
import { ONE_OFF, type Substitutions, VIRTUAL_PREFIX, VOLATILE } from '../../mock/inner.ts';
import {
	getOwn,
	getString,
	type JsonObject,
	type JsonValue,
	type Operation,
	type Resource,
	type StatusKey,
	setOwn,
} from '../../spec/index.ts';
import { findPathEntities } from './find-parents.ts';
import { inventState } from './invent-state.ts';
import { listNeeded } from './needed-entities.ts';
import { createSubstitutions, type StateEntry } from './state-entries.ts';
import type { ProviderState, WantedScenario } from './write-types.ts';

/** A provider state for an exchange, or why there can't be one. */
export type StateChoice =
	| { ok: true; states: readonly ProviderState[]; substitutions: Substitutions; note?: string; wanted?: WantedScenario }
	| { ok: false; message: string };

interface Mention {
	resource: string;
	key: string;
	outcome: string;
	from: string | undefined;
	/** The path parameter that has the key, where that is known already. */
	parameter?: string;
}

interface Args {
	exchange: RecordedExchange;
	operation: Operation;
	/** Of all documents, by their ids. */
	operations: ReadonlyMap<string, Operation>;
	/** Whether the mock made up the key of this entity when it was created. */
	isCounted: (resource: string, key: string) => boolean;
	pathValues: ReadonlyMap<string, string>;
	scenarios: readonly ScenarioSummary[];
	resources: ReadonlyMap<string, Resource>;
}

const NONE: Substitutions = { find: () => undefined };
const ON_ONE: ReadonlySet<string> = new Set(['read', 'moved', 'refused', 'replaced', 'patched', 'deleted', 'exists']);

/**
 * Chooses the provider state: the scenario whose cue answered; for an answer that rests on one entity, the scenario in use if it
 * gives that entity in that state, else the one that does; for all else the scenario in use.
 */
export function chooseState(args: Args): StateChoice {
	const { exchange, scenarios } = args;
	const inUse = scenarios.find(({ name }) => name === exchange.scenario);
	const cue = getOwn(exchange.why as JsonValue as never, 'cue');
	const cueScenario = getString(cue, 'scenario');
	if (cueScenario !== undefined) return chooseByCue(args, { name: cueScenario, index: Number(getOwn(cue, 'index')) });
	const mention = readMention(exchange);
	if (mention && mention.key !== '' && ON_ONE.has(mention.outcome)) return chooseByEntity(args, mention, inUse);
	if (mention?.outcome === 'missing') return chooseMissing(args, mention, inUse);
	if (!inUse) return chooseByNeeds(args) ?? chooseByPath(args) ?? noState(exchange.scenario);
	const speaks = inUse.cues.some((one) => !one.passes && isFor(one, args.operation.id));
	return speaks ? noState(null) : useScenario(args, inUse, undefined);
}

function chooseByCue(args: Args, { name, index }: { name: string; index: number }): StateChoice {
	const scenario = args.scenarios.find((one) => one.name === name);
	if (!scenario && (name === ONE_OFF || name.startsWith(VIRTUAL_PREFIX))) return chooseByReply(args, name === ONE_OFF);
	if (!scenario) return noState(name);
	const own = scenario.cues[index];
	const before = scenario.cues.slice(0, index).filter((one) => !one.conditional && isFor(one, args.operation.id));
	if ((own?.every ?? 1) > 1 || before.length > 0) {
		return { ok: false, message: `the scenario ${name} answers so only after other requests` };
	}
	return useScenario(args, scenario, readMention(args.exchange)?.key);
}

/** What no file has said (a cue of a test, an error that was chosen) is a state of its own: `cancelOrder answers 409`. */
function chooseByReply({ operation, exchange, scenarios }: Args, isOneOff: boolean): StateChoice {
	const { id } = operation;
	const status = Number(exchange.response.status);
	if (status < 400) {
		const note = `a ${isOneOff ? 'one-off cue' : 'chosen error'} of ${id} answered ${status}, so that its interaction has no provider state: a scenario with states would give it one`;
		return { ok: true, states: [], substitutions: NONE, note };
	}
	const state = `${id} answers ${status}`;
	const choice = { ok: true, states: [{ name: state, params: {} }], substitutions: NONE } as const;
	// A documented error is served without a file.
	if (operation.responses.has(`${status}` as StatusKey) || scenarios.some(({ states }) => states.includes(state)))
		return choice;
	const reply = { on: id, status };
	return {
		...choice,
		wanted: { state, resource: '', isMissing: false, parameters: {}, parents: [], scope: [], reply },
	};
}

function chooseByEntity(args: Args, mention: Mention, inUse: ScenarioSummary | undefined): StateChoice {
	// Scenarios tell which key they give, and no alias.
	const { by } = args.operation.effect ?? {};
	if (!inUse && by !== undefined) return putInWords(args, mention);
	const parameters = args.exchange.parameters ?? {};
	const isGiven =
		inUse !== undefined &&
		leavesEntitiesAlone(inUse) &&
		inUse.gives.some(
			(one) =>
				one.resource === mention.resource &&
				fill(one.key, parameters) === mention.key &&
				isState(fill(one.state, parameters), mention.from),
		);
	if (inUse && isGiven) return useScenario(args, inUse, mention.key);
	// What stands in another's way does so by more than its state.
	const [found] = (isInTheWay(args, mention) ? [] : args.scenarios)
		.filter((one) => one.valid && leavesEntitiesAlone(one) && one.states.length > 0 && one.gives.length === 1)
		.filter(
			({ gives: [given] }) =>
				given?.count === 1 &&
				given.resource === mention.resource &&
				placeholderOf(given.key) !== undefined &&
				isState(given.state, mention.from),
		)
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	return found
		? adoptScenario(args, found, placeholderOf(found.gives[0]?.key), mention.key)
		: putInWords(args, mention);
}

/** Whether the entity is none that the request names: a create is refused by another one alone. */
function isInTheWay({ operation: { effect } }: Args, { outcome, resource }: Mention): boolean {
	return outcome === 'refused' && (effect?.resource !== resource || effect.kind === 'create');
}

/** What is answered of an entity that is there follows from its state alone. */
function leavesEntitiesAlone({ cues }: ScenarioSummary): boolean {
	return cues.every(({ absent }) => absent);
}

/** What succeeds for what is there needs that again. */
function chooseByNeeds(args: Args): StateChoice | undefined {
	if (args.exchange.scenario !== null || Number(args.exchange.response.status) >= 400) return undefined;
	const [first] = listNeeded(args.operation, args);
	if (!first) return undefined;
	return putInWords(args, { resource: first.resource.name, key: first.key, outcome: 'read', from: undefined });
}

/** What is asked for below an entity needs that one, whatever it says of it. */
function chooseByPath(args: Args): StateChoice | undefined {
	const { operation, operations, resources, pathValues } = args;
	if (args.exchange.scenario !== null) return undefined;
	const [nearest] = findPathEntities(operation, { operations, resources, but: undefined });
	const key = nearest && pathValues.get(nearest.parameter);
	if (!nearest || key === undefined || Number(args.exchange.response.status) >= 400) return undefined;
	const { resource, parameter } = nearest;
	return chooseByEntity(args, { resource: resource.name, key, outcome: 'read', from: undefined, parameter }, undefined);
}

function chooseMissing(args: Args, mention: Mention, inUse: ScenarioSummary | undefined): StateChoice {
	const resource = args.resources.get(mention.resource);
	const isEmpty = (one: ScenarioSummary): boolean =>
		one.valid && one.cues.length === 0 && one.states.length > 0 && one.gives.length === 0;
	if (inUse && isEmpty(inUse)) return useScenario(args, inUse, mention.key);
	const [found] = args.scenarios
		.filter((one) => isEmpty(one) && resource !== undefined && Object.hasOwn(one.parameters, resource.key))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	return found ? adoptScenario(args, found, resource?.key, mention.key) : putInWords(args, mention);
}

/** The scenario that was in use, with the parameters that it had; those that change from run to run by their nature as its file has them. */
function useScenario(args: Args, scenario: ScenarioSummary, key: string | undefined): StateChoice {
	const isInUse = args.exchange.scenario === scenario.name;
	const actual = isInUse ? { ...scenario.parameters, ...args.exchange.parameters } : scenario.parameters;
	const entries = Object.entries(actual).map(([parameter, value]): StateEntry => {
		const text = String(value);
		const usual = scenario.parameters[parameter];
		const stable = VOLATILE.test(text) && usual !== undefined ? usual : value;
		return { parameter, actual: text, stable, isKey: text === key };
	});
	return finish(scenario, entries);
}

/** Another scenario that gives what there was: its own key in the place of the real one, the path's values where it has a parameter for them. */
function adoptScenario(
	args: Args,
	scenario: ScenarioSummary,
	keyParameter: string | undefined,
	key: string,
): StateChoice {
	const entries = Object.entries(scenario.parameters).map(([parameter, usual]): StateEntry => {
		if (parameter === keyParameter) return { parameter, actual: key, stable: usual, isKey: true };
		const given = args.pathValues.get(parameter);
		const stable = given === undefined || VOLATILE.test(given) ? usual : given;
		return { parameter, actual: given ?? String(usual), stable, isKey: false };
	});
	return finish(scenario, entries);
}

function finish(scenario: ScenarioSummary, entries: readonly StateEntry[]): StateChoice {
	const substitutions = createSubstitutions(entries);
	const [name] = scenario.states;
	if (name === undefined) {
		return {
			ok: true,
			states: [],
			substitutions: NONE,
			note: `the scenario ${scenario.name} serves no provider state (states), so its interactions have none`,
		};
	}
	const params: JsonObject = {};
	for (const { parameter, stable } of [...entries].sort((a, b) => (a.parameter < b.parameter ? -1 : 1))) {
		setOwn(params, parameter, stable);
	}
	return { ok: true, states: [{ name, params: params as ProviderState['params'] }], substitutions };
}

/** No scenario gives what there was. */
function putInWords(args: Args, mention: Mention): StateChoice {
	const { resources, operations, operation, pathValues, isCounted } = args;
	const resource = resources.get(mention.resource);
	if (!resource) return noState(null);
	const isMissing = mention.outcome === 'missing';
	// What there is one of is always there.
	if (resource.singleton && !isMissing) return noState(null);
	const parents = findPathEntities(operation, { operations, resources, but: resource.name });
	const { effect } = operation;
	const { by } = effect ?? {};
	const own = effect && 'key' in effect && effect.key.kind === 'path' && effect.resource === resource.name;
	const parameter = mention.parameter ?? (own ? (effect.key as { name: string }).name : undefined);
	const key = by === undefined || parameter === undefined ? mention.key : (pathValues.get(parameter) ?? mention.key);
	const subject = {
		resource,
		key,
		by,
		parameter,
		isMissing,
		isInTheWay: isInTheWay(args, mention),
		state: mention.from,
	};
	const needed = isMissing
		? []
		: listNeeded(operation, args).filter((one) => one.resource !== resource || one.key !== mention.key);
	const around = { operation, operations, pathValues, parents: isMissing ? [] : parents, isCounted, needed };
	return inventState(subject, around);
}

function noState(scenario: string | null): StateChoice {
	if (scenario === null) return { ok: true, states: [], substitutions: NONE };
	const note = `the scenario ${scenario} is not at hand, so its interactions have no provider state; name its folder by --scenarios`;
	return { ok: true, states: [], substitutions: NONE, note };
}

function readMention({ why }: RecordedExchange): Mention | undefined {
	const entity = why['entity'] as JsonValue | undefined;
	const [resource, key, outcome] = [
		getString(entity, 'resource'),
		getString(entity, 'key'),
		getString(entity, 'outcome'),
	];
	if (resource === undefined || key === undefined || outcome === undefined) return undefined;
	return { resource, key, outcome, from: getString(entity, 'from') };
}

function isFor({ on }: { on: readonly string[] }, operationId: string): boolean {
	return on.includes('*') || on.includes(operationId);
}

function isState(given: string | undefined, from: string | undefined): boolean {
	return given === undefined || from === undefined || given === from;
}

/** `${order_id}` → `order_id`. */
function placeholderOf(text: string | undefined): string | undefined {
	return text === undefined ? undefined : /^\$\{([^{}]+)\}$/.exec(text)?.[1];
}

function fill(text: string | undefined, parameters: RecordedExchange['parameters']): string | undefined {
	return text?.replaceAll(/\$\{([^{}]+)\}/g, (whole, name: string) => {
		const value = parameters && Object.hasOwn(parameters, name) ? parameters[name] : undefined;
		return value === undefined ? whole : String(value);
	});
}
