// The form of one cue.

import { getOwn, isObject, type JsonObject, type JsonValue, joinPointer, type Pointer } from '../../spec/index.ts';
import { parseDelay } from './delay.ts';
import { checkProperties, expectInteger, expectObject, expectScalar, expectText, expectTexts } from './expect.ts';
import type { Report } from './mistake.ts';

const FAULTS = ['reset', 'hang', 'truncate', 'malformed'];
const CUE = ['on', 'when', 'reply', 'pass', 'offSpec', 'times', 'every', 'delay'];
const REPLY = ['status', 'example', 'body', 'headers', 'mediaType', 'fault'];
const WHEN = ['path', 'query', 'header', 'body', 'state'];
const POINTER = /^(\/([^~/]|~[01])*)*$/;
const MEDIA_TYPE = /^[^/ ]+\/[^/ ]+/;

/** Reports everything in a cue that is not of its form. */
export function checkCue(args: { cue: JsonValue; pointer: Pointer; report: Report }): void {
	const { pointer, report } = args;
	const cue = expectObject({ value: args.cue, pointer, what: 'a cue', report });
	if (!cue) return;
	checkProperties({ object: cue, pointer, known: CUE, required: ['on'], extensible: true, report });
	checkNames({ value: getOwn(cue, 'on'), pointer: `${pointer}/on`, what: 'on', each: 'operation', report });
	const when = getOwn(cue, 'when');
	if (when !== undefined) checkWhen({ value: when, pointer: `${pointer}/when`, report });
	const reply = getOwn(cue, 'reply');
	const pass = getOwn(cue, 'pass');
	if ((reply === undefined) === (pass === undefined)) {
		const message =
			reply === undefined ? 'a cue needs a reply, or pass: true' : 'a cue has a reply or passes, not both';
		report({ code: 'scenario.required', pointer, message });
	}
	if (reply !== undefined) checkReply({ value: reply, pointer: `${pointer}/reply`, report });
	if (pass !== undefined && pass !== true) {
		report({ code: 'scenario.value', pointer: `${pointer}/pass`, message: 'pass can only be true' });
	}
	const offSpec = getOwn(cue, 'offSpec');
	if (offSpec !== undefined && typeof offSpec !== 'boolean') {
		report({ code: 'scenario.type', pointer: `${pointer}/offSpec`, message: 'offSpec must be true or false' });
	}
	for (const what of ['times', 'every']) {
		expectInteger({ value: getOwn(cue, what), pointer: `${pointer}/${what}`, what, report });
	}
	const delay = getOwn(cue, 'delay');
	if (delay !== undefined) checkDelay({ value: delay, pointer: `${pointer}/delay`, report });
}

interface Part {
	value: JsonValue;
	pointer: Pointer;
	report: Report;
}

// A name, or a list of names that has at least one.
function checkNames(args: {
	value: JsonValue | undefined;
	pointer: Pointer;
	what: string;
	each: string;
	report: Report;
}): void {
	const { value, pointer, what, each, report } = args;
	if (!Array.isArray(value)) expectText({ value, pointer, what, report });
	else if (value.length === 0) report({ code: 'scenario.value', pointer, message: `the list ${what} is empty` });
	else expectTexts({ list: value, pointer, what: each, report });
}

function checkWhen({ value, pointer, report }: Part): void {
	const when = expectObject({ value, pointer, what: 'when', report });
	if (!when) return;
	checkProperties({ object: when, pointer, known: WHEN, report });
	if (Object.keys(when).length === 0) {
		const remedy = `name one of ${WHEN.join(', ')}, or leave when out`;
		report({ code: 'scenario.required', pointer, message: 'when is empty', remedy });
	}
	for (const what of ['path', 'query', 'header']) {
		for (const [name, scalar] of membersOf({ object: when, pointer, what, report })) {
			expectScalar({ value: scalar, pointer: joinPointer(pointer, what, name), what: `${what} ${name}`, report });
		}
	}
	for (const [name] of membersOf({ object: when, pointer, what: 'body', report })) {
		if (POINTER.test(name)) continue;
		const message = `${JSON.stringify(name)} is no JSON pointer`;
		const remedy = 'begin with a slash, e.g. /customer/country';
		report({ code: 'scenario.value', pointer: joinPointer(pointer, 'body', name), message, remedy });
	}
	const state = getOwn(when, 'state');
	checkNames({ value: state, pointer: `${pointer}/state`, what: 'state', each: 'state', report });
}

function membersOf(args: {
	object: JsonObject;
	pointer: Pointer;
	what: string;
	report: Report;
}): [string, JsonValue][] {
	const { object, what, report } = args;
	const value = getOwn(object, what);
	if (value === undefined) return [];
	return Object.entries(expectObject({ value, pointer: `${args.pointer}/${what}`, what, report }) ?? {});
}

function checkReply({ value, pointer, report }: Part): void {
	const reply = expectObject({ value, pointer, what: 'reply', report });
	if (!reply) return;
	checkProperties({ object: reply, pointer, known: REPLY, report });
	const has = (name: string): boolean => Object.hasOwn(reply, name);
	if (has('status') === has('fault')) {
		const message = has('fault') ? 'a reply has a status or a fault, not both' : 'a reply needs a status or a fault';
		report({ code: 'scenario.required', pointer, message });
	}
	const refused = has('fault') ? ['example', 'body', 'headers', 'mediaType'] : has('example') ? ['body'] : [];
	for (const name of refused.filter(has)) {
		const message = `${name} can't stand beside ${has('fault') ? 'a fault' : 'an example'}`;
		report({ code: 'scenario.value', pointer: `${pointer}/${name}`, message, remedy: 'remove one of the two' });
	}
	const status = getOwn(reply, 'status');
	expectInteger({ value: status, pointer: `${pointer}/status`, what: 'status', min: 200, max: 599, report });
	expectText({ value: getOwn(reply, 'example'), pointer: `${pointer}/example`, what: 'example', report });
	const mediaType = getOwn(reply, 'mediaType');
	if (mediaType !== undefined && (typeof mediaType !== 'string' || !MEDIA_TYPE.test(mediaType))) {
		const message = 'mediaType must be a media type';
		report({ code: 'scenario.value', pointer: `${pointer}/mediaType`, message, remedy: 'e.g. application/json' });
	}
	for (const [name, header] of membersOf({ object: reply, pointer, what: 'headers', report })) {
		if (['string', 'number', 'boolean'].includes(typeof header)) continue;
		const message = `header ${name} must be a string, a number, true or false`;
		report({ code: 'scenario.type', pointer: joinPointer(pointer, 'headers', name), message });
	}
	const fault = getOwn(reply, 'fault');
	if (fault !== undefined && !(typeof fault === 'string' && FAULTS.includes(fault))) {
		const remedy = `one of ${FAULTS.join(', ')}`;
		report({
			code: 'scenario.value',
			pointer: `${pointer}/fault`,
			message: `there is no fault ${JSON.stringify(fault)}`,
			remedy,
		});
	}
}

function checkDelay({ value, pointer, report }: Part): void {
	if (isObject(value))
		checkProperties({ object: value, pointer, known: ['min', 'max'], required: ['min', 'max'], report });
	const lengths: [Pointer, JsonValue][] = isObject(value)
		? Object.entries(value).map(([name, length]) => [joinPointer(pointer, name), length])
		: [[pointer, value]];
	for (const [at, length] of lengths) {
		if (parseDelay(length) !== undefined) continue;
		const message = 'a delay is a number with its unit';
		report({
			code: 'scenario.value',
			pointer: at,
			message,
			remedy: 'write it like 250ms, 1.5s or { min: 1s, max: 3s }',
		});
	}
}
