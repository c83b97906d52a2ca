// The heads of a multipart body's parts (RFC 7578 §4), held to what the document's `encoding` says of them.

import {
	compileSchema,
	listPartHeaders,
	type MediaType,
	type PartHeader,
	parseMediaType,
	stripMediaType,
	type Validate,
	viewSchema,
} from '../../spec/index.ts';
import type { BodyParse } from './body-parse.ts';
import { refuseBody, viewBuffer } from './body-parse.ts';
import { readSimple } from './parameters/styles.ts';

interface HeaderCheck extends PartHeader {
	validate: Validate;
}

const plans = new WeakMap<MediaType, ReadonlyMap<string, readonly HeaderCheck[]>>();

/** What is wrong with the headers of a part; `undefined`: nothing is, or the document has none in mind. Throws SchemaError. */
export function checkPartHeads(
	bytes: Uint8Array,
	{ contentType, mediaType }: { contentType: string; mediaType: MediaType },
): BodyParse | undefined {
	const plan = plans.get(mediaType) ?? planHeads(mediaType);
	if (plan.size === 0) return undefined;
	const boundary = parseMediaType(contentType)?.parameters['boundary'];
	if (boundary === undefined) return undefined;
	for (const [name, head] of readHeads(bytes, boundary)) {
		for (const check of plan.get(name) ?? []) {
			const wrong = findWrong(check, head.get(check.name.toLowerCase()));
			if (wrong) return refuseBody('request.body.part-header', `header ${check.name} of the part ${wrong}`, `/${name}`);
		}
	}
	return undefined;
}

function planHeads(mediaType: MediaType): ReadonlyMap<string, readonly HeaderCheck[]> {
	const plan = new Map<string, readonly HeaderCheck[]>();
	for (const [property, headers] of listPartHeaders(mediaType)) {
		const checks = headers.map((one) => ({ ...one, validate: compileSchema(one.schema, 'request') }));
		plan.set(property, checks);
	}
	plans.set(mediaType, plan);
	return plan;
}

function findWrong({ required, explode, schema, validate }: HeaderCheck, text: string | undefined): string | undefined {
	if (text === undefined) return required ? 'is required' : undefined;
	const read = readSimple(text, explode, viewSchema(schema));
	if (read.kind !== 'value') return read.kind === 'malformed' ? read.message : undefined;
	const [first] = validate(read.value);
	return first && `${first.pointer} ${first.message}`.trim();
}

/** The media types that the parts of each name have, in their order; `''`: the part says none. Never throws. */
export function listPartTypes(bytes: Uint8Array, contentType: string): ReadonlyMap<string, readonly string[]> {
	const boundary = parseMediaType(contentType)?.parameters['boundary'];
	const types = new Map<string, string[]>();
	if (boundary === undefined) return types;
	for (const [name, head] of readHeads(bytes, boundary)) {
		const type = stripMediaType(head.get('content-type') ?? '');
		const known = types.get(name);
		if (known) known.push(type);
		else types.set(name, [type]);
	}
	return types;
}

/** Each part's name, and its headers by their names in lower case. The body was cut up before, so that it is one. */
function* readHeads(bytes: Uint8Array, boundary: string): Generator<[name: string, head: ReadonlyMap<string, string>]> {
	const text = viewBuffer(bytes).toString('latin1');
	const delimiter = `--${boundary}\r\n`;
	for (let at = text.startsWith(delimiter) ? 0 : text.indexOf(`\r\n${delimiter}`); at >= 0; ) {
		const start = text.indexOf(delimiter, at) + delimiter.length;
		const end = text.indexOf('\r\n\r\n', start);
		if (end < 0) return;
		const head = new Map<string, string>();
		for (const line of text.slice(start, end).split('\r\n')) {
			const colon = line.indexOf(':');
			if (colon > 0) head.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
		}
		const name = /;\s*name="([^"]*)"/i.exec(head.get('content-disposition') ?? '')?.[1];
		if (name !== undefined) yield [Buffer.from(name, 'latin1').toString('utf8').replaceAll('%22', '"'), head];
		at = text.indexOf(`\r\n${delimiter}`, end);
	}
}
