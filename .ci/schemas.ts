// Writes the JSON Schemas of scenario files and of the extensions: `npm run schemas`, after each change of their shapes.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listMockCommands } from '../mock/cli/mock-commands.ts';
import { SCENARIO } from '../mock/scenarios/shape.ts';
import { EFFECT } from '../spec/effects/effect-shape.ts';
import { LIFECYCLE } from '../spec/effects/lifecycle-shape.ts';
import type { JsonObject } from '../spec/index.ts';
import { describeSettings } from './describe-settings.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the package's files can be had from once it is published, so that each has one name everywhere. */
const ADDRESS = 'https://unpkg.com/stunt-double/dist/spec/schemas';

const headOf = (name: string): JsonObject => ({
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	$id: `${ADDRESS}/${name}.schema.json`,
});

const MOCK_COMMANDS = listMockCommands({
	loadPactReader: () => Promise.reject(new Error('nothing is run')),
	judgePact: () => Promise.reject(new Error('nothing is run')),
	listCommands: () => Promise.reject(new Error('nothing is run')),
}).commands;

/** Each published schema by its name, as its shape has it. */
export const SCHEMAS: ReadonlyMap<string, JsonObject> = new Map([
	['scenario', { ...headOf('scenario'), ...SCENARIO.schema }],
	['x-effect', { ...headOf('x-effect'), ...EFFECT.schema }],
	['stunt-double', { ...headOf('stunt-double'), ...describeSettings(MOCK_COMMANDS) }],
	['x-lifecycle', { ...headOf('x-lifecycle'), ...LIFECYCLE.schema }],
]);

if (import.meta.main) {
	const files = Array.from(SCHEMAS, ([name, schema]) => {
		const file = join(ROOT, 'spec', 'schemas', `${name}.schema.json`);
		writeFileSync(file, JSON.stringify(schema));
		return file;
	});
	execFileSync(join(ROOT, 'node_modules', '.bin', 'biome'), ['format', '--write', ...files], { stdio: 'inherit' });
}
