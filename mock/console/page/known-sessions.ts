// The sessions that the page knows, and how it keeps up with them: those that change are read one by one, many at once all together.

import { call } from './client.ts';
import type { MockEvent, Session } from './control-types.ts';

/** After a change, so long is waited for others. */
const WAIT_MS = 150;
/** More sessions than these that have changed are read by one call for all. */
const FEW = 4;
/** Between two readings of all. */
const REST_MS = 1000;
const MAX = 1000;

/** Sessions by name. */
export class SessionBook {
	/** How many there are in the mock, also beyond the thousand that the page reads. */
	total = 0;
	/** Whether it is known which there are. */
	isRead = false;
	readonly #onChange: () => void;
	readonly #chosen: () => string;
	readonly #byName = new Map<string, Session>();
	/** The machine's time when each was read, epoch ms: a real clock goes on from there. */
	readonly #readAtMs = new Map<string, number>();
	readonly #changed = new Set<string>();
	/** Counts uses: the clocks of two sessions tell nothing of each other. */
	readonly #uses = new Map<string, number>();
	#use = 0;
	#sorted: readonly Session[] | undefined;
	#isReading = false;
	#allAtMs = 0;

	/** `onChange` hears of every reading; `chosen` is the session that is known however many there are. */
	constructor({ onChange, chosen }: { onChange: () => void; chosen: () => string }) {
		this.#onChange = onChange;
		this.#chosen = chosen;
	}

	get(name: string): Session | undefined {
		return this.#byName.get(name);
	}

	/** Whether there may be a session of this name that the page has not read: there are more than it reads. */
	mayHide(name: string): boolean {
		return !this.#byName.has(name) && this.total > MAX;
	}

	/** The one used last first. */
	list(): readonly Session[] {
		this.#sorted ??= [...this.#byName.values()].sort((a, b) => this.#usedAt(b) - this.#usedAt(a));
		return this.#sorted;
	}

	/** The time of a session now, epoch ms; `undefined` where there is none. */
	nowMs(name: string): number | undefined {
		const session = this.#byName.get(name);
		if (!session) return undefined;
		const { now, mode } = session.clock;
		return Date.parse(now) + (mode === 'real' ? Date.now() - (this.#readAtMs.get(name) ?? Date.now()) : 0);
	}

	/** When a session was read last, epoch ms; 0: not yet. */
	readAtMs(name: string): number {
		return this.#readAtMs.get(name) ?? 0;
	}

	/** Takes note of an event. */
	hear(type: MockEvent['type'], name: string): void {
		if (type === 'dropped') this.#forget(name);
		else {
			if (type === 'exchange') this.#uses.set(name, ++this.#use);
			this.touch(name);
		}
	}

	/** The session may be another than it was: it is read a little later. */
	touch(name: string): void {
		this.#changed.add(name);
		if (!this.#isReading) void this.#readChanged();
	}

	/** Reads all of them anew. */
	async readAll(): Promise<void> {
		this.#allAtMs = Date.now();
		const result = await call('listSessions', { query: { limit: MAX } });
		if (!result.ok) return;
		this.#byName.clear();
		this.#readAtMs.clear();
		this.#uses.clear();
		this.#sorted = undefined;
		for (const session of result.value.sessions.toReversed()) {
			this.#uses.set(session.name, ++this.#use);
			this.#note(session);
		}
		this.total = result.value.total;
		this.isRead = true;
		if (this.total > MAX && !this.#byName.has(this.#chosen())) {
			const one = await call('getSession', { path: { session: this.#chosen() } });
			if (one.ok) this.#note(one.value);
		}
		this.#onChange();
	}

	async #readChanged(): Promise<void> {
		this.#isReading = true;
		while (this.#changed.size > 0) {
			const isMany = this.#changed.size > FEW;
			await pause(isMany ? Math.max(WAIT_MS, this.#allAtMs + REST_MS - Date.now()) : WAIT_MS);
			const names = [...this.#changed];
			this.#changed.clear();
			if (names.length > FEW) await this.readAll();
			else await Promise.all(names.map((name) => this.#readOne(name)));
			this.#onChange();
		}
		this.#isReading = false;
	}

	async #readOne(session: string): Promise<void> {
		const result = await call('getSession', { path: { session } });
		if (result.ok) {
			if (!this.#byName.has(session)) this.total++;
			this.#note(result.value);
		} else if (result.status === 404) this.#forget(session);
	}

	#usedAt({ name }: Session): number {
		return this.#uses.get(name) ?? 0;
	}

	#note(session: Session): void {
		if (!this.#uses.has(session.name)) this.#uses.set(session.name, ++this.#use);
		this.#byName.set(session.name, session);
		this.#readAtMs.set(session.name, Date.now());
		this.#sorted = undefined;
	}

	#forget(name: string): void {
		if (!this.#byName.delete(name)) return;
		this.#uses.delete(name);
		this.total--;
		this.#sorted = undefined;
	}
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
