// Where a request to a collection says which of its entities are meant: in its body, or in its query.

import { joinPointer } from '../../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import { type SchemaView, viewSchema } from '../../schema/view.ts';
import type { Parameter } from '../../types/document.ts';
import type { Expression } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import { hasKey } from './evidence.ts';
import type { EntityPlace } from './find-entity.ts';
import type { KeyHints } from './find-key.ts';
import type { PathOperation } from './path-tree.ts';
import { plainWord, toSingular } from './words.ts';

interface Asked {
	draft: Draft;
	entry: PathOperation;
}

/** The key of one: in the body, or in a query parameter that is called like it. */
export function findRequestKey(
	{ draft, entry, hints }: Asked & { hints: KeyHints },
	sent: EntityPlace | undefined,
): Expression | undefined {
	if (sent && hasKey(sent.view, draft.key)) {
		const pointer = joinPointer(sent.pointer, ...draft.key);
		return { kind: 'body', pointer, source: `$request.body#${pointer}` };
	}
	const named = entry.operation.parameters.find(
		(one) => isKeyParameter(one, { draft, hints }) && !isListParameter(one),
	);
	return named && { kind: 'query', name: named.name, source: `$request.query.${named.name}` };
}

/** The keys of many: a list in the body (`ids`), the body itself, or a query parameter that is a list. */
export function findRequestKeys({ draft, entry }: Asked, view: SchemaView | undefined): Expression | undefined {
	const key = draft.key.at(-1) ?? '';
	const names = [`${key}s`, key, 'ids', 'keys', `${draft.name}_${key}s`].map(plainWord);
	const item = view && outlineItems(view);
	// Keys, or objects that have one: `[{ id: 1 }]`.
	const isNamed = item && (outlineView(item).kind === 'scalar' || isOfKey(item, draft));
	if (isNamed) return { kind: 'body', pointer: '', source: '$request.body' };
	for (const [name, property] of view ? outlineProperties(view) : []) {
		if (!names.includes(plainWord(name)) || outlineView(property).kind !== 'list') continue;
		const pointer = joinPointer('', name);
		return { kind: 'body', pointer, source: `$request.body#${pointer}` };
	}
	const listed = entry.operation.parameters.find(
		(one) =>
			one.in === 'query' && names.includes(plainWord(one.name)) && (isListParameter(one) || /s$/i.test(one.name)),
	);
	return listed && { kind: 'query', name: listed.name, source: `$request.query.${listed.name}` };
}

/** It has the key, and nothing else that it must have. */
function isOfKey(item: SchemaView, { key, isHidden }: Draft): boolean {
	return key.length === 1 && !isHidden && hasKey(item, key) && outlineProperties(item).size === 1;
}

function isKeyParameter({ in: place, name }: Parameter, { draft, hints }: { draft: Draft; hints: KeyHints }): boolean {
	const key = plainWord(draft.key.at(-1) ?? '');
	return place === 'query' && [key, plainWord(toSingular(hints.noun)) + key].includes(plainWord(name));
}

function isListParameter({ schema }: Parameter): boolean {
	return schema !== undefined && outlineView(viewSchema(schema)).kind === 'list';
}
