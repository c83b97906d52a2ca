// The requests of the chosen session, as the page keeps them: read from its journal, and gone on with by events.

import type { MockEvent, Row } from './control-types.ts';
import { addShort, endRow, isSameJournal, loadRows, MAX_ROWS, mergeRows } from './request-rows.ts';

/** One journal at a time; an older reading never takes the place of a newer one. */
export class JournalBook {
	/** The newest last. */
	rows: Row[] = [];
	/** Why they could not be read; empty: they were, or are being read. */
	problem = '';
	/** Whether it is known how they begin. */
	isRead = false;
	/** Whether they are taken for none without asking: nobody has used the session, as far as is known. */
	isAssumed = false;
	/** Requests that the mock no longer has. */
	dropped = 0;
	/** Lines at the beginning whose requests the mock no longer has. */
	surplus = 0;
	/** Grows when the journal is another one: its ids begin anew. */
	version = 0;

	readonly #onChange: () => void;
	/** Requests that ended before their lines were read. */
	readonly #ended = new Map<number, number>();
	#addedAtMs = 0;
	#of = '';
	/** The reading that counts: one that began earlier gives nothing more. */
	#run = 0;

	/** `onChange` hears of every page that was read. */
	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	/** Whether these are the requests of `session`, and there are some. */
	isOf(session: string): boolean {
		return this.#of === session && this.rows.length > 0;
	}

	/** Whose requests they are. */
	get session(): string {
		return this.#of;
	}

	/** Begins the journal of a session that nobody has used: it is empty without asking. */
	empty(session: string): void {
		this.#begin(session);
		this.isRead = true;
		this.isAssumed = true;
		this.#onChange();
	}

	/** Reads the journal of a session, the newest first, as far back as the page keeps it. */
	async read(session: string): Promise<void> {
		const run = this.#begin(session);
		await this.#load(run, (rows) => {
			this.rows = mergeRows(this.rows, rows);
			this.isRead = true;
			this.#onChange();
			return this.rows.length < MAX_ROWS;
		});
	}

	/** The mock is back, or the page is: whoever reads a request goes on reading, if it is still the same journal. */
	async readAgain(): Promise<void> {
		this.isAssumed = false;
		const run = ++this.#run;
		let read: Row[] = [];
		await this.#load(run, (rows) => {
			read = mergeRows(read, rows);
			return read.length < MAX_ROWS;
		});
		if (this.#run !== run || this.problem !== '') return;
		const isSame = isSameJournal(this.rows, read);
		if (!isSame) this.version++;
		this.rows = isSame ? mergeRows(this.rows, read) : read;
		this.surplus = this.rows.length - read.length;
		this.#onChange();
	}

	/** Takes a request that an event tells of. */
	add(short: NonNullable<MockEvent['exchange']>): void {
		this.#addedAtMs = Date.now();
		const rows = addShort(this.rows, short);
		if (rows) this.rows = rows;
		else void this.read(this.#of);
	}

	/** Takes note of how long a request took. */
	end(sent: NonNullable<MockEvent['sent']>): void {
		if (!endRow(this.rows, sent) && this.#ended.size < MAX_ROWS) this.#ended.set(sent.id, sent.durationMs);
	}

	/** Takes note of how many the mock has, which was read at `atMs`. */
	compare({ kept, atMs }: { kept: number; atMs: number }): void {
		// What came meanwhile may be among them or not.
		if (this.isRead && atMs > this.#addedAtMs) this.surplus = Math.max(0, this.rows.length - kept);
	}

	#begin(session: string): number {
		this.#of = session;
		this.version++;
		this.rows = [];
		this.problem = '';
		this.isRead = false;
		this.isAssumed = false;
		this.dropped = 0;
		this.surplus = 0;
		this.#ended.clear();
		return ++this.#run;
	}

	async #load(run: number, take: (rows: Row[]) => boolean): Promise<void> {
		const refused = await loadRows(this.#of, ({ rows, dropped }) => {
			if (this.#run !== run) return false;
			this.dropped = dropped;
			for (const row of rows) row.durationMs ??= this.#ended.get(row.id) ?? null;
			return take(rows);
		});
		if (this.#run !== run) return;
		this.problem = refused?.problem.detail ?? '';
		this.isRead = true;
		this.#onChange();
	}
}
