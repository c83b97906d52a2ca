// What a one-off can answer: what the document has, faults, delays; and how it is put in front.

import { FAULTS } from '../../types/faults.ts';
import { call } from './client.ts';
import type { OperationItem } from './control-types.ts';
import { model } from './page-model.ts';
import { nameStatus } from './show-text.ts';

/** Every operation. */
export const ANY = '*';

/** One thing that the next call can meet. */
export interface Choice {
	/** What stands on its button, e.g. `409 Conflict`. */
	words: string;
	/** The same in a sentence, where the words alone are too short. */
	title?: string;
	/** What is posted beside `on`. */
	cue: { reply: { status: number } | { fault: string }; offSpec?: true } | { pass: true; delay: string };
}

/** Waits that are offered. */
const DELAYS = ['2s', '10s'] as const;
/** Statuses that are offered whether the document has them or not. */
const USUAL = [404, 500];

/** The documented statuses of an operation, or of any; a range stands for its first status, `default` for 500. */
export function listStatuses(operations: readonly OperationItem[], on: string): number[] {
	const keys = operations
		.filter(({ operationId }) => on === ANY || operationId === on)
		.flatMap(({ statuses }) => statuses);
	const statuses = keys.map((key) => (key === 'default' ? 500 : Number(key.replace('XX', '00'))));
	return [...new Set(statuses)].sort((a, b) => a - b);
}

/** What the next call of an operation can meet with one click: its answers, the usual failures, delays and faults. */
export function listChoices(operations: readonly OperationItem[], on: string): readonly Choice[] {
	const statuses = listStatuses(operations, on);
	return [
		...statuses.map((status) => ({ words: nameStatus(status), cue: { reply: { status } } })),
		...USUAL.filter((status) => !statuses.includes(status)).map((status) => ({
			words: `${nameStatus(status)} *`,
			title: `${nameStatus(status)}, which the document does not have`,
			cue: { reply: { status }, offSpec: true as const },
		})),
		...DELAYS.map((delay) => ({
			words: `slow: ${delay.replace('s', ' s')}`,
			title: `as it would be, ${delay.replace('s', ' seconds')} late`,
			cue: { pass: true as const, delay },
		})),
		...Object.entries(FAULTS).map(([fault, { does }]) => ({ words: fault, title: does, cue: { reply: { fault } } })),
	];
}

/** Puts it in front, once unless `times` says otherwise. `when`: only for such requests. */
export async function putInFront(args: {
	on: string;
	choice: Choice;
	times?: number;
	when?: Record<string, unknown> | undefined;
}): Promise<void> {
	const { on, choice, times = 1, when } = args;
	const { session } = model.route;
	const body = { on, ...choice.cue, times, ...(when && { when }) };
	const what = on === ANY ? 'any operation' : on;
	const calls = times === 1 ? `The next call of ${what}` : `The next ${times} calls of ${what}`;
	await model.tell(`${calls}: ${choice.title ?? choice.words}.`, call('addCue', { path: { session }, body }));
}
