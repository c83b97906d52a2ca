// Text from requests and files on its way to a terminal: it must not steer the terminal, nor hide what it says.

/** Controls (ANSI escapes begin with one), marks that turn or hide text, line ends of Unicode, halves of characters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text with everything that a terminal would obey written as `\u{1b}`; cut off beyond `max` characters (default 500). */
export function makeSafe(text: string, max = 500): string {
	const bounded = text.length > max ? `${text.slice(0, max)}…` : text;
	return bounded.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`);
}
