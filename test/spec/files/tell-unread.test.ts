// Why a file could not be read or written, in words for people.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTextFile, tellUnread, tellUnwritten, writeWhole } from '../../../spec/index.ts';

const HERE = import.meta.dirname;

it.each([
	['a file that is not there', join(HERE, 'none.json'), 'there is no such file'],
	['a file below a file', join(import.meta.filename, 'none.json'), 'there is no such file'],
	['a folder', HERE, 'it is a folder'],
	['a name that no file has', join(HERE, 'x'.repeat(300)), 'its name is too long'],
])('%s', (_what, path, told) => {
	let thrown: unknown;
	try {
		readFileSync(path);
	} catch (error) {
		thrown = error;
	}
	expect(tellUnread(thrown)).toBe(told);
});

it.each([
	['in a folder that is not there', join(HERE, 'none', 'a.json'), 'there is no such folder'],
	['below a file', join(import.meta.filename, 'a.json'), 'it would lie below a file'],
	['in the place of a folder', HERE, 'it is a folder'],
	['where there is no room', '/dev/full', 'no room is left'],
])('a file to be written %s', (_where, path, told) => {
	let thrown: unknown;
	try {
		writeWhole(path, 'x');
	} catch (error) {
		thrown = error;
	}
	expect(tellUnwritten(thrown)).toBe(told);
});

it('what no system says stands as it is', () => {
	const picture = join(HERE, '../../../mock/console/requests.png');
	expect(() => readTextFile(picture)).toThrow('it is not UTF-8 text');
	expect(tellUnread(new Error('it is not UTF-8 text'))).toBe('it is not UTF-8 text');
	expect(tellUnread({ code: 'toString' })).toBe('[object Object]');
});
