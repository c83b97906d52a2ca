// A recorded exchange as the engine reads it: its operation, its parameters and its bodies.

import {
	findDefinition,
	findMediaType,
	getOwn,
	isJsonType,
	type JsonValue,
	type MediaType,
	type Operation,
	stripMediaType,
} from '../../spec/index.ts';
import type { CompiledEffect } from '../effects/compiled-effect.ts';
import { compileOperationEffect } from '../effects/effect-plan.ts';
import type { Engine } from '../pipeline/engine.ts';
import type { OperationPlan } from '../pipeline/operation-plan.ts';
import { checkRequest } from '../request/check.ts';
import { splitSessionPrefix } from '../request/session.ts';
import { fillCredentials } from '../sample/fill-credentials.ts';
import type { Finding } from '../types/finding.ts';
import type { RecordedExchange, RecordedMessage } from '../types/recorded-exchange.ts';
import type { CheckedRequest, MockRequest } from '../types/request.ts';

/** An exchange whose operation is known. */
export interface Observation {
	exchange: RecordedExchange;
	plan: OperationPlan;
	operation: Operation;
	/** Absent: it has none. */
	effect: CompiledEffect | undefined;
	request: MockRequest;
	requestBody: Uint8Array;
	/** What could be read of the request, the rest left out. */
	checked: CheckedRequest;
	/** What of it does not fit the document. */
	misfits: readonly Finding[];
	status: number;
	/** As the answer names it, without parameters; `''`: it names none. */
	mediaType: string;
	/** The documented media type of the answer; absent: its document has none for it. */
	documented: MediaType | undefined;
	/** `undefined`: none came, or none that is text. */
	body: JsonValue | undefined;
}

/** Reads an exchange; a sentence instead, where it is of no operation or of no use. */
async function observe(
	{ router, effects, options }: Engine,
	exchange: RecordedExchange,
): Promise<Observation | string> {
	const { request, response } = exchange;
	if (response.status === null || response.status < 100) return 'it got no answer';
	if (response.cut || response.fault !== undefined) return 'its answer was cut off';
	if (request.truncated || response.truncated) return 'only the beginning of a body was kept (16 KiB)';
	const asked = readRequest(request, (name, value) => [name, value]);
	const match = router.match(asked.method, asked.path, asked);
	if (match.kind !== 'found') return UNKNOWN;
	const { plan } = match;
	const { operation } = plan;
	const requestBody = writeBody(request);
	const sent = readRequest(request, (name, value) => {
		const [, text] = fillCredentials([[name, value]], { operation, auth: options.auth });
		return text === undefined ? undefined : [name, text];
	});
	const check = await checkRequest({
		plan,
		request: sent,
		pathValues: match.values,
		bytes: requestBody,
		isLenient: true,
	});
	const empty: CheckedRequest = {
		request: sent,
		operation,
		path: new Map(match.values),
		query: new Map(),
		header: new Map(),
		cookie: new Map(),
		body: undefined,
	};
	const type = String(response.headers['content-type'] ?? '');
	const offered = findDefinition(operation, response.status)?.mediaTypes ?? [];
	return {
		exchange,
		plan,
		operation,
		effect: compileOperationEffect(operation, effects),
		request: sent,
		requestBody,
		checked: check.ok ? check.checked : empty,
		misfits: check.findings,
		status: response.status,
		mediaType: stripMediaType(type),
		documented: findMediaType(offered, type),
		body: response.body,
	};
}

/** An exchange that nothing can be made of, and why. */
export interface UnreadExchange {
	exchange: RecordedExchange;
	/** A sentence without a full stop. */
	message: string;
	/** No operation has its path and method. */
	isUnknown: boolean;
}

/** Reads exchanges in their order; those that nothing can be made of stand apart. */
export async function observeAll(
	engine: Engine,
	exchanges: readonly RecordedExchange[],
): Promise<{ observations: Observation[]; unread: UnreadExchange[] }> {
	const observations: Observation[] = [];
	const unread: UnreadExchange[] = [];
	for (const exchange of exchanges) {
		const observation = await observe(engine, exchange);
		if (typeof observation !== 'string') observations.push(observation);
		else unread.push({ exchange, message: observation, isUnknown: observation === UNKNOWN });
	}
	return { observations, unread };
}

const UNKNOWN = 'no operation has its path and method';

/** The body's bytes as they were sent. */
function writeBody({ headers, body }: RecordedMessage): Uint8Array {
	if (body === undefined) return new Uint8Array();
	const isJson = isJsonType(stripMediaType(String(getOwn(headers, 'content-type') ?? '')));
	return new TextEncoder().encode(typeof body === 'string' && !isJson ? body : JSON.stringify(body));
}

function readRequest(
	{ method, target, headers: recorded }: RecordedExchange['request'],
	keep: (name: string, value: string) => readonly [string, string] | undefined,
): MockRequest {
	const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
	const question = local.indexOf('?');
	const whole = question < 0 ? local : local.slice(0, question);
	const rawHeaders: string[] = [];
	const headers: Record<string, string> = Object.create(null);
	for (const [name, values] of Object.entries(recorded)) {
		const kept = keep(name, [values].flat().join(name === 'cookie' ? '; ' : ', '));
		if (!kept || OWN.test(name)) continue;
		rawHeaders.push(...kept);
		headers[name] = kept[1];
	}
	return {
		method: method.toUpperCase(),
		target: local === '' ? '/' : local,
		path: splitSessionPrefix(whole === '' ? '/' : whole).path,
		query: question < 0 ? '' : local.slice(question + 1),
		headers,
		rawHeaders,
	};
}

/** They steer the mock, or belong to a connection: they say nothing of the API. */
const OWN = /^(?:x-mock-|baggage$|prefer$|host$|connection$|content-length$|transfer-encoding$|expect$|if-)/;
