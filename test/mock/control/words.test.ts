// Words that the mock has in one place are the same wherever they are told.

import { beforeAll, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { checkCue } from '../../../mock/scenarios/shape.ts';
import { OUTCOMES } from '../../../mock/types/answer.ts';
import { FAULTS } from '../../../mock/types/faults.ts';
import { call, startTestMock } from '../../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock({ seed: 7 });
});

it('the control API names every fault and outcome', async () => {
	const { json } = await call(mock, 'GET', '/__admin/openapi.json');
	const { schemas } = (json as { components: { schemas: Record<string, { enum?: string[]; description: string }> } })
		.components;
	expect(schemas['Fault']?.enum).toEqual(Object.keys(FAULTS));
	for (const { does } of Object.values(FAULTS)) expect(schemas['Fault']?.description).toContain(does);
	expect(schemas['Outcome']?.enum).toEqual([...OUTCOMES]);
});

it('the console has the list of faults', async () => {
	const { status, text } = await call(mock, 'GET', '/__admin/console/main.js');
	expect(status).toBe(200);
	for (const { short } of Object.values(FAULTS)) expect(text).toContain(short);
});

it.each(Object.keys(FAULTS))('a cue may reply with %s', (fault) => {
	expect(checkCue({ on: '*', reply: { fault } })).toEqual([]);
});

it('a mistaken fault is told with all of them', () => {
	expect(checkCue({ on: '*', reply: { fault: 'explode' } })).toMatchObject([
		{ remedy: `known: ${Object.keys(FAULTS).join(', ')}` },
	]);
});
