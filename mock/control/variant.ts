// The form of a session's answers.

import { getOwn, getString } from '../../spec/index.ts';
import type { AnswerForm } from '../types/answer-variant.ts';
import { answer, type ControlCall, changeSession, type Reply, readObject } from './call.ts';
import { renderSession } from './sessions.ts';
import { noteStep } from './steps.ts';

/** `setVariant` */
export function setVariant(call: ControlCall): Reply {
	const body = readObject(call);
	const form = getString(body, 'form');
	return changeSession(call, (session) => {
		const before = session.variant;
		return noteStep(call, session, {
			kind: 'varied',
			operation: 'setVariant',
			summary: form === undefined ? 'answers in their plain form' : `answers in the form ${form}`,
			takeBack: () => ({
				bytes: 100,
				run() {
					session.variant = before;
				},
			}),
			change() {
				if (form === 'enum' || form === 'alternative') {
					const pointer = getString(body, 'pointer') ?? '';
					session.variant = { form, pointer, value: getOwn(body, 'value') ?? null };
				} else session.variant = form as AnswerForm | undefined;
				return answer(renderSession(session));
			},
		});
	});
}
