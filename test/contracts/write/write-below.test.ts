import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeBelow } from '../../../contracts/write/write-below.ts';
import { catchRefusal } from '../../spec/read/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'write-below-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a file is written with its folder, and one that can not be is what its user must mend', async () => {
	const file = join(folder, 'new', 'pact.json');
	writeBelow(file, '{}');
	expect(readFileSync(file, 'utf8')).toBe('{}');
	writeFileSync(join(folder, 'taken'), 'x');
	for (const place of [join(folder, 'taken', 'pact.json'), join(folder, 'taken', 'sub', 'pact.json')]) {
		const refusal = await catchRefusal(() => writeBelow(place, '{}'));
		expect(refusal).toMatchObject({
			code: 'option.invalid',
			message: expect.stringContaining("can't be written (it "),
		});
	}
});
