// Creates on other paths than the collection's own: `POST /pets/{petId}/visits`, `POST /register`, and jobs that are set off.

import { outlineProperties } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue } from '../../types/effect.ts';
import { saysUpsert } from '../upserts.ts';
import { LOOKS } from './action-words.ts';
import { isFreeObject, isPartOf } from './agreement.ts';
import { type Draft, findDraftOfSchema } from './draft.ts';
import { hasKey } from './evidence.ts';
import { findOnCollection } from './families.ts';
import { findBought } from './find-bought.ts';
import { type EntityPlace, findAlike, findEntity, findSentEntity, listAnswerObjects } from './find-entity.ts';
import { namesKey } from './find-key.ts';
import { readQuery } from './item-rules.ts';
import { findNamedProperty } from './named-property.ts';
import { PARENT } from './partitions.ts';
import { lastWord, listNames, type PathNode, type PathOperation } from './path-tree.ts';
import { REGISTERS } from './register-rules.ts';
import { give, type RuleContext, sendAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { isSameNoun, plainWord, splitName, toSingular } from './words.ts';

/** An item in the path above. */
export interface ItemAbove {
	draft: Draft;
	/** Where the item's name stands among the steps. */
	at: number;
}

/**
 * A POST elsewhere creates where its answer has the schema of a resource, by name, and shows its key, where it takes what shares a
 * property with that, and documents 201, says that it creates one, or is called as the resource, below one of its own kind only as a child: `POST /pets/{petId}/visits`, `POST /register`; of 202, or of a job, whatever it takes.
 */
export function ruleOtherCreate(
	context: RuleContext,
	args: { node: PathNode; entry: PathOperation; item: ItemAbove | undefined },
): boolean {
	const { node, entry } = args;
	if (entry.method !== 'post') return false;
	const view = viewAnswer(entry);
	const known = view && findNamed(context, view);
	const made = known ?? (view && findMade(context, node, view));
	const isSaid = made !== undefined && saysCreate(entry, made.draft);
	const found = isSaid ? made : known;
	if (!found || !hasKey(found.place.view, found.draft.key)) return false;
	if (found.draft === args.item?.draft && !makesChild(found.draft, { node, entry })) return false;
	const { draft, place } = found;
	const word = lastWord(node);
	const isNoun = REGISTERS.has(plainWord(word)) || draft.evidence.some(({ family }) => isSameNoun(family.noun, word));
	// What is accepted and not yet done is known by what is answered, whatever was sent: `POST /reports` that answers a job.
	const { responses } = entry.operation;
	const isAccepted = (responses.has('202') && !responses.has('201')) || setsOff(node, draft);
	// What is in the cart becomes an order, whatever is sent.
	const isBought = BUYS.has(plainWord(word)) && isBuying(entry, draft);
	const isFor = MAKES.has(plainWord(word)) && args.item !== undefined && showsItem(draft, entry);
	if (!isNoun && !isAccepted && !isSaid && !isBought && !isFor && !responses.has('201')) return false;
	const isStarted = starts(context, { draft, entry, isNoun });
	const { view: body, isForm } = viewSentBody(entry.operation);
	const sent = body && findSentEntity(body, { noun: word, entity: draft.entity });
	// Who sends no body may say all of it in the query.
	const set = entry.operation.requestBody ? new Map<string, EffectValue>() : readQuery(entry, draft.entity);
	const isTaken = isForm || set.size > 0 || (sent?.isSure && !isFreeObject(sent.place.view));
	if (!isAccepted && !isTaken && !isBought && !isStarted) return false;
	const takes = isBought ? findBought(context, { node, entry, draft }) : undefined;
	give(context, {
		entry,
		draft,
		parts: { kind: 'create', set, ...sendAt(sent?.place), answer: place.pointer, ...(takes && { takes }) },
	});
	return true;
}

/** `POST /categories/{id}/children` with 201 makes another one of what shows its parent; a word in the singular is an action on this one. */
function makesChild(
	{ entity, key }: Draft,
	{ node, entry: { operation } }: { node: PathNode; entry: PathOperation },
): boolean {
	const word = lastWord(node);
	if (!entity || !operation.responses.has('201') || operation.requestBody === undefined) return false;
	return toSingular(word) !== word && findNamedProperty(entity, { ...PARENT, key }) !== undefined;
}

/** `POST /quizzes/{id}/attempts` that takes nothing, and `/quizzes/{id}/start` where nothing else makes an attempt: both answer 201 with one. */
function starts(
	{ made }: RuleContext,
	{ draft, entry: { node, operation }, isNoun }: { draft: Draft; entry: PathOperation; isNoun: boolean },
): boolean {
	if (operation.requestBody !== undefined || !operation.responses.has('201')) return false;
	const word = lastWord(node);
	return (isNoun && toSingular(word) !== word) || !made.has(draft);
}

/** What is done to one thing by making another that shows it: a loan of `POST /books/{id}/borrow`, also with 200. */
const MAKES: ReadonlySet<string> = new Set([
	...['borrow', 'lend', 'book', 'reserve', 'rent', 'hire', 'enroll', 'enrol', 'apply', 'subscribe', 'order'],
	...['bid', 'pledge', 'donate', 'review', 'rate', 'vote', 'comment', 'reply', 'pay', 'refund', 'invite'],
]);

function showsItem({ entity, key }: Draft, entry: PathOperation): boolean {
	const above = listNames(entry).at(-1);
	return entity !== undefined && above !== undefined && findNamedProperty(entity, { ...above, key }) !== undefined;
}

/** What is called so makes something of what was chosen before. */
const BUYS: ReadonlySet<string> = new Set(['checkout', 'placeorder', 'purchase', 'buy', 'buynow']);

const BOUGHT: ReadonlySet<string> = new Set([
	...['order', 'purchase', 'booking', 'reservation', 'sale', 'transaction', 'payment', 'invoice', 'receipt', 'ticket'],
]);

/** What comes of it is an order or the like, of which nobody sends the key: no product, no cart, and no order that is paid for. */
function isBuying({ operation }: PathOperation, { evidence, isSingleton, key }: Draft): boolean {
	if (isSingleton || !evidence.some(({ family }) => BOUGHT.has(toSingular(lastOf(family.noun))))) return false;
	const { view } = viewSentBody(operation);
	const asked = operation.parameters.flatMap(({ in: place, name }) => (place === 'query' ? [name] : []));
	const names = [...(view ? outlineProperties(view).keys() : []), ...asked];
	return !names.some((name) => evidence.some(({ family }) => namesKey(key, { parameter: name, noun: family.noun })));
}

/** What stands before an entity's noun, and what says more of it behind. */
const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the', 'new', 'one']);
const BEHIND: ReadonlySet<string> = new Set([
	...['from', 'for', 'of', 'with', 'without', 'by', 'in', 'into', 'on', 'at', 'to', 'as', 'and', 'or'],
	...['using', 'via', 'based', 'through', 'out', 'that', 'which'],
]);
/** So much of what is said is read. */
const MAX_SAID = 200;

/** `createTemplateFromPdf`, "Create a template from a PDF"; "Create a template preview" makes a preview. */
function saysCreate({ node, operation }: PathOperation, { evidence }: Draft): boolean {
	const { id, summary = '' } = operation;
	if (LOOKS.includes(plainWord(lastWord(node)))) return false;
	const said = [/^create(?=[A-Z_-])(.+)/.exec(id), /^creates? ((?:an?|new|the) [^.,;:(]+)/i.exec(summary)];
	const makes = said.some((one) => {
		const words = splitName((one?.[1] ?? '').slice(0, MAX_SAID)).filter((word) => !ARTICLES.has(word));
		const end = words.findIndex((word) => BEHIND.has(word));
		const noun = end === -1 ? words : words.slice(0, end);
		const last = noun.at(-1);
		if (last === undefined) return end === 0;
		return evidence.some(
			({ family }) => isSameNoun(family.noun, noun.join('')) || isSameNoun(lastOf(family.noun), last),
		);
	});
	return makes && !saysUpsert(operation);
}

function lastOf(noun: string): string {
	return splitName(noun).at(-1) ?? noun;
}

/** What stands above the path, where the answer shows one like it by its key: `POST /templates/pdf`. */
function findMade(
	{ index }: RuleContext,
	{ parent }: PathNode,
	view: SchemaView,
): { draft: Draft; place: EntityPlace } | undefined {
	const draft = parent && index.byCollection.get(parent);
	const place = draft?.entity && findAlike(view, draft.entity);
	return draft && place && isPartOf(place.view, draft.entity as SchemaView) ? { draft, place } : undefined;
}

/** What is set off by other things, and has no POST of its own. */
const JOBS = new Set(['job', 'operation', 'export', 'import', 'run', 'execution', 'asyncjob', 'backgroundjob']);

function setsOff({ steps }: PathNode, { evidence }: Draft): boolean {
	const isJob = evidence.every(
		({ family }) => JOBS.has(plainWord(toSingular(family.noun))) && findOnCollection(family, 'post') === undefined,
	);
	return isJob && !steps.some((step) => evidence.some(({ family }) => isSameNoun(family.noun, step ?? '')));
}

/** The draft whose schema, by name, the answer shows: by a key, else as each draft would know its own entity. */
function findNamed({ drafts, index }: RuleContext, view: SchemaView): { draft: Draft; place: EntityPlace } | undefined {
	const place = findEntity(view, { noun: '' });
	if (place) {
		const draft = findDraftOfSchema(index, place.view);
		return draft && { draft, place };
	}
	// Nearly all answers show nothing of the kind, and there may be hundreds of drafts.
	const owners = new Set(listAnswerObjects(view).flatMap((one) => findDraftOfSchema(index, one.view) ?? []));
	for (const draft of owners.size > 0 ? drafts : []) {
		const alike = owners.has(draft) && draft.entity ? findAlike(view, draft.entity) : undefined;
		if (alike && findDraftOfSchema(index, alike.view) === draft) return { draft, place: alike };
	}
	return undefined;
}
