// What a consumer sends in a form or in XML, beside the names that the document has for it.

import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonObject, loadDocument } from '../../../spec/index.ts';

const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data; boundary=X';
const part = (name: string, value: string): string =>
	`--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const TEXT = { type: 'string' };
const properties = {
	user: TEXT,
	tags: { type: 'array', items: TEXT },
	address: { type: 'object', properties: { city: TEXT } },
	meta: { type: 'object', additionalProperties: TEXT },
};
const LOGIN: JsonObject = { type: 'object', required: ['user'], xml: { name: 'login' }, properties };
const style = { style: 'deepObject', explode: true };
const encoding = { address: style, meta: style };

test.each<[type: string, body: string, more: JsonObject, unknown: string[]]>([
	[FORM, 'user=ada', {}, []],
	[FORM, 'user=ada&usr=1', {}, ['usr']],
	[FORM, 'user=ada&usr=1', { additionalProperties: true }, ['usr']],
	[FORM, 'user=ada&tags=a&tags=b&address[city]=x&meta[any]=1', {}, []],
	[FORM, 'user=ada&address[town]=x', {}, ['address/town']],
	[PARTS, `${part('user', 'ada')}${part('tags', 'a')}--X--\r\n`, {}, []],
	[PARTS, `${part('user', 'ada')}${part('usr', 'a')}--X--\r\n`, {}, ['usr']],
	['application/xml', '<login><user>ada</user></login>', {}, []],
	['application/xml', '<login><user>ada</user><usr>1</usr></login>', {}, ['usr']],
])('%s: %s with %j', async (type, body, more, unknown) => {
	const [name = ''] = type.split(';');
	const content = { [name]: { schema: { ...LOGIN, ...more }, ...(name !== 'application/xml' && { encoding }) } };
	const document = await loadDocument({
		openapi: '3.1.0',
		info: { title: 'Login', version: '1' },
		paths: { '/login': { post: { requestBody: { content }, responses: { 204: { description: 'ok' } } } } },
	});
	const request = { method: 'POST', path: '/login', headers: { 'Content-Type': type }, body };
	const read = readPact(
		{
			consumer: { name: 'web' },
			provider: { name: 'login' },
			interactions: [{ description: 'log in', request, response: { status: 204 } }],
			metadata: { pactSpecification: { version: '3.0.0' } },
		},
		'web.json',
	);
	if (!read.ok) throw new Error('no pact');
	// Others may be sent, it says: so it is no contradiction.
	const severity = more['additionalProperties'] === true ? 'warning' : 'error';
	const findings = await checkPacts({ pacts: [read.pact], documents: [document], comparator: false });
	expect(findings.map(({ severity, code, pact }) => `${severity} ${code} ${pact.pointer}`)).toEqual(
		unknown.map((one) => `${severity} request.body.unknown-property /interactions/0/request/body/${one}`),
	);
});
