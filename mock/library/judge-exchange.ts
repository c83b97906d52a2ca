// Which exchanges a test should not have had.

import type { Step } from '../types/answer.ts';
import type { RecordedExchange } from '../types/recorded-exchange.ts';

/** Steps that refuse what the document does not have. */
const REFUSING: ReadonlySet<Step> = new Set<Step>(['session', 'match', 'check']);

/**
 * Whether the documents don't have the request, it broke them, the answer would have, or it could not be passed on. A 401 that is documented is the
 * API's own answer to who comes without credentials: an app that shows its login for it does what it should.
 */
export function isUnexpected({ why }: Pick<RecordedExchange, 'why'>): boolean {
	if (why.step === 'authenticate') return why.undocumented === true;
	return REFUSING.has(why.step) || why.findings.length > 0 || why.upstream?.outcome === 'failed';
}
