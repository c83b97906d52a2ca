// What a client has read of an answer, and the key by which it may tell so from wherever it runs.

import { createHmac, randomBytes } from 'node:crypto';
import { getList, type JsonValue } from '../../spec/index.ts';
import type { Exchange } from './exchange.ts';

/** Places of one exchange, at most; beyond them the exchange counts as not followed. */
const MAX_READS = 5000;
/** Of this process. */
const SECRET = randomBytes(32);

/** Adds `{ read, whole }` (JSON pointers) to what is known already, so that several reports of one exchange may come in any order. */
export function addReads(exchange: Exchange, told: JsonValue | undefined): void {
	exchange.reads ??= { read: new Set(), whole: new Set() };
	const { reads } = exchange;
	for (const pointer of getList(told, 'read')) reads.read.add(String(pointer));
	for (const pointer of getList(told, 'whole')) reads.whole.add(String(pointer));
	if (reads.read.size + reads.whole.size > MAX_READS) {
		reads.read.clear();
		reads.whole = new Set(['**']);
	}
}

/** Where the reads of an exchange are told, `/__reads/checkout-test/12/4f5c…`: known to none but who got the answer. */
export function locateReads({ session, id }: Pick<Exchange, 'session' | 'id'>): string {
	const key = createHmac('sha256', SECRET).update(`${session}\n${id}`).digest('hex').slice(0, 32);
	return `/__reads/${encodeURIComponent(session)}/${id}/${key}`;
}
