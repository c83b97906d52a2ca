// Scripted answers as cues: each for the very requests that were recorded, in their order, and the state in between.

import {
	findDefinition,
	getObject,
	isCondition,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	setOwn,
} from '../../spec/index.ts';
import { findBodyFault } from '../scenarios/check-schemas.ts';
import { checkReplyAgainst } from '../scenarios/reply.ts';
import type { Observation } from './observe.ts';
import { VOLATILE } from './stable-value.ts';

/** Members of a body that a cue looks at. */
const MAX_MEMBERS = 12;
/** Headers that are made anew with each answer. */
const FLEETING = /^(?:date|set-cookie|content-|etag|last-modified|location|age|expires|x-request-id|x-correlation-id)/;

/** One kind of request, with each time that it came. */
interface Group {
	when: JsonObject;
	turns: { observation: Observation; isScripted: boolean }[];
}

/**
 * The cues for what is scripted. Where the same request was answered by the state at other times, a cue that passes stands for these; the
 * last answer of a request goes on for ever.
 */
export function makeCues(observations: readonly Observation[], scripted: readonly boolean[]): JsonObject[] {
	const byOperation = Map.groupBy(
		observations.map((observation, index) => ({ observation, isScripted: scripted[index] === true })),
		({ observation }) => observation.operation.id,
	);
	return [...byOperation.values()].flatMap((turns) => {
		const groups = new Map<string, Group>();
		const parts = turns.map(({ observation }) => readParts(observation));
		const names = new Set(parts.flatMap((part) => [...part.keys()]));
		for (const [index, turn] of turns.entries()) {
			const when = writeWhen(parts[index] as Parts, names);
			const key = JSON.stringify(when);
			const group = groups.get(key) ?? { when, turns: [] };
			group.turns.push(turn);
			groups.set(key, group);
		}
		return [...groups.values()].filter((group) => group.turns.some(({ isScripted }) => isScripted)).flatMap(writeGroup);
	});
}

function writeGroup({ when, turns }: Group): JsonObject[] {
	const runs: { cue: JsonObject; times: number; isScripted: boolean }[] = [];
	for (const { observation, isScripted } of turns) {
		const cue = isScripted ? writeReply(observation) : { pass: true };
		const last = runs.at(-1);
		if (last && JSON.stringify(last.cue) === JSON.stringify(cue)) last.times += 1;
		else runs.push({ cue, times: 1, isScripted });
	}
	if (runs.at(-1)?.isScripted === false) runs.pop();
	const on = (turns[0] as Group['turns'][number]).observation.operation.id;
	return runs.map(({ cue, times }, index) => ({
		on,
		...(Object.keys(when).length > 0 && { when }),
		...cue,
		...(index < runs.length - 1 || turns.length > sum(runs) ? { times } : {}),
	}));
}

function sum(runs: readonly { times: number }[]): number {
	return runs.reduce((all, { times }) => all + times, 0);
}

/** What tells a request from others of its operation, by place: `query limit`, `body /name`. */
type Parts = ReadonlyMap<string, JsonValue>;

function readParts({ checked, operation }: Observation): Parts {
	const parts = new Map<string, JsonValue>();
	for (const place of ['path', 'query'] as const) {
		for (const { name } of operation.parameters.filter((one) => one.in === place)) {
			const value = checked[place].get(name);
			if (value === undefined || typeof value === 'object') continue;
			if (place === 'path' || !isVolatile(value)) parts.set(`${place} ${name}`, value);
		}
	}
	if (!operation.requestBody || !isObject(checked.body)) return parts;
	for (const [name, value] of Object.entries(checked.body).slice(0, MAX_MEMBERS)) {
		if (!isVolatile(value)) parts.set(`body ${joinPointer('', name)}`, value);
	}
	return parts;
}

/** Made anew with each request, so that no cue may ask for it. */
function isVolatile(value: JsonValue): boolean {
	if (typeof value === 'string') return VOLATILE.test(value);
	return typeof value === 'object' && value !== null && Object.values(value).some(isVolatile);
}

/** What the request has, and that it hasn't what others of its operation have. */
function writeWhen(parts: Parts, names: ReadonlySet<string>): JsonObject {
	const when: JsonObject = {};
	for (const name of names) {
		const space = name.indexOf(' ');
		const [place, rest] = [name.slice(0, space), name.slice(space + 1)];
		const value = parts.get(name);
		const group = getObject(when, place) ?? {};
		const wanted = value === undefined ? ABSENT : isCondition(value) ? { equals: value } : value;
		setOwn(group, rest, wanted);
		setOwn(when, place, group);
	}
	return when;
}

const ABSENT: JsonObject = { absent: true };

/** The answer as a reply; what the document hasn't is marked so. */
function writeReply({ operation, status, mediaType, documented, body, exchange }: Observation): JsonObject {
	const definition = findDefinition(operation, status);
	const headers: JsonObject = {};
	for (const { name } of definition?.headers ?? []) {
		const value = exchange.response.headers[name];
		if (typeof value === 'string' && !FLEETING.test(name)) setOwn(headers, name, value);
	}
	const named = documented && definition?.mediaTypes[0] !== documented;
	const reply: JsonObject = {
		status,
		...(body !== undefined && { body }),
		...((named || (!documented && body !== undefined)) && mediaType !== '' && { mediaType }),
		...(Object.keys(headers).length > 0 && { headers }),
	};
	const isOff =
		checkReplyAgainst(operation, reply).length > 0 ||
		(body === undefined && (definition?.mediaTypes.length ?? 0) > 0) ||
		(body !== undefined && documented !== undefined && findBodyFault(documented, { body }) !== undefined);
	return { reply, ...(isOff && { offSpec: true }) };
}
