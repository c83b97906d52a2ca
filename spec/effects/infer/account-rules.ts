import { outlineProperties } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import { isPartOf, nameOfSchema } from './agreement.ts';
import { type Draft, findDraftOfSchema } from './draft.ts';
import { hasKey } from './evidence.ts';
import { type EntityPlace, findSentEntity, listAnswerObjects } from './find-entity.ts';
import { findKey } from './find-key.ts';
import { endOf, findIdentity, type Login, listLogins } from './logins.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathOperation, type PathTree } from './path-tree.ts';
import { addPerson, listAnswerPeople, NOUN } from './person-rules.ts';
import { listPeople, PEOPLE, REGISTERS } from './register-rules.ts';
import { give, type RuleContext, sendAt, showAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** What paths call whoever asks. */
export const SELVES: ReadonlySet<string> = new Set([
	...['me', 'self', 'myself', 'whoami', 'current', 'currentuser', 'loggedinuser', 'userinfo'],
	...['profile', 'myprofile', 'userprofile', 'account', 'myaccount'],
]);
const TOKENS = new Set([
	'token',
	'accesstoken',
	'authtoken',
	'jwt',
	'jwttoken',
	'idtoken',
	'sessiontoken',
	'bearertoken',
]);
/** Whoever is signed in has no name in the path. */
const NOBODY: Expression = { kind: 'constant', value: '', source: '' };

/** Gives the operations that sign somebody in, and those that are about whoever it is, their effects; none where the document has not both. */
export function ruleAccounts(context: RuleContext, tree: PathTree): void {
	const made = findPeople(context);
	const selves = tree.nodes.filter((node) => isSelf(node, made));
	if (!selves.some((node) => findMethod(node, 'get')) && made?.entity) {
		ruleLogins(context, { people: made, entity: made.entity, selves, tree });
		return;
	}
	if (selves.length === 0 || (!made && ruleAlone(context, { selves, tree }))) return;
	const people = made ?? addPeople(context, { selves, tree });
	if (people?.entity) ruleSelves(context, { people, entity: people.entity, selves, tree });
}

/** The people that something makes. */
function findPeople(context: RuleContext): Draft | undefined {
	const { drafts, made } = context;
	// Who has no path at all has registered.
	const alone = drafts.filter(({ evidence, node }) => evidence.length === 0 && node === undefined);
	return [...alone, ...listPeople(context)].find((draft) => made.has(draft));
}

function isSelf(node: PathNode, people: Draft | undefined): boolean {
	if (endsInName(node) || (node.children.get('')?.operations.length ?? 0) > 0) return false;
	// `/users/{id}/profile` is that of anybody.
	if (node.steps.includes(undefined)) return false;
	const word = lastWord(node);
	// Who has no path at all has registered.
	const nouns = people && people.evidence.length > 0 ? people.evidence.map(({ family }) => family.noun) : PEOPLE;
	return SELVES.has(plainWord(word)) || (toSingular(word) === word && nouns.some((noun) => toSingular(noun) === word));
}

interface Selves {
	people: Draft;
	entity: SchemaView;
	selves: readonly PathNode[];
	tree: PathTree;
}

/** Where nothing asks who is signed in, those who sign in are shown all the same: `POST /login` that answers the user. */
function ruleLogins(context: RuleContext, args: Selves): void {
	const { people, entity, selves, tree } = args;
	const logins = listLogins(context, tree).filter(({ entry }) => {
		const answer = viewAnswer(entry);
		return answer !== undefined && listAnswerPeople(answer).some(({ view }) => isSame(view, entity));
	});
	const isGiven = logins.map((one) => giveLogin(context, { ...args, ...one })).includes(true);
	if (!isGiven) return;
	signRegistered(context, people);
	for (const node of selves) for (const one of node.operations) giveChange(context, { people, entity, entry: one });
}

function ruleSelves(context: RuleContext, args: Selves): void {
	const { people, entity, selves, tree } = args;
	const shown = selves.flatMap((node) => {
		const read = node.operations.find(({ method }) => method === 'get');
		const place = read && findShown(context, { people, entity, view: viewAnswer(read) });
		return place ? [{ node, place }] : [];
	});
	if (shown.length === 0) return;
	const signs = [
		signRegistered(context, people),
		...listLogins(context, tree).map((one) => giveLogin(context, { ...args, ...one })),
	];
	if (!signs.includes(true)) return;
	for (const node of selves) for (const entry of node.operations) giveChange(context, { people, entity, entry });
	for (const { node, place } of shown) for (const entry of node.operations) giveSelf(context, { people, entry, place });
}

/** Those of the people, by the schema's name, or by the key and what it shares with them. */
function findShown(
	{ index }: RuleContext,
	{ people, entity, view }: { people: Draft; entity: SchemaView; view: SchemaView | undefined },
): EntityPlace | undefined {
	if (!view) return undefined;
	const places = listAnswerObjects(view);
	return (
		places.find((place) => findDraftOfSchema(index, place.view) === people) ??
		places.find(
			(place) => hasKey(place.view, people.key) && isPartOf(place.view, entity) && isPartOf(entity, place.view),
		)
	);
}

/** Whoever registers, or is made with a token, is signed in. */
function signRegistered(context: RuleContext, people: Draft): boolean {
	let signs = false;
	for (const given of context.given.values()) {
		const { draft, parts, entry } = given;
		if (draft !== people || parts.kind !== 'create' || parts.each) continue;
		const view = viewAnswer(entry);
		if (
			!REGISTERS.has(endOf(entry)) &&
			!(view && listAnswerObjects(view).some((place) => findNameIn(place.view, TOKENS)))
		)
			continue;
		given.parts = { ...parts, signsIn: true };
		signs = true;
	}
	return signs;
}

function giveLogin(context: RuleContext, { people, entity, entry, credentials }: Selves & Login): boolean {
	const found = findIdentity(credentials, entity) ?? findRegistered(context, { people, credentials });
	if (!found) return false;
	const answer = viewAnswer(entry);
	const shown = answer && listAnswerPeople(answer).find(({ view: one }) => isSame(one, entity));
	const key = credentials.read(found.name);
	give(context, { entry, draft: people, parts: { kind: 'read', key, by: found.by, signsIn: true, ...showAt(shown) } });
	return true;
}

/** By what who registers sends, though nobody is shown it: the e-mail of `{ id, username }`. */
function findRegistered(
	{ given }: RuleContext,
	{ people, credentials }: Pick<Selves, 'people'> & Pick<Login, 'credentials'>,
): ReturnType<typeof findIdentity> {
	for (const { draft, parts, entry } of given.values()) {
		const { view } = viewSentBody(entry.operation);
		const found = draft === people && parts.kind === 'create' && view ? findIdentity(credentials, view) : undefined;
		if (found) return found;
	}
	return undefined;
}

/** `GET`, `PUT`, `PATCH` and `DELETE /me`: of what there is one where nobody is signed in, it is that then. */
function giveSelf(
	context: RuleContext,
	{ people, entry, place }: { people: Draft; entry: PathOperation; place: EntityPlace },
): void {
	const given = context.given.get(entry.operation);
	const current = people.name;
	if (given) {
		if (given.draft.isSingleton) given.parts = { ...given.parts, current };
		return;
	}
	if (entry.method === 'get')
		give(context, { entry, draft: people, parts: { kind: 'read', key: NOBODY, answer: place.pointer, current } });
	if (entry.method === 'delete')
		give(context, { entry, draft: people, parts: { kind: 'delete', key: NOBODY, current } });
}

/** `PUT /auth/profile` that nothing reads: what it takes is changed. */
function giveChange(
	context: RuleContext,
	{ people, entity, entry }: { people: Draft; entity: SchemaView; entry: PathOperation },
): void {
	const { view } = viewSentBody(entry.operation);
	if (!(entry.method === 'put' || entry.method === 'patch') || !view || context.given.has(entry.operation)) return;
	const sent = findSentEntity(view, { noun: '', entity });
	if (!sent?.isSure) return;
	const shown = findShown(context, { people, entity, view: viewAnswer(entry) });
	const parts = { kind: 'patch' as const, key: NOBODY, set: new Map(), current: people.name };
	give(context, { entry, draft: people, parts: { ...parts, ...sendAt(sent.place), ...showAt(shown) } });
}

/** Where nothing but `/me` shows who registers, those are people all the same. */
function addPeople(
	context: RuleContext,
	{ selves, tree }: { selves: readonly PathNode[]; tree: PathTree },
): Draft | undefined {
	const shown = selves.flatMap((node) =>
		node.operations.flatMap((entry) => {
			const view = entry.method === 'get' && !context.given.has(entry.operation) ? viewAnswer(entry) : undefined;
			return view ? listAnswerObjects(view) : [];
		}),
	);
	for (const entry of tree.nodes.flatMap(({ operations }) => operations)) {
		if (entry.method !== 'post' || context.given.has(entry.operation) || !isNew(entry)) continue;
		const [answer, sent] = [viewAnswer(entry), viewSentBody(entry.operation).view];
		const place = answer && listAnswerObjects(answer).find(({ view }) => shown.some((one) => isSame(one.view, view)));
		const key = place && findKey(place.view, { noun: NOUN, parameter: 'id' });
		if (!place || !key || !sent) continue;
		const draft = addPerson(context, { place, key: key.path });
		const inside = findSentEntity(sent, { noun: NOUN, entity: place.view })?.place;
		give(context, { entry, draft, parts: { kind: 'create', set: new Map(), ...sendAt(inside), ...showAt(place) } });
		return draft;
	}
	return undefined;
}

/** Where nothing but `/user` shows and changes anybody, there is one of them: who registers or signs in is that one. Whether it is so. */
function ruleAlone(context: RuleContext, { selves, tree }: { selves: readonly PathNode[]; tree: PathTree }): boolean {
	const draft = context.drafts.find(({ isSingleton, node }) => isSingleton && node && selves.includes(node));
	const { entity, node } = draft ?? {};
	if (!draft || !entity || !node) return false;
	const noun = lastWord(node);
	const key: Expression = { kind: 'constant', value: noun, source: noun };
	const logins = new Set(listLogins(context, tree).map(({ entry }) => entry));
	for (const entry of tree.nodes.flatMap(({ operations }) => operations)) {
		if (entry.method !== 'post' || context.given.has(entry.operation)) continue;
		const registers = isNew(entry);
		if (!registers && !logins.has(entry)) continue;
		const [answer, sent] = [viewAnswer(entry), viewSentBody(entry.operation).view];
		const shown = answer && listAnswerObjects(answer).find(({ view }) => isSame(view, entity));
		const place = sent && findSentEntity(sent, { noun, entity })?.place;
		if (!shown || !place) continue;
		const parts = { key, set: new Map(), ...sendAt(place), ...showAt(shown) };
		give(context, {
			entry,
			draft,
			parts: registers ? { kind: 'replace', upsert: true, ...parts } : { kind: 'patch', ...parts },
		});
	}
	return true;
}

/** `POST /auth/register`, `POST /users` */
function isNew(entry: PathOperation): boolean {
	return REGISTERS.has(endOf(entry)) || PEOPLE.includes(plainWord(toSingular(endOf(entry))));
}

function isSame(one: SchemaView, other: SchemaView): boolean {
	const name = nameOfSchema(one);
	return name !== undefined && name === nameOfSchema(other);
}

function findNameIn(view: SchemaView, words: ReadonlySet<string>): string | undefined {
	return [...outlineProperties(view).keys()].find((name) => words.has(plainWord(name)));
}
