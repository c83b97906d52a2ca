// Changes of many at once: `PATCH /orders` with a list of orders, or with `{ ids: [...], status }`; also on a path of their own.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listRequired } from '../../schema/required.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import { isPartOf } from './agreement.ts';
import type { Draft } from './draft.ts';
import { hasKey } from './evidence.ts';
import { findSentEntity, findSentMany } from './find-entity.ts';
import type { KeyHints } from './find-key.ts';
import { findMany } from './find-many.ts';
import type { PathOperation } from './path-tree.ts';
import { findRequestKeys } from './request-keys.ts';
import { give, type RuleContext, sendAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';

/** An operation on a collection. */
interface On {
	draft: Draft;
	hints: KeyHints;
	entry: PathOperation;
	/** Whatever is sent, it is not the whole of each. */
	isPart?: boolean;
}

/** What is sent of many, and which they are. */
interface SentMany {
	key: Expression;
	/** Absent: each element of a list has its own key. */
	keys?: Expression;
	request?: Pointer;
	/** Each is sent whole. */
	isWhole: boolean;
}

/** Gives it its effect on all that the body names; whether it did. */
export function ruleChangeMany(context: RuleContext, on: On): boolean {
	const { draft, hints, entry } = on;
	const { entity, key, isHidden, evidence } = draft;
	const { view: body, isForm } = viewSentBody(entry.operation);
	const isPlain = key.length === 1 && !isHidden && !evidence.some(({ family }) => (family.parts?.length ?? 0) > 0);
	if (!entity || !body || isForm || !isPlain) return false;
	const sent = findElements(on, body, entity) ?? findShared(on, body, entity);
	if (!sent) return false;
	const view = viewAnswer(entry);
	const shown = view && findMany(view, { noun: hints.noun, isIt: (item) => isPartOf(item, entity) });
	const { isWhole, ...parts } = sent;
	give(context, {
		entry,
		draft,
		parts: {
			kind: isWhole && !on.isPart && entry.operation.method === 'put' ? 'replace' : 'patch',
			set: new Map(),
			many: true,
			...parts,
			...(shown && { answer: joinPointer(shown.pointer, 0) }),
		},
	});
	return true;
}

/** A list, each element of which has its key. */
function findElements({ draft, hints }: On, body: SchemaView, entity: SchemaView) {
	const sent = findSentMany(body, { noun: hints.noun, entity });
	if (!sent || !hasKey(sent.view, draft.key)) return undefined;
	const given = listRequired(sent.view);
	const isWhole = [...listRequired(entity)].every((name) => given.has(name));
	const found: SentMany = { key: readBody(joinPointer(sent.pointer, ...draft.key)), request: sent.pointer, isWhole };
	return found;
}

/** A list of keys, and beside it what all of them get: properties of the entity, or an object of such. */
function findShared(on: On, body: SchemaView, entity: SchemaView): SentMany | undefined {
	const keys = findRequestKeys(on, body);
	if (keys?.kind === 'query') {
		const sent = findSentEntity(body, { noun: on.hints.noun, entity });
		return sent?.isSure ? { key: keys, keys, isWhole: false, ...sendAt(sent.place) } : undefined;
	}
	if (keys?.kind !== 'body' || keys.pointer === '') return undefined;
	const own = outlineProperties(entity);
	const beside = [...outlineProperties(body)].filter(([name]) => joinPointer('', name) !== keys.pointer);
	const taken = { key: readBody(joinPointer(keys.pointer, 0)), keys, isWhole: false };
	// Who has a list of keys of its own may be sent one.
	if (own.has(keys.pointer.slice(1))) return undefined;
	if (beside.some(([name]) => own.has(name) && name !== on.draft.key[0])) return taken;
	const parts = beside.filter(([, view]) => outlineView(view).kind === 'object' && isPartOf(view, entity));
	return parts[0] && parts.length === 1 ? { ...taken, request: joinPointer('', parts[0][0]) } : undefined;
}

function readBody(pointer: Pointer): Expression {
	return { kind: 'body', pointer, source: `$request.body#${pointer}` };
}
