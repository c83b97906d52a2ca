// Step 4 of the pipeline: does the request fit the document? All findings are collected.

import {
	describeInexact,
	guessTypes,
	isJsonType,
	isXmlType,
	type JsonValue,
	type MediaType,
	SchemaError,
	stripMediaType,
	viewSchema,
} from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckedRequest, MockRequest } from '../types/request.ts';
import { parseBody, parseTextBody, recodeLatin } from './body.ts';
import type { BodyParse } from './body-parse.ts';
import { judgeFields } from './browser-fields.ts';
import {
	type CheckPlan,
	type CheckPlanned,
	joinHeader,
	type MediaTypeChoice,
	type ParameterCheck,
	planCheck,
	type RawSources,
} from './check-plan.ts';
import { chooseMediaType } from './choose-media-type.ts';
import { chooseStatus } from './choose-status.ts';
import { judgeInexact } from './inexact-numbers.ts';
import { parseJson } from './json-body.ts';
import { leaveOut } from './leave-out.ts';
import { parseRawCookies, parseRawQuery, type RawPairs, tellLostPlus } from './parameters/raw-query.ts';
import { describeUpload } from './uploads.ts';

/**
 * A request that fits, or what doesn't; `status` is what a client should see where the document allows it. What is only told,
 * and refuses nothing, stands in `findings` of one that fits.
 */
export type CheckResult =
	| { ok: true; checked: CheckedRequest; findings: readonly Finding[]; text: string | undefined }
	| { ok: false; status: RefusedStatus; findings: readonly Finding[]; text: string | undefined };

/** What a request is refused with that doesn't fit. */
type RefusedStatus = 400 | 415 | 428;

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);
const UNDECLARED: readonly Finding[] = Object.freeze([
	bodyFinding('request.body.undeclared', 'is none that the document declares here: it was not looked at'),
]);
const UNREAD: readonly Finding[] = Object.freeze([
	bodyFinding('request.body.unread', 'is written in a way that nothing here reads by its schema: it was not looked at'),
]);
const SOCKET: Finding = Object.freeze({
	code: 'request.upgrade',
	message: 'asks for a WebSocket, which nothing here speaks: it is answered as a plain request',
	in: 'header',
	pointer: 'upgrade',
});
const NO_VALUES: ReadonlyMap<string, JsonValue> = new Map();
const NO_BYTES = new Uint8Array();
const NO_PAIRS: RawPairs = new Map();
/** A request with more findings than this names the first ones. */
const MAX_FINDINGS = 20;

/** Parameters and body against the document. Sync but for multipart bodies, which the platform reads. */
export function checkRequest(args: {
	plan: CheckPlanned;
	request: MockRequest;
	pathValues: ReadonlyMap<string, string>;
	bytes: Uint8Array | undefined;
	/** What doesn't fit is told, and left out of the checked request: nothing is refused. */
	isLenient?: boolean;
}): CheckResult | Promise<CheckResult> {
	const { plan, request, pathValues, bytes, isLenient = false } = args;
	const checks = planCheck(plan);
	const findings: Finding[] = [];
	const raw: RawSources = {
		path: pathValues,
		pathText: request.path,
		query: checks.query.length > 0 ? parseRawQuery(request.query) : NO_PAIRS,
		queryText: request.query,
		headers: request.headers,
		cookies: checks.cookie.length > 0 ? parseRawCookies(joinHeader(request.headers['cookie'])) : NO_PAIRS,
	};
	const checked: CheckedRequest = {
		request,
		operation: plan.operation,
		path: readPath(checks, raw, findings),
		query: readAll(checks.query, raw, findings),
		header: readAll(checks.header, raw, findings),
		cookie: readAll(checks.cookie, raw, findings),
		body: undefined,
		inexact: undefined,
		upload: undefined,
	};
	const checking: Checking = { checked, findings, isLenient };

	const definition = plan.operation.requestBody;
	if (!definition) {
		const isSent = bytes !== undefined && bytes.length > 0;
		return finish(checking, undefined, isSent ? UNDECLARED : undefined);
	}
	if ((bytes === undefined || bytes.length === 0) && !(definition.required && isEmptyForm(checks, request))) {
		// An empty body is no body, whatever Content-Length says.
		if (definition.required) findings.push(bodyFinding('request.body.required', 'is required'));
		return finish(checking, undefined);
	}
	// A body of which the document says nothing is taken in any type.
	if (checks.mediaTypes.length === 0) return finish(checking, undefined);
	const chosen = chooseMediaType(checks, joinHeader(request.headers['content-type']));
	if (!chosen.ok) {
		findings.push(chosen.finding);
		checked.body = isLenient && bytes ? readUnasked(bytes) : undefined;
		if (isLenient) return finish(checking, undefined);
		return { ok: false, status: 415, findings: [...findings], text: undefined };
	}
	const { mediaType, type } = chosen;
	if (type === 'multipart/form-data') {
		const contentType = String(request.headers['content-type']);
		return parseBody(bytes ?? NO_BYTES, { contentType, mediaType }).then((parsed) =>
			judgeBody(checking, parsed, chosen),
		);
	}
	const sent = bytes && chosen.isLatin ? recodeLatin(bytes, type) : bytes;
	const parsed = parseTextBody(sent ?? NO_BYTES, { type, mediaType });
	if (parsed.ok && typeof parsed.value === 'string' && !isJsonType(type) && !isXmlType(type))
		checked.upload = describeUpload(request, type, bytes);
	return judgeBody(checking, parsed, chosen);
}

/** Whether the values of a path are what the operation's parameters take; a parameter that doesn't compile takes anything. */
export function fitsPath(plan: CheckPlanned, path: ReadonlyMap<string, string>): boolean {
	const findings: Finding[] = [];
	const raw = { path, pathText: '', query: NO_PAIRS, queryText: '', headers: {}, cookies: NO_PAIRS };
	try {
		readPath(planCheck(plan), raw, findings);
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
	}
	return findings.length === 0;
}

/** An urlencoded form without fields is empty: it is there, and its Content-Type alone says so. */
function isEmptyForm(checks: CheckPlan, request: MockRequest): boolean {
	const header = joinHeader(request.headers['content-type']);
	if (header === undefined || stripMediaType(header) !== 'application/x-www-form-urlencoded') return false;
	return chooseMediaType(checks, header).ok;
}

/** A request while it is looked at. */
interface Checking {
	/** Filled in as its parts are read. */
	checked: CheckedRequest;
	findings: Finding[];
	isLenient: boolean;
}

function judgeBody(
	checking: Checking,
	parsed: BodyParse,
	{ validate, mediaType, type }: MediaTypeChoice & { ok: true },
): CheckResult {
	const { checked, findings } = checking;
	if (!parsed.ok) {
		findings.push(parsed.finding);
		return finish(checking, undefined);
	}
	if (typeof parsed.value === 'string' && isUnread(type, mediaType)) {
		checked.body = parsed.value;
		return finish(checking, parsed.text, UNREAD);
	}
	const { value, findings: found } = judgeFields(parsed.value, { validate, type });
	for (const one of found) findings.push({ ...one, code: `request.body.${one.code}`, in: 'body' });
	checked.body = value;
	checked.upload ??= parsed.upload;
	checked.inexact = parsed.inexact && judgeInexact(parsed.inexact, viewSchema(mediaType.schema));
	return finish(checking, parsed.text);
}

/** A table or a picture whose schema speaks of lists and objects: nothing here reads it as such, and its text is none of them. */
function isUnread(type: string, { schema }: MediaType): boolean {
	if (isJsonType(type) || isXmlType(type)) return false;
	const types = guessTypes(viewSchema(schema));
	return types.size > 0 && [...types].every((one) => one === 'object' || one === 'array');
}

function finish(
	{ checked, findings, isLenient }: Checking,
	text: string | undefined,
	notes: readonly Finding[] = NO_FINDINGS,
): CheckResult {
	if (findings.length === 0) {
		const told = isForSocket(checked.request) ? [...notes, SOCKET] : notes;
		return { ok: true, checked, findings: told, text };
	}
	const named = findings.slice(0, MAX_FINDINGS);
	if (!isLenient) return { ok: false, status: chooseStatus(checked.operation, named), findings: named, text };
	return { ok: true, checked: leaveOut(checked, findings), findings: named, text };
}

function isForSocket({ headers }: MockRequest): boolean {
	const { upgrade } = headers;
	return typeof upgrade === 'string' && upgrade.toLowerCase() === 'websocket';
}

/** The head alone, for `Expect: 100-continue`: an invalid one is refused before the body is asked for. `undefined`: good. */
export function checkHead(
	plan: CheckPlanned,
	request: MockRequest,
	pathValues: ReadonlyMap<string, string>,
): { status: RefusedStatus; findings: readonly Finding[] } | undefined {
	const checks = planCheck(plan);
	const findings: Finding[] = [];
	const raw: RawSources = {
		path: pathValues,
		pathText: request.path,
		query: parseRawQuery(request.query),
		queryText: request.query,
		headers: request.headers,
		cookies: parseRawCookies(joinHeader(request.headers['cookie'])),
	};
	readPath(checks, raw, findings);
	for (const place of [checks.query, checks.header, checks.cookie]) readAll(place, raw, findings);
	if (checks.mediaTypes.length > 0) {
		const chosen = chooseMediaType(checks, joinHeader(request.headers['content-type']));
		if (!chosen.ok) return { status: 415, findings: [...findings, chosen.finding] };
	}
	return findings.length > 0 ? { status: chooseStatus(plan.operation, findings), findings } : undefined;
}

/** Path parameters that are plain text, as most are, need no map of their own. */
function readPath(plan: CheckPlan, raw: RawSources, findings: Finding[]): ReadonlyMap<string, JsonValue> {
	const { path: checks, isLookedFor } = plan;
	if (raw.path.size !== checks.length) return readAll(checks, raw, findings, isLookedFor);
	for (const { isText, name } of checks) {
		if (!isText || !raw.path.has(name)) return readAll(checks, raw, findings, isLookedFor);
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
	isLookedFor = false,
): ReadonlyMap<string, JsonValue> {
	if (checks.length === 0) return NO_VALUES;
	const values = new Map<string, JsonValue>();
	for (const check of checks) {
		const { parameter } = check;
		const read = check.read(raw);
		if (read.kind === 'value') {
			// As it is written it is no other one's.
			values.set(check.name, read.written ?? read.value);
			if (read.written !== undefined && parameter.in === 'path' && !isLookedFor) {
				findings.push(parameterFinding(parameter, 'malformed', describeInexact(read.written)));
			}
			for (const found of check.validate?.(read.value) ?? NO_FINDINGS) {
				const message = parameter.in === 'query' ? found.message + tellPlus(check, read.value, raw) : found.message;
				findings.push(parameterFinding(parameter, found.code, message, found.pointer));
			}
		} else if (read.kind === 'malformed') findings.push(parameterFinding(parameter, 'malformed', read.message));
		else if (parameter.required) findings.push(parameterFinding(parameter, 'required', 'is required'));
	}
	return values;
}

function tellPlus({ validate }: ParameterCheck, value: JsonValue, { queryText }: RawSources): string {
	return tellLostPlus(value, { query: queryText, fits: (meant) => validate?.(meant).length === 0 });
}

function parameterFinding(parameter: ParameterCheck['parameter'], code: string, message: string, within = ''): Finding {
	const place = parameter.in === 'querystring' ? 'query' : parameter.in;
	return {
		code: `request.${place}.${code}`,
		message,
		in: place,
		pointer: `${parameter.name}${within}`,
		schemaPointer: parameter.pointer,
	};
}

/** A body of a type that nobody asked for: as JSON, if it is any. */
function readUnasked(bytes: Uint8Array): JsonValue | undefined {
	const parsed = parseJson(bytes);
	return parsed.ok ? parsed.value : undefined;
}

function bodyFinding(code: string, message: string): Finding {
	return { code, message, in: 'body', pointer: '' };
}
