// What a handler of the control API is given, and what it answers: plain values, free of HTTP.

import type { ApiDocument, JsonObject, JsonValue } from '../../spec/index.ts';
import type { Engine } from '../pipeline/engine.ts';
import type { Session } from '../session/session.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { EntityTools } from './entity-tools.ts';
import type { ReadPacts } from './pact-coverage.ts';
import type { Redaction } from './redact.ts';
import type { ToldFinding } from './told-finding.ts';

/** A call that fits the control API's document. */
export interface ControlCall {
	engine: Engine;
	/** Of this package, e.g. `0.1.0`. */
	version: string;
	/** The control API's own. */
	document: ApiDocument;
	checked: CheckedRequest;
	/** False: the caller may only ask whether the mock is up. */
	maySteer: boolean;
	/** Blots out credentials. */
	redaction: Redaction;
	entities: EntityTools;
	/** Absent: the mock knows of no pacts. */
	readPacts?: ReadPacts | undefined;
	/** The name in a `/__session/<name>` prefix. */
	prefix: string | undefined;
	/** The call never leaves the process: its answer may have any size. */
	isLocal?: boolean;
}

/** What a handler answers. */
export type Reply =
	| { kind: 'value'; status: 200 | 201; value: JsonValue; headers?: Record<string, string> }
	/** 204. */
	| { kind: 'done'; headers?: Record<string, string> }
	| {
			kind: 'problem';
			status: number;
			detail: string;
			findings?: readonly ToldFinding[];
			headers?: Record<string, string>;
	  }
	/** Events, until one side ends it. */
	| { kind: 'stream' };

/** Carries out one operation. What it changes it changes at once, so each is one indivisible thing. */
export type Handler = (call: ControlCall) => Reply | Promise<Reply>;

/** 204. */
export const DONE: Reply = Object.freeze<Reply>({ kind: 'done' });

/** 200 with a value. */
export function answer(value: JsonValue): Reply {
	return { kind: 'value', status: 200, value };
}

/** A problem; `detail` says in whole sentences what is wrong and what to do. */
export function refuseCall(status: number, detail: string, findings?: readonly ToldFinding[]): Reply {
	return { kind: 'problem', status, detail, ...(findings && { findings }) };
}

/** A path parameter, decoded. The document says that it is there. */
export function readPath({ checked }: ControlCall, name: string): string {
	return String(checked.path.get(name));
}

/** The body of an operation that takes an object. */
export function readObject({ checked }: ControlCall): JsonObject {
	return checked.body as JsonObject;
}

/** Gives the session in the path to `look`; 404 where nobody has used it yet. Its place in the order of use stays. */
export function lookIntoSession(call: ControlCall, look: (session: Session) => Reply): Reply {
	const name = readPath(call, 'session');
	const session = call.engine.sessions.peek(name);
	return session
		? look(session)
		: refuseCall(404, `There is no session ${JSON.stringify(name)}: nobody has used it yet.`);
}

/**
 * Gives the session in the path (or the one named) to `change`, made if need be. One that was made for a change that
 * is then refused is dropped again.
 */
export function changeSession(
	call: ControlCall,
	change: (session: Session) => Reply,
	name = readPath(call, 'session'),
): Reply {
	const { sessions } = call.engine;
	const isNew = sessions.peek(name) === undefined;
	const reply = change(sessions.get(name));
	if (isNew && reply.kind === 'problem') sessions.drop(name);
	return reply;
}

/** The same for a change that takes its time to get ready, in which the session stays as it is. */
export async function changeReadySession<Ready>(
	call: ControlCall,
	{ makeReady, change }: { makeReady(session: Session): Promise<Ready>; change(session: Session, ready: Ready): Reply },
	name = readPath(call, 'session'),
): Promise<Reply> {
	const { sessions } = call.engine;
	const isNew = sessions.peek(name) === undefined;
	const session = await sessions.open(name);
	// Nobody drops it for want of room.
	session.open += 1;
	const ready = await makeReady(session).finally(() => {
		session.open -= 1;
	});
	// Somebody may have deleted it: of its name, and so of its ids, it is the same one.
	const reply = change(sessions.get(name), ready);
	if (isNew && reply.kind === 'problem') sessions.drop(name);
	return reply;
}
