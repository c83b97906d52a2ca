// The headers that the parts of a multipart body have by `encoding.*.headers`.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	const text: JsonObject = { type: 'string' };
	const schema = {
		type: 'object',
		properties: { file: text, meta: { type: 'object' }, files: { type: 'array', items: text }, käse: text },
	};
	const headers = {
		'X-Checksum': { required: true, schema: { type: 'string', minLength: 3 } },
		'X-Count': { $ref: '#/components/headers/Count' },
		'X-Sizes': { schema: { type: 'array', items: { type: 'integer' } } },
		'Content-Type': { schema: { const: 'never' } },
		'X-Free': { description: 'Anything.' },
	};
	const counted = { 'X-Count': { $ref: '#/components/headers/Count' } };
	const encoding = {
		file: { headers },
		files: { contentType: 'image/png', headers: counted },
		meta: { contentType: 'application/json', headers: counted },
		käse: { headers: counted },
	};
	const body = takeBody('send', { 'multipart/form-data': { schema, encoding } });
	const components = { headers: { Count: { schema: { type: 'integer', minimum: 1 } } } };
	mock = await startTestMock({ documents: [describePaths({ '/forms': { post: body } }, { components })] });
});

const part = (name: string, head: string, text = 'x'): string =>
	`--B\r\nContent-Disposition: form-data; name="${name}"${head}\r\n\r\n${text}\r\n`;
const file = '; filename="a.png"\r\nContent-Type: image/png';
const sum = '\r\nX-Checksum: abc';

describe('a part', () => {
	it.each<[string, string, number, string]>([
		['has what it must', part('file', `${file}${sum}`), 204, ''],
		['as names are written', part('file', `${file}\r\nx-CHECKSUM:abc`), 204, ''],
		['that has more', part('file', `${file}${sum}\r\nX-Other: 1\r\nX-Free: 1`), 204, ''],
		['lacks what it must have', part('file', file), 400, '/file header X-Checksum of the part is required'],
		['is too short', part('file', `${file}\r\nX-Checksum: ab`), 400, 'X-Checksum of the part must be at least 3'],
		['without a file is one too', part('file', sum), 204, ''],
		['by a reference', part('file', `${file}${sum}\r\nX-Count: 0`), 400, 'X-Count of the part must be at least 1'],
		[
			'of another type',
			part('meta', '\r\nX-Count: x', '{}'),
			400,
			'/meta header X-Count of the part must be an integer',
		],
		['with a list', part('file', `${file}${sum}\r\nX-Sizes: 1, 2`), 204, ''],
		[
			'with a wrong list',
			part('file', `${file}${sum}\r\nX-Sizes: 1, x`),
			400,
			'X-Sizes of the part /1 must be an integer',
		],
		['that is not there needs none', part('meta', '', '{}'), 204, ''],
		[
			'of several',
			part('files', `${file}\r\nX-Count: 1`) + part('files', `${file}\r\nX-Count: 0`),
			400,
			'/files header X-Count',
		],
		['behind another', part('meta', '', '{}') + part('file', file), 400, '/file header X-Checksum'],
		['whose text looks like a head', part('käse', '', '\r\nX-Count: 0\r\n\r\nX-Count: 0'), 204, ''],
		['by a name beyond ASCII', part('käse', '\r\nX-Count: 0'), 400, 'X-Count of the part must be at least 1'],
	])('%s', async (_name, text, status, reason) => {
		const headers = { 'content-type': 'multipart/form-data; boundary="B"' };
		const reply = await call(mock, 'POST', '/forms', { body: `${text}--B--\r\n`, headers });
		expect([reply.status, reply.reason]).toEqual([status, expect.stringContaining(reason)]);
	});
});

it('of a sample has what it must', async () => {
	const { json } = await call(mock, 'GET', '/__admin/operations/send');
	const { sample } = json as { sample: { target: string; headers: [string, string][]; body: string } };
	expect(sample.body).toContain('X-Checksum: ');
	const headers = Object.fromEntries(sample.headers.map(([name, value]) => [name.toLowerCase(), value]));
	expect((await call(mock, 'POST', sample.target, { body: sample.body, headers })).status).toBe(204);
});
