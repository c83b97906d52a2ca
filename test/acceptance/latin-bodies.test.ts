// Bodies in Latin-1, as Java's clients name it by themselves: read as what they say, and kept as what was meant.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { describePaths } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 4 } } };
const FORM = 'application/x-www-form-urlencoded';
const TYPES = ['application/json', FORM, 'application/xml', 'multipart/form-data'];

let mock: RunningMock;
beforeAll(async () => {
	const content = Object.fromEntries(TYPES.map((type) => [type, { schema }]));
	mock = await startTestMock({
		documents: [
			describePaths({
				'/names': {
					post: {
						requestBody: { required: true, content },
						responses: {
							201: {
								description: '',
								content: {
									'application/json': {
										schema: { ...schema, properties: { id: { type: 'integer' }, ...schema.properties } },
									},
								},
							},
						},
					},
				},
				'/text': {
					post: {
						requestBody: { content: { 'text/plain': { schema: { type: 'string', maxLength: 4 } } } },
						responses: { 204: { description: '' } },
					},
				},
			}),
		],
	});
});

describe('a body in Latin-1', () => {
	it.each([
		['application/json; charset=ISO-8859-1', '{"name":"Zoë"}'],
		['application/json;charset="latin1"', '{"name":"Zoë"}'],
		['application/xml; charset=windows-1252', '<names><name>Zoë</name></names>'],
		[`${FORM}; charset=ISO-8859-1`, 'name=Zo%EB'],
		[`${FORM}; charset=ISO-8859-1`, 'name=Zoë'],
		[`${FORM}; charset=iso8859-1`, 'name=Zo%eb&x=%25'],
		[
			'multipart/form-data; boundary=b; charset=ISO-8859-1',
			'--b\r\ncontent-disposition: form-data; name="name"\r\n\r\nZo\xc3\xab\r\n--b--\r\n',
		],
	])('%s %s', async (type, text) => {
		const reply = await call(mock, 'POST', '/names', {
			body: Buffer.from(text, 'latin1'),
			headers: { 'content-type': type },
		});
		expect([reply.status, reply.json]).toEqual([201, expect.objectContaining({ name: 'Zoë' })]);
	});

	it.each([
		['application/json; charset=windows-1252', Buffer.from('{"name":"\x80\x93\x94"}', 'latin1')],
		['application/xml; charset=ISO-8859-1', Buffer.from('<names><name>\x80\x93\x94</name></names>', 'latin1')],
		[`${FORM}; charset=windows-1252`, Buffer.from('name=%80%93%94')],
	])('%s has the signs that windows-1252 adds', async (type, body) => {
		const reply = await call(mock, 'POST', '/names', { body, headers: { 'content-type': type } });
		expect([reply.status, reply.json]).toEqual([201, expect.objectContaining({ name: '€“”' })]);
	});

	it('has the length of its characters', async () => {
		const headers = { 'content-type': 'text/plain; charset=ISO-8859-1' };
		expect((await call(mock, 'POST', '/text', { body: Buffer.from('ëëëë', 'latin1'), headers })).status).toBe(204);
		expect((await call(mock, 'POST', '/text', { body: Buffer.from('ëëëëë', 'latin1'), headers })).status).toBe(400);
	});

	it('in a charset that is not read is refused as ever', async () => {
		const headers = { 'content-type': 'application/json; charset=utf-16' };
		const reply = await call(mock, 'POST', '/names', { body: '{}', headers });
		expect([reply.status, reply.reason]).toEqual([415, expect.stringContaining('send utf-8')]);
	});
});
