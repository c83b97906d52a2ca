// Files of a form that come without a name, as Java's and Python's clients send bytes that are no file on their disk.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { call, startTestMock } from '../support/mock.ts';

const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00, 0xff, 0x80]);
const DOCUMENT: JsonObject = {
	openapi: '3.0.3',
	info: { title: 'files', version: '1' },
	paths: {
		'/files': {
			post: {
				requestBody: {
					required: true,
					content: {
						'multipart/form-data': {
							schema: {
								type: 'object',
								required: ['file'],
								properties: {
									file: { type: 'string', format: 'binary' },
									files: { type: 'array', items: { type: 'string', format: 'binary' } },
									title: { type: 'string' },
									count: { type: 'integer' },
								},
							},
						},
					},
				},
				responses: { 204: { description: 'kept' } },
			},
		},
	},
};

/** One part: its name, the lines of its head beside that, and what is in it. */
type Part = [name: string, head: string, content: Buffer | string];

async function post(parts: readonly Part[]): Promise<[number, string]> {
	const chunks = parts.flatMap(([name, head, content]) => [
		Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n${head}\r\n`),
		Buffer.from(content),
		Buffer.from('\r\n'),
	]);
	const mock = await startTestMock({ documents: [DOCUMENT] });
	const headers = { 'content-type': 'multipart/form-data; boundary=b' };
	const { status, reason } = await call(mock, 'POST', '/files', {
		body: Buffer.concat([...chunks, Buffer.from('--b--\r\n')]),
		headers,
	});
	return [status, reason];
}

const FILE: Part = ['file', 'Content-Type: application/octet-stream\r\n', BYTES];

describe('a file without a name', () => {
	it.each<[string, Part[]]>([
		['says what it is', [FILE]],
		['says nothing', [['file', '', BYTES]]],
		['stands beside fields', [FILE, ['title', '', 'ä'], ['count', '', '3']]],
		['is one of several', [FILE, ['files', 'Content-Type: image/png\r\n', BYTES], ['files', '', BYTES]]],
		['holds what looks like a head', [['file', '', Buffer.concat([BYTES, Buffer.from('\r\nContent-Disposition: x')])]]],
	])('is taken where it %s', async (_what, parts) => {
		expect(await post(parts)).toEqual([204, '']);
	});

	it('is still no text', async () => {
		expect(await post([FILE, ['title', '', BYTES]])).toEqual([400, expect.stringContaining('not valid UTF-8')]);
		expect(await post([FILE, ['count', '', 'x']])).toEqual([400, expect.stringContaining('/count must be an integer')]);
	});
});
