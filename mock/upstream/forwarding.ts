// Forwarding as the pipeline sees it: a request that is passed on, and what came of it. Loaded with its code only where there is an upstream.

import type { JsonValue } from '../../spec/index.ts';
import type { AnswerPlanned } from '../answer/answer-plan.ts';
import type { Answer, UpstreamMention } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { CapturedBody, MockRequest } from '../types/request.ts';
import type { ForwardRules } from './forward-rules.ts';
import type { Upstream } from './upstream.ts';

/** A request that is to be passed on. */
export interface ForwardWish {
	request: MockRequest;
	body: CapturedBody;
	/** Absent: no document has an operation for it. */
	plan: AnswerPlanned | undefined;
	/** The mock plays where the upstream hasn't it. */
	isAvailable: boolean;
	/** What does not fit in the request, and what of it was not looked at. */
	told: readonly Finding[];
	isUnjudged: boolean;
	/** Tells when nobody waits for the answer any more. */
	onGone(listener: () => void): void;
}

/** What came of it. */
export type Forwarded =
	/** To be passed on; `value`: its body, where it was read. */
	| { kind: 'answer'; answer: Answer; value: JsonValue | undefined }
	/** `--errors`: what came does not fit the document. */
	| { kind: 'unfit'; status: number; findings: readonly Finding[]; mention: UpstreamMention }
	/** The upstream hasn't it: the mock plays. */
	| { kind: 'absent'; reason: string }
	/** Nobody waits for it any more. */
	| { kind: 'gone' }
	/** 502 or 504. */
	| { kind: 'failed'; status: 502 | 504; reason: string };

/** The upstream of a mock, and what goes there. */
export interface Forwarding {
	readonly upstream: Pick<Upstream, 'url'>;
	readonly rules: ForwardRules;
	/** `--errors`: what does not fit is refused rather than told. */
	readonly isStrict: boolean;
	/** Passes a request on; `take` is called once. Never throws. */
	forward(wish: ForwardWish, take: (came: Forwarded) => void): void;
	/** Ends all that is under way. */
	close(): void;
}
