// The orders API that the scenarios of these tests play on.

import { join } from 'node:path';
import { loadScenarioFile } from '../../../mock/scenarios/load.ts';
import type { Stage } from '../../../mock/scenarios/stage.ts';
import { type FileFinding, loadDocuments } from '../../../spec/index.ts';

export const FIXTURES: string = join(import.meta.dirname, '../../fixtures/scenarios');

const loaded = await loadDocuments([join(FIXTURES, 'orders.openapi.yaml')]);
export const OPERATIONS = loaded.operations;
export const RESOURCES = loaded.resources;
export const STAGE: Stage = { operations: new Map(OPERATIONS.map((one) => [one.id, one])), resources: RESOURCES };

/** A scenario of the folder `good`, as loaded. */
export function loadGood(name: string) {
	return loadScenarioFile({ file: join(FIXTURES, 'good', `${name}.yaml`), stage: STAGE }).scenario;
}

/** `5:9 scenario.value what is wrong (what to do)` */
export function describeFinding({ place, severity, code, message, remedy }: FileFinding): string {
	const warning = severity === 'warning' ? 'warning ' : '';
	return `${place.line}:${place.column} ${warning}${code} ${message}${remedy ? ` (${remedy})` : ''}`;
}
