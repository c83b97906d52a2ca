// Standard input in the place of a file, by the name `-`.

import { StartupError } from '../errors.ts';
import { decodeText, readTextFile } from './decode-text.ts';
import { MAX_SOURCE_BYTES } from './source.ts';

/** What stands for standard input where a file is named. */
export const STANDARD_INPUT = '-';
/** How messages call it. */
export const SHOWN_INPUT = 'standard input';

/** All of standard input; nothing the second time. Rejects with a StartupError `document.too-large` beyond 64 MiB. */
export async function readStandardInput(): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
		size += chunk.byteLength;
		if (size > MAX_SOURCE_BYTES) {
			const message = `${SHOWN_INPUT}: more than the limit of 64 MiB`;
			throw new StartupError({ code: 'document.too-large', message, remedy: 'split what is given' });
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** A file as text, or standard input for `-`. Rejects like `readTextFile`. */
export async function readTextInput(file: string): Promise<string> {
	if (file !== STANDARD_INPUT) return readTextFile(file);
	const text = decodeText(await readStandardInput());
	if (text === undefined) throw new Error('it is not UTF-8 text');
	return text;
}
