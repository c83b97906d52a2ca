// What the page knows, and what it can do: one for the whole page. Views look at it and are drawn again when it changes.

import { call, keepToken, OWN_SESSION, type Result } from './client.ts';
import type {
	Health,
	MockEvent,
	OperationItem,
	Problem,
	Resource,
	Row,
	ScenarioSummary,
	Session,
} from './control-types.ts';
import { SessionBook } from './known-sessions.ts';
import { follow, type Link } from './live.ts';
import { addShort, endRow, isSameJournal, loadRows, MAX_ROWS, mergeRows } from './request-rows.ts';
import { type Route, readRoute } from './route.ts';

/** What was done, or what was wrong, for the person at the page. */
export interface Notice {
	kind: 'done' | 'problem';
	text: string;
	problem?: Problem;
}

/** How long it is told that something was done. */
const SHOWN_MS = 10_000;

class Model {
	link: Link = 'opening';
	linkDetail = '';
	route: Route = readRoute(location.hash, OWN_SESSION);
	health: Health | undefined;
	readonly sessions: SessionBook = new SessionBook({
		onChange: () => this.change(),
		chosen: () => this.route.session,
	});
	scenarios: readonly ScenarioSummary[] = [];
	resources: readonly Resource[] = [];
	operations: readonly OperationItem[] = [];
	/** The requests of the chosen session, the newest last. */
	rows: Row[] = [];
	/** Why they could not be read; empty: they were. */
	rowsProblem = '';
	notice: Notice | undefined;
	/** Grows with every change of the chosen session's entities or clock. */
	worldVersion = 0;
	/** Grows when the journal of the chosen session is another one: its ids begin anew. */
	journalVersion = 0;
	/** Grows when files of scenarios have changed. */
	scenariosVersion = 0;
	/** Grows when files of pacts have changed. */
	pactsVersion = 0;
	/** Requests of any session that were heard of. */
	heard = 0;

	/** Requests that ended before their lines were read. */
	readonly #ended = new Map<number, number>();
	readonly #listeners = new Set<() => void>();
	#following = new AbortController();
	#isDrawing = false;
	#rowsOf = '';
	/** The reading of rows that counts: one that began earlier gives nothing more. */
	#rowsRun = 0;
	#hiding: ReturnType<typeof setTimeout> | undefined;

	/** The chosen session; `undefined`: nobody has used it yet. */
	get session(): Session | undefined {
		return this.sessions.get(this.route.session);
	}

	/** Calls `listener` after changes, at most once a frame. The answer ends it. */
	listen(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Tells everybody who listens. */
	change(): void {
		if (this.#isDrawing) return;
		this.#isDrawing = true;
		// A tab that is not seen has no frames, and still must keep up.
		setTimeout(() => {
			this.#isDrawing = false;
			for (const listener of this.#listeners) listener();
		}, 16);
	}

	/** Begins to follow the mock, anew when it was followed before. */
	start(): void {
		this.#following.abort();
		this.#following = new AbortController();
		void follow({
			signal: this.#following.signal,
			onEvent: (event) => this.#hear(event),
			onLink: (link, detail = '') => {
				this.link = link;
				this.linkDetail = detail;
				if (link === 'live') void this.#readAll();
				this.change();
			},
		});
	}

	/** Goes where the address says. */
	async go(hash: string): Promise<void> {
		this.route = readRoute(hash, OWN_SESSION);
		this.change();
		if (!this.session) this.sessions.touch(this.route.session);
		if (this.route.session !== this.#rowsOf) await this.readRows();
	}

	say(notice: Notice | undefined): void {
		this.notice = notice;
		clearTimeout(this.#hiding);
		// What was refused stays until it is closed: it may have to be read twice.
		if (notice?.kind === 'done') this.#hiding = setTimeout(() => this.say(undefined), SHOWN_MS);
		this.change();
	}

	/**
	 * Waits for a call and says what came of it; the value, or `undefined` where it was refused. What it did to the session is
	 * shown at once.
	 */
	async tell<Value>(done: string, answer: Promise<Result<Value>>): Promise<Value | undefined> {
		const { session } = this.route;
		const result = await answer;
		if (!result.ok) {
			if (result.status === 401) this.askForToken('The mock does not know the token any more.');
			this.say({ kind: 'problem', text: result.problem.detail, problem: result.problem });
			return undefined;
		}
		if (done !== '') this.say({ kind: 'done', text: done });
		this.sessions.touch(session);
		return result.value;
	}

	/** Entities or the clock may be others than the page has shown. */
	touchWorld(): void {
		this.worldVersion++;
		this.change();
	}

	askForToken(why: string): void {
		this.#following.abort();
		keepToken('');
		this.link = 'token';
		this.linkDetail = why;
		this.change();
	}

	async #readAll(): Promise<void> {
		await Promise.all([this.sessions.readAll(), this.#readScenarios(), this.#readRowsAgain(), this.#readDocuments()]);
		this.touchWorld();
	}

	async #readDocuments(): Promise<void> {
		const [health, resources, operations] = await Promise.all([
			call('getHealth', {}),
			call('listResources', {}),
			call('listOperations', {}),
		]);
		if (health.ok) this.health = health.value;
		if (resources.ok) this.resources = resources.value.resources;
		if (operations.ok) this.operations = operations.value.operations;
	}

	async #readScenarios(): Promise<void> {
		const result = await call('listScenarios', {});
		if (result.ok) this.scenarios = result.value.scenarios;
		this.scenariosVersion++;
		this.change();
	}

	/** Reads the journal of the chosen session, the newest first, as far back as the page keeps it. */
	async readRows(): Promise<void> {
		const { session } = this.route;
		const run = ++this.#rowsRun;
		this.#rowsOf = session;
		this.journalVersion++;
		this.rows = [];
		this.rowsProblem = '';
		this.#ended.clear();
		await this.#loadRows(run, (rows) => {
			this.rows = mergeRows(this.rows, rows);
			this.change();
			return this.rows.length < MAX_ROWS;
		});
	}

	/** The mock is back, or the page is: whoever reads a request goes on reading, if it is still the same journal. */
	async #readRowsAgain(): Promise<void> {
		if (this.rows.length === 0 || this.#rowsOf !== this.route.session) return this.readRows();
		const run = ++this.#rowsRun;
		let read: Row[] = [];
		await this.#loadRows(run, (rows) => {
			read = mergeRows(read, rows);
			return read.length < MAX_ROWS;
		});
		if (this.#rowsRun !== run || this.rowsProblem !== '') return;
		const isSame = isSameJournal(this.rows, read);
		if (!isSame) this.journalVersion++;
		this.rows = isSame ? mergeRows(this.rows, read) : read;
		this.change();
	}

	async #loadRows(run: number, take: (rows: Row[]) => boolean): Promise<void> {
		const refused = await loadRows(this.#rowsOf, (rows) => {
			if (this.#rowsRun !== run) return false;
			for (const row of rows) row.durationMs ??= this.#ended.get(row.id) ?? null;
			return take(rows);
		});
		if (this.#rowsRun !== run) return;
		this.rowsProblem = refused?.problem.detail ?? '';
		this.change();
	}

	#add(short: NonNullable<MockEvent['exchange']>): void {
		const rows = addShort(this.rows, short);
		if (rows) this.rows = rows;
		else void this.readRows();
	}

	/** Other operations, resources and scenarios; or why not. */
	#hearDocuments(documents: MockEvent['documents']): void {
		const { mistake, operations = 0 } = documents ?? {};
		if (mistake === undefined) {
			this.say({ kind: 'done', text: `The documents were read again: ${operations} operations.` });
			this.touchWorld();
			void this.#readAll();
		} else this.say({ kind: 'problem', text: `The documents could not be read again: ${mistake}` });
	}

	#hear(event: MockEvent): void {
		const isOurs = event.session === this.route.session;
		if (event.session !== null) this.sessions.hear(event.type, event.session);
		switch (event.type) {
			case 'exchange':
				this.heard++;
				if (isOurs && event.exchange) this.#add(event.exchange);
				break;
			case 'sent':
				if (isOurs && event.sent && !endRow(this.rows, event.sent) && this.#ended.size < MAX_ROWS) {
					this.#ended.set(event.sent.id, event.sent.durationMs);
				}
				break;
			case 'scenarios':
				void this.#readScenarios();
				break;
			case 'documents':
				this.#hearDocuments(event.documents);
				break;
			case 'pacts':
				this.pactsVersion++;
				break;
			case 'dropped':
				if (isOurs) void this.readRows();
				break;
			case 'session':
				if (isOurs && event.change === 'cleared') void this.readRows();
				break;
			default:
				break;
		}
		if (isOurs && event.type !== 'exchange' && event.type !== 'sent') this.worldVersion++;
		this.change();
	}
}

/** The page's one model. */
export const model: Model = new Model();
