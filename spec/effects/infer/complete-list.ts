// What lists are asked, by their parameters and by their paths: `GET /orders/customer/{customerId}`, `GET /products/category/{name}`.

import { joinPointer, parsePointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import type { Binding, Effect } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import type { ListFilter } from '../../types/lists.ts';
import { readListParameters } from '../list-effects.ts';
import { readFilterName } from '../list-filters.ts';
import { joinFinders } from '../property-finder.ts';
import { findSlice } from './narrow-rules.ts';
import { endsInName } from './path-tree.ts';
import type { Given } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** Names that say nothing without the word before them. */
const BARE = ['id', 'name', 'value', 'key', 'code'];

/** What a word before the name says of whom: `/tickets/assigned-to/{userId}`. */
const ROLES: ReadonlyMap<string, readonly string[]> = new Map(
	['assignedto', 'assigned', 'assignee', 'byassignee'].map((word) => [word, ['assigneeId', 'assignedTo', 'assignee']]),
);

/** What a list is asked: pages, order and filters by its own parameters, and by the name at the end of its path. */
export function completeList(
	given: Given,
	{ own, bindings, scope }: { own: readonly Given[]; bindings: readonly Binding[]; scope: readonly string[] },
): ReturnType<typeof readListParameters> & Pick<ListEffect, 'counts'> {
	const { entry, draft, parts } = given;
	const shown = draft.evidence.find(({ list }) => list?.entry.operation === entry.operation)?.list;
	const item = shown?.item ?? (parts.kind === 'list' ? draft.entity : undefined);
	const create = own.find((one) => one.parts.kind === 'create');
	const sent = create && viewSentBody(create.entry.operation).view;
	const read = readListParameters(entry.operation, { item, entity: draft.entity, sent });
	const isOwn = draft.evidence.some(({ family }) => family.collections.includes(entry.node));
	// What its path says of the collections above is where it looks.
	const isPlace = scope.length > 0 && isOwn;
	const isBound = isPlace || bindings.some(({ from }) => from.kind === 'path' && from.name === entry.names.at(-1));
	const filter = isBound ? undefined : readPathFilter(given, own);
	const counts = findCounts(given);
	const all = filter ? { ...read, filters: [...read.filters, filter] } : read;
	return counts.length > 0 ? { ...all, counts } : all;
}

type ListEffect = Extract<Effect, { kind: 'list' }>;

/** `unreadCount`, `num_unread`: which of them are counted beside the list, or around what it lies in. */
function findCounts({ entry, draft, parts }: Given): NonNullable<ListEffect['counts']> {
	const steps = parts.kind === 'list' && parts.counted === undefined ? (parsePointer(parts.items ?? '') ?? []) : [];
	const found: { place: Pointer; only: NonNullable<Effect['only']> }[] = [];
	let view = steps.length > 0 ? viewAnswer(entry) : undefined;
	for (const [depth, step] of steps.entries()) {
		for (const [name, member] of view ? outlineProperties(view) : []) {
			const [, before, behind] = COUNTED.exec(plainWord(name)) ?? [];
			const slice = before ?? behind;
			const isWhole = slice !== undefined && guessTypes(outlineView(member).view).has('integer');
			const { only } = isWhole ? findSlice(draft, slice) : {};
			if (only) found.push({ place: joinPointer('', ...steps.slice(0, depth), name), only });
		}
		view = view && outlineProperties(view).get(step);
	}
	return found;
}

/** A total may be of money. */
const COUNTED = /^(\w{3,}?)count$|^(?:num|numberof|count)(\w{3,})$/;

/**
 * The filter that the name at the end of a list's path stands for, where it is called as a property that requests send: what only the
 * mock makes up would be asked for in vain. `undefined`: there is none.
 */
function readPathFilter(given: Given, own: readonly Given[]): ListFilter | undefined {
	const { entry, draft, parts } = given;
	const name = entry.names.at(-1);
	if (parts.kind !== 'list' || !draft.entity || name === undefined || !endsInName(entry.node)) return undefined;
	const find = joinFinders([draft.entity]);
	const step = entry.node.steps.at(-2) ?? '';
	const word = toSingular(step);
	const isBare = BARE.includes(plainWord(name));
	const told = ROLES.get(plainWord(step)) ?? [];
	const names = told.length > 0 ? told : isBare ? [`${word}.${name}`, word] : [name];
	for (const one of names) {
		const found = one === '' ? undefined : readFilterName(one, find);
		const [property] = found?.steps ?? [];
		if (!found || property === undefined || !isSent([...found.steps], own)) continue;
		return {
			parameter: name,
			from: 'path',
			property,
			steps: found.steps,
			...(found.operator && { operator: found.operator }),
		};
	}
	return undefined;
}

/** `user` or `userId`, of `user.id`. */
function isSent(steps: readonly string[], own: readonly Given[]): boolean {
	const wanted = [plainWord(steps[0] ?? ''), plainWord(steps.join(''))];
	return own.some(({ entry, parts }) => {
		if (parts.kind !== 'create' && parts.kind !== 'patch') return false;
		const body = viewSentBody(entry.operation).view;
		const names = [...(body ? outlineProperties(body).keys() : []), ...parts.set.keys()];
		return names.some((name) => wanted.includes(plainWord(name)));
	});
}
