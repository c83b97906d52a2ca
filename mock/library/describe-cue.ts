// A cue as a test says it, for the control API.

import type { CueOptions, CueReply } from './steering-types.ts';

/** `cue('cancelOrder', 409)` as the control API takes it; without a reply the request goes its normal way. */
export function describeCue(
	operation: string | readonly string[],
	reply: CueReply | 'forward' | number | null,
	options: CueOptions,
): object {
	const said =
		typeof reply === 'number'
			? { reply: { status: reply } }
			: reply === null
				? { pass: true }
				: reply === 'forward'
					? { forward: true }
					: { reply };
	return { on: operation, ...said, ...options };
}
