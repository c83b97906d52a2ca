// The ids and random numbers of one session, drawn from Philox-4x32-10: the seed is its key; the session's name and
// a counter that only grows are its counter.

import { hashText } from './hash.ts';
import { type Block, scrambleBlock } from './philox.ts';

/** Deterministic numbers of one session; drawn from its seed and a counter that never goes back. */
export interface Random {
	readonly seed: number;
	readonly counter: number;
	/** A version 4 uuid. */
	uuid(): string;
	/** A number in [0, 1). */
	next(): number;
	/** A seed for generated data that depends on the session's seed and the label alone (stable, no counter). */
	seedFor(label: string): number;
	/** Moves the counter forward to at least this (restore). */
	skipTo(counter: number): void;
	/**
	 * Draws what the session of this seed and name drew from its beginning (replay), until the answer is called: then its own numbers go
	 * on, behind those that were drawn if that one was itself.
	 */
	follow(other: { seed: number; name: string }): () => void;
}

type Key = Parameters<typeof scrambleBlock>[1];

/** What is drawn is used at once, so one does for all. */
const BLOCK: Block = new Uint32Array(4);
const TWO_TO_32 = 2 ** 32;
const TWO_TO_53 = 2 ** 53;
const DIGITS: Uint8Array = Buffer.from('0123456789abcdef');
const UUID: Buffer = Buffer.from('00000000-0000-4000-8000-000000000000');

/**
 * The random numbers of a session. The same seed, name and calls give the same numbers; two names of one seed never
 * share an id. The counter never goes back, so no id is given out twice. `seed` may be any number.
 */
export function createRandom(seed: number, sessionName: string): Random {
	return new Stream(seed, sessionName);
}

/** A class, for each generated entity has one: an object with a getter of its own takes longer to make than a uuid to draw. */
class Stream implements Random {
	readonly seed: number;
	readonly #name: string;
	#key: Key;
	#stream: Key;
	#counter = 0;

	constructor(seed: number, name: string) {
		this.seed = seed;
		this.#name = name;
		this.#key = keyOf(seed);
		this.#stream = streamOf(name);
	}

	get counter(): number {
		return this.#counter;
	}

	uuid(): string {
		return formatUuid(this.#drawBlock());
	}

	next(): number {
		return toSafeInteger(this.#drawBlock()) / TWO_TO_53;
	}

	seedFor(label: string): number {
		// Labels have counters of their own, which the running counter (below 2^53) never reaches.
		const block = this.#fill(hashText(label, 5), hashText(label, 6) | 0x80000000);
		return toSafeInteger(block);
	}

	skipTo(target: number): void {
		if (target > this.#counter) this.#counter = target;
	}

	follow({ seed, name }: { seed: number; name: string }): () => void {
		const [key, stream, counter] = [this.#key, this.#stream, this.#counter];
		const isSame = seed === this.seed && name === this.#name;
		[this.#key, this.#stream, this.#counter] = [keyOf(seed), streamOf(name), 0];
		return () => {
			[this.#key, this.#stream] = [key, stream];
			this.#counter = isSame ? Math.max(counter, this.#counter) : counter;
		};
	}

	#drawBlock(): Block {
		const counter = this.#counter;
		this.#counter += 1;
		return this.#fill(counter % TWO_TO_32, Math.floor(counter / TWO_TO_32));
	}

	#fill(low: number, high: number): Block {
		const block = BLOCK;
		block[0] = low;
		block[1] = high;
		block[2] = this.#stream.low;
		block[3] = this.#stream.high;
		scrambleBlock(block, this.#key);
		return block;
	}
}

function keyOf(seed: number): Key {
	const text = String(seed);
	return { low: hashText(text, 1), high: hashText(text, 2) };
}

function streamOf(name: string): Key {
	return { low: hashText(name, 3), high: hashText(name, 4) };
}

/** 53 of the block's bits: an integer from 0 to 2^53 - 1. */
function toSafeInteger(block: Block): number {
	return ((block[0] as number) >>> 11) * TWO_TO_32 + (block[1] as number);
}

/** RFC 9562 §5.4: version 4, variant 10. Written as bytes, because a text put together of pieces is slow as a key. */
function formatUuid(block: Block): string {
	const b = ((block[1] as number) & 0xffff0fff) | 0x4000;
	const c = ((block[2] as number) & 0x3fffffff) | 0x80000000;
	writeHex(0, block[0] as number);
	writeHex(4, (block[0] as number) << 16);
	writeHex(9, b);
	writeHex(14, b << 16);
	writeHex(19, c);
	writeHex(24, c << 16);
	writeHex(28, block[3] as number);
	writeHex(32, (block[3] as number) << 16);
	return UUID.toString('latin1');
}

/** The upper half of a word as four digits. */
function writeHex(at: number, word: number): void {
	UUID[at] = DIGITS[word >>> 28] as number;
	UUID[at + 1] = DIGITS[(word >>> 24) & 15] as number;
	UUID[at + 2] = DIGITS[(word >>> 20) & 15] as number;
	UUID[at + 3] = DIGITS[(word >>> 16) & 15] as number;
}
