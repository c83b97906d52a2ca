// One view of all the schemas that hold for the same value: `$ref` and `allOf` joined, a branch of each union chosen.

import {
	getList,
	getObject,
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listConjuncts,
	type Pointer,
	readDiscriminator,
	type SchemaRef,
	stepInto,
} from '../../../spec/index.ts';

/** Everything that is asked of one value. Where several schemas limit the same thing, the tighter limit. */
export interface MergedSchema {
	/** Where the first of the schemas stands. */
	pointer: Pointer;
	/** The schemas that were joined. */
	pointers: Set<Pointer>;
	/** A schema that nothing fits. */
	never: boolean;
	/** `undefined`: any. */
	types: Set<string> | undefined;
	/** What `const` and `enum` leave; `undefined`: anything. */
	values: readonly JsonValue[] | undefined;
	/** `example`, `examples` and `default`, in that order of preference. */
	examples: JsonValue[];
	min: number;
	max: number;
	exclusiveMin: number;
	exclusiveMax: number;
	multiples: number[];
	minLength: number;
	maxLength: number;
	formats: string[];
	patterns: string[];
	minItems: number;
	maxItems: number;
	unique: boolean;
	prefix: SchemaRef[][];
	items: SchemaRef[];
	contains: { schema: SchemaRef; min: number }[];
	minProperties: number;
	maxProperties: number;
	required: Set<string>;
	properties: Map<string, SchemaRef[]>;
	patternProperties: { pattern: string; schema: SchemaRef }[];
	additional: SchemaRef[];
	closed: boolean;
	propertyNames: SchemaRef[];
	/** Schemas that hold where a property is there. */
	dependents: Map<string, SchemaRef[]>;
	dependentRequired: Map<string, readonly string[]>;
}

/** Chooses a branch of a union, or one of the two ways of a condition. */
export type Choose = (branches: readonly SchemaRef[]) => SchemaRef | undefined;

const MAX_SCHEMAS = 500;

/** Joins schemas; each is taken once, so circles end. */
export function mergeSchemas(schemas: readonly SchemaRef[], choose: Choose): MergedSchema {
	const merged = createMerged(schemas[0]?.pointer ?? '');
	const open = [...schemas];
	for (let schema = open.shift(); schema && merged.pointers.size < MAX_SCHEMAS; schema = open.shift()) {
		if (merged.pointers.has(schema.pointer)) continue;
		merged.pointers.add(schema.pointer);
		if (schema.value === false) merged.never = true;
		if (!isObject(schema.value)) continue;
		takeLimits(merged, schema.value);
		takeParts(merged, schema);
		open.push(...listConjuncts(schema), ...chooseBranches(merged, schema, choose));
	}
	return merged;
}

function createMerged(pointer: Pointer): MergedSchema {
	return {
		pointer,
		pointers: new Set(),
		never: false,
		types: undefined,
		values: undefined,
		examples: [],
		min: Number.NEGATIVE_INFINITY,
		max: Number.POSITIVE_INFINITY,
		exclusiveMin: Number.NEGATIVE_INFINITY,
		exclusiveMax: Number.POSITIVE_INFINITY,
		multiples: [],
		minLength: 0,
		maxLength: Number.POSITIVE_INFINITY,
		formats: [],
		patterns: [],
		minItems: 0,
		maxItems: Number.POSITIVE_INFINITY,
		unique: false,
		prefix: [],
		items: [],
		contains: [],
		minProperties: 0,
		maxProperties: Number.POSITIVE_INFINITY,
		required: new Set(),
		properties: new Map(),
		patternProperties: [],
		additional: [],
		closed: false,
		propertyNames: [],
		dependents: new Map(),
		dependentRequired: new Map(),
	};
}

function takeLimits(merged: MergedSchema, value: JsonObject): void {
	const number = (key: string, fallback: number): number => {
		const found = getOwn(value, key);
		return typeof found === 'number' ? found : fallback;
	};
	const least = Number.NEGATIVE_INFINITY;
	const most = Number.POSITIVE_INFINITY;
	merged.min = Math.max(merged.min, number('minimum', least));
	merged.max = Math.min(merged.max, number('maximum', most));
	merged.exclusiveMin = Math.max(merged.exclusiveMin, number('exclusiveMinimum', least));
	merged.exclusiveMax = Math.min(merged.exclusiveMax, number('exclusiveMaximum', most));
	merged.minLength = Math.max(merged.minLength, number('minLength', 0));
	merged.maxLength = Math.min(merged.maxLength, number('maxLength', most));
	merged.minItems = Math.max(merged.minItems, number('minItems', 0));
	merged.maxItems = Math.min(merged.maxItems, number('maxItems', most));
	merged.minProperties = Math.max(merged.minProperties, number('minProperties', 0));
	merged.maxProperties = Math.min(merged.maxProperties, number('maxProperties', most));
	if (getOwn(value, 'exclusiveMinimum') === true) merged.exclusiveMin = number('minimum', least);
	if (getOwn(value, 'exclusiveMaximum') === true) merged.exclusiveMax = number('maximum', most);
	const multiple = number('multipleOf', 0);
	if (multiple > 0) merged.multiples.push(multiple);
	const format = getString(value, 'format');
	if (format !== undefined) merged.formats.push(format);
	const pattern = getString(value, 'pattern');
	if (pattern !== undefined) merged.patterns.push(pattern);
	if (getOwn(value, 'uniqueItems') === true) merged.unique = true;
	takeTypes(merged, value);
	takeValues(merged, value);
}

function takeTypes(merged: MergedSchema, value: JsonObject): void {
	const given = getOwn(value, 'type');
	const types = typeof given === 'string' ? [given] : getList(value, 'type').map(String);
	if (types.length === 0) return;
	if (getOwn(value, 'nullable') === true) types.push('null');
	const before = merged.types;
	merged.types = new Set(
		before === undefined
			? types
			: types.flatMap((type) => {
					if (before.has(type) || (type === 'integer' && before.has('number'))) return [type];
					return type === 'number' && before.has('integer') ? ['integer'] : [];
				}),
	);
}

function takeValues(merged: MergedSchema, value: JsonObject): void {
	const constant = getOwn(value, 'const');
	for (const allowed of [constant === undefined ? undefined : [constant], getOwn(value, 'enum')]) {
		if (!Array.isArray(allowed)) continue;
		const texts = new Set(allowed.map((one) => JSON.stringify(one)));
		merged.values = merged.values?.filter((one) => texts.has(JSON.stringify(one))) ?? allowed;
	}
	const examples = [getOwn(value, 'example'), ...getList(value, 'examples'), getOwn(value, 'default')];
	for (const example of examples) if (example !== undefined) merged.examples.push(example);
}

function takeParts(merged: MergedSchema, schema: SchemaRef): void {
	const { value } = schema;
	for (const name of Object.keys(getObject(value, 'properties') ?? {})) {
		const known = merged.properties.get(name) ?? [];
		merged.properties.set(name, [...known, stepInto(schema, 'properties', name)]);
	}
	for (const name of getList(value, 'required')) merged.required.add(String(name));
	for (const pattern of Object.keys(getObject(value, 'patternProperties') ?? {})) {
		merged.patternProperties.push({ pattern, schema: stepInto(schema, 'patternProperties', pattern) });
	}
	const additional = getOwn(value, 'additionalProperties') ?? getOwn(value, 'unevaluatedProperties');
	if (additional === false) merged.closed = true;
	else if (isObject(additional)) merged.additional.push(stepInto(schema, findKey(value, 'additionalProperties')));
	if (isObject(getOwn(value, 'propertyNames'))) merged.propertyNames.push(stepInto(schema, 'propertyNames'));
	takeItems(merged, schema);
	for (const [name, names] of Object.entries(getObject(value, 'dependentRequired') ?? {})) {
		if (Array.isArray(names)) merged.dependentRequired.set(name, names.map(String));
	}
	for (const name of Object.keys(getObject(value, 'dependentSchemas') ?? {})) {
		merged.dependents.set(name, [...(merged.dependents.get(name) ?? []), stepInto(schema, 'dependentSchemas', name)]);
	}
}

function findKey(value: JsonValue, preferred: string): string {
	return getOwn(value, preferred) === undefined ? 'unevaluatedProperties' : preferred;
}

function takeItems(merged: MergedSchema, schema: SchemaRef): void {
	const items = getOwn(schema.value, 'items');
	const keyword = Array.isArray(items) ? 'items' : 'prefixItems';
	const prefix = getList(schema.value, keyword);
	prefix.forEach((_, index) => {
		merged.prefix[index] = [...(merged.prefix[index] ?? []), stepInto(schema, keyword, index)];
	});
	const rest = Array.isArray(items) ? 'additionalItems' : 'items';
	const restValue = getOwn(schema.value, rest);
	if (restValue === false) merged.maxItems = Math.min(merged.maxItems, prefix.length);
	else if (isObject(restValue)) merged.items.push(stepInto(schema, rest));
	if (isObject(getOwn(schema.value, 'contains'))) {
		const min = getOwn(schema.value, 'minContains');
		merged.contains.push({ schema: stepInto(schema, 'contains'), min: typeof min === 'number' ? min : 1 });
	}
}

function chooseBranches(merged: MergedSchema, schema: SchemaRef, choose: Choose): SchemaRef[] {
	const chosen: SchemaRef[] = [];
	const named = readDiscriminator(schema);
	for (const keyword of ['oneOf', 'anyOf'] as const) {
		const branch = choose(getList(schema.value, keyword).map((_, index) => stepInto(schema, keyword, index)));
		if (!branch) continue;
		chosen.push(branch);
		const name = named?.branches.find((one) => one.schema.pointer === branch.pointer)?.names[0];
		if (!named || name === undefined) continue;
		const pointer = joinPointer(schema.pointer, 'discriminator');
		const claim = { document: schema.document, pointer, value: { const: name } };
		merged.properties.set(named.property, [...(merged.properties.get(named.property) ?? []), claim]);
		merged.required.add(named.property);
	}
	if (isObject(getOwn(schema.value, 'if'))) {
		const ways = ['then', 'else'].map((keyword) =>
			getOwn(schema.value, keyword) === undefined
				? { ...schema, pointer: joinPointer(schema.pointer, keyword), value: true }
				: stepInto(schema, keyword),
		);
		const way = choose(ways);
		if (way) chosen.push(way);
		if (way === ways[0]) chosen.push(stepInto(schema, 'if'));
	}
	return chosen;
}
