// The journal of a session: what came in, what went out, and why.

import type { Exchange } from '../model.ts';
import { answer, type ControlCall, DONE, lookIntoSession, type Reply, readPath, refuseCall } from './call.ts';
import { readLimit } from './paging.ts';
import { readStatus, renderExchange } from './render-exchange.ts';

/** One answer holds exchanges of this size at most (bytes, as the journal measures them), and one whatever its size. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;

/** `listRequests` */
export function listRequests(call: ControlCall): Reply {
	return lookIntoSession(call, ({ journal }) => {
		const fits = readFilter(call);
		const fitting = journal.list().filter(fits);
		return answer({
			requests: takeNewest(fitting, readLimit(call)).map((exchange) => renderExchange(exchange, call.redaction)),
			total: fitting.length,
			dropped: journal.dropped,
		});
	});
}

/** `clearRequests` */
export function clearRequests(call: ControlCall): Reply {
	return lookIntoSession(call, ({ journal }) => {
		journal.clear();
		return DONE;
	});
}

/** `getRequest` */
export function getRequest(call: ControlCall): Reply {
	return lookIntoSession(call, ({ journal, name }) => {
		const id = Number(readPath(call, 'id'));
		const exchange = journal.get(id);
		if (exchange) return answer(renderExchange(exchange, call.redaction));
		return refuseCall(
			404,
			`The journal of the session ${JSON.stringify(name)} has no exchange ${id}, or has it no longer.`,
		);
	});
}

function readFilter({ checked }: ControlCall): (exchange: Exchange) => boolean {
	const operation = checked.query.get('operation');
	const status = checked.query.get('status');
	const since = Number(checked.query.get('since') ?? 0);
	const range = typeof status === 'string' && status.endsWith('XX') ? Number(status[0]) : undefined;
	return (exchange) => {
		if (exchange.id <= since) return false;
		if (operation !== undefined && exchange.operationId !== operation) return false;
		if (status === undefined) return true;
		const answered = readStatus(exchange);
		return range === undefined
			? String(answered) === status
			: answered !== null && Math.trunc(answered / 100) === range;
	};
}

function takeNewest(exchanges: readonly Exchange[], limit: number): readonly Exchange[] {
	const first = Math.max(0, exchanges.length - limit);
	let bytes = 0;
	for (let index = exchanges.length - 1; index >= first; index--) {
		bytes += (exchanges[index] as Exchange).bytes;
		if (bytes > MAX_LIST_BYTES) return exchanges.slice(Math.min(index + 1, exchanges.length - 1));
	}
	return exchanges.slice(first);
}
