// Patience with many things at once, for one timer: what has stood still for too long is told so.

import { machine } from '../../spec/index.ts';

/** Something that must go on. */
export interface Awaited {
	/** Grows with whatever comes; `undefined`: it is not to blame for standing still. Asked now and then only. */
	readProgress(): number | undefined;
	/** It has stood still for too long; asked after no more, unless it is begun again. */
	onStill(): void;
}

/** What is waited for, until `end`. Never throws. */
export interface Patience {
	begin(awaited: Awaited): Waiting;
}

/** One of them. */
export interface Waiting {
	end(): void;
}

/** Looks so often while the time goes by. */
const LOOKS = 8;

/** What patience needs of a machine. */
type Timers = Pick<typeof machine, 'setInterval' | 'clearInterval' | 'nowMs'>;

/** What has stood still for `ms` is told so; up to an eighth later. Keeps no process alive by itself. */
export function createPatience(ms: number, timers: Timers = machine): Patience {
	const waiting: Entry[] = [];
	let timer: NodeJS.Timeout | undefined;

	const look = (): void => {
		if (waiting.length === 0) {
			timers.clearInterval(timer);
			timer = undefined;
			return;
		}
		const now = timers.nowMs();
		// A copy, for who is told ends itself.
		for (const entry of [...waiting]) entry.look(now, ms);
	};

	return {
		begin(awaited) {
			timer ??= timers.setInterval(look, Math.max(1, Math.ceil(ms / LOOKS))).unref();
			return new Entry({ waiting, awaited, nowMs: timers.nowMs() });
		},
	};
}

class Entry implements Waiting {
	/** -1: over. */
	private index: number;
	private since: number;
	private seen: number;
	private readonly waiting: Entry[];
	private readonly awaited: Awaited;

	constructor({ waiting, awaited, nowMs }: { waiting: Entry[]; awaited: Awaited; nowMs: number }) {
		this.since = nowMs;
		this.waiting = waiting;
		this.awaited = awaited;
		this.seen = awaited.readProgress() ?? 0;
		this.index = waiting.push(this) - 1;
	}

	end(): void {
		const { index, waiting } = this;
		if (index < 0) return;
		this.index = -1;
		const last = waiting.pop() as Entry;
		if (last === this) return;
		waiting[index] = last;
		last.index = index;
	}

	look(now: number, ms: number): void {
		if (this.index < 0) return;
		const progress = this.awaited.readProgress();
		if (progress === undefined || progress !== this.seen) {
			this.seen = progress ?? this.seen;
			this.since = now;
		} else if (now - this.since >= ms) {
			this.end();
			this.awaited.onStill();
		}
	}
}
