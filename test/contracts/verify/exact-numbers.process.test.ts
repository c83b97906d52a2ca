// Numbers that JavaScript can't write: a pact's `10.0` and its 17 digits are sent and compared as they stand in the file.

import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import { createFolder, verifier } from './support.ts';

const DOCUMENT = `
openapi: 3.1.0
info: { title: Numbers, version: '1' }
paths:
  /numbers:
    post:
      operationId: send
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/N' } } } }
      responses: { '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/N' } } } } }
components:
  schemas:
    N: { type: object, required: [n], properties: { n: { type: number } } }
`;

let server: Server;
const heard: string[] = [];
beforeAll(async () => {
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => {
			body += chunk.toString();
		});
		request.on('end', () => {
			heard.push(body);
			response.writeHead(201, { 'content-type': 'application/json' }).end(body);
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

/** The numbers are texts, so that they stand in the file as they are here. */
function pactOf({ sent, expected = sent, more = '' }: { sent: string; expected?: string; more?: string }): string {
	const message = (number: string): string =>
		`"headers":{"content-type":["application/json"]},"body":{"content":{"n":${number}},"contentType":"application/json","encoded":false}`;
	return `{"consumer":{"name":"c"},"provider":{"name":"p"},"interactions":[{"type":"Synchronous/HTTP","description":"send",
"request":{"method":"POST","path":"/numbers",${message(sent)}},"response":{"status":201,${message(expected)}}}${more}],
"metadata":{"pactSpecification":{"version":"4.0"}}}`;
}

function write(name: string, text: string): string {
	const file = join(createFolder(), name);
	writeFileSync(file, text);
	return file;
}

const MESSAGE =
	',{"type":"Asynchronous/Messages","description":"told","contents":{"content":{"a":1},"contentType":"application/json"}}';

test.each(['10.0', '9007199254740993'])('a provider is sent %s, beside messages too', async (sent) => {
	for (const [more, ok] of [
		['', true],
		[MESSAGE, false],
	] as const) {
		heard.length = 0;
		const providerUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const report = await verifyPacts({ pacts: [write('p.json', pactOf({ sent, more }))], providerUrl, verifier });
		expect(report).toMatchObject({ ok, pacts: [{ interactions: [{ outcome: 'passed' }] }] });
		expect(heard.map((body) => body.replace(/^\{"n":|\}$/g, ''))).toEqual([sent]);
	}
});

test.each([
	{ sent: '10.0', outcome: 'passed' },
	{ sent: '10', expected: '10.0', outcome: 'passed' },
	// The mock takes no number that it can't keep, and says so.
	{ sent: '9007199254740993', outcome: 'failed' },
	{ sent: '9007199254740992', expected: '9007199254740993', outcome: 'failed' },
	{ sent: '9007199254740992', outcome: 'passed' },
])('the mock: %j', async ({ outcome, ...numbers }) => {
	const report = await verifyPacts({
		pacts: [write('p.json', pactOf(numbers))],
		documents: [write('numbers.yaml', DOCUMENT)],
		variants: false,
		verifier,
	});
	expect(report.pacts).toMatchObject([{ interactions: [{ outcome }] }]);
});
