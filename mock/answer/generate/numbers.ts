// Random numbers of one generation: the same seed gives the same sequence, and nothing is shared.

/** A sequence of random numbers. */
export interface Numbers {
	/** In [0, 1). */
	next(): number;
	/** A whole number, both ends included. */
	between(min: number, max: number): number;
	/** One of a list that isn't empty. */
	pick<T>(from: readonly T[]): T;
	/** A version 4 uuid. */
	uuid(): string;
}

const DIGITS = '0123456789abcdef';
/** RFC 9562 §5.4. */
const PATTERN = 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx';
const UUID: Buffer = Buffer.from(PATTERN);

/** The sequence of a seed (mulberry32). */
export function createNumbers(seed: number): Numbers {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
	return {
		next,
		between,
		pick: <T>(from: readonly T[]): T => from[between(0, from.length - 1)] as T,
		uuid: () => {
			for (let place = 0; place < PATTERN.length; place += 1) {
				const written = PATTERN[place];
				if (written === 'x') UUID[place] = DIGITS.charCodeAt(between(0, 15));
				else if (written === 'y') UUID[place] = DIGITS.charCodeAt(between(8, 11));
			}
			return UUID.toString('latin1');
		},
	};
}
