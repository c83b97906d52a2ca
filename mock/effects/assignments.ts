// The values that an effect writes (`set`): literals, values of the request, moments.

import { type EffectValue, type Expression, findSentState, type JsonValue, parsePointer } from '../../spec/index.ts';
import { writeDateTime } from '../store/expiry.ts';
import type { Clock } from '../time/clock.ts';
import { addDuration, checkDuration } from '../time/durations.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckedRequest } from '../types/request.ts';
import { compileExpression, type EffectRequest, type ReadValue } from './expressions.ts';

/** A property and the value it is given, ready to be read. */
export interface Assignment {
	/** Of the property, or a pointer to one further inside. */
	name: string;
	/** From the entity to the property: `['attributes', 'status']`. */
	steps: readonly string[];
	value: EffectValue;
	/** Of the value's expression; absent where it has none. */
	read?: ReadValue;
}

export function compileAssignments(set: ReadonlyMap<string, EffectValue>): readonly Assignment[] {
	return Array.from(set, ([name, value]) => {
		const expression = 'expression' in value ? value.expression : undefined;
		const steps = (name.startsWith('/') ? parsePointer(name) : undefined) ?? [name];
		return { name, steps, value, ...(expression && { read: compileExpression(expression) }) };
	});
}

/** The value to write; `undefined`: leave the property alone. Without a request, expressions have no value. */
export function readAssignment(args: {
	assignment: Assignment;
	request: EffectRequest | undefined;
	nowMs: number;
	/** The value that is there; absent: none. */
	base?: JsonValue | undefined;
}): JsonValue | undefined {
	const { assignment, request, nowMs, base } = args;
	const { value } = assignment;
	const given = request && assignment.read?.(request);
	switch (value.kind) {
		case 'literal':
			return value.value;
		case 'expression':
			return given;
		case 'or-default':
			return given === undefined ? value.default : given;
		case 'now':
			return writeDateTime(nowMs);
		case 'add':
			return addTo(base, value, value.expression ? given : 1);
		case 'none':
			return undefined;
		case 'not':
			return base !== true;
		case 'verb':
			return findSentState(given, value.states);
		case 'flag':
			return given === undefined ? undefined : value.says.get(given);
		case 'after': {
			const duration = typeof given === 'string' ? given : (value.duration ?? value.default);
			const atMs = duration === undefined ? undefined : addDuration(nowMs, duration);
			return atMs === undefined || !Number.isFinite(atMs) ? undefined : writeDateTime(atMs);
		}
	}
}

/** More than a sum of decimals has of digits that count: 0.1 + 0.2 is 0.3. */
const DIGITS = 15;

function addTo(
	base: JsonValue | undefined,
	{ number, least = -Infinity }: EffectValue & { kind: 'add' },
	times: JsonValue | undefined,
): number | undefined {
	if (typeof times !== 'number') return undefined;
	const sum = (typeof base === 'number' ? base : 0) + number * times;
	if (!Number.isFinite(sum)) return undefined;
	return Math.max(Number.isInteger(sum) ? sum : Number(sum.toPrecision(DIGITS)), least);
}

/** The verbs of the request that lead to none of the states, by what they are called; `undefined`: there are none. */
export function listUnfollowed(
	assignments: readonly Assignment[],
	request: EffectRequest,
): readonly string[] | undefined {
	const unfollowed = assignments.flatMap(({ value, read }) => {
		if (value.kind !== 'verb') return [];
		const given = read?.(request);
		if (given === undefined || findSentState(given, value.states) !== undefined) return [];
		return [`${nameOf(value.expression)} (it leads to none of ${value.states.join(', ')})`];
	});
	return unfollowed.length > 0 ? unfollowed : undefined;
}

function nameOf(expression: Expression): string {
	if (expression.kind === 'body') return expression.pointer.slice(1);
	return 'name' in expression ? expression.name : expression.source;
}

/** What the durations in a request raise; usually nothing. Only strings are looked at: the rest is the schema's business. */
export function checkAssignments(args: {
	assignments: readonly Assignment[];
	request: CheckedRequest;
	clock: Pick<Clock, 'nowMs'>;
}): readonly Finding[] {
	let findings: Finding[] | undefined;
	for (const { value, read } of args.assignments) {
		if (value.kind !== 'after' || !value.expression || !read) continue;
		const iso = read(args.request);
		if (typeof iso !== 'string') continue;
		const checked = checkDuration({ nowMs: args.clock.nowMs(), iso, max: value.max });
		if (checked.ok) continue;
		findings ??= [];
		findings.push({ message: checked.message, ...placeOf(value.expression) });
	}
	return findings ?? NO_FINDINGS;
}

/** Nothing to say; shared, frozen. */
export const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

function placeOf(expression: Expression): Pick<Finding, 'code' | 'in' | 'pointer'> {
	switch (expression.kind) {
		case 'body':
			return { code: 'request.body.duration', in: 'body', pointer: expression.pointer };
		case 'path':
		case 'query':
		case 'header':
		case 'cookie':
			return { code: `request.${expression.kind}.duration`, in: expression.kind, pointer: expression.name };
		default:
			return { code: 'request.duration' };
	}
}
