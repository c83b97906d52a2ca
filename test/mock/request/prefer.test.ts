import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Preferences, parsePrefer } from '../../../mock/request/prefer.ts';

describe('parsePrefer', () => {
	it.each<[string | readonly string[] | undefined, Partial<Preferences>]>([
		[undefined, { applied: '' }],
		['', { applied: '' }],
		[' , ;', { applied: '' }],
		['code=409', { code: 409, applied: 'code=409' }],
		['code="409"', { code: 409, applied: 'code=409' }],
		['Code = 409', { code: 409, applied: 'code=409' }],
		['code=409, example=gone', { code: 409, example: 'gone', applied: 'code=409, example=gone' }],
		[['code=409', 'dynamic=true'], { code: 409, dynamic: true, applied: 'code=409, dynamic=true' }],
		['example="a, b; \\"c\\""', { example: 'a, b; "c"', applied: 'example="a, b; \\"c\\""' }],
		['dynamic', { dynamic: true, applied: 'dynamic=true' }],
		['dynamic=""', { dynamic: true, applied: 'dynamic=true' }],
		['dynamic=FALSE', { dynamic: false, applied: 'dynamic=false' }],
		['seed=0', { seed: '0', applied: 'seed=0' }],
		['seed=abc', { seed: 'abc', applied: 'seed=abc' }],
		['code=404, code=409', { code: 404, applied: 'code=404' }],
		['respond-async, wait=10; code=500, return=minimal', { applied: '' }],
		['code=409; foo=bar', { code: 409, applied: 'code=409' }],
		['__proto__=1, constructor=2, example=toString', { example: 'toString', applied: 'example=toString' }],
		['example="never ends, code=409', { example: '', applied: '' }],
	])('reads %j', (header, expected) => {
		const { findings, ...found } = parsePrefer(header);
		if (expected.example === '') expect(found.example).not.toBe('');
		else expect({ found, findings }).toEqual({ found: expected, findings: [] });
	});

	it.each([
		['code=', 'request.prefer.code'],
		['code', 'request.prefer.code'],
		['code=0', 'request.prefer.code'],
		['code=99', 'request.prefer.code'],
		['code=100', 'request.prefer.code'],
		['code=101', 'request.prefer.code'],
		['code=199', 'request.prefer.code'],
		['code=600', 'request.prefer.code'],
		['code=4XX', 'request.prefer.code'],
		['code=1e2', 'request.prefer.code'],
		['example=', 'request.prefer.example'],
		['dynamic=1', 'request.prefer.dynamic'],
		['seed=""', 'request.prefer.seed'],
		[`seed=${'a'.repeat(4096)}`, 'request.prefer.too-long'],
	])('finds fault with %.20s and applies nothing', (header, code) => {
		const preferences = parsePrefer(header);
		expect(preferences).toEqual({
			applied: '',
			findings: [expect.objectContaining({ code, in: 'header', pointer: 'prefer' })],
		});
	});

	it('applies the good ones beside a bad one', () => {
		expect(parsePrefer('code=x, seed=1')).toMatchObject({ seed: '1', applied: 'seed=1', findings: [{}] });
	});

	it('reads any header, and its own answer as what it understood', () => {
		const headers = fc.string({ unit: fc.constantFrom(...'code=,;" \\exampl1209dynictrufsb') });
		fc.assert(
			fc.property(headers, (header) => {
				const { applied, findings: _, ...found } = parsePrefer(header);
				expect(parsePrefer(applied)).toEqual({ ...found, applied, findings: [] });
			}),
			{ numRuns: 2000 },
		);
	});
});
