// Documents that were kept: their paths and effects are known, the rest of each is read when somebody first asks for it.

import { dirname, join, relative } from 'node:path';
import type { LoadedDocuments } from '../document.ts';
import { buildOperations, outlineOperations, remember } from '../operations/operations.ts';
import { createBundle } from '../read/bundle.ts';
import { createFinding } from '../read/findings.ts';
import type { ReadContext } from '../read/read-context.ts';
import { parseSource, type Source } from '../read/source.ts';
import type { ApiDocument, Operation } from '../types/document.ts';
import type { Effect } from '../types/effect.ts';
import type { FileFinding, Place } from '../types/finding.ts';
import type { JsonObject, Pointer } from '../types/json.ts';
import type { Resource } from '../types/resource.ts';
import { type KeptDocument, type KeptOperation, readKeptEffect, readKeptResources } from './kept-documents.ts';

/** Where kept documents come from. */
export interface KeptPlace {
	/** The folder of the files, absolute and without links. */
	directory: string;
	/** What each of the files said when it was kept, and says now, in UTF-8; by its absolute path. */
	files: ReadonlyMap<string, Uint8Array>;
}

/** The same documents as `loadDocuments` makes of these files, each of them read with the first look at more than what was kept. */
export function reopenDocuments(kept: readonly KeptDocument[], place: KeptPlace): LoadedDocuments {
	const documents = kept.map((one) => reopenDocument(one, place));
	const resources = new Map<string, Resource>();
	for (const document of documents) {
		for (const [name, resource] of document.resources) if (!resources.has(name)) resources.set(name, resource);
	}
	return { documents, resources, operations: documents.flatMap(({ operations }) => operations), findings: [] };
}

function reopenDocument(kept: KeptDocument, { directory, files: contents }: KeptPlace): ApiDocument {
	const files = kept.files.map((name) => join(directory, name));
	const file = files[0] as string;
	const findings: FileFinding[] = [];
	const read = remember(() => readBundle(file, { contents, findings }));
	const operations: Operation[] = [];
	const document: ApiDocument = {
		file,
		title: kept.title,
		version: kept.version,
		basePaths: kept.basePaths,
		operations,
		resources: new Map(readKeptResources(kept).map((resource) => [resource.name, resource])),
		notes: [],
		findings,
		files,
		get root() {
			return read().root;
		},
		locate: (pointer) => read().locate(pointer),
		explainStateless: (operation) => kept.operations[operations.indexOf(operation)]?.stateless,
	};
	const report: ReadContext['report'] = (mistake) => findings.push(createFinding(mistake, document.locate));
	const open = remember(() => {
		const context: ReadContext = { document, report };
		const built = buildOperations(context, outlineOperations(context));
		return new Map(built.map(({ operation }) => [nameOperation(operation), operation]));
	});
	for (const one of kept.operations) operations.push(new ReopenedOperation(one, { document, open }));
	return document;
}

/** An operation of which only what start-up needs was kept: for the rest, its document is read. */
class ReopenedOperation implements Operation {
	readonly id: string;
	readonly method: Operation['method'];
	readonly pathTemplate: string;
	readonly document: ApiDocument;
	readonly pointer: Pointer;
	declare readonly summary?: string;
	declare readonly description?: string;
	readonly tags: readonly string[];
	declare effect?: Effect;
	readonly #open: () => ReadonlyMap<string, Operation>;
	#whole: Operation | undefined = undefined;

	constructor(
		kept: KeptOperation,
		{ document, open }: { document: ApiDocument; open(): ReadonlyMap<string, Operation> },
	) {
		const { id, method, pathTemplate, pointer, summary, description, tags } = kept;
		const effect = readKeptEffect(kept);
		this.id = id;
		this.method = method;
		this.pathTemplate = pathTemplate;
		this.document = document;
		this.pointer = pointer;
		if (summary !== undefined) this.summary = summary;
		if (description !== undefined) this.description = description;
		this.tags = tags;
		if (effect) this.effect = effect;
		this.#open = open;
	}

	get parameters(): Operation['parameters'] {
		return this.#read().parameters;
	}

	get requestBody(): Operation['requestBody'] {
		return this.#read().requestBody;
	}

	get responses(): Operation['responses'] {
		return this.#read().responses;
	}

	get callbacks(): Operation['callbacks'] {
		return this.#read().callbacks;
	}

	get security(): Operation['security'] {
		return this.#read().security;
	}

	#read(): Operation {
		this.#whole ??= this.#open().get(nameOperation(this)) as Operation;
		return this.#whole;
	}
}

/** An operation's place among those of its document: its id may be another one where several documents have it. */
function nameOperation({ method, pathTemplate }: Pick<Operation, 'method' | 'pathTemplate'>): string {
	return `${method} ${pathTemplate}`;
}

function readBundle(
	file: string,
	{ contents, findings }: { contents: KeptPlace['files']; findings: FileFinding[] },
): { root: JsonObject; locate(pointer: Pointer): Place } {
	const directory = dirname(file);
	const readText = (path: string): string => new TextDecoder().decode(contents.get(path));
	const readFile = (path: string): Source =>
		parseSource({ file: join(directory, relative(directory, path)), text: readText(path), isSound: true });
	const source = readFile(file);
	const root = source.value as JsonObject;
	const bundle = createBundle({
		source,
		root,
		path: file,
		directory,
		mayFetch: () => false,
		readFile,
		readText,
		report: (mistake) => findings.push(createFinding(mistake, bundle.locate)),
	});
	bundle.run();
	return { root, locate: bundle.locate };
}
