// The documents of one mock: read, and joined where they share something (resources, operation ids).

import { assignEffect } from './effects/assign-effect.ts';
import { addDeclaredOwners } from './effects/declared-owners.ts';
import { createExplainer } from './effects/infer/explain-stateless.ts';
import { groupDocuments } from './effects/infer/group-documents.ts';
import { type Inference, inferEffects } from './effects/infer/infer-effects.ts';
import { readLifecycle } from './effects/lifecycle.ts';
import { listMisplacedEffects } from './effects/misplaced-effects.ts';
import { StartupError } from './errors.ts';
import { buildOperations, type OutlinedOperation, outlineOperations, remember } from './operations/operations.ts';
import { readBasePaths } from './operations/servers.ts';
import { createFinding, createFollowing, type Report } from './read/findings.ts';
import { getObject, getString } from './read/json.ts';
import { type OpenedDocument, type OpenOptions, openDocument } from './read/open.ts';
import { joinPointer } from './read/pointer.ts';
import type { ReadContext } from './read/read-context.ts';
import type { ApiDocument, Operation } from './types/document.ts';
import type { FileFinding } from './types/finding.ts';
import type { JsonObject } from './types/json.ts';
import type { Resource } from './types/resource.ts';

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
 * Loads documents: paths, http(s) addresses, `-` for standard input, or values (which are copied). `x-lifecycle` is shared by
 * all of them, operation ids are made unique among them. A mistake costs the operation that has it, and is in `findings`. Throws
 * a StartupError for what can't be read, for a reference that leads out (`document.missing`, `.syntax`, `.version`,
 * `.reference…`), and for what would mislead: a mistake in what is said of the state, or nothing left to serve
 * (`document.invalid` with all mistakes in its `findings`).
 */
export async function loadDocuments(
	sources: readonly (string | JsonObject)[],
	options: LoadOptions = {},
): Promise<LoadedDocuments> {
	const drafts: Draft[] = [];
	for (const source of sources) drafts.push(createDraft(await openDocument(source, options)));
	forgiveMisses(drafts);
	distinguishOperations(drafts);
	const resources = joinResources(drafts);
	const groups = options.infer === false ? [] : groupDocuments(drafts);
	const inferences = new Map(groups.flatMap((group) => inferInto(group, resources)));
	for (const draft of drafts) {
		const inference = inferences.get(draft);
		for (const entry of draft.operations) {
			assignEffect(draft.context, { ...entry, resources, inferred: inference?.effects.get(entry.operation) });
		}
		explainLater(draft, { inference, resources });
	}
	addDeclaredOwners(
		resources,
		drafts.flatMap(({ document }) => document.operations),
	);
	if (!options.tolerant) for (const draft of drafts) refuseMisleading(draft);
	const findings = drafts.flatMap((draft) => draft.findings);
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
	const isFollowing = createFollowing(findings);
	const report = (mistake: Report): void => {
		if (isFollowing(mistake.code, mistake.pointer)) return;
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

/** Adds what the shape of the documents' paths says about their state, operation by operation; what they declare stays. */
function inferInto(group: readonly Draft[], resources: Map<string, Resource>): [Draft, Inference][] {
	const operations = group.flatMap((draft) => draft.operations);
	const inference = inferEffects({ operations, taken: resources });
	for (const [name, resource] of inference.resources) resources.set(name, resource);
	return group.map((draft) => {
		const { document } = draft;
		const isOwn = group.length === 1 ? () => true : findOwnResources(draft, inference);
		const own = [...inference.resources].filter(([name]) => isOwn(name));
		document.resources = new Map([...document.resources, ...own]);
		const notes = remember(() => inference.notes(document));
		Object.defineProperty(document, 'notes', { get: notes, enumerable: true, configurable: true });
		return [draft, inference];
	});
}

/** Those that the document's own operations are about. */
function findOwnResources({ operations }: Draft, { effects }: Inference): (name: string) => boolean {
	const own = operations.flatMap(({ operation }) => effects.get(operation) ?? []);
	const names = new Set(own.flatMap(({ resource, assigned }) => [resource, ...(assigned ? [assigned.resource] : [])]));
	return (name) => names.has(name);
}

/** Reasons are looked for when somebody asks for them. */
function explainLater(
	{ document, operations }: Draft,
	args: { inference: Inference | undefined; resources: ReadonlyMap<string, Resource> },
): void {
	document.explainStateless = createExplainer({ root: document.root, operations, ...args });
}

/** An overlay goes over all documents: what it looks for need not be in each of them. What is in none is told once. */
function forgiveMisses(drafts: readonly Draft[]): void {
	const misses = new Map<string, number>();
	for (const { findings } of drafts) {
		for (const id of findings.filter(isMiss).map(placeOfMiss)) misses.set(id, (misses.get(id) ?? 0) + 1);
	}
	for (const [index, { findings }] of drafts.entries()) {
		const kept = findings.filter(
			(finding) => !isMiss(finding) || (index === 0 && misses.get(placeOfMiss(finding)) === drafts.length),
		);
		findings.splice(0, findings.length, ...kept);
	}
}

function isMiss({ code }: FileFinding): boolean {
	return code === 'overlay.no-match';
}

function placeOfMiss({ place }: FileFinding): string {
	return `${place.file} ${place.pointer}`;
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
	const { key, aliases, versions, content, stays, scope, told, state, initial, states } = resource;
	return JSON.stringify([
		key,
		aliases,
		versions,
		content,
		stays,
		scope,
		[...(told ?? [])],
		state,
		initial,
		[...states.values()],
	]);
}

/** An operationId that is taken is not used: the operation goes by its method and path. */
function distinguishOperations(drafts: readonly Draft[]): void {
	const ids = new Set<string>();
	const places = new Set<string>();
	for (const { context, document } of drafts) {
		for (const operation of document.operations) {
			const { id, method, pathTemplate, pointer } = operation;
			const name = `${method.toUpperCase()} ${pathTemplate}`;
			if (ids.has(id)) {
				operation.id = findFree(name, ids);
				if (id !== name) {
					context.report({
						code: 'document.duplicate-operation',
						severity: 'warning',
						message: `the operationId "${id}" is given twice: this operation goes by "${operation.id}"`,
						remedy: 'give each operation an operationId of its own',
						pointer: joinPointer(pointer, 'operationId'),
					});
				}
			}
			const place = `${method} ${pathTemplate.replaceAll(/\{[^{}]*\}/g, '{}')}`;
			if (places.has(place)) {
				context.report({
					code: 'document.duplicate-path',
					severity: 'warning',
					message: `${name} is answered by an operation before it, wherever that takes what stands in the path`,
					remedy: 'serve only one of the two',
					pointer,
				});
			}
			ids.add(operation.id);
			places.add(place);
		}
	}
}

/** `GET /orders`, or `GET /orders (2)` where another document has the same. */
function findFree(name: string, ids: ReadonlySet<string>): string {
	let free = name;
	for (let count = 2; ids.has(free); count++) free = `${name} (${count})`;
	return free;
}

/** What is said of the state is the user's own: half of it understood would mislead. */
const MISLEADING = /^document\.(lifecycle|effect|upgrade)\b/;

function refuseMisleading({ document, findings }: Draft): void {
	const errors = findings.filter(({ severity }) => severity === 'error');
	const isEmpty = document.operations.length === 0;
	const grave = isEmpty ? errors : errors.filter(({ code }) => MISLEADING.test(code));
	const [first] = grave;
	if (!first) return;
	throw new StartupError({
		code: first.code === 'document.reference' ? first.code : 'document.invalid',
		message: grave.length === 1 ? first.message : `${first.message}, and ${grave.length - 1} more`,
		...(first.remedy !== undefined && { remedy: first.remedy }),
		place: first.place,
		findings: grave,
	});
}
