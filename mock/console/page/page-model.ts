// What the page knows, and what it can do: one for the whole page. Views look at it and are drawn again when it changes.

import { AddressBook } from './address-book.ts';
import { call, keepToken, OWN_SESSION, type Result } from './client.ts';
import type {
	Health,
	MockEvent,
	OperationItem,
	Resource,
	ScenarioFolder,
	ScenarioSummary,
	Session,
	VirtualScenario,
} from './control-types.ts';
import { countEntities } from './count-entities.ts';
import { HistoryBook } from './history-book.ts';
import { JournalBook } from './journal-book.ts';
import { SessionBook } from './known-sessions.ts';
import { follow, type Link } from './live.ts';
import { type Notice, Notices } from './notices.ts';
import { linkTo, type Route, readRoute } from './route.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import { UpstreamBook } from './upstream-book.ts';

class Model {
	readonly #address = new AddressBook();
	link: Link = 'opening';
	linkDetail = '';
	health: Health | undefined;
	readonly sessions: SessionBook = new SessionBook({
		onChange: () => {
			if (this.session) this.#keepUp(this.session);
			this.change();
		},
		chosen: () => this.route.session,
	});
	readonly journal: JournalBook = new JournalBook(() => this.change());
	readonly history: HistoryBook = new HistoryBook(() => this.change());
	readonly upstream: UpstreamBook = new UpstreamBook(() => this.change());
	readonly keeper: SnapshotKeeper = new SnapshotKeeper();
	readonly notices: Notices = new Notices(() => this.change());
	/** Whether scenarios, resources and operations are those of the mock: until then, that there are none is not known. */
	isRead = false;
	scenarios: readonly ScenarioSummary[] = [];
	virtuals: readonly VirtualScenario[] = [];
	/** Where scenario files are, or would be; `undefined`: not known. */
	folder: ScenarioFolder | undefined;
	resources: readonly Resource[] = [];
	operations: readonly OperationItem[] = [];
	/** Grows with every change of the chosen session's entities or clock. */
	worldVersion = 0;
	/** Grows when files of scenarios have changed. */
	scenariosVersion = 0;
	/** Grows when files of pacts have changed. */
	pactsVersion = 0;
	/** Requests of any session that were heard of. */
	heard = 0;

	#draft: string | undefined;
	readonly #listeners = new Set<() => void>();
	#following = new AbortController();
	#isDrawing = false;

	/** The chosen session; `undefined`: nobody has used it yet, or that is not known yet. */
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
		this.#address.stand(this.route);
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
		this.#address.stand(readRoute(hash, OWN_SESSION));
		this.change();
		const { session } = this.route;
		if (!this.session && this.sessions.mayHide(session)) this.sessions.touch(session);
		if (session !== this.journal.session) {
			if (this.isRead) void this.upstream.read(session);
			await this.readRows();
		}
		this.history.ask(session, this.session !== undefined);
	}

	/** Where the page stands. */
	get route(): Route {
		return this.#address.route;
	}

	/** Leads to a view as it was left: with what was looked for in it, and nothing open. */
	linkTo(place: Pick<Route, 'session' | 'view'>): string {
		return this.#address.linkTo(place);
	}

	/** Notes in the address what is looked for, or what is open, which Back takes back. Empty or `undefined` takes a word away. */
	note(words: Readonly<Record<string, string | undefined>>): void {
		if (this.#address.note(words)) this.change();
	}

	/** Leads to the editor of scenarios with a text to begin with. */
	draft(text: string): void {
		this.#draft = text;
		location.hash = linkTo({ session: this.route.session, view: 'scenarios', query: { edit: 'new' } });
	}

	/** The text to begin with, once. */
	takeDraft(): string | undefined {
		const text = this.#draft;
		this.#draft = undefined;
		return text;
	}

	say(notice: Notice | undefined): void {
		this.notices.say(notice);
	}

	/**
	 * Waits for a call and says what came of it, with the way back where there is one; the value, or `undefined` where it was
	 * refused. What it did to the session is shown at once.
	 */
	async tell<Value>(
		done: string | ((value: Value) => string),
		answer: Promise<Result<Value>>,
	): Promise<Value | undefined> {
		const { session } = this.route;
		const since = this.history.lastOf(session);
		const result = await answer;
		if (!result.ok) {
			if (result.status === 401) this.askForToken('The mock does not know the token any more.');
			this.notices.sayRefused(result);
			return undefined;
		}
		const text = typeof done === 'string' ? done : done(result.value);
		if (text !== '') void this.notices.sayDone(text, { session, since });
		if (this.sessions.get(session)) this.sessions.touch(session);
		return result.value;
	}

	/** Takes back the last step of a session, or all to the one that is named. */
	async undo(session: string, step: number): Promise<void> {
		const undone = await this.tell('', call('undo', { path: { session }, body: { step } }));
		if (!undone) return;
		const [last] = undone.undone;
		const many = undone.undone.length;
		this.say({ kind: 'done', text: many === 1 ? `Taken back: ${last?.summary}.` : `${many} steps were taken back.` });
		this.sessions.touch(session);
		this.touchWorld();
	}

	#keepUp(session: Session): void {
		const { name, exchanges } = session;
		this.keeper.touch(name, countEntities(session));
		if (this.journal.session !== name) return;
		this.journal.compare({ kept: exchanges, atMs: this.sessions.readAtMs(name) });
		// It was taken for empty, and is not.
		if (this.journal.isAssumed && exchanges > this.journal.rows.length) void this.journal.readAgain();
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

	/** Reads the requests of the chosen session; of one that nobody has used it is known that there are none. */
	async readRows(): Promise<void> {
		const { session } = this.route;
		if (!this.sessions.isRead) return;
		if (this.session || this.sessions.mayHide(session)) await this.journal.read(session);
		else this.journal.empty(session);
	}

	async #readAll(): Promise<void> {
		this.notices.clearLink();
		await Promise.all([this.#readSessions(), this.#readScenarios(), this.#readDocuments()]);
		this.isRead = true;
		this.touchWorld();
	}

	async #readSessions(): Promise<void> {
		await this.sessions.readAll();
		const { session } = this.route;
		this.history.touch();
		this.history.ask(session, this.session !== undefined);
		await (this.journal.isOf(session) && this.session ? this.journal.readAgain() : this.readRows());
	}

	async #readDocuments(): Promise<void> {
		const [health, resources, operations] = await Promise.all([
			call('getHealth', {}),
			call('listResources', {}),
			call('listOperations', {}),
		]);
		if (health.ok) this.#meet(health.value);
		if (resources.ok) this.resources = resources.value.resources;
		if (operations.ok) this.operations = operations.value.operations;
		await this.upstream.read(this.route.session);
	}

	/** Another mock than before answers: what was in that is gone. */
	#meet(health: Health): void {
		const before = this.health?.run;
		this.health = health;
		if (before === undefined || before === health.run) return;
		this.keeper.lose();
		this.say({
			kind: 'problem',
			text: 'The mock was started anew: what its sessions held is lost, the page shows what there is now.',
		});
	}

	async #readScenarios(): Promise<void> {
		const result = await call('listScenarios', {});
		if (result.ok) {
			this.scenarios = result.value.scenarios;
			this.virtuals = result.value.virtual ?? [];
			this.folder = result.value.folder;
		}
		this.scenariosVersion++;
		this.change();
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
				if (isOurs && event.exchange) this.journal.add(event.exchange);
				break;
			case 'sent':
				if (isOurs && event.sent) this.journal.end(event.sent);
				break;
			case 'scenarios':
				void this.#readScenarios();
				break;
			case 'documents':
				this.#hearDocuments(event.documents);
				break;
			case 'upstream':
				if (isOurs || event.session === null) void this.upstream.read(this.route.session);
				break;
			case 'pacts':
				this.pactsVersion++;
				break;
			case 'dropped':
				if (isOurs) void this.readRows();
				break;
			case 'step':
				if (event.step && event.session !== null) this.history.hear(event.session, event.step);
				break;
			case 'session':
				// What was taken back may be a journal that was cleared.
				if (isOurs && (event.change === 'cleared' || event.change === 'restored')) void this.readRows();
				break;
			default:
				break;
		}
		if (isOurs && event.type !== 'exchange' && event.type !== 'sent') {
			this.worldVersion++;
			this.history.ask(this.route.session, this.session !== undefined);
		}
		this.change();
	}
}

/** The page's one model. */
export const model: Model = new Model();
