// Where a collection is put in order: `PUT /cards/order` with `{ ids: [...] }`, `POST /cards/reorder` with `[{ id, position }]`.

import { joinPointer } from '../../read/pointer.ts';
import { readLimits } from '../../schema/limits.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import { listExamples } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import type { Resource } from '../../types/resource.ts';
import { isPartOf } from './agreement.ts';
import { findMany } from './find-many.ts';
import { ruleChangeMany } from './many-rules.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { findRequestKeys } from './request-keys.ts';
import { give, type RuleContext } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/** What such a path is called, below its collection. */
const ORDERS = new Set([
	...['order', 'reorder', 'ordering', 'sort', 'sortorder', 'arrange', 'rearrange', 'reposition', 'sequence'],
	...['position', 'positions', 'updateorder', 'updatepositions', 'bulkreorder', 'reorderall', 'saveorder'],
]);
/** What tells the place of an entity. */
const PLACES = [
	...['position', 'order', 'sortorder', 'orderindex', 'displayorder', 'sortindex', 'orderno', 'ordinal'],
	...['index', 'rank', 'sequence', 'seq', 'sort'],
];

/** Gives it its effect on all that it names, where entities show their place; whether it did. */
export function ruleOrder(context: RuleContext, { node, entry }: { node: PathNode; entry: PathOperation }): boolean {
	const { method } = entry;
	if (method === 'get' || method === 'delete' || !ORDERS.has(plainWord(lastWord(node)))) return false;
	const draft = node.parent && context.index.byCollection.get(node.parent);
	const ordered = draft?.entity && findPlace(draft.entity);
	const [evidence] = draft?.evidence ?? [];
	if (!draft || !ordered || !evidence || draft.isHidden || draft.key.length !== 1) return false;
	const { view } = viewSentBody(entry.operation);
	const keys = findRequestKeys({ draft, entry }, view) ?? findOnlyList(view);
	const isDone = ruleChangeMany(context, { draft, hints: evidence.hints, entry, isPart: true });
	if (!isDone && !keys) return false;
	draft.ordered = ordered;
	if (isDone || !keys) return true;
	const key: Expression = { kind: 'constant', value: '', source: '' };
	const answered = viewAnswer(entry);
	const isIt = (item: SchemaView): boolean => draft.entity !== undefined && isPartOf(item, draft.entity);
	const shown = answered && findMany(answered, { noun: evidence.hints.noun, isIt });
	const answer = shown && { answer: joinPointer(shown.pointer, 0) };
	give(context, {
		entry,
		draft,
		parts: { kind: 'patch', key, set: new Map(), many: true, keys, places: true, ...answer },
	});
	return true;
}

/** The whole number by which they are put in order, and that of the first. */
function findPlace(entity: SchemaView): Resource['ordered'] {
	const members = [...outlineProperties(entity)];
	for (const plain of PLACES) {
		const [property, member] = members.find(([name]) => plainWord(name) === plain) ?? [];
		if (property === undefined || !member) continue;
		const { view } = outlineView(member);
		if (!guessTypes(view).has('integer') && !guessTypes(view).has('number')) return undefined;
		return { property, first: readLimits(view).min >= 1 || listExamples(view).includes(1) ? 1 : 0 };
	}
	return undefined;
}

/** Whatever it is called, where nothing else is sent: `{ orderedIds: [...] }`. */
function findOnlyList(view: SchemaView | undefined): Expression | undefined {
	const [[name, member] = [], another] = view ? [...outlineProperties(view)] : [];
	const item = member && !another ? outlineItems(member) : undefined;
	if (name === undefined || !item || outlineView(item).kind !== 'scalar') return undefined;
	const pointer = joinPointer('', name);
	return { kind: 'body', pointer, source: `$request.body#${pointer}` };
}
