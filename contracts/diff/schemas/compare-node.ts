// Two schemas without what lies inside of them.

import { type Direction, guessTypes, readItems, type SchemaView } from '../../../spec/index.ts';
import { flattenChoices, listAlternatives, matchAlternatives, takeWhole } from './alternatives.ts';
import { compareKeywords } from './compare-keywords.ts';
import { compareLimits } from './compare-limits.ts';
import { compareObjects } from './compare-objects.ts';
import { compareEnums, compareTexts, compareTypes } from './compare-values.ts';
import type { ComparedNode } from './compared-node.ts';
import type { SchemaChange } from './schema-changes.ts';
import { findHome, findSaying } from './schema-places.ts';

interface Both {
	before: SchemaView;
	after: SchemaView;
	direction: Direction;
	isText: boolean;
	today: Date;
}

const NOTHING: ComparedNode = { changes: [], children: [] };

/** Compares what two schemas say of a value itself, and lists the pairs inside. A reference that leads nowhere says nothing. */
export function compareNode(both: Both): ComparedNode {
	const { before, after, isText } = both;
	if (before === after || before.unresolved.length > 0 || after.unresolved.length > 0) return NOTHING;
	const types = compareTypes(before, after, isText);
	if (types.isDisjoint) return { changes: types.changes, children: [] };
	const flat = { ...both, before: flattenChoices(before), after: flattenChoices(after) };
	const choices = compareChoices(flat);
	if (choices)
		return { changes: [...types.changes.filter(isAboutNull), ...choices.changes], children: choices.children };
	const own: SchemaChange[] = [
		...types.changes,
		...compareEnums(before, after),
		...compareTexts(flat.before, flat.after),
		...compareLimits(flat.before, flat.after),
		...compareKeywords(flat.before, flat.after),
	];
	const inner = [compareLists(flat), ...(mayBeObjects(flat) ? [compareObjects(flat)] : [])];
	return {
		changes: [...own, ...inner.flatMap(({ changes }) => changes)],
		children: inner.flatMap(({ children }) => children),
	};
}

/** Of alternatives the types are told one by one. */
const isAboutNull = ({ kind }: SchemaChange): boolean => kind.startsWith('null-');

function mayBeObjects({ before, after }: Both): boolean {
	const isOne = (view: SchemaView): boolean => guessTypes(view).size === 0 || guessTypes(view).has('object');
	return isOne(before) && isOne(after);
}

/** `undefined`: neither leaves a choice. */
function compareChoices({ before, after }: Both): ComparedNode | undefined {
	const [old, now] = [listAlternatives(before), listAlternatives(after)];
	if (old.length === 0 && now.length === 0) return undefined;
	const matched = matchAlternatives(
		old.length > 0 ? old : [takeWhole(before)],
		now.length > 0 ? now : [takeWhole(after)],
	);
	const place = { before: findUnion(before), after: findUnion(after) };
	return {
		changes: [
			...matched.removed.map(
				({ name }): SchemaChange => ({ kind: 'alternative-removed', words: `can no longer be ${name}`, ...place }),
			),
			...matched.added.map(
				({ name }): SchemaChange => ({ kind: 'alternative-added', words: `can be ${name} as well`, ...place }),
			),
		],
		children: matched.pairs.map(([was, is]) => ({ step: '', before: was.view, after: is.view })),
	};
}

function findUnion(view: SchemaView): SchemaChange['before'] {
	const [union] = view.unions;
	return union ? findSaying(view, union.keyword) : findHome(view);
}

function compareLists({ before, after }: Both): ComparedNode {
	const [old, now] = [readItems(before), readItems(after)];
	const changes: SchemaChange[] = [];
	const shared = Math.min(old.prefix.length, now.prefix.length);
	if (old.prefix.length !== now.prefix.length) {
		changes.push({
			kind: 'prefix-items-changed',
			words: `speaks of its first ${now.prefix.length} items, before of ${old.prefix.length}`,
			before: findSaying(before, 'prefixItems'),
			after: findSaying(after, 'prefixItems'),
		});
	}
	const place = { before: findSaying(before, 'items'), after: findSaying(after, 'items') };
	if (!old.rest && now.rest) changes.push({ kind: 'items-added', words: 'asks something of its items now', ...place });
	if (old.rest && !now.rest)
		changes.push({ kind: 'items-removed', words: 'asks nothing of its items any more', ...place });
	return {
		changes,
		children: [
			...Array.from({ length: shared }, (_, index) => ({
				step: `[${index}]`,
				before: old.prefix[index] as SchemaView,
				after: now.prefix[index] as SchemaView,
			})),
			...(old.rest && now.rest ? [{ step: '[]', before: old.rest, after: now.rest }] : []),
		],
	};
}
