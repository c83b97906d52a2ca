// Between the verifier and a provider that speaks TLS: Node trusts what NODE_EXTRA_CA_CERTS and a certificate that signs itself ask for; the verifier doesn't.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent, request as startRequest } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A way to the provider that needs no certificates. */
export interface TlsRelay {
	/** With the provider's base path, e.g. `http://127.0.0.1:40123/v1`. */
	url: string;
	close(): Promise<void>;
}

/** Passes everything on as it came, in both directions; on a free port of the loopback. `env` names the HTTP proxy, as Node's agents take it. */
export async function startTlsRelay(
	providerUrl: string,
	env: Readonly<Record<string, string | undefined>>,
): Promise<TlsRelay> {
	const provider = new URL(providerUrl);
	const agent = new Agent({ proxyEnv: env });
	const server = createServer((request, response) => pass({ request, response, provider, agent }));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}${provider.pathname.replace(/\/+$/, '')}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
				agent.destroy();
			}),
	};
}

function pass(args: { request: IncomingMessage; response: ServerResponse; provider: URL; agent: Agent }): void {
	const { request, response, provider, agent } = args;
	const { hostname, port, username, password } = provider;
	const onward = startRequest({
		agent,
		hostname: hostname.replaceAll(/^\[|\]$/g, ''),
		...(port !== '' && { port }),
		...(username !== '' && { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
		method: request.method ?? 'GET',
		path: request.url ?? '/',
		headers: { ...request.headers, host: provider.host },
	});
	onward.on('response', (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
		answer.on('error', () => response.destroy()).pipe(response);
	});
	// The verifier is to say what failed, as it does of a connection of its own.
	onward.on('error', (error) => {
		if (response.headersSent) response.destroy();
		else
			response.writeHead(502, { 'Content-Type': 'text/plain' }).end(`the provider can't be reached: ${error.message}`);
	});
	request.pipe(onward);
}
