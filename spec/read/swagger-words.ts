// Parameters and headers of Swagger 2.0, which have the words of a schema in themselves (Parameter Object, Header Object).

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { Reporter } from './findings.ts';
import { getList, getObject, getString, isObject, setOwn } from './json.ts';
import { mendWords } from './odd-words.ts';
import { MARKS, readMarks } from './part-marks.ts';
import { joinPointer } from './pointer.ts';
import { followReferences } from './reference.ts';

/** What a parameter says of itself, where a schema has a word of the same name. */
const OF_PARAMETER = 'required';

/**
 * Each parameter of the document once, in whichever file, with its place: those of all, of a path, of an operation, and what these refer to.
 */
export function listParameters(root: JsonObject): Map<JsonObject, Pointer> {
	const found = new Map<JsonObject, Pointer>();
	const add = (value: JsonValue, pointer: Pointer): void => {
		const target = follow(root, value, pointer);
		if (target && !found.has(target[0])) found.set(...target);
	};
	for (const [name, parameter] of Object.entries(getObject(root, 'parameters') ?? {}))
		add(parameter, joinPointer('/parameters', name));
	for (const [holder, pointer] of listHolders(root)) {
		for (const [index, parameter] of getList(holder, 'parameters').entries())
			add(parameter, joinPointer(pointer, 'parameters', index));
	}
	return found;
}

/** Path items and operations, each once. */
function* listHolders(root: JsonObject): Generator<[JsonObject, Pointer]> {
	const seen = new Set<JsonValue>();
	for (const [path, value] of Object.entries(getObject(root, 'paths') ?? {})) {
		const item = follow(root, value, joinPointer('/paths', path));
		if (!item || seen.has(item[0])) continue;
		seen.add(item[0]);
		yield item;
		for (const [key, one] of Object.entries(item[0])) if (isObject(one)) yield [one, joinPointer(item[1], key)];
	}
}

function follow(root: JsonObject, value: JsonValue, pointer: Pointer): [JsonObject, Pointer] | undefined {
	const target = isObject(value) ? followReferences(root, { value, pointer }) : undefined;
	return target && isObject(target.value) ? [target.value, target.pointer] : undefined;
}

/** Reads the words of parameters and headers as those of schemas are read (`mendWords`), in place; `report` hears of each. */
export function mendSwaggerWords(root: JsonObject, report: Reporter): void {
	for (const [parameter, pointer] of listParameters(root))
		if (getString(parameter, 'in') !== 'body') mend(parameter, { pointer, report });
	const seen = new Set<JsonValue>();
	const mendHeaders = (responses: JsonObject | undefined, at: Pointer): void => {
		for (const [key, value] of Object.entries(responses ?? {})) {
			const [response, pointer] = follow(root, value, joinPointer(at, key)) ?? [];
			if (!response || pointer === undefined || seen.has(response)) continue;
			seen.add(response);
			for (const [name, header] of Object.entries(getObject(response, 'headers') ?? {}))
				if (isObject(header)) mend(header, { pointer: joinPointer(pointer, 'headers', name), report });
		}
	};
	mendHeaders(getObject(root, 'responses'), '/responses');
	for (const [holder, pointer] of listHolders(root))
		mendHeaders(getObject(holder, 'responses'), joinPointer(pointer, 'responses'));
}

function mend(holder: JsonObject, args: { pointer: Pointer; report: Reporter }): void {
	const items = getObject(holder, 'items');
	if (items) mend(items, { ...args, pointer: joinPointer(args.pointer, 'items') });
	const { [OF_PARAMETER]: isRequired, ...schema } = holder;
	if ((readMarks(schema, 'schema') & MARKS.odd) === 0) return;
	for (const one of mendWords(schema)) args.report({ ...one, pointer: args.pointer + one.pointer });
	for (const key of Object.keys(holder)) delete holder[key];
	for (const [key, value] of Object.entries(schema)) setOwn(holder, key, value);
	if (isRequired !== undefined) holder[OF_PARAMETER] = isRequired;
}
