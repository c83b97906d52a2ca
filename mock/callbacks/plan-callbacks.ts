// The callbacks of one answer: what is to be called, with which body.

import {
	ANYTHING,
	type Callback,
	negotiateMediaType,
	type Operation,
	viewSchema,
	writePointer,
} from '../../spec/index.ts';
import { generateFrom } from '../answer/complete-entity.ts';
import { serializeValue } from '../answer/serialize.ts';
import type { CallbackRecord } from '../journal/exchange.ts';
import type { Session } from '../session/session.ts';
import { type CallbackContext, fillExpression, judgeUrl } from './callback-url.ts';

/** A request that is to be made, or why it isn't. */
export interface PlannedCallback {
	record: CallbackRecord;
	headers: Readonly<Record<string, string>>;
	body: string | Uint8Array | undefined;
}

/** Requests that follow one answer, at most. */
const MAX_CALLBACKS = 10;

/** What an answered request sets off; callbacks whose address has no value are left out. */
export function planCallbacks(args: {
	operation: Operation;
	context: CallbackContext;
	session: Session;
	hosts: readonly string[];
}): PlannedCallback[] {
	const { operation, context, session, hosts } = args;
	const planned: PlannedCallback[] = [];
	for (const callback of operation.callbacks.slice(0, MAX_CALLBACKS)) {
		const url = fillExpression(callback.expression, context);
		if (url === undefined) continue;
		const record: CallbackRecord = { name: callback.name, method: callback.method.toUpperCase(), url };
		const refusal = judgeUrl(url, hosts);
		const made = refusal === undefined ? makeBody(callback, { operation, session }) : undefined;
		const error = refusal ?? made?.error;
		if (error !== undefined) record.error = error;
		const headers = { 'user-agent': 'stunt-double', 'x-mock-session': session.name, ...made?.headers };
		planned.push({ record, headers, body: made?.body });
	}
	return planned;
}

interface MadeBody {
	headers?: Record<string, string>;
	body?: string | Uint8Array;
	error?: string;
}

/** The document's example, else a body made up from the schema. */
function makeBody(callback: Callback, { operation, session }: { operation: Operation; session: Session }): MadeBody {
	const negotiated = negotiateMediaType(callback.requestBody?.mediaTypes ?? [], undefined);
	if (!negotiated) return {};
	const { mediaType, type, contentType } = negotiated;
	const view = mediaType.schema ? viewSchema(mediaType.schema) : ANYTHING;
	const [example] = mediaType.examples;
	const seed = session.random.seedFor(`callback/${operation.id}/${callback.pointer}`);
	const made = example ? ({ ok: true, value: example.value } as const) : generateFrom(view, { session, seed });
	if (!made.ok)
		return { error: `no body can be made: ${made.reason} (${writePointer(operation.document, made.pointer)})` };
	const body = serializeValue(made.value, type, view);
	return body === undefined ? { error: `no ${type} can be made` } : { headers: { 'content-type': contentType }, body };
}
