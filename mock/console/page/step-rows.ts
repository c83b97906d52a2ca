// What was done to a session past its requests, as lines among them: each stands after the request that came before it.

import type { Row, Step } from './control-types.ts';
import { mergeRows } from './request-rows.ts';

/** Between the ids of two requests there is room for so many steps. */
const ROOM = 1000;

/** The steps as lines; their ids lie between those of requests, e.g. 7.002 after request 7. */
export function toStepRows(steps: readonly Step[]): Row[] {
	let [after, place] = [-1, 0];
	return steps.map((step) => {
		place = step.after === after ? place + 1 : 1;
		after = step.after;
		const { at, summary, kind } = step;
		return {
			id: after + place / ROOM,
			at,
			method: 'step',
			target: summary,
			operationId: null,
			status: null,
			step: kind,
			summary,
			durationMs: null,
			text: `step ${kind} ${summary}`.toLowerCase(),
			done: step,
		};
	});
}

/** The requests with the steps among them; no steps: the same list. */
export function weaveSteps(rows: readonly Row[], steps: readonly Row[]): readonly Row[] {
	const first = rows[0]?.id ?? 0;
	// What lies before the oldest request that is kept tells nothing of those that are.
	const shown = steps.filter(({ id }) => id >= first - 1);
	return shown.length === 0 ? rows : mergeRows(rows, shown);
}
