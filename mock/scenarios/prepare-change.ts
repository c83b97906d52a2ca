// A change of many entities at once, without a file: the same row as in `given`, checked in the same way.

import { getObject, type JsonObject } from '../../spec/index.ts';
import { type EveryRow, readEveryRows } from '../fixtures/every-row.ts';
import type { Finding } from '../types/finding.ts';
import { checkGivenAgainst } from './check-given.ts';
import { checkScenarioSchemas } from './check-schemas.ts';
import type { ScenarioFinding } from './scenario-finding.ts';
import { checkShape } from './shape.ts';
import type { Stage } from './stage.ts';

/** `{ every, where }` of a resource, ready; findings instead: it is of another form, or does not fit the documents. Never throws. */
export function prepareChange(resource: string, row: JsonObject, stage: Stage): readonly EveryRow[] | Finding[] {
	const source: JsonObject = { name: 'change', title: 'change', given: { [resource]: [row] } };
	const mistakes: ScenarioFinding[] = checkShape(source);
	const given = getObject(source, 'given') ?? {};
	if (mistakes.length === 0) checkGivenAgainst(given, stage, (mistake) => mistakes.push(mistake));
	if (mistakes.every(({ severity }) => severity === 'warning')) {
		const scenario = { ...source, given: { [resource]: [row] } };
		mistakes.push(...checkScenarioSchemas({ ...EMPTY, ...scenario }, stage));
	}
	const errors = mistakes.filter(({ severity }) => severity !== 'warning');
	if (errors.length === 0) return readEveryRows({ [resource]: [row] }).get(resource) ?? [];
	return errors.map(({ code, message, remedy, pointer }) => ({
		code: code.replace(/^scenario\.given\./, 'entity.'),
		message: remedy === undefined ? message : `${message}; ${remedy}`,
		in: 'body' as const,
		pointer: pointer.replace(/^\/given\/[^/]*\/0\/every/, '/set').replace(/^\/given\/[^/]*\/0/, ''),
	}));
}

const EMPTY = {
	name: 'change',
	title: 'change',
	file: '',
	states: [],
	parameters: {},
	script: [],
	source: {},
	findings: [],
	serves: { statuses: [], faults: [] },
};
