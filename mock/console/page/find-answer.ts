// Which of an operation's documented answers a status is.

import type { OperationDetail } from './control-types.ts';

/** The document's key for a status: itself, its range, else `default` (OpenAPI 3.1.1 §4.8.16.2); `undefined`: it has none. */
export function findStatusKey(keys: readonly string[], status: number): string | undefined {
	return [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((key) => keys.includes(key));
}

/** The documented answer; `undefined`: the document has none for it. */
export function findAnswer(
	{ responses }: OperationDetail,
	status: number,
): OperationDetail['responses'][number] | undefined {
	const key = findStatusKey(
		responses.map((one) => one.status),
		status,
	);
	return responses.find((one) => one.status === key);
}
