// What an operation's request says of the entities that it sends, worked out once: names that answers spell otherwise or show
// elsewhere, and what needs no second look.

import {
	getOwn,
	guessTypes,
	isWithheld,
	listPossibleProperties,
	NOTE_KEYWORDS,
	type Operation,
	type Pointer,
	type SchemaView,
	viewItems,
	viewSent,
} from '../../../spec/index.ts';
import { type BirthMember, type BirthPlan, spellPlainly } from './birth-plan.ts';
import { type Envelope, findEnvelope } from './envelopes.ts';
import { planSpelling, type Spelling } from './respell.ts';
import { findWholeName, type WholeName } from './whole-names.ts';

/** What an operation's request says of the entity that it sends. */
export interface Intake {
	/** The properties that it declares. */
	declared: ReadonlyMap<string, SchemaView>;
	/** Names that answers spell otherwise, e.g. `FriendlyName` → `friendly_name`. */
	renamed: ReadonlyMap<string, string>;
	/** What lies in properties and is spelled otherwise there, by the names that answers have for them. */
	spellings: ReadonlyMap<string, Spelling>;
	/** As requests spell the key, where answers spell it otherwise. */
	keyName?: string | undefined;
	/** What answers show one level deeper, e.g. `{ head: 'attributes', members: title → … }`; absent: nothing. */
	inside?: { head: BirthMember; members: ReadonlyMap<string, SchemaView> } | undefined;
	/** What answers can't show of it is left out rather than refused. */
	isTolerant?: boolean;
	/** What answers show in an object that requests leave out, or the other way round, by the property. */
	envelopes: ReadonlyMap<string, Envelope>;
	/** A name that it tells in parts and answers show as a whole, or the other way round. */
	name?: WholeName | undefined;
	/** Where in the body the entity lies. */
	place: Pointer;
	/** Those that the request's check has judged as the answer's would: they need no second look. */
	trusted: ReadonlySet<string>;
}

/** Of what no request sends as an entity. */
export const NOTHING_SENT: Intake = {
	declared: new Map(),
	renamed: new Map(),
	spellings: new Map(),
	envelopes: new Map(),
	isTolerant: true,
	place: '',
	trusted: new Set(),
};

/** What an operation's request says of the entities of a plan. */
export function planIntake(operation: Operation, plan: BirthPlan): Intake {
	const view = viewSent(operation);
	const declared = new Map(
		[...(view ? listPossibleProperties(view) : [])].filter(([, member]) => !isWithheld(member, 'request')),
	);
	const trusted = new Set<string>();
	const renamed = new Map<string, string>();
	const spellings = new Map<string, Spelling>();
	const envelopes = new Map<string, Envelope>();
	const members = plan.membersOf({});
	const spelled = new Map([...members.keys()].map((name) => [spellPlainly(name), name]));
	for (const [name, member] of declared) {
		const plain = spellPlainly(name);
		const other = members.has(name)
			? undefined
			: (spelled.get(plain) ??
				findNamedById(name, { spelled, members }) ??
				findWithoutNoun(plain, { spelled, members, resource: plan.resource }));
		if (other !== undefined && !declared.has(other)) renamed.set(name, other);
		const shown = members.get(other ?? name);
		const envelope = shown && findEnvelope(member, shown.view);
		if (envelope) envelopes.set(name, envelope);
		const spelling = shown && !envelope ? planSpelling(member, shown.view) : undefined;
		if (spelling) spellings.set(other ?? name, spelling);
		if (shown && isAsStrict(member, shown.view)) trusted.add(other ?? name);
	}
	const inside = findInside(declared, { members, renamed });
	const keyName = [...renamed].find(([, other]) => other === plan.resource.key)?.[0];
	for (const [name, other] of renamed) declared.set(other, declared.get(name) as SchemaView);
	// What the effect itself writes is none of the request's.
	const { effect } = operation;
	for (const name of [...plan.resource.scope, ...(effect && 'set' in effect ? effect.set.keys() : [])])
		if (!takes(effect, name)) trusted.add(name);
	if (plan.resource.state !== undefined && effect?.kind === 'create') trusted.add(plan.resource.state);
	const isTolerant =
		effect !== undefined && 'set' in effect && [...effect.set.keys()].some((name) => takes(effect, name));
	const place = effect?.request ?? '';
	const name = findWholeName(declared, { members, renamed });
	return { declared, renamed, spellings, envelopes, trusted, inside, keyName, name, place, isTolerant };
}

/** A change sets it to what the request says, or to so much more, whatever that is: `PUT /orders/{id}/status/{status}`. What a document declares is taken at its word. */
function takes(effect: Operation['effect'], name: string): boolean {
	const value = effect?.inferred === true && effect.kind === 'patch' ? effect.set.get(name) : undefined;
	return value?.kind === 'expression' || (value?.kind === 'add' && value.expression !== undefined);
}

/** What answers show of another entity whose id is sent: `ticket_type` for `ticket_type_id`, `tags` for `tag_ids`. */
function findNamedById(
	name: string,
	{ spelled, members }: { spelled: ReadonlyMap<string, string>; members: ReadonlyMap<string, BirthMember> },
): string | undefined {
	const [, noun, many] = /^(.+?)(?:_id|Id|ID)(s?)$/.exec(name) ?? [];
	if (noun === undefined) return undefined;
	const shown = spelled.get(spellPlainly(many === '' ? noun : `${noun}s`));
	const view = shown === undefined ? undefined : members.get(shown)?.view;
	return view && guessTypes(view).has(many === '' ? 'object' : 'array') ? shown : undefined;
}

/** What requests call after the resource, and answers do not: `project_name`, shown as `name`. Its key is none of these. */
function findWithoutNoun(
	plain: string,
	args: {
		spelled: ReadonlyMap<string, string>;
		members: ReadonlyMap<string, BirthMember>;
		resource: BirthPlan['resource'];
	},
): string | undefined {
	const { spelled, members, resource } = args;
	const noun = spellPlainly(resource.name);
	const shown = plain.startsWith(noun) ? spelled.get(plain.slice(noun.length)) : undefined;
	const view = shown === undefined || shown === resource.key ? undefined : members.get(shown)?.view;
	return view && [...guessTypes(view)].some((type) => type !== 'object' && type !== 'array') ? shown : undefined;
}

/**
 * The object that holds what was sent flat, where answers show it deeper (JSON:API's `attributes`): one that is called so, else the only
 * one that has all of it, where nothing that is sent is shown beside it.
 */
function findInside(
	declared: ReadonlyMap<string, SchemaView>,
	{ members, renamed }: { members: ReadonlyMap<string, BirthMember>; renamed: ReadonlyMap<string, string> },
): Intake['inside'] {
	const loose = [...declared.keys()].filter((name) => !members.has(name) && !renamed.has(name));
	if (loose.length === 0) return undefined;
	const holders = [...members.values()].flatMap((head) => {
		if (declared.has(head.name) || !guessTypes(head.view).has('object')) return [];
		const own = listPossibleProperties(head.view);
		const held = loose.flatMap((name): [string, SchemaView][] => {
			const view = own.get(name);
			return view ? [[name, view]] : [];
		});
		return held.length === 0 ? [] : [{ head, members: new Map(held) }];
	});
	const named = holders.find(({ head }) => head.name === 'attributes');
	const [only, other] = holders.filter(({ members }) => members.size === declared.size);
	return named ?? (other ? undefined : only);
}

/** Schemas of the same keywords judge alike in both directions, where nothing in them is for one direction alone. */
function isAsStrict(sent: SchemaView, shown: SchemaView): boolean {
	const rules = writeRules(shown);
	if (guessTypes(sent).size === 0 || writeRules(sent) !== rules) return false;
	// The same reference means the same in one document only.
	const isOneDocument = sent.roots[0]?.document === shown.roots[0]?.document;
	return (isOneDocument || !REFERENCE.test(rules)) && isOneForBoth(shown, new Set());
}

const REFERENCE = /"\$(?:dynamic)?ref"/i;

function isOneForBoth(view: SchemaView, seen: Set<SchemaView>): boolean {
	if (seen.has(view)) return true;
	seen.add(view);
	if (view.unions.length > 0 || view.conditions.length > 0) return false;
	if (isWithheld(view, 'request') || isWithheld(view, 'response')) return false;
	const items = viewItems(view);
	return [...listPossibleProperties(view).values(), ...(items ? [items] : [])].every((one) => isOneForBoth(one, seen));
}

/** Keywords that judge nothing. */
const NOTES = new Set([...NOTE_KEYWORDS, 'readOnly', 'writeOnly', '$ref']);

function writeRules({ parts }: SchemaView): string {
	const rules = parts.flatMap(({ value }) =>
		typeof value === 'object' && value !== null
			? Object.keys(value)
					.filter((keyword) => !NOTES.has(keyword) && !keyword.startsWith('x-'))
					.map((keyword) => `${keyword}:${JSON.stringify(getOwn(value, keyword))}`)
			: [String(value)],
	);
	return [...new Set(rules)].sort().join();
}
