// What an answer tells of a page beside its list: totals, numbers, flags, links and cursors, known by the names and types that its
// schema declares in the envelope and in objects such as `meta`, `pagination`, `page`, `links`, `_links`.

import { formatPointer } from '../read/pointer.ts';
import { viewItems } from '../schema/items.ts';
import { readLimits } from '../schema/limits.ts';
import { listPossibleProperties, viewEntries } from '../schema/properties.ts';
import { listAlwaysRequired } from '../schema/required.ts';
import { guessTypes, type JsonType } from '../schema/types.ts';
import { findKeyword, listExamples } from '../schema/values.ts';
import type { SchemaView } from '../schema/view.ts';
import { stepsToLink } from './link-maps.ts';
import { isPagingWord, toPlain } from './list-words.ts';
import {
	COUNT,
	CURSOR_WORD,
	EMPTY,
	FIRST,
	HAS_NEXT,
	HAS_PREVIOUS,
	HOLDERS,
	LAST,
	LIMIT,
	MORE,
	NEXT_CURSORS,
	OFFSET,
	PAGE,
	PAGES,
	type PageTarget,
	RELATIONS,
	SHOWN,
	TARGETS,
	TOTAL,
	URL_WORD,
} from './page-words.ts';

/** One thing that an answer tells of a page. */
export type PageFact =
	/** How many there are, how many pages, how many on this one, how many behind it. */
	| { kind: 'total' | 'pages' | 'shown' | 'remaining' }
	/** The page's number, its greatest length, its offset; the first and last entity's place, counted from 1. */
	| { kind: 'page' | 'limit' | 'offset' | 'from' | 'to' }
	| { kind: 'hasMore' | 'hasNext' | 'hasPrevious' | 'isFirst' | 'isLast' | 'isEmpty' }
	| { kind: 'isSorted' | 'isUnsorted' }
	| { kind: 'constant'; value: boolean }
	/** `isRelative`: without scheme and host. `mayBeCursor`: nothing but the pages' own parameters tells whether it is a link. */
	| { kind: 'url'; target: PageTarget; isRelative?: boolean; mayBeCursor?: boolean }
	| { kind: 'cursor' | 'pageNumber' | 'offsetNumber'; target: PageTarget }
	/** The cursor of the page's first or last entity, whether there is another page or not. */
	| { kind: 'edge'; target: 'next' | 'previous' }
	/** The key of the page's first or last entity: `first_id`, `last_id`. */
	| { kind: 'edgeKey'; target: 'next' | 'previous' }
	/** `[{ rel, href }]` */
	| { kind: 'relations' };

/** A property that tells of the page; `members`: an object with more of them. */
export interface PageMember {
	name: string;
	view: SchemaView;
	isRequired: boolean;
	fact?: PageFact;
	members?: readonly PageMember[];
}

interface Around {
	/** Inside an object that tells of the page. */
	isPaging: boolean;
	/** Its name. */
	holder: string;
	/** What all inside leads to: `next: { href }`. */
	target?: PageTarget | undefined;
	depth: number;
	/** What the list is called, in plain words: `articles`, `article`. */
	nouns: readonly string[];
}

const plans = new WeakMap<SchemaView, Map<string, readonly PageMember[]>>();

/** What an answer with the list at `tokens` tells of its page, worked out once; empty: nothing, or the list stands alone. */
export function readPageMetadata(view: SchemaView, tokens: readonly string[]): readonly PageMember[] {
	if (tokens.length === 0) return NONE;
	const place = formatPointer(tokens);
	const known = plans.get(view) ?? new Map<string, readonly PageMember[]>();
	plans.set(view, known);
	let members = known.get(place);
	if (!members) {
		const noun = toPlain(tokens.at(-1) as string);
		members = readEnvelope(view, tokens, [noun, noun.replace(/(?:ies|s)$/, (ending) => (ending === 's' ? '' : 'y'))]);
		known.set(place, members);
	}
	return members;
}

const NONE: readonly PageMember[] = Object.freeze([]);

/** Along the way to the list. */
function readEnvelope(view: SchemaView, [token, ...rest]: readonly string[], nouns: readonly string[]): PageMember[] {
	const members = readMembers(view, { isPaging: false, holder: '', depth: 0, nouns }, token);
	const inner = token === undefined || rest.length === 0 ? undefined : listPossibleProperties(view).get(token);
	if (inner && token !== undefined) {
		members.push({ name: token, view: inner, isRequired: false, members: readEnvelope(inner, rest, nouns) });
	}
	return members;
}

const MAX_DEPTH = 4;

function readMembers(view: SchemaView, around: Around, except?: string): PageMember[] {
	const properties = listPossibleProperties(view);
	const required = listAlwaysRequired(view);
	const names = new Set([...properties.keys()].map(toPlain));
	const found: PageMember[] = [];
	for (const [name, member] of properties) {
		if (name === except) continue;
		const told = readMember(name, member, { around, names });
		if (told) found.push({ name, view: member, isRequired: required.has(name), ...told });
	}
	return found;
}

function readMember(
	name: string,
	view: SchemaView,
	{ around, names }: { around: Around; names: ReadonlySet<string> },
): Pick<PageMember, 'fact' | 'members'> | undefined {
	const plain = toPlain(name);
	const types = guessTypes(view);
	if (types.has('object') && !types.has('string')) return readHolder(plain, view, around);
	if (types.has('array')) {
		const items = viewItems(view);
		const isRelations = plain.endsWith('links') && items && listPossibleProperties(items).has('href');
		return isRelations && listPossibleProperties(items).has('rel') ? { fact: { kind: 'relations' } } : undefined;
	}
	const fact = readFact(plain, types, { view, around, names });
	return fact && { fact };
}

function readHolder(plain: string, view: SchemaView, around: Around): Pick<PageMember, 'members'> | undefined {
	if (around.depth >= MAX_DEPTH) return undefined;
	const inner: Around = { ...around, isPaging: true, holder: plain, depth: around.depth + 1 };
	const mayLead = around.isPaging || around.depth === 0;
	const target = mayLead ? findTarget(plain) : undefined;
	const isSort = plain === 'sort' && listPossibleProperties(view).has('sorted');
	if (!HOLDERS.has(plain) && !isPagingWord(plain) && target === undefined && !isSort) return undefined;
	const declared = readMembers(view, { ...inner, ...(target && { target }) });
	const members = declared.length > 0 ? declared : listOpenLinks(plain, view);
	return members.length > 0 ? { members } : undefined;
}

/** Links that no property names, under their relations of HAL: `{ next: { href } }`. */
function listOpenLinks(plain: string, view: SchemaView): PageMember[] {
	const steps = stepsToLink(plain, view);
	const link = steps && viewEntries(view);
	if (!link) return [];
	return RELATIONS.map(([name, target]): PageMember => {
		const fact = { kind: 'url' as const, target };
		const [step] = steps;
		const inner = step === undefined ? undefined : listPossibleProperties(link).get(step);
		if (step === undefined || !inner) return { name, view: link, isRequired: false, fact };
		return { name, view: link, isRequired: false, members: [{ name: step, view: inner, isRequired: false, fact }] };
	});
}

interface Seen {
	view: SchemaView;
	around: Around;
	names: ReadonlySet<string>;
}

function readFact(plain: string, types: ReadonlySet<JsonType>, seen: Seen): PageFact | undefined {
	if (types.has('boolean')) return readFlag(plain, seen.around);
	const isNumber = types.has('integer') || types.has('number');
	if (seen.around.target) return readLead(plain, isNumber, { ...seen, target: seen.around.target });
	if (isNumber) {
		const count = readCount(plain, seen);
		if (count) return { kind: count };
	}
	if (!isNumber && !types.has('string')) return undefined;
	return readPointer(plain, isNumber, seen) ?? (isNumber ? undefined : readTextCount(plain, seen));
}

/** Numbers that are told as texts: only where the name leaves no doubt. */
function readTextCount(plain: string, { names, around }: Seen): PageFact | undefined {
	if (!around.isPaging && !names.has('totalpages')) return undefined;
	if (TOTAL.has(plain) && plain.startsWith('total')) return { kind: 'total' };
	if (plain === 'totalpages' || plain === 'pagecount') return { kind: 'pages' };
	return plain === 'perpage' || plain === 'pagesize' ? { kind: 'limit' } : undefined;
}

function readFlag(plain: string, { holder }: Around): PageFact | undefined {
	if (holder === 'sort') {
		if (plain === 'sorted') return { kind: 'isSorted' };
		return plain === 'unsorted' || plain === 'empty' ? { kind: 'isUnsorted' } : undefined;
	}
	if (MORE.has(plain)) return { kind: 'hasMore' };
	if (HAS_NEXT.has(plain)) return { kind: 'hasNext' };
	if (HAS_PREVIOUS.has(plain)) return { kind: 'hasPrevious' };
	if (FIRST.has(plain)) return { kind: 'isFirst' };
	if (LAST.has(plain)) return { kind: 'isLast' };
	if (EMPTY.has(plain)) return { kind: 'isEmpty' };
	if (plain === 'paged') return { kind: 'constant', value: true };
	return plain === 'unpaged' || plain === 'incompleteresults' ? { kind: 'constant', value: false } : undefined;
}

/** `articlesCount`, `totalArticles`, `num_articles`. */
function isCountOf(plain: string, noun: string): boolean {
	return (
		plain.includes(noun) &&
		['count', 'total', 'totalcount', 'num', 'numberof', 'countof'].includes(plain.replace(noun, ''))
	);
}

type Count = 'total' | 'pages' | 'shown' | 'remaining' | 'page' | 'limit' | 'offset' | 'from' | 'to';

function readCount(plain: string, { names, around }: Seen): Count | undefined {
	if (TOTAL.has(plain)) return 'total';
	if (SHOWN.has(plain)) return 'shown';
	if (COUNT.has(plain)) return [...names].some((name) => TOTAL.has(name)) ? 'shown' : 'total';
	if (around.nouns.some((noun) => isCountOf(plain, noun))) return 'total';
	if (PAGES.has(plain)) return 'pages';
	if (PAGE.has(plain)) return 'page';
	if (LIMIT.has(plain)) return 'limit';
	if (OFFSET.has(plain)) return 'offset';
	if (plain === 'from') return names.has('to') ? 'from' : 'offset';
	if (plain === 'to') return names.has('from') ? 'to' : undefined;
	return /^(?:remaining|remainingcount|remainingitems|remainingitemcount|left)$/.test(plain) ? 'remaining' : undefined;
}

function findTarget(plain: string): PageTarget | undefined {
	const rest = plain.replace(/^odata/, '');
	const found = TARGETS.find(([, pattern]) => pattern.test(plain));
	if (!found) return undefined;
	const [target, pattern] = found;
	const left = plain.replace(pattern, '').replace(/^page/, '');
	return left === '' ||
		URL_WORD.test(rest) ||
		CURSOR_WORD.test(rest) ||
		/^(?:offset|skip|start|number|no|index|id)$/.test(left)
		? target
		: undefined;
}

/** A link, a cursor or a number that leads to another page. */
function readPointer(plain: string, isNumber: boolean, seen: Seen): PageFact | undefined {
	const { around } = seen;
	if (plain === 'endcursor') return { kind: 'edge', target: 'next' };
	if (plain === 'startcursor') return { kind: 'edge', target: 'previous' };
	if (plain === 'lastid') return { kind: 'edgeKey', target: 'next' };
	if (plain === 'firstid') return { kind: 'edgeKey', target: 'previous' };
	const isCursors = /^cursors?$/.test(around.holder) || around.holder === 'paging';
	if (isCursors && plain === 'after') return { kind: 'cursor', target: 'next' };
	if (isCursors && plain === 'before') return { kind: 'cursor', target: 'previous' };
	if (around.isPaging && /^(?:after|before)$/.test(plain))
		return { kind: 'cursor', target: plain === 'after' ? 'next' : 'previous' };
	if (NEXT_CURSORS.has(plain)) return { kind: 'cursor', target: 'next' };
	const target = findTarget(plain);
	return target && readLead(plain, isNumber, { ...seen, target });
}

/** How a pointer to another page is told. */
function readLead(plain: string, isNumber: boolean, seen: Seen & { target: PageTarget }): PageFact {
	const { view, around, target } = seen;
	if (/(?:offset|skip)$/.test(plain) || (isNumber && plain.endsWith('start'))) return { kind: 'offsetNumber', target };
	if (isNumber)
		return { kind: CURSOR_WORD.test(plain) || /cursor/.test(around.holder) ? 'cursor' : 'pageNumber', target };
	const isRelative = tellsRelative(view) || plain.endsWith('path');
	const url = { kind: 'url' as const, target, ...(isRelative && { isRelative }) };
	if (tellsUrl(view) || URL_WORD.test(plain) || /links?$/.test(around.holder)) return url;
	if (CURSOR_WORD.test(plain) || /cursor/.test(around.holder)) return { kind: 'cursor', target };
	return { ...url, mayBeCursor: true };
}

function tellsUrl(view: SchemaView): boolean {
	const { formats } = readLimits(view);
	if (formats.some((format) => /^(?:uri|url|iri)/.test(format))) return true;
	const said = [...listExamples(view)].some((one) => typeof one === 'string' && /^(?:https?:\/\/|\/|\?)/.test(one));
	return said || /\b(?:url|uri|link)\b/i.test(String(findKeyword(view, 'description') ?? ''));
}

function tellsRelative(view: SchemaView): boolean {
	if (readLimits(view).formats.some((format) => /^(?:uri|iri)$/.test(format))) return false;
	return listExamples(view).some((one) => typeof one === 'string' && /^[/?]/.test(one));
}
