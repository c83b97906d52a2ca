// What the readers of bodies share.

import type { JsonValue } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';

/** What the bytes came to; `text` is the whole body where it is text, `inexact` a whole number in it that was read as another one. */
export type BodyParse =
	| { ok: true; value: JsonValue; text: string | undefined; inexact?: string }
	| { ok: false; finding: Finding };

/** A body that can't be read, and why. */
export function refuseBody(code: string, message: string, pointer = ''): BodyParse {
	return { ok: false, finding: { code, message, in: 'body', pointer } };
}

/** The same bytes as a Buffer, not copied. */
export function viewBuffer(bytes: Uint8Array): Buffer {
	return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
