// Brings the files that a document refers to into the document, under `/x-files/<n>`, and makes every reference local.

import { dirname } from 'node:path';
import type { Place } from '../types/finding.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { refuseReference, refuseTooMany } from './bundle-refusals.ts';
import type { Reporter } from './findings.ts';
import { getObject, getOwn, getString, isObject, setOwn } from './json.ts';
import { formatPointer, joinPointer, parsePointer, resolvePointer } from './pointer.ts';
import { followReferences } from './reference.ts';
import { type ReferenceBase, readReference } from './reference-target.ts';
import { collectSchemaNames, decodeFragment, findByName, type SchemaNames, type SchemaResource } from './schema-ids.ts';
import type { Source } from './source.ts';
import { listParts, type Shape, type StructurePart } from './structure.ts';

/** Files that one document may bring in. */
const MAX_FILES = 10_000;

/** What a bundle is made of. */
export interface BundleArgs {
	source: Source;
	/** The source's value; changed in place. */
	root: JsonObject;
	/** Its path, absolute and real, so that other files can refer back to it. */
	path?: string;
	/** The folder that no reference may leave, absolute and real; absent: no files. */
	directory?: string;
	allowRemoteRefs: boolean;
	/** Throws a StartupError for what is neither JSON nor YAML. */
	readFile(path: string): Source;
	report: Reporter;
}

/** A document with the files that it refers to. */
export interface Bundle {
	/** Follows all references that can be followed; call again after `supply`. */
	run(): void;
	/** Addresses to be fetched before the bundle is whole; empty when it is. */
	wanted(): string[];
	/** Hands in what was fetched from an address. */
	supply(url: string, source: Source): void;
	/** Where something stands in the files as written. */
	locate(pointer: Pointer): Place;
}

interface BundledFile {
	source: Source;
	base: ReferenceBase;
	/** `''` for the document itself, else `/x-files/<n>`. */
	mount: Pointer;
	names?: SchemaNames;
}
interface Task extends StructurePart {
	file: BundledFile;
	resource?: SchemaResource;
}
/** Where a reference leads, that it has to wait for a file, or why it leads nowhere. */
type Found = { file: BundledFile; pointer: Pointer } | { waiting: string } | { mistake: string };

/**
 * Prepares a bundle. A reference that leads out of the folder or to another host makes `run` throw a StartupError
 * (`document.reference-outside`, `.reference-remote`); one that leads nowhere is reported as `document.reference`.
 */
export function createBundle(args: BundleArgs): Bundle {
	const { root } = args;
	const main: BundledFile = {
		source: { ...args.source, value: root },
		base: args.directory === undefined ? {} : { folder: args.directory, top: args.directory },
		mount: '',
	};
	const files = new Map<string, BundledFile>(args.path === undefined ? [] : [[args.path, main]]);
	const mounted = new Map<string, BundledFile>();
	const waiting = new Map<string, Task[]>();
	const visited = new WeakMap<object, Set<Shape>>();
	/** References made local already: read anew, they would be taken for references of their own file. */
	const settled = new WeakSet<JsonObject>();
	const withIds = new Set<JsonObject>();
	/** Whole maps of schemas (`properties`) that stand elsewhere; no JSON Schema, and yet often written. */
	const referredMaps = new Set<JsonObject>();
	const queue: Task[] = [{ file: main, value: root, shape: 'document', pointer: '' }];

	const mount = (source: Source, base: ReferenceBase): BundledFile => {
		if (mounted.size >= MAX_FILES) throw refuseTooMany(args.source.file, MAX_FILES);
		const folder = getObject(root, 'x-files') ?? {};
		let number = mounted.size;
		while (Object.hasOwn(folder, String(number))) number++;
		setOwn(folder, String(number), source.value);
		setOwn(root, 'x-files', folder);
		const file: BundledFile = { source, base, mount: `/x-files/${number}` };
		mounted.set(String(number), file);
		return file;
	};

	const openFile = (path: string): BundledFile => {
		let file = files.get(path);
		if (!file) {
			file = mount(args.readFile(path), { folder: dirname(path), ...(args.directory && { top: args.directory }) });
			files.set(path, file);
		}
		return file;
	};

	const locateTarget = (task: Task, reference: string): Found => {
		const { file } = task;
		const named = findByName({
			reference,
			root: file.source.value,
			names: () => namesOf(file),
			resource: task.resource,
		});
		if (named !== undefined) return { file, pointer: named };
		const target = readReference(reference, file.base);
		if (target.kind === 'here') return findInFile(file, target.fragment, reference);
		if (target.kind === 'file') return findInFile(openFile(target.path), target.fragment, reference);
		if (target.kind === 'refused' && target.why === 'missing') return { mistake: target.message };
		if (target.kind === 'refused' || !args.allowRemoteRefs) {
			throw refuseReference({ target, reference, place: placeOf(task, '$ref') });
		}
		const fetched = files.get(target.url);
		return fetched ? findInFile(fetched, target.fragment, reference) : { waiting: target.url };
	};

	/** Follows one reference; returns what it reads now that it is local, or `undefined` for a mistake. */
	const follow = (task: Task, reference: string): string | undefined => {
		const found = locateTarget(task, reference);
		if ('waiting' in found) {
			waiting.set(found.waiting, [...(waiting.get(found.waiting) ?? []), task]);
			return undefined;
		}
		const value = 'file' in found ? resolvePointer(found.file.source.value, found.pointer) : undefined;
		if ('mistake' in found || value === undefined || !isFitting(value, task.shape)) {
			const nothing = value === undefined ? 'nothing' : 'something of another kind';
			args.report({
				code: 'document.reference',
				severity: 'error',
				message: 'mistake' in found ? found.mistake : `"${reference}" leads to ${nothing}`,
				remedy: 'mend the reference',
				pointer: task.file.mount + task.pointer,
			});
			return undefined;
		}
		queue.push({ file: found.file, value, shape: task.shape, pointer: found.pointer });
		const isPlain = task.file === main && found.file === main && reference.startsWith('#/') && !task.resource;
		return isPlain
			? reference
			: `#${encodeURI((found.file.mount + found.pointer).toWellFormed()).replaceAll('#', '%23')}`;
	};

	const visit = (start: Task): void => {
		const { value } = start;
		if (typeof value !== 'object' || value === null) return;
		const shapes = visited.get(value) ?? new Set();
		if (shapes.has(start.shape)) return;
		visited.set(value, shapes.add(start.shape));
		const task = isObject(value) && start.shape === 'schema' ? enterResource(start, value) : start;
		if (isObject(value)) visitReferences(task, value);
		for (const part of listParts(task)) {
			queue.push({ ...part, file: task.file, ...(task.resource && { resource: task.resource }) });
		}
	};

	const enterResource = (task: Task, schema: JsonObject): Task => {
		const id = getString(schema, '$id');
		if (id === undefined) return task;
		withIds.add(schema);
		return { ...task, resource: { id, pointer: task.pointer } };
	};

	const visitReferences = (task: Task, object: JsonObject): void => {
		const reference = getOwn(object, '$ref');
		if (typeof reference === 'string' && !settled.has(object)) {
			const local = follow(task, reference);
			if (local !== undefined) {
				object['$ref'] = local;
				settled.add(object);
				if (task.shape === 'schema{}') referredMaps.add(object);
			}
		}
		if (reference !== undefined && typeof reference !== 'string' && !task.shape.endsWith('{}')) {
			args.report({
				code: 'document.reference',
				severity: 'error',
				message: 'a $ref must be a string',
				remedy: 'mend the reference',
				pointer: joinPointer(task.file.mount + task.pointer, '$ref'),
			});
		}
		const mapping = task.shape === 'schema' ? getObject(getOwn(object, 'discriminator'), 'mapping') : undefined;
		if (!mapping || settled.has(mapping)) return;
		settled.add(mapping);
		for (const [name, target] of Object.entries(mapping)) {
			// Anything else is the name of a schema (§4.8.25.3).
			if (typeof target !== 'string' || !/[#/]|\.(json|ya?ml)$/i.test(target)) continue;
			setOwn(mapping, name, follow(task, target) ?? target);
		}
	};

	return {
		run() {
			for (let task = queue.pop(); task; task = queue.pop()) visit(task);
			if (waiting.size > 0) return;
			// All references are from the root now; an `$id` would give those below it another base again.
			for (const schema of withIds) delete schema['$id'];
			for (const map of referredMaps) inlineMap(root, map);
		},
		wanted: () => [...waiting.keys()],
		supply(url, source) {
			files.set(url, mount(source, { url }));
			for (const task of waiting.get(url) ?? []) {
				if (typeof task.value === 'object' && task.value !== null) visited.get(task.value)?.delete(task.shape);
				queue.push(task);
			}
			waiting.delete(url);
		},
		locate(pointer) {
			const [first, number = '', ...rest] = parsePointer(pointer) ?? [];
			const file = first === 'x-files' ? mounted.get(number) : undefined;
			return { ...(file ? file.source.locate(formatPointer(rest)) : args.source.locate(pointer)), pointer };
		},
	};
}

/** Puts the entries of a map in the place of the reference to it; its own entries stay. */
function inlineMap(root: JsonObject, map: JsonObject): void {
	const target = followReferences(root, { value: map, pointer: '' })?.value;
	delete map['$ref'];
	if (!isObject(target)) return;
	for (const [key, value] of Object.entries(target)) if (!Object.hasOwn(map, key)) setOwn(map, key, value);
}

function namesOf(file: BundledFile): SchemaNames {
	file.names ??= collectSchemaNames(file.source.value, file.mount === '' ? 'document' : 'schema');
	return file.names;
}

function findInFile(file: BundledFile, fragment: string, reference: string): Found {
	if (fragment === '') return { file, pointer: '' };
	const parts = fragment.startsWith('/') ? parsePointer(`#${fragment}`) : undefined;
	const pointer = parts ? formatPointer(parts) : namesOf(file).anchors.get(decodeFragment(fragment));
	return pointer === undefined ? { mistake: `"${reference}" leads to nothing` } : { file, pointer };
}

function isFitting(value: JsonValue, shape: Shape): boolean {
	if (shape.endsWith('[]')) return Array.isArray(value) || (shape === 'schema|[]' && isObject(value));
	return isObject(value) || (shape === 'schema' && typeof value === 'boolean');
}

function placeOf(task: Task, key: string): Place {
	const pointer = joinPointer(task.pointer, key);
	return { ...task.file.source.locate(pointer), pointer: task.file.mount + pointer };
}
