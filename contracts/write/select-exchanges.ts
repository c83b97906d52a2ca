// Which exchanges may become part of a contract, and why the others may not.

import type { RecordedExchange } from '../../mock/inner.ts';
import {
	findDefinition,
	isJsonType,
	type Operation,
	type ResponseDefinition,
	stripMediaType,
} from '../../spec/index.ts';
import { readHeader } from './describe-fields.ts';
import { readTarget } from './describe-path.ts';
import type { Notice } from './write-types.ts';

/** Names the consumer of a request, so that several may share one mock. */
const CONSUMER_HEADER = 'x-pact-consumer';

/** An exchange that may become an interaction. */
export interface Selected {
	exchange: RecordedExchange;
	operation: Operation;
	definition: ResponseDefinition;
	status: number;
}

/** What becomes of one exchange. */
export type Selection =
	| { kind: 'selected'; selected: Selected }
	/** It broke the document. */
	| { kind: 'refused'; notice: Notice }
	/** It is as it should be, and no part of a contract. */
	| { kind: 'left-out'; notice: Notice }
	/** Not an exchange with the API at all, e.g. what a browser asks before it may ask. */
	| { kind: 'none' };

/** The exchanges of one consumer: those tagged with its name; where none is, those that carry no name at all. */
export function takeOwn(
	exchanges: readonly RecordedExchange[],
	consumer: string,
): { own: RecordedExchange[]; ofOthers: number } {
	const nameOf = (exchange: RecordedExchange): string | undefined => readHeader(exchange.request, CONSUMER_HEADER);
	const tagged = exchanges.filter((exchange) => nameOf(exchange) === consumer);
	const own = tagged.length > 0 ? tagged : exchanges.filter((exchange) => nameOf(exchange) === undefined);
	return { own, ofOthers: exchanges.length - own.length };
}

/** Judges an exchange. */
export function selectExchange(exchange: RecordedExchange, operations: ReadonlyMap<string, Operation>): Selection {
	const { request, response, why, operationId } = exchange;
	const refuse = (code: string, message: string): Selection => ({
		kind: 'refused',
		notice: createNotice(exchange, code, message),
	});
	const leaveOut = (code: string, message: string): Selection => ({
		kind: 'left-out',
		notice: createNotice(exchange, code, message),
	});

	if (request.method === 'OPTIONS' && operationId === null) return { kind: 'none' };
	if (exchange.imported)
		return leaveOut(
			'write.imported',
			'it comes from a HAR: the mock has not answered it, so no state stands behind it; send it again',
		);
	if (response.fault !== undefined) return leaveOut('write.fault', `a fault (${response.fault}) made the answer`);
	const { status } = response;
	if (status === null || response.cut) return leaveOut('write.unanswered', 'it was not answered to its end');
	if (why['offSpec'] === true) return leaveOut('write.off-spec', 'a cue was allowed to break the document (offSpec)');
	if (why['preferred'] !== undefined) return leaveOut('write.preferred', 'the request chose its own answer (Prefer)');
	switch (why.step) {
		case 'session':
		case 'match':
			return refuse('write.operation', `the document has no such operation: ${why.summary}`);
		case 'authenticate':
			return leaveOut(
				'write.credentials',
				'its credentials were not accepted; play a scenario that answers so, and send some',
			);
		case 'check':
			return refuse('write.request', `the request does not fit the document: ${why.summary}`);
		case 'prove':
			return refuse('write.response', `the answer did not fit the document: ${why.summary}`);
		case 'forward': {
			if (why.upstream?.outcome === 'failed')
				return leaveOut('write.upstream', `the upstream did not answer: ${why.summary}`);
			const isRequest = why.findings.some(({ code }) => !code.startsWith('response.'));
			if (isRequest) return refuse('write.request', `the request does not fit the document: ${why.summary}`);
			if (why.findings.length > 0)
				return refuse('write.response', `the answer of the upstream did not fit the document: ${why.summary}`);
			break;
		}
		default:
	}
	const operation = operationId === null ? undefined : operations.get(operationId);
	if (!operation)
		return leaveOut(
			'write.unknown-operation',
			`the documents at hand have no operation ${operationId}; name the right ones`,
		);
	const definition = findDefinition(operation, status);
	if (why['undocumented'] === true || !definition)
		return leaveOut('write.undocumented', `the document has no answer ${status}`);
	if (request.truncated || response.truncated)
		return leaveOut('write.truncated', 'its body is longer than what the journal keeps (16 KiB)');
	const odd = [request, response].map(findOddType).find((type) => type !== undefined);
	if (odd !== undefined) return leaveOut('write.media-type', `a pact written from traffic can't hold ${odd}`);
	return { kind: 'selected', selected: { exchange, operation, definition, status } };
}

/** JSON and plain text can be written; forms, parts and bytes can't. */
function findOddType(message: RecordedExchange['request'] | RecordedExchange['response']): string | undefined {
	if (message.bodyBytes === 0) return undefined;
	const type = plainTypeOf(message);
	return isJsonType(type) || type === 'text/plain' ? undefined : type === '' ? 'a body without a media type' : type;
}

/** The media type of a message's body, e.g. `application/json`; empty where none was sent. */
export function plainTypeOf(message: RecordedExchange['request'] | RecordedExchange['response']): string {
	return stripMediaType(readHeader(message, 'content-type') ?? '');
}

/** `DELETE /v1/orders/7 → 409: why not`. */
export function createNotice(exchange: RecordedExchange, code: string, message: string): Notice {
	const { request, response, session, id } = exchange;
	const { path } = readTarget(request.target);
	return { code, exchange: `${request.method} ${path} → ${response.status ?? 'no answer'}`, session, id, message };
}
