// How work that lasts lets others have their turn.

import { machine } from '../../spec/index.ts';

/**
 * Waits until what came meanwhile is read, and answered: a request waits for the end of the turn of the event loop that it came in, which is
 * behind an immediate that was there before it.
 */
export async function giveWay(): Promise<void> {
	await new Promise(machine.setImmediate);
	await new Promise(machine.setImmediate);
}
