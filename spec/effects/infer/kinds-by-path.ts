// Which kind a create makes by what its path is called: `POST /withdrawals` a transaction whose `type` is `withdrawal`.

import { viewAt } from '../../schema/at-pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listPossibleProperties } from '../../schema/properties.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Pointer } from '../../types/json.ts';
import { lastWord, type PathOperation } from './path-tree.ts';
import type { Given } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, splitName, toSingular } from './words.ts';

/** What says of which kind an entity is. */
const KINDS = /(?:type|kind)$/;
/** Shorter words begin others by chance. */
const SHORTEST = 5;

/** Gives each create the kind that its path names, where what it takes says none. */
export function setKinds(own: readonly Given[]): void {
	for (const given of own) {
		const { entry, draft, parts } = given;
		if (parts.kind !== 'create' || !draft.entity) continue;
		const found = findKind(draft.entity, toSingular(lastWord(entry.node)));
		if (!found || parts.set.has(found.property) || maySay(entry, parts.request, found.property)) continue;
		const set = new Map(parts.set).set(found.property, { kind: 'literal', value: found.value });
		given.parts = { ...parts, set };
	}
}

/** Whether what is sent says it, or may: what names none of its properties may have any. */
function maySay({ operation }: PathOperation, request: Pointer | undefined, property: string): boolean {
	const { view } = viewSentBody(operation);
	if (!view) return operation.requestBody !== undefined;
	const sent = viewAt(view, request ?? '');
	const names = sent && listPossibleProperties(sent);
	return !names || names.size === 0 || names.has(property);
}

/** The one value of the one enum that a noun is, or that it begins: `withdrawal` of `withdraw`, though not `account_premium` of `account`. */
function findKind(entity: SchemaView, noun: string): { property: string; value: string } | undefined {
	const word = plainWord(noun);
	const length = splitName(noun).length;
	const found = [...outlineProperties(entity)].flatMap(([property, view]) => {
		const values = KINDS.test(plainWord(property)) ? listValues(outlineView(view).view) : undefined;
		const texts = values?.filter((value) => typeof value === 'string') ?? [];
		const isIt = texts.filter((value) => plainWord(value) === word);
		const begun = texts.filter((value) => plainWord(value).startsWith(word) && splitName(value).length === length);
		const fitting = isIt.length > 0 || word.length < SHORTEST ? isIt : begun;
		const [value, another] = texts.length > 1 ? fitting : [];
		return value === undefined || another !== undefined ? [] : [{ property, value }];
	});
	return found.length === 1 ? found[0] : undefined;
}
