import { describe, expect, test } from 'vitest';
import { type ContractFinding, sortFindings } from '../../../contracts/finding.ts';
import { formatFindingsAsJson } from '../../../contracts/report/findings-as-json.ts';
import { formatFindings } from '../../../contracts/report/findings-as-text.ts';
import { groupFindings } from '../../../contracts/report/group-findings.ts';
import { escapeXml, formatJUnit } from '../../../mock/report/junit.ts';

const ERROR: ContractFinding = {
	code: 'response.body.invalid',
	severity: 'error',
	message: 'The pact expects "<b>&\u001b[31m", but it must be a number',
	remedy: 'Correct it',
	pact: { file: 'p.json', interaction: 'get "it" & <go>', pointer: '/interactions/1/response/body/a' },
	document: { file: 'd.yaml', pointer: '/paths', line: 3 },
};
const WARNING: ContractFinding = {
	code: 'matcher.wider',
	severity: 'warning',
	message: 'wide',
	pact: { file: 'p.json', interaction: 'list', pointer: '/interactions/0/request' },
};
const WHOLE: ContractFinding = {
	code: 'pact.file.not-json',
	severity: 'error',
	message: 'cut off',
	pact: { file: 'other.json', pointer: '' },
};
const FILE = {
	file: 'p.json',
	interactions: [
		{ description: 'list', pointer: '/interactions/0' },
		{ description: 'get "it" & <go>', pointer: '/interactions/1' },
	],
};

test('findings are sorted by file and interaction, errors first', () => {
	const tenth = { ...WARNING, pact: { ...WARNING.pact, pointer: '/interactions/10' } };
	expect(sortFindings([tenth, ERROR, WARNING, WHOLE])).toEqual([WHOLE, WARNING, ERROR, tenth]);
});

test('the text has both places, the remedy, and a closing line; it can’t steer the terminal', () => {
	const text = formatFindings([ERROR, WARNING], { files: 1, interactions: 2 });
	expect(text).toContain('p.json: list');
	expect(text).toContain('pact /interactions/1/response/body/a, document d.yaml:3 /paths');
	expect(text).toContain('→ Correct it');
	expect(text.split('\n').at(-1)).toBe('1 pact, 2 interactions: 1 error, 1 warning');
	expect(text).not.toContain('\u001b');
	expect(formatFindings([], { files: 0, interactions: 0 })).toBe('0 pacts, 0 interactions: 0 errors, 0 warnings');
});

test('the JSON can be read back', () => {
	expect(JSON.parse(formatFindingsAsJson([ERROR, WARNING], { files: 1, interactions: 2 }))).toEqual({
		files: 1,
		interactions: 2,
		errors: 1,
		warnings: 1,
		notes: 0,
		findings: [WARNING, ERROR],
	});
});

describe('JUnit', () => {
	test('a suite a file, a test an interaction; warnings don’t fail', () => {
		const suites = groupFindings([ERROR, WARNING, WHOLE], [FILE]);
		expect(suites.map(({ name, cases }) => [name, cases.map((one) => [one.name, one.failures.length])])).toEqual([
			[
				'p.json',
				[
					['the file', 0],
					['list', 0],
					['get "it" & <go>', 1],
				],
			],
			['other.json', [['the file', 1]]],
		]);
		const xml = formatJUnit(suites);
		expect(xml).toContain('<testsuites tests="4" failures="2" errors="0" skipped="0" time="0.000">');
		expect(xml).toContain('name="get &quot;it&quot; &amp; &lt;go&gt;"');
		expect(xml).not.toContain('\u001b');
		expect(xml.match(/<testcase /g)).toHaveLength(4);
	});

	test.each([
		['', ''],
		['a & b < c > d "e" \'f\'', 'a &amp; b &lt; c &gt; d &quot;e&quot; &apos;f&apos;'],
		['\u0000\u0008\u000b\u001f\ufffe\uffff', '\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd'],
		['half \ud800 a character', 'half \ufffd a character'],
		['😀 ]]>', '😀 ]]&gt;'],
		['a\n\tb\r', 'a&#10;&#9;b&#13;'],
	])('%j is escaped', (text, escaped) => {
		expect(escapeXml(text)).toBe(escaped);
	});
});
