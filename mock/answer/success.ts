// Which of an operation's documented statuses is the happy path's.

import type { AnswerPlanned } from './answer-plan.ts';

/** The lowest 2XX that the document names; else its `2XX` or `default` as 200; else the lowest status that it names; else 200. */
export function successStatus(plan: AnswerPlanned): number {
	plan.success ??= findSuccess([...plan.operation.responses.keys()]);
	return plan.success;
}

function findSuccess(keys: readonly string[]): number {
	const statuses = keys
		.filter((key) => /^\d{3}$/.test(key))
		.map(Number)
		.sort((a, b) => a - b);
	const good = statuses.find((status) => status >= 200 && status < 300);
	if (good !== undefined) return good;
	if (keys.includes('2XX') || keys.includes('default')) return 200;
	return statuses.find((status) => status >= 200) ?? 200;
}
