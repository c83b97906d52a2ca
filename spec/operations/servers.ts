// The paths under which a document's servers answer (OpenAPI 3.1.1 §4.8.5).

import { getList, getObject, getOwn, getString, isObject } from '../read/json.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';

/** More base paths than anybody documents: each operation is routed once for each. */
const MAX_PATHS = 100;
/** A host without the `//` before it, as people write it: `localhost:3000`, `api.orders.test`; not a file such as `index.php`. */
const BARE_HOST =
	/^(?!\/|[^/?#]*\.(?:php|html?|json|ya?ml|aspx?|ashx|jsp|cgi|do|svc)(?:[/?#]|$))(?:[\w.-]+:\d+|localhost|\d{1,3}(?:\.\d{1,3}){3}|(?:[\w-]+\.)+[a-z]{2,})(?=[/?#]|$)/i;
/** Addresses of one server that are looked at for their paths: hosts have variables as well. */
const MAX_ADDRESSES = 10_000;

/**
 * The path parts of all servers of the root, its paths and operations, without a closing slash, in the order in
 * which they are found; always ends with `''`. Variables have their defaults, and each value of their `enum` besides; one without an
 * `enum` has any value, as `/{tenant}` behind that of its default. At most 100 paths (OpenAPI 3.1.1 §4.8.6).
 */
export function readBasePaths(root: JsonObject): string[] {
	const found = new Set<string>();
	const add = (holder: JsonValue | undefined): void => {
		const servers = getOwn(holder, 'servers');
		// One alone, where a list belongs, can mean nothing else; nor can an address without its `url`.
		const isOne = isObject(servers) || typeof servers === 'string';
		for (const server of isOne ? [servers] : getList(holder, 'servers')) {
			for (const url of fillVariables(typeof server === 'string' ? { url: server } : server)) {
				const path = found.size < MAX_PATHS && readBasePath(url);
				if (path) found.add(path);
			}
		}
	};
	add(root);
	for (const item of Object.values(getObject(root, 'paths') ?? {})) {
		add(item);
		if (isObject(item)) for (const operation of Object.values(item)) add(operation);
	}
	return [...found, ''];
}

/** The addresses that a server stands for, the one of the defaults first. */
function* fillVariables(server: JsonValue): Generator<string> {
	const written = getString(server, 'url');
	if (written === undefined) return;
	// `${API_URL}` and `{{baseUrl}}`, as shells and Postman write what is filled in.
	const url = written.replace(/\$?\{\{?([^{}]*)\}\}?/g, '{$1}');
	const variables = getObject(server, 'variables');
	let filled = [url];
	for (const name of new Set(Array.from(url.matchAll(/\{([^{}]*)\}/g), (match) => match[1] as string))) {
		const said = readValues(getObject(variables, name), findOpen(url, name));
		const values = said.length > 0 ? said : [isOrigin(url, name) ? 'http://x' : 'x'];
		filled = values
			.flatMap((value) => filled.map((text) => text.replaceAll(`{${name}}`, () => value)))
			.slice(0, MAX_ADDRESSES);
	}
	yield* filled;
}

/** What an address begins with, and a path follows: `{baseUrl}/v1`. */
function isOrigin(url: string, name: string): boolean {
	return url === `{${name}}` || url.startsWith(`{${name}}/`);
}

/** The default, then the `enum`. Empty: nothing tells it. `open`: what stands for any value, where the variable is a segment of the path and has no `enum`. */
function readValues(variable: JsonObject | undefined, open: string | undefined): string[] {
	const listed = getList(variable, 'enum');
	const values = [getOwn(variable, 'default'), ...listed];
	const texts = values.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
	if (listed.length > 0 || open === undefined || texts[0]?.includes('/')) return [...new Set(texts)];
	return [...texts, open];
}

/** `{name}` where it stands in the path; what an address begins with may be its origin as well. */
function findOpen(url: string, name: string): string | undefined {
	const path = /^(?:[^/?#]*:)?\/\/[^/?#]*(\/[^?#]*)|^(\/[^?#]*)/.exec(url);
	const variable = `{${name}}`;
	return (path?.[1] ?? path?.[2])?.includes(variable) ? variable : undefined;
}

function readBasePath(url: string): string | undefined {
	// Only the path counts, so a host or port that no URL could have must not matter.
	const path = url
		.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '')
		.replace(BARE_HOST, '')
		.replace(/[?#].*$/s, '');
	try {
		const { pathname } = new URL(path.startsWith('/') ? path : `/${path}`, 'http://localhost');
		return pathname.replaceAll('%7B', '{').replaceAll('%7D', '}').replace(/\/+$/, '');
	} catch {
		return undefined;
	}
}
