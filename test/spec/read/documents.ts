// Small documents for the tests of the reader.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
	type ApiDocument,
	type JsonObject,
	type JsonValue,
	type LoadedDocuments,
	type LoadOptions,
	loadDocuments,
	type Operation,
	StartupError,
} from '../../../spec/index.ts';
import { atFileEnd } from '../../support/file-end.ts';

/** An OpenAPI 3.1 document with these paths. */
export function makeDocument(paths: JsonValue, rest: JsonObject = {}): JsonObject {
	return { openapi: '3.1.0', info: { title: 'Orders', version: '1.0.0' }, paths, ...rest };
}

/** A document with one operation, `GET /orders/{id}`, and whatever is given beside its response. */
export function makeOperation(operation: JsonObject, rest: JsonObject = {}): JsonObject {
	return makeDocument({ '/orders/{id}': { get: { responses: { 200: { description: '' } }, ...operation } } }, rest);
}

/** Loads one document, mistakes and all. */
export async function readTolerantly(
	document: JsonObject | string,
	options: LoadOptions = {},
): Promise<LoadedDocuments> {
	return loadDocuments([document], { tolerant: true, ...options });
}

/** The only operation of a document. */
export async function readOperation(document: JsonObject): Promise<Operation> {
	const { operations } = await loadDocuments([document]);
	return operations[0] as Operation;
}

/** The codes of all that is wrong, everything read. */
export async function readCodes(document: JsonObject): Promise<string[]> {
	const { documents } = await readTolerantly(document);
	for (const operation of (documents[0] as ApiDocument).operations) {
		void operation.parameters;
		void operation.requestBody;
		void operation.responses;
	}
	return (documents[0] as ApiDocument).findings.map((finding) => finding.code);
}

/** The StartupError that this ends in; anything else is passed on. */
export async function catchRefusal(work: () => unknown): Promise<StartupError> {
	try {
		await work();
	} catch (error) {
		if (error instanceof StartupError) return error;
		throw error;
	}
	throw new Error('expected a StartupError');
}

const folders: string[] = [];
atFileEnd(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes files into a new folder, which is there until the test file ends, and returns its path. */
export function writeFolder(files: Readonly<Record<string, string | JsonObject>>): string {
	const folder = mkdtempSync(join(tmpdir(), 'reader-'));
	folders.push(folder);
	for (const [name, content] of Object.entries(files)) {
		const path = join(folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
	}
	return folder;
}
