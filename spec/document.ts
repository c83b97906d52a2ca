// The documents of one mock: read, and joined where they share something (resources, operation ids).

import { assignEffect } from './effects/assign-effect.ts';
import { declaresState, type Inference, inferEffects, listMisplacedEffects } from './effects/infer.ts';
import { readLifecycle } from './effects/lifecycle.ts';
import { type StartupCode, StartupError } from './errors.ts';
import { buildOperations, type OutlinedOperation, outlineOperations } from './operations/operations.ts';
import { readBasePaths } from './operations/servers.ts';
import { createFinding, type Report } from './read/findings.ts';
import { getObject, getString } from './read/json.ts';
import { type OpenedDocument, type OpenOptions, openDocument } from './read/open.ts';
import type { ReadContext } from './read/read-context.ts';
import type { ApiDocument, Operation } from './types/document.ts';
import type { Resource } from './types/effect.ts';
import type { FileFinding } from './types/finding.ts';
import type { JsonObject } from './types/json.ts';

/** How documents are to be loaded. */
export interface LoadOptions extends OpenOptions {
	/** Guess effects for documents that declare none. Default: true. */
	infer?: boolean;
	/** Mistakes are left in `findings` rather than thrown. Default: false. */
	tolerant?: boolean;
}

/** All documents of one mock. */
export interface LoadedDocuments {
	documents: readonly ApiDocument[];
	/** The resources of all documents together. */
	resources: ReadonlyMap<string, Resource>;
	/** The operations of all documents, in order. */
	operations: readonly Operation[];
	findings: readonly FileFinding[];
}

interface Draft {
	context: ReadContext;
	document: { -readonly [Field in keyof ApiDocument]: ApiDocument[Field] };
	findings: FileFinding[];
	operations: readonly OutlinedOperation[];
}

/** One document alone. See `loadDocuments`. */
export async function loadDocument(source: string | JsonObject, options: LoadOptions = {}): Promise<ApiDocument> {
	return (await loadDocuments([source], options)).documents[0] as ApiDocument;
}

/**
 * Loads documents, given as paths or as values (values are copied). `x-lifecycle` is shared by all of them, operation
 * ids are unique among them. Throws a StartupError: `document.missing`, `.syntax`, `.version`, `.reference…`,
 * `.duplicate-operation`, or `document.invalid` with all mistakes in its `findings`.
 */
export async function loadDocuments(
	sources: readonly (string | JsonObject)[],
	options: LoadOptions = {},
): Promise<LoadedDocuments> {
	const drafts: Draft[] = [];
	for (const source of sources) drafts.push(createDraft(await openDocument(source, options)));
	const resources = joinResources(drafts);
	for (const draft of drafts) {
		const inferred = options.infer === false ? undefined : inferInto(draft, resources);
		for (const entry of draft.operations) {
			assignEffect(draft.context, { ...entry, resources, inferred: inferred?.effects.get(entry.operation) });
		}
	}
	checkOperationIds(drafts);
	const findings = drafts.flatMap((draft) => draft.findings);
	if (!options.tolerant) throwErrors(findings);
	const documents = drafts.map((draft) => draft.document);
	return { documents, resources, operations: documents.flatMap((document) => document.operations), findings };
}

function createDraft(opened: OpenedDocument): Draft {
	const info = getObject(opened.root, 'info');
	const { findings } = opened;
	const document: ApiDocument = {
		file: opened.file,
		title: getString(info, 'title') ?? opened.file,
		version: getString(info, 'version') ?? '',
		root: opened.root,
		basePaths: readBasePaths(opened.root),
		operations: [],
		resources: new Map(),
		locate: opened.locate,
		files: opened.files,
		notes: [],
		findings,
	};
	// A part that many operations share is read, and reported, by each of them.
	const reported = new Set<string>();
	const report = (mistake: Report): void => {
		const id = `${mistake.code} ${mistake.pointer} ${mistake.message}`;
		if (reported.has(id)) return;
		reported.add(id);
		findings.push(createFinding(mistake, opened.locate));
	};
	const context: ReadContext = { document, report };
	document.resources = readLifecycle(opened.root, report);
	for (const pointer of listMisplacedEffects(opened.root)) {
		report({
			code: 'document.effect.shape',
			severity: 'error',
			message: 'x-effect may only be none here',
			remedy: 'declare effects in operations',
			pointer,
		});
	}
	const operations = buildOperations(context, outlineOperations(context));
	document.operations = operations.map((entry) => entry.operation);
	return { context, document, findings, operations };
}

/** Adds what the shape of a document's paths says about its state; nothing where it declares state itself. */
function inferInto(draft: Draft, resources: Map<string, Resource>): Inference | undefined {
	const { document, operations } = draft;
	if (declaresState(document.root, operations)) return undefined;
	const inference = inferEffects(document.root, { operations, taken: resources });
	for (const [name, resource] of inference.resources) resources.set(name, resource);
	document.resources = inference.resources;
	document.notes = inference.notes;
	return inference;
}

/** One map for all documents; the same name declared twice must mean the same. */
function joinResources(drafts: readonly Draft[]): Map<string, Resource> {
	const joined = new Map<string, Resource>();
	for (const draft of drafts) {
		for (const resource of draft.document.resources.values()) {
			const known = joined.get(resource.name);
			if (!known) joined.set(resource.name, resource);
			else if (describeResource(known) !== describeResource(resource)) {
				draft.context.report({
					code: 'document.lifecycle.conflict',
					severity: 'error',
					message: `another document declares the resource "${resource.name}" in another way`,
					remedy: 'declare it in one document only, they share it',
					pointer: resource.pointer,
				});
			}
		}
	}
	return joined;
}

function describeResource(resource: Resource): string {
	const { key, scope, state, initial, states } = resource;
	return JSON.stringify([key, scope, state, initial, [...states.values()]]);
}

function checkOperationIds(drafts: readonly Draft[]): void {
	const ids = new Set<string>();
	const places = new Set<string>();
	for (const { context, document } of drafts) {
		for (const { id, method, pathTemplate, pointer } of document.operations) {
			if (ids.has(id)) {
				context.report({
					code: 'document.duplicate-operation',
					severity: 'error',
					message: `the operationId "${id}" is given twice`,
					remedy: 'give each operation an operationId of its own',
					pointer,
				});
			}
			const place = `${method} ${pathTemplate.replaceAll(/\{[^{}]*\}/g, '{}')}`;
			if (places.has(place)) {
				context.report({
					code: 'document.duplicate-path',
					severity: 'warning',
					message: `${method.toUpperCase()} ${pathTemplate} is answered by an operation before it`,
					remedy: 'serve only one of the two',
					pointer,
				});
			}
			ids.add(id);
			places.add(place);
		}
	}
}

const STARTUP_CODES: Record<string, StartupCode> = {
	'document.duplicate-operation': 'document.duplicate-operation',
	'document.reference': 'document.reference',
};

function throwErrors(findings: readonly FileFinding[]): void {
	const errors = findings.filter((finding) => finding.severity === 'error');
	const first = errors[0];
	if (!first) return;
	throw new StartupError({
		code: STARTUP_CODES[first.code] ?? 'document.invalid',
		message: errors.length === 1 ? first.message : `${first.message}, and ${errors.length - 1} more`,
		...(first.remedy !== undefined && { remedy: first.remedy }),
		place: first.place,
		findings,
	});
}
