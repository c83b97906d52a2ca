// The paths under which a document's servers answer (OpenAPI 3.1.1 §4.8.5).

import { getList, getObject, getString, isObject } from '../read/json.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';

/**
 * The path parts of all servers of the root, its paths and operations, without a closing slash, in the order in
 * which they are found; always ends with `''`. Variables have their defaults.
 */
export function readBasePaths(root: JsonObject): string[] {
	const found = new Set<string>();
	const add = (holder: JsonValue | undefined): void => {
		for (const server of getList(holder, 'servers')) {
			const path = readBasePath(server);
			if (path) found.add(path);
		}
	};
	add(root);
	for (const item of Object.values(getObject(root, 'paths') ?? {})) {
		add(item);
		if (isObject(item)) for (const operation of Object.values(item)) add(operation);
	}
	return [...found, ''];
}

function readBasePath(server: JsonValue): string | undefined {
	const url = getString(server, 'url');
	if (url === undefined) return undefined;
	const variables = getObject(server, 'variables');
	const filled = url.replaceAll(/\{([^{}]*)\}/g, (_whole, name: string) => {
		const value = getObject(variables, name)?.['default'];
		return typeof value === 'string' || typeof value === 'number' ? String(value) : 'x';
	});
	// Only the path counts, so a host or port that no URL could have must not matter.
	const path = filled.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
	try {
		return new URL(path.startsWith('/') ? path : `/${path}`, 'http://localhost').pathname.replace(/\/+$/, '');
	} catch {
		return undefined;
	}
}
