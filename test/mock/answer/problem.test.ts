import { describe, expect, test } from 'vitest';
import { createProblem } from '../../../mock/answer/problem.ts';

const WHY = { step: 'match', findings: [] } as const;

describe('a problem', () => {
	test('has the fields of RFC 9457, and its findings', () => {
		const answer = createProblem({
			status: 404,
			detail: 'no such path',
			findings: [{ code: 'request.path', message: 'is unknown', in: 'path', pointer: '', schemaPointer: '/x' }],
			why: WHY,
			headers: { allow: 'GET' },
		});
		expect(answer.headers).toEqual({ allow: 'GET', 'content-type': 'application/problem+json' });
		expect(JSON.parse(String(answer.body))).toEqual(answer.value);
		expect(answer.value).toEqual({
			type: 'about:blank',
			title: 'Not Found',
			status: 404,
			detail: 'no such path',
			findings: [{ code: 'request.path', message: 'is unknown', in: 'path', pointer: '' }],
		});
	});

	test.each([204, 205, 304, 103])('of status %i has no body', (status) => {
		const answer = createProblem({ status, detail: 'x', why: WHY });
		expect([answer.body, answer.value, answer.headers]).toEqual([undefined, undefined, {}]);
	});

	test('of a status nobody registered has a title all the same', () => {
		expect(createProblem({ status: 599, detail: '', why: WHY }).value).toMatchObject({ title: 'Unknown', detail: '' });
	});
});
