// What the page knows, and what it can do: one for the whole page. Views look at it and are drawn again when it changes.

import { call, type Result } from './client.ts';
import { follow, type Link } from './live.ts';
import { type Route, readRoute } from './route.ts';
import { addShort, loadRows, MAX_ROWS, updateDurations } from './rows.ts';
import type { Coverage, Health, MockEvent, Problem, Resource, Row, ScenarioSummary, Session } from './types.ts';

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
	route: Route = readRoute(location.hash);
	health: Health | undefined;
	sessions: readonly Session[] = [];
	totalSessions = 0;
	scenarios: readonly ScenarioSummary[] = [];
	resources: readonly Resource[] = [];
	/** Of all sessions: which operations and statuses there are. */
	operations: Coverage['operations'] = [];
	rows: Row[] = [];
	isPaused = false;
	notice: Notice | undefined;
	/** Grows with every change of the chosen session's entities or clock. */
	worldVersion = 0;
	/** The machine's time when the sessions were read: a real clock goes on from there. */
	readAtMs = 0;

	readonly #listeners = new Set<() => void>();
	#following = new AbortController();
	#isDrawing = false;
	#isReading = false;
	#mustRead = false;
	#rowsOf = '';
	#hiding: ReturnType<typeof setTimeout> | undefined;

	/** The chosen session; `undefined`: nobody has used it yet. */
	get session(): Session | undefined {
		return this.sessions.find(({ name }) => name === this.route.session);
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
		this.route = readRoute(hash);
		this.change();
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
	 * Waits for a call and says what came of it; the value, or `undefined` where it was refused. Where it gave a session,
	 * that is shown at once.
	 */
	async tell<Value>(done: string, answer: Promise<Result<Value>>): Promise<Value | undefined> {
		const result = await answer;
		if (!result.ok) {
			if (result.status === 401) this.askForToken();
			this.say({ kind: 'problem', text: result.problem.detail, problem: result.problem });
			return undefined;
		}
		if (done !== '') this.say({ kind: 'done', text: done });
		void this.readSessions();
		return result.value;
	}

	askForToken(): void {
		this.#following.abort();
		this.link = 'token';
		this.change();
	}

	async #readAll(): Promise<void> {
		await Promise.all([this.readSessions(), this.#readScenarios(), this.readRows(), this.#readDocuments()]);
		this.worldVersion++;
		this.change();
	}

	async #readDocuments(): Promise<void> {
		const [health, resources, coverage] = await Promise.all([
			call('getHealth', {}),
			call('listResources', {}),
			call('getCoverage', {}),
		]);
		if (health.ok) this.health = health.value;
		if (resources.ok) this.resources = resources.value.resources;
		if (coverage.ok) this.operations = coverage.value.operations;
	}

	async #readScenarios(): Promise<void> {
		const result = await call('listScenarios', {});
		if (result.ok) this.scenarios = result.value.scenarios;
		this.change();
	}

	/** Reads the sessions; while it does, further wishes become one more reading. */
	async readSessions(): Promise<void> {
		if (this.#isReading) {
			this.#mustRead = true;
			return;
		}
		this.#isReading = true;
		do {
			this.#mustRead = false;
			const result = await call('listSessions', { query: { limit: 1000 } });
			if (!result.ok) break;
			this.sessions = [...result.value.sessions].sort(compareSessions);
			this.totalSessions = result.value.total;
			this.readAtMs = Date.now();
			this.change();
			if (this.#mustRead) await new Promise((resolve) => setTimeout(resolve, 150));
		} while (this.#mustRead);
		this.#isReading = false;
	}

	/** Reads the journal of the chosen session, the newest first, as far back as the page keeps it. */
	async readRows(): Promise<void> {
		const { session } = this.route;
		this.#rowsOf = session;
		this.rows = [];
		await loadRows(session, (rows) => {
			if (this.#rowsOf !== session) return false;
			const known = new Set(this.rows.map(({ id }) => id));
			this.rows = [...rows.filter(({ id }) => !known.has(id)), ...this.rows].slice(-MAX_ROWS);
			this.change();
			return this.rows.length < MAX_ROWS;
		});
	}

	#hear(event: MockEvent): void {
		const isOurs = event.session === this.route.session;
		if (event.type === 'exchange' && event.exchange && isOurs) {
			if (addShort(this.rows, event.exchange)) this.change();
			void updateDurations(this.route.session, () => this.rows).then((isNew) => isNew && this.change());
		}
		if (event.type === 'scenarios') void this.#readScenarios();
		if (isOurs && event.type !== 'exchange') this.worldVersion++;
		if (event.type !== 'scenarios') void this.readSessions();
	}
}

function compareSessions(a: Session, b: Session): number {
	if (a.name === b.name) return 0;
	if (a.name === 'default') return -1;
	if (b.name === 'default') return 1;
	return a.name < b.name ? -1 : 1;
}

/** The page's one model. */
export const model: Model = new Model();
