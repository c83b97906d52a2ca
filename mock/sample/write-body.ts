// Values to the texts of bodies, by their media type.

import {
	formatMediaType,
	getObject,
	getOwn,
	getString,
	isObject,
	isRawBytes,
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
import { serializeValue } from '../answer/serialize.ts';
import { NOW_MS } from './sample-values.ts';
import { writePairs, writeSimple, writeText } from './write-parameter.ts';

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
		const rule = getObject(encoding, name);
		const style = getString(rule, 'style');
		const explode = getOwn(rule, 'explode');
		// Without a style of its own, what is neither a scalar nor a list of scalars stands as JSON (OpenAPI 3.1.1 §4.8.15.1.1).
		const isPlain = style !== undefined || explode !== undefined || !isObject(one);
		return writePairs(
			{
				name,
				style: (style ?? 'form') as Parameter['style'],
				explode: typeof explode === 'boolean' ? explode : (style ?? 'form') === 'form',
			},
			isPlain ? one : JSON.stringify(one),
		);
	});
	return pairs.join('&');
}

function writeMultipart(value: JsonObject, mediaType: MediaType): string {
	const { schema, encoding } = mediaType;
	const heads = writePartHeads(mediaType);
	const properties = listPossibleProperties(viewSchema(schema));
	const parts: string[] = [];
	for (const [name, one] of Object.entries(value)) {
		const type = nameRange(getString(getObject(encoding, name), 'contentType')?.split(',')[0]?.trim());
		const member = properties.get(name);
		for (const item of Array.isArray(one) ? one : [one]) {
			const isFile =
				member !== undefined && typeof item === 'string' && isFileView(Array.isArray(one) ? viewItems(member) : member);
			const contentType =
				type ?? (typeof item === 'object' ? 'application/json' : isFile ? 'application/octet-stream' : undefined);
			parts.push(
				`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${isFile ? '; filename="example"' : ''}\r\n${
					contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`
				}${heads.get(name) ?? ''}\r\n${isFile && item === '' ? FILE_TEXT : writeText(item)}\r\n`,
			);
		}
	}
	return `${parts.join('')}--${BOUNDARY}--\r\n`;
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

function isFileView(view: SchemaView | undefined): boolean {
	return view !== undefined && isRawBytes(view);
}
