import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntityRecord, Removal } from '../../../mock/store/entity-store.ts';
import type { JsonValue } from '../../../spec/index.ts';
import { openStore } from './stores.ts';

const keysOf = (records: readonly EntityRecord[]) => records.map(({ scope, key }) => `${scope} ${key}`);

describe('entities by what they have at a place', () => {
	it.each<[what: string, has: JsonValue, asked: JsonValue, isFound: boolean]>([
		['a text', 'a', 'a', true],
		['another one', 'a', 'b', false],
		['in another case', 'a', 'A', false],
		['a uuid in another case', '4F5C1F0E-7A53-4D0B-9A35-2D3A6F8F1C01', '4f5c1f0e-7a53-4d0b-9a35-2d3a6f8f1c01', true],
		['a number as a path has it', 7, '7', true],
		['an object by its id', { id: 1, name: 'a' }, { id: 1 }, true],
		['an object without', { name: 'a' }, { name: 'a' }, true],
		['null, which nobody looks for', null, null, false],
	])('%s', (_what, has, asked, isFound) => {
		const { store, put } = openStore();
		put('1', { of: { what: has } });
		put('2', { of: 'else' });
		put('3');
		expect(keysOf(store.findAlike('order', ['of', 'what'], asked))).toEqual(isFound ? ['acme 1'] : []);
		expect(store.findAlike('nothing', ['of'], 'a')).toEqual([]);
	});

	it('are those of the list, in its order, whatever was done before', () => {
		const value = fc.constantFrom('a', 'b');
		const key = fc.nat(3).map(String);
		const scope = fc.constantFrom('acme', 'other');
		const step = fc.oneof(
			fc.record({ do: fc.constant('create' as const), key, scope, value }),
			fc.record({ do: fc.constant('update' as const), key, scope, value }),
			fc.record({ do: fc.constant('remove' as const), key, scope }),
			fc.record({ do: fc.constant('undo' as const) }),
			fc.record({ do: fc.constant('look' as const), value }),
			fc.record({ do: fc.constant('clear' as const) }),
		);
		let looked = 0;
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
				const { store, put } = openStore({ maxEntities: 5 });
				let removal: Removal | undefined;
				for (const one of steps) {
					if (one.do === 'create') put(one.key, { value: one.value }, [one.scope]);
					else if (one.do === 'undo') removal?.putBack();
					else if (one.do === 'clear') store.clear();
					else if (one.do === 'look') {
						const found = store.findAlike('order', ['value'], one.value);
						const all = store.list('order').filter(({ entity }) => entity['value'] === one.value);
						expect(keysOf(found)).toEqual(keysOf(all));
						looked += found.length;
					} else {
						const record = store.find('order', [one.scope], one.key);
						if (record && one.do === 'update') store.update(record, { value: one.value });
						else if (record) removal = store.remove(record);
					}
				}
			}),
		);
		expect(looked).toBeGreaterThan(0);
	});
});
