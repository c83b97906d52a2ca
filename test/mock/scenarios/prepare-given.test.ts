import { expect, it } from 'vitest';
import { createRandom } from '../../../mock/chance/random.ts';
import { prepareGiven } from '../../../mock/scenarios/prepare-given.ts';
import type { ActiveScenario } from '../../../mock/session/active-scenario.ts';

it('a session that is put back hears what holds for later entities, and none is made again for it', () => {
	const given = { order: [{ generate: 1000 }, { every: { status: 'PAID' } }] };
	const active = { scenario: { name: 'many', given }, parameters: {} } as unknown as ActiveScenario;
	const served = (): never => {
		throw new Error('entities were made');
	};
	const args = { active, random: createRandom(1, 'a'), nowMs: 0, keep: true, rows: {}, served };
	expect(prepareGiven({ ...args, isResumed: true })?.settle).toBeTypeOf('function');
	expect(() => prepareGiven(args)).toThrow('entities were made');
});
