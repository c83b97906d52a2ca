// An exchange of the journal as JSON: made when somebody asks for it, never when it is kept.

import { isUtf8 } from 'node:buffer';
import {
	getOwn,
	isJsonType,
	type JsonObject,
	type JsonValue,
	mayHoldInexact,
	setOwn,
	stripMediaType,
} from '../../spec/index.ts';
import type { CallbackRecord, Exchange } from '../journal/exchange.ts';
import { describeWhy } from '../journal/reasons.ts';
import { listInexact } from '../request/inexact-numbers.ts';
import { isDeeperThan, MAX_BODY_DEPTH } from '../request/json-body.ts';
import type { Answer, EntityMention, UpstreamMention, Why } from '../types/answer.ts';
import { FAULTS } from '../types/faults.ts';
import { blotTexts } from './hide-passwords.ts';
import { renderFindings } from './problem.ts';
import type { Redaction } from './redact.ts';

/** The exchange as the control API's document has it (`Exchange`). */
export function renderExchange(exchange: Exchange, redaction: Redaction): JsonObject {
	const { secrets } = exchange.answer.why;
	const rendered = renderWhole(exchange, redaction);
	// An answer may repeat what only its request's owner may read: in its error, in its Location.
	const { response } = rendered;
	return secrets && response !== undefined ? { ...rendered, response: blotTexts(response, secrets) } : rendered;
}

function renderWhole(exchange: Exchange, redaction: Redaction): JsonObject {
	const { request, answer } = exchange;
	return {
		id: exchange.id,
		at: new Date(exchange.atMs).toISOString(),
		durationMs: exchange.durationMs < 0 ? null : roundDuration(exchange.durationMs),
		session: exchange.session,
		...(exchange.isImported && { imported: true }),
		scenario: exchange.scenario ?? null,
		...(exchange.parameters && { parameters: { ...exchange.parameters } }),
		...(exchange.reads && {
			reads: { read: [...exchange.reads.read].sort(), whole: [...exchange.reads.whole].sort() },
		}),
		...(exchange.callbacks && { callbacks: exchange.callbacks.map((one) => renderCallback(one, redaction)) }),
		operationId: exchange.operationId ?? null,
		request: {
			method: request.method,
			target: redaction.target(request.target),
			headers: renderRawHeaders(request.rawHeaders, redaction),
			...renderBody(exchange.requestBody, {
				bytes: exchange.requestBytes,
				isTruncated: countBytes(exchange.requestBody) < exchange.requestBytes,
				type: readType(request.headers['content-type']),
				hide: (body, type) => redaction.body(body, { operationId: exchange.operationId, type }),
			}),
		},
		response: {
			status: readStatus(exchange),
			headers: renderHeaders(answer, redaction),
			...renderAnswerBody(exchange, redaction),
			...(answer.fault !== undefined && { fault: answer.fault }),
			...(exchange.wasCut && { cut: true }),
		},
		why: renderWhy(answer.why, redaction),
	};
}

function renderCallback(
	{ name, method, url, status, error, durationMs }: CallbackRecord,
	redaction: Redaction,
): JsonObject {
	return {
		name,
		method,
		url: redaction.target(url),
		status: status ?? null,
		...(error !== undefined && { error }),
		...(durationMs !== undefined && { durationMs: roundDuration(durationMs) }),
	};
}

/** To microseconds. */
export function roundDuration(ms: number): number {
	return Math.round(ms * 1000) / 1000;
}

/** The exchange in short, for events. */
export function renderExchangeShort(exchange: Exchange, redaction: Redaction): JsonObject {
	return {
		id: exchange.id,
		at: new Date(exchange.atMs).toISOString(),
		method: exchange.request.method,
		target: redaction.target(exchange.request.target),
		operationId: exchange.operationId ?? null,
		status: readStatus(exchange),
		step: exchange.answer.why.step,
		summary: describeWhy(exchange.answer.why),
	};
}

/** The status that the client saw; null where it got no answer. */
export function readStatus({ answer }: Exchange): number | null {
	const isUnanswered = (answer.fault && !FAULTS[answer.fault].hasAnswer) || answer.why.step === 'aborted';
	return isUnanswered || answer.status < 100 ? null : answer.status;
}

function renderWhy(why: Why, redaction: Redaction): JsonObject {
	const { operationId, cue, entity, offSpec, undocumented, preferred, upstream } = why;
	return {
		step: why.step,
		...(operationId !== undefined && { operationId }),
		summary: describeWhy(why),
		findings: blotTexts(renderFindings(why.findings), why.secrets ?? []),
		...(cue && { cue: { scenario: cue.scenario, index: cue.index } }),
		...(entity && { entity: renderMention(entity, redaction) }),
		...(offSpec !== undefined && { offSpec }),
		...(undocumented !== undefined && { undocumented }),
		...(preferred !== undefined && { preferred }),
		...(upstream && { upstream: renderUpstream(upstream) }),
	};
}

function renderUpstream({ outcome, reason, unjudged }: UpstreamMention): JsonObject {
	return { outcome, ...(reason !== undefined && { reason }), ...(unjudged && { unjudged: [...unjudged] }) };
}

function renderMention(
	{ resource, key, outcome, from, to, besides, before, after }: EntityMention,
	redaction: Redaction,
): JsonObject {
	return {
		resource,
		key: redaction.key(key, resource),
		outcome,
		...(from !== undefined && { from }),
		...(to !== undefined && { to }),
		...(besides && { besides: [...besides] }),
		...(before && { before: redaction.entity(before, resource) }),
		...(after && { after: redaction.entity(after, resource) }),
	};
}

function renderRawHeaders(raw: readonly string[], redaction: Redaction): JsonObject {
	const headers: JsonObject = {};
	for (let index = 0; index + 1 < raw.length; index += 2) {
		addHeader(headers, raw[index] as string, redaction.header(raw[index] as string, raw[index + 1] as string));
	}
	return headers;
}

function renderHeaders({ headers: sent, cookies = [] }: Answer, redaction: Redaction): JsonObject {
	const headers: JsonObject = {};
	for (const name of Object.keys(sent)) {
		if (cookies.length === 0 || name !== 'Set-Cookie')
			addHeader(headers, name, redaction.header(name, String(sent[name])));
	}
	for (const line of cookies) addHeader(headers, 'set-cookie', redaction.header('set-cookie', line));
	return headers;
}

/** A message that was never here, whole, as the control API tells those that were: headers, body and its length. */
export function renderMessage(
	pairs: readonly (readonly [name: string, value: string])[],
	body: string | Uint8Array | undefined,
	{ operationId, redaction }: { operationId: string | undefined; redaction: Redaction },
): JsonObject {
	const headers: JsonObject = {};
	for (const [name, value] of pairs) addHeader(headers, name, redaction.header(name, value));
	const kept = body === undefined || body.length === 0 ? undefined : body;
	return {
		headers,
		...renderBody(kept, {
			bytes: countBytes(kept),
			isTruncated: false,
			type: readType(pairs.find(([name]) => name.toLowerCase() === 'content-type')?.[1]),
			hide: (value, type) => redaction.body(value, { operationId, type }),
		}),
	};
}

function addHeader(headers: JsonObject, name: string, value: string): void {
	const lower = name.toLowerCase();
	const known = getOwn(headers, lower);
	if (known === undefined) setOwn(headers, lower, value);
	else if (Array.isArray(known)) known.push(value);
	else setOwn(headers, lower, [known, value]);
}

function readType(header: string | string[] | undefined): string {
	return header === undefined ? '' : stripMediaType(String(header));
}

function readAnswerType(headers: Readonly<Record<string, string>>): string {
	const name = Object.keys(headers).find((key) => key.toLowerCase() === 'content-type');
	return readType(name === undefined ? undefined : headers[name]);
}

/** The journal counts the characters of an answer that is text: they are bytes once the whole is there. */
function renderAnswerBody({ answer, answerBytes, operationId }: Exchange, redaction: Redaction): JsonObject {
	const isTruncated = (answer.body?.length ?? 0) < answerBytes;
	return renderBody(answer.body, {
		bytes: isTruncated ? answerBytes : countBytes(answer.body),
		isTruncated,
		type: readAnswerType(answer.headers),
		hide: (body, type) => redaction.body(body, { operationId, type }),
	});
}

function countBytes(body: string | Uint8Array | undefined): number {
	return typeof body === 'string' ? Buffer.byteLength(body) : (body?.length ?? 0);
}

function renderBody(
	kept: string | Uint8Array | undefined,
	args: { bytes: number; isTruncated: boolean; type: string; hide: (body: JsonValue, type: string) => JsonValue },
): JsonObject {
	const { bytes, isTruncated, type, hide } = args;
	const body = kept === undefined ? undefined : readBodyValue(kept, { isJson: isJsonType(type), isTruncated });
	return {
		...(body !== undefined && { body: hide(body, type) }),
		bodyBytes: bytes,
		...(isTruncated && { truncated: true }),
	};
}

/** JSON as its value, other text as it is; `undefined` for what is no text. */
function readBodyValue(
	kept: string | Uint8Array,
	kind: { isJson: boolean; isTruncated: boolean },
): JsonValue | undefined {
	const text = typeof kept === 'string' ? kept : decodeText(kept, kind.isTruncated);
	// What nests deeper than any body that is taken stays text: it could not be written as JSON again.
	if (text === undefined || !kind.isJson || kind.isTruncated || isDeeperThan(text, MAX_BODY_DEPTH)) {
		return text?.toWellFormed();
	}
	try {
		// A number that would become another one stays as it was written, and the text with it.
		return mayHoldInexact(text) && listInexact(text).length > 0 ? text : (JSON.parse(text) as JsonValue);
	} catch {
		return text;
	}
}

/** Where the journal has cut a body off, the last character may be broken: up to three bytes of it are left out. */
function decodeText(bytes: Uint8Array, isTruncated: boolean): string | undefined {
	for (let missing = 0; missing <= (isTruncated ? 3 : 0); missing++) {
		const part = bytes.subarray(0, bytes.length - missing);
		if (isUtf8(part)) return Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8');
	}
	return undefined;
}
