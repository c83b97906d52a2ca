// What is there by itself, first named by an action.

import { it } from 'vitest';
import { type Call, playSketch } from './play-sketch.ts';

it('is in a state that the action may lead out of', async () => {
	const content = { 'application/json': { schema: { $ref: '#/components/schemas/Step' } } };
	const responses = { 200: { description: '', content }, 409: { description: 'Not possible' } };
	await playSketch(
		{
			lines: [
				'GET /steps >[Step] => list step',
				'GET /steps/{id} >Step => read step',
				'POST /steps/{id}/finish >Step => move step to FINISHED from PENDING,STARTED',
			],
			schemas: { Step: '{id!:int,name,status!:PENDING|STARTED|FINISHED}' },
			more: { 'POST /steps/{id}/finish': { responses } },
		},
		Array.from({ length: 12 }, (_, index): Call[] => [
			`POST /steps/${index + 5001}/finish > 200 {"status":"FINISHED"}`,
			`POST /steps/${index + 5001}/finish > 409`,
		]).flat(),
	);
});
