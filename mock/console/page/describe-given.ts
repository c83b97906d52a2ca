// What a scenario gives, and whom it is about, in words.

import type { ScenarioSummary } from './control-types.ts';
import { showText } from './show-text.ts';

/** `['Gives 60 order.', 'Every user, also those made later: status LOCKED.']`; one line where it gives nothing. */
export function describeGiven({ gives = [], every = [] }: Pick<ScenarioSummary, 'gives' | 'every'>): string[] {
	const given = gives.filter(({ count }) => count > 0).map(({ resource, count }) => `${count} ${resource}`);
	const lines = every.map(({ resource, set, where }) => {
		const which = where ? ` where ${listValues(where)}` : '';
		return `Every ${resource}${which}, also those made later: ${set === null ? 'taken away' : listValues(set)}.`;
	});
	if (given.length > 0) lines.unshift(`Gives ${given.join(', ')}.`);
	return lines.length > 0 ? lines.map(showText) : ['Gives nothing.'];
}

/** `status SHIPPED, total {">":5}`. */
function listValues(values: object): string {
	return Object.entries(values)
		.map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
		.join(', ');
}
