// The way out to the upstream by the environment: directly, or through an HTTP proxy.

import { StartupError } from '../../spec/index.ts';

/** This machine is never reached through a proxy. */
const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are looked at, in either case. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** User and password of an address as Basic credentials; `undefined`: it has none. */
export function readCredentials({ username, password }: URL): string | undefined {
	if (username === '' && password === '') return undefined;
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** The proxy as Node's agents want it; `undefined`: there is none, or the upstream is on this machine or one of `NO_PROXY`. */
export function readProxy(url: URL, env: Environment): Record<string, string> | undefined {
	const read = (name: string): string => env[name.toLowerCase()] || env[name] || '';
	const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
	const proxy = read(name);
	if (proxy === '' || LOOPBACK.test(url.hostname) || isExcepted(url, read('NO_PROXY'))) return undefined;
	if (!knowsProxies()) {
		const message = `this Node (${process.version}) can't go through the proxy that ${name} names`;
		const remedy = 'use Node 24.5, 22.21 or later, or take the variable away';
		throw new StartupError({ code: 'option.invalid', message, remedy });
	}
	return { [name]: proxy };
}

/** `*`, a host, or what it ends with: `.corp.test`, `*.corp.test`, `corp.test`; each may name a port. Decided here alone, so that credentials for a proxy go to no one else. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
	const own = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
	return list.split(/[\s,]+/).some((entry) => {
		const [, host = '', wanted] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
		if (entry === '*') return true;
		return host !== '' && (wanted ?? own) === own && (hostname === host || hostname.endsWith(`.${host}`));
	});
}

/** Those of the plain HTTP proxy that this upstream is asked through. */
export function readProxyCredentials(env: Record<string, string> | undefined): string | undefined {
	const proxy = env?.['HTTP_PROXY'];
	return proxy !== undefined && URL.canParse(proxy) ? readCredentials(new URL(proxy)) : undefined;
}

function knowsProxies(): boolean {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}
