import { expect, it } from 'vitest';
import { drawSketch } from '../../spec/effects/infer/sketch.ts';
import { startTestMock } from '../../support/mock.ts';

it('operations tell what they do to the state, or why nothing, with the lines that would change it', async () => {
	const { document } = drawSketch({
		lines: [
			'POST /things <{n} >201 {id:int,n} => create thing',
			'GET /things/{id} >{id:int,n} => read thing',
			'PUT /things/{id} <{colour} >204 => none',
			'GET /health >{ok:bool} => none',
		],
		more: { 'GET /health': { 'x-effect': 'none' } },
	});
	const mock = await startTestMock({ documents: [document] });
	const { operations } = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as {
		operations: Record<string, unknown>[];
	};
	const told = operations.map(({ method, path, effect, reason, lines }) => ({ method, path, effect, reason, lines }));
	expect(told).toEqual([
		{
			method: 'POST',
			path: '/things',
			effect: { kind: 'create', resource: 'thing', inferred: true, does: 'creates thing, keyed by id' },
		},
		{
			method: 'GET',
			path: '/things/{id}',
			effect: { kind: 'read', resource: 'thing', inferred: true, does: 'reads thing' },
		},
		{
			method: 'PUT',
			path: '/things/{id}',
			reason: 'nothing that it takes is a property of the entity',
			lines: expect.stringContaining('replace: thing'),
		},
		{ method: 'GET', path: '/health', reason: 'x-effect: none stands in it' },
	]);
});
