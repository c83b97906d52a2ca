// Whether a value is bytes, in the words of all versions.

import { readLimits } from './limits.ts';
import { findKeyword } from './values.ts';
import type { SchemaView } from './view.ts';

/** Types whose bytes are read as a text, and so are kept and shown as one. */
const WRITTEN = /^text\/|^application\/xml$|[/+]json$/i;

/**
 * Whether a value is bytes as they are: `format: binary`, which OpenAPI 3.0 has and many write in 3.1, or a `contentMediaType` without an
 * encoding (OpenAPI 3.1.1 §4.8.14.1), which is what 3.0's and 2.0's files are brought to as well.
 */
export function isRawBytes(view: SchemaView): boolean {
	if (readLimits(view).formats.includes('binary')) return true;
	return findKeyword(view, 'contentEncoding') === undefined && hasMediaOfBytes(view);
}

/** Whether a value is bytes as they are, or as base64 of a media type, e.g. `{ contentEncoding: base64, contentMediaType: image/png }`. */
export function holdsBytes(view: SchemaView): boolean {
	return isRawBytes(view) || (findKeyword(view, 'contentEncoding') === 'base64' && hasMediaOfBytes(view));
}

function hasMediaOfBytes(view: SchemaView): boolean {
	const media = findKeyword(view, 'contentMediaType');
	return typeof media === 'string' && !WRITTEN.test(media);
}
