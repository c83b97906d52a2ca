// Values in messages for people.

const MAX_SHOWN = 80;

/** A value for a message: its JSON, cut off with `…` where it has more than `max` characters; `nothing` for `undefined`. */
export function showValue(value: unknown, max = MAX_SHOWN): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > max ? `${text.slice(0, max - 1).toWellFormed()}…` : text;
}
