import { expect, it } from 'vitest';
import { nameEntity } from '../../../mock/text/name-entity.ts';

it.each([
	['order', '42', 'order 42'],
	['settings', 'settings', 'settings'],
	['order', '', 'order'],
	['order', 'x'.repeat(81), `order ${'x'.repeat(80)}...`],
	['order', 'x'.repeat(80), `order ${'x'.repeat(80)}`],
])('an entity of %s with the key %s is called %s', (resource, key, name) => {
	expect(nameEntity({ resource, key })).toBe(name);
});
