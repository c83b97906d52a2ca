// The lines of the list of requests: from the journal, from events, and their durations once they are known.

import { call } from './client.ts';
import type { Exchange, MockEvent, Row } from './types.ts';

/** Lines that the page keeps; the oldest go first. */
export const MAX_ROWS = 10_000;
const PAGE = 1000;
const WAIT_MS = 150;

/** Gives the journal page by page, the newest page first, each page in the order of time; `take` says whether to go on. */
export async function loadRows(session: string, take: (rows: Row[]) => boolean): Promise<void> {
	let before: number | undefined;
	for (;;) {
		const query = { limit: PAGE, ...(before !== undefined && { before }) };
		const result = await call('listRequests', { path: { session }, query });
		if (!result.ok) return;
		const { requests } = result.value;
		if (!take(requests.map(toRow)) || requests.length === 0) return;
		before = requests[0]?.id ?? 1;
		if (before <= 1) return;
	}
}

/** Adds what an event told; false: it was there already. */
export function addShort(rows: Row[], short: NonNullable<MockEvent['exchange']>): boolean {
	const last = rows.at(-1);
	if (last && last.id >= short.id) return false;
	rows.push(complete({ ...short, durationMs: null }));
	if (rows.length > MAX_ROWS) rows.splice(0, rows.length - MAX_ROWS);
	return true;
}

let waiting: Promise<boolean> | undefined;

/** Asks for the durations that are missing, a little later, once for all who ask; true: there is something new. */
export function updateDurations(session: string, readRows: () => readonly Row[]): Promise<boolean> {
	waiting ??= new Promise<void>((resolve) => setTimeout(resolve, WAIT_MS)).then(async () => {
		waiting = undefined;
		const rows = readRows();
		const open = rows.slice(-PAGE).filter(({ durationMs }) => durationMs === null);
		const first = open[0];
		if (!first) return false;
		const result = await call('listRequests', { path: { session }, query: { since: first.id - 1, limit: PAGE } });
		if (!result.ok) return false;
		const known = new Map(result.value.requests.map((exchange) => [exchange.id, exchange]));
		for (const row of open) {
			const exchange = known.get(row.id);
			if (exchange) Object.assign(row, toRow(exchange));
		}
		return known.size > 0;
	});
	return waiting;
}

function toRow(exchange: Exchange): Row {
	const { id, at, durationMs, operationId, request, response, why } = exchange;
	return complete({
		id,
		at,
		method: request.method,
		target: request.target,
		operationId,
		status: response.status,
		step: why.step,
		summary: why.summary,
		durationMs,
	});
}

function complete(row: Omit<Row, 'text'>): Row {
	const { method, target, operationId, status, summary } = row;
	return { ...row, text: `${method} ${target} ${operationId ?? ''} ${status ?? 'no answer'} ${summary}`.toLowerCase() };
}
