// Media types that are neither JSON nor XML and hold values all the same: YAML, and tables.

/** Whether a media type is YAML (RFC 9512): `application/yaml`, `text/x-yaml`, `application/openapi+yaml`; lower case, without parameters. */
export function isYamlType(type: string): boolean {
	return /^(?:application|text)\/(?:x-)?yaml$|\+yaml$/.test(type);
}

const SEPARATORS: Readonly<Record<string, string>> = { 'text/csv': ',', 'text/tab-separated-values': '\t' };

/** What parts the cells of a table, e.g. `,` in `text/csv`; `undefined`: the media type is no table. */
export function findSeparator(type: string): string | undefined {
	return SEPARATORS[type];
}
