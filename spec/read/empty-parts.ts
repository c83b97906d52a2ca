// Words with nothing behind them (`security:` in YAML, `null` in JSON), read as their writer most likely means them.

import type { JsonObject } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getOwn, isObject } from './json.ts';
import { joinPointer } from './pointer.ts';
import { isMap, listFields, type StructurePart } from './structure.ts';

/** Fields that hold neither schemas nor references. */
const PLAIN_FIELDS: Readonly<Record<string, readonly string[]>> = {
	document: ['info', 'servers', 'security', 'tags', 'securityDefinitions', 'consumes', 'produces', 'schemes'],
	pathItem: ['servers', '$ref'],
	operation: ['operationId', 'tags', 'servers', 'security', 'consumes', 'produces', 'schemes'],
	parameter: ['style', 'explode', 'required', '$ref'],
	header: ['style', 'explode', 'required', '$ref'],
	requestBody: ['required', '$ref'],
	response: ['description', '$ref'],
};
/** Keywords of a schema that can't be null: beside them, null is a value (`default`, `const`, `example`) or a remark. */
const SCHEMA_KEYWORDS: readonly string[] = [
	...['$ref', '$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$schema', 'enum', 'required', 'format', 'pattern'],
	...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
	...['minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains', 'minProperties', 'maxProperties'],
	...['dependentRequired', 'nullable', 'readOnly', 'writeOnly', 'discriminator', 'contentEncoding', 'contentMediaType'],
];
/** What stands in a map under a name is there, if with nothing in it; a scheme without a type is none. */
const NEVER_EMPTY: readonly string[] = ['parameter', 'securityScheme', 'example', 'encoding', 'link'];

const NONE: readonly Report[] = [];

/** Takes out of a part what is empty, or makes it an empty object where a name stands alone. Changes the part in place. */
export function fillEmptyParts({ value, shape, pointer }: StructurePart): readonly Report[] {
	if (!isObject(value) || shape.endsWith('[]')) return NONE;
	if (isMap(shape)) return fillNames(value, shape.replace('{}', ''), pointer);
	const reports: Report[] = [];
	const fields = listFields(shape);
	const plain = shape === 'schema' ? SCHEMA_KEYWORDS : (PLAIN_FIELDS[shape] ?? []);
	for (const field of [...Object.keys(fields), ...plain]) {
		if (getOwn(value, field) !== null) continue;
		// An operation that is only named is an operation.
		if (fields[field] === 'operation') value[field] = {};
		else delete value[field];
		reports.push(describe(field, pointer, 'it is read as absent'));
	}
	if (shape === 'schema') reports.push(...quoteNull(value, pointer));
	return reports;
}

function fillNames(map: JsonObject, kind: string, pointer: string): Report[] {
	if (NEVER_EMPTY.includes(kind)) return [];
	const empty = Object.keys(map).filter((name) => map[name] === null && !name.startsWith('x-'));
	return empty.map((name) => {
		map[name] = {};
		return describe(name, pointer, 'it is read as an empty object');
	});
}

/** `type: null` without quotes is the type of null to everybody who writes it. */
function quoteNull(schema: JsonObject, pointer: string): Report[] {
	const type = getOwn(schema, 'type');
	const isNull = type === null;
	if (!isNull && !(Array.isArray(type) && type.includes(null))) return [];
	schema['type'] = isNull ? 'null' : (type as unknown[]).map((one) => (one === null ? 'null' : String(one)));
	return [
		{
			code: 'document.empty',
			severity: 'warning',
			message: 'the type null is written without quotes: it is read as "null"',
			remedy: 'put it in quotes',
			pointer: joinPointer(pointer, 'type'),
		},
	];
}

function describe(name: string, pointer: string, reading: string): Report {
	return {
		code: 'document.empty',
		severity: 'warning',
		message: `"${name}" has nothing in it: ${reading}`,
		remedy: 'write what it holds, or remove it',
		pointer: joinPointer(pointer, name),
	};
}
