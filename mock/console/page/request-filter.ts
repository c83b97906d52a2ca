// Which of the requests are looked for: by words in what the list shows, in headers and bodies as well, and by status.

import { call } from './client.ts';
import type { Row } from './control-types.ts';
import { Reading } from './live-value.ts';
import { model } from './page-model.ts';
import type { Query } from './route.ts';

/** Groups of requests by what became of them; the first is all of them. */
export const GROUPS: Readonly<Record<string, (row: Row) => boolean>> = {
	'every status': () => true,
	'2xx and 3xx': ({ status }) => status !== null && status < 400,
	'4xx': ({ status }) => status !== null && status >= 400 && status < 500,
	'5xx': ({ status }) => status !== null && status >= 500,
	'no answer': ({ status }) => status === null,
	scripted: ({ step }) => step === 'cue',
};

/** Searches shorter than this are by the list alone. */
const MIN_SEARCH = 3;
/** Requests that a search of the journal gives. */
const MAX_FOUND = 1000;

/** The filter of the chosen session's requests. */
export class RequestFilter {
	readonly #found: Reading<ReadonlySet<number>>;

	/** `onRead` hears when the journal was searched. */
	constructor(onRead: () => void) {
		this.#found = new Reading(onRead);
	}

	/** Those that fit the words of the address: `q`, `group`, `status`. */
	apply(rows: readonly Row[], query: Query): readonly Row[] {
		const { q = '', group = '', status = '' } = query;
		const text = q.trim().toLowerCase();
		const fits = GROUPS[group];
		if (text === '' && !fits && status === '') return rows;
		const words = text.split(/\s+/).filter(Boolean);
		const found = this.#search(text, rows.at(-1)?.id ?? 0);
		return rows.filter(
			(row) =>
				(fits?.(row) ?? true) &&
				isStatus(row, status) &&
				(words.every((word) => row.text.includes(word)) || found.has(row.id)),
		);
	}

	/** What the list does not show is asked of the mock. */
	#search(text: string, last: number): ReadonlySet<number> {
		const { session } = model.route;
		if (text.length < MIN_SEARCH || text.length > 200 || !model.session) return new Set();
		this.#found.ask({
			of: `${session} ${text}`,
			version: `${model.journal.version} ${last}`,
			read: async () => {
				const result = await call('listRequests', { path: { session }, query: { q: text, limit: MAX_FOUND } });
				return new Set(result.ok ? result.value.requests.map(({ id }) => id) : []);
			},
		});
		return this.#found.value ?? new Set();
	}
}

/** `409`, `4XX`; empty: any. */
function isStatus({ status }: Row, wanted: string): boolean {
	return wanted === '' || String(status).replace(/\d\d$/, wanted.endsWith('XX') ? 'XX' : '$&') === wanted;
}
