// Texts that hold a value of their own: JSON in a string.

import {
	findKeyword,
	getOwn,
	isJsonType,
	type SchemaRef,
	type SchemaView,
	stepInto,
	viewSchemas,
} from '../../../spec/index.ts';
import type { Generation } from './context.ts';
import type { MergedSchema } from './merge.ts';

/** Whether a text is said to hold a value of its own. */
export function holdsContent(view: SchemaView): boolean {
	return view.parts.some(holdsIt);
}

const holdsIt = ({ value }: SchemaRef): boolean => getOwn(value, 'contentSchema') !== undefined;

/**
 * The JSON of a value that fits `contentSchema`, where `contentMediaType` is one of JSON (JSON Schema 2020-12 validation §8.5; the data of
 * server-sent events in OpenAPI 3.2, Media Type Object), e.g. `{"id":7}`; in base64 where `contentEncoding` asks for it. `undefined`: it says nothing
 * of the kind, or no such value is found.
 */
export function makeContent(generation: Generation, { view }: MergedSchema): string | undefined {
	if (!holdsContent(view)) return undefined;
	const holders = view.parts.filter(holdsIt);
	const media = findKeyword(view, 'contentMediaType');
	const encoding = findKeyword(view, 'contentEncoding') ?? '';
	const isBase64 = /^base64(?:url)?$/i.test(String(encoding));
	if (typeof media !== 'string' || !isJsonType(media) || (encoding !== '' && !isBase64)) return undefined;
	const value = generation.make(viewSchemas(holders.map((holder) => stepInto(holder, 'contentSchema'))), '');
	if (value === undefined) return undefined;
	const text = JSON.stringify(value);
	return isBase64 ? Buffer.from(text).toString(String(encoding).toLowerCase() as 'base64' | 'base64url') : text;
}
