// A `+` that nobody encoded is a space in a query: whoever sends a time with an offset is told so.

import { expect, test } from 'vitest';
import { startTestMock } from '../../support/mock.ts';

const inQuery = (name: string, schema: object) => ({ name, in: 'query', schema: { type: 'string', ...schema } });
const parameters = [
	inQuery('since', { format: 'date-time' }),
	inQuery('phone', { pattern: '^\\+\\d+$' }),
	inQuery('mail', { format: 'email' }),
	{ name: 'X-Since', in: 'header', schema: { type: 'string', format: 'date-time' } },
];
const document = {
	openapi: '3.1.0',
	info: { title: 'A', version: '1' },
	paths: { '/a': { get: { parameters, responses: { 200: { description: 'a' } } } } },
};
const HINT = '(a + in a query is a space: write %2B)';

test.each([
	['?since=2024-01-01T00:00:00+02:00', 400, HINT],
	['?since=2024-01-01T00:00:00%2B02:00', 200, ''],
	['?phone=+34600111222', 400, HINT],
	['?mail=ann+b@example.com', 400, HINT],
	['?since=2024-01-01%2000:00:00&mail=a%2Bb@example.com', 400, 'must be in the format date-time'],
	['?since=1+2', 400, 'must be in the format date-time'],
])('%s is %d and tells %j', async (query, status, said) => {
	const { url } = await startTestMock({ documents: [document] });
	const response = await fetch(`${url}/a${query}`);
	const text = status === 200 ? '' : ((await response.json()) as { detail: string }).detail;
	expect([response.status, text.endsWith(said)]).toEqual([status, true]);
});
