// The connections to the upstream, kept for the next requests: over TLS with certificates of one's own, or through the HTTP proxy of the environment.

import { readFileSync } from 'node:fs';
import type { Agent, AgentOptions, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import { StartupError, tellUnread } from '../../spec/index.ts';
import { isEndless } from './standstill.ts';

/** What may be kept open for the next requests. */
const MAX_IDLE_SOCKETS = 64;
/** Who keeps a connection for no longer than this may close it under the next request. */
const SOON = /^timeout=0*[01](?!\d)/;
/** How Node's agent calls the place to which all of them lead. */
const PLACE = 'upstream';

/** Ways to the one place that is called. */
export interface Connections {
	agent: Agent;
	/** Node's `request`, of the scheme that the upstream has. */
	start: (options: RequestOptions) => ClientRequest;
	/** What the head of an answer says of its connection is kept in mind; tells whether the body may be silent for hours. */
	heed(message: IncomingMessage): { isEndless: boolean };
}

/** Opens none yet. `ca`: a PEM file; `proxyEnv`: as Node's agents take it. Throws a StartupError `option.invalid` for certificates that can't be read. */
export function openConnections(about: {
	isTls: boolean;
	ca: string | undefined;
	proxyEnv: Record<string, string> | undefined;
}): Connections {
	const { isTls, ca, proxyEnv } = about;
	const { Agent: PlainAgent, request: startPlain } = process.getBuiltinModule('node:http');
	const options: AgentOptions = {
		keepAlive: true,
		maxFreeSockets: MAX_IDLE_SOCKETS,
		scheduling: 'lifo',
		...(proxyEnv && { proxyEnv }),
	};
	/** Connections whose other side is about to close them. */
	const leaving = new WeakSet<object>();
	const ease = (agent: Agent): Agent => {
		// All lead to one place: Node's agent would name it anew several times for each request.
		agent.getName = () => PLACE;
		// As Node's own does, but for making an object of all headers to look at one of them.
		agent.keepSocketAlive = (socket) => {
			const { keepAliveMsecs = 1000 } = options;
			(socket as Socket).setKeepAlive(true, keepAliveMsecs);
			(socket as Socket).unref();
			return !leaving.has(socket);
		};
		return agent;
	};
	const heed: Connections['heed'] = ({ rawHeaders, socket }) => {
		let isSilent = false;
		for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
			const name = rawHeaders[index] as string;
			const value = rawHeaders[index + 1] as string;
			if (name.length === 12 && name.toLowerCase() === 'content-type') isSilent ||= isEndless(value);
			else if (name.length === 10 && name.toLowerCase() === 'keep-alive' && SOON.test(value)) leaving.add(socket);
		}
		return { isEndless: isSilent };
	};
	const trusted = ca === undefined ? undefined : readCertificates(ca);
	if (!isTls) return { agent: ease(new PlainAgent(options)), start: startPlain, heed };
	const { Agent: TlsAgent, request: start } = process.getBuiltinModule('node:https');
	return { agent: ease(new TlsAgent({ ...options, ...(trusted && { ca: trusted }) })), start, heed };
}

function readCertificates(file: string): string[] {
	const { rootCertificates } = process.getBuiltinModule('node:tls');
	let pem: string;
	try {
		pem = readFileSync(file, 'utf8');
	} catch (cause) {
		const remedy = 'name a PEM file that can be read';
		const message = `--upstream-ca: ${file} can't be read: ${tellUnread(cause)}`;
		throw new StartupError({ code: 'option.invalid', message, remedy, cause });
	}
	if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
		const message = `--upstream-ca: ${file} holds no certificate`;
		throw new StartupError({
			code: 'option.invalid',
			message,
			remedy: 'it must be in PEM: -----BEGIN CERTIFICATE-----',
		});
	}
	return [...rootCertificates, pem];
}
