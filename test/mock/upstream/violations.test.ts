import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../mock/types/finding.ts';
import { formatViolations, isWarning } from '../../../mock/upstream/violations.ts';

const TITLE: Finding = {
	code: 'response.body.required',
	message: "'title' is required",
	in: 'body',
	pointer: '/items/0/a~1b',
};

describe('sl-violations', () => {
	it('tells what does not fit as Prism does', () => {
		expect(JSON.parse(formatViolations([TITLE], 200) ?? '')).toEqual([
			{
				location: ['response', 'body', 'items', 0],
				severity: 'Error',
				code: 'required',
				message: "must have required property 'a/b'",
			},
		]);
	});

	it.each<[Finding, (string | number)[]]>([
		[{ code: 'request.header.required', message: 'x', in: 'header', pointer: 'x-auth' }, ['request', 'header']],
		[{ code: 'request.query.type', message: 'x', in: 'query', pointer: 'limit' }, ['request', 'query', 'limit']],
		[{ code: 'request.body.required', message: 'x', in: 'body', pointer: '' }, ['request', 'body']],
		[{ code: 'response.status', message: 'x', in: 'status' }, ['response']],
		[{ code: 'request.operation', message: 'x' }, ['request']],
	])('places %j', (finding, location) => {
		expect(JSON.parse(formatViolations([finding], 200) ?? '')).toMatchObject([{ location }]);
	});

	it('is not there where there is nothing to tell', () => {
		expect(formatViolations([], 200)).toBeUndefined();
	});

	it('is cut off before no client would read it, and holds ASCII alone', () => {
		const long =
			formatViolations(
				Array.from({ length: 200 }, () => TITLE),
				200,
			) ?? '';
		expect(long).toMatch(/^Too many violations! \[\{/);
		expect(long.length).toBeLessThan(8 * 1024);
		const text = formatViolations([{ ...TITLE, code: 'response.body.enum', message: 'größer\r\nX: y' }], 200) ?? '';
		expect(text).toMatch(/^[\x20-\x7e]+$/);
		expect(JSON.parse(text)).toMatchObject([{ message: 'größer\r\nX: y' }]);
	});

	it.each([
		['response.status', 404, true],
		['response.status', 500, true],
		['response.status', 200, false],
		['response.body.type', 404, false],
		['request.operation', 200, true],
	])('%s of %i is a warning: %s', (code, status, expected) => {
		expect(isWarning({ code, message: '' }, status)).toBe(expected);
	});
});
