// Step 5 of a request's life: has the scenario something to say here?

import type { ActiveScenario, CheckedRequest, CueHit, Session } from './model.ts';

/**
 * The cue that answers this request, marked as used; `undefined`: the request goes its normal way. `visiting` is the
 * scenario that the request names by `X-Mock-Scenario`; its script then speaks in place of the session's. Synchronous, so
 * no two requests get the same turn. The hit is shared between requests: read it, never write to it.
 */
export function takeCue(args: {
	session: Pick<Session, 'scenario' | 'random'>;
	request: CheckedRequest;
	visiting?: ActiveScenario | undefined;
	/** The state of the entity that the request names; asked for only where a cue depends on it. */
	stateOf: () => string | undefined;
}): CueHit | undefined {
	const active = args.visiting ?? args.session.scenario;
	return active?.next(args.request, args.session.random, args.stateOf);
}
