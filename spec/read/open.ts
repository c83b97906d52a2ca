// One document, from its file to one value in one dialect: read, overlaid, bundled, upgraded.

import { realpathSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { type StartupCode, StartupError } from '../errors.ts';
import type { FileFinding, Place } from '../types/finding.ts';
import type { JsonObject, Pointer } from '../types/json.ts';
import { type Bundle, createBundle } from './bundle.ts';
import { createFinding } from './findings.ts';
import { copyJson, getObject, getString, isObject } from './json.ts';
import { applyOverlay } from './overlay.ts';
import { parseOverlay } from './overlay-file.ts';
import { fetchSource } from './remote.ts';
import { readSource, type Source } from './source.ts';
import { pointerBeforeUpgrade, readVersion, upgradeDocument } from './upgrade.ts';

/** How a document is to be read. */
export interface OpenOptions {
	/** Overlay files, applied in order. */
	overlays?: readonly string[];
	/** Fetch `$ref`s to http(s) addresses. Default: refused. */
	allowRemoteRefs?: boolean;
	/** For a document given as a value: the folder that its references are relative to, and may not leave. */
	directory?: string;
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

/** Reads a document. Throws a StartupError for what can't be served at all; lesser mistakes are in `findings`. */
export async function openDocument(source: string | JsonObject, options: OpenOptions): Promise<OpenedDocument> {
	const given = typeof source === 'string' ? readSource(source) : takeValue(source);
	if (!isObject(given.value)) throw refuse(given, 'document.not-openapi', 'is no OpenAPI document');
	const version = readVersion(given.value);
	if (version.kind === 'unknown') throw refuseVersion(given, version.text);

	const files: string[] = [];
	const findings: FileFinding[] = [];
	const overlaid = overlay({ root: given.value, overlays: options.overlays ?? [], files, findings });
	const home = findHome(source, options.directory);
	if (home.path !== undefined) files.push(home.path);
	const bundle = createBundle({
		source: given,
		root: overlaid,
		...home,
		allowRemoteRefs: options.allowRemoteRefs ?? false,
		readFile(path) {
			files.push(path);
			return readReferred(path, { given: given.file, directory: home.directory ?? '' });
		},
		report: (report) => findings.push(createFinding(report, bundle.locate)),
	});
	await fillBundle(bundle);
	if (version.kind === 'current') {
		return { file: given.file, root: overlaid, locate: bundle.locate, findings, files };
	}
	const locate = (pointer: Pointer): Place =>
		bundle.locate(version.field === 'swagger' ? pointerBeforeUpgrade(pointer) : pointer);
	const root = findings.some((finding) => finding.severity === 'error')
		? overlaid
		: upgrade(overlaid, { version, given });
	return { file: given.file, root, locate, findings, files };
}

async function fillBundle(bundle: Bundle): Promise<void> {
	for (;;) {
		bundle.run();
		const wanted = bundle.wanted();
		if (wanted.length === 0) return;
		for (const url of wanted) bundle.supply(url, await fetchSource(url));
	}
}

function overlay(args: {
	root: JsonObject;
	overlays: readonly string[];
	files: string[];
	findings: FileFinding[];
}): JsonObject {
	let { root } = args;
	for (const file of args.overlays) {
		const source = readSource(file, { kind: 'overlay' });
		const applied = applyOverlay(root, parseOverlay(source));
		root = applied.root;
		args.files.push(resolve(file));
		for (const report of applied.reports) args.findings.push(createFinding(report, source.locate));
	}
	return root;
}

function upgrade(
	root: JsonObject,
	args: { version: Parameters<typeof upgradeDocument>[1]; given: Source },
): JsonObject {
	try {
		return upgradeDocument(root, args.version);
	} catch (error) {
		// The upgrader has no errors of its own kind: whatever it throws means a document that it can't read.
		throw refuse(args.given, 'document.invalid', `can't be upgraded to OpenAPI 3.1: ${String(error)}`);
	}
}

function findHome(source: string | JsonObject, directory: string | undefined): { path?: string; directory?: string } {
	if (typeof source === 'string') return { path: realpathSync(source), directory: realpathSync(dirname(source)) };
	if (directory === undefined) return {};
	try {
		return { directory: realpathSync(directory) };
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
	return { file, value: copyJson(value), locate: (pointer) => ({ file, line: 1, column: 1, pointer }) };
}

function refuseVersion(source: Source, text: string | undefined): StartupError {
	return text === undefined
		? refuse(source, 'document.not-openapi', 'has neither openapi nor swagger with a version')
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
