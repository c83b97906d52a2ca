// The text of a scenario file, and the tag by which a change of it is noticed.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeText, isMissing } from '../../spec/index.ts';

/** A file's text with its tag, a strong one (RFC 9110 §8.8.3); `undefined`: there is no file. Throws the system's other errors. */
export function readFileText(file: string): { text: string; etag: string } | undefined {
	if (file === '') return undefined;
	try {
		const bytes = readFileSync(file);
		const text = decodeText(bytes) ?? bytes.toString('utf8');
		return { text, etag: `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"` };
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
}
