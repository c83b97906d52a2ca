// Examples that stand in files of their own (`externalValue`, OpenAPI 3.1.1 §4.8.19).

import { extname } from 'node:path';
import { StartupError } from '../errors.ts';
import type { JsonObject } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getOwn, getString, setOwn } from './json.ts';
import { type ReferenceBase, readReference } from './reference-target.ts';
import { parseSource } from './source.ts';

/** The member of an Example Object that holds the text of its file, for media types that are no JSON. */
export const EXTERNAL_TEXT = 'x-external-text';

/**
 * Puts what an example's file holds into the example: as a `value` where it is JSON or YAML, and its text. Only files in the
 * document's own folder are read; what can't be read is told, and the example is left out.
 */
export function readExternalExample(
	example: JsonObject,
	{
		base,
		readText,
		onFile,
	}: {
		base: ReferenceBase;
		readText(path: string): string;
		/** Hears of a file that is not there. */
		onFile?: ((path: string) => void) | undefined;
	},
): Omit<Report, 'pointer'> | undefined {
	const address = getString(example, 'externalValue');
	const isGiven = ['value', 'dataValue', 'serializedValue'].some((key) => getOwn(example, key) !== undefined);
	if (address === undefined || isGiven) return undefined;
	const target = readReference(address, base);
	if (target.kind !== 'file') {
		if (target.kind === 'refused' && target.path !== undefined) onFile?.(target.path);
		const why = target.kind === 'refused' ? target.message : `"${address}" is no file in the document's folder`;
		return describe(`${why}: the example is left out`, 'keep a copy beside the document');
	}
	try {
		const text = readText(target.path);
		const isData = /^\.(json|ya?ml)$/i.test(extname(target.path));
		setOwn(example, 'value', isData ? parseSource({ file: address, text }).value : text);
		setOwn(example, EXTERNAL_TEXT, text);
		return undefined;
	} catch (error) {
		if (!(error instanceof StartupError)) throw error;
		return describe(`"${address}" can't be read: ${error.line}; the example is left out`, 'mend the file');
	}
}

function describe(message: string, remedy: string): Omit<Report, 'pointer'> {
	return { code: 'document.example.external', severity: 'warning', message, remedy };
}
