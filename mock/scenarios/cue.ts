// Step 5 of the pipeline: has the scenario something to say here?

import type { ActiveScenario, CueHit, FindNamed } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import type { CheckedRequest } from '../types/request.ts';

/** Whether anybody could have something to say to this session's requests; most have nobody. */
export function hasScript(
	session: Pick<Session, 'scenario' | 'cues'>,
	requestScript: ActiveScenario | undefined,
): boolean {
	return requestScript !== undefined || session.scenario !== undefined || session.cues.length > 0;
}

/**
 * The cue that answers this request, marked as used; `undefined`: the request goes its normal way. `requestScript` is the
 * scenario that the request names by `X-Mock-Scenario`; its script then speaks in place of the session's and of the one-offs in
 * front of it. Synchronous, so
 * no two requests get the same turn. The hit is shared between requests: read it, never write to it.
 */
export function takeCue(args: {
	session: Pick<Session, 'scenario' | 'random' | 'cues'>;
	request: CheckedRequest;
	requestScript?: ActiveScenario | undefined;
	/** Finds the entity that the request names; asked only where a cue depends on it. */
	named: FindNamed;
}): CueHit | undefined {
	const { session, request, requestScript, named } = args;
	if (requestScript) return requestScript.next(request, session.random, named);
	for (const cue of session.cues) {
		const hit = cue.next(request, session.random, named);
		if (!hit) continue;
		if (cue.progress().every(({ exhausted }) => exhausted)) session.cues = session.cues.filter((one) => one !== cue);
		return hit;
	}
	return session.scenario?.next(request, session.random, named);
}
