// What is shown in the place of what only its owner may read.

/** Stands where a credential or a password was. */
export const BLOT = '[redacted]';

const WORD = /[\p{L}\p{N}_-]/u;

/** The text with `[redacted]` in the place of each of these words, where they stand as words: `there is no token [redacted]`. */
export function blotOut(text: string, secrets: readonly string[]): string {
	let shown = text;
	for (const secret of secrets) if (shown.includes(secret)) shown = blotWord(shown, secret);
	return shown;
}

function blotWord(text: string, secret: string): string {
	let shown = '';
	let from = 0;
	for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
		const end = at + secret.length;
		const isInside = WORD.test(text.charAt(at - 1)) || WORD.test(text.charAt(end));
		shown += text.slice(from, at) + (isInside ? secret : BLOT);
		from = end;
	}
	return shown + text.slice(from);
}
