// A body that nothing here holds to its schema: never taken for JSON, never passed over in silence.

import type { PactBody } from '../pact/index.ts';
import type { FindingCollector, NewFinding } from './finding-collector.ts';

/** Adds that a body was not judged: a warning for a text (CSV, XML that is expected back), a note for bytes, whose schema says nothing of them. */
export function addUnread(
	collector: FindingCollector,
	args: Pick<NewFinding, 'pointer' | 'at'> & {
		direction: 'request' | 'response';
		type: string;
		body: PactBody;
		/** All but its matchers was judged. */
		isExampleJudged?: boolean;
	},
): void {
	const { direction, type, body, pointer, at, isExampleJudged } = args;
	collector.add({
		code: `${direction}.body.unread`,
		severity: body.kind === 'text' ? 'warning' : 'info',
		message: isExampleJudged
			? `The body is ${type}: its example is held to its schema, its matchers are not`
			: `The body is ${type}, which nothing here holds to its schema`,
		...(body.kind === 'text' && {
			remedy: `Let the provider verify it; where that is done, --severity ${direction}.body.unread=info`,
		}),
		pointer,
		at,
		layer: 'document',
	});
}
