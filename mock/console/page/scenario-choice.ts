// Which scenarios fit what: a text, an answer, an entity.

import type { OperationItem, ScenarioSummary } from './control-types.ts';
import { describeGiven } from './describe-given.ts';

/** What is done by requests that name no entity. */
const OF_MANY: ReadonlySet<string> = new Set(['create', 'list', 'clear']);

/** `409`, `reset`: what callers can meet, as they are chosen by. */
export function listServed({ serves }: Pick<ScenarioSummary, 'serves'>): string[] {
	return [...serves.statuses.map(String), ...serves.faults];
}

/** All that a scenario is looked for by, in lower case: its words, what it serves and gives, the operations that its script answers. */
export function listWords(
	scenario: ScenarioSummary,
	operations: ReadonlyMap<string, Pick<OperationItem, 'method' | 'path'>>,
): string {
	const { name, title, description = '', states, cues = [] } = scenario;
	const answered = cues.flatMap(({ on }) => on);
	const calls = answered.map((operation) => {
		const found = operations.get(operation);
		return found ? `${found.method} ${found.path}` : '';
	});
	const told = [...states, ...listServed(scenario), ...describeGiven(scenario), ...answered, ...calls];
	return [name, title, description, ...told].join(' ').toLowerCase();
}

/** Those that can be applied to an entity of the resource: they give one, set all of them, or answer for operations on one. */
export function listFitting(
	{ scenarios, operations }: { scenarios: readonly ScenarioSummary[]; operations: readonly OperationItem[] },
	resource: string,
): readonly ScenarioSummary[] {
	const own = new Set(
		operations
			.filter(({ effect }) => effect?.resource === resource && !OF_MANY.has(effect.kind))
			.map(({ operationId }) => operationId),
	);
	return scenarios.filter(
		({ valid, gives = [], every = [], cues = [] }) =>
			valid &&
			!gives.some((one) => one.resource === resource && one.count > 1) &&
			(gives.some((one) => one.resource === resource && one.count === 1) ||
				every.some((one) => one.resource === resource) ||
				cues.some(({ on }) => on.some((operation) => own.has(operation)))),
	);
}
