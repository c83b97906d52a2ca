// What consumers' pacts expect of the documents. The mock knows no pacts: whoever starts it may hand in a reader of them.

import type { ApiDocument, StatusKey } from '../../spec/index.ts';
import type { ToldFinding } from './told-finding.ts';

/** A pact that was read. */
export interface ReadPact {
	/** The name of its file, without the folder. */
	file: string;
	consumer: string;
	provider: string;
	interactions: number;
	/** Interactions that no documented answer fits, or that are not HTTP. */
	unmatched: number;
}

/** An answer that interactions expect, e.g. `cancelOrder`, `409`. */
export interface ExpectedAnswer {
	operationId: string;
	status: StatusKey;
	interactions: number;
	/** Whose, by name. */
	consumers: readonly string[];
}

/** What all pacts expect together. */
export interface PactCoverage {
	read: readonly ReadPact[];
	expected: readonly ExpectedAnswer[];
	/** What could not be read. */
	findings: readonly ToldFinding[];
}

/** Reads the pacts as they are now; `undefined`: there is nothing to be read. Never rejects for what is in a file. */
export type ReadPacts = (documents: readonly ApiDocument[]) => Promise<PactCoverage | undefined>;
