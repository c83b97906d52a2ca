// What the check of an operation's requests is compiled to, on the first of them.

import {
	compileSchema,
	filtersRows,
	findFraming,
	findItemSchema,
	guessTypes,
	type MediaType,
	type Operation,
	type Parameter,
	type Validate,
	viewSchema,
} from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import type { MockRequest } from '../types/request.ts';
import { parseTextBody } from './body.ts';
import { decodePlain, type RawPairs } from './parameters/raw-query.ts';
import { type ParameterRead, readPairs, readPathText, readSimple } from './parameters/styles.ts';
import { judgeHeader } from './wishes.ts';

/** What is compiled once for an operation. */
export interface CheckPlan {
	path: readonly ParameterCheck[];
	/** What the path names is only looked for: a whole number that no entity can have is of none. */
	isLookedFor: boolean;
	query: readonly ParameterCheck[];
	header: readonly ParameterCheck[];
	cookie: readonly ParameterCheck[];
	mediaTypes: readonly { mediaType: MediaType; validate: Validate | undefined }[];
	/** The Content-Type that was asked about last, and what came of it: clients send the same one again and again. */
	lastType: string | undefined;
	lastChoice: MediaTypeChoice | undefined;
}

/** How one parameter is read and judged. */
export interface ParameterCheck {
	parameter: Parameter;
	/** The name as it stands in CheckedRequest. */
	name: string;
	read(raw: RawSources): ParameterRead;
	/** Its text is its value: style simple, and no type but string. */
	isText: boolean;
	validate: Validate | undefined;
}

/** The texts of a request, not yet read by their styles. */
export interface RawSources {
	path: ReadonlyMap<string, string>;
	/** As it was sent, still percent-encoded. */
	pathText: string;
	query: RawPairs;
	queryText: string;
	headers: MockRequest['headers'];
	cookies: RawPairs;
}

/** The media type that a Content-Type chose, or why it chose none. */
export type MediaTypeChoice =
	| { ok: true; mediaType: MediaType; validate: Validate | undefined; type: string; isLatin: boolean }
	| { ok: false; finding: Finding };

const ABSENT: ParameterRead = { kind: 'absent' };

/** An operation with the place of its compiled checks. */
export interface CheckPlanned {
	readonly operation: Operation;
	/** `undefined` before its first request. */
	check: CheckPlan | undefined;
}

/** The compiled checks of an operation; made on its first request. Throws SchemaError for a schema that doesn't compile. */
export function planCheck(plan: CheckPlanned): CheckPlan {
	plan.check ??= compileCheck(plan.operation);
	return plan.check;
}

function compileCheck(operation: Operation): CheckPlan {
	const claimed = listClaimed(operation);
	const of = (place: Parameter['in']): ParameterCheck[] =>
		operation.parameters.filter((one) => one.in === place).map((one) => compileParameter(one, claimed));
	return {
		path: of('path'),
		isLookedFor: isLookedFor(operation),
		query: [...of('query'), ...of('querystring')],
		header: of('header'),
		cookie: of('cookie'),
		mediaTypes: (operation.requestBody?.mediaTypes ?? []).map((mediaType) => ({
			mediaType,
			validate: compileSent(mediaType, operation),
		})),
		lastType: undefined,
		lastChoice: undefined,
	};
}

/** What the path names is looked for, and nothing comes to be by its name. */
function isLookedFor({ effect }: Operation): boolean {
	if (!effect) return true;
	return effect.kind !== 'create' && !('upsert' in effect && effect.upsert) && !effect.followUps;
}

/** In documents as PostgREST writes them a change of rows needs not be whole, and rows are made one by one or as a list. */
function compileSent(mediaType: MediaType, { effect, document }: Operation): Validate | undefined {
	const validate = compileBody(mediaType);
	if (!validate || !effect) return validate;
	if (effect.kind === 'patch' && effect.chosenBy && filtersRows(document))
		return (value) =>
			validate(value).filter(({ code, pointer }) => code !== 'required' || pointer.lastIndexOf('/') > 0);
	if (effect.kind !== 'create' || !effect.rows) return validate;
	const validateEach = judgeEach(validate);
	return (value) => (Array.isArray(value) ? validateEach(value) : validate(value));
}

/** The check of a body's value; a sequence is held to what each of its items must be. `undefined`: anything fits. */
export function compileBody(mediaType: MediaType): Validate | undefined {
	const { schema } = mediaType;
	const itemSchema = findFraming(mediaType.type) ? findItemSchema(mediaType) : undefined;
	if (!itemSchema) return schema && compileSchema(schema, 'request');
	const validate = compileSchema(itemSchema, 'request');
	const validateEach = judgeEach(validate);
	return (value) => (Array.isArray(value) ? validateEach(value) : validate(value));
}

function judgeEach(validate: Validate): (values: readonly unknown[]) => ReturnType<Validate> {
	return (values) =>
		values.flatMap((item, index) => validate(item).map((one) => ({ ...one, pointer: `/${index}${one.pointer}` })));
}

/** The names of all parameters of an operation: an exploded object must not swallow them. */
export function listClaimed({ parameters }: Operation): ReadonlySet<string> {
	return new Set(parameters.map(({ name }) => name));
}

/** How one parameter is read and judged. Throws SchemaError for a schema that doesn't compile. */
function compileParameter(parameter: Parameter, claimed: ReadonlySet<string>): ParameterCheck {
	const schema = parameter.schema ?? parameter.content?.schema;
	const validate = schema && compileSchema(schema, 'request');
	return planParameter(parameter, { claimed, validate: judgeHeader(parameter, validate) });
}

/** The same with a check of one's own; nothing is compiled. */
export function planParameter(
	parameter: Parameter,
	{ claimed, validate }: { claimed: ReadonlySet<string>; validate: Validate | undefined },
): ParameterCheck {
	const view = viewSchema(parameter.schema);
	const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
	const { content } = parameter;
	const readText = content
		? (text: string) => readJsonText(text, content)
		: parameter.in === 'path'
			? (text: string, path: string) => readPathText(text, parameter, view, path)
			: (text: string) => readSimple(text.trim(), parameter.explode, view);
	const wrap = (text: string | undefined, path = ''): ParameterRead =>
		text === undefined ? ABSENT : readText(text, path);
	const readers: Record<Parameter['in'], (raw: RawSources) => ParameterRead> = {
		path: (raw) => wrap(raw.path.get(name), raw.pathText),
		header: (raw) => wrap(joinHeader(raw.headers[name])),
		query: (raw) =>
			content ? readContent(raw.query, parameter, content) : readPairs(raw.query, parameter, { view, claimed }),
		cookie: (raw) =>
			content ? readCookieContent(raw.cookies, name, content) : readPairs(raw.cookies, parameter, { view, claimed }),
		querystring: (raw) => readQuerystring(raw.queryText, content),
	};
	const types = guessTypes(view);
	const isString = types.size === 1 && types.has('string');
	return {
		parameter,
		name,
		read:
			parameter.required && isSpread(parameter, types)
				? readSpread(readers[parameter.in], validate)
				: readers[parameter.in],
		isText: isString && !content && parameter.style === 'simple',
		validate,
	};
}

/** An object whose properties stand as parameters of their own (style form with explode, deepObject). */
function isSpread({ content, style, explode }: Parameter, types: ReadonlySet<string>): boolean {
	if (content || !types.has('object') || types.has('string') || types.has('array')) return false;
	return style === 'deepObject' || (explode && (style === 'form' || style === 'cookie'));
}

/** Where no property must be there, nothing is the empty object (OpenAPI 3.1.1 §4.8.12.6 has no other way to write it). */
function readSpread(read: ParameterCheck['read'], validate: Validate | undefined): ParameterCheck['read'] {
	return (raw) => {
		const found = read(raw);
		if (found.kind !== 'absent' || (validate && validate({}).length > 0)) return found;
		return { kind: 'value', value: {} };
	};
}

/** A header that Node keeps as a list, as one text. */
export function joinHeader(value: string | string[] | undefined): string | undefined {
	return Array.isArray(value) ? value.join(', ') : value;
}

/** A query parameter with `content`: percent-decoded, then read by its media type. */
function readContent(pairs: RawPairs, parameter: Parameter, content: MediaType): ParameterRead {
	const raw = pairs.get(parameter.name);
	if (raw === undefined) return ABSENT;
	if (raw.length > 1) return { kind: 'malformed', message: 'was given more than once' };
	try {
		return readJsonText(decodeURIComponent((raw[0] as string).replaceAll('+', ' ')), content);
	} catch {
		return { kind: 'malformed', message: 'is not valid percent-encoded UTF-8' };
	}
}

/** A cookie with `content`: what JSON needs most no cookie may hold (RFC 6265 §4.1.1), so that clients percent-encode it. */
function readCookieContent(cookies: RawPairs, name: string, content: MediaType): ParameterRead {
	const text = cookies.get(name)?.[0];
	if (text === undefined) return ABSENT;
	const read = readJsonText(text, content);
	const decoded = read.kind === 'malformed' || !/^[\s{["]/.test(text) ? decodePlain(text) : text;
	return decoded === undefined || decoded === text ? read : readJsonText(decoded, content);
}

/** The whole query by one media type (OpenAPI 3.2 §4.12.2); a form is cut up before it is decoded. */
function readQuerystring(query: string, content: MediaType | undefined): ParameterRead {
	if (query === '') return ABSENT;
	if (!content) return { kind: 'value', value: query };
	const text = content.type === 'application/x-www-form-urlencoded' ? query : decodePlain(query);
	return text === undefined
		? { kind: 'malformed', message: 'is not valid percent-encoded UTF-8' }
		: readJsonText(text, content);
}

function readJsonText(text: string, content: MediaType): ParameterRead {
	const parsed = parseTextBody(Buffer.from(text), { type: content.type, mediaType: content });
	return parsed.ok ? { kind: 'value', value: parsed.value } : { kind: 'malformed', message: parsed.finding.message };
}
