// Calls to the control API's handlers from the mock's own process: no HTTP, no parsing, the same answers.

import { copyJson, isObject, type JsonObject, type JsonValue } from '../../spec/index.ts';
import type { ControlCall, Handler, Reply } from '../control/call.ts';
import { followEntityTools } from '../control/entity-tools.ts';
import { followRedaction } from '../control/redact.ts';
import { readVersion } from '../options/version.ts';
import type { Engine } from '../pipeline/engine.ts';
import { joinFindings } from '../text/join-findings.ts';
import type { CheckedRequest } from '../types/request.ts';
import { ControlError } from './control-error.ts';

/** What a handler is asked for. */
export interface LocalArgs {
	path?: Readonly<Record<string, string>>;
	query?: Readonly<Record<string, JsonValue | undefined>>;
	body?: object;
	/** For handlers that read the session from the request rather than from its path. */
	session?: string;
}

/** Carries out one operation of the control API. Rejects with a ControlError for what it refuses. */
export type CallLocally = (handler: Handler, args?: LocalArgs) => Promise<Reply>;

/** The way to the handlers of one mock. */
export function createLocalCalls(engine: Engine): CallLocally {
	const redaction = followRedaction(() => engine.documents);
	const entityTools = followEntityTools(engine);
	const version = readVersion();
	return async (handler, args = {}) => {
		const reply = await handler({
			engine,
			version,
			redaction,
			entities: entityTools(),
			prefix: undefined,
			isLocal: true,
			maySteer: true,
			checked: createChecked(args),
			get document(): never {
				throw new TypeError('the document of the control API is not loaded for calls without HTTP');
			},
		} satisfies ControlCall);
		if (reply.kind === 'problem') {
			const { status, detail, findings = [] } = reply;
			// What there is to say of a provider state, its sentence says.
			const behind = findings.filter(({ code }) => !code.startsWith('provider-state.'));
			throw new ControlError({ status, message: joinFindings(detail, behind), findings });
		}
		return reply;
	};
}

/** The value of a reply as the caller's own: whatever is done to it, the mock's stays as it is. */
export function takeValue<Value>(reply: Reply): Value {
	return (reply.kind === 'value' ? copyJson(reply.value) : undefined) as Value;
}

/** A value as it would come out of JSON: dates as text, no `undefined`, nothing shared with the caller. */
function toJson(value: object): JsonObject {
	const text = JSON.stringify(value) as string | undefined;
	const copy = text === undefined ? undefined : (JSON.parse(text) as JsonValue);
	if (isObject(copy)) return copy;
	throw new ControlError({ status: 400, message: 'An object is needed here.' });
}

function createChecked({ path = {}, query = {}, body, session }: LocalArgs): CheckedRequest {
	const asked = Object.entries(query).filter((pair): pair is [string, JsonValue] => pair[1] !== undefined);
	return {
		request: {
			method: 'POST',
			target: '/__admin',
			path: '/__admin',
			query: '',
			headers: session === undefined ? {} : { 'x-mock-session': session },
			rawHeaders: [],
		},
		get operation(): never {
			throw new TypeError('calls without HTTP have no operation');
		},
		path: new Map(Object.entries(path)),
		query: new Map(asked),
		header: new Map(),
		cookie: new Map(),
		body: body === undefined ? undefined : toJson(body),
	};
}
