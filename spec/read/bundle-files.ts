// The files of a bundle, and where references in them lead.

import { dirname } from 'node:path';
import type { JsonObject, Pointer } from '../types/json.ts';
import { refuseReference, refuseTooMany } from './bundle-refusals.ts';
import { placeOf, startTask, type Task } from './bundle-task.ts';
import { type BundledFile, type Found, findInFile, namesOf, type ReachedPart, resourceOf } from './bundled-file.ts';
import type { Reporter } from './findings.ts';
import { getObject, getString, isObject, setOwn } from './json.ts';
import { readMetaSchema } from './meta-schemas.ts';
import { findNearFile } from './near-file.ts';
import { findNearPointer, guessReference } from './near-pointer.ts';
import { formatPointer, joinPointer, parsePointer, resolvePointer } from './pointer.ts';
import { type ReferenceBase, readReference } from './reference-target.ts';
import type { MayFetch } from './remote.ts';
import { findByName } from './schema-ids.ts';
import { parseSource, type Source } from './source.ts';

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

/** What a reference leads to, or why it leads nowhere yet. */
export type Reached = ReachedPart | Exclude<Found, { file: BundledFile }>;

/** The document's own file, and those that it brings in under `/x-files/<n>`. */
export interface BundleFiles {
	main: BundledFile;
	/**
	 * Where a reference of this part leads; the file is read if need be. Throws a StartupError for one that leads out of the folder or
	 * to another host.
	 */
	reach(task: Task, reference: string): Reached;
	/** Takes what was fetched from an address. */
	add(url: string, source: Source): void;
	/** A file by its number under `/x-files`. */
	find(number: string): BundledFile | undefined;
}

/** `settled`: references that lead from the root already. */
export function createBundleFiles(args: BundleArgs, settled: WeakSet<JsonObject>): BundleFiles {
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

	const openMetaSchema = (url: string): BundledFile | undefined => {
		const known = files.get(url);
		const value = known ? undefined : readMetaSchema(url);
		if (value === undefined) return known;
		const file = mount(parseSource({ file: url, text: JSON.stringify(value) }), { url });
		files.set(url, file);
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
			const near = target.path === undefined ? undefined : nameNearFile(reference, target.path);
			return { mistake: target.message, ...(near !== undefined && { near }) };
		}
		const meta = target.kind === 'remote' ? openMetaSchema(target.url) : undefined;
		if (meta && target.kind === 'remote') return findInFile(meta, target.fragment, reference);
		if (target.kind === 'refused' || !args.mayFetch(target.url)) {
			const near = guessReference(main.source.value, reference);
			throw refuseReference({ target, reference, place: placeOf(task, '$ref'), near });
		}
		const fetched = files.get(target.url);
		return fetched ? findInFile(fetched, target.fragment, reference) : { waiting: target.url };
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
		if (!passed || !('file' in passed) || end === undefined) {
			const near = findNearPointer(found.file.source.value, found.pointer);
			const shown = near !== undefined && `${reference.slice(0, reference.indexOf('#'))}#${near}`;
			return { mistake: `"${reference}" leads to nothing`, ...(shown && { near: shown }) };
		}
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

	return {
		main,
		reach,
		add: (url, source) => void files.set(url, mount(source, { url })),
		find: (number) => mounted.get(number),
	};
}

/** `./part.yml#/Order` → `./part.yaml#/Order`, where that is there; a name without an ending most likely means no file. */
function nameNearFile(reference: string, path: string): string | undefined {
	const [name = ''] = reference.split('#');
	const near = /\.(?:ya?ml|json)$/i.test(name) ? findNearFile(path) : undefined;
	return near && `${name.slice(0, name.lastIndexOf('/') + 1)}${near}${reference.slice(name.length)}`;
}
