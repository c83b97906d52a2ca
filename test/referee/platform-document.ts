// One document of the platform's many, for referees that take one: its paths are references to theirs.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedDocuments } from '../../mock/options/defaults.ts';
import { parseSource } from '../../spec/read/source.ts';

/**
 * Writes it into a folder and tells its path. Of two paths that differ in the names of their parameters alone, as the two documents of the
 * identification with identity document have them, it has the later one: a document may have only one.
 */
export function writePlatformDocument(folder: string): string {
	const paths = shippedDocuments().flatMap((file) => {
		const root = parseSource({ file, text: readFileSync(file, 'utf8') }).value as { paths: object };
		return Object.keys(root.paths).map((path): [string, object] => [
			path,
			{ $ref: `${file}#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}` },
		]);
	});
	const byShape = new Map(paths.map(([path, item]) => [path.replaceAll(/\{[^}]*\}/g, '{}'), [path, item] as const]));
	const shared = join(import.meta.dirname, '../../spec/shared.yaml');
	const document = {
		openapi: '3.1.0',
		info: { title: 'The platform', version: '1.0.0' },
		servers: [{ url: 'http://127.0.0.1/v1' }],
		security: [{ bearerAuth: [] }],
		paths: Object.fromEntries(byShape.values()),
		components: {
			securitySchemes: { bearerAuth: { $ref: `${shared}#/components/securitySchemes/bearerAuth` } },
		},
	};
	const file = join(folder, 'platform.json');
	writeFileSync(file, JSON.stringify(document));
	return file;
}
