// Which of the recorded answers the state gives by itself, and which must be scripted: found out by playing them.

import { listRequired, viewSchema } from '../../spec/index.ts';
import type { Observation } from './observe.ts';
import { compareShapes, type ShapeDifference, type ShownAnswer } from './same-shape.ts';
import type { Trial } from './trial.ts';

/**
 * Plays the exchanges in their order on the state that the trial has begun with; true for each whose answer must be scripted. What is
 * answered otherwise than it was leaves no trace in the state, as a scripted answer leaves none.
 */
export async function findScripts(trial: Trial, observations: readonly Observation[]): Promise<readonly boolean[]> {
	const scripted: boolean[] = [];
	for (const observation of observations) {
		const isStateless = !observation.effect && observation.status < 400;
		if (isStateless) {
			scripted.push(true);
			continue;
		}
		const goBack = trial.remember();
		const answer = await trial.send(observation);
		const differs = listBreaks(observation, answer).length > 0;
		if (differs) goBack();
		scripted.push(differs);
	}
	return scripted;
}

/**
 * What is other in an answer than it was recorded, so that it must be scripted: its status, its media type, types, an empty list. That an
 * optional property is there, or isn't, is no difference; nor what the document doesn't have.
 */
export function listBreaks(observation: Observation, answer: ShownAnswer): ShapeDifference[] {
	const { status, mediaType, body, documented } = observation;
	const shown: ShownAnswer = { status, mediaType, body };
	return compareShapes(shown, answer).filter(({ kind, pointer, before, after }) => {
		if (kind === 'length') return (before === NONE) !== (after === NONE);
		if (kind !== 'presence') return true;
		const isRoot = pointer.lastIndexOf('/') === 0;
		const required = documented?.schema && isRoot ? listRequired(viewSchema(documented.schema)) : undefined;
		return before !== 'nothing' && (required?.has(pointer.slice(1)) ?? false);
	});
}

const NONE = '0 items';
