// The parameter styles of OpenAPI 3.1.1 §4.8.12.6: serialised text to values.

import {
	describeInexact,
	guessTypes,
	isInexact,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type Parameter,
	type SchemaView,
	setOwn,
	viewAdditional,
} from '../../../spec/index.ts';
import { buildRepeated, coerceText, viewMember } from '../coerce-text.ts';
import { decodeSegment, splitPath } from '../path-segments.ts';
import { readDeepObject } from './deep-object.ts';
import { decodeForm, decodePlain, type RawPairs } from './raw-query.ts';

/**
 * What a parameter came to; `malformed` says why the text can't be read at all. `written`: the whole number that the value
 * is not exactly.
 */
export type ParameterRead =
	| { kind: 'value'; value: JsonValue; written?: string }
	| { kind: 'absent' }
	| { kind: 'malformed'; message: string };

const ABSENT: ParameterRead = { kind: 'absent' };
const NOT_UTF8: ParameterRead = { kind: 'malformed', message: 'is not valid percent-encoded UTF-8' };

function isList(view: SchemaView): boolean {
	return guessTypes(view).has('array');
}
function isObjectView(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.has('object') && !types.has('string');
}

function buildArray(parts: readonly string[], view: SchemaView): JsonValue {
	const items = viewMember(view, 0);
	return parts.map((part) => coerceText(part, items));
}

/** `['R=100', 'G=200']` → `{ R: 100, G: 200 }`. */
function buildFromPairs(parts: readonly string[], view: SchemaView): JsonValue {
	const object: JsonObject = {};
	for (const part of parts) {
		const equals = part.indexOf('=');
		const name = equals < 0 ? part : part.slice(0, equals);
		setOwn(object, name, coerceText(equals < 0 ? '' : part.slice(equals + 1), viewMember(view, name)));
	}
	return object;
}

/** `['R', '100', 'G', '200']` → `{ R: 100, G: 200 }`. */
function buildFromAlternating(parts: readonly string[], view: SchemaView): ParameterRead {
	if (parts.length % 2 !== 0) return { kind: 'malformed', message: 'must alternate names and values' };
	const object: JsonObject = {};
	for (let index = 0; index < parts.length; index += 2) {
		const name = parts[index] as string;
		setOwn(object, name, coerceText(parts[index + 1] as string, viewMember(view, name)));
	}
	return value(object);
}

function value(of: JsonValue): ParameterRead {
	return { kind: 'value', value: of };
}

/** simple: paths and headers, `3,4,5` or `R=100,G=200`. The text is decoded already; `cut` are its parts, where somebody knows them better. */
export function readSimple(text: string, explode: boolean, view: SchemaView, cut?: readonly string[]): ParameterRead {
	const isOfParts = isList(view) || isObjectView(view);
	const parts = isOfParts ? (cut ?? (text === '' ? [] : text.split(',').map((part) => part.trim()))) : [];
	if (isList(view)) return value(buildArray(parts, view));
	if (isObjectView(view)) {
		return explode ? value(buildFromPairs(parts, view)) : buildFromAlternating(parts, view);
	}
	return value(coerceText(text, view));
}

/** label: `.3.4.5` (explode) or `.3,4,5`; without explode also `.3.4.5`, as OpenAPI 3.0.3 and older have it. */
function readLabel(text: string, explode: boolean, view: SchemaView): ParameterRead {
	if (!text.startsWith('.')) return { kind: 'malformed', message: 'must begin with "." (style label)' };
	const rest = text.slice(1);
	if (!explode) return readSimple(rest, false, view, cutDots(rest, view));
	if (isList(view)) return value(buildArray(rest === '' ? [] : rest.split('.'), view));
	if (isObjectView(view)) return value(buildFromPairs(rest === '' ? [] : rest.split('.'), view));
	return value(coerceText(rest, view));
}

/** Where a dot can be nothing but what divides: no part of it is a text or a fraction. */
function cutDots(text: string, view: SchemaView): string[] | undefined {
	if (!text.includes('.') || text.includes(',')) return undefined;
	const types = isList(view) ? guessTypes(viewMember(view, 0)) : new Set<string>();
	const isPlain = types.size > 0 && !types.has('string') && !types.has('number');
	return isPlain || (isObjectView(view) && !isList(view)) ? text.split('.') : undefined;
}

/** matrix: `;color=blue`, `;color=3,4,5`, `;color=3;color=4`, `;R=100;G=200`. */
function readMatrix(text: string, parameter: Parameter, view: SchemaView): ParameterRead {
	if (!text.startsWith(';')) return { kind: 'malformed', message: 'must begin with ";" (style matrix)' };
	const parts = text.slice(1).split(';');
	if (parameter.explode && isObjectView(view)) return value(buildFromPairs(parts, view));
	const own: string[] = [];
	for (const part of parts) {
		const equals = part.indexOf('=');
		const name = equals < 0 ? part : part.slice(0, equals);
		if (name !== parameter.name) return { kind: 'malformed', message: `must have the form ;${parameter.name}=…` };
		own.push(equals < 0 ? '' : part.slice(equals + 1));
	}
	if (parameter.explode && isList(view)) return value(buildArray(own, view));
	if (own.length > 1) return { kind: 'malformed', message: 'was given more than once' };
	return readSimple(own[0] as string, false, view);
}

/** A path parameter by its style; the text is one decoded segment, of a path as it was sent. */
export function readPathText(text: string, parameter: Parameter, view: SchemaView, path = ''): ParameterRead {
	if (parameter.style === 'label') return readLabel(text, parameter.explode, view);
	if (parameter.style === 'matrix') return readMatrix(text, parameter, view);
	const isOther = text.length >= 16 && isInexact(text) && !guessTypes(view).has('string');
	if (isOther && !Number.isFinite(Number(text))) return { kind: 'malformed', message: describeInexact(text) };
	const read = readSimple(text, parameter.explode, view, cutSegment(text, path));
	return isOther && read.kind === 'value' ? { ...read, written: text } : read;
}

/**
 * `a%2Cb,c` → `['a,b', 'c']`: beside a comma that divides, one that is encoded belongs to its value (RFC 6570 §3.2.1). Clients that encode
 * all of a segment encode those that divide as well, so that it says nothing where it stands alone; `undefined` then.
 */
function cutSegment(text: string, path: string): string[] | undefined {
	if (!text.includes(',') || !/%2c/i.test(path)) return undefined;
	const written = splitPath(path).find((one) => one.includes(',') && decodeSegment(one) === text);
	return written && /%2c/i.test(written) ? written.split(',').map((part) => decodeSegment(part) ?? part) : undefined;
}

const COMMA = /,/;
const DELIMITERS: Readonly<Record<string, RegExp>> = {
	form: COMMA,
	cookie: COMMA,
	spaceDelimited: /%20|\+| /,
	pipeDelimited: /\||%7[Cc]/,
};
/** The same in text that was never percent-encoded. */
const PLAIN_DELIMITERS: Readonly<Record<string, RegExp>> = { spaceDelimited: / /, pipeDelimited: /\|/ };

/** What of a parameter its style needs to know; a property of a form has as much. */
export type StyledParameter = Pick<Parameter, 'name' | 'in' | 'style' | 'explode' | 'allowEmptyValue'> &
	Partial<Pick<Parameter, 'required'>>;

/**
 * A query or cookie parameter from the raw pairs: form, spaceDelimited, pipeDelimited, deepObject.
 * `claimed` are the names of the operation's other parameters, which an exploded object must not swallow. `isPlain`: the pairs
 * are not percent-encoded, as the parts of a multipart body are not.
 */
export function readPairs(
	pairs: RawPairs,
	parameter: StyledParameter,
	{ view, claimed, isPlain }: { view: SchemaView; claimed: ReadonlySet<string>; isPlain?: boolean },
): ParameterRead {
	const isRaw = isPlain || parameter.style === 'cookie';
	const decode = isRaw ? keepText : parameter.in === 'cookie' ? decodePlain : decodeForm;
	const split = (text: string): string[] => {
		const delimiter = (isPlain ? PLAIN_DELIMITERS : DELIMITERS)[parameter.style] ?? COMMA;
		// Whoever encodes a form or a query encodes the commas between the values too; where some are left as they are, those divide.
		const isEncoded = !isRaw && delimiter === COMMA && !text.includes(',');
		return text === '' ? [] : text.split(isEncoded ? /%2C/i : delimiter);
	};
	if (parameter.style === 'deepObject') return readDeepObject(pairs, parameter.name, { view, decode });
	if (isObjectView(view) && parameter.explode && !isList(view)) {
		const read = readExplodedObject(pairs, { view, claimed, decode });
		// It has no name of its own in the query: nothing of it is all of it, where nothing of it must be there.
		return read.kind === 'absent' && parameter.required ? value({}) : read;
	}
	const raw = pairs.get(parameter.name) ?? (isList(view) ? readBracketed(pairs, parameter.name) : undefined);
	if (raw === undefined) return ABSENT;
	if (isList(view)) {
		const parts = parameter.explode || raw.length > 1 ? raw : split(raw[0] as string);
		return decodeAll(parts, decode, (texts) => value(buildArray(texts, view)));
	}
	// Of cookies of one name the first has the nearest path (RFC 6265 §5.4).
	if (raw.length > 1 && parameter.in !== 'cookie') return { kind: 'malformed', message: 'was given more than once' };
	if (isObjectView(view)) {
		return decodeAll(split(raw[0] as string), decode, (texts) => buildFromAlternating(texts, view));
	}
	const text = decode(raw[0] as string);
	if (text === undefined) return NOT_UTF8;
	if (text === '' && parameter.allowEmptyValue) return ABSENT;
	const coerced = coerceText(text, view);
	const isOther = typeof coerced === 'number' && text.length >= 16 && isInexact(text);
	return isOther ? { kind: 'value', value: coerced, written: text } : value(coerced);
}

/** A list as the clients of other frameworks write its name: `ids[]=1&ids[]=2`, and `ids[0]=1&ids[1]=2` as qs does; from 0 on, without gaps. */
function readBracketed(pairs: RawPairs, name: string): readonly string[] | undefined {
	if (pairs.size === 0) return undefined;
	const bare = name.endsWith('[]') ? name.slice(0, -2) : name;
	const listed = bare === name ? pairs.get(`${name}[]`) : undefined;
	if (listed || !pairs.has(`${bare}[0]`)) return listed;
	const values: string[] = [];
	for (let next = pairs.get(`${bare}[0]`); next; next = pairs.get(`${bare}[${values.length}]`)) {
		if (next.length > 1) return undefined;
		values.push(next[0] as string);
	}
	return values;
}

function keepText(text: string): string {
	return text;
}

function decodeAll(
	parts: readonly string[],
	decode: (text: string) => string | undefined,
	build: (texts: string[]) => ParameterRead,
): ParameterRead {
	const texts: string[] = [];
	for (const part of parts) {
		const text = decode(part);
		if (text === undefined) return NOT_UTF8;
		texts.push(text);
	}
	return build(texts);
}

/** form, explode: the object's members are the parameters, `R=100&G=200`. */
function readExplodedObject(
	pairs: RawPairs,
	{
		view,
		claimed,
		decode,
	}: { view: SchemaView; claimed: ReadonlySet<string>; decode: (text: string) => string | undefined },
): ParameterRead {
	const object: JsonObject = {};
	let found = false;
	for (const [name, raw] of pairs) {
		const isOwn = listPossibleProperties(view).has(name) || (viewAdditional(view) !== undefined && !claimed.has(name));
		if (!isOwn) continue;
		const member = viewMember(view, name);
		const texts = raw.map(decode);
		if (texts.includes(undefined)) return NOT_UTF8;
		const built = buildRepeated(texts as string[], member);
		if (built === undefined) return { kind: 'malformed', message: `${name} was given more than once` };
		setOwn(object, name, built);
		found = true;
	}
	return found ? value(object) : ABSENT;
}
