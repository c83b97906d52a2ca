// Which kind a create makes by what its path is called: `POST /withdrawals` a transaction whose `type` is `withdrawal`.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import { lastWord } from './path-tree.ts';
import type { Given } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** What says of which kind an entity is. */
const KINDS = /(?:type|kind)$/;
/** Shorter words begin others by chance. */
const SHORTEST = 5;

/** Gives each create the kind that its path names, where what it takes says none. */
export function setKinds(own: readonly Given[]): void {
	for (const given of own) {
		const { entry, draft, parts } = given;
		if (parts.kind !== 'create' || !draft.entity) continue;
		const found = findKind(draft.entity, plainWord(toSingular(lastWord(entry.node))));
		const { view } = viewSentBody(entry.operation);
		if (!found || parts.set.has(found.property) || (view && outlineProperties(view).has(found.property))) continue;
		const set = new Map(parts.set).set(found.property, { kind: 'literal', value: found.value });
		given.parts = { ...parts, set };
	}
}

/** The one value of the one enum that a word is, or that it begins: `withdrawal` of `withdraw`. */
function findKind(entity: SchemaView, word: string): { property: string; value: string } | undefined {
	const found = [...outlineProperties(entity)].flatMap(([property, view]) => {
		const values = KINDS.test(plainWord(property)) ? listValues(outlineView(view).view) : undefined;
		const texts = values?.filter((value) => typeof value === 'string') ?? [];
		const isIt = texts.filter((value) => plainWord(value) === word);
		const fitting =
			isIt.length > 0 || word.length < SHORTEST ? isIt : texts.filter((value) => plainWord(value).startsWith(word));
		const [value, another] = texts.length > 1 ? fitting : [];
		return value === undefined || another !== undefined ? [] : [{ property, value }];
	});
	return found.length === 1 ? found[0] : undefined;
}
