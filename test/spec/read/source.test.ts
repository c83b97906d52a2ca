import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSource, readSource, readTextFile } from '../../../spec/index.ts';
import { cpuMs } from '../../support/cpu.ts';
import { catchRefusal, writeFolder } from './documents.ts';

const parse = (text: string, file = 'orders.yaml') => parseSource({ file, text });

function makeAliasBomb(): string {
	const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
	for (let level = 1; level < 10; level++) {
		lines.push(
			`a${level}: &a${level} [${Array(10)
				.fill(`*a${level - 1}`)
				.join(', ')}]`,
		);
	}
	return lines.join('\n');
}

describe('reading text', () => {
	it.each([
		['an empty text', '', null],
		['null', 'null', null],
		['zero', '0', 0],
		['false', 'false', false],
		['an empty string', '""', ''],
		['an empty list', '[]', []],
		['an empty map', '{}', {}],
		['a byte order mark', '\uFEFF{"a": 1}', { a: 1 }],
		['statuses as keys', '200: ok\n1.10: b\nnull: c\ntrue: d', { '200': 'ok', '1.10': 'b', null: 'c', true: 'd' }],
		['YAML 1.1 words', 'a: yes\nb: no\nc: 2001-01-01', { a: 'yes', b: 'no', c: '2001-01-01' }],
		['a YAML 1.1 directive', '%YAML 1.1\n---\na: yes\nb: 2001-01-01', { a: 'yes', b: '2001-01-01' }],
		['an alias', 'a: &x { y: 0 }\nb: *x', { a: { y: 0 }, b: { y: 0 } }],
		['an anchor given twice', 'a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
		['JSON with YAML comments', '{ "a": 1, # one\n "b": [false] }', { a: 1, b: [false] }],
	])('reads %s', (_name, text, value) => {
		expect(parse(text).value).toEqual(value);
	});

	it('lets own keys win over merged ones, and earlier merges over later ones (threat 54)', () => {
		const text = 'a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nc:\n  <<: [*a, *b]\n  x: 0';
		expect(parse(text).value).toHaveProperty('c', { x: 0, y: 1, z: 2 });
	});

	it('takes a quoted << for a key like any other', () => {
		expect(parse('"<<": 1').value).toEqual({ '<<': 1 });
	});

	it.each([
		['YAML', '__proto__: { polluted: true }\nconstructor: { prototype: 1 }', 'orders.yaml'],
		['a merge', 'a: &a { __proto__: { polluted: true } }\nb: { <<: *a }', 'orders.yaml'],
		['JSON', '{"__proto__": {"polluted": true}}', 'orders.json'],
	])('keeps __proto__ as a plain key in %s (threat 54)', (_name, text, file) => {
		const value = parse(text, file).value as object;
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
		expect(JSON.stringify(value)).toContain('__proto__');
	});

	it('reads bytes of YAML as their Base64', async () => {
		expect((await parse('example: !!binary 2Q==')).value).toEqual({ example: '2Q==' });
	});

	it.each([
		['two commas in JSON', '{"a": [1,\n2,,]}', 'orders.json', 2, 4],
		['a comment in JSON that does not end', '{"a": 1}\n/* b', 'orders.json', 2, 1],
		['a mistake behind a comment in JSON', '// x\n{"a": 1,\n b: 2}', 'orders.json', 3, 2],
		['JSON that ends too early', '{"a": [1, 2', 'orders.json', 1, 12],
		['a string that does not end', '{"a": "b', 'orders.json', 1, 7],
		['something behind the value', '{}\n{}', 'orders.json', 2, 1],
		['a bad escape', '{"a": "\\x"}', 'orders.json', 1, 7],
		['a bad number', '{"a": 01}', 'orders.json', 1, 8],
		['brackets that do not close', 'a: [1,\nb: }', 'orders.yaml', 2, 1],
		['a map as a key', '? { a: 1 }\n: 2', 'orders.yaml', 1, 3],
		['an alias without an anchor', 'a: *nobody', 'orders.yaml', 1, 4],
		['an alias to itself', 'a: &a [*a]', 'orders.yaml', 1, 8],
		['two documents', 'a: 1\n---\nb: 1', 'orders.yaml', 2, 1],
		['a merge with a plain value', 'a: { <<: 1 }', 'orders.yaml', 1, 6],
		['tabs as indentation', 'a:\n\tb: 1', 'orders.yaml', 2, 1],
	])('refuses %s with line and column (threat 54)', async (_name, text, file, line, column) => {
		const error = await catchRefusal(() => parse(text, file));
		expect(error.code).toBe('document.syntax');
		expect(error.place).toMatchObject({ file, line, column });
		expect(error.line).not.toContain('\n');
	});

	it.each<[string, string, [string, number, number][]]>([
		['a comma before an end', '{"a": [1,\n2,],\n}', [['a comma stands before an end', 2, 2]]],
		['a comment on a line', '{\n"a": [1, 2]} // "b"', [['JSON has no comments', 2, 14]]],
		['a comment before all of it', '// one\n{"a": [1, 2]}', [['JSON has no comments', 1, 1]]],
		[
			'both',
			'{"a": [1, 2, /* , ] */\n]}',
			[
				['JSON has no comments', 1, 14],
				['a comma stands before an end', 1, 12],
			],
		],
		[
			'Windows',
			'{"a": [1, // one\r\n2, // two\r\n]}',
			[
				['JSON has no comments', 1, 11],
				['a comma stands before an end', 2, 2],
			],
		],
	])('reads JSON with %s, and doubts it', (_name, text, told) => {
		for (const file of ['orders.json', 'orders.jsonc', 'orders.yaml', 'http://x/openapi?format=json']) {
			const source = parse(text, file);
			expect(source.value).toEqual({ a: [1, 2] });
			const doubts = source.doubts?.map(({ code, message, place }) => [code, message, place?.line, place?.column]);
			expect(doubts).toEqual(
				told.map(([message, ...place]) => ['document.json', expect.stringContaining(message), ...place]),
			);
		}
	});

	it.each<[string, string, string, unknown, [number, number][]]>([
		['NaN', 'orders.json', '{"a": NaN, "b": 1}', { a: null, b: 1 }, [[1, 7]]],
		['Infinity', 'orders.json', '{"a": [1,\n-Infinity,Infinity,"NaN"]}', { a: [1, null, null, 'NaN'] }, [[2, 1]]],
		['one without a space before it', 'orders.json', '{"a":NaN}', { a: null }, [[1, 6]]],
		[
			'.inf',
			'orders.yaml',
			'a: .inf\nb: [-.inf, .nan, ".nan"]\n',
			{ a: null, b: [null, null, '.nan'] },
			[
				[1, 4],
				[2, 5],
				[2, 12],
			],
		],
	])('reads %s as nothing, and doubts it', (_name, file, text, value, places) => {
		const source = parse(text, file);
		expect(source.value).toEqual(value);
		expect(source.doubts?.map(({ place }) => [place.line, place.column])).toEqual(places);
		expect(source.doubts?.[0]?.message).toMatch(/is no number of JSON: it is read as null/);
	});

	it('keeps what looks like a comment, or like a comma before an end, in texts of JSON and YAML', () => {
		const value = { a: 'http://x /* y */', b: ',}', c: '\\"//,]' };
		const text = JSON.stringify(value);
		expect(parse(text.replace(/}$/, ',}'), 'orders.json').value).toEqual(value);
		expect(parse('{ a: http://x/y, b: [1,] }').value).toEqual({ a: 'http://x/y', b: [1] });
	});

	it('reads what is more than JSON by its name: JSON5 of a kind', () => {
		expect(parse("// x\n{ a: 'b', // y\n c: [1,], }", 'orders.json5').value).toEqual({ a: 'b', c: [1] });
	});

	it.each(['{"a": 1,}', '{"a": 1 /* b */}'])('refuses %s where there is no place for doubts', async (text) => {
		const error = await catchRefusal(() => parseSource({ file: 'x.json', text, kind: 'scenario' }));
		expect([error.code, error.remedy]).toEqual(['scenario.syntax', expect.stringMatching(/^remove it/)]);
	});

	it('mends a large text in a time that grows with it', () => {
		const many = `{"a": [${'/* x */ "\\"", // y\n'.repeat(100_000)}],}`;
		const open = `{"a": ${'"/*'.repeat(200_000)}`;
		const before = cpuMs();
		parse(many, 'orders.json');
		expect(() => parse(open, 'orders.json')).toThrow();
		expect(cpuMs() - before).toBeLessThan(6000);
	});

	it.each([
		['YAML', 'a: 1\nb:\n  c: 1\n  c: { d: 2 }', 'orders.yaml', [4, 3], '3:3', { a: 1, b: { c: { d: 2 } } }],
		['JSON', '{"a": 1,\n "b": {"c": 1, "c": null}}', 'orders.json', [2, 16], '2:8', { a: 1, b: { c: null } }],
		['JSON, escaped', '{"a": 1,\n "\\u0061": 0}', 'orders.json', [2, 2], '1:2', { a: 0 }],
		[
			'JSON, as __proto__',
			'{"__proto__": 1, "__proto__": 2}',
			'orders.json',
			[1, 18],
			'1:2',
			JSON.parse('{"__proto__":2}'),
		],
		['JSON in a list', '[{"a": 1, "a": [2]}]', 'orders.json', [1, 11], '1:3', [{ a: [2] }]],
	])('lets the last of two equal keys count, and doubts it: %s', (_name, text, file, [line, column], other, value) => {
		const source = parse(text, file);
		expect(source.value).toEqual(value);
		expect(source.doubts).toMatchObject([
			{ code: 'document.duplicate-key', severity: 'warning', place: { file, line, column } },
		]);
		expect(source.doubts?.[0]?.message).toContain(other);
	});

	it.each([
		['YAML', 'a: 1\nexample: 9007199254740993', 'a.yaml', [2, 1], '9007199254740993', '9007199254740992'],
		[
			'YAML in a list of lines',
			'enum:\n  - 1\n  - 9007199254740993',
			'a.yaml',
			[3, 5],
			'9007199254740993',
			'9007199254740992',
		],
		['YAML in a list', 'enum: [1, 9007199254740993]', 'a.yaml', [1, 11], '9007199254740993', '9007199254740992'],
		[
			'a key of digits before it',
			'"9007199254740995": 9007199254740993',
			'a.yaml',
			[1, 1],
			'9007199254740993',
			'9007199254740992',
		],
		[
			'JSON',
			'{"a": "9007199254740993",\n "b": -9007199254740993}',
			'a.json',
			[2, 2],
			'-9007199254740993',
			'-9007199254740992',
		],
		['JSON in a list', '{"enum": [1, 9007199254740993]}', 'a.json', [1, 14], '9007199254740993', '9007199254740992'],
		['beyond an int64', '{"a": 9223372036854775807}', 'a.json', [1, 2], '9223372036854775807', '9223372036854775808'],
	])('doubts a whole number that is read as another: %s', (_name, text, file, [line, column], written, read) => {
		expect(parse(text, file).doubts).toMatchObject([
			{
				code: 'document.number',
				severity: 'warning',
				place: { file, line, column },
				message: `holds ${written}, which can't be kept exactly: numbers are exact up to 2^53: it is read as ${read}`,
			},
		]);
	});

	it.each([
		['a text', 'a: "9007199254740993"\nb: x 9007199254740993 y'],
		['one that a double is', '{"a": 9007199254740994, "b": -3766212330831337}'],
		['bounds', '{"maximum": 9223372036854775807, "exclusiveMinimum": -9223372036854775809}'],
		['an extension', 'x-stamp: { at: 9007199254740993 }'],
		['a fraction', 'a: 1.12345678901234567890'],
	])('has no doubts about %s', (_name, text) => {
		expect(parse(text).doubts).toBeUndefined();
	});

	it.each([
		['JSON', '{"a": {"x": 1},\n "a": {"x": 2}}', 'orders.json'],
		['YAML', 'a: { x: 1 }\na: { x: 2 }', 'orders.yaml'],
	])('places stand at the last of two equal keys: %s', (_name, text, file) => {
		expect(parse(text, file).locate('/a/x')).toMatchObject({ line: 2 });
	});

	it.each(['overlay', 'scenario'] as const)('refuses a key twice in an %s', async (kind) => {
		const error = await catchRefusal(() => parseSource({ file: 'a.yaml', text: 'a: 1\na: 2', kind }));
		expect(error.code).toBe(`${kind}.syntax`);
		expect(error.place).toMatchObject({ line: 2, column: 1 });
	});

	it.each([
		['two', 'a: 1\n---\nb: 1', 'the file holds 2 documents'],
		['three, one of them empty', 'a: 1\n---\n---\nb: 1\n---\nc: 0', 'the file holds 3 documents'],
	])('says what to do about several documents in one file: %s', async (_name, text, message) => {
		const error = await catchRefusal(() => parse(text));
		expect(error).toMatchObject({ message, remedy: expect.stringContaining('split it') });
	});

	it.each([
		['a separator at its end', 'a: 1\n---\n'],
		['an empty document before it', '---\n---\na: 1'],
		['an end and a comment', 'a: 1\n...\n---\n# nothing\n'],
	])('takes one document with %s', (_name, text) => {
		expect(parse(text).value).toEqual({ a: 1 });
	});

	it.each([
		['flow lists', '['.repeat(20_000)],
		['closed flow lists', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
		['block maps', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
		['JSON', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
		['501 levels', `a: ${'['.repeat(501)}${']'.repeat(501)}`],
		['aliases that add up', `a: &a ${'['.repeat(300)}1${']'.repeat(300)}\nb: ${'['.repeat(300)}*a${']'.repeat(300)}`],
	])('refuses what is nested too deep: %s (threat 54)', async (_name, text) => {
		expect((await catchRefusal(() => parse(text))).message).toContain('nested');
	});

	it('takes 500 levels', () => {
		expect(() => parse(`${'['.repeat(500)}${']'.repeat(500)}`)).not.toThrow();
	});

	it('refuses a 599-byte alias bomb in less than a second (threat 53)', async () => {
		const bomb = makeAliasBomb();
		const before = cpuMs();
		expect((await catchRefusal(() => parse(bomb))).message).toContain('aliases');
		expect(cpuMs() - before).toBeLessThan(1000);
	});

	it('gives scenario files codes of their own', async () => {
		const error = await catchRefusal(() => parseSource({ file: 'late.yaml', text: 'a: [', kind: 'scenario' }));
		expect(error.code).toBe('scenario.syntax');
	});
});

describe('reading files', () => {
	const folder = writeFolder({ 'orders.yaml': 'a: 1', 'binary.yaml': 'a: 1' });
	writeFileSync(join(folder, 'binary.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]));
	mkdirSync(join(folder, 'folder'));

	it('names a missing file as it was given', async () => {
		const error = await catchRefusal(() => readSource('no/such/orders.yaml'));
		expect(error.code).toBe('document.missing');
		expect(error.message).toContain('no/such/orders.yaml');
		const scenario = await catchRefusal(() => readSource('late.yaml', { kind: 'scenario' }));
		expect(scenario.code).toBe('scenario.missing');
	});

	it.each([
		['a folder', join(folder, 'folder')],
		['a device', '/dev/null'],
		['bytes that are no UTF-8', join(folder, 'binary.yaml')],
	])('refuses %s', async (_name, file) => {
		expect((await catchRefusal(() => readSource(file))).code).toBe('document.unreadable');
	});

	it.each([
		['UTF-16, low byte first', 'utf16le', '\uFEFF'],
		['UTF-16 without a byte order mark', 'utf16le', ''],
		['UTF-8 with one', 'utf8', '\uFEFF'],
	] as const)('reads %s', (_name, encoding, mark) => {
		const text = `${mark}title: "ä 😀"`;
		writeFileSync(join(folder, 'encoded.yaml'), Buffer.from(text, encoding));
		expect(readSource(join(folder, 'encoded.yaml')).value).toEqual({ title: 'ä 😀' });
		expect(readTextFile(join(folder, 'encoded.yaml'))).toBe('title: "ä 😀"');
	});

	it('tells a text file that is none', () => {
		expect(() => readTextFile(join(folder, 'binary.yaml'))).toThrow('it is not UTF-8 text');
		expect(() => readTextFile(join(folder, 'none.json'))).toThrow('ENOENT');
	});

	it.each([
		['UTF-16', 2],
		['UTF-32', 4],
	] as const)('reads %s, high byte first', (_name, width) => {
		const bytes = Buffer.from(width === 2 ? '\uFEFFa: 1' : '', 'utf16le');
		if (width === 2) bytes.swap16();
		const wide = Buffer.from(
			[0xfeff, 0x61, 0x3a, 0x20, 0x1f600].flatMap((code) => [0, code >> 16, (code >> 8) & 255, code & 255]),
		);
		writeFileSync(join(folder, 'wide.yaml'), width === 2 ? bytes : wide);
		expect(readSource(join(folder, 'wide.yaml')).value).toEqual({ a: width === 2 ? 1 : '😀' });
	});

	it.each([
		['half of a character', Buffer.from([0xff, 0xfe, 0x61])],
		['a lone surrogate', Buffer.from([0xff, 0xfe, 0x3d, 0xd8])],
		['no code point', Buffer.from([0, 0, 0xfe, 0xff, 0, 0x11, 0, 0])],
	])('refuses %s behind a byte order mark', async (_name, bytes) => {
		writeFileSync(join(folder, 'broken.yaml'), bytes);
		expect((await catchRefusal(() => readSource(join(folder, 'broken.yaml')))).code).toBe('document.unreadable');
	});

	it('takes a file below a file for missing', async () => {
		expect((await catchRefusal(() => readSource(join(folder, 'orders.yaml', 'x')))).code).toBe('document.missing');
	});
});

describe('places', () => {
	const yaml = parse(
		'info:\n  title: x\npaths:\n  /a~b:\n    - one\n    - two: 2\nbase: &b\n  deep: 1\nuse: *b\nall: { <<: *b }',
	);
	const json = parse(
		'{\n "info": {"title": "a \\"b\\" {"},\n "paths": {\n  "/a~b": ["one", {"two": 2}, []]\n }, "": 0}',
		'o.json',
	);

	it.each([
		[yaml, '', 1, 1],
		[yaml, '/info', 1, 1],
		[yaml, '/info/title', 2, 3],
		[yaml, '/info/title/nothing/there', 2, 3],
		[yaml, '/nothing', 1, 1],
		[yaml, '/paths/~1a~0b', 4, 3],
		[yaml, '/paths/~1a~0b/0', 5, 7],
		[yaml, '/paths/~1a~0b/1/two', 6, 7],
		[yaml, '/paths/~1a~0b/9', 4, 3],
		[yaml, '/use/deep', 8, 3],
		[yaml, '/all/deep', 8, 3],
		[json, '', 1, 1],
		[json, '/info/title', 2, 11],
		[json, '/paths', 3, 2],
		[json, '/paths/~1a~0b/0', 4, 12],
		[json, '/paths/~1a~0b/1/two', 4, 20],
		[json, '/paths/~1a~0b/2/x', 4, 31],
		[json, '/', 5, 5],
		[json, 'no pointer', 1, 1],
	])('%# finds %s', (source, pointer, line, column) => {
		expect(source.locate(pointer)).toEqual({ file: source.file, line, column, pointer });
	});
});
