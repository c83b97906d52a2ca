// The form of ISO 8601 durations, checked without loading a calendar.

const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$/;

/** `P30D`, `P1DT12H`, `PT0.5S` → true; `P`, `P1H`, `30 days` → false. Zero (`PT0S`) has the form as well. */
export function isDuration(text: string): boolean {
	return DURATION.test(text);
}

/** True for a duration of zero, e.g. `PT0S`. */
export function isZeroDuration(text: string): boolean {
	return !/[1-9]/.test(text);
}
