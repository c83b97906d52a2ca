// The life of a request, in order. Each step is a function of plain values in a file of its own;
// Express, sockets and timers stand outside (http/). Each `depart` is an exit, with its status.

import { composeAnswer, isAcceptable } from './answer/compose.ts';
import { proveAnswer } from './answer/prove.ts';
import { brokenAnswer, crashAnswer, type Refusal, refuse } from './answer/refuse.ts';
import type { Engine } from './engine.ts';
import type { Answer, BodyRead, Exchange, MockRequest, OperationPlan, Session } from './model.ts';
import { admit } from './request/admit.ts';
import { type CheckResult, checkHead, checkRequest } from './request/check.ts';
import { matchOperation } from './request/match.ts';
import { openSession } from './request/session.ts';
import { chooseScript } from './scenarios/choose-script.ts';
import { takeCue } from './scenarios/cue.ts';
import { playCue } from './scenarios/cue-reply.ts';
import { playPreference, readPreference } from './scenarios/preference.ts';
import { applyEffect, checkEffect, stateOfRequest } from './state/effect.ts';
import { Visit } from './visit.ts';

/** A request at the door, with the way to its body. */
export interface Arrival {
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

/** What goes out, and the entry of the journal, if the request had a session. */
export interface Departure {
	request: MockRequest;
	answer: Answer;
	exchange: Exchange | undefined;
	session: Session | undefined;
}

/**
 * Takes a request through its nine steps and hands what goes out to `leave`: before it returns, unless there is a body
 * or a token to wait for. What nobody expected becomes a 500.
 */
export function live(engine: Engine, arrival: Arrival, leave: (departure: Departure) => void): void {
	go({ engine, arrival, leave, visit: new Visit(arrival.request) }, enter, undefined);
}

/** A request on its way. It waits only between two stretches, and a stretch that needs nothing follows at once. */
interface Way {
	engine: Engine;
	arrival: Arrival;
	visit: Visit;
	leave: (departure: Departure) => void;
}
/** Ends in an answer, or (`undefined`) waits for what the next one needs. */
type Stretch<Needed> = (way: Way, needed: Needed) => Answer | undefined;

function go<Needed>(way: Way, stretch: Stretch<Needed>, needed: Needed): void {
	const { engine, visit } = way;
	let departure: Departure;
	try {
		const answer = stretch(way, needed);
		if (!answer) return;
		departure = depart(engine, visit, answer);
	} catch (error) {
		engine.report(error);
		departure = record(engine, visit, crashAnswer(visit, error));
	}
	way.leave(departure);
}

function goOnWith<Needed>(way: Way, needed: Needed | Promise<Needed>, stretch: Stretch<Needed>): Answer | undefined {
	if (!(needed instanceof Promise)) return stretch(way, needed);
	needed.then(
		(value) => go(way, stretch, value),
		(error) => go(way, rethrow, error),
	);
	return undefined;
}

function rethrow(_way: Way, error: unknown): never {
	throw error;
}

function enter(way: Way): Answer | undefined {
	const { engine, visit, arrival } = way;
	const { request } = arrival;

	// 1. session: whose world is this? · 400 for a bad name, and in strict mode for none
	const opened = openSession(engine, request, arrival.prefix);
	if (!opened.ok) return refuse(visit, { step: 'session', status: 400, findings: [opened.finding] });
	const session = visit.enter(opened.session);

	// 2. match: path and method → operation · 404 naming the nearest operations, 405 with Allow, 400
	const match = matchOperation(engine, request);
	if (!match.ok) return refuse(visit, match.refusal);
	const plan = visit.take(match.plan, match.values);

	// 3. authenticate: the document's security requirements · 401
	const denial = engine.options.auth === 'off' ? undefined : admit(engine, { session, plan, request });
	return goOnWith(way, denial, askForBody);
}

function askForBody(way: Way, denial: Refusal | undefined): Answer | undefined {
	const { visit, arrival } = way;
	if (denial) return refuse(visit, denial);

	// 4. check: media type, parameters, headers, body; all findings collected · 415, 413, 400 or 422 as documented
	const early = arrival.expectsContinue ? checkHead(visit.plan as OperationPlan, arrival.request) : undefined;
	if (early) return refuse(visit, { step: 'check', ...early });
	const body = arrival.readBody((late) => go(way, check, late));
	return body && check(way, body);
}

function check(way: Way, body: BodyRead): Answer | undefined {
	const { visit, arrival } = way;
	visit.read(body);
	if (!body.ok) return refuse(visit, { step: 'check', status: body.status, findings: [body.finding] });
	const plan = visit.plan as OperationPlan;
	const checked = checkRequest({ plan, request: arrival.request, pathValues: visit.pathValues, bytes: body.bytes });
	return goOnWith(way, checked, act);
}

function act({ engine, visit, arrival }: Way, check: CheckResult): Answer {
	const { request } = arrival;
	const session = visit.session as Session;
	const plan = visit.plan as OperationPlan;
	visit.text = check.text;
	if (!check.ok) return refuse(visit, { step: 'check', ...check });
	const { checked } = check;
	const unfit = checkEffect({ plan, session, request: checked });
	if (unfit.length > 0) return refuse(visit, { step: 'check', status: 400, findings: unfit });

	// From here on nothing waits: what a request does to its session is one indivisible thing.
	// 5. cue: has the caller (Prefer), or the scenario, something to say here? · any scripted reply or fault
	const preference = readPreference(plan, request);
	if (preference?.ok === false) return refuse(visit, preference.refusal);
	if (preference) return playPreference({ preference, plan, session, request: checked });
	const script = chooseScript(engine, { session, request });
	if (!script.ok) return refuse(visit, script.refusal);
	const stateOf = (): string | undefined => stateOfRequest({ plan, session, request: checked });
	const cue = visit.cue(takeCue({ session, request: checked, visiting: script.visiting, stateOf }));
	if (cue && !cue.pass) return playCue({ cue, plan, session, request: checked });

	// 6. effect: create, read, list, move, replace, patch, delete · 404, 409, and 406 before anything is changed
	if (!isAcceptable(plan, request)) return refuse(visit, NOT_ACCEPTABLE);
	const effect = applyEffect({ plan, session, request: checked });
	if ('status' in effect) {
		return refuse(visit, { step: 'effect', status: effect.status, note: effect.note, entity: effect.mention });
	}

	// 7. compose: the entity, else the document's example, else generated data
	return composeAnswer({ plan, session, request: checked, source: effect, dynamic: engine.options.dynamic });
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

function depart(engine: Engine, visit: Visit, answer: Answer): Departure {
	// 8. prove: our own answer is held to the document · 500 naming the pointer
	const mayDiffer = answer.definition === undefined || answer.why.offSpec || answer.fault !== undefined;
	const broken = mayDiffer || !visit.plan ? undefined : proveAnswer(visit.plan, answer);
	// 9. journal: the exchange is kept with its why; then it is sent
	return record(
		engine,
		visit,
		broken && broken.length > 0 ? brokenAnswer(visit, { answer, findings: broken }) : answer,
	);
}

function record(engine: Engine, visit: Visit, answer: Answer): Departure {
	answer.value = undefined;
	answer.delayMs ??= visit.hit?.delayMs || drawDelay(engine.options.delayMs);
	return { request: visit.request, answer, exchange: visit.record(engine, answer), session: visit.session };
}

/** `--delay`: by chance within the range, as a network's is. Never part of the answer's bytes. */
function drawDelay(range: { min: number; max: number } | undefined): number {
	return range ? range.min + Math.random() * (range.max - range.min) : 0;
}
