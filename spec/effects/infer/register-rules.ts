// Who registers: `POST /auth/register`, which answers with a token, a few words or nothing.

import { outlineProperties } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import { countShared, listPlainNames } from './agreement.ts';
import { type Draft, isBelow } from './draft.ts';
import { findSentEntity } from './find-entity.ts';
import { endsInName, type PathNode, type PathOperation } from './path-tree.ts';
import { give, type RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/** What paths call it to register. */
export const REGISTERS = new Set(['register', 'registration', 'registrations', 'signup', 'createaccount', 'join']);
/** Who registers. */
export const PEOPLE = ['user', 'account', 'member', 'customer', 'client', 'person', 'player'];
/** By what somebody signs in, as the entity may show it. */
export const IDENTITIES = ['email', 'emailaddress', 'username', 'login', 'phone', 'phonenumber', 'mobile'];
/** What nobody is shown. */
export const SECRETS = new Set([
	'password',
	'passwordconfirmation',
	'confirmpassword',
	'passwordconfirm',
	'pin',
	'secret',
	'captcha',
]);

/**
 * What is sent becomes one of the users above the path, or of those that nothing else makes; where there are none, and a 409 may say
 * that somebody registers twice, it is kept by itself. Whether it is that.
 */
export function ruleRegistration(
	context: RuleContext,
	{ node, entry }: { node: PathNode; entry: PathOperation },
): boolean {
	// As it is written: where other verbs stand beside it, the node has none.
	const word = entry.outline.template.replace(/\/+$/, '').split('/').at(-1) ?? '';
	if (entry.method !== 'post' || endsInName(node) || !REGISTERS.has(plainWord(word))) return false;
	const { view } = viewSentBody(entry.operation);
	if (!view || outlineProperties(view).size === 0) return false;
	const mayClash = entry.operation.responses.has('409');
	const { byCollection } = context.index;
	const above = byCollection.get(node) ?? (node.parent && byCollection.get(node.parent));
	const people = above ?? listPeople(context, node)[0];
	const isMade = people !== undefined && context.made.has(people);
	const isOne =
		people &&
		(people === above || mayClash || !isMade) &&
		(takesIt(people, view) || (!isMade && namesOne(people, view)));
	const draft = isOne ? people : mayClash ? addRegistration(context, { node, view, word }) : undefined;
	if (draft) give(context, { entry, draft, parts: { kind: 'create', set: new Map() } });
	return draft !== undefined;
}

/** Those who have a collection; the members of a board are nobody that registers, but at `node` beside them: `/tenants/{id}/register`. */
export function listPeople({ index }: RuleContext, node?: PathNode): readonly Draft[] {
	return PEOPLE.flatMap((noun) =>
		[...(index.byNoun.get(noun) ?? [])].filter(
			(draft) => noun === 'user' || noun === 'account' || !isOfOthers(draft) || isBeside(draft, node),
		),
	);
}

function isBeside({ evidence }: Draft, node: PathNode | undefined): boolean {
	const above = new Set<PathNode>();
	for (let one = node?.parent; one; one = one.parent) above.add(one);
	return evidence.some(({ family }) => above.has(family.prefix));
}

/** All of their collections stand below an item: `/boards/{id}/members`. */
export function isOfOthers({ evidence }: Draft): boolean {
	return evidence.length > 0 && evidence.every(({ family }) => isBelow(family));
}

/** Half of what is sent, but for secrets, is shown of them. */
function takesIt({ entity, isSingleton }: Draft, view: SchemaView): boolean {
	if (!entity || isSingleton || findSentEntity(view, { noun: '', entity })?.place.pointer !== '') return false;
	const secrets = [...outlineProperties(view).keys()].filter((name) => SECRETS.has(plainWord(name))).length;
	const { shared, of } = countShared(view, entity);
	return shared > 0 && shared * 2 >= of - secrets;
}

/** What they are shown by is sent with a secret, whatever else is (`{ email, password, firstName, lastName }` of `{ id, email, name }`). */
function namesOne({ entity, isSingleton }: Draft, view: SchemaView): boolean {
	if (!entity || isSingleton) return false;
	const [sent, own] = [listPlainNames(view), listPlainNames(entity)];
	return [...SECRETS].some((name) => sent.has(name)) && IDENTITIES.some((name) => sent.has(name) && own.has(name));
}

function addRegistration(
	context: RuleContext,
	{ node, view, word }: { node: PathNode; view: SchemaView; word: string },
): Draft {
	const taken = new Set(context.drafts.map(({ name }) => name));
	const plain = plainWord(word).startsWith('regist') ? 'registration' : plainWord(word);
	let name = plain;
	for (let number = 2; taken.has(name); number += 1) name = `${plain}_${number}`;
	const draft: Draft = {
		name,
		key: ['id'],
		isHidden: true,
		isSingleton: false,
		known: undefined,
		evidence: [],
		entity: view,
		node,
	};
	context.drafts.push(draft);
	return draft;
}
