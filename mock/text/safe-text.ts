// Text from requests and files on its way to a terminal: it must not steer the terminal, nor hide what it says.

/** Controls (ANSI escapes begin with one), marks that turn or hide text, line ends of Unicode, halves of characters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text with everything that a terminal would obey written as `\u{1b}`; cut off beyond `max` characters (default 500). */
export function makeSafe(text: string, max = 500): string {
	const bounded = text.length > max ? `${text.slice(0, max)}…` : text;
	return bounded.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`);
}

/** The value as JSON, in one line unless `indent` is given, with the same characters written as JSON's own escapes: who parses it gets them back. */
export function formatSafeJson(value: object, indent = 0): string {
	return JSON.stringify(value, undefined, indent).replace(UNSAFE, (character) =>
		character === '\n'
			? character
			: Array.from({ length: character.length }, (_, index) => escapeUnit(character.charCodeAt(index))).join(''),
	);
}

function escapeUnit(unit: number): string {
	return `\\u${unit.toString(16).padStart(4, '0')}`;
}
