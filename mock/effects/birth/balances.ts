// What a new account begins with: what was sent as that, else nothing.

import { getOwn, guessTypes, type JsonObject } from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import type { BirthMember } from './birth-plan.ts';
import { fitsView } from './fit-value.ts';
import { isBalance } from './follow-words.ts';

const OPENING = /^(?:(?:current|initial|opening|starting)_)?balance$|^(?:initial|opening)_(?:deposit|amount)$/;

/** `availableBalance` of what has a `balance`, or was sent an `initialDeposit`; `undefined`: it is none, or nothing was sent. */
export function findOpening(entity: JsonObject, { name, view, isSent }: BirthMember): number | undefined {
	if (isSent || !guessTypes(view).has('number') || !isBalance(name)) return undefined;
	for (const other of Object.keys(entity)) {
		const value = OPENING.test(normalizeName(other)) ? getOwn(entity, other) : undefined;
		if (typeof value === 'number' && fitsView(view, value)) return value;
	}
	return undefined;
}
