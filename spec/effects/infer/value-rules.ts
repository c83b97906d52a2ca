// The value of an entity that a path below it changes, by whatever name it is sent: `PATCH /orders/{id}/status` with `{ newStatus, reason }` or
// `?newStatus=`, `POST /issues/{id}/transitions` with `{ to }`, `PUT /orders/{id}/status/{status}`.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import { findFlagOf, withoutVerb } from '../flags.ts';
import type { Draft } from './draft.ts';
import { isObjectView } from './evidence.ts';
import { isShare } from './find-amount.ts';
import { STATES } from './find-move.ts';
import { setFlagSent } from './find-sent-flag.ts';
import { readQuery } from './item-rules.ts';
import { endsInName, lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { give, placeEntity, type RuleContext, readPath, showAt } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';
import { listSent, type Sent } from './sent-values.ts';
import { findVerbAtEnd } from './verb-rules.ts';
import { plainWord, splitName } from './words.ts';

/** What says of a value that it is the next one: `newStatus`, `target_state`. */
const NEXT = /^(?:new|next|to|target|desired|requested|updated)(?=\w{3})/;
/** What is said of a change, and is nothing of the entity. */
const REMARKS = /^(?:reason|comment|note|remark|message|explanation|justification|notif)/;

/** What is done with the one that a path ends in. */
const MOVES = new Set(['move', 'moveto', 'transfer', 'transferto', 'change', 'set', 'update']);

/** `PUT /orders/{id}/status/{status}` sets what its path ends in; `at`: where the item's name stands among the steps. */
export function ruleValueAtEnd(
	context: RuleContext,
	args: { node: PathNode; entry: PathOperation; draft: Draft; at: number },
): void {
	const { node, entry, draft, at } = args;
	const name = entry.names[at];
	if (name === undefined) return;
	const verb = findVerbAtEnd(node, entry, draft);
	const value = verb ?? (endsInValue(node) ? findValue(args, { showsIt: false }) : undefined);
	if (!value) return;
	const view = viewAnswer(entry);
	const hints = { noun: lastWord(node.parent?.parent ?? node), parameter: name };
	const place = view && isObjectView(view) ? placeEntity(view, { draft, hints }) : undefined;
	give(context, { entry, draft, parts: { kind: 'patch', key: readPath(name), ...value, ...showAt(place) } });
}

/**
 * What is set by the one value that is sent, where it is called as a property of the entity, or is of those that its state may be, whatever is said about the change
 * beside it; else by query parameters that are called like its properties. `request`: where the value stands in the body. `undefined`: nothing is set.
 */
export function findValue(
	on: { node: PathNode; entry: PathOperation; draft: Draft },
	{ showsIt }: { showsIt: boolean },
): { set: Map<string, EffectValue>; request?: Pointer } | undefined {
	const { entry, draft } = on;
	const one = findOne(on, showsIt);
	if (one || entry.operation.requestBody) return one;
	const set = readQuery(entry, draft.entity);
	return set.size > 0 ? { set } : undefined;
}

function findOne(
	{ node, entry, draft }: { node: PathNode; entry: PathOperation; draft: Draft },
	showsIt: boolean,
): ReturnType<typeof findValue> {
	const { entity } = draft;
	if (!entity || entry.operation.responses.has('201')) return undefined;
	const [one, another] = listSent(node, entry).filter(({ name }) => !isRemark(name, node));
	if (!one || another) return undefined;
	const { expression } = one;
	const called = findProperty(one, entity) ?? findByPath(one, { node, entry, entity });
	const set: Map<string, EffectValue> | undefined =
		called === undefined ? setFlagSent(one, entity) : new Map([[called, { kind: 'expression', expression }]]);
	// A flag is spoken of by what is sent for it.
	if (!set || !speaksOf(called ?? one.name, { node, entry, showsIt })) return undefined;
	return {
		set,
		...(expression.kind === 'body' && { request: expression.pointer }),
	};
}

/** What is posted below an item may be of something else that stands there, called as a property of it is: `/posts/{id}/comments` with `{ body }`, `/share` with `{ userId }`. */
function speaksOf(
	property: string,
	{ node, entry, showsIt }: { node: PathNode; entry: PathOperation; showsIt: boolean },
): boolean {
	const plain = plainWord(property);
	if (entry.method !== 'post' || endsInName(node) || STATES.includes(plain.replace(/id$/, ''))) return true;
	const word = plainWord(lastWord(node));
	// `{ suspended }` at `/suspend` is what its `is_suspended` says.
	const isSaid = word.length > 3 && withoutVerb(plain).startsWith(word);
	return (
		word.includes(plain) ||
		isSaid ||
		plain === `${listNoun(node)}id` ||
		(showsIt && !plain.endsWith('id')) ||
		(plain.endsWith('id') && MOVES.has(word))
	);
}

/** `/orders/{id}/status/{status}`, `/cards/{id}/move/{listId}`: it ends in a value, and in no name of something below the item. */
export function endsInValue({ steps, operations, children }: PathNode): boolean {
	const word = plainWord(steps.at(-2) ?? '');
	if (steps.at(-1) !== undefined || word === '' || children.size > 0) return false;
	return operations.every(({ method, operation, names }) => {
		const isChange = method === 'put' || method === 'patch' || method === 'post';
		const name = readNext(names.at(-1) ?? '');
		const isOwn = word === name || (name.length > 2 && word.endsWith(name));
		return isChange && operation.requestBody === undefined && (isOwn || MOVES.has(word));
	});
}

/** Words about the change; of a path that is about them they are the value: `PUT /orders/{id}/note`. */
function isRemark(name: string, node: PathNode): boolean {
	const plain = plainWord(name);
	return REMARKS.test(plain) && !plain.startsWith(plainWord(lastWord(node)));
}

function findProperty({ name, view }: Sent, entity: SchemaView): string | undefined {
	const scalars = [...outlineProperties(entity)].filter(([, property]) => outlineView(property).kind === 'scalar');
	if (view && outlineView(view).kind !== 'scalar') return undefined;
	const wanted = readNext(name);
	const called = scalars.find(([property]) => plainWord(property) === wanted);
	if (called) return called[0];
	const flag =
		view && guessTypes(outlineView(view).view).has('boolean') ? findFlagOf(entity, withoutVerb(wanted)) : undefined;
	if (flag?.value) return flag.property;
	const values = view && listValues(outlineView(view).view);
	const states = scalars.filter(
		([property, one]) => STATES.includes(plainWord(property)) && isAmong(values, listValues(outlineView(one).view)),
	);
	return states.length === 1 ? states[0]?.[0] : undefined;
}

/** What says before a property that it is set: `update-stock`. */
const SETS = new Set(['update', 'change', 'set', 'edit']);

/** `stock` of `PATCH /products/{id}/stock` with `{ quantity }`, where both are of one type; of a POST only where its path says that it is set. */
function findByPath(
	{ name, view, expression }: Sent,
	{ node, entry, entity }: { node: PathNode; entry: PathOperation; entity: SchemaView },
): string | undefined {
	if (endsInName(node) || !view || entry.method === 'post' || expression.kind !== 'body') return undefined;
	const words = splitName(lastWord(node));
	const wanted = words.filter((word, index) => index > 0 || !SETS.has(word)).join('');
	const [property, own] = [...outlineProperties(entity)].find(([one]) => plainWord(one) === wanted) ?? [];
	if (property === undefined || !own || isShare(name)) return undefined;
	if (plainWord(name).endsWith('id') !== wanted.endsWith('id')) return undefined;
	const [sent, shown] = [outlineView(view), outlineView(own)];
	if (sent.kind !== 'scalar' || shown.kind !== 'scalar') return undefined;
	const types = guessTypes(shown.view);
	const isAlike = [...guessTypes(sent.view)].some(
		(type) => types.has(type) || (type === 'integer' && types.has('number')),
	);
	const values = listValues(shown.view);
	return isAlike && (values === undefined || isAmong(listValues(sent.view), values)) ? property : undefined;
}

/** `plan` of `/subscriptions/{id}/change-plan`. */
function listNoun(node: PathNode): string {
	const words = splitName(lastWord(node));
	return words.length > 1 && CHANGES.has(words[0] ?? '') ? words.slice(1).join('') : '';
}

const CHANGES = new Set([...SETS, 'switch', 'select', 'choose', 'replace', 'move', 'transfer', 'reassign']);

function isAmong(some: ReturnType<typeof listValues>, all: ReturnType<typeof listValues>): boolean {
	return some !== undefined && all !== undefined && some.length > 0 && some.every((value) => all.includes(value));
}

/** `newStatus` → `status`. */
function readNext(name: string): string {
	return plainWord(name).replace(NEXT, '');
}
