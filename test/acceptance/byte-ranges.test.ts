// Parts of bytes: what players, viewers and resumed downloads ask for, where the document has a 206.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { startTestMock } from '../support/mock.ts';

const content: JsonObject = { 'video/mp4': { schema: { type: 'string', format: 'binary' } } };
const good: JsonObject = { description: 'Good.' };
const put = { requestBody: { content }, responses: { '204': good } };
const whole: JsonObject = { '200': { ...good, content } };
const described = { headers: { 'Content-Range': { required: true, schema: { type: 'string' } } }, content };

let mock: RunningMock;
beforeAll(async () => {
	const paths = {
		'/my/film': { put, get: { responses: { ...whole, '206': { ...good, ...described }, '416': good } } },
		'/my/clip': { put, get: { responses: { ...whole, '206': good } } },
		'/my/photo': { put, get: { responses: whole } },
	} as unknown as JsonObject;
	mock = await startTestMock({ documents: [describePaths(paths)] });
	for (const path of Object.keys(paths)) await fetch(mock.url + path, { method: 'PUT', ...SENT });
});
const SENT = { headers: { 'content-type': 'video/mp4' }, body: '0123456789' };

const ask = async (path: string, headers: Record<string, string>, method = 'GET'): Promise<unknown[]> => {
	const reply = await fetch(mock.url + path, { method, headers });
	return [reply.status, await reply.text(), reply.headers.get('content-range')];
};

describe('a range of bytes', () => {
	it.each<[range: string, status: number, text: string, told: string | null]>([
		['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
		['bytes=0-0', 206, '0', 'bytes 0-0/10'],
		['bytes=7-', 206, '789', 'bytes 7-9/10'],
		['bytes=0-', 206, '0123456789', 'bytes 0-9/10'],
		['bytes=-2', 206, '89', 'bytes 8-9/10'],
		['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
		['bytes=8-99', 206, '89', 'bytes 8-9/10'],
		['Bytes=1-2', 206, '12', 'bytes 1-2/10'],
		['bytes=10-', 416, '', 'bytes */10'],
		['bytes=-0', 416, '', 'bytes */10'],
		['bytes=3-2', 200, '0123456789', null],
		['bytes=0-1,4-5', 200, '0123456789', null],
		['bytes=-', 200, '0123456789', null],
		['bytes=x-', 200, '0123456789', null],
		['items=0-3', 200, '0123456789', null],
	])('%s → %i %j', async (range, status, text, told) => {
		for (const path of ['/my/film', '/my/clip']) expect(await ask(path, { range })).toEqual([status, text, told]);
	});

	it('is of the whole type, and of what is there still', async () => {
		const reply = await fetch(`${mock.url}/my/film`, { headers: { range: 'bytes=0-3' } });
		expect(reply.headers.get('content-type')).toBe('video/mp4');
		expect(await ask('/my/film', { range: 'bytes=0-3', 'if-range': '"other"' })).toEqual([200, '0123456789', null]);
	});

	it('is not asked for by HEAD, nor answered where the document has no 206', async () => {
		expect(await ask('/my/film', { range: 'bytes=0-3' }, 'HEAD')).toEqual([200, '', null]);
		expect(await ask('/my/photo', { range: 'bytes=0-3' })).toEqual([200, '0123456789', null]);
	});
});
