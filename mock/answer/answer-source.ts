// What an answer is made from.

import type { JsonValue } from '../../spec/index.ts';
import type { EffectResult } from '../effects/effect-result.ts';
import type { Session } from '../session/session.ts';
import type { ScriptedHeaders, Why } from '../types/answer.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { AnswerPlanned } from './answer-plan.ts';

/** What an answer is made from. */
export type AnswerSource =
	| Exclude<EffectResult, { kind: 'missing' | 'refused' | 'exists' | 'unfit' }>
	/** What a cue or `Prefer` asks for. */
	| {
			kind: 'reply';
			example?: string | undefined;
			body?: JsonValue | undefined;
			headers?: ScriptedHeaders | undefined;
			mediaType?: string | undefined;
			dynamic?: boolean | undefined;
			seed?: string | undefined;
	  }
	/** A step refused the request. */
	/** `path`: where the request went; `accept`: what its client takes. */
	| { kind: 'refusal'; why: Why; path?: string; accept?: string | string[] | undefined };

/** All that step 7 is given. */
export interface ComposeArgs {
	plan: AnswerPlanned;
	session: Session;
	/** Absent where the request was refused before it was checked. */
	request?: CheckedRequest;
	/** Default: the status of the happy path. */
	status?: number;
	source: AnswerSource;
	/** Generate data rather than use examples (`--dynamic`). */
	dynamic?: boolean;
}
