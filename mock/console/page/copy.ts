// Text onto the clipboard, and into files.

import { model } from './page-model.ts';

/** Copies the text and says so; `what` begins the sentence. Where there is no clipboard (plain HTTP from elsewhere), says that. */
export async function copyText(what: string, text: string, missing: readonly string[] = []): Promise<void> {
	const without = missing.length > 0 ? ` It is without ${missing.join(', and ')}.` : '';
	try {
		await navigator.clipboard.writeText(text);
		model.say({ kind: without === '' ? 'done' : 'problem', text: `${what} is on the clipboard.${without}` });
	} catch {
		model.say({ kind: 'problem', text: `The browser gives no clipboard here. ${what}:${without} ${text}` });
	}
}

/** Gives the text to the browser as a file to be saved, and says so. */
export function saveFile({ name, type, text }: { name: string; type: string; text: string }): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([text], { type }));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
	model.say({ kind: 'done', text: `${name} was saved.` });
}
