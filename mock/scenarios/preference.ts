// Part of step 5: what the caller prefers for this one request (RFC 7240), as Prism has it: `code`, `example`, `dynamic`, `seed`.

import type { AnswerPlanned } from '../answer/answer-plan.ts';
import { composeAnswer } from '../answer/compose.ts';
import { successStatus } from '../answer/success.ts';
import { type Preferences, parsePrefer } from '../request/prefer.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { Refusal } from '../types/refusal.ts';
import type { CheckedRequest, MockRequest } from '../types/request.ts';

export type Preference = { ok: true; wanted: Preferences } | { ok: false; refusal: Refusal };

/** What the request prefers; `undefined`: nothing of ours. A preference that the document can't meet is refused with 400. */
export function readPreference(plan: AnswerPlanned, request: MockRequest): Preference | undefined {
	const header = request.headers['prefer'];
	if (header === undefined) return undefined;
	const wanted = parsePrefer(header);
	if (wanted.findings.length > 0) return refuse(wanted.findings);
	if (wanted.applied === '') return undefined;
	const { responses } = plan.operation;
	const code = wanted.code ?? successStatus(plan);
	const definition = responses.get(String(code)) ?? responses.get(`${String(code)[0]}XX`) ?? responses.get('default');
	if (!definition) {
		return refuse([finding('code', `the document has no ${code} here: it has ${[...responses.keys()].join(', ')}`)]);
	}
	if (wanted.example !== undefined) {
		const names = definition.mediaTypes.flatMap(({ examples }) => examples.map(({ name }) => name));
		if (!names.includes(wanted.example)) {
			const known = names.some(Boolean) ? `it has ${names.filter(Boolean).join(', ')}` : 'it has none with a name';
			return refuse([finding('example', `the ${code} answer has no example ${wanted.example.slice(0, 60)}: ${known}`)]);
		}
	}
	return { ok: true, wanted };
}

function finding(name: string, message: string): Finding {
	return { code: `request.prefer.${name}`, message, in: 'header', pointer: 'prefer' };
}

function refuse(findings: readonly Finding[]): Preference {
	return { ok: false, refusal: { step: 'cue', status: 400, findings } };
}

/** The preferred answer; the state is neither asked nor changed. */
export function playPreference(args: {
	preference: { wanted: Preferences };
	plan: AnswerPlanned;
	session: Session;
	request: CheckedRequest;
}): Answer {
	const { plan, session, request } = args;
	const { wanted } = args.preference;
	const { example, dynamic, seed } = wanted;
	const status = wanted.code ?? successStatus(plan);
	const answer = composeAnswer({ plan, session, request, status, source: { kind: 'reply', example, dynamic, seed } });
	answer.headers['Preference-Applied'] = wanted.applied;
	answer.why = { step: 'cue', operationId: plan.operation.id, findings: [], preferred: wanted.applied };
	return answer;
}
