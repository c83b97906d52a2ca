// What the readers of bodies share.

import type { JsonValue } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import type { InexactNumber, Upload } from '../types/request.ts';

/**
 * What the bytes came to; `text` is the whole body where it is text, `inexact` the whole numbers in it that were read as others, `upload`
 * the only file of a form.
 */
export type BodyParse =
	| { ok: true; value: JsonValue; text: string | undefined; inexact?: readonly InexactNumber[]; upload?: Upload }
	| { ok: false; finding: Finding };

/** A body that can't be read, and why. */
export function refuseBody(code: string, message: string, pointer = ''): BodyParse {
	return { ok: false, finding: { code, message, in: 'body', pointer } };
}

/** The same bytes as a Buffer, not copied. */
export function viewBuffer(bytes: Uint8Array): Buffer {
	return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
