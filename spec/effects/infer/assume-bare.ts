// What is taken to be in the bodies of which a document says nothing.

import { outlineProperties } from '../../schema/outline.ts';
import { listExamples } from '../../schema/values.ts';
import { SchemaView, viewSchema } from '../../schema/view.ts';
import type { Operation } from '../../types/document.ts';
import { isOpenView } from './agreement.ts';
import { type Family, findMadeBelow, findOnCollection } from './families.ts';
import { findMethod, type PathOperation } from './path-tree.ts';
import { assumeAnswer, assumeBody, isUndescribed, viewAnswer, viewSentBody } from './seen-bodies.ts';

/**
 * A GET that answers 200 and describes no body leaves it out: nobody asks for nothing. Where no GET of the family describes its answer, and
 * what the entities are is told by what creates take, or else by what reading one shows, all of its answers without a description may show one. Where nothing of the family is
 * described at all, it keeps any object; that is handed back then.
 */
export function assumeBare(family: Family, create: PathOperation | undefined): SchemaView | undefined {
	const isOwn = create !== undefined && family.collections.includes(create.node);
	const silent = isOwn ? assumeSilent(family, create) : undefined;
	if (silent) return silent;
	const body = create && viewSentBody(create.operation).view;
	const read = findMethod(family.item, 'get');
	const told = body ?? (create && read && viewAnswer(read));
	if (!told || outlineProperties(told).size === 0) return undefined;
	const gets = [read, findOnCollection(family, 'get')].filter((entry) => entry !== undefined);
	// Who may delete one by its key must have learnt that from the create.
	const isBare = gets.length > 0 ? gets.every(isUndescribed) : findMethod(family.item, 'delete') !== undefined;
	for (const entry of isBare ? new Set([...listOperations(family), create as PathOperation]) : gets) {
		if (isUndescribed(entry) && entry.method !== 'delete') assumeAnswer(entry);
	}
	return undefined;
}

/** What makes them below another thing, where nothing of the family describes an answer: what is sent there tells what they are. `undefined`: nothing does, or it is described. */
export function findBareBelow(family: Family): PathOperation | undefined {
	const made = findMadeBelow(family);
	const gets = [findMethod(family.item, 'get'), findOnCollection(family, 'get')].filter((entry) => entry !== undefined);
	const body = made && [...gets, made].every(isUndescribed) ? viewSentBody(made.operation).view : undefined;
	return body && outlineProperties(body).size > 0 ? made : undefined;
}

const WRITING = ['post', 'put', 'patch'];

/**
 * `POST /todos` and `GET /todos/{id}`, with no schema on either: what is sent is kept, and shown again. It is told by the paths alone, so
 * it takes a GET of the item, or a GET of them all beside a change or a DELETE of one, and that nothing of the family describes a body.
 */
function assumeSilent(family: Family, create: PathOperation): SchemaView | undefined {
	const read = findMethod(family.item, 'get');
	const listing = findOnCollection(family, 'get');
	const own = listOperations(family).filter(({ method }) => method === 'get' || WRITING.includes(method));
	const shown = [read, listing].filter((entry) => entry !== undefined);
	const isOfItems = (['put', 'patch', 'delete'] as const).some((method) => findMethod(family.item, method));
	const isSilent =
		(read ?? (isOfItems && listing)) &&
		[...shown, create].every((entry) => isUndescribed(entry) || showsAnything(entry)) &&
		own.every((entry) => (viewAnswer(entry) === undefined || showsAnything(entry)) && takesAnything(entry));
	if (!isSilent) return undefined;
	const { document, pointer } = create.operation;
	const object = new SchemaView([{ document, pointer, value: { type: 'object' } }]);
	for (const entry of own) {
		if (WRITING.includes(entry.method)) assumeBody(entry, object);
		if (showsAnything(entry)) continue;
		if (entry === listing) assumeAnswer(entry);
		else if (isUndescribed(entry)) assumeAnswer(entry, object);
	}
	return object;
}

/** JSON of which nothing is said, and no example: what collections of requests become. */
function showsAnything(entry: PathOperation): boolean {
	const view = viewAnswer(entry);
	return view !== undefined && isOpenView(view) && !hasExample(entry.operation);
}

function hasExample({ responses }: Operation): boolean {
	return [...responses].some(
		([key, { mediaTypes }]) =>
			key.startsWith('2') &&
			mediaTypes.some(
				({ examples, schema }) => examples.length > 0 || (schema && listExamples(viewSchema(schema)).length > 0),
			),
	);
}

function takesAnything({ operation }: PathOperation): boolean {
	const { view } = viewSentBody(operation);
	return view === undefined || isOpenView(view);
}

function listOperations({ item, collections }: Family): readonly PathOperation[] {
	return [...(item ? [item] : []), ...collections].flatMap(({ operations }) => operations);
}
