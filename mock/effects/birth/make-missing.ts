// A value for a property that an entity lacks, by its rule (fill-rules.ts); the same for the same label and seed.

import {
	getOwn,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	type Resource,
	type SchemaView,
	setOwn,
} from '../../../spec/index.ts';
import { readKey } from '../../store/entity-key.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import type { BirthMember } from './birth-plan.ts';
import { isOfNone } from './borrowed.ts';
import type { Draft } from './draft.ts';
import { convertScalar, fitsView, fitValue, type MakeValue } from './fit-value.ts';
import { writeMoment } from './moments.ts';
import { writeTag } from './tags.ts';

/** The value; `undefined`: it stays out, or none can be made. `place`: where in the entity, e.g. `meta/created_at`. */
export function makeMissing(draft: Draft, member: BirthMember, place: string): JsonValue | undefined {
	const { name, view, common, fill } = member;
	switch (fill.kind) {
		case 'constant':
			return fill.value;
		case 'now':
			return writeMoment(fill.as, draft.nowMs);
		case 'key':
			return convertScalar(readKey(draft.plan.resource, draft.entity) ?? null, guessTypes(view));
		case 'self':
			return leadToItself(draft, view, fill.below ?? []) ?? generate(draft, common, place, name);
		case 'among':
			return pickMeant(draft, fill.values, place);
		case 'generated':
			if (place === name && isOfNobody(draft, member)) return undefined;
			return (
				showOwner(draft, member, place) ??
				settleInside(
					draft,
					member,
					generate(draft, common, place, name) ?? (common === view ? undefined : generate(draft, view, place, name)),
				)
			);
		case 'tag':
			return makeTag(draft, view, place);
		case 'absent':
			return undefined;
	}
}

/** `assignee`, or `assigneeName`, beside an `assigneeId` that may be sent, and was not. */
function isOfNobody({ plan, entity }: Draft, { name, view, isRequired }: BirthMember): boolean {
	if (isRequired) return false;
	if (!guessTypes(view).has('object')) return isOfNone({ plan, entity }, name);
	const key = `${normalizeName(name)}_id`;
	for (const other of plan.membersOf(entity).values())
		if (normalizeName(other.name) === key) return other.fill.kind === 'absent' && !Object.hasOwn(entity, other.name);
	return false;
}

/** The address of the entity, with or without its host, as the schema has it; in an object of links at its place there. */
function leadToItself(draft: Draft, view: SchemaView, below: readonly string[]): JsonValue | undefined {
	const own = draft.locate?.();
	if (own === undefined) return undefined;
	return [own, own.replace(/^https?:\/\/[^/]+/, '')]
		.map((link) => below.reduceRight<JsonValue>((inner, step) => ({ [step]: inner }), link))
		.find((one) => fitsView(view, one));
}

/** The first tag of an entity; where the schema asks for a form of its own, in that. */
export function makeTag(draft: Draft, view: SchemaView, place: string): JsonValue | undefined {
	const text = `${draft.random.seedFor(draft.label)}`;
	return writeTag(view, text) ?? generate(draft, view, place, '');
}

/** One of the values, the same for the same entity. */
export function pickMeant(
	{ random, label }: Pick<Draft, 'random' | 'label'>,
	values: readonly string[],
	place: string,
): string | undefined {
	return values[random.seedFor(`${label}/${place}`) % values.length];
}

/** What an entity is, in one word: `project` for `api_project`. */
export function nameNoun({ name }: Resource): string {
	return name.split(/[-_]/).at(-1) ?? name;
}

/** A value by the schema; `undefined`: none can be made. */
export function generate(draft: Draft, view: SchemaView, place: string, name: string): JsonValue | undefined {
	const { label, random, nowMs } = draft;
	const noun = place.split('/').at(-2) ?? nameNoun(draft.plan.resource);
	const made = draft.generate?.(view, random.seedFor(`${label}/${place}`), nowMs, { name, noun, useExamples: true });
	return made?.ok ? made.value : undefined;
}

/** What was made by the schema alone begins as entities do: times are now, counters 0, what has not happened is not there. */
function settleInside(draft: Draft, holder: BirthMember, made: JsonValue | undefined): JsonValue | undefined {
	const { view } = holder;
	const inner = isObject(made) && holder.inner();
	if (!inner) return made;
	const own: JsonObject = { ...made };
	for (const member of inner.values()) {
		const { name, fill, isRequired } = member;
		if (fill.kind === 'generated' && member.inner()) {
			const settled = settleInside(draft, member, getOwn(own, name));
			if (settled !== undefined) setOwn(own, name, settled);
		} else if (fill.kind === 'self') {
			const link = makeMissing(draft, member, name);
			if (link !== undefined) setOwn(own, name, link);
		} else if (fill.kind === 'now') setOwn(own, name, writeMoment(fill.as, draft.nowMs));
		else if (fill.kind === 'constant') setOwn(own, name, fill.value);
		else if (fill.kind === 'absent' && !isRequired) delete own[name];
	}
	return fitsView(view, own) ? own : made;
}

/** The entity above in the path, as far as this one shows it. */
function showOwner(draft: Draft, member: BirthMember, place: string): JsonValue | undefined {
	const { name, view } = member;
	const inner = place === name ? member.inner() : undefined;
	const owner = inner && draft.links?.findOwner(name);
	if (!owner) return undefined;
	const shown = Object.fromEntries(Object.entries(owner).filter(([one]) => inner.has(one)));
	const make: MakeValue = (of, own, at) => generate(draft, of, place + at, own);
	return Object.keys(shown).length === 0 ? undefined : fitValue(shown, view, { make });
}
