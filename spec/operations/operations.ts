// From `paths` to operations. What only requests need (parameters, bodies, responses) is read on first use, so that
// a document of a thousand operations starts as fast as one of ten.

import { MEND_SHAPE } from '../read/findings.ts';
import { getList, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { ReadContext } from '../read/read-context.ts';
import { followToObject, type Located } from '../read/reference.ts';
import type { AskedFor, Method, Operation } from '../types/document.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { readCallbacks } from './callbacks.ts';
import { readParameters, readTemplateNames } from './parameters.ts';
import { listPathItemEntries } from './path-item-operations.ts';
import { type PatternPath, readPatterns } from './path-patterns.ts';
import { readSpaces } from './path-spaces.ts';
import { type CutPath, createTailCutter, servedTemplate } from './query-tails.ts';
import { readRequestBody, readResponses } from './responses.ts';
import { createSecurityReader, type SecurityReader } from './security.ts';
import { nameForms, readSegmentPatterns } from './segment-patterns.ts';

const NO_CALLBACKS: Operation['callbacks'] = Object.freeze([]);

/** An operation's place and name, before anything else of it is read. */
export interface OperationOutline {
	id: string;
	method: Method;
	template: string;
	/** What names of the path stand for, where it is written with patterns. */
	forms?: PatternPath['forms'];
	/** Names of the path that stand for one segment or more. */
	open?: PatternPath['open'];
	/** Names of the query that stood in the path. */
	asked?: CutPath['asked'];
	asksFor?: CutPath['asksFor'];
	/** As the document has it; another one where its names are written with colons or patterns. */
	written: string;
	/** The names between the braces of the template. */
	pathNames: readonly string[];
	pathItem: Located<JsonObject>;
	operation: Located<JsonObject>;
}

/** All operations under `paths`, in order; what is none is reported. */
export function outlineOperations(context: ReadContext): OperationOutline[] {
	const root = context.document.root;
	const value = getOwn(root, 'paths');
	const paths = value === undefined ? undefined : followToObject(root, { value, pointer: '/paths' });
	if (value !== undefined && !paths) reportShape(context, 'paths must be a map of paths', '/paths');
	const outlines: OperationOutline[] = [];
	const cutTail = createTailCutter(paths?.value ?? {});
	for (const [written, entry] of Object.entries(paths?.value ?? {})) {
		if (written.startsWith('x-') || (written === '$ref' && typeof entry === 'string')) continue;
		const at = joinPointer(paths?.pointer ?? '', written);
		const { template, report } = readSpaces(written, paths?.value ?? {});
		if (report) context.report({ ...report, pointer: at });
		const slash = template.startsWith('/') ? '' : '/';
		if (slash !== '') {
			const isMeant = BARE_PATH.test(template) && !Object.hasOwn(paths?.value ?? {}, `/${template}`);
			if (isMeant) context.report({ ...SLASH, message: `"${template}" is read as /${template}`, pointer: at });
			else {
				reportShape(context, `"${template}" is no path: it must begin with /`, at);
				continue;
			}
		}
		const pathItem = readPathItem(context, { value: entry, pointer: at });
		if (!pathItem) reportShape(context, 'a path must be an object of operations', at);
		else {
			const cut = cutTail(template);
			if (cut) context.report({ ...describeCut(template, cut), pointer: at });
			const plain = slash + (cut?.template ?? template);
			const meant = hasColons(plain) ? readColons(plain, Object.keys(paths?.value ?? {})) : plain;
			if (meant !== plain) {
				const message = `":name" is no parameter of a path here: "${template}" is read as ${meant}`;
				context.report({ ...COLONS, message, pointer: at });
			}
			const told = readSegmentPatterns(root, { template: meant, pathItem });
			const open = readPatterns(told ?? meant);
			if (open && !told) {
				const many = [...open.open].map((name) => `{${name}}`).join(', ');
				const message = `a pattern in braces is no parameter of a path here: "${template}" is read as ${open.template}${many && `, ${many} of one segment or more`}`;
				context.report({ ...PATTERNS, message, pointer: at });
			}
			const served = open?.template ?? meant;
			const place = {
				written,
				...open,
				template: cut?.isHidden ? served + cut.tail : served,
				...(told && open && { forms: nameForms(open.forms) }),
				...(cut && { asked: cut.asked, asksFor: { ...cut.asksFor, template: served } }),
			};
			outlines.push(...outlinePathItem(context, place, pathItem));
		}
	}
	return outlines;
}

function describeCut(written: string, { template, tail, isHidden, asksFor }: CutPath) {
	const message = isHidden
		? `"${tail}" is of no path, and "${template}" is there as well, with the same method: "${written}" is for requests that have ${nameWords(asksFor)}`
		: `"${tail}" is of no path: "${written}" is read as ${template}`;
	const remedy = 'describe what is asked for under parameters, in: query';
	return { code: 'document.path.query', severity: 'warning', message, remedy } as const;
}

function nameWords({ words }: CutPath['asksFor']): string {
	const fixed = words.filter(({ isOptional }) => !isOptional);
	const named = (fixed.length > 0 ? fixed : words).map(({ name, value }) =>
		value === undefined ? name : `${name}=${value}`,
	);
	const isValued = fixed.some(({ value }) => value !== undefined);
	return `${named.join(' and ')} in their query${isValued ? ' or headers' : ''}`;
}

const PATTERNS = {
	code: 'document.path.pattern',
	severity: 'warning',
	remedy: 'write a plain name in braces for each segment',
} as const;
const SLASH = { code: 'document.path.slash', severity: 'warning', remedy: 'let it begin with /' } as const;
/** No address, no method before it, and nothing that only a person reads. */
const BARE_PATH = /^(?!\w+:\/\/)[^\s:?#]\S*$/;
const COLONS = { code: 'document.path.colon', severity: 'warning', remedy: 'write {name} for :name' } as const;

/** `/users/:id`, as the routers of frameworks have it; `:stop` at the end of a segment is another thing. */
function hasColons(template: string): boolean {
	return /\/:[A-Za-z_]/.test(template);
}

/** The path with its names in braces; as it is, where another path is the same then. */
function readColons(template: string, all: readonly string[]): string {
	const meant = template.replaceAll(/(?<=\/):([A-Za-z_]\w*)(?=\/|$)/g, '{$1}');
	const shape = (path: string): string => path.replaceAll(/\{[^{}]*\}/g, '{}');
	return all.some((other) => shape(other) === shape(meant)) ? template : meant;
}

/** What stands beside a path item's `$ref` wins over what it refers to (§4.8.9 leaves it open). */
function readPathItem(context: ReadContext, start: Located): Located<JsonObject> | undefined {
	const found = followToObject(context.document.root, start);
	if (!found || !isObject(start.value) || found.value === start.value || Object.keys(start.value).length === 1) {
		return found;
	}
	const { $ref: _reference, ...beside } = start.value;
	return { value: { ...found.value, ...beside }, pointer: found.pointer };
}

function outlinePathItem(
	context: ReadContext,
	{ template, ...place }: Pick<OperationOutline, 'template' | 'written' | 'forms' | 'open' | 'asked' | 'asksFor'>,
	pathItem: Located<JsonObject>,
): OperationOutline[] {
	const outlines: OperationOutline[] = [];
	const served = place.asksFor?.template ?? template;
	const pathNames = readTemplateNames(served);
	const refuse = (message: string, pointer: Pointer) => reportShape(context, message, pointer);
	for (const { method, value, pointer: at } of listPathItemEntries(pathItem, refuse)) {
		const operation = followToObject(context.document.root, { value, pointer: at });
		if (!operation) {
			reportShape(context, 'an operation must be an object', at);
			continue;
		}
		const id = getString(operation.value, 'operationId') || `${method.toUpperCase()} ${template}`;
		const raw = findUnencoded(context, { template: served, holders: [pathItem, operation] });
		const open = raw === undefined ? place.open : new Set([...(place.open ?? []), raw]);
		outlines.push({ id, method, template, ...place, ...(open && { open }), pathNames, pathItem, operation });
	}
	return outlines;
}

/** The name at the beginning of a path whose values keep their slashes (`x-ms-skip-url-encoding`): `/{scope}/locks/{name}`. */
function findUnencoded(
	{ document: { root } }: ReadContext,
	{ template, holders }: { template: string; holders: readonly Located<JsonObject>[] },
): string | undefined {
	const name = /^\/\{([^{}]+)\}/.exec(template)?.[1];
	if (name === undefined) return undefined;
	const isIt = holders.some(({ value, pointer }) =>
		getList(value, 'parameters').some((entry) => {
			const found = followToObject(root, { value: entry, pointer })?.value;
			return found && getString(found, 'name') === name && getOwn(found, 'x-ms-skip-url-encoding') === true;
		}),
	);
	return isIt ? name : undefined;
}

/** An operation with its place in the document. */
export interface OutlinedOperation {
	outline: OperationOutline;
	operation: Operation;
}

/** Makes operations out of outlines; their effects come later, when the resources of all documents are known. */
export function buildOperations(context: ReadContext, outlines: readonly OperationOutline[]): OutlinedOperation[] {
	const security = createSecurityReader(context);
	return outlines.map((outline) => ({ outline, operation: new ReadOperation(context, outline, security) }));
}

/** What has been read, `undefined` included. */
interface Known<T> {
	value: T;
}

/** A class, for thousands of objects that have getters of their own are as many shapes to V8, and slow to ask. */
class ReadOperation implements Operation {
	readonly id: string;
	readonly method: Method;
	readonly pathTemplate: string;
	readonly document: Operation['document'];
	readonly pointer: Pointer;
	declare readonly pathForms?: ReadonlyMap<string, string>;
	declare readonly openNames?: ReadonlySet<string>;
	declare readonly asksFor?: AskedFor;
	declare readonly summary?: string;
	declare readonly description?: string;
	readonly tags: readonly string[];
	readonly security: Operation['security'];
	readonly #context: ReadContext;
	readonly #outline: OperationOutline;
	#parameters: Operation['parameters'] | undefined = undefined;
	#requestBody: Known<Operation['requestBody']> | undefined = undefined;
	#responses: Operation['responses'] | undefined = undefined;
	#callbacks: Operation['callbacks'] | undefined = undefined;

	constructor(context: ReadContext, outline: OperationOutline, security: SecurityReader) {
		const { value, pointer } = outline.operation;
		const summary = getString(value, 'summary') ?? getString(outline.pathItem.value, 'summary');
		const description = getString(value, 'description');
		const ownSecurity = getOwn(value, 'security');
		this.id = outline.id;
		this.method = outline.method;
		this.pathTemplate = outline.template;
		if (outline.forms?.size) this.pathForms = outline.forms;
		if (outline.open?.size) this.openNames = outline.open;
		if (outline.asksFor) this.asksFor = outline.asksFor;
		this.document = context.document;
		this.pointer = pointer;
		if (summary !== undefined) this.summary = summary;
		if (description !== undefined) this.description = description;
		this.tags = getList(value, 'tags').filter((tag) => typeof tag === 'string');
		this.security =
			ownSecurity === undefined
				? security.read(getOwn(context.document.root, 'security'), '/security')
				: security.read(ownSecurity, joinPointer(pointer, 'security'));
		this.#context = context;
		this.#outline = outline;
	}

	get parameters(): Operation['parameters'] {
		const { pathItem, operation, forms, asked } = this.#outline;
		const template = servedTemplate(this);
		this.#parameters ??= readParameters(this.#context, { pathItem, operation, template, forms, asked });
		return this.#parameters;
	}

	get requestBody(): Operation['requestBody'] {
		if (this.#requestBody === undefined) {
			const [value, pointer] = this.#take('requestBody');
			this.#requestBody = { value: readRequestBody(this.#context, { value, pointer, method: this.method }) };
		}
		return this.#requestBody.value;
	}

	get responses(): Operation['responses'] {
		this.#responses ??= readResponses(this.#context, ...this.#take('responses'));
		return this.#responses;
	}

	get callbacks(): Operation['callbacks'] {
		if (this.#callbacks === undefined) {
			const [written, pointer] = this.#take('callbacks');
			this.#callbacks = written === undefined ? NO_CALLBACKS : readCallbacks(this.#context, written, pointer);
		}
		return this.#callbacks;
	}

	#take(field: string): [JsonValue | undefined, Pointer] {
		return [getOwn(this.#outline.operation.value, field), joinPointer(this.pointer, field)];
	}
}

/** The same, made once, with the first question. */
export function remember<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

function reportShape(context: ReadContext, message: string, pointer: Pointer): void {
	context.report({ code: 'document.paths.shape', severity: 'error', message, remedy: MEND_SHAPE, pointer });
}
