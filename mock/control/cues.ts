// One-off cues: put in front of a session's scenario, without a file.

import { onOf } from '../scenarios/check-script.ts';
import { createStage, inspectCue, prepareCue } from '../scenarios/one-off.ts';
import type { ActiveScenario } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import { measureValue } from '../store/room.ts';
import {
	answer,
	type ControlCall,
	changeSession,
	DONE,
	lookIntoSession,
	type Reply,
	readObject,
	refuseCall,
} from './call.ts';
import { renderFindings } from './problem.ts';
import { renderSession } from './sessions.ts';
import { noteStep } from './steps.ts';

/** One-offs that a session holds. */
export const MAX_CUES = 100;
/** What those of all sessions may take up together, roughly. */
const ALL_CUES_BYTES = 32 * 1024 * 1024;
/** What one takes up beside what it says, roughly. */
const CUE_BYTES = 1000;
const sizes = new WeakMap<ActiveScenario, number>();

/** What is wrong with one-offs of a session that are to be its `cues`; `undefined`: there is room for them beside those of all others. */
export function refuseForRoom(
	{ engine }: ControlCall,
	session: Session,
	cues: readonly ActiveScenario[],
): Reply | undefined {
	let bytes = measureCues(cues);
	for (const other of engine.sessions.list()) if (other !== session) bytes += measureCues(other.cues);
	if (bytes <= ALL_CUES_BYTES) return undefined;
	return refuseCall(
		409,
		'The one-offs of all sessions would take up more than 32 MiB: let them be used, or take them back.',
	);
}

function measureCues(cues: readonly ActiveScenario[]): number {
	let bytes = 0;
	for (const cue of cues) {
		const size = sizes.get(cue) ?? CUE_BYTES + measureValue([...cue.scenario.script]);
		sizes.set(cue, size);
		bytes += size;
	}
	return bytes;
}

/** `addCue` */
export function addCue(call: ControlCall): Reply {
	const { router, resources } = call.engine;
	const cue = prepareCue(readObject(call), createStage(router.plans, resources));
	if (Array.isArray(cue)) return refuseCall(400, 'The cue does not fit the documents; nothing was changed.', cue);
	return changeSession(call, (session) => {
		if (session.cues.length >= MAX_CUES) {
			return refuseCall(409, `The session has ${MAX_CUES} one-offs already: let them be used, or take them back.`);
		}
		const refusal = refuseForRoom(call, session, [...session.cues, cue]);
		if (refusal) return refusal;
		return noteStep(call, session, {
			kind: 'cued',
			operation: 'addCue',
			summary: `put a one-off in front, on ${onOf(cue.scenario.script[0] ?? {}).join(', ')}`,
			takeBack: () => ({
				bytes: measureCues([cue]),
				run() {
					session.cues = session.cues.filter((one) => one !== cue);
				},
			}),
			change() {
				session.cues = [...session.cues, cue];
				call.engine.events.emit({ type: 'session.cued', session: session.name });
				return answer(renderSession(session));
			},
		});
	});
}

/** `checkCue` */
export function checkCue(call: ControlCall): Reply {
	const { router, resources } = call.engine;
	const found = inspectCue(readObject(call), createStage(router.plans, resources));
	const findings = renderFindings(found).map((one, index) => ({ ...one, severity: found[index]?.severity ?? 'error' }));
	return answer({ valid: found.every(({ severity }) => severity === 'warning'), findings });
}

/** `clearCues` */
export function clearCues(call: ControlCall): Reply {
	return lookIntoSession(call, (session) => {
		const { cues } = session;
		return noteStep(call, session, {
			kind: 'uncued',
			operation: 'clearCues',
			summary: `took back ${cues.length} one-off${cues.length === 1 ? '' : 's'}`,
			takeBack: () => ({
				bytes: measureCues(cues),
				run() {
					session.cues = [...cues, ...session.cues];
				},
			}),
			change() {
				session.cues = [];
				call.engine.events.emit({ type: 'session.cued', session: session.name });
				return DONE;
			},
		});
	});
}
