// A request with its answer as the control API tells it: what is kept of it, without what only its owner may read.

import type { JsonValue } from '../../spec/index.ts';
import type { Step } from './answer.ts';
import type { Fault } from './faults.ts';
import type { Finding } from './finding.ts';
import type { Scenario } from './scenario.ts';

/** One request and its answer. Credentials are blotted out. */
export interface RecordedExchange {
	/** From 1, in the order of arrival. */
	id: number;
	/** A date-time by the session's clock. */
	at: string;
	/** `null` while it is open. */
	durationMs: number | null;
	session: string;
	/** It comes from a HAR, and was never sent here; absent for no. */
	imported?: true;
	/** The scenario that was in use. */
	scenario: string | null;
	/** The scenario's parameters; absent where none was in use. */
	parameters?: Scenario['parameters'];
	/** What the client has read of the answer, as JSON pointers (`*`: any item of a list); absent where nobody follows that. */
	reads?: { read: string[]; whole: string[] };
	/** `null`: no operation fits the request. */
	operationId: string | null;
	request: RecordedMessage & { method: string; target: string };
	/** `status` is `null` where no answer was sent. */
	response: RecordedMessage & { status: number | null; fault?: Fault; cut?: true };
	/** Why the answer is what it is; `summary` says it in a sentence. */
	why: {
		step: Step;
		summary: string;
		findings: Finding[];
		/** What came of asking the upstream; absent where it was not asked. */
		upstream?: { outcome: 'forwarded' | 'failed' | 'absent'; reason?: string; unjudged?: ('request' | 'answer')[] };
		[more: string]: unknown;
	};
}

/** What a request and an answer have in common. */
export interface RecordedMessage {
	/** In lower case. */
	headers: Record<string, string | string[]>;
	/** A JSON value, or text; absent where there is none. */
	body?: JsonValue;
	bodyBytes: number;
	/** True: only the beginning of the body was kept. */
	truncated?: boolean;
}
