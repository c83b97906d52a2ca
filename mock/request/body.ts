// A body's bytes to a value, by its media type.

import { isUtf8 } from 'node:buffer';
import {
	decodeText,
	findFraming,
	findSeparator,
	guessTypes,
	isJsonType,
	isXmlType,
	isYamlType,
	type MediaType,
	parseYaml,
	readXml,
	stripMediaType,
	viewSchema,
} from '../../spec/index.ts';
import { type BodyParse, refuseBody, viewBuffer } from './body-parse.ts';
import { parseForm, parseMultipart } from './form-body.ts';
import { listInexactText } from './inexact-numbers.ts';
import { MAX_BODY_DEPTH, parseJson } from './json-body.ts';
import { parseItems } from './sequence-body.ts';
import { parseTable } from './table-body.ts';

/** How a body of this charset is read: as UTF-8 (and its subset), as Latin-1 or windows-1252; `undefined`: not at all. */
export function readCharset(charset: string | undefined): 'utf-8' | 'latin1' | undefined {
	if (charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset)) return 'utf-8';
	return /^(?:iso-?8859-1|latin-?1|windows-1252)$/i.test(charset) ? 'latin1' : undefined;
}

/** Bytes 80 to 9F, which Latin-1 leaves to controls and everybody reads as windows-1252 has them (WHATWG Encoding, "windows-1252"). */
const WINDOWS =
	'\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** A body in Latin-1, or windows-1252, as UTF-8. Forms escape bytes of their charset, too (`Zo%EB`, `%80`). */
export function recodeLatin(bytes: Uint8Array, type: string): Uint8Array {
	const sent = viewBuffer(bytes).toString('latin1');
	const text =
		type === 'application/x-www-form-urlencoded'
			? sent.replaceAll(/%[89a-f][\da-f]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
			: sent;
	return Buffer.from(text.replaceAll(/[\x80-\x9f]/g, (one) => WINDOWS.charAt(one.charCodeAt(0) - 0x80)));
}

/** `encoding="ISO-8859-1"`, where an XML document tells it (XML 1.0 §4.3.3). */
const XML_ENCODING = /^<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** XML that is no UTF-8, as its byte order mark or its own declaration says (RFC 7303 §3.2); `undefined`: neither is read. */
function decodeXml(bytes: Uint8Array, type: string): string | undefined {
	const beginning = viewBuffer(bytes).toString('latin1', 0, 200);
	if (readCharset(XML_ENCODING.exec(beginning)?.[1]) === 'latin1')
		return viewBuffer(recodeLatin(bytes, type)).toString();
	return decodeText(bytes);
}

/** Bytes to a value. JSON, forms, multipart, XML, YAML and tables by their schema, sequences, text; other types become a string of Latin-1. Never throws. */
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
	const framing = findFraming(type);
	if (isJsonType(type) && !framing) return parseJson(bytes);
	if (!isUtf8(bytes)) {
		const decoded = isXmlType(type) ? decodeXml(bytes, type) : undefined;
		if (decoded !== undefined) return parseXml(decoded, mediaType);
		if (isWritten(type, mediaType)) return refuseBody('request.body.encoding', 'is not valid UTF-8');
		return { ok: true, value: Buffer.from(bytes).toString('latin1'), text: undefined };
	}
	const text = viewBuffer(bytes).toString('utf8');
	if (type === 'application/x-www-form-urlencoded') return parseForm(text, mediaType);
	if (framing) return parseItems(text, framing);
	if (isXmlType(type)) return parseXml(text, mediaType);
	if (isYamlType(type) && text.length <= MAX_YAML && isNoText(mediaType)) return readYaml(text);
	const separator = findSeparator(type);
	if (separator !== undefined && isList(mediaType)) return parseTable(text, separator, viewSchema(mediaType.schema));
	if (type.startsWith('text/') && isNoText(mediaType)) {
		const read = parseJson(bytes);
		if (read.ok) return { ...read, text };
	}
	return { ok: true, value: text, text };
}

/** Whether a body that is no JSON is read as a text, rather than as whatever bytes they are. */
function isWritten(type: string, mediaType: MediaType): boolean {
	if (type.startsWith('text/') || type === 'application/x-www-form-urlencoded' || findFraming(type)) return true;
	return isXmlType(type) && !isPlainXml(mediaType);
}

/** XML without a schema, or with one of texts, is a text. */
function isPlainXml({ schema }: MediaType): boolean {
	const types = guessTypes(viewSchema(schema));
	return !schema || types.size === 0 || (types.size === 1 && types.has('string'));
}

/** Characters of YAML, which takes a hundred times as long as JSON to be read: what is longer is not looked at. */
const MAX_YAML = 65_536;

function readYaml(text: string): BodyParse {
	const read = parseYaml(text, MAX_BODY_DEPTH);
	if (!read.ok) {
		const line = text.slice(0, read.fault.offset).split('\n').length;
		return refuseBody('request.body.syntax', `is not YAML: ${read.fault.message} (line ${line})`);
	}
	const inexact = listInexactText(text, read.value);
	return { ok: true, value: read.value, text, ...(inexact.length > 0 && { inexact }) };
}

function isList({ schema }: MediaType): boolean {
	const types = guessTypes(viewSchema(schema));
	return types.has('array') && !types.has('string');
}

/** `text/plain` with a schema of numbers, booleans or objects is written as JSON is. */
function isNoText({ schema }: MediaType): boolean {
	const types = guessTypes(viewSchema(schema));
	return types.size > 0 && !types.has('string');
}

function parseXml(text: string, mediaType: MediaType): BodyParse {
	if (isPlainXml(mediaType)) return { ok: true, value: text, text };
	const read = readXml(text, viewSchema(mediaType.schema));
	if (!read.ok) return refuseBody('request.body.syntax', read.message);
	const { value, wrongRoot } = read;
	if (wrongRoot !== undefined) return refuseBody('request.body.root', wrongRoot);
	const inexact = listInexactText(text, value);
	return { ok: true, value, text, ...(inexact.length > 0 && { inexact }) };
}
