// Which documents speak of the same paths, so that what one says of them counts for what another one has below: `/users/{id}` here, `/users/{id}/orders` there.

import type { OutlinedOperation } from '../../operations/operations.ts';
import { getOwn } from '../../read/json.ts';
import type { ApiDocument } from '../../types/document.ts';

/** A document with its operations. */
interface Read {
	document: Pick<ApiDocument, 'root' | 'basePaths'>;
	operations: readonly OutlinedOperation[];
}

interface Group<One> {
	members: One[];
	/** Empty: it says nothing of where it is served. */
	bases: Set<string>;
	words: Set<string>;
	places: Set<string>;
}

/**
 * The documents in their order, those together that have a base path and a first word of a path in common; one that says nothing of its servers goes with any. What two of them have
 * both (`GET /users` twice), each has for itself: they are different services, or editions of one.
 */
export function groupDocuments<One extends Read>(all: readonly One[]): One[][] {
	if (all.length === 1) return [[...all]];
	const groups: Group<One>[] = [];
	for (const one of all) {
		const own = describe(one);
		const group = groups.find((other) => goesWith(own, other));
		if (!group) {
			groups.push({ members: [one], ...own });
			continue;
		}
		group.members.push(one);
		for (const word of own.words) group.words.add(word);
		for (const place of own.places) group.places.add(place);
		for (const base of own.bases) group.bases.add(base);
	}
	return groups.map(({ members }) => members);
}

type Described = Omit<Group<unknown>, 'members'>;

function describe({ document, operations }: Read): Described {
	const isSilent = getOwn(document.root, 'x-effect') === 'none';
	const templates = isSilent ? [] : operations.map(({ outline }) => outline);
	return {
		bases: new Set(document.basePaths.filter((base) => base !== '')),
		words: new Set(templates.flatMap(({ template }) => /^\/([^/{}]+)/.exec(template)?.[1] ?? [])),
		places: new Set(templates.map(({ method, template }) => `${method} ${template.replaceAll(/\{[^{}]*\}/g, '{}')}`)),
	};
}

function goesWith(one: Described, other: Described): boolean {
	const isApart = one.bases.size > 0 && other.bases.size > 0 && !haveCommon(one.bases, other.bases);
	if (isApart || !haveCommon(one.words, other.words)) return false;
	return [...one.places].every((place) => !other.places.has(place));
}

function haveCommon(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
	return [...one].some((text) => other.has(text));
}
