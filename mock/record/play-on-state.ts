// What a mock answers that begins with the state which the real answers show, and has no script.

import { gatherState } from './gather-given.ts';
import type { Observation } from './observe.ts';
import type { ShownAnswer } from './same-shape.ts';
import type { Trial } from './trial.ts';
import { writeScenario } from './write-scenario.ts';

/** An answer of the mock, and why it is none of success (`''` where it is). */
export type PlayedAnswer = ShownAnswer & { summary: string };

/**
 * Plays the exchanges in their order. What is answered with another status than it was leaves no trace in the state. `mistake`: what the
 * answers show fits no scenario, and nothing was played.
 */
export async function playOnState(
	trial: Trial,
	observations: readonly Observation[],
): Promise<{ answers: readonly PlayedAnswer[]; mistake?: string }> {
	const name = 'seen';
	const state = gatherState(observations, trial.engine.effects);
	const at = observations[0]?.exchange.at ?? '';
	const [mistake] = trial.begin({ name, text: writeScenario({ name, title: 'Seen' }, { state, cues: [], at }) });
	if (mistake) return { answers: [], mistake: mistake.message };
	const answers: PlayedAnswer[] = [];
	for (const observation of observations) {
		const goBack = trial.remember();
		const answer = await trial.send(observation);
		if (answer.status !== observation.status) goBack();
		answers.push(answer);
	}
	return { answers };
}
