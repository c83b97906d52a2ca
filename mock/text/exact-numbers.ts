// Numbers are doubles here: whole ones are exact up to 2^53 (RFC 8259 §6). Beyond, an id would become another, so it is refused.

const WHOLE = /^-?\d{16,}$/;
const LONGEST_SHOWN = 40;

/** Whether a whole number, as it is written, would be read as another one. */
export function isInexact(written: string): boolean {
	return WHOLE.test(written) && BigInt(Number(written)) !== BigInt(written);
}

/** What is wrong with a number that would be read as another one; a predicate. */
export function describeInexact(written: string): string {
	const shown = written.length > LONGEST_SHOWN ? `${written.slice(0, LONGEST_SHOWN)}…` : written;
	return `holds ${shown}, which can't be kept exactly: numbers are exact up to 2^53`;
}
