// What ships with the package and is served when nobody names anything else. The one file of this room that may
// name the default documents.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The default part, a group a document; the first two come first in whatever lists them. */
const DOCUMENTS = [
	'identity-document-admin',
	'identity-document',
	'documents',
	'forms',
	'sections',
	'templates',
	'templates-configuration',
	'contracts',
	'sign-configuration',
	'sign-process',
	'biometric-signature',
	'simple-signature',
	'agent-admin',
	'agent',
	'otp-admin',
	'otp',
	'scoring',
];

/** Absolute paths of the documents that ship, in a checkout and in an installed package alike. */
export function shippedDocuments(): string[] {
	return DOCUMENTS.map(findDocument);
}

/** The document of the control API, as an absolute path. */
export function shippedControlDocument(): string {
	return findDocument('control');
}

/** The folder of scenarios that ships with them, as an absolute path. */
export function shippedScenarios(): string {
	return resolve('../../scenarios');
}

/** Which of all these were checked together, and as what; written by the build, in a checkout by `npm run read-ahead`. */
export function shippedChecks(): string {
	return resolve('../../spec/checked.json');
}

/** What a start needs of these documents, a line each; written together with the checks. */
export function shippedKept(): string {
	return resolve('../../spec/kept.jsonl');
}

/** YAML in a checkout; in the package the JSON that was made of it, which is read without a YAML parser. */
function findDocument(name: string): string {
	const json = resolve(`../../spec/${name}.openapi.json`);
	return existsSync(json) ? json : resolve(`../../spec/${name}.openapi.yaml`);
}

function resolve(path: string): string {
	return fileURLToPath(new URL(path, import.meta.url));
}
