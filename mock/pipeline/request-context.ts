// What is known of a request so far, as it goes through the pipeline; ends as an exchange in the journal.

import { statusKeyOf } from '../../spec/index.ts';
import type { Exchange } from '../journal/exchange.ts';
import { JOURNAL_BODY_BYTES, keepBody } from '../journal/journal.ts';
import { keepRequest } from '../journal/kept-request.ts';
import type { ActiveScenario, CueHit } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { BodyRead, CheckedRequest, MockRequest } from '../types/request.ts';
import type { Engine } from './engine.ts';
import type { OperationPlan } from './operation-plan.ts';

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);
/** A path without parameters. */
export const NO_VALUES: ReadonlyMap<string, string> = new Map();
/** Sent by a client that will tell what it reads of the answer (`trackReads`); answered with `X-Mock-Exchange`. */
const FOLLOW_HEADER = 'x-mock-follow';

/** One request on its way. Fields are filled in by the steps. */
export class RequestContext {
	readonly request: MockRequest;
	readonly startedAt = performance.now();
	session: Session | undefined = undefined;
	plan: OperationPlan | undefined = undefined;
	/** The path's parameters, decoded, not yet checked. */
	pathValues: ReadonlyMap<string, string> = NO_VALUES;
	/** What the check only told. */
	told: readonly Finding[] = NO_FINDINGS;
	/** The request as it was checked, where callbacks may follow its answer. */
	checked: CheckedRequest | undefined = undefined;
	/** The scenario that the request itself names, by `X-Mock-Scenario`. */
	requestScript: ActiveScenario | undefined = undefined;
	/** The cue that lets the request pass, with its delay. */
	cueHit: CueHit | undefined = undefined;
	bytes: Uint8Array | undefined = undefined;
	/** The same as text, once it was decoded. */
	text: string | undefined = undefined;

	constructor(request: MockRequest) {
		this.request = request;
	}

	open(session: Session): Session {
		this.session = session;
		session.open++;
		session.lastRequestAtMs = session.clock.nowMs();
		return session;
	}

	match(plan: OperationPlan, pathValues: ReadonlyMap<string, string>): OperationPlan {
		this.plan = plan;
		this.pathValues = pathValues;
		return plan;
	}

	keepBody(body: BodyRead): void {
		if (body.ok && body.bytes.length > 0) this.bytes = body.bytes;
	}

	keepCue(hit: CueHit | undefined): CueHit | undefined {
		this.cueHit = hit;
		return hit;
	}

	/** Keeps the exchange in the session's journal and counts it for the coverage. No session: no entry. */
	record(engine: Engine, answer: Answer): Exchange | undefined {
		const { session, plan, request } = this;
		// What was spoiled on purpose, or never sent, is no answer that the document has.
		if (plan && answer.fault !== undefined) plan.faults += 1;
		else if (plan && answer.status > 0) {
			const key = answer.definition?.key ?? statusKeyOf(plan.operation, answer.status) ?? String(answer.status);
			plan.exercised.set(key, (plan.exercised.get(key) ?? 0) + 1);
		}
		if (!session) return undefined;
		const size = answer.body?.length ?? 0;
		const exchange = session.journal.add({
			atMs: session.lastRequestAtMs ?? session.clock.nowMs(),
			startedAt: this.startedAt,
			durationMs: -1,
			wasCut: false,
			session: session.name,
			scenario: session.scenario?.scenario.name,
			parameters: session.scenario?.parameters,
			reads: request.headers[FOLLOW_HEADER] === undefined ? undefined : { read: new Set(), whole: new Set() },
			callbacks: undefined,
			operationId: plan?.operation.id,
			request: keepRequest(request),
			requestBody: keepBody(this.text ?? this.bytes),
			requestBytes: this.bytes?.length ?? 0,
			answer: size > JOURNAL_BODY_BYTES ? { ...answer, body: keepBody(answer.body), value: undefined } : answer,
			answerBytes: size,
			// The journal's own, with their places from the start.
			id: 0,
			bytes: 0,
		});
		if (engine.events.isHeard) engine.events.emit({ type: 'exchange.added', session: session.name, exchange });
		return exchange;
	}
}
