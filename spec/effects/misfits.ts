// What is not of the form of an extension, as mistakes of the document.

import type { Reporter } from '../read/findings.ts';
import { findMisfits, type Shape } from '../shapes/index.ts';
import type { JsonValue, Pointer } from '../types/json.ts';

/** Reports what is not of the shape, as `<prefix>.shape`, `<prefix>.unknown-key` or with the shape's own code. False: something is not. */
export function checkExtension(
	shape: Shape,
	args: { value: JsonValue; pointer: Pointer; name: string; report: Reporter; prefix: string },
): boolean {
	const misfits = findMisfits(shape, { value: args.value, pointer: args.pointer, what: args.name });
	for (const { kind, code = 'shape', pointer, message, remedy } of misfits) {
		const isKey = kind === 'unknown-property' || kind === 'apart';
		args.report({
			code: `${args.prefix}.${isKey ? 'unknown-key' : code}`,
			severity: 'error',
			message,
			pointer,
			...(remedy !== undefined && { remedy }),
		});
	}
	return misfits.length === 0;
}
