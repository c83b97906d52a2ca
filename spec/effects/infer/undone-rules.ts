// Verbs that make what is called otherwise, and take it back by who it is for: `POST` and `DELETE /classes/{id}/book/{memberId}` of bookings.

import { nameOfSchema } from './agreement.ts';
import type { Evidence } from './evidence.ts';
import { findOnCollection } from './families.ts';
import { findNamedProperty } from './named-property.ts';
import { listNames, type PathNode, type PathOperation } from './path-tree.ts';
import { give, placeEntity, type RuleContext, readPath, showAt } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';
import { isSameNoun } from './words.ts';

/** Whether a family is no more than such a verb: nothing reads what it makes there, and another one lists or reads what has its schema, by name. */
export function isVerbOnly({ family, list, read, created }: Evidence, others: readonly Evidence[]): boolean {
	const operations = family.item?.operations ?? [];
	if (list || read || operations.length === 0 || operations.some(({ method }) => method !== 'delete')) return false;
	const made = findOnCollection(family, 'post') && created && nameOfSchema(created.place.view);
	return (
		made !== undefined &&
		others.some((other) => {
			const shown = other.read?.place.view ?? other.list?.item;
			return shown !== undefined && !isSameNoun(other.family.noun, family.noun) && nameOfSchema(shown) === made;
		})
	);
}

/** A DELETE that names what was made there by another of its properties than its key; whether it is that. */
export function ruleUndone(context: RuleContext, { node, entry }: { node: PathNode; entry: PathOperation }): boolean {
	const making =
		entry.method === 'delete' ? node.parent?.operations.find(({ method }) => method === 'post') : undefined;
	const made = making && context.given.get(making.operation);
	const named = listNames(entry).at(-1);
	if (!made || !named || made.parts.kind !== 'create' || !made.draft.entity) return false;
	const { draft } = made;
	if (draft.evidence.some(({ family }) => family.item === node)) return false;
	const by = findNamedProperty(made.draft.entity, { name: named.name, noun: '', key: draft.key });
	if (by === undefined) return false;
	const view = viewAnswer(entry);
	const shown = view && placeEntity(view, { draft, hints: { noun: named.noun, parameter: named.name } });
	give(context, { entry, draft, parts: { kind: 'delete', key: readPath(named.name), by, ...showAt(shown) } });
	return true;
}
