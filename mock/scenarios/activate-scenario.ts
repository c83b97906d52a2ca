// A scenario in use: which cue speaks, and which have spoken.

import {
	findNamed,
	getObject,
	getOwn,
	isEqual,
	isObject,
	type JsonObject,
	type JsonValue,
	nearest,
	type Operation,
	setOwn,
} from '../../spec/index.ts';
import type { ActiveScenario, CueHit, CueProgress, EntityReference, FindNamed } from '../session/active-scenario.ts';
import type { ScriptedHeaders } from '../types/answer.ts';
import type { Fault } from '../types/faults.ts';
import type { Finding } from '../types/finding.ts';
import type { Scenario } from '../types/scenario.ts';
import { HEADER_VALUE, onOf } from './check-script.ts';
import { drawLatency, type Latency, readLatency } from './delay.ts';
import { isUsable } from './load.ts';
import { compileWhen, type Fits } from './match-condition.ts';
import { compileNetwork } from './network.ts';
import { checkReplyAgainst } from './reply.ts';
import { compileReplyValue } from './reply-values.ts';
import type { ScenarioCode } from './scenario-finding.ts';
import { type Parameters, substitute } from './substitute.ts';

/** A cue, ready to be asked. */
interface Cue {
	index: number;
	on: readonly string[];
	fits: Fits | undefined;
	times: number;
	every: number;
	latency: Latency;
	/** Shared by all requests that it answers. */
	hit: CueHit;
	/** On '*': the reply that an operation's document must have; absent: any operation will do. */
	documented: JsonObject | undefined;
}

type Keys = NonNullable<Scenario['keys']>;

const NO_CUES: readonly Cue[] = [];

/**
 * Puts a scenario in use, with its progress at the start; for `entity` alone, where one is named: cues on operations that name one of its
 * kind then speak of no other. `parameters` override its defaults; unknown ones are kept and named
 * in `notes`. Findings instead: the scenario has mistakes, or a value can't be filled in (`scenario.parameter.type`,
 * `scenario.parameter.too-large`, `scenario.cue.header`). Nothing is compiled again per request. Never throws.
 */
export function activateScenario(
	scenario: Scenario,
	parameters: Readonly<Record<string, unknown>> = {},
	entity?: EntityReference,
): ActiveScenario | Finding[] {
	if (!isUsable(scenario)) return scenario.findings.filter(({ severity }) => severity === 'error').map(describeMistake);
	const read = readParameters(scenario, parameters);
	if (!read.ok) return read.findings;
	const filled = substitute([...scenario.script], read.parameters);
	// Checked here as well, so that a scenario in use can always be started again.
	const given = substitute(scenario.given as JsonObject, read.parameters);
	const keys = substitute((scenario.keys ?? {}) as JsonObject, read.parameters);
	if (!filled.ok || !given.ok || !keys.ok) {
		return [describe('scenario.parameter.too-large', 'with these parameters filled in, the scenario is too large')];
	}
	const script = (filled.value as JsonValue[]).filter(isObject);
	const findings = script.flatMap(checkHeaderValues);
	if (findings.length > 0) return findings;
	const cues = script.map((cue, index) => compileCue(cue, { index, scenario: scenario.name }));
	const common = { scenario, parameters: read.parameters, notes: read.notes, entity };
	return createActive({ ...common, cues, keys: keys.value as Keys });
}

function createActive(args: {
	scenario: Scenario;
	parameters: Parameters;
	notes: readonly Finding[];
	cues: readonly Cue[];
	keys: Keys;
	entity: EntityReference | undefined;
}): ActiveScenario {
	const { scenario, parameters, notes, cues, keys, entity } = args;
	const byOperation = new Map<string, readonly Cue[]>();
	const used = cues.map(() => 0);
	/** For `every`: how many requests each cue would have fitted. */
	const seen = cues.map(() => 0);
	const listed = Object.keys(keys);
	/** How many keys of each resource were given away. */
	const taken = listed.map(() => 0);

	return {
		scenario,
		parameters,
		notes,
		...(entity && { entity }),
		network: compileNetwork(scenario),
		next(request, random, named) {
			const { operation } = request;
			if (entity && isForAnother(operation, entity, named)) return undefined;
			let candidates = byOperation.get(operation.id);
			if (!candidates) {
				candidates = selectCues(cues, operation);
				byOperation.set(operation.id, candidates);
			}
			for (const cue of candidates) {
				const { index } = cue;
				if ((used[index] as number) >= cue.times) continue;
				if (cue.fits && !cue.fits(request, named)) continue;
				if (cue.every > 1) {
					const count = (seen[index] as number) + 1;
					seen[index] = count;
					if (count % cue.every !== 0) continue;
				}
				used[index] = (used[index] as number) + 1;
				return isSteady(cue.latency) ? cue.hit : { ...cue.hit, delayMs: drawLatency(cue.latency, random) };
			}
			return undefined;
		},
		...(listed.length > 0 && {
			takeKey(resource: string) {
				const at = listed.indexOf(resource);
				const key = at < 0 ? undefined : keys[resource]?.[taken[at] as number];
				if (key !== undefined) taken[at] = (taken[at] as number) + 1;
				return key;
			},
		}),
		progress: () => describeProgress(cues, used),
		counters: () => [...cues.flatMap((_cue, index) => [used[index] as number, seen[index] as number]), ...taken],
		restore(counters) {
			for (const [at] of listed.entries()) taken[at] = readCounter(counters[2 * cues.length + at]);
			for (const [index] of cues.entries()) {
				used[index] = readCounter(counters[2 * index]);
				seen[index] = readCounter(counters[2 * index + 1]);
			}
		},
	};
}

/** The operation names an entity of this kind, and the request another one than this. */
function isForAnother({ effect }: Operation, entity: EntityReference, named: FindNamed): boolean {
	if (effect?.resource !== entity.resource || !('key' in effect)) return false;
	const found = named();
	return found === undefined || found.key !== entity.key || !isEqual([...found.scope], [...entity.scope]);
}

function selectCues(cues: readonly Cue[], operation: Operation): readonly Cue[] {
	const selected = cues.filter(({ on, documented }) => {
		// Files name operations by their ids once they are loaded; what a parameter brings names them as it likes.
		if (!on.includes('*')) return on.some((name) => findNamed(name, [operation]).operation !== undefined);
		return !documented || checkReplyAgainst(operation, documented).length === 0;
	});
	return selected.length > 0 ? selected : NO_CUES;
}

function isSteady(latency: Latency): boolean {
	return latency.kind === 'range' && latency.minMs === latency.maxMs;
}

// Counters of a snapshot come from outside.
function readCounter(value: number | undefined): number {
	return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

function describeProgress(cues: readonly Cue[], used: readonly number[]): CueProgress[] {
	const next = cues.findIndex(({ times }, index) => (used[index] as number) < times);
	return cues.map(({ index, on, times }) => ({
		index,
		on,
		used: used[index] as number,
		...(Number.isFinite(times) && { times }),
		exhausted: (used[index] as number) >= times,
		next: index === next,
	}));
}

function compileCue(cue: JsonObject, place: { index: number; scenario: string }): Cue {
	const latency = readLatency(getOwn(cue, 'delay')) ?? { kind: 'range', minMs: 0, maxMs: 0 };
	const reply = getObject(cue, 'reply');
	const offSpec = getOwn(cue, 'offSpec') === true;
	const fault = getOwn(reply, 'fault') as Fault | undefined;
	const isForward = getOwn(cue, 'forward') === true;
	return {
		index: place.index,
		on: onOf(cue),
		fits: compileWhen(getObject(cue, 'when')),
		times: readNumber(cue, 'times') ?? Number.POSITIVE_INFINITY,
		every: readNumber(cue, 'every') ?? 1,
		latency,
		documented: offSpec ? undefined : reply,
		hit: Object.freeze({
			mention: Object.freeze({ scenario: place.scenario, index: place.index }),
			...(reply && fault === undefined && { reply: readReply(reply) }),
			...(fault !== undefined && { fault }),
			pass: reply === undefined && !isForward,
			...(isForward && { forward: true }),
			offSpec,
			delayMs: latency.kind === 'range' ? latency.minMs : 0,
		}),
	};
}

function readReply(reply: JsonObject): NonNullable<CueHit['reply']> {
	const headers: JsonObject = {};
	for (const [name, value] of Object.entries(getObject(reply, 'headers') ?? {}))
		setOwn(headers, name, Array.isArray(value) ? value.map(String) : String(value));
	const example = getOwn(reply, 'example');
	const body = getOwn(reply, 'body');
	const mediaType = getOwn(reply, 'mediaType');
	const make = compileReplyValue({ headers, ...(body !== undefined && { body }) });
	return {
		...(make && { make }),
		status: readNumber(reply, 'status') as number,
		...(typeof example === 'string' && { example }),
		...(body !== undefined && { body }),
		...(Object.keys(headers).length > 0 && { headers: headers as ScriptedHeaders }),
		...(typeof mediaType === 'string' && { mediaType }),
	};
}

function readNumber(object: JsonObject, name: string): number | undefined {
	const value = getOwn(object, name);
	return typeof value === 'number' ? value : undefined;
}

type ParametersRead =
	| { ok: true; parameters: Parameters; notes: readonly Finding[] }
	| { ok: false; findings: Finding[] };

function readParameters(scenario: Scenario, given: Readonly<Record<string, unknown>>): ParametersRead {
	const parameters: JsonObject = {};
	const notes: Finding[] = [];
	const findings: Finding[] = [];
	for (const [name, value] of Object.entries(scenario.parameters)) setOwn(parameters, name, value);
	for (const [name, value] of Object.entries(given)) {
		if (value === undefined) continue;
		const isKnown = Object.hasOwn(scenario.parameters, name);
		const isScalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
		if (isScalar) setOwn(parameters, name, value as JsonValue);
		if (!isKnown) {
			const [near] = nearest(name, Object.keys(scenario.parameters), 1);
			const remedy = near === undefined ? '' : `; did you mean "${near}"?`;
			notes.push(describe('scenario.parameter.unknown', `${scenario.name} has no parameter ${name}${remedy}`));
		} else if (!isScalar) {
			const message = `the parameter ${name} must be a string, a number, true, false or null`;
			findings.push(describe('scenario.parameter.type', message));
		}
	}
	if (findings.length > 0) return { ok: false, findings };
	return { ok: true, parameters: Object.freeze(parameters) as Parameters, notes };
}

// Parameters come from outside: a line break in one must not become another header.
function checkHeaderValues(cue: JsonObject): Finding[] {
	const reply = getObject(cue, 'reply');
	const values = Object.entries(getObject(reply, 'headers') ?? {});
	const mediaType = getOwn(reply, 'mediaType');
	if (mediaType !== undefined) values.push(['content-type', mediaType]);
	return values
		.filter(([, value]) => !HEADER_VALUE.test(String(value)))
		.map(([name]) =>
			describe('scenario.cue.header', `the header ${name} would hold characters that a header can't have`),
		);
}

function describe(code: ScenarioCode, message: string): Finding {
	return { code, message };
}

function describeMistake({ code, message, place }: Scenario['findings'][number]): Finding {
	const { pointer } = place;
	return { code, message: `${place.file}:${place.line}:${place.column}: ${message}`, ...(pointer && { pointer }) };
}
