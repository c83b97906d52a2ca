// Things of which there is one (`/me`, `/settings`): a path that ends in a word, whose GET shows an object that another method changes.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import { countShared, isFreeObject, listPlainNames, nameOfSchema } from './agreement.ts';
import type { Draft } from './draft.ts';
import { isObjectView } from './evidence.ts';
import { namesOne } from './families.ts';
import { type EntityPlace, findAlike, listAnswerObjects, listObjects } from './find-entity.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { SECRETS } from './register-rules.ts';
import { give, type RuleContext, sendAt, showAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** The changes that show that something is there to be changed. */
const CHANGES = ['put', 'patch', 'post'] as const;

/** What a singleton's operations show. */
interface Singleton {
	node: PathNode;
	read: PathOperation;
	shown: EntityPlace;
	changes: readonly { entry: PathOperation; sent: EntityPlace }[];
}

/**
 * The singletons among some paths of a document, as drafts with their effects. Agreement: the GET shows an object (in an envelope or not), and half of
 * what PUT or PATCH takes are properties of it; of a POST, which might create, the answer has the same schema as well, and not 201, or it is called in the singular.
 */
export function ruleSingletons(context: RuleContext, nodes: readonly PathNode[]): void {
	let items: Set<string> | undefined;
	for (const node of nodes) {
		const isCollection = (node.children.get('')?.operations.length ?? 0) > 0;
		const found = endsInName(node) || isCollection ? undefined : studySingleton(node);
		if (!found) continue;
		if (found.changes.every(({ entry }) => isMadeBy(node, entry))) {
			items ??= listItems(nodes);
			// What is made here and read by its key elsewhere is one of many.
			if (items.has(nameOfSchema(found.shown.view) ?? plainWord(lastWord(node)))) continue;
		}
		giveEffects(context, found);
	}
}

/** What items are read by: the names of their schemas, or where these have none, the nouns of their paths. */
function listItems(nodes: readonly PathNode[]): Set<string> {
	const schemas = new Set<string>();
	for (const node of nodes) {
		const read = endsInName(node) ? findMethod(node, 'get') : undefined;
		const view = read && viewAnswer(read);
		for (const place of view ? listObjects(view, 2) : [])
			schemas.add(nameOfSchema(place.view) ?? plainWord(toSingular(lastWord(node))));
	}
	return schemas;
}

function studySingleton(node: PathNode): Singleton | undefined {
	const read = findMethod(node, 'get');
	const changing = CHANGES.flatMap((method) => findMethod(node, method) ?? []);
	if (!read || changing.length === 0 || namesOne(node)) return undefined;
	const view = viewAnswer(read);
	if (!view || !isObjectView(view)) return undefined;
	let shown: EntityPlace | undefined;
	const changes: { entry: PathOperation; sent: EntityPlace }[] = [];
	for (const entry of changing) {
		const body = viewSentBody(entry.operation).view;
		const pair = findMade(node, { entry, view, body }) ?? findPair(view, body);
		if (!pair || (entry.method === 'post' && !answersTheSame(entry, pair.shown.view) && !isMadeBy(node, entry)))
			continue;
		shown ??= pair.shown;
		changes.push({ entry, sent: pair.sent });
	}
	return shown && !isOfItem(node, shown.view) ? { node, read, shown, changes } : undefined;
}

/** `/orders/{id}/details` that shows the schema of `/orders/{id}` is that order, and so is `/users/{id}/roles` that shows the `{ roles }` of `/users/{id}`. */
function isOfItem(node: PathNode, shown: SchemaView): boolean {
	const { parent } = node;
	const read = parent && endsInName(parent) ? findMethod(parent, 'get') : undefined;
	const view = read && viewAnswer(read);
	if (!parent || !view) return false;
	const own = findAlike(view, shown);
	if (own && nameOfSchema(own.view) !== undefined && nameOfSchema(own.view) === nameOfSchema(shown)) return true;
	const isValue = listPlainNames(shown).has(plainWord(lastWord(node)));
	const parameter = node.operations[0]?.names[parent.steps.length - 1];
	const keys = [plainWord(parameter ?? ''), `${plainWord(toSingular(lastWord(parent)))}id`];
	return isValue && listAnswerObjects(view).some((one) => isWithin(shown, one.view, keys));
}

/** The other has all of its properties, and more; what the path calls the other one by (`keys`) is its key. */
function isWithin(one: SchemaView, other: SchemaView, keys: readonly string[]): boolean {
	const { shared, of } = countShared(one, other);
	const [names, others] = [listPlainNames(one), listPlainNames(other)];
	const isKeyed = keys.some((key) => names.has(key) && !others.has(key));
	return shared > 0 && shared + Number(isKeyed) === of && of < others.size;
}

/** Where the two speak of the same thing, looked for in the envelopes of both. */
function findPair(
	answer: SchemaView,
	request: SchemaView | undefined,
): { shown: EntityPlace; sent: EntityPlace } | undefined {
	if (!request || !isObjectView(request)) return undefined;
	for (const sent of listSent(request)) {
		for (const shown of listObjects(answer, 2)) {
			const { shared, of } = countShared(sent.view, shown.view);
			const identity = nameOfSchema(sent.view);
			const isSame = identity !== undefined && identity === nameOfSchema(shown.view);
			const isFree = isFreeObject(sent.view) && isFreeObject(shown.view);
			if (!isSame && !isFree && (shared === 0 || shared * 2 < of)) continue;
			// Two envelopes that look alike are not yet what is in them.
			if (of === 1 && !isSame && isEnvelopeOnly(sent.view)) continue;
			return { shown, sent };
		}
	}
	return undefined;
}

function listSent(request: SchemaView): EntityPlace[] {
	return isEnvelopeOnly(request) ? listObjects(request, 1).reverse() : [{ pointer: '', view: request }];
}

/** Its only property is an object. */
function isEnvelopeOnly(view: SchemaView): boolean {
	const properties = [...outlineProperties(view).values()];
	return properties.length === 1 && properties.every((property) => outlineView(property).kind === 'object');
}

function answersTheSame(entry: PathOperation, shown: SchemaView): boolean {
	return !entry.operation.responses.has('201') && showsSame(entry, shown);
}

function showsSame(entry: PathOperation, shown: SchemaView): boolean {
	const identity = nameOfSchema(shown);
	const view = viewAnswer(entry);
	const own = view && findAlike(view, shown);
	return own !== undefined && identity !== undefined && nameOfSchema(own.view) === identity;
}

/** `POST /me/wallet` that answers 201: what is called in the singular is made there; of what is made with a password there are several. */
function isMadeBy(node: PathNode, entry: PathOperation): boolean {
	if (entry.method !== 'post' || !entry.operation.responses.has('201')) return false;
	const word = lastWord(node);
	const { view } = viewSentBody(entry.operation);
	const sent = view ? [...outlineProperties(view).keys()] : [];
	return toSingular(word) === word && !sent.some((name) => SECRETS.has(plainWord(name)));
}

/** What it takes may say little of what is made: its answer shows what the GET shows. */
function findMade(
	node: PathNode,
	{ entry, view, body }: { entry: PathOperation; view: SchemaView; body: SchemaView | undefined },
): { shown: EntityPlace; sent: EntityPlace } | undefined {
	if (!body || !isObjectView(body) || !isMadeBy(node, entry)) return undefined;
	const shown = listObjects(view, 2).find((place) => showsSame(entry, place.view));
	return shown && { shown, sent: { pointer: '', view: body } };
}

/** A thing of which there is one though nothing changes the whole of it: its GET reads it. */
export function addSingleton(context: RuleContext, found: Pick<Singleton, 'node' | 'read' | 'shown'>): Draft {
	return giveEffects(context, { ...found, changes: [] });
}

function giveEffects(context: RuleContext, { node, read, shown, changes }: Singleton): Draft {
	const word = lastWord(node);
	const draft: Draft = {
		name: '',
		key: [word],
		isHidden: true,
		isSingleton: true,
		known: undefined,
		evidence: [],
		entity: shown.view,
		node,
	};
	const key: Expression = { kind: 'constant', value: word, source: word };
	const isFree = [read, ...changes.map(({ entry }) => entry)].some(({ operation }) => !context.isSettled(operation));
	if (!isFree) return draft;
	if (read.operation.responses.has('404') && changes.some(({ entry }) => isMadeBy(node, entry))) draft.isAbsent = true;
	context.drafts.push(draft);
	give(context, { entry: read, draft, parts: { kind: 'read', key, answer: shown.pointer } });
	for (const { entry, sent } of changes) {
		const kind = entry.method === 'put' || isMadeBy(node, entry) ? 'replace' : 'patch';
		const view = viewAnswer(entry);
		const own = view && isObjectView(view) ? findAlike(view, shown.view) : undefined;
		give(context, {
			entry,
			draft,
			parts: {
				kind,
				key,
				set: new Map(),
				...sendAt(sent),
				...showAt(own),
				...(kind === 'replace' && { upsert: true }),
			},
		});
	}
	// What nothing makes anew is not taken away.
	const remove = changes.length > 0 ? findMethod(node, 'delete') : undefined;
	if (remove) give(context, { entry: remove, draft, parts: { kind: 'delete', key } });
	return draft;
}
