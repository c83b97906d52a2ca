// Paths below a collection whose last word says which of its entities they are of: `GET /todos/completed`, `DELETE /notes/trash`, `GET /todos/count`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Effect } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import { findFlagOf } from '../flags.ts';
import type { Draft } from './draft.ts';
import { findOnCollection } from './families.ts';
import { findFlag, findMoment } from './find-move.ts';
import { findStateOf } from './find-state-of.ts';
import { findTimeOf } from './find-time-of.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { give, type RuleContext } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';
import { isSameNoun, plainWord, splitName, toSingular } from './words.ts';
import { readWordsBelow } from './words-below.ts';

const TRASH = new Set(['trash', 'trashed', 'deleted', 'bin', 'recyclebin', 'removed']);
const COUNTS = new Set(['count', 'total', 'size', 'totalcount']);
/** Which of the entities of a collection above a path is of; nothing: it is of all, or of what nothing here can tell. */
export function findNarrowing(draft: Draft, node: PathNode): Pick<Effect, 'only' | 'deleted'> {
	const word = node.steps.at(-1);
	// What is made there, and has items there, is a collection of its own.
	const isOwn = findMethod(node, 'post') !== undefined || (node.children.get('')?.operations.length ?? 0) > 0;
	if (word === undefined || isOwn) return {};
	return findAbove(draft, node) ? findSlice(draft, plainWord(word)) : findSliceElsewhere(draft, node, word);
}

/** `/deleted_tickets` and `/completed-tasks` beside what makes them, and `/bookmarks` of posts with `isBookmarked`. */
function findSliceElsewhere(draft: Draft, node: PathNode, word: string): ReturnType<typeof findSlice> {
	const homes = draft.evidence.filter(({ family }) => findOnCollection(family, 'post') !== undefined);
	const isHome = draft.evidence.some(
		({ family }) =>
			isSameNoun(family.noun, word) && (family.item !== undefined || homes.some((one) => one.family === family)),
	);
	if (isHome || homes.length === 0 || homes.some(({ family }) => family.collections.includes(node))) return {};
	const words = splitName(word);
	const noun = homes
		.map(({ family }) => splitName(family.noun))
		.find((own) => isSameNoun(words.slice(-own.length).join('-'), own.join('-')));
	if (noun) return findSlice(draft, words.slice(0, -noun.length).join(''));
	return draft.entity ? findMarked(draft.entity, plainWord(toSingular(word))) : {};
}

/** Those that were marked, by what that is called: `isBookmarked`, `inWishlist`, and `isWatched` of a watchlist. */
function findMarked(entity: SchemaView, plain: string): ReturnType<typeof findSlice> {
	const verb = findFlag(plain, entity, false) ?? findFlag(plain.replace(/list$/, ''), entity, false);
	const flag =
		findFlagOf(entity, plain) ??
		(verb && { property: verb.property, value: verb.to }) ??
		findFlagOf(entity, `in${plain}`);
	return flag ? { only: flag } : {};
}

/** Those of a draft's entities that a word means, in lower case without dividers; nothing: none that can be told. */
export function findSlice(draft: Draft, plain: string): Pick<Effect, 'only' | 'deleted'> {
	if (!draft.entity) return {};
	if (TRASH.has(plain)) {
		const thrown = isThrown(draft)
			? (findMoments(draft.entity, 'trashed') ?? findFlagOf(draft.entity, 'trashed'))
			: undefined;
		if (thrown) return { only: thrown };
		const isDeleted = draft.evidence.some(({ family }) => findMethod(family.item, 'delete'));
		if (isDeleted) return { deleted: true };
	}
	const nobody = plain === 'unassigned' ? findAssignee(draft.entity) : undefined;
	if (nobody !== undefined) return { only: { property: nobody, value: false } };
	const only =
		findStateOf(draft.entity, plain) ??
		findFlagOf(draft.entity, plain) ??
		findMoments(draft.entity, plain) ??
		findStateOf(draft.entity, toSingular(plain)) ??
		findTimeOf(draft.entity, plain);
	return only ? { only } : {};
}

/** `POST /files/{id}/trash` puts one there, which is none that was deleted. */
function isThrown({ evidence }: Draft): boolean {
	return evidence.some(({ family }) => {
		const node = family.item?.children.get('trash');
		return (['post', 'put', 'patch'] as const).some((method) => node && findMethod(node, method));
	});
}

function findAssignee(entity: SchemaView): string | undefined {
	return [...outlineProperties(entity).keys()].find((name) => ['assigneeid', 'assignee'].includes(plainWord(name)));
}

/** The collection that the path stands below, where something makes its entities: else there might be none of those. */
function findAbove({ evidence }: Draft, { parent }: PathNode): PathNode | undefined {
	const isOf = evidence.some(
		({ family }) =>
			parent !== undefined &&
			(family.collections.includes(parent) ||
				// `/shops/7/orders/open`, where nothing else is of the orders of a shop.
				(family.item !== undefined &&
					!endsInName(parent) &&
					parent.operations.length === 0 &&
					isSameNoun(family.noun, lastWord(parent)))),
	);
	const isMade = evidence.some(({ family }) => findOnCollection(family, 'post') !== undefined);
	return isOf && isMade ? parent : undefined;
}

/** `archived` and an `archivedAt` that need not be there; `unread` where that is not there. */
function findMoments(entity: SchemaView, plain: string): Effect['only'] {
	const property = findMoment(plain, entity);
	if (property !== undefined) return plain === 'created' || plain === 'updated' ? undefined : { property };
	const opposite = plain.startsWith('un') ? findMoment(plain.slice('un'.length), entity) : undefined;
	return opposite === undefined ? undefined : { property: opposite, value: false };
}

/** `GET /todos/count`, `/todos/open-count`, `/todos/open/count`: how many there are, by the filters of its query; whether it is that. */
export function ruleCount(context: RuleContext, { node, entry }: { node: PathNode; entry: PathOperation }): boolean {
	const below = entry.method === 'get' ? readWordsBelow(context.index, node) : undefined;
	const words = below?.steps.flatMap(splitName) ?? [];
	if (!below || !words.some((word) => COUNTS.has(word))) return false;
	const nouns = splitName(below.noun).map(toSingular);
	const slice = words.filter((word) => !COUNTS.has(word) && !nouns.includes(toSingular(word))).join('');
	const some = slice === '' ? {} : findSlice(below.draft, slice);
	const view = slice !== '' && Object.keys(some).length === 0 ? undefined : viewAnswer(entry);
	const counted = view && findNumber(view, { slice });
	if (counted === undefined) return false;
	give(context, { entry, draft: below.draft, parts: { kind: 'list', counted, ...some, filters: [] } });
	return true;
}

/** Where the one number of an answer stands, also in an envelope. */
function findNumber(
	view: SchemaView,
	{ slice, place = '', depth = 0 }: { slice: string; place?: Pointer; depth?: number },
): Pointer | undefined {
	const { kind, view: decided } = outlineView(view);
	const types = guessTypes(decided);
	if (kind === 'scalar') return types.has('integer') || types.has('number') ? place : undefined;
	if (kind !== 'object' || depth > 1) return undefined;
	const members = [...outlineProperties(view)];
	const isCount = (plain: string): boolean => COUNTS.has(plain) || (depth === 0 && plain === 'data');
	const isOwn = (plain: string): boolean => slice !== '' && plain.startsWith(slice);
	const own = members.filter(([name]) => isOwn(plainWord(name)));
	const named = own.length > 0 ? own : members.filter(([name]) => isCount(plainWord(name)));
	const chosen = named.length > 0 ? named : members;
	const found = chosen.flatMap(
		([name, one]) => findNumber(one, { slice, place: joinPointer(place, name), depth: depth + 1 }) ?? [],
	);
	return found.length === 1 ? found[0] : undefined;
}

/** `DELETE /todos/completed`, `DELETE /notes/trash`, which take nothing; whether it is one of those. */
export function ruleClearSome(
	context: RuleContext,
	{ node, entry }: { node: PathNode; entry: PathOperation },
): boolean {
	const draft = entry.method === 'delete' && node.parent && context.index.byCollection.get(node.parent);
	const narrowing = draft && findNarrowing(draft, node);
	if (!draft || !narrowing || Object.keys(narrowing).length === 0) return false;
	// Parameters are read last: most paths never come so far.
	const { operation } = entry;
	if (operation.requestBody !== undefined || operation.parameters.some((one) => one.in === 'query')) return false;
	give(context, { entry, draft, parts: { kind: 'clear', ...narrowing } });
	return true;
}
