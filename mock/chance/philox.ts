// Philox-4x32-10, a generator that is addressed by a counter rather than by its last value (Salmon, Moraes, Dror and
// Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011): jumping ahead costs nothing, nothing is ever repeated.

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** Four words of 32 bits. */
export type Block = Uint32Array;

/**
 * Turns the four words of `block` (the counter) into 128 random bits, in place. For one key, two different counters
 * never give the same bits.
 */
export function scrambleBlock(block: Block, key: { low: number; high: number }): void {
	let a = block[0] as number;
	let b = block[1] as number;
	let c = block[2] as number;
	let d = block[3] as number;
	let low = key.low | 0;
	let high = key.high | 0;
	for (let round = 0; round < ROUNDS; round += 1) {
		const a1 = multiplyHigh(MULTIPLIER_1, c) ^ b ^ low;
		const c1 = multiplyHigh(MULTIPLIER_0, a) ^ d ^ high;
		b = Math.imul(MULTIPLIER_1, c);
		d = Math.imul(MULTIPLIER_0, a);
		a = a1;
		c = c1;
		low = (low + WEYL_0) | 0;
		high = (high + WEYL_1) | 0;
	}
	block[0] = a;
	block[1] = b;
	block[2] = c;
	block[3] = d;
}

/** The upper half of the 64-bit product of two unsigned 32-bit numbers. */
function multiplyHigh(left: number, right: number): number {
	const leftLow = left & 0xffff;
	const leftHigh = left >>> 16;
	const rightLow = right & 0xffff;
	const rightHigh = right >>> 16;
	const first = leftHigh * rightLow + ((leftLow * rightLow) >>> 16);
	const second = leftLow * rightHigh + (first & 0xffff);
	return (leftHigh * rightHigh + (first >>> 16) + (second >>> 16)) | 0;
}
