// Numbers are doubles here: whole ones are exact up to 2^53 (RFC 8259 §6). Beyond, an id would become another, so it is refused.

const WHOLE = /^-?\d{16,}$/;
const BEYOND_INT64 = 2n ** 63n;
const BEYOND_UINT64 = 2n ** 64n;
const LONGEST_SHOWN = 40;

/** Whether a whole number, as it is written, would be read as another one, and be written as another one again. */
export function isInexact(written: string): boolean {
	if (!WHOLE.test(written)) return false;
	const number = Number(written);
	if (!Number.isFinite(number)) return true;
	// What the mock itself writes of a double has no more digits than tell it from its neighbours: it is taken back.
	return String(number) !== written && BigInt(number) !== BigInt(written);
}

/** A number as JSON writes it as a double; a whole one stays within 64 bits, or outside of them, as it is written. */
export function readNumber(written: string): number {
	const number = Number(written);
	if (!WHOLE.test(written)) return number;
	if (number === 2 ** 64) return BigInt(written) < BEYOND_UINT64 ? 2 ** 64 - 2048 : number;
	if (Math.abs(number) !== 2 ** 63) return number;
	const exact = BigInt(written);
	if (exact > 0n) return exact < BEYOND_INT64 ? 2 ** 63 - 1024 : number;
	return exact < -BEYOND_INT64 ? -(2 ** 63) - 2048 : number;
}

/** What is wrong with a number that would be read as another one; a predicate. */
export function describeInexact(written: string): string {
	const shown = written.length > LONGEST_SHOWN ? `${written.slice(0, LONGEST_SHOWN)}…` : written;
	return `holds ${shown}, which can't be kept exactly: numbers are exact up to 2^53`;
}
