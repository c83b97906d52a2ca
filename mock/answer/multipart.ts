// Bodies of several parts (RFC 2046 §5.1), written.

import {
	guessTypes,
	isRawBytes,
	type JsonValue,
	listPossibleProperties,
	type SchemaView,
	viewItems,
} from '../../spec/index.ts';

/** One part, e.g. `{ name: 'count', text: '5' }`. */
export interface WrittenPart {
	/** The field of a form. */
	name?: string | undefined;
	text: string;
	/** Sent with the name of a file. */
	isFile?: boolean;
	contentType?: string | undefined;
	/** Further headers, a line each. */
	heads?: string | undefined;
}

const BOUNDARY = 'stunt-double-part';
const FORM = 'multipart/form-data';

/** All parts, with the line that ends them. Of the parts none may hold the boundary. */
export function writeParts(parts: readonly WrittenPart[], boundary: string): string {
	return `${parts.map((part) => `--${boundary}\r\n${writePart(part)}`).join('')}--${boundary}--\r\n`;
}

function writePart({ name, text, isFile, contentType, heads = '' }: WrittenPart): string {
	const file = isFile ? '; filename="example"' : '';
	const field = name === undefined ? '' : `Content-Disposition: form-data; name="${name}"${file}\r\n`;
	return `${field}${contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`}${heads}\r\n${text}\r\n`;
}

/**
 * A value as the parts of a multipart type: each item of a list, each member of an object; members are fields in a form, else their names
 * are in `Content-ID`. Bytes are Latin-1, all else UTF-8. `undefined`: it has neither.
 */
export function serializeMultipart(value: JsonValue, type: string, view: SchemaView): Uint8Array | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const properties = Array.isArray(value) ? undefined : listPossibleProperties(view);
	const parts = Object.entries(value).flatMap(([key, member]) => {
		const name = Array.isArray(value) ? undefined : key;
		const own = name === undefined ? viewItems(view) : properties?.get(name);
		const isList = name !== undefined && Array.isArray(member);
		const one = own && isList && guessTypes(own).has('array') ? viewItems(own) : own;
		return (isList ? member : [member]).map((item) => describePart(item, { name, view: one, type }));
	});
	return Buffer.from(writeParts(parts, BOUNDARY), 'latin1');
}

function describePart(
	item: JsonValue,
	{ name, view, type }: { name: string | undefined; view: SchemaView | undefined; type: string },
): WrittenPart {
	const isFile = typeof item === 'string' && view !== undefined && isRawBytes(view);
	const text = typeof item === 'object' ? JSON.stringify(item) : String(item);
	const isField = type === FORM;
	return {
		name: isField && name !== undefined ? toLatin(name) : undefined,
		text: isFile ? text : toLatin(text),
		isFile,
		contentType: typeof item === 'object' ? 'application/json' : isFile ? 'application/octet-stream' : undefined,
		heads: isField || name === undefined ? undefined : `Content-ID: <${toLatin(name)}>\r\n`,
	};
}

/** The bytes of UTF-8, a letter each. */
function toLatin(text: string): string {
	return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * The media type with the boundary that its body has (RFC 2046 §5.1.1), also where the document names another, for that is nobody's but the
 * body's; as it is where the body has none, or the one that is named.
 */
export function nameBoundary(type: string, body: string | Uint8Array): string {
	const start = typeof body === 'string' ? body.slice(0, 100) : Buffer.from(body.subarray(0, 100)).toString('latin1');
	const [, boundary] = /^(?:\r?\n)*--([^\r\n]{1,70}?)(?:--)?\r?\n/.exec(start) ?? [];
	const [, quoted, plain] = NAMED.exec(type) ?? [];
	if (boundary === undefined || boundary === (quoted ?? plain)) return type;
	return `${type.replace(NAMED, '')}; boundary=${/^[\w-]+$/.test(boundary) ? boundary : `"${boundary}"`}`;
}

const NAMED = /;\s*boundary=(?:"([^"]*)"|([^;\s]+))/i;
