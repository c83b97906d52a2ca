// Why a step lets a request go no further.

import type { EntityMention, Step } from './answer.ts';
import type { Finding } from './finding.ts';

/** Why a step lets a request go no further, and the status that it asks for. */
export interface Refusal {
	step: Step;
	/** The wanted status; the document may only have a relative of it. `aborted`: nobody is left to be answered. */
	status: number | 'aborted';
	findings?: readonly Finding[];
	note?: string;
	entity?: EntityMention;
	headers?: Record<string, string>;
}
