// What is known of a request so far, as it goes through the pipeline; ends as an exchange in the journal.

import { statusKeyOf } from '../../spec/index.ts';
import type { Exchange } from '../journal/exchange.ts';
import { JOURNAL_BODY_BYTES, keepBody } from '../journal/journal.ts';
import { keepRequest } from '../journal/kept-request.ts';
import { findSecrets, findStraySecrets } from '../request/secrets.ts';
import type { ActiveScenario, CueHit } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import { isLarge } from '../store/room.ts';
import type { Answer, UpstreamMention } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { ForwardMode } from '../types/forward-mode.ts';
import type { Refusal } from '../types/refusal.ts';
import type { BodyRead, CapturedBody, CheckedRequest, MockRequest, RequestSecrets } from '../types/request.ts';
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
	/** What becomes of it by the rules of forwarding. */
	mode: ForwardMode = 'mock';
	/** The body as it would be passed on. */
	captured: CapturedBody | undefined = undefined;
	/** What the mock would refuse it for, where the upstream is to say so itself. */
	deferred: Refusal | undefined = undefined;
	/** What came of asking the upstream, where the mock plays after all. */
	upstream: UpstreamMention | undefined = undefined;
	/** The session began afresh while the upstream was asked. */
	isOutdated = false;
	bytes: Uint8Array | undefined = undefined;
	/** What of it nobody is told, once its operation is known; `undefined`: nothing. */
	secrets: RequestSecrets | undefined = undefined;
	/** The bytes as text, once they were decoded. */
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

	/** Finds out what of it nobody is told. */
	findSecrets({ router, resources }: Pick<Engine, 'router' | 'resources'>): RequestSecrets | undefined {
		const { plan, request, pathValues: values } = this;
		this.secrets = plan
			? findSecrets(plan, { request, resources, values })
			: findStraySecrets(router.plans, { request, resources });
		return this.secrets;
	}

	keepBody(body: BodyRead): void {
		if (body.ok && body.bytes.length > 0) this.bytes = body.bytes;
	}

	capture(captured: CapturedBody): void {
		this.captured = captured;
		const { read, raw } = captured;
		this.bytes = read.ok ? (read.bytes.length > 0 ? read.bytes : undefined) : raw.length > 0 ? raw : undefined;
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
		const { stream, kept } = answer;
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
			requestBytes: countBytes(this),
			answer: forgetLarge(kept || stream || size > JOURNAL_BODY_BYTES ? cutAnswer(answer) : answer),
			answerBytes: kept?.length ?? size,
			// The journal's own, with their places from the start.
			id: 0,
			bytes: 0,
		});
		if (engine.events.isHeard) engine.events.emit({ type: 'exchange.added', session: session.name, exchange });
		return exchange;
	}
}

/** A text is kept without its byte order mark, which does not count as cut off. */
function countBytes({ text, bytes }: { text: string | undefined; bytes: Uint8Array | undefined }): number {
	if (!bytes) return 0;
	const isMarked = text !== undefined && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	return isMarked ? bytes.length - 3 : bytes.length;
}

/** The answer with as much of its body as the journal keeps. */
function cutAnswer({ stream: _stream, kept, ...answer }: Answer): Answer {
	return { ...answer, body: kept ? kept.body : keepBody(answer.body), value: undefined };
}

/** What only the journal would keep alive, once the store has let go of it, is not kept: a thousand entities of a megabyte. */
function forgetLarge(answer: Answer): Answer {
	const { entity } = answer.why;
	if (!entity || (!isLarge(entity.before) && !isLarge(entity.after))) return answer;
	return { ...answer, why: { ...answer.why, entity: { ...entity, before: undefined, after: undefined } } };
}
