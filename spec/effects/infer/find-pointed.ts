// Another entity that an action points to: `PUT /tickets/{id}/assignee` with `{ userId }` is the ticket's `assigneeId`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import type { Draft } from './draft.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { viewSentBody } from './seen-bodies.ts';
import { takeAway } from './take-away.ts';
import { plainWord } from './words.ts';

/** What a verb gives an entity, or takes from it. */
const GIVES: ReadonlyMap<string, string> = new Map([
	['assign', 'assignee'],
	['reassign', 'assignee'],
	['unassign', 'assignee'],
]);

/** What is set by the one id that is sent, or by a DELETE taken away; `undefined`: nothing that can be told. */
export function findPointed({
	node,
	entry,
	draft,
}: {
	node: PathNode;
	entry: PathOperation;
	draft: Draft;
}): { set: Map<string, EffectValue>; request?: Pointer } | undefined {
	const word = plainWord(lastWord(node));
	const names = [GIVES.get(word) ?? word].flatMap((whom) => [`${whom}id`, `id${whom}`]);
	const properties = [...(draft.entity ? outlineProperties(draft.entity) : [])];
	const [property, view] = properties.find(([name]) => names.includes(plainWord(name))) ?? [];
	if (property === undefined || !view) return undefined;
	const { view: sent } = viewSentBody(entry.operation);
	if (entry.method === 'delete' || (word.startsWith('un') && !sent)) {
		const none = entry.operation.requestBody === undefined ? takeAway(draft.entity as SchemaView, property) : undefined;
		return none && { set: new Map([[property, none]]) };
	}
	const members = sent ? [...outlineProperties(sent)] : [];
	const [[name, member] = [], another] = members;
	if (name === undefined || !member || another || outlineView(member).kind !== 'scalar') return undefined;
	if (name === property || !plainWord(name).endsWith('id')) return undefined;
	const request = joinPointer('', name);
	const expression = { kind: 'body' as const, pointer: request, source: `$request.body#${request}` };
	return { set: new Map([[property, { kind: 'expression', expression }]]), request };
}
