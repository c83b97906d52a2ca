// A file that came with a request: the only one of a form, or the body itself.

import type { MockRequest, Upload } from '../types/request.ts';
import { decodeForm } from './parameters/raw-query.ts';

/** A part of a multipart body that came as a file: bytes as Latin-1, which is what `format: binary` describes. */
export interface FilePart {
	text: string;
	/** As its own Content-Type says; `''`: it says nothing. */
	type: string;
	/** As the client calls it, e.g. `scan.pdf`; `undefined`: it is a field that says that it is JSON. */
	name: string | undefined;
}

/** A body that is one text, as a file is, by what its head says of it (RFC 6266 §4). */
export function describeUpload({ headers }: MockRequest, type: string, bytes: Uint8Array | undefined): Upload {
	const disposition = String(headers['content-disposition'] ?? '');
	const [, quoted, bare] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(disposition) ?? [];
	const encoded = /;\s*filename\*\s*=\s*utf-8'[^']*'([^\s;]+)/i.exec(disposition)?.[1];
	const name = (encoded && decodeForm(encoded.replaceAll('+', '%2B'))) || quoted?.replaceAll(/\\(.)/g, '$1') || bare;
	return { name, type, bytes: bytes?.length ?? 0 };
}

/** The only file of a form: what is said of several is said of none. */
export function findUpload([only, ...others]: readonly FilePart[]): Upload | undefined {
	if (!only || others.length > 0) return undefined;
	return { name: only.name || undefined, type: only.type, bytes: only.text.length };
}
