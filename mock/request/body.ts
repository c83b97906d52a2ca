// A body's bytes to a value, by its media type.

import { isUtf8 } from 'node:buffer';
import { isJsonType, type MediaType, stripMediaType } from '../../spec/index.ts';
import { type BodyParse, refuseBody, viewBuffer } from './body-parse.ts';
import { parseForm, parseMultipart } from './form-body.ts';
import { parseJson } from './json-body.ts';

/** Whether a charset can be read: UTF-8 and its subset. */
export function isKnownCharset(charset: string | undefined): boolean {
	return charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset);
}

/** Bytes to a value. JSON, forms, multipart, text; other types become a string of Latin-1. Never throws. */
export async function parseBody(
	bytes: Uint8Array,
	{ contentType, mediaType }: { contentType: string; mediaType: MediaType },
): Promise<BodyParse> {
	const type = stripMediaType(contentType);
	if (type === 'multipart/form-data') return parseMultipart(bytes, { contentType, mediaType });
	return parseTextBody(bytes, { type, mediaType });
}

/** Like parseBody for all that needs no waiting: everything but multipart. */
export function parseTextBody(
	bytes: Uint8Array,
	{ type, mediaType }: { type: string; mediaType: MediaType },
): BodyParse {
	if (isJsonType(type)) return parseJson(bytes);
	if (!isUtf8(bytes)) {
		if (type.startsWith('text/')) return refuseBody('request.body.encoding', 'is not valid UTF-8');
		return { ok: true, value: Buffer.from(bytes).toString('latin1'), text: undefined };
	}
	const text = viewBuffer(bytes).toString('utf8');
	if (type === 'application/x-www-form-urlencoded') return parseForm(text, mediaType);
	return { ok: true, value: text, text };
}
