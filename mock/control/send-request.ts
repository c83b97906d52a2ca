// A request made of its parts, by the operation's document, and sent into a session: what a form in the page fills in.

import { findMediaType, getObject, getOwn, getString, type JsonObject, type Operation } from '../../spec/index.ts';
import { sendInside } from '../pipeline/send-inside.ts';
import { type GivenParts, writeCall } from '../sample/sample-call.ts';
import { type WrittenBody, writeBody } from '../sample/write-body.ts';
import { answer, type ControlCall, type Reply, readObject, readPath, refuseCall } from './call.ts';
import { findOperation } from './operations.ts';
import { renderExchange } from './render-exchange.ts';

/** What a header can't hold (RFC 9110 §5.5), and what would begin another. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

/** `sendRequest` */
export async function sendRequest(call: ControlCall): Promise<Reply> {
	const body = readObject(call);
	return findOperation(call, getString(body, 'operation') ?? '', async ({ operation }) => {
		const written = readBody(operation, body);
		if (typeof written === 'string') return refuseCall(400, written);
		const given: GivenParts = {
			path: getObject(body, 'path'),
			query: getObject(body, 'query'),
			header: getObject(body, 'header'),
			cookie: getObject(body, 'cookie'),
			body: written,
		};
		const request = writeCall(operation, { auth: call.engine.options.auth, given });
		const unfit = request.headers.find(
			([name, value]) => UNSENDABLE.test(value) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name),
		);
		if (unfit)
			return refuseCall(400, `The header ${JSON.stringify(unfit[0])} can not be sent: it has more than a header may.`);
		const { exchange } = await sendInside(call.engine, {
			method: request.method,
			target: request.target,
			rawHeaders: request.headers.flat(),
			body: new TextEncoder().encode(request.body ?? ''),
			session: readPath(call, 'session'),
		});
		if (!exchange) throw new Error('A request that names its session came to none.');
		return answer({ exchange: renderExchange(exchange, call.redaction) });
	});
}

/** `undefined`: the sample's; a text: why it can't be written. */
function readBody(operation: Operation, given: JsonObject): WrittenBody | null | undefined | string {
	const mediaTypes = operation.requestBody?.mediaTypes ?? [];
	const type = getString(given, 'mediaType') ?? mediaTypes[0]?.type ?? 'application/json';
	const text = getString(given, 'text');
	if (text !== undefined) return text === '' ? null : { contentType: type, text };
	const value = getOwn(given, 'body');
	if (value === undefined) return undefined;
	const mediaType = findMediaType(mediaTypes, type);
	if (!mediaType) return value === null ? null : { contentType: type, text: JSON.stringify(value) };
	return (
		writeBody(value, { mediaType, type }) ?? `A body of the type ${type} can not hold that value; send it as text.`
	);
}
