// From bytes to text: UTF-8, and the encodings that a YAML reader has to know besides (YAML 1.2 §5.2).

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/**
 * The text of a file that somebody's program has written: PowerShell writes UTF-16, and editors a byte order mark, which is left off. Throws
 * what the system throws, and an Error for bytes that are no text.
 */
export function readTextFile(file: string): string {
	const text = decodeText(readFileSync(file));
	if (text === undefined) throw new Error('it is not UTF-8 text');
	return text;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** What the first bytes say: a byte order mark, or the zeros around a first character of ASCII. The longer ones come first. */
const BEGINNINGS: readonly (readonly [Encoding, readonly (number | undefined)[]])[] = [
	['utf-32be', [0, 0, 0xfe, 0xff]],
	['utf-32be', [0, 0, 0, undefined]],
	['utf-32le', [0xff, 0xfe, 0, 0]],
	['utf-32le', [undefined, 0, 0, 0]],
	['utf-16be', [0xfe, 0xff]],
	['utf-16be', [0, undefined]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16le', [undefined, 0]],
];

/** The text without its byte order mark; `undefined` for bytes that are no text in their encoding. Never throws. */
export function decodeText(bytes: Uint8Array): string | undefined {
	const encoding = detectEncoding(bytes);
	if (encoding === 'utf-8') return isUtf8(bytes) ? new TextDecoder().decode(bytes) : undefined;
	try {
		if (encoding === 'utf-16le' || encoding === 'utf-16be') {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		}
		return decodeUtf32(bytes, encoding === 'utf-32le');
	} catch {
		return undefined;
	}
}

function detectEncoding(bytes: Uint8Array): Encoding {
	const found = BEGINNINGS.find(
		([, beginning]) =>
			bytes.length >= beginning.length &&
			beginning.every((byte, index) => (byte === undefined ? bytes[index] !== 0 : byte === bytes[index])),
	);
	return found?.[0] ?? 'utf-8';
}

function decodeUtf32(bytes: Uint8Array, isLittle: boolean): string | undefined {
	if (bytes.length % 4 !== 0) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts: string[] = [];
	for (let at = 0; at < bytes.length; at += 4) parts.push(String.fromCodePoint(view.getUint32(at, isLittle)));
	return parts.join('').replace(/^\uFEFF/, '');
}
