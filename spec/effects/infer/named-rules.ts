// Those of a collection that a request names (`POST /users/batchGet` with `{ ids }`), and whether there is one: `GET /users/exists?email=…`, `GET /users/{id}/exists`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Pointer } from '../../types/json.ts';
import { asksByBody, readListParameters } from '../list-effects.ts';
import { isPartOf } from './agreement.ts';
import type { Draft } from './draft.ts';
import { hasKey, isObjectView } from './evidence.ts';
import { namesKey } from './find-key.ts';
import { findMany } from './find-many.ts';
import { endsInName, lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { findRequestKeys } from './request-keys.ts';
import { give, listAt, type RuleContext, readPath } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord, splitName } from './words.ts';
import { readWordsBelow } from './words-below.ts';

/** A POST whose body has nothing but keys, and whose answer has a list of the entities, shows those; whether it does. */
export function ruleNamed(context: RuleContext, { node, entry }: { node: PathNode; entry: PathOperation }): boolean {
	if (!asksByBody(entry.method)) return false;
	const below = readWordsBelow(context.index, node);
	const { view, isForm } = below ? viewSentBody(entry.operation) : { view: undefined, isForm: false };
	if (!below || !view || isForm || outlineProperties(view).size > 1) return false;
	const { draft, noun } = below;
	const { entity } = draft;
	const keys = findRequestKeys({ draft, entry }, view);
	const answer = keys?.kind === 'body' && draft.key.length === 1 ? viewAnswer(entry) : undefined;
	const isIt = (item: SchemaView): boolean =>
		entity !== undefined && isObjectView(item) && hasKey(item, draft.key) && isPartOf(item, entity);
	const shown = answer && findMany(answer, { noun, isIt });
	if (!keys || !shown) return false;
	give(context, { entry, draft, parts: { kind: 'list', keys, ...listAt(shown), filters: [] } });
	return true;
}

/** What an answer says by a boolean of this name. */
const THERE = /^(?:is|has)?(?:already)?(?:exists?|taken|inuse|used|registered|found|duplicated?|present)$/;
const FREE = /^(?:is)?(?:available|free|unique|notexists?|notfound)$/;
/** The same, of a path whose answer is a boolean that is called nothing of the kind. */
const THERE_WORDS = new Set(['exist', 'exists', 'taken', 'exits']);
const FREE_WORDS = new Set(['available', 'availability', 'free', 'unique']);

/** Where an answer tells whether there is one, and what it says then. */
interface Told {
	counted: Pointer;
	tells: boolean;
}

/** Whether there is one of what the request asks for; whether it is that. `item`: whose path it stands below. */
export function ruleExists(
	context: RuleContext,
	{ node, entry, item }: { node: PathNode; entry: PathOperation; item: { draft: Draft; at: number } | undefined },
): boolean {
	const { method } = entry;
	if (method !== 'get' && method !== 'head' && method !== 'post') return false;
	const words = splitName(lastWord(node));
	const isCalled = words.some((word) => THERE_WORDS.has(word) || FREE_WORDS.has(word));
	if (!isCalled && !words.includes('check')) return false;
	const draft = item?.draft ?? findCollection(context, node);
	const told = draft && context.made.has(draft) ? findTold(entry, words) : undefined;
	if (!draft || !told) return false;
	const name = item ? entry.names[item.at] : endsInName(node) ? entry.names.at(-1) : undefined;
	const isKey = item !== undefined || (name !== undefined && isKeyOf(draft, name));
	if (isKey && name !== undefined) {
		// Who documents a 404 answers with that.
		const parts = { kind: 'list' as const, keys: readPath(name), ...told, filters: [] };
		give(context, { entry, draft, parts: method === 'head' ? { kind: 'read', key: readPath(name) } : parts });
		return true;
	}
	if (method === 'head' || !asksAlone(entry, draft, name)) return false;
	give(context, { entry, draft, parts: { kind: 'list', ...told, filters: [] } });
	return true;
}

function findCollection({ index }: RuleContext, node: PathNode): Draft | undefined {
	const word = endsInName(node) ? node.parent : node;
	for (let above = word?.parent; above; above = above.parent) {
		const draft = index.byCollection.get(above);
		if (draft || endsInName(above)) return draft;
	}
	return undefined;
}

function isKeyOf(draft: Draft, parameter: string): boolean {
	return draft.evidence.some(({ family }) => namesKey(draft.key, { parameter, noun: family.noun }));
}

/** All that is asked is a property; what the path asks is found with the list's own parameters. */
function asksAlone({ operation }: PathOperation, draft: Draft, name: string | undefined): boolean {
	const { view } = asksByBody(operation.method) ? viewSentBody(operation) : { view: undefined };
	const query = operation.parameters.flatMap((one) => (one.in === 'query' ? [one.name] : []));
	const asked = [...query, ...(view ? outlineProperties(view).keys() : [])];
	const { filters } = readListParameters(operation, { item: draft.entity });
	const isOne = asked.length > 0 || (name !== undefined && [...nameProperties(draft)].includes(plainWord(name)));
	return isOne && asked.every((one) => filters.some(({ parameter }) => parameter === one));
}

function nameProperties({ entity }: Draft): Set<string> {
	return new Set(entity ? [...outlineProperties(entity).keys()].map(plainWord) : []);
}

function findTold(entry: PathOperation, words: readonly string[]): Told | undefined {
	if (entry.method === 'head') return { counted: '', tells: true };
	const view = viewAnswer(entry);
	const found = view ? listBooleans(view, '', 0) : [];
	const named = found.flatMap(({ name, place }) => {
		const plain = plainWord(name);
		return THERE.test(plain)
			? [{ counted: place, tells: true }]
			: FREE.test(plain)
				? [{ counted: place, tells: false }]
				: [];
	});
	if (named.length > 0) return named.length === 1 ? named[0] : undefined;
	const isFree = words.some((word) => FREE_WORDS.has(word));
	const isThere = words.some((word) => THERE_WORDS.has(word));
	const [only] = found.filter(({ name }) => !/^(?:success|ok|error)$/i.test(name));
	return only && found.length <= 2 && isFree !== isThere ? { counted: only.place, tells: isThere } : undefined;
}

/** The booleans of an answer, also in an envelope. */
function listBooleans(view: SchemaView, place: Pointer, depth: number): { name: string; place: Pointer }[] {
	const { kind, view: decided } = outlineView(view);
	if (kind === 'scalar')
		return guessTypes(decided).has('boolean') ? [{ name: place.split('/').at(-1) ?? '', place }] : [];
	if (kind !== 'object' || depth > 1) return [];
	return [...outlineProperties(view)].flatMap(([name, one]) => listBooleans(one, joinPointer(place, name), depth + 1));
}
