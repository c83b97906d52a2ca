// One file of a bundle, and what is looked up in it.

import { dirname, relative, resolve } from 'node:path';
import type { JsonValue, Pointer } from '../types/json.ts';
import { formatPointer, parsePointer, resolveParts, unescapePointerPart } from './pointer.ts';
import type { ReferenceBase } from './reference-target.ts';
import {
	collectSchemaNames,
	decodeFragment,
	findResource,
	type SchemaNames,
	type SchemaResource,
} from './schema-ids.ts';
import type { Source } from './source.ts';

/** A slash of a fragment that is written as what stands for it in addresses. */
export const ENCODED_SLASH = /%2f/i;

/** A document, or a file that it refers to, in its place. */
export interface BundledFile {
	source: Source;
	base: ReferenceBase;
	/** `''` for the document itself, else `/x-files/<n>`. */
	mount: Pointer;
	names?: SchemaNames;
	/** By the pointers that references lead to; `null`: no schema around it has an `$id`. */
	resources: Map<Pointer, SchemaResource | null>;
	/** Where its references lead that begin with `#` and stand in no schema with an `$id`, by their text. */
	reached: Map<string, ReachedPart>;
}
/** Where a reference leads, and what stands there; `hasPassed`: on the way, other references were followed. */
export interface ReachedPart {
	file: BundledFile;
	pointer: Pointer;
	value: JsonValue;
	hasPassed: boolean;
}
/** Where a reference leads, that it has to wait for a file, or why it leads nowhere. */
export type Found = { file: BundledFile; pointer: Pointer } | { waiting: string } | { mistake: string; near?: string };
/** The nearest schema with an `$id` around a place; kept, because many references lead to the same one. */
export function resourceOf(file: BundledFile, pointer: Pointer): SchemaResource | undefined {
	let found = file.resources.get(pointer);
	if (found === undefined) {
		found = findResource(file.source.value, pointer) ?? null;
		file.resources.set(pointer, found);
	}
	return found ?? undefined;
}

/** The `$id`s and anchors of a file, collected once. */
export function namesOf(file: BundledFile): SchemaNames {
	file.names ??= collectSchemaNames(file.source.value, file.mount === '' ? 'document' : 'schema');
	return file.names;
}

/** What a fragment means in a file: a pointer, or the name of an anchor. */
export function findInFile(file: BundledFile, fragment: string, reference: string): Found {
	if (fragment === '') return { file, pointer: '' };
	const parts = fragment.startsWith('/') ? readParts(file, fragment) : undefined;
	const pointer = parts ? formatPointer(parts) : namesOf(file).anchors.get(decodeFragment(fragment));
	return pointer === undefined ? { mistake: `"${reference}" leads to nothing` } : { file, pointer };
}

/** `%2F` is a slash like others (RFC 6901 §6); where that leads to nothing, it is taken for one inside of a name, as those write it who mean `~1`. */
function readParts({ source }: BundledFile, fragment: string): readonly string[] | undefined {
	const parts = parsePointer(`#${fragment}`);
	if (!parts || !ENCODED_SLASH.test(fragment) || resolveParts(source.value, parts) !== undefined) return parts;
	const meant = fragment
		.slice(1)
		.split('/')
		.map((part) => unescapePointerPart(decodeFragment(part)));
	return resolveParts(source.value, meant) === undefined ? parts : meant;
}

/** A pointer as a reference has it: `#/components/schemas/Pet`. */
export function writeFragment(pointer: Pointer): string {
	return `#${encodeURI(pointer.toWellFormed()).replaceAll('#', '%23')}`;
}

/** How a reference in another file names this one: `../parts/pets.yaml`, or its address. */
export function nameFile(file: BundledFile, from: BundledFile): string {
	if (file.base.url !== undefined) return file.base.url;
	return encodeURI(relative(dirname(resolve(from.source.file)), resolve(file.source.file)).replaceAll('\\', '/'));
}
