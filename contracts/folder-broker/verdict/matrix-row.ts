// One row of the matrix. Types only.

import type { Verification, Version } from '../store/broker-records.ts';
import type { Publication } from '../store/broker-state.ts';

/** One pact with one provider version, or with none that verified it. */
export interface MatrixRow {
	publication: Publication;
	providerVersion: Version | undefined;
	verification: Verification | undefined;
	isIgnored: boolean;
}
