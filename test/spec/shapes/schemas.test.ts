import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SCHEMAS } from '../../../.ci/schemas.ts';
import { isObject, type JsonValue } from '../../../spec/index.ts';

const FOLDER = join(import.meta.dirname, '../../../spec/schemas');

it.each([...SCHEMAS])('the published schema of %s is what its shape says (npm run schemas)', (name, schema) => {
	const text = readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8');
	expect(JSON.parse(text)).toEqual(schema);
});

it('there are no others', () => {
	expect(readdirSync(FOLDER).sort()).toEqual([...SCHEMAS.keys()].map((name) => `${name}.schema.json`).sort());
});

it.each([...SCHEMAS])('an editor finds a title and a description with every property of %s', (_name, schema) => {
	const bare: string[] = [];
	let count = 0;
	const walk = (value: JsonValue, path: string): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			if (key === 'properties' && isObject(inner) && !path.includes('dependentSchemas')) {
				for (const [name, property] of Object.entries(inner)) {
					count += 1;
					if (!isObject(property) || !property['title'] || !property['description']) bare.push(`${path}/${name}`);
				}
			}
			if (key !== 'examples' && key !== 'default') walk(inner, `${path}/${key}`);
		}
	};
	walk(schema, '');
	expect(bare).toEqual([]);
	expect(count).toBeGreaterThan(5);
});
