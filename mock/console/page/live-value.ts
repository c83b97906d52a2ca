// Something that a view reads from the mock, and reads again when it may have changed.

/** Between two readings of the same thing, so that a burst of changes is few of them. */
const PAUSE_MS = 250;

/** What to read: `of` names the thing, `version` grows with whatever may have changed it. */
export interface Wanted<Value> {
	of: string;
	version: string;
	read: () => Promise<Value | undefined>;
}

/** One reading at a time; what was asked for last is what is kept. */
export class Reading<Value> {
	/** `undefined`: not read yet, or it could not be. */
	value: Value | undefined;
	readonly #onRead: () => void;
	#wanted: Omit<Wanted<Value>, 'read'> = { of: '', version: '' };
	#isRunning = false;

	/** `onRead` hears of each reading that has ended. */
	constructor(onRead: () => void) {
		this.#onRead = onRead;
	}

	/** The same as before is nothing. Of another thing, what was known of the one before is not shown. */
	ask(wanted: Wanted<Value>): void {
		const { of, version } = this.#wanted;
		if (of === wanted.of && version === wanted.version) return;
		if (of !== wanted.of) this.value = undefined;
		this.#wanted = wanted;
		if (!this.#isRunning) void this.#run(wanted);
	}

	async #run(first: Wanted<Value>): Promise<void> {
		this.#isRunning = true;
		for (let wanted = first; ; wanted = this.#wanted as Wanted<Value>) {
			if (this.value !== undefined) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
			const value = await wanted.read();
			if (wanted.of === this.#wanted.of) {
				this.value = value;
				this.#onRead();
			}
			if (wanted === this.#wanted) break;
		}
		this.#isRunning = false;
	}
}
