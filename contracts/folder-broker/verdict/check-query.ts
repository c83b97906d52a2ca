// What is wrong with a matrix question before anything is looked up.

import type { BrokerState } from '../store/broker-state.ts';
import type { MatrixQuery, VersionSelector } from './matrix-query.ts';

/** Sentences for the caller; empty: the question can be answered. */
export function checkMatrixQuery(state: BrokerState, query: MatrixQuery): string[] {
	const errors: string[] = [];
	for (const selector of query.selectors)
		if (selector.participant === undefined) errors.push('Please specify the pacticipant name');
		else if (isContradictory(selector))
			errors.push(`A version number and latest flag cannot both be specified for ${selector.participant}`);
	for (const { participant } of query.selectors)
		if (participant !== undefined && !state.participants.has(participant))
			errors.push(`Pacticipant ${participant} not found`);
	if (query.selectors.length === 0) errors.push('Please provide 1 or more version selectors.');
	for (const selector of query.ignore)
		if (selector.participant === undefined) errors.push('Please specify the pacticipant name to ignore');
		else if (isContradictory(selector))
			errors.push(`A version number and latest flag cannot both be specified for ${selector.participant} to ignore`);
	const destinations = [query.tag, query.environment, query.mainBranch].filter((given) => given !== undefined);
	if (destinations.length > 1)
		errors.push('Cannot specify more than one destination. Please specify one of tag, environment, or main branch.');
	if (query.latest && query.environment !== undefined)
		errors.push('Cannot specify both latest=true and an environment');
	if (query.environment !== undefined && !state.environments.some(({ name }) => name === query.environment))
		errors.push(`Environment with name '${query.environment}' does not exist`);
	if (!(query.limit >= 1)) errors.push('The limit must be 1 or greater.');
	return [...new Set(errors)];
}

function isContradictory(selector: VersionSelector): boolean {
	return selector.version !== undefined && selector.latest === true;
}
