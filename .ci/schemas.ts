// Writes the JSON Schemas of scenario files and of the extensions: `npm run schemas`, after each change of their shapes.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCENARIO } from '../mock/scenarios/shape.ts';
import { EFFECT, LIFECYCLE, type Shape, writeSchema } from '../spec/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Each published schema by its name, as its shape has it. */
export const SCHEMAS: ReadonlyMap<string, Shape> = new Map([
	['scenario', SCENARIO],
	['x-effect', EFFECT],
	['x-lifecycle', LIFECYCLE],
]);

if (import.meta.main) {
	const files = Array.from(SCHEMAS, ([name, shape]) => {
		const file = join(ROOT, 'spec', 'schemas', `${name}.schema.json`);
		writeFileSync(file, JSON.stringify(writeSchema(shape)));
		return file;
	});
	execFileSync(join(ROOT, 'node_modules', '.bin', 'biome'), ['format', '--write', ...files], { stdio: 'inherit' });
}
