// One document of the platform's many, for referees that take one: its paths are references to theirs.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedDocuments } from '../../mock/options/defaults.ts';
import { parseSource } from '../../spec/read/source.ts';
import { PAIR } from '../support/pair.ts';

/**
 * Writes it into a folder and tells its path. Without the two documents of the identification with identity document, which name one path
 * differently and have referees of their own.
 */
export function writePlatformDocument(folder: string): string {
	const documents = shippedDocuments().filter((file) => !PAIR.includes(file));
	const paths = documents.flatMap((file) => {
		const root = parseSource({ file, text: readFileSync(file, 'utf8') }).value as { paths: object };
		return Object.keys(root.paths).map((path): [string, object] => [
			path,
			{ $ref: `${file}#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}` },
		]);
	});
	const shared = join(import.meta.dirname, '../../spec/shared.yaml');
	const document = {
		openapi: '3.1.0',
		info: { title: 'The platform', version: '1.0.0' },
		servers: [{ url: 'http://127.0.0.1/v1' }],
		security: [{ bearerAuth: [] }],
		paths: Object.fromEntries(paths),
		components: {
			securitySchemes: { bearerAuth: { $ref: `${shared}#/components/securitySchemes/bearerAuth` } },
		},
	};
	const file = join(folder, 'platform.json');
	writeFileSync(file, JSON.stringify(document));
	return file;
}
