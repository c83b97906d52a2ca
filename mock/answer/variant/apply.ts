// An answer in another form that the document allows. What the schema refuses is put back, so that only legal forms go out.

import {
	isWithheld,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listAlwaysRequired,
	listPossibleProperties,
	type Pointer,
	parsePointer,
	readLimits,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../../spec/index.ts';
import type { Session } from '../../session/session.ts';
import type { AnswerVariant, EnumVariant } from '../../types/answer-variant.ts';
import type { LazySchema } from '../answer-plan.ts';
import { generateFrom } from '../complete-entity.ts';
import { isFreeText, namesNull } from './read.ts';

/** Rounds of putting back what the schema refuses. */
const MAX_ROUNDS = 12;
const MAX_DEPTH = 24;
/** Values of one answer that are looked at; what lies beyond stays as it is. */
const MAX_VALUES = 5000;
/** Items of a long list. */
const MANY = 3;
/** Characters of a long text whose schema sets no limit. */
const LONG = 200;

interface ApplyArgs {
	value: JsonValue;
	schema: LazySchema;
	variant: AnswerVariant;
	session: Session;
	/** The same label, the same made-up data. */
	label: string;
	/** Where the entities of a list stand: what there is, the state says, so neither more nor fewer are shown. */
	list: Pointer | undefined;
	/** Texts that name something, and stay as they are. */
	fixed: ReadonlySet<JsonValue>;
}

interface Walk extends Omit<ApplyArgs, 'value' | 'schema'> {
	/** Places that the schema wants as they were. */
	kept: Set<Pointer>;
	/** Places that were changed. */
	changed: Pointer[];
	room: number;
}

/** The value in the form that is asked for, as far as the schema allows; what is handed in is never written to. */
export function applyVariant(args: ApplyArgs): JsonValue {
	const { value, schema } = args;
	if (!schema.schema || args.variant === 'seeded') return value;
	const kept = new Set<Pointer>();
	for (let round = 0; round < MAX_ROUNDS; round += 1) {
		const walk: Walk = { ...args, kept, changed: [], room: MAX_VALUES };
		const { variant } = args;
		const made =
			typeof variant === 'string'
				? change({ value, view: schema.view, at: '', depth: 0 }, walk)
				: putEnum(value, { view: schema.view, variant, walk });
		const findings = schema.validate?.(made) ?? [];
		if (findings.length === 0) return made;
		const before = kept.size;
		for (const { pointer = '' } of findings) {
			for (const at of walk.changed) if (at === pointer || isInside(at, pointer) || isInside(pointer, at)) kept.add(at);
		}
		if (kept.size === before) return value;
	}
	return value;
}

function isInside(inner: Pointer, outer: Pointer): boolean {
	return inner.startsWith(`${outer}/`);
}

interface Place {
	value: JsonValue;
	view: SchemaView;
	at: Pointer;
	depth: number;
}

function change(place: Place, walk: Walk): JsonValue {
	const { value, view, at, depth } = place;
	walk.room -= 1;
	if (depth > MAX_DEPTH || walk.room < 0) return value;
	const wantsNull = walk.variant === 'minimal' || walk.variant === 'nulls';
	if (wantsNull && at !== '' && value !== null && namesNull(view) && note(walk, at)) return null;
	if (Array.isArray(value)) return changeItems(value, place, walk);
	if (typeof value === 'object' && value !== null) return changeMembers(value, place, walk);
	if (walk.variant === 'maximal' && typeof value === 'string') return lengthen(value, place, walk);
	return value;
}

/** True: the place may be changed, and now counts as changed. */
function note(walk: Walk, at: Pointer): boolean {
	if (walk.kept.has(at)) return false;
	walk.changed.push(at);
	return true;
}

function changeMembers(value: JsonObject, { view, at, depth }: Place, walk: Walk): JsonObject {
	const { variant } = walk;
	const isBare = variant === 'minimal' || variant === 'sparse';
	const out: JsonObject = {};
	const properties = listPossibleProperties(view);
	for (const name of Object.keys(value)) {
		const member = properties.get(name);
		const inner = joinPointer(at, name);
		const before = value[name] as JsonValue;
		if (!member) setOwn(out, name, before);
		else if (isBare && !listAlwaysRequired(view).has(name) && note(walk, inner)) continue;
		else setOwn(out, name, change({ value: before, view: member, at: inner, depth: depth + 1 }, walk));
	}
	if (variant !== 'maximal' && variant !== 'nulls') return out;
	for (const [name, member] of properties) {
		const inner = joinPointer(at, name);
		if (Object.hasOwn(value, name) || walk.kept.has(inner)) continue;
		if (isWithheld(member, 'response')) continue;
		const made = make(member, inner, walk);
		if (made === undefined || !note(walk, inner)) continue;
		setOwn(out, name, change({ value: made, view: member, at: inner, depth: depth + 1 }, walk));
	}
	return out;
}

function changeItems(list: readonly JsonValue[], { view, at, depth }: Place, walk: Walk): JsonValue[] {
	const items = viewItems(view);
	const { minItems: min, maxItems: max } = readLimits(view);
	const isFixed = at === walk.list;
	let kept = [...list];
	if (!isFixed && walk.variant === 'minimal' && list.length > min && note(walk, at)) kept = list.slice(0, min);
	const goal =
		isFixed || walk.variant === 'minimal' || !items ? 0 : Math.min(walk.variant === 'maximal' ? MANY : 1, max);
	while (items && kept.length < goal) {
		const made = make(items, joinPointer(at, kept.length), walk);
		if (made === undefined || !note(walk, at)) break;
		kept.push(made);
	}
	if (!items) return kept;
	return kept.map((item, index) =>
		change({ value: item, view: items, at: joinPointer(at, index), depth: depth + 1 }, walk),
	);
}

function lengthen(text: string, { view, at }: Place, walk: Walk): string {
	if (walk.fixed.has(text) || !isFreeText(view)) return text;
	const { maxLength: max } = readLimits(view);
	const goal = Math.min(max, LONG);
	if ([...text].length >= goal || !note(walk, at)) return text;
	const source = [...(text === '' ? 'long ' : `${text} `)];
	return Array.from({ length: goal }, (_, index) => source[index % source.length]).join('');
}

function make(view: SchemaView, at: Pointer, { session, label }: Walk): JsonValue | undefined {
	const made = generateFrom(view, { session, seed: session.random.seedFor(`${label}${at}`), variant: 'maximal' });
	return made.ok ? made.value : undefined;
}

/** The enum's value in its place; what lies on the way there is made up where it is absent. */
function putEnum(
	value: JsonValue,
	{ view, variant, walk }: { view: SchemaView; variant: EnumVariant; walk: Walk },
): JsonValue {
	const tokens = parsePointer(variant.pointer) ?? [];
	return put({ value, view, at: '', depth: 0 }, tokens);

	function put(place: Place, [token, ...rest]: readonly string[]): JsonValue {
		const { at, depth } = place;
		if (token === undefined) return note(walk, at) ? variant.value : place.value;
		const here = place.value;
		if (Array.isArray(here) && token === '*') {
			const items = viewItems(place.view);
			if (!items) return here;
			const first = here.length === 0 && at !== walk.list ? make(items, joinPointer(at, 0), walk) : undefined;
			const list = first === undefined ? here : [first];
			return list.map((item, index) =>
				put({ value: item, view: items, at: joinPointer(at, index), depth: depth + 1 }, rest),
			);
		}
		const member = listPossibleProperties(place.view).get(token);
		if (!member || typeof here !== 'object' || here === null || Array.isArray(here)) return here;
		const inner = joinPointer(at, token);
		const isThere = Object.hasOwn(here, token);
		// Null, where an object is on the way, is as good as absent.
		const known = isThere && !(here[token] === null && rest.length > 0) ? here[token] : make(member, inner, walk);
		if (known === undefined || (!isThere && !note(walk, inner))) return here;
		const copy: JsonObject = {};
		for (const name of Object.keys(here)) setOwn(copy, name, here[name] as JsonValue);
		setOwn(copy, token, put({ value: known, view: member, at: inner, depth: depth + 1 }, rest));
		return copy;
	}
}
