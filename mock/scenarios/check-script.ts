// A script against the documents: every cue must be able to fit a request, and its reply must be the document's.

import {
	findNamed,
	getObject,
	getOwn,
	getString,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Operation,
	type Pointer,
} from '../../spec/index.ts';
import { checkDelay } from './check-delay.ts';
import { checkFixed } from './check-references.ts';
import { checkReplyPlaces, findSlips } from './check-reply-places.ts';
import { checkReplyAgainst } from './reply.ts';
import type { Report } from './scenario-finding.ts';
import type { Stage } from './stage.ts';
import { checkWhenAgainst } from './when.ts';

/** Reports what a cue has that the documents don't. `cue` is of the right form, its parameters filled in. */
export function checkCueAgainst(args: { cue: JsonObject; pointer: Pointer; stage: Stage; report: Report }): void {
	const { cue, pointer, stage, report } = args;
	checkDelay(getOwn(cue, 'delay'), `${pointer}/delay`, report);
	const reply = getObject(cue, 'reply');
	if (reply) {
		checkHeaderNames(reply, `${pointer}/reply`, report);
		for (const { at, ...slip } of findSlips(reply, stage))
			report({ ...slip, pointer: joinPointer(pointer, 'reply', ...at) });
	}
	const isEverywhere = onOf(cue).includes('*');
	const operations = isEverywhere ? [...stage.operations.values()] : findOperations(args);
	const when = getObject(cue, 'when');
	checkFixed(when, { pointer: `${pointer}/when`, knows: 'a condition compares with fixed values', stage, report });

	const allowed = getOwn(cue, 'offSpec') === true || !reply ? undefined : reply;
	const judged = operations.map((operation) => ({
		operation,
		inReply: [
			...(allowed ? checkReplyAgainst(operation, allowed) : []),
			...(reply ? checkReplyPlaces({ operation, reply, stage }) : []),
		],
		inWhen: when ? checkWhenAgainst({ operation, when, resources: stage.resources }) : [],
	}));
	// On '*' a cue means the operations that it can fit: that there are none is the mistake, told by the nearest of them.
	const closest = isEverywhere ? judged.sort((a, b) => countOf(a) - countOf(b)).slice(0, 1) : judged;
	for (const { inReply, inWhen } of closest) {
		for (const { at, ...mistake } of inReply) report({ ...mistake, pointer: joinPointer(pointer, 'reply', ...at) });
		for (const { at, ...mistake } of inWhen) report({ ...mistake, pointer: joinPointer(pointer, 'when', ...at) });
	}
}

const countOf = (judged: { inReply: readonly unknown[]; inWhen: readonly unknown[] }): number =>
	judged.inReply.length + judged.inWhen.length;

/** The operations that a cue names; `['*']`: all. */
export function onOf(cue: JsonObject): readonly string[] {
	const on = getOwn(cue, 'on');
	const names: readonly (JsonValue | undefined)[] = Array.isArray(on) ? on : [on];
	return names.filter((name) => typeof name === 'string');
}

/** The cue with the ids of the operations that it names by method and path; what names none stays as it is. */
export function nameByIds(cue: JsonObject, { operations }: Stage): JsonObject {
	const names = onOf(cue);
	if (names.every((name) => name === '*' || operations.has(name))) return cue;
	const ids = names.map((name) => findNamed(name, operations.values()).operation?.id ?? name);
	return { ...cue, on: Array.isArray(getOwn(cue, 'on')) ? [...new Set(ids)] : (ids[0] as string) };
}

function findOperations(args: { cue: JsonObject; pointer: Pointer; stage: Stage; report: Report }): Operation[] {
	const { cue, pointer, stage, report } = args;
	const found: Operation[] = [];
	for (const [index, name] of onOf(cue).entries()) {
		const named = findNamed(name, stage.operations.values());
		if (named.operation) {
			found.push(named.operation);
			continue;
		}
		report({
			code: 'scenario.cue.unknown-operation',
			pointer: Array.isArray(getOwn(cue, 'on')) ? `${pointer}/on/${index}` : `${pointer}/on`,
			message: named.message,
			remedy: named.remedy,
		});
	}
	return found;
}

/** RFC 9110 §5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What a header may hold on the wire: no control characters, Latin-1. */
export const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** The mock's own business: with other values, no client could read the answer. */
const RESERVED: ReadonlySet<string> = new Set([
	'connection',
	'content-length',
	'transfer-encoding',
	'trailer',
	'upgrade',
]);

// Also off spec, an answer must be one that can be sent.
function checkHeaderNames(reply: JsonObject, pointer: Pointer, report: Report): void {
	for (const [name, value] of Object.entries(getObject(reply, 'headers') ?? {})) {
		const at = joinPointer(pointer, 'headers', name);
		const lower = name.toLowerCase();
		const code = 'scenario.cue.header';
		if (!HEADER_NAME.test(name)) {
			report({ code, pointer: at, message: `${JSON.stringify(name)} can't be the name of a header` });
		} else if (lower === 'content-type') {
			report({ code, pointer: at, message: 'content-type follows the media type', remedy: 'use mediaType' });
		} else if (RESERVED.has(lower)) {
			report({ code, pointer: at, message: `the header ${name} can't be set`, remedy: 'remove it' });
		}
		if (!HEADER_VALUE.test(String(value))) {
			const message = `the header ${name} holds characters that a header can't have`;
			report({ code, pointer: at, message, remedy: 'use printable characters in one line' });
		}
	}
	if (!HEADER_VALUE.test(getString(reply, 'mediaType') ?? '')) {
		const message = "the media type holds characters that a header can't have";
		report({ code: 'scenario.cue.media-type', pointer: `${pointer}/mediaType`, message });
	}
}
