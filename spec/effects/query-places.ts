// What a place in a query can be for, by what its schema takes.

import { readLimits } from '../schema/limits.ts';
import { outlineProperties } from '../schema/outline.ts';
import { guessTypes } from '../schema/types.ts';
import { findKeyword, listExamples, listValues } from '../schema/values.ts';
import type { SchemaView } from '../schema/view.ts';
import type { QueryPlace } from '../types/lists.ts';
import { findFlagOf } from './flags.ts';
import { findRole, isWeakWord, type ListRole, toPlain } from './list-words.ts';

/** A parameter, or a property of one that is an object. */
export interface Place {
	name: string;
	place: QueryPlace;
	/** As schemas outline it, its unions decided. */
	view: SchemaView;
	kind: 'object' | 'list' | 'scalar' | 'other';
	/** It stands in an object whose name says that all of it is about pages. */
	isPaging: boolean;
	/** What the document says of the parameter, beside its schema; `''`: nothing. */
	said(): string;
}

const ORDER_WORDS = /^(?:asc|desc|ascending|descending|1|-1)$/i;

/** In `page[…]`: `number`, `size` and the like. */
export function findPagingRole(plain: string): ListRole | undefined {
	if (/^(?:number|no|num|index|current)$/.test(plain)) return 'page';
	if (plain === 'per') return 'limit';
	return findRole(plain);
}

/** Whether a place takes what its role says: a count is a number. */
export function isFitFor(role: ListRole, place: Place): boolean {
	const { kind, view } = place;
	const types = guessTypes(view);
	switch (role) {
		case 'limit':
		case 'offset':
		case 'page':
			return (kind === 'scalar' && (types.has('integer') || types.has('number'))) || isCountAsText(place);
		case 'after':
		case 'before':
			return kind !== 'object' && kind !== 'list' && !types.has('boolean') && !isMoment(view);
		case 'descending':
		case 'ascending':
			return types.has('boolean') || types.size === 0;
		case 'search':
			return kind === 'scalar' ? types.has('string') : kind === 'other' && view.parts.length === 0;
		default:
			return true;
	}
}

/** Many generators write a text for whatever stands in a query: `limit` can be nothing but a number then, where nothing says what text it is. */
function isCountAsText({ name, kind, view }: Place): boolean {
	if (isWeakWord(toPlain(name))) return false;
	const types = guessTypes(view);
	if (types.size === 0) return kind === 'other';
	const { formats, patterns } = readLimits(view);
	const isPlain = kind === 'scalar' && types.has('string') && formats.length === 0 && patterns.length === 0;
	return isPlain && (listValues(view) ?? []).every((value) => /^\d+$/.test(String(value)));
}

/** It takes texts, and no numbers. */
export function isText(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.has('string') && !types.has('integer') && !types.has('number');
}

function isMoment(view: SchemaView): boolean {
	return readLimits(view).formats.some((format) => /date|time/.test(format));
}

/** A cursor that must look like this can't be any text: it is a key. */
export function hasOwnForm(view: SchemaView): boolean {
	const { formats, patterns, maxLength } = readLimits(view);
	return formats.some((format) => format === 'uuid') || patterns.length > 0 || maxLength < 40;
}

/** It takes nothing but directions: `asc`, `desc`. */
export function isDirectionAlone(view: SchemaView): boolean {
	const values = listValues(view);
	return values !== undefined && values.length > 0 && values.every((value) => ORDER_WORDS.test(String(value)));
}

/** Its description says that it counts from 0, or its example is the page 0. */
export function tellsZero(view: SchemaView): boolean {
	const told = String(findKeyword(view, 'description') ?? '');
	const examples = listExamples(view);
	return /\b(?:zero|0)[- ]?(?:based|indexed)\b|\(0\.\./i.test(told) || examples.some((one) => one === 0 || one === '0');
}

/** How a query asks for what was deleted. */
const DELETED = /^(?:include|including|with|show|only|is)?(?:soft)?(?:deleted|trashed|removed)$/;

/** `includeDeleted=true`, `with_trashed=true` of what tells that it was deleted. */
export function asksForDeleted({ name, kind, view }: Place, item: SchemaView | undefined): boolean {
	if (!item || kind !== 'scalar' || !DELETED.test(toPlain(name)) || !guessTypes(view).has('boolean')) return false;
	const names = [...outlineProperties(item).keys()].map(toPlain);
	return findFlagOf(item, 'deleted') !== undefined || names.includes('deletedat');
}

/** What is said of the number of a page's rows, in some languages. */
const HOW_MANY =
	/p[aá]g|seite|per |number|many|limit|result|item|element|record|row|entr|max|return|anzahl|cantidad|nombre|quanti/i;

/** All that the document says of it. */
export function describe({ view, said }: Place): string {
	return `${findKeyword(view, 'description') ?? ''} ${said()}`.trim();
}

/** Nothing is said of the parameter, or nothing else: "Page size", and not "Shoe size". */
export function saysHowMany(place: Place): boolean {
	const said = describe(place);
	return said === '' || HOW_MANY.test(said);
}
