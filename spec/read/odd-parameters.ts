// Parameters that stand otherwise than in a list: under their names, alone, or in lists of lists, as YAML's aliases make them.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getOwn, isObject } from './json.ts';
import { joinPointer } from './pointer.ts';

const NONE: readonly Report[] = [];

/** Whether `parameters` of a path or an operation is to be read otherwise than it stands. */
export function isOddList(parameters: JsonValue): boolean {
	return Array.isArray(parameters) ? parameters.some((one) => Array.isArray(one)) : isObject(parameters);
}

/** Makes one list of the parameters of a path or an operation, in place: `{ limit: { in: query } }` is `[{ name: limit, in: query }]`. */
export function mendParameterList(holder: JsonObject): readonly Report[] {
	const written = getOwn(holder, 'parameters');
	if (written === undefined || !isOddList(written)) return NONE;
	const [reading, list] = readList(written);
	holder['parameters'] = list;
	return [
		{
			code: 'document.parameter.list',
			severity: 'warning',
			message: `parameters must be a list of parameters: ${reading}`,
			remedy: 'write each as a member of the list',
			pointer: joinPointer('', 'parameters'),
		},
	];
}

function readList(written: JsonValue): [reading: string, list: JsonValue[]] {
	if (Array.isArray(written)) {
		return ['those of lists in it are read as its own', (written as unknown[]).flat(200) as JsonValue[]];
	}
	const map = written as JsonObject;
	if (typeof map['in'] === 'string' || typeof map['$ref'] === 'string') return ['one is read as a list of it', [map]];
	const named = Object.entries(map).map(([name, one]) =>
		isObject(one) && !Object.hasOwn(one, '$ref') && !Object.hasOwn(one, 'name') ? { name, ...one } : one,
	);
	return ['a map of them is read by its names', named];
}
