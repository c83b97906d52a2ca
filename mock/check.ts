// Step 4 of a request's life: does the request fit the document? All findings are collected.

import {
	compileSchema,
	type JsonValue,
	type MediaType,
	type Operation,
	type Parameter,
	type Validate,
} from '../spec/index.ts';
import { isKnownCharset, parseBody, parseContentType, parseTextBody } from './body.ts';
import type { CheckedRequest, Finding, MockRequest, OperationPlan } from './model.ts';
import { parseRawCookies, parseRawQuery, type RawPairs } from './parameters/raw-query.ts';
import { type ParameterRead, readPairs, readPathText, readSimple } from './parameters/styles.ts';
import { readShape } from './shape.ts';

/** A request that fits, or what doesn't; `status` is what a client should see where the document allows it. */
export type CheckResult =
	| { ok: true; checked: CheckedRequest; text: string | undefined }
	| { ok: false; status: 400 | 415; findings: readonly Finding[]; text: string | undefined };

/** What is compiled once for an operation. */
export interface CheckPlan {
	path: readonly ParameterCheck[];
	query: readonly ParameterCheck[];
	header: readonly ParameterCheck[];
	cookie: readonly ParameterCheck[];
	mediaTypes: readonly { mediaType: MediaType; validate: Validate | undefined }[];
	/** The Content-Type that was asked about last, and what came of it: clients send the same one again and again. */
	lastType: string | undefined;
	lastChoice: MediaTypeChoice | undefined;
}

interface ParameterCheck {
	parameter: Parameter;
	/** The name as it stands in CheckedRequest. */
	name: string;
	read(raw: RawSources): ParameterRead;
	validate: Validate | undefined;
}

interface RawSources {
	path: ReadonlyMap<string, string>;
	query: RawPairs;
	queryText: string;
	headers: MockRequest['headers'];
	cookies: RawPairs;
}

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);
const ABSENT: ParameterRead = { kind: 'absent' };
const NO_VALUES: ReadonlyMap<string, JsonValue> = new Map();
const NO_PAIRS: RawPairs = new Map();
const NO_TEXTS: ReadonlyMap<string, string> = new Map();
/** A request with more findings than this names the first ones. */
const MAX_FINDINGS = 20;

/** The compiled checks of an operation; made on its first request. Throws SchemaError for a schema that doesn't compile. */
export function planCheck(plan: OperationPlan): CheckPlan {
	plan.check ??= compileCheck(plan.operation);
	return plan.check as CheckPlan;
}

function compileCheck(operation: Operation): CheckPlan {
	const claimed = new Set(operation.parameters.map(({ name }) => name));
	const of = (place: Parameter['in']): ParameterCheck[] =>
		operation.parameters.filter((one) => one.in === place).map((one) => compileParameter(one, claimed));
	return {
		path: of('path'),
		query: [...of('query'), ...of('querystring')],
		header: of('header'),
		cookie: of('cookie'),
		mediaTypes: (operation.requestBody?.mediaTypes ?? []).map((mediaType) => ({
			mediaType,
			validate: mediaType.schema && compileSchema(mediaType.schema, 'request'),
		})),
		lastType: undefined,
		lastChoice: undefined,
	};
}

function compileParameter(parameter: Parameter, claimed: ReadonlySet<string>): ParameterCheck {
	const schema = parameter.schema ?? parameter.content?.schema;
	const shape = readShape(parameter.schema);
	const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
	const { content } = parameter;
	const readText = content
		? (text: string) => readJsonText(text, content)
		: parameter.in === 'path'
			? (text: string) => readPathText(text, parameter, shape)
			: (text: string) => readSimple(text.trim(), parameter.explode, shape);
	const wrap = (text: string | undefined): ParameterRead => (text === undefined ? ABSENT : readText(text));
	const readers: Record<Parameter['in'], (raw: RawSources) => ParameterRead> = {
		path: (raw) => wrap(raw.path.get(name)),
		header: (raw) => wrap(joinHeader(raw.headers[name])),
		query: (raw) =>
			content ? readContent(raw.query, parameter, content) : readPairs(raw.query, parameter, { shape, claimed }),
		cookie: (raw) => readPairs(raw.cookies, parameter, { shape, claimed }),
		querystring: (raw) => (raw.queryText === '' ? ABSENT : { kind: 'value', value: raw.queryText }),
	};
	return { parameter, name, read: readers[parameter.in], validate: schema && compileSchema(schema, 'request') };
}

function joinHeader(value: string | string[] | undefined): string | undefined {
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

function readJsonText(text: string, content: MediaType): ParameterRead {
	const parsed = parseTextBody(Buffer.from(text), { type: content.type, mediaType: content });
	return parsed.ok ? { kind: 'value', value: parsed.value } : { kind: 'malformed', message: parsed.finding.message };
}

/** Parameters and body against the document. Sync but for multipart bodies, which the platform reads. */
export function checkRequest(args: {
	plan: OperationPlan;
	request: MockRequest;
	pathValues: ReadonlyMap<string, string>;
	bytes: Uint8Array | undefined;
}): CheckResult | Promise<CheckResult> {
	const { plan, request, pathValues, bytes } = args;
	const checks = planCheck(plan);
	const findings: Finding[] = [];
	const raw: RawSources = {
		path: pathValues,
		query: checks.query.length > 0 ? parseRawQuery(request.query) : NO_PAIRS,
		queryText: request.query,
		headers: request.headers,
		cookies: checks.cookie.length > 0 ? parseRawCookies(joinHeader(request.headers['cookie'])) : NO_PAIRS,
	};
	const values = {
		path: readPath(checks.path, raw, findings),
		query: readAll(checks.query, raw, findings),
		header: readAll(checks.header, raw, findings),
		cookie: readAll(checks.cookie, raw, findings),
	};
	const finish = (body: JsonValue | undefined, text: string | undefined): CheckResult => {
		if (findings.length > 0) return { ok: false, status: 400, findings: findings.slice(0, MAX_FINDINGS), text };
		const { path, query, header, cookie } = values;
		return { ok: true, checked: { request, plan, path, query, header, cookie, body }, text };
	};

	const definition = plan.operation.requestBody;
	if (!definition) return finish(undefined, undefined);
	if (bytes === undefined || bytes.length === 0) {
		// An empty body is no body, whatever Content-Length and Content-Type say.
		if (definition.required) findings.push(bodyFinding('request.body.required', 'is required'));
		return finish(undefined, undefined);
	}
	const chosen = chooseMediaType(checks, joinHeader(request.headers['content-type']));
	if (!chosen.ok) {
		return { ok: false, status: 415, findings: [...findings, chosen.finding], text: undefined };
	}
	const { mediaType, validate, type } = chosen;
	const judge = (parsed: Awaited<ReturnType<typeof parseBody>>): CheckResult => {
		if (!parsed.ok) {
			findings.push(parsed.finding);
			return finish(undefined, undefined);
		}
		for (const found of validate?.(parsed.value) ?? NO_FINDINGS) {
			findings.push({ ...found, code: `request.body.${found.code}`, in: 'body' });
		}
		return finish(parsed.value, parsed.text);
	};
	if (type === 'multipart/form-data') {
		return parseBody(bytes, { contentType: String(request.headers['content-type']), mediaType }).then(judge);
	}
	return judge(parseTextBody(bytes, { type, mediaType }));
}

/** The head alone, for `Expect: 100-continue`: an invalid one is refused before the body is asked for. `undefined`: good. */
export function checkHead(
	plan: OperationPlan,
	request: MockRequest,
): { status: 400 | 415; findings: readonly Finding[] } | undefined {
	const checks = planCheck(plan);
	const findings: Finding[] = [];
	const raw: RawSources = {
		path: NO_TEXTS,
		query: NO_PAIRS,
		queryText: '',
		headers: request.headers,
		cookies: NO_PAIRS,
	};
	readAll(checks.header, raw, findings);
	if (plan.operation.requestBody) {
		const chosen = chooseMediaType(checks, joinHeader(request.headers['content-type']));
		if (!chosen.ok) return { status: 415, findings: [...findings, chosen.finding] };
	}
	return findings.length > 0 ? { status: 400, findings } : undefined;
}

/** Path parameters that are plain text, as most are, need no map of their own. */
function readPath(
	checks: readonly ParameterCheck[],
	raw: RawSources,
	findings: Finding[],
): ReadonlyMap<string, JsonValue> {
	if (raw.path.size !== checks.length) return readAll(checks, raw, findings);
	for (const check of checks) {
		const read = check.read(raw);
		if (read.kind !== 'value' || read.value !== raw.path.get(check.name)) return readAll(checks, raw, findings);
	}
	for (const { parameter, name, validate } of checks) {
		for (const found of validate?.(raw.path.get(name)) ?? NO_FINDINGS) {
			findings.push(parameterFinding(parameter, found.code, found.message, found.pointer));
		}
	}
	return raw.path;
}

function readAll(
	checks: readonly ParameterCheck[],
	raw: RawSources,
	findings: Finding[],
): ReadonlyMap<string, JsonValue> {
	if (checks.length === 0) return NO_VALUES;
	const values = new Map<string, JsonValue>();
	for (const check of checks) {
		const { parameter } = check;
		const read = check.read(raw);
		if (read.kind === 'value') {
			values.set(check.name, read.value);
			for (const found of check.validate?.(read.value) ?? NO_FINDINGS) {
				findings.push(parameterFinding(parameter, found.code, found.message, found.pointer));
			}
		} else if (read.kind === 'malformed') findings.push(parameterFinding(parameter, 'malformed', read.message));
		else if (parameter.required) findings.push(parameterFinding(parameter, 'required', 'is required'));
	}
	return values;
}

function parameterFinding(parameter: Parameter, code: string, message: string, within = ''): Finding {
	const place = parameter.in === 'querystring' ? 'query' : parameter.in;
	return {
		code: `request.${place}.${code}`,
		message,
		in: place,
		pointer: `${parameter.name}${within}`,
		schemaPointer: parameter.pointer,
	};
}

function bodyFinding(code: string, message: string): Finding {
	return { code, message, in: 'body', pointer: '' };
}

type MediaTypeChoice =
	| { ok: true; mediaType: MediaType; validate: Validate | undefined; type: string }
	| { ok: false; finding: Finding };

function chooseMediaType(checks: CheckPlan, header: string | undefined): MediaTypeChoice {
	if (header !== undefined && header === checks.lastType && checks.lastChoice) return checks.lastChoice;
	const choice = judgeMediaType(checks, header);
	checks.lastType = header;
	checks.lastChoice = choice;
	return choice;
}

function judgeMediaType(checks: CheckPlan, header: string | undefined): MediaTypeChoice {
	const known = checks.mediaTypes.map(({ mediaType }) => mediaType.type).join(', ');
	const refuse = (message: string): MediaTypeChoice => ({
		ok: false,
		finding: { code: 'request.media-type', message, in: 'media-type', pointer: 'content-type' },
	});
	if (header === undefined) return refuse(`Content-Type is missing: send ${known}`);
	const parsed = parseContentType(header);
	if (!parsed) return refuse(`Content-Type is not a media type: send ${known}`);
	if (!isKnownCharset(parsed.charset)) return refuse(`charset ${parsed.charset} is not known: send utf-8`);
	let best: (typeof checks.mediaTypes)[number] | undefined;
	for (const entry of checks.mediaTypes) {
		if (entry.mediaType.type === parsed.type) return { ok: true, ...entry, type: parsed.type };
		if (fitsRange(entry.mediaType.type, parsed.type) && (!best || best.mediaType.type === '*/*')) best = entry;
	}
	return best ? { ok: true, ...best, type: parsed.type } : refuse(`${parsed.type} is not accepted: send ${known}`);
}

/** `text/*` takes `text/csv`. */
function fitsRange(range: string, type: string): boolean {
	return range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}
