import { execFileSync } from 'node:child_process';
import fs, {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nameDraft, sweepDrafts, writeWhole } from '../../../spec/index.ts';
import { NODE } from '../../support/cli.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'whole-file-'));
});
afterEach(() => {
	vi.restoreAllMocks();
	syncBuiltinESMExports();
	rmSync(folder, { recursive: true, force: true });
});
const at = (...names: string[]): string => join(folder, ...names);

describe('a file that is written whole', () => {
	it.each(['', '0', 'null', 'ä😀', 'x'.repeat(200_000)])(
		'holds the text, takes the place of what was there, and leaves nothing beside it (%#)',
		(text) => {
			writeWhole(at('a.json'), 'first');
			writeWhole(at('a.json'), text);
			expect([readFileSync(at('a.json'), 'utf8'), readdirSync(folder)]).toEqual([text, ['a.json']]);
		},
	);

	it.each(['writeSync', 'fsyncSync', 'renameSync'] as const)(
		'leaves what was there, and no draft, when %s fails',
		(name) => {
			writeWhole(at('a.json'), 'kept');
			vi.spyOn(fs, name).mockImplementation(() => {
				throw Object.assign(new Error('no space left on the device'), { code: 'ENOSPC' });
			});
			syncBuiltinESMExports();
			expect(() => writeWhole(at('a.json'), 'new')).toThrow('no space');
			expect([readFileSync(at('a.json'), 'utf8'), readdirSync(folder)]).toEqual(['kept', ['a.json']]);
		},
	);

	it('is refused where a folder is, and below a file', () => {
		mkdirSync(at('folder', 'inner'), { recursive: true });
		writeWhole(at('file'), 'kept');
		expect(() => writeWhole(at('folder'), 'new')).toThrow();
		expect(() => writeWhole(at('file', 'a.json'), 'new')).toThrow();
		expect(readdirSync(folder).toSorted()).toEqual(['file', 'folder']);
		expect([readFileSync(at('file'), 'utf8'), readdirSync(at('folder'))]).toEqual(['kept', ['inner']]);
	});

	it('keeps the mode of what was there', () => {
		writeWhole(at('a.json'), '1');
		chmodSync(at('a.json'), 0o600);
		writeWhole(at('a.json'), '2');
		expect(statSync(at('a.json')).mode & 0o777).toBe(0o600);
	});

	it('is where a link leads, and the link stays', () => {
		mkdirSync(at('real'));
		writeWhole(at('real', 'a.json'), '1');
		symlinkSync(at('real', 'a.json'), at('link.json'));
		writeWhole(at('link.json'), '2');
		expect(fs.lstatSync(at('link.json')).isSymbolicLink()).toBe(true);
		expect(readFileSync(at('real', 'a.json'), 'utf8')).toBe('2');
	});

	// Named as the system has it, where nothing can be renamed: /dev/stdout is a link to it.
	it.each([' | cat', ' > out.txt; cat out.txt'])('goes to the standard output as it is: %s', (rest) => {
		const module = JSON.stringify(join(import.meta.dirname, '../../../spec/files/whole-file.ts'));
		const script = `import { writeWhole } from ${module}; writeWhole('/proc/self/fd/1', 'through'); console.log(', and on');`;
		const line = `"$NODE" --input-type=module-typescript --eval "$SCRIPT"${rest}`;
		const env = { ...process.env, NODE, SCRIPT: script, NODE_NO_WARNINGS: '1' };
		const out = execFileSync('sh', ['-c', line], { encoding: 'utf8', cwd: folder, env });
		expect(out).toContain('and on');
		if (!rest.includes('>')) expect(out).toContain('through');
		expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
	});

	it('is not written in the place of another when it has to be new', () => {
		writeWhole(at('a.yaml'), 'first', { isNew: true });
		expect(() => writeWhole(at('a.yaml'), 'second', { isNew: true })).toThrow('EEXIST');
		expect([readFileSync(at('a.yaml'), 'utf8'), readdirSync(folder)]).toEqual(['first', ['a.yaml']]);
	});
});

describe('drafts', () => {
	it('of writers that are gone are swept away, at any depth; those of the living, and all else, stay', () => {
		mkdirSync(at('deep'));
		const dead = at('deep', `.tmp-${2 ** 22 + 1}-0a1b2c`);
		const alive = nameDraft(folder);
		for (const file of [dead, alive, at('.tmp-note'), at('a.json')]) fs.writeFileSync(file, '');
		sweepDrafts(folder);
		expect(readdirSync(folder, { recursive: true }).map(String).toSorted()).toEqual(
			[alive.slice(folder.length + 1), '.tmp-note', 'a.json', 'deep'].toSorted(),
		);
		const old = new Date(Date.now() - 120_000);
		fs.utimesSync(alive, old, old);
		sweepDrafts(folder);
		expect(fs.existsSync(alive)).toBe(false);
	});

	it('are swept without a word where there is no folder', () => {
		expect(() => sweepDrafts(at('nowhere'))).not.toThrow();
	});
});
