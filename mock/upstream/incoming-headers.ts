// The headers of an upstream's answer as they go back to the client: what spoke of the upstream's place speaks of the mock's.

import { HOP_BY_HOP, listNamed } from './outgoing-headers.ts';

/** The two places between which an answer travels. */
export interface Places {
	/** Without user and password. */
	upstream: URL;
	/** What stands before the paths of this client's requests: `''`, or `/__session/qa`. */
	prefix: string;
	/** The mock as the client calls it, e.g. `http://127.0.0.1:4010`; `''`: nobody knows. */
	origin: string;
}

/** The headers of an answer, read. */
export interface IncomingHeaders {
	/** Names as they came, but `Content-Type`; of several of one name the values joined. */
	headers: Record<string, string>;
	cookies: string[];
	/** In lower case; absent: the body is as it is. */
	encoding: string | undefined;
	contentType: string | undefined;
	/** As the upstream tells it. */
	length: string | undefined;
	/** Where it sends the client to, if that is another host. */
	elsewhere: string | undefined;
}

/** What the mock says itself. */
const OWN: ReadonlySet<string> = new Set(['x-content-type-options', 'sl-violations']);

/** Reads them, with `Location`, `Content-Location` and cookies as the client of the mock needs them: for these alone the places are asked for. */
export function readIncomingHeaders(raw: readonly string[], findPlaces: () => Places): IncomingHeaders {
	const named = listNamed(raw);
	const read: IncomingHeaders = {
		headers: {},
		cookies: [],
		encoding: undefined,
		contentType: undefined,
		length: undefined,
		elsewhere: undefined,
	};
	const { headers } = read;
	for (let index = 0; index + 1 < raw.length; index += 2) {
		const name = raw[index] as string;
		const value = raw[index + 1] as string;
		const lower = name.toLowerCase();
		if (HOP_BY_HOP.has(lower) || OWN.has(lower) || lower.startsWith('x-mock-') || named?.has(lower)) continue;
		switch (lower) {
			case 'content-length':
				read.length = value;
				break;
			case 'content-type':
				read.contentType = value;
				headers['Content-Type'] = value;
				break;
			case 'set-cookie':
				read.cookies.push(rewriteCookie(value, findPlaces()));
				break;
			case 'location':
			case 'content-location': {
				const { location, host } = rewriteLocation(value, findPlaces());
				headers[name] = location;
				if (lower === 'location') read.elsewhere = host;
				break;
			}
			default:
				if (lower === 'content-encoding') read.encoding = value.trim().toLowerCase();
				addHeader(headers, name, value);
		}
	}
	return read;
}

function addHeader(headers: Record<string, string>, name: string, value: string): void {
	// A name like any other on the wire, and none for an object.
	if (name === '__proto__') return;
	const known = Object.hasOwn(headers, name) ? name : Object.keys(headers).find((one) => areSame(one, name));
	headers[known ?? name] = known === undefined ? value : `${headers[known]}, ${value}`;
}

function areSame(one: string, other: string): boolean {
	return one.length === other.length && one.toLowerCase() === other.toLowerCase();
}

/** An address of the upstream becomes one of the mock; others stay, and their host is told. */
function rewriteLocation(
	value: string,
	{ upstream, prefix, origin }: Places,
): { location: string; host: string | undefined } {
	const isAbsolute = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(value);
	if (!isAbsolute && !value.startsWith('/')) return { location: value, host: undefined };
	if (!URL.canParse(value, upstream.href)) return { location: value, host: undefined };
	const target = new URL(value, upstream.href);
	if (target.origin !== upstream.origin) return { location: value, host: target.host };
	const local = prefix + withoutBase(target.pathname, upstream) + target.search + target.hash;
	return { location: isAbsolute ? origin + local : local, host: undefined };
}

/** `/api/orders` of an upstream at `/api` is `/orders` here; what lies beside its base stays. */
function withoutBase(path: string, { pathname }: URL): string {
	const base = pathname.replace(/\/+$/, '');
	if (base === '') return path;
	if (path === base) return '/';
	return path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}

/**
 * A cookie that the mock's client keeps, and sends again: of no domain but the mock's, below the mock's path, and not for TLS alone,
 * which the mock does not speak (`SameSite=None` and `Partitioned` mean nothing without, RFC 6265bis §5.7).
 */
function rewriteCookie(line: string, places: Places): string {
	const [pair = '', ...attributes] = line.split(';');
	// Browsers take such a name only with what it promises.
	const isPromising = /^\s*__(?:Host|Secure)-/i.test(pair);
	const kept = attributes.flatMap((attribute) => {
		const [name = '', ...rest] = attribute.split('=');
		const value = rest.join('=').trim();
		switch (name.trim().toLowerCase()) {
			case 'domain':
				return [];
			case 'secure':
			case 'partitioned':
				return isPromising ? [attribute] : [];
			case 'samesite':
				return value.toLowerCase() === 'none' && !isPromising ? [' SameSite=Lax'] : [attribute];
			case 'path':
				return value.startsWith('/') ? [` Path=${places.prefix}${withoutBase(value, places.upstream)}`] : [attribute];
			default:
				return [attribute];
		}
	});
	return [pair, ...kept].join(';');
}
