// What a later start needs of documents that were loaded, as it is read by `spec/kept/`.

import type { ApiDocument, JsonValue, KeptDocument, LoadedDocuments, Operation } from '../spec/index.ts';
import { type KeptOperation, MAP } from '../spec/kept/kept-documents.ts';

/**
 * Writes down what a later start needs of these documents, one entry each. For files of one folder in today's OpenAPI, without
 * overlays, of which nothing is doubtful and whose resources are declared: throws a TypeError for others.
 */
export function keepDocuments({ documents }: LoadedDocuments): KeptDocument[] {
	return documents.map(keepDocument);
}

function keepDocument(document: ApiDocument): KeptDocument {
	const { file, title, version, basePaths, findings, notes = [], files = [] } = document;
	const resources = [...document.resources.values()];
	const isPlain = findings.length + notes.length === 0 && resources.every(({ inferred }) => !inferred);
	if (!isPlain) throw new TypeError(`${file}: what is inferred or doubtful is not kept`);
	return {
		files: files.map((path) => path.replace(/^.*[/\\]/, '')),
		title,
		version,
		basePaths,
		resources: packMaps(resources),
		operations: document.operations.map(keepOperation),
	};
}

function keepOperation(operation: Operation): KeptOperation {
	const { id, method, pathTemplate, pointer, summary, description, tags, effect, document } = operation;
	const stateless = document.explainStateless?.(operation);
	return {
		id,
		method,
		pathTemplate,
		pointer,
		...(summary !== undefined && { summary }),
		...(description !== undefined && { description }),
		tags,
		...(effect && { effect: packMaps(effect) }),
		...(stateless && { stateless }),
	};
}

function packMaps(value: unknown): JsonValue {
	const text = JSON.stringify(value, (_key, one: unknown) => (one instanceof Map ? { [MAP]: [...one] } : one));
	return JSON.parse(text) as JsonValue;
}
