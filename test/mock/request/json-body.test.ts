import { expect, test } from 'vitest';
import { parseJson } from '../../../mock/request/json-body.ts';
import { cpuMs } from '../../support/cpu.ts';

const repeat = (one: string): Uint8Array =>
	Buffer.from(`[${new Array(Math.floor(1e6 / (one.length + 1))).fill(one).join(',')}]`);

test.each([
	['digits just below what a double takes', '1'.repeat(308)],
	['fractions of many digits', `1.${'1'.repeat(300)}`],
	['digits in texts', `"${'1'.repeat(308)}"`],
])('a megabyte of %s is read in time', (_name, one) => {
	const body = repeat(one);
	const startedMs = cpuMs();
	expect(parseJson(body).ok).toBe(true);
	expect(cpuMs() - startedMs).toBeLessThan(1000);
});

test('a number beyond a double is found wherever it stands', () => {
	const digits = '1'.repeat(310);
	for (const text of [digits, `[1,${digits}]`, `{"a":-${digits}}`]) {
		expect(parseJson(Buffer.from(text))).toMatchObject({ ok: false, finding: { code: 'request.body.number' } });
	}
});

test.each([
	['undefined', 'it is "undefined"'],
	['NaN', 'it is "NaN"'],
	[' NaN ', 'it begins with "N"'],
	['Infinity', 'it is "Infinity"'],
	['[object Object]', 'it is "[object Object]"'],
	['{"n":NaN}', 'unexpected "N"'],
	['tru', 'it ends too early'],
	['"abc', 'it ends too early'],
	['{"a":', 'it ends too early'],
	['-', 'it ends too early'],
	['1e', 'it ends too early'],
])('what is no JSON is told as it is: %s', (text, words) => {
	expect(parseJson(Buffer.from(text))).toMatchObject({
		ok: false,
		finding: { message: expect.stringContaining(`is not JSON: ${words}`) },
	});
});

test('the place of a text that no answer can hold is a JSON pointer', () => {
	expect(parseJson(Buffer.from('{"a/b":[{"~c":"\\ud800"}]}'))).toMatchObject({
		ok: false,
		finding: { code: 'request.body.surrogate', pointer: '/a~1b/0/~0c' },
	});
});
