// Cookies that a cue sets: each has a line of its own, and they stand in the place of those that the document shows.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { describePaths, giveBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const OBJECT = { 'application/json': { schema: { type: 'object' } } };
const LIST = { type: 'array', items: { type: 'string' } };
const COOKIE = { type: 'string', pattern: '^[a-z]+=[a-z0-9]+' };
const EXPIRES = 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT';

function setCookie(header: object): object {
	const operation = giveBody('given', OBJECT) as { responses: Record<string, object> };
	return { ...operation, responses: { 200: { ...operation.responses['200'], headers: header } } };
}

let mock: RunningMock;
beforeAll(async () => {
	const paths = {
		'/listed': {
			get: { ...setCookie({ 'Set-Cookie': { example: ['x=1', 'y=2'], schema: LIST } }), operationId: 'listed' },
		},
		'/one': { get: { ...setCookie({ 'Set-Cookie': { schema: COOKIE } }), operationId: 'one' } },
		'/tags': { get: { ...setCookie({ 'X-Tags': { schema: LIST } }), operationId: 'tags' } },
	};
	mock = await startTestMock({ documents: [describePaths(paths)] });
});

let count = 0;
async function play(
	on: string,
	headers: unknown,
): Promise<{ told: string; cookies: string[]; answer: Response | undefined }> {
	count += 1;
	const session = `s${count}`;
	const cued = await call(mock, 'POST', `/__admin/sessions/${session}/cues`, {
		body: { on, reply: { status: 200, body: {}, headers } },
	});
	if (cued.status !== 200) {
		const [first] = (cued.json as { findings: { message: string }[] }).findings;
		return { told: `${cued.status} ${first?.message}`, cookies: [], answer: undefined };
	}
	const answer = await fetch(`${mock.url}/${on}`, {
		headers: { 'X-Mock-Session': session, accept: 'application/json' },
	});
	return { told: `${answer.status}`, cookies: answer.headers.getSetCookie(), answer };
}

describe('a cue', () => {
	it.each<[string, unknown, string[]]>([
		['listed', ['a=1', 'b=2; HttpOnly'], ['a=1', 'b=2; HttpOnly']],
		['listed', 'a=1', ['a=1']],
		['listed', EXPIRES, [EXPIRES]],
		['one', 'a=1', ['a=1']],
		['one', [EXPIRES, 'b=2'], [EXPIRES, 'b=2']],
		['one', ['a=1', `b=\${request.header.accept}`], ['a=1', 'b=application/json']],
	])('of %s sets the cookies %j', async (on, cookies, expected) => {
		expect(await play(on, { 'Set-Cookie': cookies })).toMatchObject({ told: '200', cookies: expected });
	});

	it.each([
		['one', { 'set-cookie': ['a=1', '!'] }, /^400 .*does not fit/],
		['one', { 'Set-Cookie': [] }, /^400 .*is empty/],
		['one', { 'Set-Cookie': [['a=1']] }, /^400 .*must be/],
		['one', { 'Set-Cookie': ['a=1\r\nX-Other: b'] }, /^400 .*can't have/],
	])('of %s is refused with the headers %j', async (on, headers, told) => {
		expect((await play(on, headers)).told).toMatch(told);
	});

	it('joins what stands in a list for any other header', async () => {
		const { told, answer } = await play('tags', { 'X-Tags': ['a', 7] });
		expect([told, answer?.headers.get('x-tags')]).toEqual(['200', 'a, 7']);
	});

	it('has its cookies in the journal', async () => {
		await play('one', { 'Set-Cookie': ['a=1', 'b=2'] });
		const { text } = await call(mock, 'GET', `/__admin/sessions/s${count}/requests.har`);
		expect(text.match(/set-cookie/gi)).toHaveLength(2);
	});
});
