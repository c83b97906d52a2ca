// Whose an entity is, where that is called otherwise than what its path names: `authorId` of a post in `/users/{id}/posts`, `author: { id }`.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Binding } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import { findNamedProperty } from './named-property.ts';
import { listNames, type PathOperation } from './path-tree.ts';
import { PEOPLE } from './register-rules.ts';
import type { Given, RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, splitName, toSingular } from './words.ts';

/** What says whose an entity is, besides what the user is called: who is signed in has made it. */
export const OWNERS: readonly string[] = ['owner', 'author', 'creator', 'created_by'];
/** What says who has made it, where no request does. */
export const MAKERS: readonly string[] = [
	...[
		'poster',
		'uploader',
		'organizer',
		'bidder',
		'buyer',
		'reporter',
		'requester',
		'borrower',
		'sender',
		'backer',
		'donor',
	],
	...['posted_by', 'uploaded_by', 'submitted_by', 'requested_by', 'reported_by', 'sent_by'],
];
const SIGNED = [...OWNERS, ...MAKERS].map(plainWord);
/** Others to whom an entity belongs by what they are. */
const ROLES = [...SIGNED, 'seller', 'customer', 'client'];
/** Beside these it may be of somebody in another way: a message of who got it, a group of its members. */
const OTHERS =
	/^(?:assign|recipient|receiver|sender|review|approv|invite)|^(?:to|from)(?:user)?(?:id)?$|updatedby|modifiedby/;
const COMPANIES = ['member', 'participant', 'collaborator', 'user', 'attendee', 'follower', 'contributor', 'person'];
const IDENTIFIERS = ['id', 'uuid', 'guid'];

/** A name in a path before the entity. */
interface Told {
	name: string;
	noun: string;
}

/**
 * The property that shows it, and, of an object, what in it: only where those who make entities tell that, or are signed in, and nothing else may
 * be meant. `undefined`: it can't be told.
 */
export function findWhose(
	draft: Draft,
	{ told, own, context }: { told: Told; own: readonly Given[]; context: RuleContext },
): Pick<Binding, 'property' | 'inside'> | undefined {
	if (!draft.entity) return undefined;
	const one = plainWord(toSingular(told.noun));
	const members = [...outlineProperties(draft.entity)];
	const named = members.filter(([name]) => plainWord(name) === one);
	// Who is called so in the path, or by what it is to the entity.
	const roles = named.length > 0 || !PEOPLE.includes(one) ? named : listRoles(members, context);
	const [found] = roles;
	if (!found || roles.length > 1) return undefined;
	const [property, view] = found;
	const word = readRole(property);
	const inside = outlineView(view).kind === 'object' ? findInside(view, told) : undefined;
	const isKey = inside !== undefined || (named.length === 0 && isKeyOf(property, view, told));
	return isKey && isTold({ word, noun: told.noun, own, context })
		? { property, ...(inside !== undefined && { inside }) }
		: undefined;
}

/** `/users/me/posts`, `/orders/my`, `/my-orders`: by what a list tells those of who is signed in; nothing: it is of all, or nothing tells that. */
export function findMine(
	{ entry, draft, parts }: Given,
	{ own, context }: { own: readonly Given[]; context: RuleContext },
): { mine?: { property: string; inside?: string; by: string } } {
	if (entry.names.some((name) => name !== undefined) || !entry.node.steps.some(isMine)) return {};
	const people = [...context.given.values()].find(({ parts }) => parts.signsIn)?.draft;
	if (!people || people === draft || parts.assigned || parts.part) return {};
	// Who has no path at all has registered.
	const noun = people.evidence[0]?.family.noun ?? people.name;
	const told = { name: people.key.at(-1) ?? '', noun };
	const scalar = draft.entity && findNamedProperty(draft.entity, { ...told, key: draft.key });
	const found = scalar === undefined ? findWhose(draft, { told, own, context }) : { property: scalar };
	return found?.property === undefined ? {} : { mine: { ...found, property: found.property, by: people.name } };
}

/** No request says whose it is, by this property: of what is made while nobody is signed in that isn't known. */
export function isSaidByNobody(
	property: string | undefined,
	{ noun, own }: { noun: string; own: readonly Given[] },
): boolean {
	const one = plainWord(toSingular(noun));
	const word = property === undefined ? '' : readRole(property);
	if (property === undefined || !PEOPLE.includes(one) || ![...SIGNED, one].includes(word)) return false;
	return !own.some(({ entry, parts }) => {
		if (parts.kind === 'list' || parts.kind === 'read') return false;
		if ('set' in parts && parts.set.has(property)) return true;
		return saysIn(entry, { word, one });
	});
}

const MINE = ['me', 'my', 'mine', 'self', 'myself'];

function isMine(step: string | undefined): boolean {
	const [first, ...others] = splitName(step ?? '');
	return first !== undefined && MINE.includes(first) && (others.length === 0 || first === 'my');
}

function listRoles(
	members: readonly (readonly [string, SchemaView])[],
	{ index }: RuleContext,
): (readonly [string, SchemaView])[] {
	const isOpen = members.some(
		([name]) => OTHERS.test(plainWord(name)) || COMPANIES.some((word) => plainWord(toSingular(name)).startsWith(word)),
	);
	// An author of their own is no user.
	return isOpen ? [] : members.filter(([name]) => ROLES.includes(readRole(name)) && !index.byNoun.has(readRole(name)));
}

/** `authorId`, `author_id` and `author` → `author`. */
function readRole(property: string): string {
	const words = splitName(property);
	return IDENTIFIERS.includes(words.at(-1) ?? '') ? words.slice(0, -1).join('') : words.join('');
}

/** What the path has, in the object: `username` of `/profiles/{username}`, `id` of `/users/{userId}`. */
function findInside(view: SchemaView, { name, noun }: Told): string | undefined {
	const role = splitName(name).at(-1) ?? '';
	const wanted = [plainWord(name), role, `${plainWord(toSingular(noun))}${role}`];
	return [...outlineProperties(view)].find(
		([one, member]) => wanted.includes(plainWord(one)) && outlineView(member).kind === 'scalar',
	)?.[0];
}

/** A text that is no id may be a name. */
function isKeyOf(property: string, view: SchemaView, { name }: Told): boolean {
	const { kind, view: decided } = outlineView(view);
	if (kind !== 'scalar' || !IDENTIFIERS.includes(splitName(name).at(-1) ?? '')) return false;
	return IDENTIFIERS.includes(splitName(property).at(-1) ?? '') || guessTypes(decided).has('integer');
}

/** Requests that make entities say it, in their path or their body, or who is signed in is known. */
function isTold({
	word,
	noun,
	own,
	context,
}: {
	word: string;
	noun: string;
	own: readonly Given[];
	context: RuleContext;
}): boolean {
	const one = plainWord(toSingular(noun));
	const isSent = own.some(({ entry, parts }) => parts.kind === 'create' && saysIn(entry, { word, one }));
	if (isSent || ![...SIGNED, one].includes(word)) return isSent;
	return [...context.given.values()].some(
		({ draft, parts }) => parts.signsIn && (draft.name === one || context.index.byNoun.get(one)?.has(draft)),
	);
}

/** In its path or its body. */
function saysIn(entry: PathOperation, { word, one }: { word: string; one: string }): boolean {
	if (listNames(entry).some((name) => plainWord(toSingular(name.noun)) === one)) return true;
	const { view } = viewSentBody(entry.operation);
	return view !== undefined && [...outlineProperties(view).keys()].some((name) => readRole(name) === word);
}
