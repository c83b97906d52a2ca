// The lines of the list of requests: from the journal, and from events.

import { call, type Result } from './client.ts';
import type { Exchange, MockEvent, Row } from './control-types.ts';

/** Lines that the page keeps; the oldest go first. */
export const MAX_ROWS = 10_000;
/** So many more may be there until they go, all at once. */
const SPARE = 500;
const PAGE = 1000;

/**
 * Gives the journal page by page, the newest page first, each page in the order of time; `take` says whether to go on. The
 * answer is why it could not be read, if so; a session that nobody has used has no journal, which is no reason.
 */
export async function loadRows(
	session: string,
	take: (page: { rows: Row[]; dropped: number }) => boolean,
): Promise<Extract<Result<never>, { ok: false }> | undefined> {
	let before: number | undefined;
	for (;;) {
		const query = { limit: PAGE, ...(before !== undefined && { before }) };
		const result = await call('listRequests', { path: { session }, query });
		if (!result.ok) return result.status === 404 ? undefined : result;
		const { requests, dropped } = result.value;
		if (!take({ rows: requests.map(toRow), dropped }) || requests.length === 0) return undefined;
		before = requests[0]?.id ?? 1;
		if (before <= 1) return undefined;
	}
}

/**
 * The lines with what an event told; where the oldest had to go, these are another list, so that who draws the one before still
 * finds its lines. `undefined`: it does not follow what is there, so the journal has become another.
 */
export function addShort(rows: Row[], short: NonNullable<MockEvent['exchange']>): Row[] | undefined {
	const last = rows.at(-1);
	if (last && last.id >= short.id) return rows[findPlace(rows, short.id)]?.at === short.at ? rows : undefined;
	rows.push(complete({ ...short, durationMs: null }));
	return rows.length > MAX_ROWS + SPARE ? rows.slice(-MAX_ROWS) : rows;
}

/** All of them by their ids, the later list's where both have one; no more than the page keeps. */
export function mergeRows(rows: readonly Row[], later: readonly Row[]): Row[] {
	const byId = new Map([...rows, ...later].map((row) => [row.id, row]));
	return [...byId.values()].sort((a, b) => a.id - b.id).slice(-MAX_ROWS);
}

/** Whether the one list is the other, gone on: a request that both have is the same. */
export function isSameJournal(rows: readonly Row[], later: readonly Row[]): boolean {
	const shared = rows.findLast(({ id }) => findPlace(later, id) >= 0);
	const again = shared && later[findPlace(later, shared.id)];
	return shared !== undefined && shared.at === again?.at && shared.text === again.text;
}

/** Notes how long a request took; false: its line is not there. */
export function endRow(rows: readonly Row[], { id, durationMs }: NonNullable<MockEvent['sent']>): boolean {
	const row = findRow(rows, id);
	if (row) row.durationMs = durationMs;
	return row !== undefined;
}

/** Its place, by halves: ids only grow. -1: it is not there. */
export function findPlace(rows: readonly Row[], id: number): number {
	let low = 0;
	let high = rows.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const found = (rows[middle] as Row).id;
		if (found === id) return middle;
		if (found < id) low = middle + 1;
		else high = middle - 1;
	}
	return -1;
}

function findRow(rows: readonly Row[], id: number): Row | undefined {
	return rows[findPlace(rows, id)];
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
