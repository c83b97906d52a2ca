// Text onto the clipboard.

import { model } from './model.ts';

/** Copies the text and says so; `what` begins the sentence. Where there is no clipboard (plain HTTP from elsewhere), says that. */
export async function copyText(what: string, text: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		model.say({ kind: 'done', text: `${what} is on the clipboard.` });
	} catch {
		model.say({ kind: 'problem', text: `The browser gives no clipboard here. ${what}: ${text}` });
	}
}
