import { describe, expect, it } from 'vitest';
import { CHANGES } from './rows/changes.ts';
import { ENVELOPES } from './rows/envelopes.ts';
import { KEYS } from './rows/keys.ts';
import { OTHERS } from './rows/other-effects.ts';
import { PATHS } from './rows/paths.ts';
import { SCHEMAS } from './rows/row.ts';
import { inferSketch } from './sketch.ts';

describe.each([
	['paths', PATHS],
	['envelopes', ENVELOPES],
	['keys', KEYS],
	['changes', CHANGES],
	['other effects', OTHERS],
])('what is inferred of %s', (_title, rows) => {
	it.each(rows)('%s', async (_name, resources, lines, more = {}) => {
		const found = await inferSketch({ lines, schemas: SCHEMAS, ...more });
		expect(found.effects).toEqual(found.expected);
		expect(found.resources.sort()).toEqual(resources === '' ? [] : resources.split(/, (?=[\w-]+\()/).sort());
	});
});
