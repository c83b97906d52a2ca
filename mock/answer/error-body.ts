// A refusal in the words of the document's own error body: an example or generated data show the form, the findings give the
// contents, property by property, by the customary names (RFC 9457, JSON:API, OAuth, and what widely used servers send).

import {
	ANYTHING,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listPossibleProperties,
	listValues,
	type Pointer,
	type SchemaView,
	setOwn,
	type Validate,
	viewAdditional,
	viewItems,
} from '../../spec/index.ts';
import { describeFindings, describeWhy } from '../journal/reasons.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { STATUS_CODES } from '../text/status-codes.ts';
import type { Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import { mapMessages } from './error-maps.ts';
import { listLocation, listSteps, mustTellPlace, tellPlace, tellsPlaceHere } from './error-places.ts';
import { chooseByStatus, findMeaning, type Meaning } from './error-words.ts';

/** Entries of a list of errors, at most. */
const MAX_ENTRIES = 20;
const MAX_DEPTH = 8;
/** Fillings that are tried, each without what didn't fit before. */
const MAX_TRIES = 12;

/**
 * The template with the refusal's own status, code, message and place, e.g. `{ errors: [{ code: 'request.body.required', … }] }`.
 * What doesn't fit the schema stays as the template has it. Never throws.
 */
export function describeRefusal(args: {
	template: JsonValue;
	view: SchemaView;
	/** Absent: anything fits. */
	validate: Validate | undefined;
	status: number;
	why: Why;
	/** Nobody wrote the template: its texts say nothing. */
	isGenerated: boolean;
	/** The request's path; absent: none is known. */
	path?: string | undefined;
	/** Epoch ms. */
	nowMs: number;
}): JsonValue {
	const { template, view, validate, why } = args;
	const kept = new Set<Pointer>();
	for (let tries = 0; tries < MAX_TRIES; tries += 1) {
		const filling: Filling = { ...args, kept, findings: why.findings, isEntry: false, pointer: '', depth: 0 };
		const filled = fill(template, view, filling);
		const misfits = validate?.(filled) ?? [];
		if (misfits.length === 0) return filled;
		const before = kept.size;
		for (const { pointer } of misfits) kept.add(generalize(pointer));
		if (kept.size === before) break;
	}
	return template;
}

interface Filling {
	status: number;
	why: Why;
	isGenerated: boolean;
	path?: string | undefined;
	nowMs: number;
	/** Places that stay as they are; `*` for the entries of lists. */
	kept: ReadonlySet<Pointer>;
	/** What this part of the body speaks of. */
	findings: readonly Finding[];
	/** Within one entry of a list of errors. */
	isEntry: boolean;
	pointer: Pointer;
	depth: number;
}

/** The `3` of `/errors/3/code` gives way to a star: one entry stands for all. */
function generalize(pointer: Pointer): Pointer {
	return pointer.replace(/\/\d+(?=\/|$)/g, '/*');
}

function isKept({ kept, pointer }: Filling): boolean {
	return kept.has(generalize(pointer));
}

function fill(template: JsonValue, view: SchemaView, filling: Filling): JsonValue {
	if (filling.depth > MAX_DEPTH || isKept(filling)) return template;
	const deeper = { ...filling, depth: filling.depth + 1 };
	if (Array.isArray(template)) return fillList(template, view, deeper);
	if (isObject(template)) return fillObject(template, view, deeper);
	return typeof template === 'string' && filling.depth === 0 && filling.isGenerated ? tellAll(filling) : template;
}

/** One entry for each finding, where the entries speak of errors. */
function fillList(template: readonly JsonValue[], view: SchemaView, filling: Filling): JsonValue {
	const [entry] = template;
	// A body that is a list of texts is one of messages.
	if (filling.depth === 1 && filling.isGenerated && isMessageList(template, view) && !isObject(entry))
		return listMessages(filling);
	if (!isObject(entry)) return [...template];
	// What lies around lists of errors (as google.rpc.BadRequest does) stands there once.
	if (!speaksOfErrors(entry)) {
		const around = viewItems(view) ?? ANYTHING;
		const entries = filling.isGenerated && holdsErrors(entry) ? [entry] : template;
		return entries.map((one, index) => fill(one, around, { ...filling, pointer: `${filling.pointer}/${index}` }));
	}
	const { findings } = filling;
	const groups = findings.length > 0 ? findings.slice(0, MAX_ENTRIES).map((finding) => [finding]) : [[]];
	const items = viewItems(view) ?? ANYTHING;
	return groups.map((group, index) =>
		fill(entry, items, { ...filling, findings: group, isEntry: true, pointer: `${filling.pointer}/${index}` }),
	);
}

function speaksOfErrors(entry: JsonObject): boolean {
	return Object.keys(entry).some((name) => findMeaning(normalizeName(name)) !== undefined);
}

function holdsErrors(entry: JsonObject): boolean {
	return Object.values(entry).some((value) => Array.isArray(value) && isObject(value[0]) && speaksOfErrors(value[0]));
}

function fillObject(template: JsonObject, view: SchemaView, filling: Filling): JsonObject {
	const properties = listPossibleProperties(view);
	if (filling.depth === 1 && properties.size === 0 && viewAdditional(view) !== ANYTHING) {
		const map = mapMessages(filling.findings, { view, template });
		if (map && Object.keys(map).length > 0) return map;
	}
	const siblings = new Set(Object.keys(template).map(normalizeName));
	const meanings = new Set([...siblings].map((name) => meaningOf(name, siblings)));
	const filled: JsonObject = {};
	for (const [name, value] of Object.entries(template)) {
		const own = { ...filling, pointer: joinPointer(filling.pointer, name) };
		const property = properties.get(name) ?? ANYTHING;
		const told = isKept(own)
			? value
			: fillProperty({ name: normalizeName(name), value, property, meanings, siblings }, own);
		if (told !== undefined) setOwn(filled, name, told);
	}
	return filled;
}

interface Property {
	/** Normalised, as those of its siblings are. */
	name: string;
	value: JsonValue;
	property: SchemaView;
	/** Of all the properties of the object. */
	meanings: ReadonlySet<Meaning | undefined>;
	siblings: ReadonlySet<string>;
}

function meaningOf(name: string, siblings: ReadonlySet<string>): Meaning | undefined {
	return findMeaning(name) ?? (tellsPlaceHere(name, siblings) ? 'place' : undefined);
}

/** `undefined`: better left out, for it would point at something that isn't wrong. */
function fillProperty(own: Property, filling: Filling): JsonValue | undefined {
	const { name, value, property, meanings, siblings } = own;
	const { status, findings, isGenerated } = filling;
	const meaning = meaningOf(name, siblings);
	const values = listValues(property);
	if (values && meaning) return chooseByStatus(values, status) ?? value;
	const [finding] = findings;
	if (meaning === 'rejected') return undefined;
	if (meaning === 'location' && Array.isArray(value)) return finding ? listLocation(finding) : value;
	if (meaning === 'place' && Array.isArray(value)) return finding ? listSteps(finding) : value;
	const map =
		meaning === 'messages' && isObject(value) ? mapMessages(findings, { view: property, template: value }) : undefined;
	if (map) return map;
	if (
		Array.isArray(value) &&
		(meaning === 'message' || meaning === 'messages') &&
		value.every((one) => typeof one === 'string')
	)
		return isMessageList(value, property) ? listMessages(filling) : value;
	if (typeof value === 'boolean') {
		if (meaning === 'success') return false;
		return meaning === 'error' || value;
	}
	if (meaning === 'moment' && isGenerated) return tellMoment(value, filling);
	if (typeof value === 'number')
		return meaning === 'status' || meaning === 'code' ? fillNumber(value, meaning, filling) : value;
	if (
		Array.isArray(value) &&
		isGenerated &&
		meanings.has('message') &&
		findings.every(({ pointer }) => !pointer) &&
		mustTellPlace(property)
	)
		return [];
	if (typeof value !== 'string') return fill(value, property, filling);
	switch (meaning) {
		case 'message':
			return tell(filling, meanings);
		case 'title':
			return STATUS_CODES[status] ?? value;
		case 'error':
			// Beside a message the name of the status (as NestJS, Spring), or a code (OAuth); alone it is the message.
			if (!['message', 'status', 'code', 'messages'].some((one) => meanings.has(one as Meaning)))
				return tellAll(filling);
			return /^[a-z]+(?:_[a-z]+)+$/.test(value) && !isGenerated ? codeOf(filling) : (STATUS_CODES[status] ?? value);
		case 'code':
			return /^\d{3}$/.test(value) && !isGenerated ? String(status) : codeOf(filling);
		case 'status':
			return isGenerated || /^\d{3}$/.test(value) ? String(status) : value;
		case 'type':
			if (meanings.has('location')) return codeOf(filling).split('.').pop();
			if (!isGenerated) return value;
			if (meanings.has('title') || meanings.has('status')) return 'about:blank';
			return meanings.has('message') ? nameStatus(status) : value;
		case 'instance':
			return isGenerated && filling.path !== undefined ? filling.path : value;
		case 'in':
			return finding?.in ?? value;
		case 'place':
			// Beside a moment it is where the request went (as Spring has it), and no place in that.
			if (isGenerated && !filling.isEntry && name === 'path' && meanings.has('moment')) return filling.path ?? value;
			return tellPlace(finding, own) ?? (filling.isEntry || !isGenerated ? undefined : value);
		default:
			return value;
	}
}

/** An application's own numbers (`code: 12345`) are no statuses. */
function fillNumber(value: number, meaning: Meaning, { status, isGenerated }: Filling): number {
	return meaning === 'status' || isGenerated || (value >= 400 && value < 600) ? status : value;
}

/** The words of one finding, without its place where that stands beside. */
function tell(filling: Filling, meanings: ReadonlySet<Meaning | undefined>): string {
	const [finding] = filling.findings;
	const hasPlace = meanings.has('place') || meanings.has('location');
	return finding && filling.isEntry && hasPlace ? finding.message : tellAll(filling);
}

function tellAll({ findings, why }: Filling): string {
	return findings.length > 0 ? describeFindings(findings) : describeWhy(why);
}

/** The finding's code, else what the status is called, e.g. `not_found`. */
function codeOf({ findings, status }: Filling): string {
	return findings[0]?.code ?? nameStatus(status);
}

/** 404 → `not_found` */
function nameStatus(status: number): string {
	return normalizeName(STATUS_CODES[status] ?? String(status));
}

/** Now, as the template writes moments. */
function tellMoment(value: JsonValue, { nowMs }: Filling): JsonValue {
	if (typeof value === 'number') return value > 1e11 ? nowMs : Math.floor(nowMs / 1000);
	return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(nowMs).toISOString() : value;
}

function isMessageList(value: readonly JsonValue[], property: SchemaView): boolean {
	const items = viewItems(property);
	return value.length > 0 || (items !== undefined && guessTypes(items).has('string'));
}

function listMessages({ findings, why }: Filling): JsonValue[] {
	if (findings.length === 0) return [describeWhy(why)];
	return findings.slice(0, MAX_ENTRIES).map((finding) => describeFindings([finding]));
}
