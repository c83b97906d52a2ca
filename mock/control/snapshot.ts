// The whole state of a session as one JSON value, and back.

import { getList, getObject, isObject, type JsonObject, joinPointer, setOwn } from '../../spec/index.ts';
import { activateScenario } from '../scenarios/activate-scenario.ts';
import { isUsable } from '../scenarios/load.ts';
import { createStage, describeRest, prepareCue } from '../scenarios/one-off.ts';
import type { ActiveScenario } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import { restoreSession, snapshotSession } from '../session/snapshot.ts';
import { giveWay } from '../time/give-way.ts';
import type { Finding } from '../types/finding.ts';
import {
	answer,
	type ControlCall,
	changeSession,
	lookIntoSession,
	type Reply,
	readObject,
	readPath,
	refuseCall,
} from './call.ts';
import { MAX_CUES, refuseForRoom } from './cues.ts';
import { renderRequests } from './journal.ts';
import { renderSession } from './sessions.ts';
import { bringPasswordsBack, hidePasswordsOfEntities, isBlotted } from './snapshot-passwords.ts';
import { renderStep, takeStep } from './steps.ts';

/** Judged in one go. */
const ENTITIES_AT_ONCE = 250;
/** Where there is more to say, this much is said. */
const MAX_FINDINGS = 100;

/** `getSnapshot` */
export function getSnapshot(call: ControlCall): Reply {
	return lookIntoSession(call, (session) => {
		const snapshot = hidePasswordsOfEntities(snapshotSession(session, call.engine.resources), call.redaction);
		if (session.cues.length > 0) setOwn(snapshot, 'cues', session.cues.map(describeRest));
		if (call.checked.query.get('requests') !== true) return answer(snapshot);
		const timeline = call.engine.sessions.history.list(session.name).map(({ did, ...step }) => ({
			...renderStep(step),
			...(did && { did: call.redaction.entity(did) }),
		}));
		return answer({ ...snapshot, ...renderRequests(session.journal, call.redaction), timeline });
	});
}

/** `restoreSnapshot` */
export async function restoreSnapshot(call: ControlCall): Promise<Reply> {
	const { engine } = call;
	const snapshot = bringPasswordsBack(readObject(call), {
		session: engine.sessions.peek(readPath(call, 'session')),
		resources: engine.resources,
	});
	const unfit = await checkEntities(call, getObject(snapshot, 'entities') ?? {});
	if (unfit.length > 0) return refuseSnapshot(unfit);
	const cues = readCues(call);
	if (!cues.ok) return refuseSnapshot(cues.findings);
	const { ready } = cues;
	return changeSession(
		call,
		(session) =>
			refuseForRoom(call, session, ready) ??
			takeStep(call, session, { kind: 'restored', summary: 'restored a snapshot', change: () => restore(session) }),
	);

	function restore(session: Session): Reply {
		const findings = restoreSession({
			session,
			snapshot,
			resources: engine.resources,
			maxEntities: engine.options.maxEntities,
			resolveScenario: (name, parameters, entity) => {
				const scenario = engine.scenarios.get(name);
				const active = scenario && isUsable(scenario) ? activateScenario(scenario, parameters, entity) : undefined;
				return Array.isArray(active) ? undefined : active;
			},
		});
		if (findings.length > 0) return refuseSnapshot(findings);
		session.cues = ready;
		engine.sessions.resumeScenario(session);
		engine.events.emit({ type: 'session.restored', session: session.name });
		return answer(renderSession(session));
	}
}

/** Thousands of entities take a while to judge: the mock answers its own callers in between. */
async function checkEntities({ engine, entities }: ControlCall, lists: JsonObject): Promise<Finding[]> {
	const findings: Finding[] = [];
	let count = 0;
	for (const name of Object.keys(lists)) {
		const resource = engine.resources.get(name);
		for (const [index, entity] of resource ? getList(lists, name).entries() : []) {
			if (++count % ENTITIES_AT_ONCE === 0) await giveWay();
			if (!resource || !isObject(entity)) continue;
			for (const finding of entities.check(resource, entity)) {
				if (isBlotted(entity, finding.pointer)) continue;
				const pointer = joinPointer('/entities', name, index) + (finding.pointer ?? '');
				findings.push({ ...finding, code: finding.code.replace(/^entity\./, 'snapshot.entity.'), pointer });
			}
			if (findings.length >= MAX_FINDINGS) return findings;
		}
	}
	return findings;
}

function readCues(call: ControlCall): { ok: true; ready: ActiveScenario[] } | { ok: false; findings: Finding[] } {
	const written = getList(readObject(call), 'cues').slice(0, MAX_CUES);
	const stage = createStage(call.engine.router.plans, call.engine.resources);
	const ready: ActiveScenario[] = [];
	const findings: Finding[] = [];
	for (const [index, cue] of written.entries()) {
		const prepared = prepareCue(isObject(cue) ? cue : {}, stage);
		if (!Array.isArray(prepared)) ready.push(prepared);
		else
			findings.push(...prepared.map((one) => ({ ...one, pointer: joinPointer('/cues', index) + (one.pointer ?? '') })));
	}
	return findings.length > 0 ? { ok: false, findings } : { ok: true, ready };
}

/** A snapshot that would fit, if only the mock had its scenario, is a conflict rather than a mistake. */
function refuseSnapshot(findings: readonly Finding[]): Reply {
	const isConflict = findings.every(({ code }) => code === 'snapshot.scenario');
	const detail = isConflict ? "The mock can't use the snapshot's scenario" : 'The snapshot does not fit the documents';
	return refuseCall(isConflict ? 409 : 400, `${detail}; the session is as it was.`, findings);
}
