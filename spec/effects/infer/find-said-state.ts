// Which of the states that an entity may have an action leads to, by what is said of the operation: "Transitions a draft to approved status".

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Operation } from '../../types/document.ts';
import { type FoundMove, STATES } from './find-move.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/** So much of what is said is read. */
const MAX_SAID = 1000;
/** What becomes of something, perhaps in quotes, perhaps called a state: the word, with what stands around it. */
const BECOMES =
	/(?:\b(?:to|into|in|as|becomes?|is)|=|→|->)\s*(?:\b(?:the|an?)\s+)?([`"'“«*]*)([\p{L}][\p{L}\p{N}_-]{1,40})[`"'”»*]*(\s+(?:status|state)\b)?/giu;
/** The status is what is spoken of just before. */
const SPEAKS_OF_STATE = /\b(?:status|state|statut|estado|stato)\W+(?:(?:is|gets?|moves?|set|changes?|changed)\W+)*$/iu;

/**
 * The one state that the operation's summary and description call what becomes of it: in quotes, as a state, in capitals as the document has it, or right after the word
 * status. `undefined`: none, several, or the request says which.
 */
export function findSaidMove(entity: SchemaView, operation: Operation): FoundMove | undefined {
	const { summary = '', description = '' } = operation;
	if (summary === '' && description === '') return undefined;
	const listed = [...outlineProperties(entity)].flatMap(([property, view]) => {
		const values = STATES.includes(plainWord(property)) ? listValues(outlineView(view).view) : undefined;
		const states = values?.filter((value) => typeof value === 'string') ?? [];
		return states.length > 1 ? [{ property, states }] : [];
	});
	const [one, another] = listed;
	if (!one || another) return undefined;
	const found = new Set(listSaid(`${summary}\n${description.slice(0, MAX_SAID)}`, one.states));
	const [to] = found;
	return to !== undefined && found.size === 1 && !saysWhich(operation, one) ? { ...one, to } : undefined;
}

function listSaid(text: string, states: readonly string[]): string[] {
	return [...text.matchAll(BECOMES)].flatMap(({ 1: quote, 2: word = '', 3: called, index }) => {
		const state = states.find((one) => plainWord(one) === plainWord(word));
		if (state === undefined) return [];
		const isCapital = word === state && state === state.toUpperCase();
		const before = text.slice(Math.max(0, index - 40), index);
		const isSure = Boolean(quote) || called !== undefined || isCapital || SPEAKS_OF_STATE.test(before);
		return isSure ? [state] : [];
	});
}

/** It takes a state, or whatever else has its values. */
function saysWhich(operation: Operation, { property, states }: Pick<FoundMove, 'property' | 'states'>): boolean {
	const { view } = viewSentBody(operation);
	const isState = ([name, member]: [string, SchemaView]): boolean =>
		plainWord(name).includes(plainWord(property)) ||
		listValues(outlineView(member).view)?.some((value) => states.includes(String(value))) === true;
	if (view && [...outlineProperties(view)].some(isState)) return true;
	return operation.parameters.some(
		({ in: place, name }) => place === 'query' && plainWord(name).includes(plainWord(property)),
	);
}
