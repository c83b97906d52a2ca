// Which of an operation's documented answers a status is.

import type { OperationDetail } from './control-types.ts';

/** By itself, by its range, else `default` (OpenAPI 3.1.1 §4.8.16.2); `undefined`: the document has none. */
export function findAnswer(
	{ responses }: OperationDetail,
	status: number,
): OperationDetail['responses'][number] | undefined {
	const range = `${Math.floor(status / 100)}XX`;
	for (const key of [String(status), range, 'default']) {
		const found = responses.find((one) => one.status === key);
		if (found) return found;
	}
	return undefined;
}
