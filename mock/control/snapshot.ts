// A session's whole world as one JSON value, and back.

import type { Finding } from '../model.ts';
import { activateScenario } from '../scenarios/active.ts';
import { isUsable } from '../scenarios/load.ts';
import { restoreSession, snapshotSession } from '../state/snapshot.ts';
import {
	answer,
	type ControlCall,
	changeSession,
	lookIntoSession,
	type Reply,
	readObject,
	refuseCall,
} from './call.ts';
import { renderRequests } from './journal.ts';
import { renderSession } from './sessions.ts';

/** `getSnapshot` */
export function getSnapshot(call: ControlCall): Reply {
	return lookIntoSession(call, (session) => {
		const snapshot = snapshotSession(session, call.engine.resources);
		if (call.checked.query.get('requests') !== true) return answer(snapshot);
		return answer({ ...snapshot, ...renderRequests(session.journal, call.redaction) });
	});
}

/** `restoreSnapshot` */
export function restoreSnapshot(call: ControlCall): Reply {
	const { engine } = call;
	return changeSession(call, (session) => {
		const findings = restoreSession({
			session,
			snapshot: readObject(call),
			resources: engine.resources,
			maxEntities: engine.options.maxEntities,
			resolveScenario: (name, parameters) => {
				const scenario = engine.scenarios.get(name);
				const active = scenario && isUsable(scenario) ? activateScenario(scenario, parameters) : undefined;
				return Array.isArray(active) ? undefined : active;
			},
			check: (resource, entity) => call.entities.check(resource, entity),
		});
		if (findings.length > 0) return refuseSnapshot(findings);
		engine.events.emit({ type: 'session.restored', session: session.name });
		return answer(renderSession(session));
	});
}

/** A snapshot that would fit, if only the mock had its scenario, is a conflict rather than a mistake. */
function refuseSnapshot(findings: readonly Finding[]): Reply {
	const isConflict = findings.every(({ code }) => code === 'snapshot.scenario');
	const detail = isConflict ? "The mock can't use the snapshot's scenario" : 'The snapshot does not fit the documents';
	return refuseCall(isConflict ? 409 : 400, `${detail}; the session is as it was.`, findings);
}
