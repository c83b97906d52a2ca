// The pipeline of a request, in order. Each step is a function of plain values in a file of its own;
// Express, sockets and timers stand outside (http/). Each `refuse` is an exit, with its status.

import { limitPatterns } from '../../spec/index.ts';
import { composeAnswer, isAcceptable } from '../answer/compose.ts';
import { answerUnmodified } from '../answer/not-modified.ts';
import { answerPart } from '../answer/part-of-bytes.ts';
import { brokenAnswer, crashAnswer, keepSecrets, refuse } from '../answer/refuse.ts';
import { validateResponse } from '../answer/validate-response.ts';
import type { CallbackContext } from '../callbacks/callback-url.ts';
import { planCallbacks } from '../callbacks/plan-callbacks.ts';
import { applyEffect, checkEffect, type EffectArgs, findNamed } from '../effects/effect.ts';
import { admit } from '../request/admit.ts';
import { type CheckResult, checkHead, checkRequest } from '../request/check.ts';
import { matchOperation } from '../request/match.ts';
import { openSession } from '../request/session.ts';
import { chooseScript } from '../scenarios/choose-script.ts';
import { hasScript, takeCue } from '../scenarios/cue.ts';
import { playCue } from '../scenarios/cue-reply.ts';
import { playPreference, readPreference } from '../scenarios/preference.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from '../types/answer.ts';
import type { Refusal } from '../types/refusal.ts';
import type { BodyRead, CapturedBody } from '../types/request.ts';
import type { Forwarded } from '../upstream/forwarding.ts';
import type { Engine } from './engine.ts';
import {
	asForwarded,
	askUpstream,
	captureBody,
	chooseModeOfUnmatched,
	followStream,
	isRefusedHere,
	leaveToUpstream,
	refuseBeside,
	selectTold,
	takeBack,
	takeForwarded,
} from './forward-step.ts';
import type { CompletedRequest, IncomingRequest } from './incoming-request.ts';
import type { OperationPlan } from './operation-plan.ts';
import { findRepeated, keepRepeatable, readKeyed } from './repeated-requests.ts';
import { NO_VALUES, RequestContext } from './request-context.ts';

export type { CompletedRequest, IncomingRequest } from './incoming-request.ts';

/**
 * Takes a request through its nine steps and hands what goes out to its `complete`: before it returns, unless there is a body
 * or a token to wait for. What nobody expected becomes a 500.
 */
export function runPipeline(engine: Engine, incoming: IncomingRequest): void {
	runStage({ engine, incoming, context: new RequestContext(incoming.request) }, open, undefined);
}

/** A request on its way. It waits only between two stages, and a stage that needs nothing follows at once. */
interface Run {
	engine: Engine;
	incoming: IncomingRequest;
	context: RequestContext;
}
/** Ends in an answer, or (`undefined`) waits for what the next one needs. */
type Stage<Needed> = (run: Run, needed: Needed) => Answer | undefined;

function runStage<Needed>(run: Run, stage: Stage<Needed>, needed: Needed): void {
	limitPatterns(() => playStage(run, stage, needed));
}

function playStage<Needed>(run: Run, stage: Stage<Needed>, needed: Needed): void {
	const { engine, context, incoming } = run;
	let completed: CompletedRequest;
	try {
		const answer = stage(run, needed);
		if (!answer) return;
		completed = complete(engine, context, answer);
	} catch (error) {
		engine.report(error);
		completed = record(engine, context, crashAnswer(context, error));
	}
	incoming.complete(completed);
}

function continueWith<Needed>(run: Run, needed: Needed | Promise<Needed>, stage: Stage<Needed>): Answer | undefined {
	if (!(needed instanceof Promise)) return stage(run, needed);
	needed.then(
		(value) => runStage(run, stage, value),
		(error) => runStage(run, rethrow, error),
	);
	return undefined;
}

/** What comes later goes on with the stage; what is there already, at once. */
function waitFor<Needed>(
	run: Run,
	ask: (run: Run, take: (needed: Needed) => void) => Needed | undefined,
	stage: Stage<Needed>,
): Answer | undefined {
	const needed = ask(run, (late) => runStage(run, stage, late));
	return needed === undefined ? undefined : stage(run, needed);
}

function rethrow(_run: Run, error: unknown): never {
	throw error;
}

function open(run: Run): Answer | undefined {
	const { engine, context, incoming } = run;
	const { request } = incoming;

	// 1. session: whose session is this? · 400 for a bad name, and in strict mode for none
	const opened = openSession({
		sessions: engine.sessions,
		isStrict: engine.options.strictSessions,
		request,
		prefix: incoming.prefix,
	});
	if (!opened.ok) return refuse(context, { step: 'session', status: 400, findings: [opened.finding] });
	return continueWith(run, opened.session, matchAndAdmit);
}

function matchAndAdmit(run: Run, opened: Session): Answer | undefined {
	const { engine, context, incoming } = run;
	const { request } = incoming;
	const session = context.open(opened);

	// 2. match: path and method → operation · 404 naming the nearest operations, 405 with Allow, 400
	const match = matchOperation(engine.router, request);
	if (!match.ok) {
		if (match.plan) context.match(match.plan, NO_VALUES);
		context.findSecrets(engine);
		context.mode = chooseModeOfUnmatched(run, match.refusal);
		if (context.mode === 'mock') return refuse(context, match.refusal);
		context.deferred = match.refusal;
		return waitFor(run, captureBody, forwardUnmatched);
	}
	const plan = context.match(match.plan, match.values);
	context.findSecrets(engine);
	context.mode = engine.forwarding?.rules.modeOf(plan.operation, session.forwarding) ?? 'mock';

	// 3. authenticate: the document's security requirements · 401
	const denial =
		engine.options.auth === 'off'
			? undefined
			: admit({ verify: engine.verifyToken, session, operation: plan.operation, request });
	return continueWith(run, denial, askForBody);
}

function askForBody(run: Run, denial: Refusal | undefined): Answer | undefined {
	const { engine, context, incoming } = run;
	if (denial && !leaveToUpstream(run, denial)) return refuse(context, denial);

	// 4. check: media type, parameters, headers, body; all findings collected · 415, 413, 428, 400 or 422 as documented
	if (context.mode !== 'mock') return waitFor(run, captureBody, checkCaptured);
	const mayRefuse = incoming.expectsContinue && engine.options.validateRequests;
	const early = mayRefuse ? checkHead(context.plan as OperationPlan, incoming.request, context.pathValues) : undefined;
	if (early) return refuse(context, { step: 'check', ...early });
	const body = incoming.readBody((late) => runStage(run, check, late));
	return body && check(run, body);
}

function check(run: Run, body: BodyRead): Answer | undefined {
	const { engine, context } = run;
	context.keepBody(body);
	if (!body.ok) return refuse(context, { step: 'check', status: body.status, findings: [body.finding] });
	return checkAll(run, body.bytes, !engine.options.validateRequests);
}

/** What is passed on may be wrong: the upstream hears of it, unless `--errors` keeps it from there. */
function checkCaptured(run: Run, captured: CapturedBody): Answer | undefined {
	const { engine, context } = run;
	const { read } = captured;
	context.capture(captured);
	if (!read.ok && isRefusedHere(read.status)) {
		return refuse(context, { step: 'check', status: read.status, findings: [read.finding] });
	}
	// A body that can't be looked at can't be wrong.
	return checkAll(run, read.ok ? read.bytes : undefined, !read.ok || engine.forwarding?.isStrict !== true);
}

function checkAll(run: Run, bytes: Uint8Array | undefined, isLenient: boolean): Answer | undefined {
	const { context, incoming } = run;
	const plan = context.plan as OperationPlan;
	const { pathValues } = context;
	return continueWith(run, checkRequest({ plan, request: incoming.request, pathValues, bytes, isLenient }), act);
}

function act(run: Run, check: CheckResult): Answer | undefined {
	const { engine, context, incoming } = run;
	const { request } = incoming;
	const session = context.session as Session;
	const plan = context.plan as OperationPlan;
	context.text = check.text;
	if (!check.ok) return refuse(context, { step: 'check', ...asForwarded(context, check) });
	const { checked } = check;
	const acting: EffectArgs = { plan, session, request: checked };
	context.told = selectTold(context, check.findings);
	const unfit = context.mode === 'mock' ? refuseUnfit(run, acting) : refuseBeside(run);
	if (unfit) return unfit;

	// From here on nothing waits, but for the upstream: what a request does to its session is one indivisible thing.
	// 5. cue: has the caller (Prefer), or the scenario, something to say here? · any scripted reply or fault
	const preference = readPreference(plan, request);
	if (preference?.ok === false) return refuse(context, preference.refusal);
	if (preference) return playPreference({ preference, plan, session, request: checked });
	const script = chooseScript(engine.scenarios, { session, request });
	if (!script.ok) return refuse(context, script.refusal);
	const { requestScript } = script;
	context.requestScript = requestScript;
	const cue = hasScript(session, requestScript)
		? context.keepCue(takeCue({ session, request: checked, requestScript, named: () => findNamed(acting) }))
		: undefined;
	if (cue && !cue.pass && !cue.forward) return playCue({ cue, plan, session, request: checked });

	// In the place of 6 and 7, forward: the upstream answers · 502, 504, and 500 under --errors. What it hasn't, the mock plays.
	if (context.mode === 'mock' && !cue?.forward) return play(run, acting);
	context.checked = checked;
	return waitFor(run, askUpstream, (_run, came) => settle(run, acting, came));
}

/** What the upstream has answered; or the mock plays, as strictly as if nobody had been asked. */
function settle(run: Run, acting: EffectArgs, came: Forwarded): Answer {
	if (came.kind !== 'absent') return takeForwarded(run, acting.request, came);
	run.context.checked = undefined;
	const refusal = takeBack(run, came);
	return refusal ? refuse(run.context, refusal) : (refuseUnfit(run, acting) ?? play(run, acting));
}

function forwardUnmatched(run: Run, captured: CapturedBody): Answer | undefined {
	const { context } = run;
	context.capture(captured);
	return waitFor(run, askUpstream, (_run, came) => {
		if (came.kind !== 'absent') return takeForwarded(run, undefined, came);
		return refuse(context, takeBack(run, came) as Refusal);
	});
}

function refuseUnfit({ engine, context }: Run, acting: EffectArgs): Answer | undefined {
	const unfit = checkEffect(acting);
	if (unfit.length === 0) return undefined;
	if (engine.options.validateRequests) return refuse(context, { step: 'check', status: 400, findings: unfit });
	context.told = [...context.told, ...unfit];
	return undefined;
}

function play({ engine, context, incoming }: Run, acting: EffectArgs): Answer {
	const { session, request: checked } = acting;
	const plan = context.plan as OperationPlan;

	// 6. effect: create, read, list, move, replace, patch, delete · 404, 409, 412, 422, 428, and 406 before anything is changed
	if (!isAcceptable(plan, incoming.request)) return refuse(context, NOT_ACCEPTABLE);
	const keyed = readKeyed(plan, session, checked);
	const repeated = keyed && findRepeated(keyed);
	if (repeated) return 'step' in repeated ? refuse(context, repeated) : repeated;
	const effect = applyEffect(acting);
	if (effect.kind === 'unfit') return refuse(context, { step: 'check', ...effect });
	if ('status' in effect) {
		const { status, note, mention, findings } = effect;
		return refuse(context, { step: 'effect', status, note, entity: mention, ...(findings && { findings }) });
	}

	// 7. compose: the entity, else the document's example, else generated data · 304, 206, 416
	const answer = composeAnswer({ plan, session, request: checked, source: effect, dynamic: engine.options.dynamic });
	if (keyed) keepRepeatable(keyed, answer);
	if (plan.operation.callbacks.length > 0) context.checked = checked;
	const composed = { plan, session, request: checked, source: effect };
	return answerUnmodified(composed, answer) ?? answerPart(composed, answer) ?? answer;
}

const NOT_ACCEPTABLE = {
	step: 'compose',
	status: 406,
	findings: [
		{
			code: 'request.accept',
			message: 'names no media type that the document offers',
			in: 'header',
			pointer: 'accept',
		},
	],
} as const;

function complete(engine: Engine, context: RequestContext, answer: Answer): CompletedRequest {
	// 8. prove: our own answer is held to the document · 500 naming the pointer
	const isForwarded = answer.why.upstream !== undefined;
	const mayDiffer = answer.definition === undefined || answer.why.offSpec || answer.fault !== undefined;
	const broken = mayDiffer || isForwarded || !context.plan ? undefined : validateResponse(context.plan, answer);
	if (context.told.length > 0 && !isForwarded)
		answer.why = { ...answer.why, findings: [...context.told, ...answer.why.findings] };
	// 9. journal: the exchange is kept with its why; then it is sent
	if (broken && broken.length > 0) {
		return record(engine, context, brokenAnswer(context, { answer, findings: broken }));
	}
	const { checked, session } = context;
	if (isForwarded) {
		const forwarded = record(engine, context, answer);
		followStream({ engine, context }, checked, forwarded);
		return forwarded;
	}
	if (context.upstream) answer.why = { ...answer.why, upstream: context.upstream };
	if (!checked || !session || answer.status < 200 || answer.status >= 300) return record(engine, context, answer);
	const { status, value, headers } = answer;
	const completed = record(engine, context, answer);
	completed.follow = () => follow(engine, completed, { request: checked, status, value, headers });
	return completed;
}

function record(engine: Engine, context: RequestContext, answer: Answer): CompletedRequest {
	answer.value = undefined;
	const { session } = context;
	keepSecrets(answer.why, session ? context.secrets : context.findSecrets(engine));
	// What the request names speaks first, as its script does.
	if (session) (context.requestScript?.network ?? session.scenario?.network)?.(answer, session.random);
	answer.delayMs ??= context.cueHit?.delayMs || drawDelay(engine.options.delayMs);
	return { request: context.request, answer, exchange: context.record(engine, answer), session };
}

/** After the answer: what the document calls back is called, and the exchange says so. */
function follow(engine: Engine, { exchange, session }: CompletedRequest, context: CallbackContext): void {
	try {
		const { operation } = context.request;
		const hosts = engine.options.callbackHosts;
		const planned = planCallbacks({ operation, context, session: session as Session, hosts });
		if (exchange && planned.length > 0) exchange.callbacks = planned.map(({ record }) => record);
		engine.callbacks.send(planned);
	} catch (error) {
		engine.report(error);
	}
}

/** `--delay`: by chance within the range, as a network's is. Never part of the answer's bytes. */
function drawDelay(range: { min: number; max: number } | undefined): number {
	return range ? range.min + Math.random() * (range.max - range.min) : 0;
}
