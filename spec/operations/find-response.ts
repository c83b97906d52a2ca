// Which of an operation's documented answers stands for a status.

import type { Operation, ResponseDefinition, StatusKey } from '../types/document.ts';

/** A documented answer, and the status to send it with. */
export interface DocumentedAnswer {
	status: number;
	definition: ResponseDefinition;
}

/** Statuses that say nearly the same, the nearest first. */
const RELATIVES: Readonly<Record<number, readonly number[]>> = {
	400: [422],
	422: [400],
	401: [403],
	403: [401],
	404: [410],
	410: [404],
	409: [412],
	412: [409, 428],
	428: [412],
	502: [503, 500],
	503: [502, 500],
	504: [503, 500],
};

/** Statuses that say something like it, where the document has nothing nearer. */
const DISTANT: Readonly<Record<number, number>> = { 409: 422 };

/** The key under which the document has a status: `"404"`, `"4XX"` or `"default"`; `undefined`: it has none. */
export function statusKeyOf(operation: Operation, status: number): StatusKey | undefined {
	const exact = String(status);
	if (operation.responses.has(exact)) return exact;
	const range = `${exact[0]}XX`;
	if (operation.responses.has(range)) return range;
	return operation.responses.has('default') ? 'default' : undefined;
}

/** The definition for exactly this status, by itself, by its range or by `default`. */
export function findDefinition(operation: Operation, status: number): ResponseDefinition | undefined {
	const key = statusKeyOf(operation, status);
	return key === undefined ? undefined : operation.responses.get(key);
}

/**
 * The documented answer nearest to a status, e.g. 422 where the document has it and no 400: exact, a close relative (which
 * changes the status), the range, `default`, for 409 a 422, and for 4xx a documented 400, but not for 404 and 401: who asks for what isn't there has
 * made no bad request, and clients sign in again at a 401 alone. `undefined`: the document has nothing like it.
 */
export function documentedAnswer(operation: Operation, wanted: number): DocumentedAnswer | undefined {
	const exact = operation.responses.get(String(wanted));
	if (exact) return { status: wanted, definition: exact };
	for (const status of RELATIVES[wanted] ?? []) {
		const definition = operation.responses.get(String(status));
		if (definition) return { status, definition };
	}
	const definition = findDefinition(operation, wanted);
	if (definition) return { status: wanted, definition };
	const isRejection = wanted >= 400 && wanted < 500 && wanted !== 404 && wanted !== 401;
	for (const status of [DISTANT[wanted], isRejection ? 400 : undefined]) {
		const distant = status === undefined ? undefined : operation.responses.get(String(status));
		if (status !== undefined && distant) return { status, definition: distant };
	}
	return undefined;
}
