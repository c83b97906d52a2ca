// Everything that can be said about documents before they are served.

import { type LoadedDocuments, type LoadOptions, loadDocuments } from '../document.ts';
import { describeUniqueRules } from '../effects/uniques.ts';
import { createFinding, createFollowing, type Report, type Reporter } from '../read/findings.ts';
import { isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { followReferences } from '../read/reference.ts';
import { listParts, type StructurePart } from '../read/structure.ts';
import type { ApiDocument, SchemaRef } from '../types/document.ts';
import type { FileFinding } from '../types/finding.ts';
import type { JsonValue } from '../types/json.ts';
import { lintEffects, listStateless, type StatelessOperation } from './lint-effects.ts';
import { type CheckValue, lintOperationExamples, lintSchemaExamples } from './lint-examples.ts';
import { lintFields } from './lint-fields.ts';
import { lintUnmeetable } from './lint-unmeetable.ts';

/** What lint asks of a schema compiler. */
export interface LintTools {
	/** Why a schema does not compile, and what is doubtful in it. */
	lintSchema(schema: SchemaRef): readonly FileFinding[];
	/** What does not fit in a value. May throw for a schema that does not compile. */
	checkValue: CheckValue;
}

/** How to lint. */
export interface LintOptions extends LoadOptions {
	/** Examples that don't fit their schemas are errors. Default: warnings, because the mock makes data in their place. */
	strict?: boolean;
	/** What else is to be said of a schema, by who knows more of it than the specifications do. */
	lintMore?: (schema: SchemaRef, report: Reporter) => void;
	/** For tests. */
	tools?: LintTools;
}

/** What lint found. */
export interface LintResult {
	loaded: LoadedDocuments;
	/** Mistakes and doubts, each once, in the order of the documents. */
	findings: readonly FileFinding[];
	/** What was inferred, and what must be unique, in sentences. */
	notes: readonly string[];
	/** The operations without effect, each with its reason; empty where nothing shall be inferred. */
	stateless: readonly StatelessOperation[];
}

/**
 * Loads documents and reports all that is wrong or doubtful: structure, references, lifecycles and effects, parameters,
 * schemas that don't compile, examples that don't fit. Errors are what stops the mock, or an operation of it. Throws a StartupError for what can't be read at all.
 */
export async function lintDocuments(
	sources: Parameters<typeof loadDocuments>[0],
	options: LintOptions = {},
): Promise<LintResult> {
	const loaded = await loadDocuments(sources, { ...options, tolerant: true, whole: true });
	const tools = options.tools ?? (await importTools(loaded.documents));
	const findings: FileFinding[] = [];
	const infers = options.infer !== false;
	for (const document of loaded.documents) {
		readEverything(document);
		findings.push(...document.findings);
		const report = (mistake: Report): void => {
			findings.push(createFinding(mistake, document.locate));
		};
		lintResponses(document, report);
		lintSchemas(document, {
			tools,
			findings,
			report,
			severity: options.strict ? 'error' : 'warning',
			lintMore: options.lintMore,
		});
		if (infers) findings.push(...lintEffects(document));
	}
	lintResources(loaded, findings);
	return {
		loaded,
		findings: dropRepeated(findings),
		notes: [
			...loaded.documents.flatMap(({ notes }) => notes ?? []),
			...describeUniqueRules(loaded.operations, { resources: loaded.resources, among: loaded.operations }),
		],
		stateless: infers ? loaded.documents.flatMap(listStateless) : [],
	};
}

async function importTools(documents: readonly ApiDocument[]): Promise<LintTools> {
	const { compileSchema, lintSchema, prepareForLint } = await import('../validate/validator.ts');
	for (const document of documents) prepareForLint(document);
	return { lintSchema, checkValue: ({ schema, value, direction }) => compileSchema(schema, direction)(value) };
}

/** Operations are read on first use; whatever is wrong with them is reported then. */
function readEverything(document: ApiDocument): void {
	for (const operation of document.operations) {
		void operation.parameters;
		void operation.requestBody;
		void operation.responses;
	}
}

function lintResponses(document: ApiDocument, report: Reporter): void {
	if (document.operations.length === 0) {
		report({
			code: 'document.paths.empty',
			severity: 'warning',
			message: 'the document has no operations',
			remedy: 'add paths',
			pointer: '/paths',
		});
	}
	for (const operation of document.operations) {
		const { id, responses, pointer } = operation;
		if (responses.size === 0) {
			const message = `${id} documents no response`;
			report({ code: 'document.response.none', severity: 'warning', message, remedy: 'add at least one', pointer });
		} else if (![...responses.keys()].some((key) => /^[23]|^default$/.test(key))) {
			report({
				code: 'document.response.no-success',
				severity: 'warning',
				message: `${id} documents no success`,
				remedy:
					'add a 2XX answer: until then a good request gets an empty 200, or the 405, 410 or 501 that is all that there is',
				pointer: joinPointer(pointer, 'responses'),
			});
		}
	}
}

function lintSchemas(
	document: ApiDocument,
	args: {
		tools: LintTools;
		findings: FileFinding[];
		report: Reporter;
		severity: FileFinding['severity'];
		lintMore: LintOptions['lintMore'];
	},
): void {
	const { tools, report, severity } = args;
	const faulty = new Set<string>();
	const check: CheckValue = (wanted) => {
		if (faulty.has(wanted.schema.pointer)) return [];
		try {
			return tools.checkValue(wanted);
		} catch {
			// It does not compile, which has been said where the schema was linted.
			faulty.add(wanted.schema.pointer);
			return [];
		}
	};
	for (const { part, isTop } of listAllParts(document)) {
		lintFields(part, report);
		if (part.shape !== 'schema' || !isObject(part.value)) continue;
		const schema: SchemaRef = { document, pointer: part.pointer, value: part.value };
		if (isTop) args.findings.push(...tools.lintSchema(schema));
		lintUnmeetable(schema, report);
		args.lintMore?.(schema, report);
		lintSchemaExamples(part, { document, check, report, severity });
	}
	for (const operation of document.operations) lintOperationExamples(operation, { check, report, severity });
}

/** All parts of a document, each once; `isTop`, of a schema: not part of another. */
function* listAllParts(document: ApiDocument): Generator<{ part: StructurePart; isTop: boolean }> {
	const seen = new Set<JsonValue>();
	const queue: { part: StructurePart; isTop: boolean }[] = [
		{ part: { value: document.root, shape: 'document', pointer: '' }, isTop: true },
	];
	// The list grows while it is gone through, so that schemas come in the order of the document.
	for (const next of queue) {
		const { part } = next;
		if (typeof part.value !== 'object' || part.value === null || seen.has(part.value)) continue;
		seen.add(part.value);
		const target = followReferences(document.root, part);
		if (target && target.value !== part.value) queue.push({ part: { ...part, ...target }, isTop: true });
		yield next;
		// A map or list of schemas is as near the top as what it stands in.
		const isTop = part.shape.startsWith('schema') ? part.shape !== 'schema' && next.isTop : true;
		for (const inner of listParts(part)) queue.push({ part: inner, isTop });
	}
}

function lintResources(loaded: LoadedDocuments, findings: FileFinding[]): void {
	const used = new Set(
		loaded.operations.flatMap(({ effect }) => [effect, ...(effect?.followUps ?? [])].map((one) => one?.resource)),
	);
	for (const document of loaded.documents) {
		for (const { name, inferred, pointer } of document.resources.values()) {
			if (inferred || used.has(name)) continue;
			const report: Report = {
				code: 'document.lifecycle.unused',
				severity: 'warning',
				message: `no operation has an effect on "${name}"`,
				remedy: 'give the operations that store and change it an x-effect',
				pointer,
			};
			findings.push(createFinding(report, document.locate));
		}
	}
}

/** Each once; of a broken reference only that it is broken. */
function dropRepeated(findings: readonly FileFinding[]): FileFinding[] {
	const seen = new Set<string>();
	const following = new Map<string, ReturnType<typeof createFollowing>>();
	return findings.filter((finding) => {
		const { code, message, place } = finding;
		const { file, pointer = '' } = place;
		const ofFile = following.get(file) ?? createFollowing(findings.filter((one) => one.place.file === file));
		following.set(file, ofFile);
		if (ofFile(code, pointer)) return false;
		const id = JSON.stringify([code, message, place]);
		return !seen.has(id) && Boolean(seen.add(id));
	});
}
