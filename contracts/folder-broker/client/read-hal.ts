// What is read of a broker's answers: links, and what they embed.

import { isJsonObject } from '../store/exact-json.ts';

/** The target of a link, of a list the first, its `{names}` filled in; `undefined`: the resource has no such link. */
export function readHref(
	resource: unknown,
	relation: string,
	values: Readonly<Record<string, string>> = {},
): string | undefined {
	if (!isJsonObject(resource) || !isJsonObject(resource['_links'])) return undefined;
	const link = resource['_links'][relation];
	const first: unknown = Array.isArray(link) ? link[0] : link;
	const href = isJsonObject(first) ? first['href'] : undefined;
	if (typeof href !== 'string') return undefined;
	return href.replaceAll(/\{(\w+)\}/g, (token, key: string) =>
		Object.hasOwn(values, key) ? encodeURIComponent(values[key] ?? '') : token,
	);
}

/** Reads a list of links, e.g. `pb:record-deployment`. */
export function readLinks(resource: unknown, relation: string): { name: string; href: string }[] {
	if (!isJsonObject(resource) || !isJsonObject(resource['_links'])) return [];
	const links = resource['_links'][relation];
	return (Array.isArray(links) ? links : [])
		.filter(isJsonObject)
		.map((link) => ({ name: String(link['name'] ?? ''), href: String(link['href'] ?? '') }));
}

/** Reads a list that a resource embeds, e.g. `environments`. */
export function readEmbedded(resource: unknown, name: string): Record<string, unknown>[] {
	if (!isJsonObject(resource) || !isJsonObject(resource['_embedded'])) return [];
	const list = resource['_embedded'][name];
	return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
