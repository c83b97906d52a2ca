// Numbers are doubles here: whole ones are exact up to 2^53 (RFC 8259 §6). Beyond, an id would become another, so it is refused.

const WHOLE = /^(-?\d{16,})(?:\.0+)?(?:[eE][+-]?0+)?$/;
/** Next to no text has any. */
const MANY_DIGITS = /\d{16}/;
const LONGEST_SHOWN = 40;

/** Whether a whole number, as it is written, would be read as another one, and be written as another one again. */
export function isInexact(written: string): boolean {
	const digits = WHOLE.exec(written)?.[1];
	if (digits === undefined) return false;
	const number = Number(digits);
	if (!Number.isFinite(number)) return true;
	// What the mock itself writes of a double has no more digits than tell it from its neighbours: it is taken back.
	return String(number) !== digits && BigInt(number) !== BigInt(digits);
}

/** Whether a text may hold numbers for `isInexact` at all. */
export function mayHoldInexact(text: string): boolean {
	return MANY_DIGITS.test(text);
}

/** What is wrong with a number that would be read as another one; a predicate. */
export function describeInexact(written: string): string {
	const shown = written.length > LONGEST_SHOWN ? `${written.slice(0, LONGEST_SHOWN)}…` : written;
	return `holds ${shown}, which can't be kept exactly: numbers are exact up to 2^53`;
}
