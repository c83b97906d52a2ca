// Steps: what was done to a session past its requests, each told in its timeline, and taken back on demand.

import { getOwn, type JsonObject } from '../../spec/index.ts';
import type { ToldStep } from '../journal/events.ts';
import type { StepKind, TakeBack } from '../session/history.ts';
import type { Session } from '../session/session.ts';
import { answer, type ControlCall, type Reply, readObject, readPath, refuseCall } from './call.ts';
import { renderSession } from './sessions.ts';

/** What is done, and what it is called in the timeline. */
export interface StepArgs {
	kind: StepKind;
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
	{ engine }: ControlCall,
	session: Session,
	args: StepArgs & { change: () => Reply; takeBack?: () => TakeBack | undefined },
): Reply {
	const atMs = session.clock.nowMs();
	const reply = args.change();
	if (reply.kind === 'problem') return reply;
	const { kind, summary } = args;
	const text = typeof summary === 'string' ? summary : summary();
	engine.sessions.history.note(session, { kind, summary: text, atMs, takeBack: args.takeBack?.() });
	return reply;
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
	for (const { summary } of taken) {
		const told = { kind: 'undone' as const, summary: `took back: ${summary}`, atMs: session.clock.nowMs() };
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
