// What ships with the package and is served when nobody names anything else. The one file of this room that may
// name the default documents.

import { fileURLToPath } from 'node:url';

/** Absolute paths of the documents that ship, in a checkout and in an installed package alike. */
export function shippedDocuments(): string[] {
	return [
		resolve('../../spec/identity-document-admin.openapi.yaml'),
		resolve('../../spec/identity-document.openapi.yaml'),
	];
}

/** The folder of scenarios that ships with them, as an absolute path. */
export function shippedScenarios(): string {
	return resolve('../../scenarios');
}

function resolve(path: string): string {
	return fileURLToPath(new URL(path, import.meta.url));
}
