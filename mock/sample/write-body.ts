// Values to the texts of bodies, by their media type.

import {
	formatMediaType,
	getObject,
	getOwn,
	getString,
	guessTypes,
	isJsonType,
	isObject,
	isRawBytes,
	isXmlType,
	type JsonObject,
	type JsonValue,
	listPartHeaders,
	listPossibleProperties,
	type MediaType,
	type Parameter,
	type SchemaView,
	viewItems,
	viewSchema,
} from '../../spec/index.ts';
import { generateValue } from '../answer/generate.ts';
import { type WrittenPart, writeParts } from '../answer/multipart.ts';
import { serializeValue } from '../answer/serialize.ts';
import { NOW_MS } from './sample-values.ts';
import { type WrittenStyle, writePairs, writeSimple, writeText } from './write-parameter.ts';

/** A body with the type that it is sent as, e.g. `a=1&b=2` as `application/x-www-form-urlencoded`. */
export interface WrittenBody {
	contentType: string;
	text: string;
}

export const FORM = 'application/x-www-form-urlencoded';
export const MULTIPART = 'multipart/form-data';

const BOUNDARY = 'stunt-double-sample';
/** What a file of a multipart holds. */
const FILE_TEXT = 'example';

/** The body, with its fields as `encoding` has them; `undefined` where the type can't hold such a value. */
export function writeBody(
	value: JsonValue,
	{ mediaType, type }: { mediaType: MediaType; type: string },
): WrittenBody | undefined {
	if (type === FORM) return isObject(value) ? { contentType: type, text: writeForm(value, mediaType) } : undefined;
	if (type === MULTIPART) {
		if (!isObject(value)) return undefined;
		return { contentType: `${type}; boundary=${BOUNDARY}`, text: writeMultipart(value, mediaType) };
	}
	const written = serializeValue(value, type, viewSchema(mediaType.schema));
	if (written === undefined) return undefined;
	const text = typeof written === 'string' ? written : Buffer.from(written).toString('latin1');
	const { parameters } = mediaType;
	return { contentType: parameters && type === mediaType.type ? formatMediaType({ type, parameters }) : type, text };
}

function writeForm(value: JsonObject, { encoding }: MediaType): string {
	const pairs = Object.entries(value).flatMap(([name, one]) => {
		const styled = findStyle(encoding, name);
		// Without a style of its own, what is neither a scalar nor a list of scalars stands as JSON (OpenAPI 3.1.1 §4.8.15.1.1).
		const isPlain = styled !== undefined || !isObject(one);
		return writePairs(styled ?? { name, style: 'form', explode: true }, isPlain ? one : JSON.stringify(one));
	});
	return pairs.join('&');
}

/** How `encoding` writes a field; `undefined` where it names no style. */
function findStyle(encoding: MediaType['encoding'], name: string): WrittenStyle | undefined {
	const rule = getObject(encoding, name);
	const style = getString(rule, 'style');
	const explode = getOwn(rule, 'explode');
	if (style === undefined && explode === undefined) return undefined;
	return {
		name,
		style: (style ?? 'form') as Parameter['style'],
		explode: typeof explode === 'boolean' ? explode : (style ?? 'form') === 'form',
	};
}

function writeMultipart(value: JsonObject, mediaType: MediaType): string {
	const { schema, encoding } = mediaType;
	const heads = writePartHeads(mediaType);
	const properties = listPossibleProperties(viewSchema(schema));
	const parts: WrittenPart[] = [];
	for (const [name, one] of Object.entries(value)) {
		const type = nameRange(getString(getObject(encoding, name), 'contentType')?.split(',')[0]?.trim());
		const member = properties.get(name);
		const single = member && Array.isArray(one) ? viewItems(member) : member;
		const mayBeFile = single !== undefined && isFileView(single, type);
		const styled = mayBeFile ? undefined : findStyle(encoding, name);
		if (styled) {
			// A style says how the value becomes texts, and leaves the type of the part aside (OpenAPI 3.1.1 §4.8.15.1).
			for (const pair of writePairs(styled, one)) {
				const [field = '', ...rest] = pair.split('=');
				parts.push({ name: decodeURIComponent(field), text: decodeURIComponent(rest.join('=')) });
			}
			continue;
		}
		for (const item of Array.isArray(one) ? one : [one]) {
			const isFile = mayBeFile && typeof item === 'string';
			const contentType =
				type ?? (typeof item === 'object' ? 'application/json' : isFile ? 'application/octet-stream' : undefined);
			const text = isFile && item === '' ? FILE_TEXT : writeText(item);
			parts.push({ name, text, isFile, contentType, heads: heads.get(name) });
		}
	}
	return writeParts(parts, BOUNDARY);
}

/** A type that a range takes: `image/png` for `image/*`. */
function nameRange(type: string | undefined): string | undefined {
	if (!type?.includes('*')) return type;
	const kind = type.split('/')[0] as string;
	return Object.hasOwn(IN_RANGE, kind) ? `${kind}/${IN_RANGE[kind]}` : 'application/octet-stream';
}

const IN_RANGE: Readonly<Record<string, string>> = { image: 'png', text: 'plain', audio: 'mpeg', video: 'mp4' };

/** Property → the headers that its parts must have, a line each. */
function writePartHeads(mediaType: MediaType): ReadonlyMap<string, string> {
	const heads = new Map<string, string>();
	for (const [property, headers] of listPartHeaders(mediaType)) {
		const lines = headers.map(({ name, required, explode, schema }) => {
			const view = viewSchema(schema);
			if (!required) return '';
			const made = generateValue({ view, seed: 1, nowMs: NOW_MS, direction: 'request', variant: 'sample', name });
			return made.ok ? `${name}: ${writeSimple({ name, style: 'simple', explode }, made.value)}\r\n` : '';
		});
		heads.set(property, lines.join(''));
	}
	return heads;
}

/** Bytes by its schema, or by the type that its part has where the schema says no more than that it is a text. */
function isFileView(view: SchemaView, type: string | undefined): boolean {
	if (isRawBytes(view)) return true;
	const isText = type === undefined || type.startsWith('text/') || isJsonType(type) || isXmlType(type);
	return !isText && [...guessTypes(view)].every((one) => one === 'string');
}
