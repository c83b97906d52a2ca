// Values in words. What comes from outside is shown as text, with what can't be seen made visible.

/** Characters that steer the reader's eye or terminal: controls but tab and line break, directions, zero widths, lone surrogates. */
const UNSEEN =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Cs}/gu;

/** The text with unseen characters as `⟨U+202E⟩`. */
export function showText(text: string): string {
	return text.replace(
		UNSEEN,
		(character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
	);
}

/** No longer than this many characters. */
export function cut(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length)}…` : text;
}

const TITLES: Readonly<Record<number, string>> = {
	200: 'OK',
	201: 'Created',
	202: 'Accepted',
	204: 'No Content',
	301: 'Moved',
	304: 'Not Modified',
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	406: 'Not Acceptable',
	409: 'Conflict',
	410: 'Gone',
	413: 'Too Large',
	415: 'Media Type',
	422: 'Unprocessable',
	429: 'Too Many',
	500: 'Server Error',
	501: 'Not Implemented',
	502: 'Bad Gateway',
	503: 'Unavailable',
	504: 'Timeout',
};

/** `409 Conflict`; `no answer` for null. */
export function nameStatus(status: number | null): string {
	if (status === null) return 'no answer';
	return `${status} ${TITLES[status] ?? ''}`.trim();
}

/** Its colour's class; the words beside it say the same. */
export function gradeStatus(status: number | null): 'good' | 'odd' | 'bad' {
	if (status === null || status >= 500) return 'bad';
	return status >= 400 ? 'odd' : 'good';
}

const STEPS: Readonly<Record<string, string>> = {
	session: 'Refused: the session',
	match: 'No such operation',
	authenticate: 'Refused: the credentials',
	check: 'Refused: does not fit the document',
	cue: 'Scripted',
	effect: 'Refused by the state',
	compose: 'Refused: not acceptable',
	prove: 'The mock’s own answer was wrong',
	aborted: 'The caller went away',
	sent: 'Answered',
};

/** The step that decided, as the beginning of a sentence. */
function nameStep(step: string): string {
	return STEPS[step] ?? step;
}

/** The why in a sentence. */
export function tellWhy({ step, summary }: { step: string; summary: string }): string {
	return `${nameStep(step)}: ${showText(summary)}.`;
}

/** `1.4 ms`, `2.50 s`; `…` while it is not known. */
export function nameDuration(ms: number | null): string {
	if (ms === null) return '…';
	if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
	return ms >= 10 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`;
}

/** `2026-01-15 09:00:00` in UTC. */
export function nameTime(iso: string): string {
	return iso.slice(0, 19).replace('T', ' ');
}

/** `09:00:00` on the day of `now`, else with its date. */
export function nameMoment(iso: string, now: string): string {
	return iso.slice(0, 10) === now.slice(0, 10) ? iso.slice(11, 19) : nameTime(iso);
}

/** `in 3 days`, `in 2 hours`, `now`. */
export function nameDistance(ms: number): string {
	const steps: readonly [number, string][] = [
		[86_400_000, 'day'],
		[3_600_000, 'hour'],
		[60_000, 'minute'],
		[1000, 'second'],
	];
	for (const [size, unit] of steps) {
		const count = Math.floor(ms / size);
		if (count >= 1) return `in ${count} ${unit}${count === 1 ? '' : 's'}`;
	}
	return 'now';
}

/** `8 days ahead`, `1 hour behind`; empty for less than a second. */
export function nameOffset(offsetMs: number): string {
	if (Math.abs(offsetMs) < 1000) return '';
	const distance = nameDistance(Math.abs(offsetMs)).replace(/^in /, '');
	return `${distance} ${offsetMs > 0 ? 'ahead' : 'behind'}`;
}

/** `1 request`, `2 requests`, `0 requests`; `nouns` for those that are irregular, or not known. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
	return `${number.toLocaleString('en')} ${number === 1 ? noun : nouns}`;
}
