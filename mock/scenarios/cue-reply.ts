// Step 5 with its exit: the scripted reply or fault of a cue.

import type { AnswerPlanned } from '../answer/answer-plan.ts';
import { composeAnswer } from '../answer/compose.ts';
import { successStatus } from '../answer/success.ts';
import type { CueHit } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import type { Answer, Why } from '../types/answer.ts';
import { FAULTS } from '../types/faults.ts';
import type { CheckedRequest } from '../types/request.ts';

/** What a cue sends: its reply, composed like any other answer, or its fault. */
export function playCue(args: { cue: CueHit; plan: AnswerPlanned; session: Session; request: CheckedRequest }): Answer {
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
	const answer = composeAnswer({ plan, session, request, status, source: { kind: 'reply', ...cue.reply } });
	answer.why = { ...why, ...(answer.why.undocumented && { undocumented: true }) };
	if (cue.fault) answer.fault = cue.fault;
	answer.delayMs = cue.delayMs;
	return answer;
}
