// Actions that lead to a state: `POST /orders/{id}/ship`.

import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue, Expression } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import type { ItemAction } from './action-words.ts';
import type { Draft } from './draft.ts';
import { findDoneAt, findMoment, findMove, STATES } from './find-move.ts';
import { findSaidMove } from './find-said-state.ts';
import { findToldMove } from './find-told-state.ts';
import type { PathOperation } from './path-tree.ts';
import { give, type RuleContext } from './rule-context.ts';
import { takeAway } from './take-away.ts';
import { plainWord } from './words.ts';

interface Action {
	entry: PathOperation;
	draft: Draft;
	action: ItemAction;
	/** The key, and where the answer shows the entity. */
	parts: { key: Expression; answer?: Pointer; revives?: boolean };
}

/**
 * Gives the action a move to the one state that its verb plainly means: of an enum, or as the document's words and examples have it, else what is said of the operation. Where other states than those that
 * it lists may be, the state is set. False: no state is meant.
 */
export function giveMove(context: RuleContext, { entry, draft, action, parts }: Action): boolean {
	const { entity } = draft;
	const { verb: word, isMarked } = action;
	if (word === undefined || !entity || entry.method === 'delete') return false;
	const { operation } = entry;
	const listed = findMove(word, entity, { isState: isMarked }) ?? findSaidMove(entity, operation);
	const told = listed ? undefined : findToldMove(word, entity, operation);
	const move = listed ?? told ?? findNamedMove(word, { entity, operation });
	if (!move || !takesState(draft, move.property)) return false;
	const set = new Map([...undoMoments(word, draft, move.states), ...setMoment(move.to, draft)]);
	const isRefused = operation.responses.has('409');
	if (listed || !told || (told.areAll && isRefused)) {
		const from = isRefused ? move.states.filter((state) => state !== move.to) : move.states;
		draft.state ??= { property: move.property, states: move.states };
		give(context, { entry, draft, parts: { kind: 'move', from, to: move.to, set, ...parts } });
		return true;
	}
	if (operation.requestBody !== undefined) return false;
	set.set(move.property, { kind: 'literal', value: move.to });
	give(context, { entry, draft, parts: { kind: 'patch', set, ...parts } });
	return true;
}

/** `no-show` leads to `NO_SHOW`, where it takes nothing and makes nothing. */
function findNamedMove(
	word: string,
	{ entity, operation }: { entity: SchemaView; operation: PathOperation['operation'] },
): ReturnType<typeof findMove> {
	if (operation.requestBody !== undefined || operation.responses.has('201')) return undefined;
	const move = findMove(word, entity, { isState: true });
	return move && STATES.includes(plainWord(move.property)) ? move : undefined;
}

/** What is over when an entity goes on. */
const ENDS: ReadonlyMap<string, readonly string[]> = new Map([
	['reopen', ['close', 'resolve', 'complete', 'finish', 'solve']],
	['resume', ['pause', 'suspend', 'stop']],
	['reactivate', ['deactivate', 'suspend', 'disable', 'archive']],
	['reinstate', ['suspend', 'terminate']],
]);
/** States that are over when it does. */
const ENDED = /^(?:can\w+ed|ended|expired)$/;

/** `closedAt` of what is reopened, and `publishedAt` of what `unpublish` takes back: nothing again, where it need not be there. */
function undoMoments(word: string, { entity }: Draft, states: readonly string[]): Map<string, EffectValue> {
	const plain = plainWord(word);
	const [, undone] = /^un(\w{3,})$/.exec(plain) ?? [];
	const ends = ENDS.get(plain);
	const verbs = [...(ends ?? []), ...(undone === undefined ? [] : [undone])];
	const ended = ends ? states.filter((state) => ENDED.test(plainWord(state))) : [];
	const moments = entity
		? [...verbs.map((verb) => findDoneAt(verb, entity)), ...ended.map((state) => findMoment(state, entity))]
		: [];
	const found = moments.flatMap((property): [string, EffectValue][] => {
		const none = property !== undefined && entity ? takeAway(entity, property) : undefined;
		return property !== undefined && none ? [[property, none]] : [];
	});
	return new Map(found);
}

/** When an entity came into a state is told where it has a property for that. */
export function setMoment(state: string, { entity }: Draft): Map<string, EffectValue> {
	const moment = entity && (findMoment(state, entity) ?? findDoneAt(state, entity));
	return new Map(moment === undefined ? [] : [[moment, { kind: 'now' }]]);
}

/** The state that the actions of a resource move is one property; a declared resource has its own. */
export function takesState(draft: Draft, property: string): boolean {
	if (draft.known) return draft.known.state === property;
	return draft.state === undefined || draft.state.property === property;
}
