// A refusal in the words of the document's own error body: an example or generated data show the form, the findings give the
// contents, property by property, by the customary names (RFC 9457, JSON:API, OAuth, and what widely used servers send).

import {
	ANYTHING,
	isNullable,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listAlwaysRequired,
	listPossibleProperties,
	listValues,
	type Pointer,
	type SchemaView,
	setOwn,
	type Validate,
	viewAdditional,
	viewItems,
} from '../../spec/index.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { Why } from '../types/answer.ts';
import { isTextList, tellList } from './error-lists.ts';
import { mapMessages } from './error-maps.ts';
import { fieldOf, tellsPlaceHere } from './error-places.ts';
import { type Filling, listMessages, type Property, tellAll, tellMoment, tellText } from './error-texts.ts';
import { chooseMember, chooseSeverity, findMeaning, type Meaning } from './error-words.ts';

/** Entries of a list of errors, at most. */
const MAX_ENTRIES = 20;
const MAX_DEPTH = 8;
/** Fillings that are tried, each without what didn't fit before. */
const MAX_TRIES = 12;
const PLACES: ReadonlySet<Meaning | undefined> = new Set(['place', 'location', 'in', 'places']);

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
		const filling: Filling = {
			...args,
			kept,
			findings: why.findings,
			isEntry: false,
			isMessage: false,
			pointer: '',
			depth: 0,
		};
		const filled = fill(template, view, filling);
		const misfits = validate?.(filled) ?? [];
		if (misfits.length === 0) return filled;
		const before = kept.size;
		for (const { pointer } of misfits) kept.add(generalize(pointer));
		if (kept.size === before) break;
	}
	return template;
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
	if (filling.depth === 1 && filling.isGenerated && isTextList(template, view)) return listMessages(filling);
	if (!isObject(entry)) return [...template];
	// What lies around lists of errors (as google.rpc.BadRequest does) stands there once.
	if (!speaksOfErrors(entry) || (holdsErrors(entry) && !tellsPlace(entry))) {
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

function tellsPlace(entry: JsonObject): boolean {
	return Object.keys(entry).some((name) => PLACES.has(findMeaning(normalizeName(name))));
}

function holdsErrors(entry: JsonObject): boolean {
	return Object.values(entry).some((value) => Array.isArray(value) && isObject(value[0]) && speaksOfErrors(value[0]));
}

function fillObject(template: JsonObject, view: SchemaView, filling: Filling): JsonObject {
	const properties = listPossibleProperties(view);
	if (filling.depth === 1 && (properties.size === 0 ? viewAdditional(view) !== ANYTHING : areFields(properties))) {
		const map = mapMessages(filling.findings, { view, template, otherwise: tellAll(filling) });
		if (map && Object.keys(map).length > 0) return map;
	}
	const required = new Set(listAlwaysRequired(view));
	const siblings = new Set(Object.keys(template).map(normalizeName));
	const meanings = new Set([...siblings].map((name) => meaningOf(name, siblings, filling)));
	const filled: JsonObject = {};
	for (const [key, value] of Object.entries(template)) {
		const within = { ...filling, pointer: joinPointer(filling.pointer, key), isMessage: false };
		const name = normalizeName(key);
		const meaning = meaningOf(name, siblings, filling);
		const property = properties.get(key) ?? ANYTHING;
		const isRequired = required.has(key);
		if (isContent(name, value, filling) && !(isRequired && !isNullable(property))) {
			if (isNullable(property)) setOwn(filled, key, null);
			continue;
		}
		const own = { name, meaning, value, property, isRequired, meanings, siblings, template };
		const told = isKept(within) ? value : fillProperty(own, { ...within, isMessage: filling.isMessage });
		if (told !== undefined) setOwn(filled, key, told);
	}
	return filled;
}

/** What an envelope has its contents in: beside an error there are none, but for more of the error. */
function isContent(name: string, value: JsonValue, { isGenerated, depth }: Filling): boolean {
	if (!isGenerated || depth !== 1 || !CONTENT.has(name)) return false;
	const inside = Array.isArray(value) ? value[0] : value;
	return !isObject(inside) || !(speaksOfErrors(inside) || holdsErrors(inside));
}

const CONTENT: ReadonlySet<string> = new Set(['data', 'result', 'payload']);

/** Names that mean something in some company only. */
function meaningOf(name: string, siblings: ReadonlySet<string>, { isEntry }: Filling): Meaning | undefined {
	const plain = findMeaning(name);
	if (plain) return plain;
	if (tellsPlaceHere(name, siblings)) return 'place';
	const has = (meaning: Meaning) => [...siblings].some((sibling) => findMeaning(sibling) === meaning);
	if (name === 'name' && has('message')) return isEntry && !has('place') ? 'place' : 'type';
	return isEntry && REJECTED.has(name) && (has('place') || has('in')) ? 'rejected' : undefined;
}

/** Beside a place, what was sent there or should have been: nobody knows it here. */
const REJECTED: ReadonlySet<string> = new Set(['value', 'received', 'actual', 'given', 'expected']);

/** `undefined`: better left out, for it would point at something that isn't wrong. */
function fillProperty(own: Property, filling: Filling): JsonValue | undefined {
	const { meaning, value, property } = own;
	const { findings, isGenerated } = filling;
	const values = listValues(property);
	if (values && meaning) return fillEnum(values, own, filling);
	if (meaning === 'rejected') return undefined;
	const map =
		meaning === 'messages' && isObject(value) ? mapMessages(findings, { view: property, template: value }) : undefined;
	if (map) return map;
	const entries = meaning === 'messages' && isObject(value) ? mapEntries(value, property, filling) : undefined;
	if (entries) return entries;
	if (Array.isArray(value)) {
		const list = tellList(value, own, filling);
		if (list !== 'other') return list;
	}
	if (typeof value === 'boolean') {
		if (meaning === 'success') return false;
		return meaning === 'error' || value;
	}
	if (meaning === 'moment' && isGenerated) return tellMoment(value, filling);
	if (typeof value === 'number')
		return meaning === 'status' || meaning === 'code' ? fillNumber(value, meaning, filling) : value;
	if (typeof value === 'string') return tellText(value, own, filling);
	return fill(value, property, { ...filling, isMessage: meaning === 'message' && isObject(value) });
}

/** Whether each property is a list of texts and none says anything of an error: they are called like the fields of the request. */
function areFields(properties: ReadonlyMap<string, SchemaView>): boolean {
	return [...properties].every(([name, view]) => {
		const meaning = findMeaning(normalizeName(name));
		return isTextList([], view) && (meaning === undefined || meaning === 'title');
	});
}

/** An object by the names of the fields whose members speak of errors (Mongoose), one for each field that is wrong; `undefined`: it is another. */
function mapEntries(template: JsonObject, view: SchemaView, filling: Filling): JsonObject | undefined {
	const [entry] = Object.values(template);
	const items = viewAdditional(view);
	if (!filling.isGenerated || listPossibleProperties(view).size > 0 || !items || !isObject(entry)) return undefined;
	if (!speaksOfErrors(entry)) return undefined;
	const entries: JsonObject = {};
	for (const finding of filling.findings.slice(0, MAX_ENTRIES)) {
		const pointer = joinPointer(filling.pointer, '*');
		if (finding.pointer)
			setOwn(
				entries,
				fieldOf(finding),
				fill(entry, items, { ...filling, findings: [finding], isEntry: true, pointer }),
			);
	}
	return entries;
}

/** Of several values the one that says it. */
function fillEnum(
	values: readonly JsonValue[],
	{ meaning, value }: Property,
	{ status, findings, isGenerated }: Filling,
): JsonValue | undefined {
	const [finding] = findings;
	switch (meaning) {
		case 'severity':
			return chooseSeverity(values) ?? value;
		case 'in': {
			const told = values.find((one) => typeof one === 'string' && normalizeName(one) === finding?.in);
			return told ?? (isGenerated ? undefined : value);
		}
		case 'place':
			return (finding && values.find((one) => one === fieldOf(finding) || one === finding.pointer)) ?? undefined;
		default:
			return chooseMember(values, status) ?? value;
	}
}

/** An application's own numbers (`code: 12345`) are no statuses. */
function fillNumber(value: number, meaning: Meaning, { status, isGenerated }: Filling): number {
	return meaning === 'status' || isGenerated || (value >= 400 && value < 600) ? status : value;
}
