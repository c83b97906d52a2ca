// The step that stands in the place of effect and compose where the upstream is to answer: what of the mock's own checks is left to it,
// the request out, the answer in, and what the mock remembers of it.

import { failedAnswer, refuse, unfitAnswer } from '../answer/refuse.ts';
import { rememberAnswer } from '../effects/remember.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { ForwardMode } from '../types/forward-mode.ts';
import type { Refusal } from '../types/refusal.ts';
import type { BodyRead, CapturedBody, CheckedRequest } from '../types/request.ts';
import type { Forwarded } from '../upstream/forwarding.ts';
import type { Engine } from './engine.ts';
import type { CompletedRequest, IncomingRequest } from './incoming-request.ts';
import type { RequestContext } from './request-context.ts';

/** What the step needs of a request on its way. */
interface Forwardable {
	engine: Engine;
	incoming: IncomingRequest;
	context: RequestContext;
}

/** What becomes of a request that no operation is there for. A path that can't be read is nobody's. */
export function chooseModeOfUnmatched({ engine, context }: Forwardable, { status }: Refusal): ForwardMode {
	const { forwarding } = engine;
	if (!forwarding || status === 400) return 'mock';
	const { rules, isStrict } = forwarding;
	const own = context.session?.forwarding;
	const rule = own?.rule ?? rules.choice.rule;
	// As Prism has it: --errors wants all to be in the document.
	if (isStrict && (rule === 'all' || rule === 'available')) return 'mock';
	return rules.modeOfUnmatched(context.request.path, own);
}

/** A refusal of the mock's own that is left to the upstream; the mock comes back to it where it plays after all. */
export function leaveToUpstream({ engine, context }: Forwardable, refusal: Refusal): boolean {
	if (context.mode === 'mock' || engine.forwarding?.isStrict) return false;
	context.deferred = refusal;
	return true;
}

/** The body as it is passed on; `undefined`: `take` gets it later. */
export function captureBody(
	{ incoming }: Forwardable,
	take: (captured: CapturedBody) => void,
): CapturedBody | undefined {
	if (incoming.captureBody) return incoming.captureBody(take);
	const read = incoming.readBody((late) => take(toCaptured(late)));
	return read && toCaptured(read);
}

function toCaptured(read: BodyRead): CapturedBody {
	return { raw: read.ok ? read.bytes : new Uint8Array(0), isDecoded: true, read };
}

/** What is no matter of size or encoding ends here: there is nobody, or nothing whole, to be passed on. */
export function isRefusedHere(status: number | 'aborted'): boolean {
	return status === 'aborted' || status === 408;
}

/** What the check found, without what it could not have seen in a body that is too large to be looked at. */
export function selectTold({ captured, deferred }: RequestContext, findings: readonly Finding[]): readonly Finding[] {
	const ofBody = captured && !captured.read.ok;
	const seen = ofBody ? findings.filter(({ in: place }) => place !== 'body' && place !== 'media-type') : findings;
	const denied = deferred?.findings;
	return denied ? [...denied, ...seen] : seen;
}

/** Under `--errors`, of a body that can't be looked at: what stands beside it may be wrong all the same. */
export function refuseBeside({ engine, context }: Pick<Forwardable, 'engine' | 'context'>): Answer | undefined {
	const { captured, told } = context;
	if (engine.forwarding?.isStrict !== true || captured?.read.ok !== false || told.length === 0) return undefined;
	context.told = [];
	return refuse(context, { step: 'check', ...asForwarded(context, { status: 400, findings: told }) });
}

/** Under `--errors` a forwarded request that doesn't fit is 422, as Prism has it. */
export function asForwarded<Checked extends { status: number }>({ mode }: RequestContext, check: Checked): Checked {
	return mode !== 'mock' && check.status === 400 ? { ...check, status: 422 } : check;
}

/** Passes the request on; `take` gets what came of it. */
export function askUpstream({ engine, incoming, context }: Forwardable, take: (came: Forwarded) => void): undefined {
	const { forwarding } = engine;
	if (!forwarding) {
		take({ kind: 'failed', status: 502, reason: 'there is no upstream to forward to: start the mock with --upstream' });
		return;
	}
	const { request } = incoming;
	const body = context.captured ?? { raw: context.bytes ?? new Uint8Array(0), isDecoded: true, read: EMPTY };
	const told = context.plan ? context.told : NO_OPERATION;
	const isAvailable = context.mode === 'available';
	const isUnjudged = context.plan !== undefined && !body.read.ok;
	const { cleared } = (context.session as Session).store;
	forwarding.forward(
		{
			request,
			body,
			plan: context.plan,
			isAvailable,
			told,
			isUnjudged,
			onGone: (listener) => incoming.onGone?.(listener),
		},
		(came) => {
			context.isOutdated = (context.session as Session).store.cleared !== cleared;
			take(came);
		},
	);
}

const EMPTY: BodyRead = Object.freeze({ ok: true, bytes: new Uint8Array(0) });
const NO_OPERATION: readonly Finding[] = Object.freeze([
	{ code: 'request.operation', message: 'the document has no such operation' },
]);

/** The answer that goes out for what came; `checked`: the request, where an operation is there for it. */
export function takeForwarded(
	forwardable: Forwardable,
	checked: CheckedRequest | undefined,
	came: Exclude<Forwarded, { kind: 'absent' }>,
): Answer {
	const { context } = forwardable;
	switch (came.kind) {
		case 'failed':
			return failedAnswer(context, came);
		case 'gone':
			return refuse(context, {
				step: 'forward',
				status: 'aborted',
				note: 'the client went away before the upstream had answered',
			});
		case 'unfit':
			return unfitAnswer(context, came);
		case 'answer': {
			const { answer, value } = came;
			if (context.cueHit) answer.why.cue = context.cueHit.mention;
			remember(forwardable, checked, { answer, value });
			return answer;
		}
	}
}

/** What the upstream told of entities; nothing where the session began afresh meanwhile, or is gone. */
function remember(
	{ engine, context }: Pick<Forwardable, 'engine' | 'context'>,
	request: CheckedRequest | undefined,
	{ answer, value }: Pick<Extract<Forwarded, { kind: 'answer' }>, 'answer' | 'value'>,
): void {
	const { plan, session } = context;
	if (!plan || !session || !request || answer.stream || context.isOutdated) return;
	if (engine.sessions.peek(session.name) !== session) return;
	try {
		const entity = rememberAnswer({ plan, session, request, status: answer.status, value });
		if (entity) answer.why.entity = entity;
	} catch (error) {
		engine.report(error);
	}
}

/** The mock plays after all: what it would have refused the request for, if anything. */
export function takeBack({ engine, context }: Forwardable, { reason }: { reason: string }): Refusal | undefined {
	const { deferred, told, captured } = context;
	context.upstream = { outcome: 'absent', reason };
	context.told = deferred?.findings ? told.slice(deferred.findings.length) : told;
	if (deferred) return deferred;
	const read = captured?.read;
	if (read && !read.ok) return { step: 'check', status: read.status, findings: [read.finding] };
	if (!engine.options.validateRequests || context.told.length === 0) return undefined;
	const findings = context.told;
	context.told = [];
	return { step: 'check', status: findings.some(({ in: place }) => place === 'media-type') ? 415 : 400, findings };
}

/** Follows a body that goes out while it comes: the exchange is completed, and entities are remembered, when all is there. */
export function followStream(
	forwardable: Pick<Forwardable, 'engine' | 'context'>,
	checked: CheckedRequest | undefined,
	{ answer, exchange }: Pick<CompletedRequest, 'answer' | 'exchange'>,
): void {
	const { stream } = answer;
	if (!stream) return;
	stream.onEnd = ({ kept, findings, isUnjudged, value }) => {
		const upstream = answer.why.upstream ?? { outcome: 'forwarded' };
		const unjudged = [...(upstream.unjudged ?? []), ...(isUnjudged ? ['answer' as const] : [])];
		answer.why = { ...answer.why, findings, upstream: unjudged.length > 0 ? { ...upstream, unjudged } : upstream };
		remember(forwardable, checked, { answer: { ...answer, stream: undefined as never }, value });
		if (exchange) forwardable.context.session?.journal.complete(exchange, { kept, why: answer.why });
	};
}
