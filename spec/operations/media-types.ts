// `content` maps and their examples (OpenAPI 3.1.1 §4.8.14, §4.8.19).

import { EXAMPLE_FIELDS, followExample, VALUE_KEYS } from '../read/example-reference.ts';
import { EXTERNAL_TEXT } from '../read/external-examples.ts';
import { MEND_SHAPE } from '../read/findings.ts';
import { getObject, getOwn } from '../read/json.ts';
import { nearest } from '../read/nearest.ts';
import { joinPointer } from '../read/pointer.ts';
import { followOnce, type ReadContext, readSchema } from '../read/read-context.ts';
import type { Example, MediaType } from '../types/document.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { isJsonType } from './json-media.ts';
import { readJsonText } from './meant-examples.ts';
import { parseMediaType, stripMediaType } from './media-type-name.ts';

/** Media types whose examples are values; those of all others are texts. */
const STRUCTURED = /json|^application\/x-www-form-urlencoded$|^multipart\/|\*/;

/**
 * The media types of a `content` map, in order; what is none is reported and left out. A map that is a reference is followed: bundlers take
 * it as well.
 */
export function readContent(context: ReadContext, value: JsonValue | undefined, pointer: Pointer): MediaType[] {
	if (value === undefined) return [];
	const map = followOnce(context, { value, pointer });
	if (!map) {
		reportShape(context, 'content must be a map of media types', pointer);
		return [];
	}
	const mediaTypes: MediaType[] = [];
	for (const [type, entry] of Object.entries(map.value)) {
		if (type.startsWith('x-') && !type.includes('/')) continue;
		const at = joinPointer(map.pointer, type);
		const found = followOnce(context, { value: entry, pointer: at });
		if (found) {
			for (const one of readTypeNames(context, type, at))
				mediaTypes.push(readMediaType(context, { type: one, value: found.value, pointer: found.pointer }));
		} else reportShape(context, 'a media type must be an object', at);
	}
	return mediaTypes;
}

/** What is written for a media type without being one. */
const SHORT: ReadonlyMap<string, string> = new Map([
	['json', 'application/json'],
	['xml', 'application/xml'],
	['text', 'text/plain'],
	['html', 'text/html'],
	['form-data', 'multipart/form-data'],
	['x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
]);

/** What a media type can be of (RFC 9110 §8.3.1, the registry's), and ranges of all. */
const KINDS: ReadonlySet<string> = new Set(
	'application text image audio video font multipart message model example haptics *'.split(' '),
);

/** `json` as the type that it is short for, `applicaton/json` and `application / json` as the one that is meant; what begins otherwise is somebody's own. */
function mendTypeName(written: string): string {
	const short = SHORT.get(written.toLowerCase());
	const slash = written.search(/[/\\]/);
	if (short !== undefined || slash < 0) return short ?? written;
	const kind = written.slice(0, slash).trim().toLowerCase();
	const isKnown = KINDS.has(kind);
	if (isKnown && parseMediaType(written)) return written;
	const [meant] = isKnown ? [kind] : nearest(kind, KINDS, 1);
	return isKnown || meant === 'application' ? `${meant}/${written.slice(slash + 1).trim()}` : written;
}

/** A type as it is meant, and `application/json, application/xml` as the two that it names; any other as it stands. */
function readTypeNames(context: ReadContext, written: string, pointer: Pointer): readonly string[] {
	const names = parseMediaType(written) ? [written] : written.split(',').map((one) => one.trim());
	const meant = names.map(mendTypeName);
	if (meant.length === 1 && meant[0] === written) return [written];
	if (!meant.every((one) => parseMediaType(one))) return [written];
	const message = `"${written}" is no media type: it is read as ${meant.join(' and ')}`;
	context.report({ code: 'document.content.type', severity: 'warning', message, remedy: 'write that', pointer });
	return meant;
}

/**
 * The examples of a media type, parameter or header: `example` as one named `""`, then `examples` by name. `written`: how the bodies of a
 * media type are written, of which an example may be one: as text, what stands in a file of its own as well; or as JSON.
 */
export function readExamples(
	context: ReadContext,
	value: JsonObject,
	pointer: Pointer,
	written?: 'text' | 'json' | undefined,
): Example[] {
	const examples: Example[] = [];
	const single = getOwn(value, 'example');
	if (single !== undefined)
		examples.push(follow(context, { name: '', value: single, pointer: joinPointer(pointer, 'example') }));
	const given = getOwn(value, 'examples');
	if (given === undefined) return examples;
	for (const [name, entry] of Object.entries(typeof given === 'object' ? (given ?? {}) : {})) {
		const at = joinPointer(pointer, 'examples', name);
		const found = Array.isArray(given) ? undefined : followOnce(context, { value: entry, pointer: at });
		if (!found && getOwn(entry, '$ref') !== undefined) {
			reportShape(context, 'an example must be an object with a value', at);
			continue;
		}
		if (!found || isUnwrapped(found.value)) {
			reportUnwrapped(context, at);
			examples.push({ name, value: found?.value ?? entry, pointer: found?.pointer ?? at });
			continue;
		}
		const external = written === 'text' ? getOwn(found?.value, EXTERNAL_TEXT) : undefined;
		if (found && external !== undefined) {
			examples.push({ name, value: external, pointer: joinPointer(found.pointer, 'externalValue') });
			continue;
		}
		for (const key of written === 'text' ? TEXT_KEYS : VALUE_KEYS) {
			const given = getOwn(found?.value, key);
			const exampleValue = key === 'serializedValue' ? readSerialized(given, written) : given;
			if (!found || exampleValue === undefined) continue;
			examples.push(follow(context, { name, value: exampleValue, pointer: joinPointer(found.pointer, key) }));
			break;
		}
	}
	return examples;
}

/** An example that is a reference is what that leads to: in a value it means nothing. One that leads nowhere stays the value. */
function follow({ document }: ReadContext, example: Example): Example {
	const meant = followExample(document.root, example.value);
	return meant ? { name: example.name, ...meant, reference: example.pointer } : example;
}

const TEXT_KEYS = ['value', 'serializedValue', 'dataValue'];

/** The body as it is sent (OpenAPI 3.2 §4.19.1); `undefined` where it is none of its media type, or of a parameter. */
function readSerialized(given: JsonValue | undefined, written: 'text' | 'json' | undefined): JsonValue | undefined {
	if (typeof given !== 'string' || written !== 'json') return written === 'text' ? given : undefined;
	try {
		return JSON.parse(given) as JsonValue;
	} catch {
		return undefined;
	}
}

function readMediaType(context: ReadContext, args: { type: string; value: JsonObject; pointer: Pointer }): MediaType {
	const { value, pointer } = args;
	const schema = readSchema(context, args, 'schema');
	const itemSchema = readSchema(context, args, 'itemSchema');
	const encoding = getObject(value, 'encoding');
	const parameters = args.type.includes(';') ? parseMediaType(args.type)?.parameters : undefined;
	const type = stripMediaType(args.type);
	const isJson = isJsonType(type);
	const written = STRUCTURED.test(type) ? (isJson ? 'json' : undefined) : 'text';
	const examples = readExamples(context, value, pointer, written);
	return {
		type,
		...(parameters && Object.keys(parameters).length > 0 && { parameters }),
		pointer,
		...(schema && { schema }),
		...(itemSchema && { itemSchema }),
		// Where no schema says that a text is meant, JSON in a text is what it says.
		examples:
			isJson && !schema ? examples.map((one) => ({ ...one, value: readJsonText(one.value) ?? one.value })) : examples,
		...(encoding && { encoding }),
	};
}

/** It has fields, and none that an example has. */
function isUnwrapped(example: JsonObject): boolean {
	const keys = Object.keys(example).filter((key) => !key.startsWith('x-') || key === EXTERNAL_TEXT);
	return keys.length > 0 && !keys.some((key) => EXAMPLE_FIELDS.has(key));
}

/** A value in the place of an object that has it: what is meant is plain. */
function reportUnwrapped(context: ReadContext, pointer: Pointer): void {
	context.report({
		code: 'document.example.shape',
		severity: 'warning',
		message: 'an example is an object with a value: this is taken for the value itself',
		remedy: 'put it under value, in a map of examples by name',
		pointer,
	});
}

function reportShape(context: ReadContext, message: string, pointer: Pointer): void {
	context.report({ code: 'document.content.shape', severity: 'error', message, remedy: MEND_SHAPE, pointer });
}
