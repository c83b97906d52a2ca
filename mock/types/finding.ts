// What does not fit, as a value.

import type { Pointer } from '../../spec/index.ts';

/** One thing that does not fit. A value, never thrown. */
export interface Finding {
	/** Stable and dotted: `request.body.required`, `response.header.format`, … */
	code: string;
	/** One sentence without a closing full stop, e.g. `must be one of SMALL, LARGE`. */
	message: string;
	in?: 'path' | 'query' | 'header' | 'cookie' | 'body' | 'status' | 'media-type';
	/** In the body; for parameters the name, e.g. `/items/0/size`, `limit`. */
	pointer?: Pointer;
	/** In the document, when known. */
	schemaPointer?: Pointer;
}
