// The pipeline of a request, in order. Each step is a function of plain values in a file of its own;
// Express, sockets and timers stand outside (http/). Each `refuse` is an exit, with its status.

import { composeAnswer, isAcceptable } from '../answer/compose.ts';
import { brokenAnswer, crashAnswer, refuse } from '../answer/refuse.ts';
import { validateResponse } from '../answer/validate-response.ts';
import type { CallbackContext } from '../callbacks/callback-url.ts';
import { planCallbacks } from '../callbacks/plan-callbacks.ts';
import { applyEffect, checkEffect, type EffectArgs, findNamed } from '../effects/effect.ts';
import type { Exchange } from '../journal/exchange.ts';
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
import type { BodyRead, MockRequest } from '../types/request.ts';
import type { Engine } from './engine.ts';
import type { OperationPlan } from './operation-plan.ts';
import { NO_VALUES, RequestContext } from './request-context.ts';

/** A request as it comes in, with the way to its body. */
export interface IncomingRequest {
	request: MockRequest;
	/** The name in a `/__session/<name>` prefix that was taken off the path. */
	prefix: string | undefined;
	/**
	 * The body, if nothing must be waited for; else `undefined`, and `take` gets it later. Asked for once, and only after
	 * the request's head was found good.
	 */
	readBody(take: (body: BodyRead) => void): BodyRead | undefined;
	/** The client waits for `100 Continue` before it sends its body (RFC 9110 §10.1.1). */
	expectsContinue: boolean;
}

/** What goes out, and the exchange in the journal, if the request had a session. */
export interface CompletedRequest {
	request: MockRequest;
	answer: Answer;
	exchange: Exchange | undefined;
	session: Session | undefined;
	/** Makes the callbacks that the document has for this answer; for once it was sent. Absent: it has none. */
	follow?: () => void;
}

/**
 * Takes a request through its nine steps and hands what goes out to `complete`: before it returns, unless there is a body
 * or a token to wait for. What nobody expected becomes a 500.
 */
export function runPipeline(
	engine: Engine,
	incoming: IncomingRequest,
	complete: (completed: CompletedRequest) => void,
): void {
	runStage({ engine, incoming, complete, context: new RequestContext(incoming.request) }, openAndMatch, undefined);
}

/** A request on its way. It waits only between two stages, and a stage that needs nothing follows at once. */
interface Run {
	engine: Engine;
	incoming: IncomingRequest;
	context: RequestContext;
	complete: (completed: CompletedRequest) => void;
}
/** Ends in an answer, or (`undefined`) waits for what the next one needs. */
type Stage<Needed> = (run: Run, needed: Needed) => Answer | undefined;

function runStage<Needed>(run: Run, stage: Stage<Needed>, needed: Needed): void {
	const { engine, context } = run;
	let completed: CompletedRequest;
	try {
		const answer = stage(run, needed);
		if (!answer) return;
		completed = complete(engine, context, answer);
	} catch (error) {
		engine.report(error);
		completed = record(engine, context, crashAnswer(context, error));
	}
	run.complete(completed);
}

function continueWith<Needed>(run: Run, needed: Needed | Promise<Needed>, stage: Stage<Needed>): Answer | undefined {
	if (!(needed instanceof Promise)) return stage(run, needed);
	needed.then(
		(value) => runStage(run, stage, value),
		(error) => runStage(run, rethrow, error),
	);
	return undefined;
}

function rethrow(_run: Run, error: unknown): never {
	throw error;
}

function openAndMatch(run: Run): Answer | undefined {
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
	const session = context.open(opened.session);

	// 2. match: path and method → operation · 404 naming the nearest operations, 405 with Allow, 400
	const match = matchOperation(engine.router, request);
	if (!match.ok) {
		if (match.plan) context.match(match.plan, NO_VALUES);
		return refuse(context, match.refusal);
	}
	const plan = context.match(match.plan, match.values);

	// 3. authenticate: the document's security requirements · 401
	const denial =
		engine.options.auth === 'off'
			? undefined
			: admit({ verify: engine.verifyToken, session, operation: plan.operation, request });
	return continueWith(run, denial, askForBody);
}

function askForBody(run: Run, denial: Refusal | undefined): Answer | undefined {
	const { context, incoming } = run;
	if (denial) return refuse(context, denial);

	// 4. check: media type, parameters, headers, body; all findings collected · 415, 413, 400 or 422 as documented
	const mayRefuse = incoming.expectsContinue && run.engine.options.validateRequests;
	const early = mayRefuse ? checkHead(context.plan as OperationPlan, incoming.request) : undefined;
	if (early) return refuse(context, { step: 'check', ...early });
	const body = incoming.readBody((late) => runStage(run, check, late));
	return body && check(run, body);
}

function check(run: Run, body: BodyRead): Answer | undefined {
	const { engine, context, incoming } = run;
	context.keepBody(body);
	if (!body.ok) return refuse(context, { step: 'check', status: body.status, findings: [body.finding] });
	const plan = context.plan as OperationPlan;
	const checked = checkRequest({
		plan,
		request: incoming.request,
		pathValues: context.pathValues,
		bytes: body.bytes,
		isLenient: !engine.options.validateRequests,
	});
	return continueWith(run, checked, act);
}

function act({ engine, context, incoming }: Run, check: CheckResult): Answer {
	const { request } = incoming;
	const session = context.session as Session;
	const plan = context.plan as OperationPlan;
	context.text = check.text;
	if (!check.ok) return refuse(context, { step: 'check', ...check });
	const { checked } = check;
	const acting: EffectArgs = { plan, session, request: checked };
	const unfit = checkEffect(acting);
	context.told = engine.options.validateRequests ? check.findings : [...check.findings, ...unfit];
	if (unfit.length > 0 && engine.options.validateRequests)
		return refuse(context, { step: 'check', status: 400, findings: unfit });

	// From here on nothing waits: what a request does to its session is one indivisible thing.
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
	if (cue && !cue.pass) return playCue({ cue, plan, session, request: checked });

	// 6. effect: create, read, list, move, replace, patch, delete · 404, 409, and 406 before anything is changed
	if (!isAcceptable(plan, request)) return refuse(context, NOT_ACCEPTABLE);
	const effect = applyEffect(acting);
	if (effect.kind === 'unfit') return refuse(context, { step: 'check', ...effect });
	if ('status' in effect) {
		return refuse(context, { step: 'effect', status: effect.status, note: effect.note, entity: effect.mention });
	}

	// 7. compose: the entity, else the document's example, else generated data
	const answer = composeAnswer({ plan, session, request: checked, source: effect, dynamic: engine.options.dynamic });
	if (plan.operation.callbacks.length > 0) context.checked = checked;
	return answer;
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
	const mayDiffer = answer.definition === undefined || answer.why.offSpec || answer.fault !== undefined;
	const broken = mayDiffer || !context.plan ? undefined : validateResponse(context.plan, answer);
	if (context.told.length > 0) answer.why = { ...answer.why, findings: [...context.told, ...answer.why.findings] };
	// 9. journal: the exchange is kept with its why; then it is sent
	if (broken && broken.length > 0) {
		return record(engine, context, brokenAnswer(context, { answer, findings: broken }));
	}
	const { checked, session } = context;
	if (!checked || !session || answer.status < 200 || answer.status >= 300) return record(engine, context, answer);
	const { status, value, headers } = answer;
	const completed = record(engine, context, answer);
	completed.follow = () => follow(engine, completed, { request: checked, status, value, headers });
	return completed;
}

function record(engine: Engine, context: RequestContext, answer: Answer): CompletedRequest {
	answer.value = undefined;
	const { session } = context;
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
