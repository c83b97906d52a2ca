// What exchanges are on their way to interactions. Types only.

import type { Substitutions } from '../../mock/inner.ts';
import type { JsonValue } from '../../spec/index.ts';
import type { Selected } from './select-exchanges.ts';
import type { Interaction, Notice, WantedScenario } from './write-types.ts';

/** What the exchanges came to. */
export interface Composition {
	interactions: Interaction[];
	refused: Notice[];
	leftOut: Notice[];
	notes: string[];
	/** Of scenarios that nobody has written yet, with what the answers show of their entities. */
	wanted: { scenario: WantedScenario; shown: JsonValue | undefined }[];
	/** Descriptions of interactions that expect nothing of an answer with a body. */
	saysNothing: string[];
}

/** An exchange whose request is described already. */
export interface Draft {
	selected: Selected;
	substitutions: Substitutions;
	request: Interaction['request'];
	states: Interaction['states'];
	description: string;
	/** Equal for exchanges that ask the same in the same state. */
	question: string;
	/** Equal for exchanges that differ at most in texts which the pact matches and doesn't compare. */
	topic: string;
	wanted: WantedScenario | undefined;
}
