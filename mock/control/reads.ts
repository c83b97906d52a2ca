// What a consumer has read of an answer: told by its own tests, kept with the exchange, for the pacts that are made of it.

import { addReads } from '../journal/reads.ts';
import { type ControlCall, DONE, lookIntoSession, type Reply, readObject, readPath, refuseCall } from './call.ts';

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
		addReads(exchange, readObject(call));
		return DONE;
	});
}
