// Names of headers.

import type { Reporter } from '../read/findings.ts';
import type { Pointer } from '../types/json.ts';

/** RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/;

/** Whether a message can have a header, or a cookie, of this name: `X-Limit`, not `X Limit` nor `X-Limit:`. */
export function isHeaderName(name: string): boolean {
	return TOKEN.test(name);
}

/** Tells a header that no message can have; it is left out. */
export function reportHeaderName(report: Reporter, name: string, pointer: Pointer): void {
	report({
		code: 'document.header.name',
		severity: 'warning',
		message: `no message can have a header of the name ${JSON.stringify(name)}: it is left out`,
		remedy: 'write it without spaces, colons and quotes, in ASCII',
		pointer,
	});
}
