// Form bodies: application/x-www-form-urlencoded and multipart/form-data, cut into their fields.

import type { MediaType } from '../../spec/index.ts';
import { isJsonType, stripMediaType } from '../../spec/index.ts';
import { type BodyParse, refuseBody } from './body-parse.ts';
import { buildForm } from './form-fields.ts';
import { nameFiles } from './nameless-files.ts';
import { parseRawQuery } from './parameters/raw-query.ts';
import { checkPartHeads, listPartTypes } from './part-heads.ts';
import type { FilePart } from './uploads.ts';

/** Fields and parts of a form. */
const MAX_FIELDS = 1000;

/** `a=1&b[c]=2` to an object, by the schema and its `encoding`. Never throws. */
export function parseForm(text: string, mediaType: MediaType): BodyParse {
	const pairs = parseRawQuery(text);
	let count = 0;
	for (const raw of pairs.values()) count += raw.length;
	if (count > MAX_FIELDS) return refuseBody('request.body.fields', `has more than ${MAX_FIELDS} fields`);
	const built = buildForm(mediaType, { pairs, isPlain: false });
	return built.ok ? { ...built, text } : built;
}

/** The parts of a multipart body to an object. Cut up by the platform's own reader. Never throws. */
export async function parseMultipart(
	bytes: Uint8Array,
	{ contentType, mediaType }: { contentType: string; mediaType: MediaType },
): Promise<BodyParse> {
	let form = await readForm(bytes, contentType);
	if (form && holdsUnreadable(form, bytes)) {
		const named = nameFiles(bytes, { contentType, mediaType });
		const again = named && (await readForm(named, contentType));
		if (!again || holdsUnreadable(again, bytes)) return refuseBody('request.body.encoding', 'is not valid UTF-8');
		form = again;
	}
	if (!form) {
		return refuseBody(
			'request.body.syntax',
			'is not multipart/form-data with the boundary that its Content-Type names',
		);
	}
	const pairs = new Map<string, string[]>();
	const files = new Map<string, FilePart[]>();
	let count = 0;
	let types: ReadonlyMap<string, readonly string[]> | undefined;
	const seen = new Map<string, number>();
	for (const [name, entry] of form as unknown as Iterable<[string, string | File]>) {
		if (++count > MAX_FIELDS) return refuseBody('request.body.fields', `has more than ${MAX_FIELDS} parts`);
		const index = seen.get(name) ?? 0;
		seen.set(name, index + 1);
		if (typeof entry === 'string') {
			// Only of a text between quotes it matters whether it is JSON, and the platform's reader has dropped what says so.
			if (isQuoted(entry)) types ??= listPartTypes(bytes, contentType);
			const type = isQuoted(entry) ? (types?.get(name)?.[index] ?? '') : '';
			if (isJsonType(type)) append(files, name, { text: Buffer.from(entry).toString('latin1'), type, name: undefined });
			else append(pairs, name, entry);
		} else {
			const text = Buffer.from(await entry.arrayBuffer()).toString('latin1');
			append(files, name, { text, type: stripMediaType(entry.type), name: entry.name });
		}
	}
	return checkPartHeads(bytes, { contentType, mediaType }) ?? buildForm(mediaType, { pairs, files, isPlain: true });
}

async function readForm(bytes: Uint8Array, contentType: string): Promise<FormData | undefined> {
	try {
		return await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
	} catch {
		return undefined;
	}
}

function isQuoted(text: string): boolean {
	return text.length > 1 && text.startsWith('"') && text.endsWith('"');
}

const UNREADABLE = '\ufffd';

/** Whether the platform's reader has put its character for what is no UTF-8 where nobody sent it. */
function holdsUnreadable(form: FormData, bytes: Uint8Array): boolean {
	const texts = [...(form as unknown as Iterable<[string, string | File]>)].flatMap(([name, entry]) =>
		typeof entry === 'string' ? [name, entry] : [name],
	);
	const read = texts.reduce((count, text) => count + text.split(UNREADABLE).length - 1, 0);
	if (read === 0) return false;
	const sent =
		Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split('\xef\xbf\xbd').length - 1;
	return read > sent;
}

function append<Value>(map: Map<string, Value[]>, name: string, value: Value): void {
	const values = map.get(name);
	if (values) values.push(value);
	else map.set(name, [value]);
}
