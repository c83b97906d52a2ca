import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../spec/index.ts';
import { documentedAnswer, statusKeyOf } from '../../../spec/index.ts';

function operationWith(...keys: string[]): Operation {
	const responses = new Map(
		keys.map((key) => [key, { key, description: '', pointer: '', headers: [], mediaTypes: [] }]),
	);
	return { responses } as unknown as Operation;
}

describe('the documented answer nearest to a status', () => {
	const cases: [keys: string[], wanted: number, status: number | undefined, key: string | undefined][] = [
		[['200', '404'], 404, 404, '404'],
		[['200', '422'], 400, 422, '422'],
		[['400'], 422, 400, '400'],
		[['403'], 401, 403, '403'],
		[['401'], 403, 401, '401'],
		[['410'], 404, 410, '410'],
		[['412', '422'], 409, 412, '412'],
		[['422'], 409, 422, '422'],
		[['400', '422'], 409, 422, '422'],
		[['400', '422', 'default'], 409, 409, 'default'],
		[['422', '4XX'], 409, 409, '4XX'],
		[['400', '4XX'], 404, 404, '4XX'],
		[['410', '4XX'], 404, 410, '410'],
		[['400', 'default'], 404, 404, 'default'],
		[['4XX', 'default'], 404, 404, '4XX'],
		[['400'], 415, 400, '400'],
		[['400', '404'], 401, undefined, undefined],
		[['400', '403'], 401, 403, '403'],
		[['500'], 503, 500, '500'],
		[['400'], 500, undefined, undefined],
		[['200'], 404, undefined, undefined],
		[['200', '400'], 404, undefined, undefined],
		[[], 200, undefined, undefined],
	];
	test.each(cases)('of %j for %i: %s by %s', (keys, wanted, status, key) => {
		const found = documentedAnswer(operationWith(...keys), wanted);
		expect(found?.status).toBe(status);
		expect(found?.definition.key).toBe(key);
	});

	test('a status is counted under its own key, its range or default', () => {
		const operation = operationWith('200', '4XX', 'default');
		expect([200, 404, 500].map((status) => statusKeyOf(operation, status))).toEqual(['200', '4XX', 'default']);
		expect(statusKeyOf(operationWith('200'), 404)).toBeUndefined();
	});
});
