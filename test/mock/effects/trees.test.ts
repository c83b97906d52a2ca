import { expect, it } from 'vitest';
import { growTree } from '../../../mock/effects/trees.ts';
import type { Session } from '../../../mock/session/session.ts';
import type { EntityRecord } from '../../../mock/store/entity-store.ts';

type Branch = [number, ...Branch[]];

/** `[[1, [2]], [3]]` of `[[1, 0], [2, 1], [3, 0]]`: each with whose child it is. */
function grow(parents: readonly (readonly [number, number])[]): Branch[] {
	const records = parents.map(([id]) => ({ key: String(id), entity: { id } }) as unknown as EntityRecord);
	const { roots, show } = growTree(records, {
		session: undefined as unknown as Session,
		property: 'below',
		findBelow: (_session, record) => records.filter((_one, index) => String(parents[index]?.[1]) === record.key),
	});
	const tell = (node: ReturnType<typeof show>): Branch => [
		node['id'] as number,
		...(node['below'] as ReturnType<typeof show>[]).map(tell),
	];
	return roots.map((record) => tell(show(record)));
}

it.each<[string, readonly (readonly [number, number])[], Branch[]]>([
	['nothing', [], []],
	[
		'one below the other',
		[
			[1, 2],
			[2, 0],
			[3, 1],
		],
		[[2, [1, [3]]]],
	],
	[
		'a parent that is not there',
		[
			[1, 9],
			[2, 1],
		],
		[[1, [2]]],
	],
	['its own parent', [[1, 1]], [[1]]],
	[
		'a circle',
		[
			[1, 2],
			[2, 1],
			[3, 0],
		],
		[[3], [1, [2]]],
	],
])('grows a tree of %s', (_name, parents, expected) => {
	expect(grow(parents)).toEqual(expected);
});

it('leaves out what is deeper than anybody looks', () => {
	const deep = Array.from({ length: 40 }, (_one, index) => [index + 1, index] as const);
	expect(JSON.stringify(grow(deep))).not.toContain('35');
});
