// What the pact says is sent, byte for byte: forms, scalars of JSON, and bodies beyond 100 kB.

import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import { createCertificate } from '../../support/certificate.ts';
import { runCli } from '../../support/cli.ts';
import { createFolder, verifier, writePact } from './support.ts';

let server: Server;
let url = '';
const heard: { type: string | undefined; body: string }[] = [];
let isCutting = false;
beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			heard.push({ type: request.headers['content-type'], body: Buffer.concat(chunks).toString('latin1') });
			if (isCutting) request.socket.destroy();
			else response.writeHead(204).end();
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	url = `http://127.0.0.1:${portOf(server)}`;
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

const FORM = 'application/x-www-form-urlencoded';

function pactOf(type: string, content: unknown, encoded: boolean | string = false): object {
	const headers = { 'Content-Type': [type] };
	const request = { method: 'POST', path: '/sent', headers, body: { content, contentType: type, encoded } };
	return {
		consumer: { name: 'c' },
		provider: { name: 'p' },
		interactions: [{ type: 'Synchronous/HTTP', description: 'sent', request, response: { status: 204 } }],
		metadata: { pactSpecification: { version: '4.0' } },
	};
}

function verifyOne(pact: object): ReturnType<typeof verifyPacts> {
	return verifyPacts({ pacts: [writePact(pact)], providerUrl: url, verifier });
}

function portOf(listening: { address(): unknown }): number {
	return (listening.address() as AddressInfo).port;
}

const LONG = 'x'.repeat(200_000);

test.each<[string, string, unknown, (string | boolean)?, string?]>([
	['a form', FORM, 'name=a+b&tag=x&tag=y&a%5Bb%5D=1'],
	['JSON that is a text', 'application/json', 'hello', false, '"hello"'],
	['JSON that is a text in quotes', 'application/json', '"hello"', false, String.raw`"\"hello\""`],
	['JSON that spells its text', 'application/json', '"hello"', 'JSON'],
	['JSON that is a number', 'application/json', 5, false, '5'],
	['JSON of more than 100 kB', 'application/json', { text: LONG }, false, JSON.stringify({ text: LONG })],
	['text of more than 100 kB', 'text/plain', LONG],
	['bytes', 'application/octet-stream', 'AAECAwT//g==', 'base64', '\u0000\u0001\u0002\u0003\u0004\u00ff\u00fe'],
])('%s', async (_, type, content, encoded, sent) => {
	heard.length = 0;
	const report = await verifyOne(pactOf(type, content, encoded));
	expect(heard).toEqual([{ type, body: sent ?? content }]);
	expect(report.ok).toBe(true);
});

test('a provider that cuts the connection fails that interaction, in time', async () => {
	isCutting = true;
	const before = performance.now();
	const report = await verifyOne(pactOf('text/plain', 'hello')).finally(() => {
		isCutting = false;
	});
	expect(report.findings.map(({ code }) => code)).toEqual(['verify.failed']);
	expect(performance.now() - before).toBeLessThan(8000);
});

test('by TLS, where Node trusts the certificate', async () => {
	const certificate = createCertificate();
	const file = join(createFolder(), 'ca.pem');
	writeFileSync(file, certificate.cert);
	const secure = createSecureServer(certificate, (request, response) => {
		request.setEncoding('utf8').on('data', (text: string) => {
			const isRight =
				request.url === '/v1/sent' && text === 'a=b&a=c' && request.headers.host?.endsWith(`:${portOf(secure)}`);
			response.writeHead(isRight ? 204 : 400).end();
		});
	});
	await new Promise<void>((resolve) => {
		secure.listen(0, '127.0.0.1', resolve);
	});
	const providerUrl = `https://127.0.0.1:${portOf(secure)}/v1`;
	const args = ['pact', 'verify', writePact(pactOf(FORM, 'a=b&a=c')), '--provider-url', providerUrl];
	try {
		const distrusted = await runCli(args);
		expect(distrusted.code).toBe(1);
		expect(distrusted.stdout).toContain('was 502');
		expect((await runCli(args, { env: { NODE_EXTRA_CA_CERTS: file } })).code).toBe(0);
	} finally {
		secure.close();
		secure.closeAllConnections();
	}
});

test('what needs a plugin that is not installed says so', async () => {
	const pact = pactOf('text/csv', 'a,b') as { metadata: object };
	const plugins = [{ name: 'no-such-csv', version: '0.0.1', configuration: {} }];
	const report = await verifyOne({ ...pact, metadata: { ...pact.metadata, plugins } });
	expect(report).toMatchObject({
		ok: false,
		findings: [{ code: 'verify.incomplete', message: expect.stringContaining('the plugin no-such-csv 0.0.1') }],
	});
});
