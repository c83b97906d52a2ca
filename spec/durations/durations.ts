// The one grammar of durations: ISO 8601 as RFC 3339 appendix A has it, and beyond that weeks beside other units, units left
// out in between, and a fraction of a second (after a dot or a comma, as ISO 8601 has both).

const SECONDS = '\\d+([.,]\\d+)?S';
const TIME = `T(\\d+H(\\d+M)?(${SECONDS})?|\\d+M(${SECONDS})?|${SECONDS})`;
const DATE = '(\\d+Y(\\d+M)?(\\d+W)?(\\d+D)?|\\d+M(\\d+W)?(\\d+D)?|\\d+W(\\d+D)?|\\d+D)';
/** The grammar as a regular expression without its anchors; free of look-ahead, so RE2 and Rust read it as well. */
export const DURATION_PATTERN = `P(${DATE}(${TIME})?|${TIME})`;
/** Characters; a longer text is no duration. */
export const MAX_DURATION_LENGTH = 100;

const DURATION = new RegExp(`^${DURATION_PATTERN}$`);
const PART = /(\d+)(?:[.,](\d+))?([A-Z])/g;

/** A duration by its units. What has a fixed length is one number. */
export interface Duration {
	readonly years: number;
	readonly months: number;
	/** Weeks, days, hours, minutes and seconds together; whole milliseconds, what is finer is cut off. */
	readonly ms: number;
}

const SECOND_MS = 1000;
const LENGTHS_MS: Readonly<Record<string, number>> = {
	W: 604_800 * SECOND_MS,
	D: 86_400 * SECOND_MS,
	H: 3600 * SECOND_MS,
	M: 60 * SECOND_MS,
	S: SECOND_MS,
};

/** `P30D`, `P1W2D`, `P1DT12H`, `PT0.5S` → true; `P`, `P1H`, `PT1.5H`, `p1d`, `-P1D`, `30 days` → false. Zero (`PT0S`) is one. */
export function isDuration(text: string): boolean {
	return text.length <= MAX_DURATION_LENGTH && DURATION.test(text);
}

/** True for a duration of zero, e.g. `PT0S`. */
export function isZeroDuration(text: string): boolean {
	return !/[1-9]/.test(text);
}

/** `P1M2DT0.5S` → `{ years: 0, months: 1, ms: 172800500 }`; `undefined`: no duration. Never throws. */
export function parseDuration(text: string): Duration | undefined {
	if (!isDuration(text)) return undefined;
	const [date = '', time = ''] = text.slice(1).split('T');
	let [years, months, ms] = [0, 0, 0];
	for (const [, count, , unit = ''] of date.matchAll(PART)) {
		if (unit === 'Y') years = Number(count);
		else if (unit === 'M') months = Number(count);
		else ms += Number(count) * (LENGTHS_MS[unit] ?? 0);
	}
	for (const [, count, fraction = '', unit = ''] of time.matchAll(PART)) {
		ms += Number(count) * (LENGTHS_MS[unit] ?? 0) + Number(fraction.slice(0, 3).padEnd(3, '0'));
	}
	return { years, months, ms };
}
