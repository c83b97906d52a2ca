// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario writes a parameter
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseScenarioText, readScenarioText } from '../../../mock/scenarios/read-scenario-text.ts';

function parse(text: string) {
	const result = parseScenarioText('a.yaml', text);
	if (!result.ok) throw new Error(result.finding.message);
	return result;
}

function refuse(text: string): string {
	const result = parseScenarioText('a.yaml', text);
	if (result.ok) throw new Error('was read');
	const { code, message, place } = result.finding;
	return `${place.line}:${place.column} ${code} ${message}`;
}

describe('the text of a scenario', () => {
	it.each([
		['{ shop: ${shop}, id: ${id}, n: 1 }', { shop: '${shop}', id: '${id}', n: 1 }],
		['{ path: { order_id: ${id} } }', { path: { order_id: '${id}' } }],
		['[${a}, ${b}]', ['${a}', '${b}']],
		['{a: ${a}}', { a: '${a}' }],
		['a: ${a}', { a: '${a}' }],
		['a: x-${a}-${b}', { a: 'x-${a}-${b}' }],
		['{ a: x-${a} y, b: "${a}", c: \'${a}\' }', { a: 'x-${a} y', b: '${a}', c: '${a}' }],
		['a: |-\n  ${a}\n  ${b.c}', { a: '${a}\n${b.c}' }],
		['{ ${a}: 1 }', { '${a}': 1 }],
		[
			'{ a: ${request.path.id}, b: [x-${request.body#/a~1b/0}, ${entity.c-d}] }',
			{ a: '${request.path.id}', b: ['x-${request.body#/a~1b/0}', '${entity.c-d}'] },
		],
		['{ a: "${request.header.x-a}", ${b.c}: ${now} }', { a: '${request.header.x-a}', '${b.c}': '${now}' }],
		['a: 1 # ${a}', { a: 1 }],
		['{"a": "${a}", "b": 0}', { a: '${a}', b: 0 }],
		['a: "${process.env.X}"', { a: '${process.env.X}' }],
		['a: \ue000${a}\ue001', { a: '\ue000${a}\ue001' }],
		['', null],
		['a: ""', { a: '' }],
		['a: false', { a: false }],
	])('%j is read as it is meant', (text, value) => {
		expect(parse(text).value).toEqual(value);
	});

	it('keeps lines and columns behind a parameter, and below a key that holds one', () => {
		const text = parse('a: { b: ${long_name}, c: 1, ${d}: { e: 2 } }\n');
		expect(text.locate('/a/c')).toEqual({ file: 'a.yaml', line: 1, column: 23, pointer: '/a/c' });
		expect(text.locate('/a/${d}/e')).toMatchObject({ line: 1, column: 37, pointer: '/a/${d}/e' });
	});

	it('finds what stands behind a place of the request, and below a key that is one', () => {
		const text = parse('a: { b: ${request.body#/a}, c: 1, ${e.f/g}: { h: 2 } }\n');
		expect(text.locate('/a/c')).toMatchObject({ line: 1, column: 29 });
		expect(text.locate('/a/${e.f~1g}/h')).toMatchObject({ line: 1, column: 47 });
	});

	it.each([
		['a: [1', '1:6 scenario.syntax'],
		['a: 1\nb: 2\na: 3', '3:1 scenario.syntax the key "a" is given twice'],
		['a: 1\n${x}: 2\n${x}: 3', '3:1 scenario.syntax the key "${x}" is given twice'],
		['{ a: ${b }', '1:7 scenario.syntax'],
		['a: .nan', '1:4 scenario.syntax'],
		[`a: ${'['.repeat(20_000)}`, 'scenario.syntax nested too deep'],
		[`a: ${'['.repeat(600)}${']'.repeat(600)}`, 'scenario.syntax nested'],
		[`{"a":${'['.repeat(600)}${']'.repeat(600)}}`, 'scenario.syntax nested'],
		[
			`a: &a [x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [${`*${n ? `b${n - 1}` : 'a'},`.repeat(9)}]`).join('\n')}`,
			'aliases',
		],
	])('%# is one mistake with its place', (text, expected) => {
		expect(refuse(text)).toContain(expected);
	});

	it('takes __proto__ for a name like any other, and merges maps', () => {
		const { value } = parse('x: &x { b: 1 }\n__proto__: { polluted: ${a} }\ny: { <<: *x, constructor: 2 }');
		expect(Object.keys(value as object)).toEqual(['x', '__proto__', 'y']);
		expect(JSON.stringify(value)).toBe('{"x":{"b":1},"__proto__":{"polluted":"${a}"},"y":{"constructor":2,"b":1}}');
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});
});

describe('a scenario file', () => {
	const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	it.each([
		['missing.yaml', undefined, 'scenario.missing'],
		['large.yaml', `a: ${'x'.repeat(1024 * 1024)}`, 'scenario.too-large'],
		['latin.yaml', Buffer.from('a: caf\xe9', 'latin1'), 'scenario.unreadable'],
	])('%s is refused', (name, content, code) => {
		const file = join(folder, name);
		if (content !== undefined) writeFileSync(file, content);
		expect(readScenarioText(file)).toMatchObject({ ok: false, finding: { code, place: { file, line: 1, column: 1 } } });
	});

	it.each(['utf16le', 'utf8'] as const)('that Windows has written as %s is read', (encoding) => {
		const file = join(folder, `${encoding}.yaml`);
		writeFileSync(file, '\ufeffa: ${b}\r\nc: é\r\n', encoding);
		expect(readScenarioText(file)).toMatchObject({ ok: true, value: { a: '${b}', c: 'é' } });
	});

	it('is refused where it is a folder', () => {
		expect(readScenarioText(folder)).toMatchObject({ ok: false, finding: { code: 'scenario.unreadable' } });
	});

	it('of exactly 1 MiB is read, also through a link and with a byte order mark', () => {
		const file = join(folder, 'full.yaml');
		writeFileSync(file, `\ufeffa: ${'x'.repeat(1024 * 1024 - 6)}`);
		symlinkSync(file, join(folder, 'link.yaml'));
		expect(readScenarioText(join(folder, 'link.yaml'))).toMatchObject({ ok: true });
	});
});
