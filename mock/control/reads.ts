// What a consumer has read of an answer: told by its own tests, kept with the exchange, for the pacts that are made of it.

import { getList } from '../../spec/index.ts';
import type { Exchange } from '../journal/exchange.ts';
import { type ControlCall, DONE, lookIntoSession, type Reply, readObject, readPath, refuseCall } from './call.ts';

/** Places of one exchange, at most; beyond them the exchange counts as not followed. */
const MAX_READS = 5000;

/** `noteReads`: adds to what is known already, so that several reports of one exchange may come in any order. */
export function noteReads(call: ControlCall): Reply {
	return lookIntoSession(call, ({ journal, name }) => {
		const id = Number(readPath(call, 'id'));
		const exchange = journal.get(id);
		if (!exchange) {
			return refuseCall(
				404,
				`The journal of the session ${JSON.stringify(name)} has no exchange ${id}, or has it no longer.`,
			);
		}
		const body = readObject(call);
		const reads = readsOf(exchange);
		for (const pointer of getList(body, 'read')) reads.read.add(String(pointer));
		for (const pointer of getList(body, 'whole')) reads.whole.add(String(pointer));
		if (reads.read.size + reads.whole.size > MAX_READS) {
			reads.read.clear();
			reads.whole = new Set(['**']);
		}
		return DONE;
	});
}

function readsOf(exchange: Exchange): NonNullable<Exchange['reads']> {
	exchange.reads ??= { read: new Set(), whole: new Set() };
	return exchange.reads;
}
