// Step 5 with its exit: the scripted reply or fault of a cue.

import { getObject, getOwn, type JsonObject, type JsonValue } from '../../spec/index.ts';
import type { AnswerPlanned } from '../answer/answer-plan.ts';
import { composeAnswer } from '../answer/compose.ts';
import { successStatus } from '../answer/success.ts';
import type { EffectPlanned } from '../effects/compiled-effect.ts';
import { findNamed, readStored } from '../effects/effect.ts';
import type { CueHit } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import type { Answer, Why } from '../types/answer.ts';
import { FAULTS } from '../types/faults.ts';
import type { CheckedRequest } from '../types/request.ts';

/** A cue that speaks, for one request. */
interface Play {
	cue: CueHit;
	plan: AnswerPlanned & EffectPlanned;
	session: Session;
	request: CheckedRequest;
}

/** What a cue sends: its reply, composed like any other answer, or its fault, which spoils what a request that only reads would get. */
export function playCue(args: Play): Answer {
	const { cue, plan, session, request } = args;
	const why: Why = {
		step: 'cue',
		operationId: plan.operation.id,
		findings: [],
		cue: cue.mention,
		...(cue.fault && { note: `fault ${cue.fault}` }),
		...(cue.offSpec && { offSpec: true }),
	};
	if (cue.fault && !FAULTS[cue.fault].hasAnswer) {
		return { status: 0, headers: {}, body: undefined, value: undefined, fault: cue.fault, delayMs: cue.delayMs, why };
	}
	const status = cue.reply?.status ?? successStatus(plan);
	const stored = cue.fault && !cue.reply ? readStored({ plan, session, request }) : undefined;
	const source = stored ?? { kind: 'reply' as const, ...makeReply(args) };
	const answer = composeAnswer({ plan, session, request, status, source });
	const { entity, undocumented } = answer.why;
	answer.why = { ...why, ...(entity && { entity }), ...(undocumented && { undocumented: true }) };
	if (cue.fault) answer.fault = cue.fault;
	answer.delayMs = cue.delayMs;
	return answer;
}

/** The reply with what it refers to put in. */
function makeReply({ cue, plan, session, request }: Play): Omit<NonNullable<CueHit['reply']>, 'make'> | undefined {
	if (!cue.reply?.make) return cue.reply;
	const { make, body: _body, headers: _headers, ...reply } = cue.reply;
	const entity = (): JsonObject | undefined => findNamed({ plan, session, request })?.entity;
	const made = make({ request, entity, nowMs: session.clock.nowMs() });
	const body = getOwn(made, 'body');
	const headers: Record<string, string | string[]> = {};
	for (const [name, value] of Object.entries(getObject(made, 'headers') ?? {}))
		headers[name] = Array.isArray(value) ? value.map(toSendable) : toSendable(value);
	// A body that leads nowhere is no body of the document's: it is held to its schema like any other.
	return { ...reply, headers, ...(cue.reply.body !== undefined && { body: body ?? null }) };
}

function toSendable(value: JsonValue | undefined): string {
	return String(value).replaceAll(UNSENDABLE, '?');
}

/** What a header can't hold: a value of the request must not become another header. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/g;
