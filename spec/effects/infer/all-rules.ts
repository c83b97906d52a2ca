// Actions on many of a collection: `POST /notices/read-all`, `PUT /notices/read`, `POST /tasks/archive-completed`, `POST /tasks/bulk-complete` with `{ ids }`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listRequired } from '../../schema/required.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue, Expression } from '../../types/effect.ts';
import { listFlags } from '../flags.ts';
import { readListParameters } from '../list-effects.ts';
import { FILLERS, splitAction } from './action-words.ts';
import { isPartOf } from './agreement.ts';
import type { Draft } from './draft.ts';
import { findAlike } from './find-entity.ts';
import { findMany } from './find-many.ts';
import { STATES } from './find-move.ts';
import { findSettings, findToggled } from './find-settings.ts';
import { findSlice } from './narrow-rules.ts';
import type { PathNode, PathOperation } from './path-tree.ts';
import { findRequestKeys } from './request-keys.ts';
import { give, type RuleContext } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord, splitName, toSingular } from './words.ts';
import { readWordsBelow, type WordsBelow } from './words-below.ts';

/** What says that it is done to all of them, and what says that it is done to several. */
const ALL = new Set(['all', 'every', 'everything']);
const SEVERAL = new Set(['bulk', 'batch', 'mass', 'multi', 'multiple', 'many', 'selected']);
/** What is done to all of a collection where nothing else is named: it is read as a whole. */
const MARKS = new Set(['read', 'unread', 'seen', 'unseen', 'viewed', 'acknowledge', 'acknowledged']);
const DELETES = new Set(['delete', 'remove', 'destroy', 'purge', 'clear', 'empty', 'flush', 'dismiss']);
/** Those of them that are about a whole by themselves. */
const EMPTIES = new Set(['clear', 'empty', 'purge', 'flush']);
/** The key of none: they are chosen otherwise. */
const NOBODY: Expression = { kind: 'constant', value: '', source: '' };

/** An action on a collection, by the words of its path. */
interface Action {
	draft: Draft;
	noun: string;
	/** Without what says of how many it is: `['archive', 'completed']`. */
	words: readonly string[];
	isAll: boolean;
	isMarked: boolean;
}

/** Gives it its effect on those that its path, its query or its body means; whether it did. */
export function ruleAll(context: RuleContext, { node, entry }: { node: PathNode; entry: PathOperation }): boolean {
	if (entry.method === 'get' || entry.method === 'head') return false;
	const below = readWordsBelow(context.index, node);
	if (!below) return false;
	const action = readAction(below);
	return entry.method === 'delete' ? ruleDelete(context, action, entry) : ruleDone(context, action, entry);
}

function readAction({ draft, noun, steps }: WordsBelow): Action {
	const nouns = new Set(splitName(noun).map(toSingular));
	const all = steps.flatMap(splitAction);
	const words = all.filter(
		(word) => !ALL.has(word) && !SEVERAL.has(word) && !FILLERS.has(word) && !nouns.has(toSingular(word)),
	);
	return { draft, noun, words, isAll: all.some((word) => ALL.has(word)), isMarked: all.includes('mark') };
}

/** A verb with those that it is done to: `archive completed`, `completed/archive`. */
function* listReadings(words: readonly string[]): Generator<{ verb: string; slice: string }> {
	const [first, ...rest] = words;
	if (first === undefined) return;
	yield { verb: first, slice: rest.join('') };
	if (rest.length > 0) yield { verb: rest.at(-1) as string, slice: words.slice(0, -1).join('') };
	if (rest.length > 0) yield { verb: words.join(''), slice: '' };
}

function ruleDone(context: RuleContext, action: Action, entry: PathOperation): boolean {
	const { draft, words, isAll, isMarked } = action;
	if (words[0] === 'toggle') return ruleToggled(context, action, entry);
	for (const { verb, slice } of listReadings(words)) {
		const some = slice === '' ? {} : findSlice(draft, slice);
		if (slice !== '' && Object.keys(some).length === 0) continue;
		const set = some.deleted ? undefined : findSettings(verb, draft, entry.operation);
		const isSure = isAll || isMarked || MARKS.has(verb) || slice !== '';
		if (set) return giveChange(context, { action, entry, set, isSure, some });
		if (DELETES.has(verb)) return ruleDelete(context, { ...action, words: slice === '' ? [verb] : [slice] }, entry);
	}
	return false;
}

/** `POST /todos/toggle-all`: all are done, or where they are so already, none is; `bulk-toggle` of some turns over each of them. */
function ruleToggled(context: RuleContext, action: Action, entry: PathOperation): boolean {
	const { draft, words, isAll } = action;
	const property = findToggled(words.slice(1).join(''), draft);
	if (property === undefined) return false;
	const { view } = viewSentBody(entry.operation);
	// Its body says what all of them get.
	if (isAll && view && outlineProperties(view).has(property)) return rulePatchAll(context, { draft, entry });
	const set = new Map<string, EffectValue>([[property, { kind: 'not' }]]);
	return giveChange(context, { action, entry, set, isSure: isAll, some: {} });
}

interface Change {
	action: Action;
	entry: PathOperation;
	set: Map<string, EffectValue>;
	/** It is done to all where nothing is named. */
	isSure: boolean;
	some: ReturnType<typeof findSlice>;
}

function giveChange(context: RuleContext, { action, entry, set, isSure, some }: Change): boolean {
	const { draft, noun } = action;
	const { view, isForm } = viewSentBody(entry.operation);
	const keys = findRequestKeys({ draft, entry }, view) ?? findOne(action, entry);
	const isPlain = draft.key.length === 1 && !draft.isHidden;
	if (isForm || (keys && !isPlain) || !(keys || isSure) || !asksOnly(action, entry, keys)) return false;
	const answer = viewAnswer(entry);
	const shown =
		answer && findMany(answer, { noun, isIt: (item) => draft.entity !== undefined && isPartOf(item, draft.entity) });
	give(context, {
		entry,
		draft,
		parts: {
			kind: 'patch',
			key: NOBODY,
			set,
			chosenBy: [],
			...some,
			...(keys && { keys }),
			...(keys && !isSure && { named: true }),
			...(shown && { answer: joinPointer(shown.pointer, 0) }),
		},
	});
	return true;
}

/** The key of one, in a body or a query that must have it: `POST /notices/mark-as-read` with `{ noticeId }`. */
function findOne({ draft, noun }: Action, { operation }: PathOperation): Expression | undefined {
	const key = plainWord(draft.key.at(-1) ?? '');
	const names = [key, plainWord(toSingular(noun)) + key];
	const { view } = viewSentBody(operation);
	const members = view ? [...outlineProperties(view)] : [];
	for (const [name, member] of members) {
		const must = members.length === 1 || listRequired(view as SchemaView).has(name);
		if (!must || !names.includes(plainWord(name)) || outlineView(member).kind !== 'scalar') continue;
		const pointer = joinPointer('', name);
		return { kind: 'body', pointer, source: `$request.body#${pointer}` };
	}
	const asked = operation.parameters.find(
		(one) => one.in === 'query' && one.required && names.includes(plainWord(one.name)),
	);
	return asked && { kind: 'query', name: asked.name, source: `$request.query.${asked.name}` };
}

/** All that it takes says which of them are meant: nothing is done to all where only some were asked for in a way that is not known. */
function asksOnly({ draft }: Action, { operation }: PathOperation, keys: Expression | undefined): boolean {
	const { view } = viewSentBody(operation);
	if (keys?.kind === 'body') return listQuery(operation).length === 0;
	if (operation.requestBody !== undefined && !view) return false;
	const members = view ? [...outlineProperties(view).keys()] : [];
	const isBare = members.length === 0 && (!view || outlineView(view).kind !== 'list');
	const asked = [...listQuery(operation).filter((name) => keys?.kind !== 'query' || name !== keys.name), ...members];
	if (asked.length === 0) return isBare;
	const { filters } = readListParameters(operation, { item: draft.entity, isAsked: true });
	return asked.every((name) => filters.some(({ parameter }) => parameter === name));
}

function listQuery({ parameters }: PathOperation['operation']): string[] {
	return parameters.flatMap(({ in: place, name }) => (place === 'query' || place === 'querystring' ? [name] : []));
}

/** `DELETE /notices/all`, `POST /todos/clear-completed`, `POST /notices/clear`, `POST /notes/trash/empty`. */
function ruleDelete(context: RuleContext, action: Action, entry: PathOperation): boolean {
	const { draft, isAll } = action;
	const words = action.words.filter((word) => !DELETES.has(word));
	const some = words.length === 0 ? {} : findSlice(draft, words.join(''));
	if (words.length > 0 && Object.keys(some).length === 0) return false;
	const { view } = viewSentBody(entry.operation);
	const keys = findRequestKeys({ draft, entry }, view);
	const isSure = isAll || words.length > 0 || action.words.some((word) => EMPTIES.has(word));
	if (keys) {
		if (words.length > 0 || isAll) return false;
		give(context, { entry, draft, parts: { kind: 'clear', keys } });
		return true;
	}
	if (!isSure || !asksOnly(action, entry, undefined)) return false;
	const isAsked = listQuery(entry.operation).length > 0 || (view && outlineProperties(view).size > 0);
	give(context, {
		entry,
		draft,
		parts: isAsked ? { kind: 'delete', key: NOBODY, chosenBy: [], ...some } : { kind: 'clear', ...some },
	});
	return true;
}

/**
 * PATCH on a collection whose body names none of it and has nothing but flags and states (`{ isRead: true }`): all of it gets them. Whether it is
 * that.
 */
export function rulePatchAll(context: RuleContext, { draft, entry }: { draft: Draft; entry: PathOperation }): boolean {
	const { entity } = draft;
	const { view, isForm } = viewSentBody(entry.operation);
	const members = view && !isForm ? [...outlineProperties(view).keys()] : [];
	if (!entity || members.length === 0 || listQuery(entry.operation).length > 0) return false;
	const flags = new Set(listFlags(entity).map(({ property }) => property));
	const isState = (name: string): boolean => STATES.includes(plainWord(name)) && outlineProperties(entity).has(name);
	if (!members.every((name) => flags.has(name) || isState(name))) return false;
	const answer = viewAnswer(entry);
	const shown = answer && findMany(answer, { noun: '', isIt: (item) => isPartOf(item, entity) });
	// What answers one of them changes one, whichever that is.
	if (answer && !shown && findAlike(answer, entity)) return false;
	const parts = { kind: 'patch' as const, key: NOBODY, set: new Map(), chosenBy: [] };
	give(context, { entry, draft, parts: { ...parts, ...(shown && { answer: joinPointer(shown.pointer, 0) }) } });
	return true;
}
