// Other entities that must be there, where the document says so: `POST /loans` with a `book_id` of no book, and a 404 for that.

import { joinPointer } from '../../read/pointer.ts';
import { viewAt } from '../../schema/at-pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression, Selection } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import { findTransfer } from './find-transfer.ts';
import type { Given, RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, splitName, toSingular } from './words.ts';

/** Statuses that may say it, the likeliest first. */
const STATUSES = ['404', '422', '400'] as const;
/** What they say then; of a 404 that isn't needed. */
const UNKNOWN = /not (?:be )?found|not exist|n[’']t exist|no such|unknown|non-?exist/i;
const KEY = /^(.+)(?:id|uuid)$/;
/** `from_account_id` is of an account. */
const SIDES = /^(?:from|to|source|destination|target)(?=\w{3})/;

/** A key that is sent of something else; `nouns` beside them: of what else keys are sent, known or not. */
interface Reference {
	noun: string;
	draft: Draft;
	key: Expression;
	/** The list in whose elements it is. */
	each?: Expression;
}

/** Those whose keys are sent, and that an answer says are looked for; `undefined`: nothing says it. */
export function findNeeds({ entry, draft, parts }: Given, context: RuleContext): readonly Selection[] | undefined {
	const isAdding = parts.kind === 'create' || (parts.kind === 'patch' && parts.part?.does === 'add');
	if (!isAdding) return undefined;
	const known = findKnown(entry, { draft, parts, context });
	const short = findTransfer({ entry, draft, parts }, context)?.needs ?? [];
	return known || short.length > 0 ? [...(known ?? []), ...short] : undefined;
}

function findKnown(
	entry: Given['entry'],
	{ draft, parts, context }: Pick<Given, 'draft' | 'parts'> & { context: RuleContext },
): Selection[] | undefined {
	const { responses } = entry.operation;
	const isBelow = entry.names.some((name) => name !== undefined);
	let sent: { references: readonly Reference[]; nouns: readonly string[] } | undefined;
	for (const status of STATUSES) {
		const text = responses.get(status)?.description;
		if (text === undefined || (status !== '404' && !UNKNOWN.test(text))) continue;
		sent ??= listReferences(entry.operation, {
			draft,
			context,
			request: ('request' in parts && parts.request) || '',
		});
		const { references, nouns } = sent;
		const words = listNouns(text);
		const said = references.filter(({ noun }) => words.has(noun));
		// Where nothing stands in the path, and nothing else is named, what is not found is what is sent.
		const isOfOthers = [...words].some((word) => nouns.includes(word) || namesKnown(word, context));
		const meant = said.length > 0 || isBelow || isOfOthers || status !== '404' ? said : references;
		if (meant.length > 0) return meant.map((one) => select(one, Number(status)));
	}
	return undefined;
}

/** What a text may name: its words, also two in a row, none of them a plural. */
function listNouns(text: string): Set<string> {
	const words = splitName(text).map((word) => plainWord(toSingular(word)));
	return new Set(words.flatMap((word, at) => [word, `${words[at - 1] ?? ''}${word}`]));
}

/** Words that every text has, whatever is called so. */
const ANY = new Set(['resource', 'entity', 'object', 'record', 'item', 'response', 'request', 'error', 'data']);

function namesKnown(word: string, { index, made }: RuleContext): boolean {
	return !ANY.has(word) && [...(index.byNoun.get(word) ?? [])].some((one) => made.has(one));
}

function select({ draft, key, each }: Reference, status: number): Selection {
	return { resource: draft.name, key, where: [], status, ...(each && { each }) };
}

function listReferences(
	operation: Given['entry']['operation'],
	{ draft, context, request }: { draft: Draft; context: RuleContext; request: string },
): { references: Reference[]; nouns: string[] } {
	const { view } = viewSentBody(operation);
	const sent = view && viewAt(view, request);
	if (!sent || outlineView(sent).kind !== 'object') return { references: [], nouns: [] };
	const members = [...outlineProperties(sent)];
	const nouns = members.flatMap(([name]) => readNoun(name) ?? []);
	const references = members.flatMap(([name, member]): Reference[] => {
		const pointer = joinPointer(request, name);
		const own: Expression = { kind: 'body', pointer, source: `$request.body#${pointer}` };
		const { kind } = outlineView(member);
		if (kind === 'scalar') return refer(name, { draft, context }).map((one) => ({ ...one, key: own }));
		const items = kind === 'list' ? outlineItems(member) : undefined;
		return items ? listInElements(items, { draft, context, each: own }) : [];
	});
	return { references, nouns };
}

/** `product_id` of each line of an order. */
function listInElements(
	items: SchemaView,
	{ draft, context, each }: { draft: Draft; context: RuleContext; each: Expression },
): Reference[] {
	if (outlineView(items).kind !== 'object') return [];
	return [...outlineProperties(items)].flatMap(([name]) => {
		const pointer = joinPointer('', name);
		const key: Expression = { kind: 'element', pointer, source: `$element#${pointer}` };
		return refer(name, { draft, context }).map((one) => ({ ...one, key, each }));
	});
}

/** `book` of a `book_id`; `undefined`: it is no key. */
function readNoun(name: string): string | undefined {
	return KEY.exec(plainWord(name))?.[1]?.replace(SIDES, '');
}

/** The one kind of things that is called so, that something makes, and that has its key alone. */
function refer(
	name: string,
	{ draft, context }: { draft: Draft; context: RuleContext },
): Pick<Reference, 'noun' | 'draft'>[] {
	const noun = readNoun(name);
	const [other, another] = noun === undefined ? [] : [...(context.index.byNoun.get(noun) ?? [])];
	if (noun === undefined || !other || another || other === draft || other.isSingleton) return [];
	const isPlain = other.key.length === 1 && /(?:^|_)(?:id|uuid)$|I[dD]$/.test(other.key[0] ?? '');
	return isPlain && context.made.has(other) ? [{ noun, draft: other }] : [];
}
