// A value that was sent in one form and is shown in another: ids in, objects out; text in, numbers out.

import {
	compileView,
	getOwn,
	guessTypes,
	isObject,
	isOfOtherType,
	isWithheld,
	type JsonObject,
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	listValues,
	SchemaError,
	type SchemaView,
	setOwn,
	viewItems,
	writeNumber,
} from '../../../spec/index.ts';
import { toKeyText } from '../../store/key-text.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import type { Finding } from '../../types/finding.ts';
import { findMomentForm, readMoment, writeMoment } from './moments.ts';

/** Makes a value for a property that is missing inside, at `place` (the same place, the same value); `undefined`: none can be made. */
export type MakeValue = (view: SchemaView, name: string, place: string) => JsonValue | undefined;

/** The stored entity of which this value is the key, for the property that is fitted; `undefined`: nobody knows it. */
export type FindLinked = (key: JsonValue) => JsonObject | undefined;

/** What fills in what a value lacks. */
export interface Fitting {
	make: MakeValue;
	/** Absent: all is made up. */
	findLinked?: FindLinked | undefined;
}

/** What an answer leaves out by itself, so that it may be stored. */
const SURPLUS: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'writeOnly', 'false']);
const MAX_DEPTH = 32;
/** Names by which an object inside is known, in the order in which they are tried. */
const ID_NAMES = ['id', '_id', 'uuid', 'guid', 'gid', 'sid', 'uid', 'key', 'code', 'slug', 'value', 'name'];
const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** What of a value no answer of this view can show. What an answer leaves out by itself doesn't count, nor does a view that doesn't compile. */
export function checkShown(view: SchemaView, value: JsonValue): readonly Finding[] {
	const findings = checkWhole(view, value);
	return findings.length === 0 ? NO_FINDINGS : findings.filter(({ code }) => !SURPLUS.has(code));
}

/** Whether a value is what this view has, with nothing beside it; so is any where the view doesn't compile. */
export function fitsWhole(view: SchemaView, value: JsonValue): boolean {
	return checkWhole(view, value).length === 0;
}

function checkWhole(view: SchemaView, value: JsonValue): readonly Finding[] {
	try {
		return compileView(view, 'response')(value);
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		return NO_FINDINGS;
	}
}

/** Whether an answer of this view can show the value. */
export function fitsView(view: SchemaView, value: JsonValue): boolean {
	return !isOfOtherType(view, value) && checkShown(view, value).length === 0;
}

/**
 * The value as this view has it, where that is plain: an id as the object that has it, an object as its id, one value as a list of
 * it, numbers and texts as each other, moments and words of enums as they are spelled; what an object lacks is that of the entity which it
 * names, else made. `undefined`: there is no plain way.
 */
export function fitValue(value: JsonValue, view: SchemaView, fitting: Fitting): JsonValue | undefined {
	return convert(value, { view, ...fitting, place: '', depth: 0 });
}

interface FitArgs extends Fitting {
	view: SchemaView;
	/** Where in the value this is, e.g. `/0/city`. */
	place: string;
	depth: number;
}

function convert(value: JsonValue, args: FitArgs): JsonValue | undefined {
	const { view, depth } = args;
	if (fitsView(view, value)) return value;
	if (depth > MAX_DEPTH) return undefined;
	const types = guessTypes(view);
	const inner = { ...args, depth: depth + 1 };
	let made: JsonValue | undefined;
	if (types.has('array')) made = fitList(Array.isArray(value) ? value : [value], inner);
	else if (types.has('object')) made = isObject(value) ? fitObject(value, inner) : objectOf(value, inner);
	else made = convertScalar(isObject(value) ? readId(value) : value, types);
	if (made !== undefined && fitsView(view, made)) return made;
	return findOtherForms(value, view).find((one) => fitsView(view, one));
}

/** The same said otherwise: `CLOSED` as the `closed` of an enum, a moment in the form of the schema. */
function findOtherForms(value: JsonValue, view: SchemaView): JsonValue[] {
	const epochMs = readMoment(value);
	const form = epochMs === undefined ? undefined : findMomentForm(view);
	if (form && epochMs !== undefined) return [writeMoment(form, epochMs)];
	if (typeof value !== 'string') return [];
	const plain = normalizeName(value);
	return (listValues(view) ?? []).filter((one) => typeof one === 'string' && normalizeName(one) === plain);
}

function fitList(list: readonly JsonValue[], args: FitArgs): JsonValue | undefined {
	const items = viewItems(args.view);
	if (!items) return [...list];
	const fitted = list.map((item, index) => convert(item, { ...args, view: items, place: `${args.place}/${index}` }));
	return fitted.every((item) => item !== undefined) ? fitted : undefined;
}

function fitObject(value: JsonObject, args: FitArgs): JsonObject {
	const { view, make, findLinked } = args;
	const fitted: JsonObject = { ...value };
	let linked: JsonObject | undefined;
	const properties = listPossibleProperties(view);
	const required = listAlwaysRequired(view);
	for (const [name, member] of properties) {
		if (isWithheld(member, 'response')) continue;
		const before = Object.hasOwn(fitted, name) ? (fitted[name] as JsonValue) : undefined;
		if (before === undefined && !required.has(name)) continue;
		const place = `${args.place}/${name}`;
		if (before === undefined) linked ??= findLinked?.(readId(value)) ?? {};
		const known =
			before === undefined ? ownOf(linked ?? {}, name, member) : convert(before, { ...args, view: member, place });
		const after = known ?? make(member, name, place);
		if (after === before) continue;
		if (after !== undefined) setOwn(fitted, name, after);
		else if (!required.has(name)) delete fitted[name];
	}
	for (const name of required) if (!properties.has(name) && !Object.hasOwn(fitted, name)) setOwn(fitted, name, null);
	return fitted;
}

/** `7` → `{ id: 7, name: … }` */
function objectOf(id: JsonValue, args: FitArgs): JsonObject | undefined {
	const properties = listPossibleProperties(args.view);
	const name = ID_NAMES.find((one) => {
		const member = properties.get(one);
		const own = member && convertScalar(id, guessTypes(member));
		return own !== undefined && fitsView(member as SchemaView, own);
	});
	if (name === undefined || toKeyText(id) === undefined) return undefined;
	const object: JsonObject = {};
	setOwn(object, name, convertScalar(id, guessTypes(properties.get(name) as SchemaView)) as JsonValue);
	const linked = args.findLinked?.(id) ?? {};
	for (const [one, member] of properties) {
		const own = one === name ? undefined : ownOf(linked, one, member);
		if (own !== undefined) setOwn(object, one, own);
	}
	return fitObject(object, args);
}

/** What an entity has that the answer can show; `undefined`: nothing. */
function ownOf(entity: JsonObject, name: string, view: SchemaView): JsonValue | undefined {
	const own = getOwn(entity, name);
	return own !== undefined && fitsView(view, own) ? own : undefined;
}

function readId(value: JsonObject): JsonValue {
	const name = ID_NAMES.find((one) => Object.hasOwn(value, one));
	return name === undefined ? value : (value[name] as JsonValue);
}

/** `7` ↔ `'7'`, `'true'` → true; the value itself where it is of one of the types. `undefined`: there is no such value. */
export function convertScalar(value: JsonValue, types: ReadonlySet<string>): JsonValue | undefined {
	if (typeof value === 'string') {
		if (types.has('string')) return value;
		const number = value.trim() === '' ? Number.NaN : Number(value);
		if (types.has('integer') && Number.isSafeInteger(number) && String(number) === value) return number;
		if (types.has('number') && Number.isFinite(number)) return number;
		if (types.has('boolean') && (value === 'true' || value === 'false')) return value === 'true';
		return undefined;
	}
	if (typeof value === 'number') {
		if (types.has('number') || (types.has('integer') && Number.isInteger(value))) return value;
		return types.has('string') ? writeNumber(value) : undefined;
	}
	if (typeof value === 'boolean') return types.has('boolean') ? value : types.has('string') ? String(value) : undefined;
	return undefined;
}
