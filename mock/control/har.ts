// HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec): the journal as browsers' tools have it, and back. What is hidden stays hidden.

import { findDefinition, getObject, getOwn, getString, type JsonObject, type JsonValue } from '../../spec/index.ts';
import type { Exchange } from '../journal/exchange.ts';
import { JOURNAL_BODY_BYTES, keepBody } from '../journal/journal.ts';
import { keepRequest } from '../journal/kept-request.ts';
import type { Session } from '../session/session.ts';
import { STATUS_CODES } from '../text/status-codes.ts';
import type { Answer } from '../types/answer.ts';
import {
	answer,
	type ControlCall,
	changeSession,
	lookIntoSession,
	type Reply,
	readObject,
	refuseCall,
} from './call.ts';
import { type HarEntry, listHarEntries, readHarEntry } from './har-entry.ts';
import { renderExchange } from './render-exchange.ts';
import { noteStep } from './steps.ts';

/** Entries of one file. */
const MAX_ENTRIES = 1000;

/** `exportRequests` */
export function exportRequests(call: ControlCall): Reply {
	return lookIntoSession(call, ({ journal }) => {
		const entries = journal.list().map((exchange) => renderEntry(renderExchange(exchange, call.redaction)));
		const creator = { name: 'stunt-double', version: call.version };
		return answer({ log: { version: '1.2', creator, entries } });
	});
}

function renderEntry(exchange: JsonObject): JsonObject {
	const { request, response, at, durationMs, why } = exchange;
	const target = getString(request, 'target') ?? '/';
	const host = getString(getObject(request, 'headers'), 'host') ?? 'mock.invalid';
	const url = target.startsWith('/') ? `http://${host}${target}` : target;
	const time = typeof durationMs === 'number' ? durationMs : 0;
	const fault = getString(response, 'fault');
	const upstream = getString(getObject(why, 'upstream'), 'outcome');
	return {
		startedDateTime: at ?? '',
		time,
		request: {
			method: getString(request, 'method') ?? '',
			url,
			httpVersion: 'HTTP/1.1',
			cookies: [],
			headers: renderHeaders(request),
			queryString: renderQuery(url),
			...(getOwn(request, 'body') !== undefined && {
				postData: { mimeType: typeOf(request), text: writeBody(getOwn(request, 'body')) },
			}),
			headersSize: -1,
			bodySize: getOwn(request, 'bodyBytes') ?? 0,
		},
		response: {
			// As browsers' tools write it where nothing came.
			status: getOwn(response, 'status') ?? 0,
			statusText: STATUS_CODES[Number(getOwn(response, 'status'))] ?? '',
			httpVersion: 'HTTP/1.1',
			cookies: [],
			headers: renderHeaders(response),
			content: {
				size: getOwn(response, 'bodyBytes') ?? 0,
				mimeType: typeOf(response),
				...(getOwn(response, 'body') !== undefined && { text: writeBody(getOwn(response, 'body')) }),
			},
			redirectURL: getString(getObject(response, 'headers'), 'location') ?? '',
			headersSize: -1,
			bodySize: getOwn(response, 'bodyBytes') ?? 0,
			...(fault !== undefined && { _error: fault }),
		},
		cache: {},
		timings: { send: 0, wait: time, receive: 0 },
		_operationId: exchange['operationId'] ?? null,
		_why: getString(why, 'summary') ?? '',
		...(upstream !== undefined && { _upstream: upstream }),
	};
}

function renderHeaders(message: JsonValue | undefined): JsonObject[] {
	return Object.entries(getObject(message, 'headers') ?? {}).flatMap(([name, value]) =>
		[value].flat().map((one) => ({ name, value: String(one) })),
	);
}

function renderQuery(url: string): JsonObject[] {
	const question = url.indexOf('?');
	return question < 0 ? [] : [...new URLSearchParams(url.slice(question))].map(([name, value]) => ({ name, value }));
}

function typeOf(message: JsonValue | undefined): string {
	const type = getOwn(getObject(message, 'headers'), 'content-type');
	return String(type ?? '');
}

function writeBody(body: JsonValue | undefined): string {
	return typeof body === 'string' ? body : JSON.stringify(body);
}

/** `importRequests` */
export function importRequests(call: ControlCall): Reply {
	const entries = listHarEntries(readObject(call));
	if (entries.length === 0) return refuseCall(400, 'A HAR has its requests in log.entries; there are none.');
	const read = entries.slice(0, MAX_ENTRIES).flatMap((entry) => readHarEntry(entry) ?? []);
	if (read.length === 0) return refuseCall(400, 'No entry of the HAR has a method and a URL.');
	return changeSession(call, (session) =>
		noteStep(call, session, {
			kind: 'imported',
			summary: `imported ${read.length} request${read.length === 1 ? '' : 's'} of a HAR`,
			change() {
				const kept = read.map((entry) => keepEntry(call, session, entry));
				const unmatched = kept.filter(({ operationId }) => operationId === undefined).length;
				const lacking = read.filter(({ lacksBody }) => lacksBody).length;
				return answer({
					imported: kept.length,
					unmatched,
					skipped: entries.length - kept.length,
					...(lacking > 0 && { lacking }),
				});
			},
		}),
	);
}

function keepEntry({ engine }: ControlCall, session: Session, entry: HarEntry): Exchange {
	const match = engine.router.match(entry.request.method, entry.request.path, entry.request);
	const operation = match.kind === 'found' ? match.plan.operation : undefined;
	const definition = operation && findDefinition(operation, entry.status);
	const body = keepBody(entry.body);
	const note = 'imported from a HAR';
	const given: Answer = {
		status: entry.status,
		headers: entry.headers,
		body,
		value: undefined,
		...(definition && { definition }),
		why: { step: 'sent', ...(operation && { operationId: operation.id }), note, findings: [] },
	};
	return session.journal.add({
		atMs: entry.atMs,
		startedAt: 0,
		durationMs: entry.durationMs,
		wasCut: false,
		isImported: true,
		session: session.name,
		scenario: undefined,
		operationId: operation?.id,
		request: keepRequest(entry.request),
		requestBody: keepBody(entry.requestBody.slice(0, JOURNAL_BODY_BYTES)),
		requestBytes: Buffer.byteLength(entry.requestBody),
		answer: given,
		answerBytes: entry.body?.length ?? 0,
	});
}
