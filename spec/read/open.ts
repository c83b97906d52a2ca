// One document, from its file to one value in one dialect: read, overlaid, bundled, upgraded.

import { dirname, extname, join, relative, resolve } from 'node:path';
import { type StartupCode, StartupError } from '../errors.ts';
import { findRealPath } from '../files/real-path.ts';
import type { FileFinding, Place } from '../types/finding.ts';
import type { JsonObject, Pointer } from '../types/json.ts';
import { type Bundle, createBundle } from './bundle.ts';
import { createFinding, type Reporter } from './findings.ts';
import { joinFurtherPaths } from './further-paths.ts';
import { copyJson, getObject, getString, isObject } from './json.ts';
import { describeOther, describeUnknown } from './other-documents.ts';
import { changeByOverlay } from './overlay.ts';
import { parseOverlay } from './overlay-file.ts';
import { OverlayOrigins } from './overlay-origins.ts';
import { lintReferenceSiblings } from './reference-siblings.ts';
import { type Edition, fetchSource, isAddress, isLoopbackAddress, type MayFetch } from './remote.ts';
import { parseSource, readBytes, readSource, readText, type Source } from './source.ts';
import { readStandardInput, SHOWN_INPUT, STANDARD_INPUT } from './standard-input.ts';
import { pointerBeforeMove, pointerBeforeUpgrade, readVersion, upgradeDocument } from './upgrade.ts';
import type { ShapedPart } from './upgrade-parts.ts';

/** How a document is to be read. */
export interface OpenOptions {
	/** Overlay files, applied in order. */
	overlays?: readonly string[];
	/**
	 * Read documents at, and `$ref`s to, any http(s) address. Default: documents on this machine's loopback interface only, and
	 * of their references those to the same origin; for a file, none.
	 */
	allowRemoteRefs?: boolean;
	/** For a document given as a value: the folder that its references are relative to, and may not leave. */
	directory?: string;
	/** Hears of each file that is read or looked for, by its absolute path, also where the document can't be read in the end. */
	onFile?: (path: string) => void;
	/** Look at what nobody is served as well: at what is doubtful before it is brought to 3.1, and at webhooks of 3.0. Default: false, for it takes time. */
	whole?: boolean;
	/** Hears of each address that was read. */
	onAddress?: (url: string, edition: Edition) => void;
}

/** A document before its operations are read. */
export interface OpenedDocument {
	file: string;
	root: JsonObject;
	locate(pointer: Pointer): Place;
	findings: FileFinding[];
	/** Absolute paths of all that was read, for watching. */
	files: readonly string[];
}

const DATA_FILE = /^\.(json|ya?ml)$/i;

/**
 * Reads a document: a file, an http(s) address, `-` for standard input, or a value. Throws a StartupError for what can't be
 * served at all; lesser mistakes are in `findings`.
 */
export async function openDocument(source: string | JsonObject, options: OpenOptions): Promise<OpenedDocument> {
	const files: string[] = [];
	const onFile = (path: string): void => {
		files.push(path);
		options.onFile?.(path);
	};
	const mayFetch = createFetchRule(source, options.allowRemoteRefs ?? false);
	const given = await readGiven(source, { ...options, mayFetch, onFile });
	if (!isObject(given.value)) throw refuse(given, 'document.not-openapi', describeOther(given.value));
	const version = readVersion(given.value);
	if (version.kind === 'unknown') throw refuseVersion(given, version.text, given.value);

	const root = given.value;
	const findings: FileFinding[] = [...(given.doubts ?? [])];
	const origins = overlay({ root, overlays: options.overlays ?? [], onFile, findings });
	const home = findHome(source, options.directory);
	const readFile = (path: string): Source => {
		onFile(path);
		const read = readReferred(path, { given: given.file, directory: home.directory ?? '' });
		findings.push(...(read.doubts ?? []));
		return read;
	};
	const bundle = createBundle({
		source: { ...given, locate: (pointer) => origins?.locate(root, pointer) ?? given.locate(pointer) },
		root,
		...home,
		mayFetch,
		readFile,
		onFile,
		readText: (path) => {
			onFile(path);
			return readText(path, 'document', path);
		},
		report: (report) => findings.push(createFinding(report, bundle.locate)),
	});
	await fillBundle(bundle, { ...options, mayFetch, findings });
	const moved = new Map<Pointer, Pointer>();
	const onMove = (to: Pointer, from: Pointer): void => void moved.set(to, from);
	joinFurtherPaths(root, onMove);
	if (version.kind === 'current') {
		const locate = (pointer: Pointer): Place => bundle.locate(pointerBeforeMove(pointer, moved));
		return { file: given.file, root, locate, findings, files };
	}
	if (options.whole) {
		findings.push(...lintReferenceSiblings(root).map((report) => createFinding(report, bundle.locate)));
	}
	const locate = (pointer: Pointer): Place =>
		bundle.locate(pointerBeforeMove(version.field === 'swagger' ? pointerBeforeUpgrade(pointer) : pointer, moved));
	return {
		file: given.file,
		root: upgrade(root, { version, parts: bundle.old(), whole: options.whole, given, findings, locate, onMove }),
		locate,
		findings,
		files,
	};
}

/** Which addresses a document may lead to: all, or those of its own origin where that is on the loopback interface. */
export function createFetchRule(source: string | JsonObject, allowRemoteRefs: boolean): MayFetch {
	if (allowRemoteRefs) return () => true;
	if (typeof source !== 'string' || !isAddress(source) || !isLoopbackAddress(source)) return () => false;
	const { origin } = new URL(source);
	return (url) => URL.canParse(url) && new URL(url).origin === origin;
}

async function readGiven(
	source: string | JsonObject,
	args: OpenOptions & { mayFetch: MayFetch; onFile(path: string): void },
): Promise<Source> {
	if (typeof source !== 'string') return takeValue(source);
	if (source === STANDARD_INPUT) return readGivenInput();
	if (isAddress(source)) {
		const { source: fetched, edition } = await fetchSource(source, { role: 'document', mayFetch: args.mayFetch });
		args.onAddress?.(source, edition);
		return fetched;
	}
	args.onFile(resolve(source));
	const read = readSource(source);
	// The same file by another name changes without a word to the folder of the link.
	const path = findRealPath(source);
	if (path !== resolve(source)) args.onFile(path);
	return read;
}

async function readGivenInput(): Promise<Source> {
	const shown = SHOWN_INPUT;
	return parseSource({ file: shown, text: readBytes(await readStandardInput(), { kind: 'document', shown }) });
}

async function fillBundle(
	bundle: Bundle,
	args: OpenOptions & { mayFetch: MayFetch; findings: FileFinding[] },
): Promise<void> {
	for (;;) {
		bundle.run();
		const wanted = bundle.wanted();
		if (wanted.length === 0) return;
		for (const url of wanted) {
			const { source, edition } = await fetchSource(url, { role: 'reference', mayFetch: args.mayFetch });
			args.onAddress?.(url, edition);
			args.findings.push(...(source.doubts ?? []));
			bundle.supply(url, source);
		}
	}
}

/** Changes the document by its overlays; tells what has come from them, if there are any. */
function overlay(args: {
	root: JsonObject;
	overlays: readonly string[];
	onFile(path: string): void;
	findings: FileFinding[];
}): OverlayOrigins | undefined {
	if (args.overlays.length === 0) return undefined;
	const origins = new OverlayOrigins();
	for (const file of args.overlays) {
		args.onFile(resolve(file));
		const source = readSource(file, { kind: 'overlay' });
		args.findings.push(...(source.doubts ?? []));
		const reports = changeByOverlay(args.root, parseOverlay(source), origins);
		for (const report of reports) args.findings.push(createFinding(report, source.locate));
	}
	return origins;
}

function upgrade(
	root: JsonObject,
	args: {
		version: Parameters<typeof upgradeDocument>[1]['version'];
		parts: readonly ShapedPart[];
		whole: boolean | undefined;
		given: Source;
		findings: FileFinding[];
		locate(pointer: Pointer): Place;
		onMove(to: Pointer, from: Pointer): void;
	},
): JsonObject {
	try {
		const report: Reporter = (one) => args.findings.push(createFinding(one, args.locate));
		return upgradeDocument(root, { ...args, report });
	} catch (error) {
		// The upgrader has no errors of its own kind: whatever it throws means a document that it can't read.
		const message = `can't be upgraded to OpenAPI 3.1: ${String(error)}`;
		const mistake = args.findings.find(({ severity }) => severity === 'error');
		if (!mistake) throw refuse(args.given, 'document.invalid', message);
		// Most likely it is the mistake that was found that it stumbled over: that is what there is to mend.
		args.findings.push({ code: 'document.upgrade', severity: 'error', message, place: mistake.place });
		return root;
	}
}

function findHome(
	source: string | JsonObject,
	directory: string | undefined,
): { path?: string; directory?: string; url?: string } {
	if (source === STANDARD_INPUT) return { directory: findRealPath('.') };
	if (typeof source === 'string' && isAddress(source)) return { url: source };
	if (typeof source === 'string') return { path: findRealPath(source), directory: findRealPath(dirname(source)) };
	if (directory === undefined) return {};
	try {
		return { directory: findRealPath(directory) };
	} catch {
		throw new StartupError({
			code: 'document.missing',
			message: `${directory}: no such folder`,
			remedy: 'check the path',
		});
	}
}

/** A file that is neither JSON nor YAML is text: a reference to it leads to something of another kind. */
function readReferred(path: string, args: { given: string; directory: string }): Source {
	const shownAs = join(dirname(args.given), relative(args.directory, path));
	try {
		return readSource(path, { shownAs });
	} catch (error) {
		const isData = DATA_FILE.test(extname(path));
		if (isData || !(error instanceof StartupError) || error.code !== 'document.syntax') throw error;
		return { file: shownAs, value: '', locate: (pointer) => ({ file: shownAs, line: 1, column: 1, pointer }) };
	}
}

function takeValue(value: JsonObject): Source {
	const file = getString(getObject(value, 'info'), 'title') ?? 'document';
	const locate = (pointer: Pointer): Place => ({ file, line: 1, column: 1, pointer });
	try {
		return { file, value: copyJson(value), locate };
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw cause;
		const message = 'the document holds itself, as a dereferenced one does, or nests too deep';
		const remedy = 'give it with its $refs: bundle it rather than dereference it';
		throw new StartupError({ code: 'document.invalid', message, remedy, place: locate(''), cause });
	}
}

function refuseVersion(source: Source, text: string | undefined, value: JsonObject): StartupError {
	return text === undefined
		? refuse(source, 'document.not-openapi', describeUnknown(value))
		: refuse(source, 'document.version', `the version ${text} is unknown`);
}

function refuse(source: Source, code: StartupCode, message: string): StartupError {
	return new StartupError({
		code,
		message,
		remedy: 'serve an OpenAPI 3.2, 3.1, 3.0 or Swagger 2.0 document',
		place: source.locate(''),
	});
}
