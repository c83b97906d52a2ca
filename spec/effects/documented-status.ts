// The statuses that an effect answers with, held against the operation.

import type { JsonValue, Pointer } from '../types/json.ts';
import type { EffectSurroundings } from './expression-reader.ts';

/** A status that the document doesn't have is answered all the same, hence a warning. */
export function checkStatus(args: {
	status: JsonValue | undefined;
	pointer: Pointer;
	around: EffectSurroundings;
}): void {
	const { status, around } = args;
	// What is no status is told by its form.
	if (typeof status !== 'number' || !/^[1-5]\d\d$/.test(String(status))) return;
	const keys = around.statusKeys;
	if ([String(status), `${Math.floor(status / 100)}XX`, 'default'].some((key) => keys.includes(key))) return;
	around.report({
		code: 'document.effect.undocumented-status',
		severity: 'warning',
		message: `the operation documents no ${status}`,
		remedy: `document it, or choose one of ${keys.join(', ')}`,
		pointer: args.pointer,
	});
}
