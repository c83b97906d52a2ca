// Steps: what was done to a session past its requests, each told in its timeline, and taken back on demand.

import { getOwn, type JsonObject } from '../../spec/index.ts';
import type { ToldStep } from '../journal/events.ts';
import type { StepKind, TakeBack } from '../session/history.ts';
import type { Session } from '../session/session.ts';
import { answer, type ControlCall, type Reply, readObject, readPath, refuseCall } from './call.ts';
import { renderSession } from './sessions.ts';

/** Characters of a call that are kept to do it again. */
const MAX_CALL = 4096;

/** What is done, and what it is called in the timeline. */
export interface StepArgs {
	kind: StepKind;
	/** The operation of the control API that can do it again; absent: none can. */
	operation?: string;
	/** What it is then given in the place of the call's own body. */
	body?: () => JsonObject;
	/** A function is asked once it is done. */
	summary: string | (() => string);
}

/** Carries out what replaces much of a session, as a step that can be taken back; a problem is no step. */
export function takeStep(call: ControlCall, session: Session, args: StepArgs & { change: () => Reply }): Reply {
	const finish = call.engine.sessions.capture(session);
	return noteStep(call, session, { ...args, takeBack: finish });
}

/** The same for what changes little: `takeBack` is asked for the way back once it is done, and may have none. */
export function noteStep(
	{ engine, checked }: ControlCall,
	session: Session,
	args: StepArgs & { change: () => Reply; takeBack?: () => TakeBack | undefined },
): Reply {
	const atMs = session.clock.nowMs();
	const reply = args.change();
	if (reply.kind === 'problem') return reply;
	const { kind, summary, operation } = args;
	const text = typeof summary === 'string' ? summary : summary();
	const body = args.body?.() ?? checked.body;
	const did =
		operation === undefined ? undefined : describeCall(operation, { path: checked.path, query: checked.query, body });
	engine.sessions.history.note(session, { kind, summary: text, atMs, did, takeBack: args.takeBack?.() });
	return reply;
}

/** The same for what takes its time: what is done meanwhile is part of it. */
export async function takeStepLater<Result>(
	{ engine }: ControlCall,
	session: Session,
	args: { kind: StepKind; summary: string; change: () => Promise<Result> },
): Promise<Result> {
	const { kind, summary, change } = args;
	const { history } = engine.sessions;
	const atMs = session.clock.nowMs();
	const finish = engine.sessions.capture(session);
	const result = await history.silence(session.name, change);
	history.note(session, { kind, summary, atMs, takeBack: finish() });
	return result;
}

/** The call, but for the session that it was for. */
function describeCall(
	operation: string,
	{ path, query, body }: Pick<ControlCall['checked'], 'path' | 'query' | 'body'>,
): JsonObject | undefined {
	const others = [...path].filter(([name]) => name !== 'session');
	const did: JsonObject = {
		operation,
		...(others.length > 0 && { path: Object.fromEntries(others) }),
		...(query.size > 0 && { query: Object.fromEntries(query) }),
		...(body !== undefined && { body }),
	};
	return JSON.stringify(did).length > MAX_CALL ? undefined : did;
}

/** `listTimeline` */
export function listTimeline(call: ControlCall): Reply {
	const name = readPath(call, 'session');
	const steps = call.engine.sessions.history.list(name);
	const since = Number(call.checked.query.get('since') ?? 0);
	if (steps.length === 0 && !call.engine.sessions.peek(name)) return refuseNobody(name);
	return answer({ steps: steps.filter(({ id }) => id > since).map(renderStep) });
}

/** `listUndo` */
export function listUndo(call: ControlCall): Reply {
	const name = readPath(call, 'session');
	const steps = call.engine.sessions.history.listUndoable(name);
	if (steps.length === 0 && !call.engine.sessions.peek(name)) return refuseNobody(name);
	return answer({ steps: steps.map(renderStep) });
}

/** `undo` */
export function undo(call: ControlCall): Reply {
	const { sessions } = call.engine;
	const name = readPath(call, 'session');
	const step = call.checked.body === undefined ? undefined : getOwn(readObject(call), 'step');
	const taken = sessions.history.takeBack(name, typeof step === 'number' ? step : undefined);
	if (taken.length === 0) {
		const what = step === undefined ? 'nothing to take back' : `no step ${Number(step)} that can be taken back`;
		return refuseCall(409, `There is ${what} in the session ${JSON.stringify(name)}; GET …/undo lists what there is.`);
	}
	const session = sessions.get(name);
	for (const { id, summary } of taken) {
		const did = { operation: 'undo', body: { step: id } };
		const told = { kind: 'undone' as const, summary: `took back: ${summary}`, atMs: session.clock.nowMs(), did };
		sessions.history.note(session, told);
	}
	call.engine.events.emit({ type: 'session.restored', session: name });
	return answer({ undone: taken.map(renderStep), session: renderSession(session) });
}

/** A step as the control API's document has it (`Step`). */
export function renderStep({ id, kind, atMs, after, summary, takeBack }: ToldStep): JsonObject {
	return { id, kind, at: new Date(atMs).toISOString(), after, summary, undoable: takeBack !== undefined };
}

function refuseNobody(name: string): Reply {
	return refuseCall(404, `There is no session ${JSON.stringify(name)}: nobody has used it yet.`);
}
