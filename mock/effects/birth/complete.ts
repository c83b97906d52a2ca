// An entity is whole from its birth. This is how: what was sent is held against what answers show of it, property by property;
// then what is missing is filled, each by its rule (fill-rules.ts). Changes go the same way.

import {
	getOwn,
	isNullable,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	setOwn,
} from '../../../spec/index.ts';
import { createRandom } from '../../chance/random.ts';
import { stepsToKey } from '../../store/entity-key.ts';
import { toKeyText } from '../../store/key-text.ts';
import type { Finding } from '../../types/finding.ts';
import { findOpening } from './balances.ts';
import type { BirthMember } from './birth-plan.ts';
import { borrowInList, findBorrowedFor } from './borrowed.ts';
import type { Draft, EntityLinks } from './draft.ts';
import { checkShown, fitValue, type MakeValue } from './fit-value.ts';
import { type Intake, NOTHING_SENT } from './intake-plan.ts';
import { generate, makeMissing, makeTag } from './make-missing.ts';
import { writeMoment } from './moments.ts';
import { respell } from './respell.ts';
import { writeTag } from './tags.ts';
import { makeWholeName, nameWhole } from './whole-names.ts';

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** Makes `draft.entity` whole. What it holds that no answer could show is a finding, and the entity is not to be stored then. */
export function completeDraft(draft: Draft): readonly Finding[] {
	const { entity, intake } = draft;
	if (intake) renameSent(draft, intake);
	if (intake?.inside) nestSent(draft, intake.inside);
	if (intake?.name) nameWhole(entity, intake.name, draft.kind === 'part' ? draft.before : undefined);
	const members = draft.plan.membersOf(entity);
	if (draft.kind !== 'part') fillInside(draft, members);
	if (draft.links && intake) borrowForLists(draft, members, draft.links);
	const findings = intake ? judgeSent(draft, intake, members) : NO_FINDINGS;
	if (findings.length > 0) return findings;
	if (draft.kind === 'birth' && draft.plan.aliases.size > 0) nameOtherwise(draft);
	const { versions } = draft.plan.resource;
	if (versions !== undefined && !Object.hasOwn(entity, versions)) setOwn(entity, versions, 1);
	let missing: Finding[] | undefined;
	for (const member of members.values()) {
		if (Object.hasOwn(entity, member.name)) continue;
		const finding = fillMissing(draft, member);
		if (finding) missing = [...(missing ?? []), finding];
	}
	// What a PUT can't say of a name has come back by now.
	if (intake?.name && draft.kind === 'whole') nameWhole(entity, intake.name, draft.before);
	const tagged = draft.kind === 'birth' && intake && tagSent(draft, { sent: entity, members, place: '' });
	if (tagged) Object.assign(entity, tagged);
	return missing ?? NO_FINDINGS;
}

/** What answers can't show of an entity that nobody sent is converted, else left out, to be filled as what is missing. */
export function fitShown(draft: Draft): void {
	judgeSent(draft, NOTHING_SENT, draft.plan.membersOf(draft.entity));
}

/** With the mock's own tags in the place of those that a client sends of what it makes; `undefined`: it sends none. */
function tagSent(
	draft: Draft,
	{ sent, members, place }: { sent: JsonObject; members: ReadonlyMap<string, BirthMember>; place: string },
): JsonObject | undefined {
	let own: JsonObject | undefined;
	for (const member of members.values()) {
		const { name, fill, view } = member;
		const value = getOwn(sent, name);
		const inner = isObject(value) && member.inner();
		const tagged =
			fill.kind === 'tag' && value !== undefined
				? makeTag(draft, view, place + name)
				: inner && tagSent(draft, { sent: value as JsonObject, members: inner, place: `${place}${name}/` });
		if (tagged === undefined || tagged === false) continue;
		own ??= { ...sent };
		setOwn(own, name, tagged);
	}
	return own;
}

/** Gives the entity the aliases that nobody has given it, the same for the same label. */
function nameOtherwise(draft: Draft): void {
	const { entity, plan, label, random } = draft;
	for (const [alias, type] of plan.aliases) {
		if (toKeyText(getOwn(entity, alias))) continue;
		const seed = random.seedFor(`${label}/alias/${alias}`);
		const made = type.kind === 'generated' ? generate(draft, type.view, `alias/${alias}`, alias) : undefined;
		const number = type.kind === 'integer' ? Math.max(type.minimum, seed) : undefined;
		const text = type.kind === 'integer' && type.isText ? String(number) : number;
		setOwn(entity, alias, text ?? (typeof made === 'string' && made !== '' ? made : createRandom(seed, alias).uuid()));
	}
}

/** What answers spell otherwise is stored as they spell it; an object that a patch sends, over what was there. */
function renameSent({ entity, before, kind }: Draft, { renamed, spellings }: Intake): void {
	for (const [name, shown] of renamed) {
		const value = getOwn(entity, name);
		if (value === undefined) continue;
		delete entity[name];
		const there = kind === 'part' ? getOwn(before, shown) : undefined;
		const spelling = spellings.get(shown);
		const own = spelling ? respell(value, spelling) : value;
		setOwn(entity, shown, isObject(there) && isObject(own) ? { ...there, ...own } : own);
	}
	for (const [name, spelling] of spellings) {
		const value = getOwn(entity, name);
		if (value !== undefined) setOwn(entity, name, respell(value, spelling));
	}
}

/** What answers show one level deeper is stored there: over what was there; what is missing then is filled as anywhere. */
function nestSent(draft: Draft, { head, members }: NonNullable<Intake['inside']>): void {
	const { entity, before } = draft;
	const there = getOwn(entity, head.name) ?? getOwn(before, head.name);
	const inner: JsonObject = isObject(there) ? { ...there } : {};
	for (const [name, view] of members) {
		const value = getOwn(entity, name);
		if (value === undefined) continue;
		delete entity[name];
		const make: MakeValue = (of, own, place) => generate(draft, of, `${head.name}/${name}${place}`, own);
		const findLinked = draft.links && ((id: JsonValue) => draft.links?.find(name, id));
		const fitted = fitValue(value, view, { make, findLinked });
		if (fitted !== undefined) setOwn(inner, name, fitted);
	}
	setOwn(entity, head.name, inner);
}

function fillInside(draft: Draft, members: ReadonlyMap<string, BirthMember>): void {
	const { entity, before } = draft;
	for (const member of members.values()) {
		if (!isObject(getOwn(entity, member.name))) continue;
		const whole = completeInside(draft, { member, target: entity, before });
		if (whole) setOwn(entity, member.name, whole);
	}
}

/** What the lines that were sent have of the entities that they name. */
function borrowForLists(
	{ entity, before }: Draft,
	members: ReadonlyMap<string, BirthMember>,
	links: EntityLinks,
): void {
	for (const { name, view } of members.values()) {
		const list = getOwn(entity, name);
		if (!Array.isArray(list) || list.length === 0 || list === getOwn(before, name)) continue;
		const own = borrowInList(list, view, links);
		if (own !== list) setOwn(entity, name, [...own]);
	}
}

interface Inside {
	member: BirthMember;
	/** What holds the member. */
	target: JsonObject;
	/** What held it before. */
	before?: JsonValue | undefined;
	/** E.g. `meta/`; absent: the entity itself. */
	place?: string;
}

/** An object that was sent, with what only the server says of it, by the rules of the entity itself; `undefined`: it lacks nothing. */
function completeInside(draft: Draft, { member, target, before, place = '' }: Inside): JsonObject | undefined {
	const { name } = member;
	const sent = getOwn(target, name);
	const inner = isObject(sent) && member.inner();
	if (!inner) return undefined;
	const was = getOwn(before, name);
	let own: JsonObject | undefined;
	for (const one of inner.values()) {
		const value = Object.hasOwn(sent, one.name)
			? isObject(sent[one.name])
				? completeInside(draft, { member: one, target: sent, before: was, place: `${place}${name}/` })
				: undefined
			: ((draft.kind === 'whole' && !one.isSent ? getOwn(was, one.name) : undefined) ??
				makeWholeName(sent, one.name, inner) ??
				makeMissing(draft, one, `${place}${name}/${one.name}`));
		if (value === undefined) continue;
		own ??= { ...sent };
		setOwn(own, one.name, value);
	}
	return own;
}

/** The moments of the last change are now and versions one more, but for those that the change itself has set; tags are others. */
export function touchUpdated({
	plan,
	entity,
	before,
	nowMs,
}: Pick<Draft, 'plan' | 'entity' | 'before' | 'nowMs'>): void {
	for (const { path, as, view } of plan.updated()) {
		if (as === 'tag') {
			const text = JSON.stringify([before, entity]);
			touchAt({ path, entity, before, next: () => writeTag(view, text), isOwn: true });
		} else touchAt({ path, entity, before, next: (was) => (as === 'next' ? countOn(was) : writeMoment(as, nowMs)) });
	}
}

function touchAt(args: {
	path: readonly string[];
	entity: JsonObject;
	before: JsonValue | undefined;
	next: (was: JsonValue | undefined) => JsonValue | undefined;
	/** Whatever was sent. */
	isOwn?: boolean;
}): void {
	const { entity, before, next, isOwn = false } = args;
	const [name = '', ...deeper] = args.path;
	const value = getOwn(entity, name);
	const was = getOwn(before, name);
	if (deeper.length === 0) {
		const after = isOwn || value === was ? next(was) : undefined;
		if (after !== undefined) setOwn(entity, name, after);
	} else if (isObject(value)) {
		const inner = { ...value };
		touchAt({ path: deeper, entity: inner, before: was, next, isOwn });
		setOwn(entity, name, inner);
	}
}

function countOn(was: JsonValue | undefined): JsonValue | undefined {
	return typeof was === 'number' ? was + 1 : undefined;
}

/** What the request declares and answers show otherwise is converted, else made anew; what it does not even declare is refused. */
function judgeSent(draft: Draft, intake: Intake, members: ReadonlyMap<string, BirthMember>): readonly Finding[] {
	const { entity, before, plan } = draft;
	const key = stepsToKey(plan.resource)[0];
	let findings: Finding[] | undefined;
	for (const name of Object.keys(entity)) {
		if (intake.trusted.has(name) || (draft.isKeyMade && name === key)) continue;
		const member = members.get(name);
		const value = entity[name] as JsonValue;
		if (!member || (before !== undefined && getOwn(before, name) === value)) continue;
		const unfit = checkShown(member.view, value);
		if (unfit.length === 0) continue;
		const make: MakeValue = (view, inner, place) => generate(draft, view, name + place, inner);
		// Who says what is sent has said nothing of what else comes along.
		const isChosen = name === key && ![...intake.renamed.values()].includes(name);
		const isTolerated = (intake.declared.size > 0 || intake.isTolerant === true) && !isChosen;
		const faults = isTolerated ? NO_FINDINGS : unfit.filter(({ code }) => code !== 'required');
		const findLinked = draft.links && ((id: JsonValue) => draft.links?.find(name, id));
		const fitted = faults.length === 0 ? fitValue(value, member.view, { make, findLinked }) : undefined;
		if (fitted !== undefined) setOwn(entity, name, fitted);
		else if (isTolerated) keepShown(draft, name);
		else {
			findings ??= [];
			for (const found of faults.length > 0 ? faults : unfit) {
				const pointer = joinPointer(intake.place, name) + (found.pointer ?? '');
				findings.push({ ...found, code: `request.body.${found.code}`, in: 'body', pointer });
			}
		}
	}
	return findings ?? NO_FINDINGS;
}

/** What answers can't show of what was sent leaves a part of an entity as it was. */
function keepShown(draft: Draft, name: string): void {
	const { entity, before, kind } = draft;
	draft.left = [...(draft.left ?? []), name];
	const kept = kind === 'part' ? getOwn(before, name) : undefined;
	if (kept === undefined) delete entity[name];
	else setOwn(entity, name, kept);
}

function fillMissing(draft: Draft, member: BirthMember): Finding | undefined {
	const { before, kind, intake } = draft;
	const { name, isSent, isRequired, fill } = member;
	const kept = before && getOwn(before, name);
	if (kind === 'part') {
		if (kept === undefined || !isRequired) return undefined;
		// Gone by the change itself: fine where the request lets null in, else no answer could show it any more.
		const sent = intake?.declared.get(name);
		if (!sent || !isNullable(sent)) {
			return {
				code: 'request.body.required',
				message: 'is required',
				in: 'body',
				pointer: joinPointer(intake?.place ?? '', name),
			};
		}
	}
	// Who replaces an entity says nothing of what only the server gives, nor of what can't be gone.
	const isSayable = isSent && (!intake || intake.declared.size === 0 || intake.declared.has(name));
	const isKept = kind === 'whole' && kept !== undefined && (!isSayable || isRequired || fill.kind === 'now');
	const lent = isKept || isSent ? undefined : (findBorrowedFor(draft, name) ?? findOpening(draft.entity, member));
	const value = isKept ? kept : (lent ?? makeMissing(draft, member, name));
	if (value !== undefined) setOwn(draft.entity, name, value);
	return undefined;
}
