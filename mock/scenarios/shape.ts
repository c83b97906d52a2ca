// The form of a scenario file, as spec/schemas/scenario.schema.json has it. Written by hand, because it is checked at every
// start and its messages are read by people; a test holds the two equal.

import {
	getOwn,
	isDuration,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
} from '../../spec/index.ts';
import {
	checkProperties,
	expectInteger,
	expectList,
	expectObject,
	expectScalar,
	expectText,
	expectTexts,
} from './expect.ts';
import type { Mistake, Report } from './mistake.ts';
import { checkCue } from './shape-cue.ts';
import { PARAMETER_NAME, WHOLE_REFERENCE } from './substitute.ts';

const SCENARIO_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PROPERTIES = ['name', 'title', 'description', 'states', 'parameters', 'clock', 'given', 'script'];
/** RFC 3339 §5.6. */
const DATE_TIME =
	/^\d{4}-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/i;
/** Cues of one scenario. */
const MAX_CUES = 1000;
/** Entities of one scenario, generated ones included. */
const MAX_GIVEN = 10_000;

/** Everything in a parsed file that is not of a scenario's form; empty: the value can be read as one. */
export function checkShape(value: JsonValue): Mistake[] {
	const mistakes: Mistake[] = [];
	const report: Report = (mistake) => mistakes.push(mistake);
	const scenario = expectObject({ value, pointer: '', what: 'a scenario', report });
	if (!scenario) return mistakes;
	checkProperties({
		object: scenario,
		pointer: '',
		known: PROPERTIES,
		required: ['name', 'title'],
		extensible: true,
		report,
	});
	checkHead(scenario, report);
	checkParameters(scenario, report);
	checkGiven(scenario, report);
	const script = expectList({ value: getOwn(scenario, 'script'), pointer: '/script', what: 'script', report });
	for (const [index, cue] of (script ?? []).slice(0, MAX_CUES).entries()) {
		checkCue({ cue, pointer: `/script/${index}`, report });
	}
	if (script && script.length > MAX_CUES) {
		const message = `${script.length} cues are more than the limit of ${MAX_CUES}`;
		report({ code: 'scenario.too-many', pointer: `/script/${MAX_CUES}`, message });
	}
	return mistakes;
}

function checkHead(scenario: JsonObject, report: Report): void {
	const name = getOwn(scenario, 'name');
	if (typeof name === 'string' && (!SCENARIO_NAME.test(name) || name.length > 100)) {
		const remedy = 'use at most 100 lower-case letters, digits and single hyphens, e.g. already-paid';
		report({
			code: 'scenario.value',
			pointer: '/name',
			message: `name ${JSON.stringify(name)} is not allowed`,
			remedy,
		});
	} else if (name !== undefined) expectText({ value: name, pointer: '/name', what: 'name', report });
	expectText({ value: getOwn(scenario, 'title'), pointer: '/title', what: 'title', report });
	const description = getOwn(scenario, 'description');
	if (description !== undefined && typeof description !== 'string') {
		report({ code: 'scenario.type', pointer: '/description', message: 'description must be a string' });
	}
	const states = expectList({ value: getOwn(scenario, 'states'), pointer: '/states', what: 'states', report });
	expectTexts({ list: states ?? [], pointer: '/states', what: 'state', report });
	const clock = getOwn(scenario, 'clock');
	if (clock !== undefined && (typeof clock !== 'string' || !isDateTime(clock))) {
		const message = 'clock must be a date and time with its zone';
		report({ code: 'scenario.value', pointer: '/clock', message, remedy: 'write it like 2026-01-15T09:00:00Z' });
	}
}

function isDateTime(text: string): boolean {
	const [, month, day] = DATE_TIME.exec(text) ?? [];
	if (month === undefined || Number.isNaN(Date.parse(text.toUpperCase()))) return false;
	// Date.parse takes 30 February for 2 March.
	return new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(day);
}

function checkParameters(scenario: JsonObject, report: Report): void {
	const value = getOwn(scenario, 'parameters');
	if (value === undefined) return;
	const parameters = expectObject({ value, pointer: '/parameters', what: 'parameters', report });
	for (const [name, given] of Object.entries(parameters ?? {})) {
		const pointer = joinPointer('/parameters', name);
		if (!PARAMETER_NAME.test(name)) {
			const remedy = 'use letters, digits, _ and -, and begin with a letter or _';
			report({
				code: 'scenario.value',
				pointer,
				message: `a parameter can't be called ${JSON.stringify(name)}`,
				remedy,
			});
		}
		expectScalar({ value: given, pointer, what: `parameter ${name}`, report });
	}
}

function checkGiven(scenario: JsonObject, report: Report): void {
	const value = getOwn(scenario, 'given');
	if (value === undefined) return;
	const given = expectObject({ value, pointer: '/given', what: 'given', report });
	let count = 0;
	for (const [resource, entries] of Object.entries(given ?? {})) {
		const pointer = joinPointer('/given', resource);
		const list = expectList({ value: entries, pointer, what: `given ${resource}`, report });
		for (const [index, entry] of (list ?? []).entries()) {
			const before = count;
			count += checkEntry({ entry, pointer: `${pointer}/${index}`, report });
			if (count <= MAX_GIVEN || before > MAX_GIVEN) continue;
			const message = `more than ${MAX_GIVEN} entities are given`;
			report({ code: 'scenario.too-many', pointer: `${pointer}/${index}`, message });
		}
	}
}

// How many entities the entry stands for.
function checkEntry(args: { entry: JsonValue; pointer: Pointer; report: Report }): number {
	const { pointer, report } = args;
	const entry = expectObject({ value: args.entry, pointer, what: 'an entity', report });
	if (!entry) return 0;
	if (!Object.hasOwn(entry, 'generate')) {
		if (Object.keys(entry).length === 0) {
			report({ code: 'scenario.required', pointer, message: 'an entity needs at least one property' });
		}
		for (const [name, value] of Object.entries(entry)) checkMoment(value, joinPointer(pointer, name), report);
		return 1;
	}
	checkProperties({ object: entry, pointer, known: ['generate', 'with'], report });
	const number = getOwn(entry, 'generate') as JsonValue;
	const isCount = expectInteger({ value: number, pointer: `${pointer}/generate`, what: 'generate', max: 1000, report });
	const given = getOwn(entry, 'with');
	const properties =
		given === undefined ? {} : expectObject({ value: given, pointer: `${pointer}/with`, what: 'with', report });
	for (const [name, value] of Object.entries(properties ?? {})) {
		const at = joinPointer(`${pointer}/with`, name);
		if (!Array.isArray(value)) checkMoment(value, at, report);
		else if (value.length === 0) report({ code: 'scenario.value', pointer: at, message: `the list ${name} is empty` });
		else for (const [index, item] of value.entries()) checkMoment(item, `${at}/${index}`, report);
	}
	return isCount ? (number as number) : 0;
}

// `{ after: P7D }` and `{ before: P1D }`; every other value is taken as it is.
function checkMoment(value: JsonValue, pointer: Pointer, report: Report): void {
	if (!isObject(value)) return;
	const [key, ...others] = Object.keys(value);
	if ((key !== 'after' && key !== 'before') || others.length > 0) return;
	const duration = value[key];
	if (typeof duration === 'string' && (isDuration(duration) || WHOLE_REFERENCE.test(duration))) return;
	const message = `${key} must be an ISO 8601 duration`;
	report({
		code: 'scenario.value',
		pointer: `${pointer}/${key}`,
		message,
		remedy: 'write it like P7D, PT10M or PT0.5S',
	});
}
