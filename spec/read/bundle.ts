// Brings the files that a document refers to into the document, under `/x-files/<n>`, and makes every reference local.

import { dirname } from 'node:path';
import type { Place } from '../types/finding.ts';
import type { JsonObject, Pointer } from '../types/json.ts';
import { refuseReference, refuseTooMany } from './bundle-refusals.ts';
import {
	inlineMap,
	isFitting,
	placeInBundle,
	placeOf,
	pointTo,
	settleDynamic,
	startTask,
	type Task,
} from './bundle-task.ts';
import { type BundledFile, type Found, findInFile, namesOf, type ReachedPart, resourceOf } from './bundled-file.ts';
import { fillEmptyParts, holdsNull } from './empty-parts.ts';
import { readExternalExample } from './external-examples.ts';
import type { Reporter } from './findings.ts';
import { getObject, getOwn, getString, isObject, setOwn } from './json.ts';
import { mendWords } from './odd-words.ts';
import { formatPointer, joinPointer, parsePointer, resolvePointer } from './pointer.ts';
import { type ReferenceBase, readReference } from './reference-target.ts';
import type { MayFetch } from './remote.ts';
import { enterResource, findByName } from './schema-ids.ts';
import type { Source } from './source.ts';
import { eachPart, type Shape } from './structure.ts';
import type { ShapedPart } from './upgrade-parts.ts';

/** Files that one document may bring in. */
const MAX_FILES = 10_000;
/** References that a pointer may go through on its way. */
const MAX_HOPS = 100;

/** What a bundle is made of. */
export interface BundleArgs {
	source: Source;
	/** The source's value; changed in place. */
	root: JsonObject;
	/** Its path, absolute and real, or its address, so that other files can refer back to it. */
	path?: string;
	/** The folder that no reference may leave, absolute and real; absent: no files. */
	directory?: string;
	/** Its address, if it has come from one. */
	url?: string;
	/** Whether an address may be read. */
	mayFetch: MayFetch;
	/** Throws a StartupError for what is neither JSON nor YAML. */
	readFile(path: string): Source;
	/** Hears of files that are looked for and not there. */
	onFile?: ((path: string) => void) | undefined;
	/** Reads a file as it is. Throws a StartupError. */
	readText(path: string): string;
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
	/** All that has a place in the table of `structure.ts`, those of other files included, each in the shapes that it is used in. */
	parts(): Iterable<ShapedPart>;
}

type Reached = ReachedPart | Exclude<Found, { file: BundledFile }>;

/**
 * Prepares a bundle. A reference that leads out of the folder or to another host makes `run` throw a StartupError
 * (`document.reference-outside`, `.reference-remote`); one that leads nowhere is reported as `document.reference`.
 */
export function createBundle(args: BundleArgs): Bundle {
	const { root } = args;
	const main: BundledFile = {
		source: { ...args.source, value: root },
		base:
			args.url !== undefined
				? { url: args.url }
				: args.directory === undefined
					? {}
					: { folder: args.directory, top: args.directory },
		mount: '',
		resources: new Map(),
		reached: new Map(),
	};
	const own = args.url ?? args.path;
	const files = new Map<string, BundledFile>(own === undefined ? [] : [[own, main]]);
	const mounted = new Map<string, BundledFile>();
	const waiting = new Map<string, Task[]>();
	/** In which shapes a value was visited; nearly all are in one. */
	const visited = new Map<object, Shape | Set<Shape>>();
	/** References made local already: read anew, they would be taken for references of their own file. */
	const settled = new WeakSet<JsonObject>();
	const withIds = new Set<JsonObject>();
	/** Whole maps of schemas (`properties`) that stand elsewhere; no JSON Schema, and yet often written. */
	const referredMaps = new Set<JsonObject>();
	const queue: Task[] = [startTask({ file: main, value: root, shape: 'document', pointer: '' })];

	const mount = (source: Source, base: ReferenceBase): BundledFile => {
		if (mounted.size >= MAX_FILES) throw refuseTooMany(args.source.file, MAX_FILES);
		const folder = getObject(root, 'x-files') ?? {};
		let number = mounted.size;
		while (Object.hasOwn(folder, String(number))) number++;
		setOwn(folder, String(number), source.value);
		setOwn(root, 'x-files', folder);
		const file: BundledFile = { source, base, mount: `/x-files/${number}`, resources: new Map(), reached: new Map() };
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
		if (target.kind === 'refused' && target.why === 'missing') {
			if (target.path !== undefined) args.onFile?.(target.path);
			return { mistake: target.message };
		}
		if (target.kind === 'refused' || !args.mayFetch(target.url)) {
			throw refuseReference({ target, reference, place: placeOf(task, '$ref') });
		}
		const fetched = files.get(target.url);
		return fetched ? findInFile(fetched, target.fragment, reference) : { waiting: target.url };
	};

	/** Follows one reference; returns what it reads now that it is local, or `undefined` for a mistake. */
	const follow = (task: Task, reference: string): string | undefined => {
		const found = reach(task, reference);
		if ('waiting' in found) {
			waiting.set(found.waiting, [...(waiting.get(found.waiting) ?? []), task]);
			return undefined;
		}
		if ('mistake' in found || !isFitting(found.value, task.shape)) {
			args.report({
				code: 'document.reference',
				severity: 'error',
				message: 'mistake' in found ? found.mistake : `"${reference}" leads to something of another kind`,
				remedy: 'mend the reference',
				pointer: placeInBundle(task),
			});
			return undefined;
		}
		const { file, pointer, value, hasPassed } = found;
		const { shape } = task;
		if (visited.get(value as object) !== shape) {
			const resource = shape.startsWith('schema') ? resourceOf(file, pointer) : undefined;
			queue.push(startTask({ file, value, shape, pointer, resource }));
		}
		if (!hasPassed && task.file === main && file === main && reference.startsWith('#/') && !task.resource)
			return reference;
		const local = `#${encodeURI((file.mount + pointer).toWellFormed()).replaceAll('#', '%23')}`;
		if (hasPassed) {
			args.report({
				code: 'document.reference-through',
				severity: 'warning',
				message: `"${reference}" passes through another reference, which not every tool follows`,
				remedy: `write "${local}"`,
				pointer: placeInBundle(task),
			});
		}
		return local;
	};

	/** A place in the document itself is looked for once, however many references lead to it. */
	const reach = (task: Task, reference: string): Reached => {
		const { file, resource } = task;
		const isLocal = reference.startsWith('#') && !resource;
		const known = isLocal ? file.reached.get(reference) : undefined;
		if (known) return known;
		const reached = reachAnew(task, reference);
		// An empty place may be filled later.
		if (isLocal && 'file' in reached && reached.value !== null) file.reached.set(reference, reached);
		return reached;
	};

	const reachAnew = (task: Task, reference: string): Reached => {
		const found = locateTarget(task, reference);
		if (!('file' in found)) return found;
		const value = resolvePointer(found.file.source.value, found.pointer);
		if (value !== undefined) return { ...found, value, hasPassed: false };
		const passed = passThrough(found.file, found.pointer);
		if (passed && 'waiting' in passed) return passed;
		const end = passed && 'file' in passed ? resolvePointer(passed.file.source.value, passed.pointer) : undefined;
		if (!passed || !('file' in passed) || end === undefined) return { mistake: `"${reference}" leads to nothing` };
		return { ...passed, value: end, hasPassed: true };
	};

	/** Where a pointer ends that goes through the references on its way. */
	const passThrough = (start: BundledFile, pointer: Pointer): Found | undefined => {
		let file = start;
		let at = '';
		const open = [...(parsePointer(pointer) ?? [])];
		for (let hops = 0; open.length > 0; ) {
			const value = resolvePointer(file.source.value, at);
			const part = open[0] as string;
			if (resolvePointer(value ?? null, joinPointer('', part)) !== undefined) {
				at = joinPointer(at, part);
				open.shift();
				continue;
			}
			const reference = isObject(value) ? getString(value, '$ref') : undefined;
			hops += 1;
			if (!isObject(value) || reference === undefined || hops > MAX_HOPS) return undefined;
			const next = settled.has(value) ? findInRoot(reference) : locateTarget(taskAt(file, at), reference);
			if (!('file' in next)) return next;
			file = next.file;
			at = next.pointer;
		}
		return { file, pointer: at };
	};

	const taskAt = (file: BundledFile, pointer: Pointer): Task => {
		const resource = resourceOf(file, pointer);
		return startTask({ file, value: null, shape: 'schema', pointer, resource });
	};

	/** A reference that was made local leads from the root. */
	const findInRoot = (reference: string): Found => {
		const parts = parsePointer(reference) ?? [];
		const file = parts[0] === 'x-files' ? mounted.get(parts[1] ?? '') : undefined;
		return { file: file ?? main, pointer: formatPointer(file ? parts.slice(2) : parts) };
	};

	const visit = (next: Task): void => {
		const { value } = next;
		if (typeof value !== 'object' || value === null) return;
		const start: Task = next.shape === 'schema|[]' && isObject(value) ? { ...next, shape: 'schema' } : next;
		const before = visited.get(value);
		if (before === start.shape || (before instanceof Set && before.has(start.shape))) return;
		if (before === undefined) visited.set(value, start.shape);
		else visited.set(value, before instanceof Set ? before.add(start.shape) : new Set([before, start.shape]));
		if (!isObject(value)) visitInside(start);
		else {
			if (holdsNull(value)) fillEmpty(start);
			if (start.shape === 'schema') mendSchema(start, value);
			const task = start.shape === 'schema' ? enterSchema(start, value) : start;
			visitReferences(task, value);
			if (start.shape === 'example') readExternal(start, value);
			visitInside(task);
		}
	};

	const visitInside = (task: Task): void => {
		const { file, resource } = task;
		eachPart(task.value, task.shape, (value, shape, key) => {
			if (typeof value === 'object' && value !== null) queue.push({ value, shape, above: task, key, file, resource });
		});
	};

	const fillEmpty = (task: Task): void => {
		const reports = fillEmptyParts({ ...task, pointer: pointTo(task) });
		for (const report of reports) args.report({ ...report, pointer: task.file.mount + report.pointer });
	};

	const mendSchema = (task: Task, schema: JsonObject): void => {
		const reports = mendWords(schema);
		for (const report of reports) args.report({ ...report, pointer: placeInBundle(task) + report.pointer });
	};

	const forget = (value: object, shape: Shape): void => {
		const shapes = visited.get(value);
		if (shapes instanceof Set) shapes.delete(shape);
		else if (shapes === shape) visited.delete(value);
	};

	const enterSchema = (task: Task, schema: JsonObject): Task => {
		if (getString(schema, '$id') === undefined) return task;
		withIds.add(schema);
		const resource = enterResource(schema, pointTo(task), task.resource);
		return resource ? { ...task, resource } : task;
	};

	const readExternal = (task: Task, example: JsonObject): void => {
		const mistake = readExternalExample(example, {
			base: task.file.base,
			readText: args.readText,
			onFile: args.onFile,
		});
		if (!mistake) return;
		args.report({ ...mistake, pointer: joinPointer(placeInBundle(task), 'externalValue') });
	};

	const visitReferences = (task: Task, object: JsonObject): void => {
		if (task.shape === 'schema') settleDynamic(object);
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
				pointer: joinPointer(placeInBundle(task), '$ref'),
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
		*parts() {
			for (const [value, shapes] of visited) {
				if (typeof shapes === 'string') yield [value, shapes];
				else for (const shape of shapes) yield [value, shape];
			}
		},
		supply(url, source) {
			files.set(url, mount(source, { url }));
			for (const task of waiting.get(url) ?? []) {
				if (typeof task.value === 'object' && task.value !== null) forget(task.value, task.shape);
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
