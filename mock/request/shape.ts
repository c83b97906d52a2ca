// What a schema says about the kind of value it wants: enough to turn text into one, and to pick an entity's properties.

import {
	formatPointer,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	parsePointer,
	resolvePointer,
	type SchemaRef,
} from '../../spec/index.ts';

/** The types that a schema lets pass, and those of its members. Empty `types`: anything. */
export interface Shape {
	readonly types: ReadonlySet<string>;
	readonly items: Shape | undefined;
	readonly properties: ReadonlyMap<string, Shape>;
	/** Other properties than the named ones may come: their shape, or `undefined` when they may not. */
	readonly additional: Shape | undefined;
	/** Properties that must be there in every alternative; `null` as an alternative has no say. */
	readonly required: ReadonlySet<string>;
	/** Where the schema stands; absent for `true` and for none at all. */
	readonly schema: SchemaRef | undefined;
}

const ANY: Shape = {
	types: new Set(),
	items: undefined,
	properties: new Map(),
	additional: undefined,
	required: new Set(),
	schema: undefined,
};
/** References and compositions that one shape joins; more is no schema that anybody reads. */
const MAX_PARTS = 500;

/** The shape of a schema, its members read only when they are asked for: circular schemas cost nothing. Never throws. */
export function readShape(schema: SchemaRef | undefined): Shape {
	return schema === undefined || !isObject(schema.value) ? ANY : new SchemaShape(schema);
}

class SchemaShape implements Shape {
	readonly schema: SchemaRef;
	readonly #parts: readonly SchemaRef[];
	#types: ReadonlySet<string> | undefined;
	#properties: ReadonlyMap<string, Shape> | undefined;
	#items: { shape: Shape | undefined } | undefined;
	#required: ReadonlySet<string> | undefined;

	constructor(schema: SchemaRef) {
		this.schema = schema;
		this.#parts = joinParts(schema);
	}

	get types(): ReadonlySet<string> {
		this.#types ??= readTypes(this.#parts.map(({ value }) => value as JsonObject));
		return this.#types;
	}

	get properties(): ReadonlyMap<string, Shape> {
		if (this.#properties) return this.#properties;
		const properties = new Map<string, Shape>();
		for (const part of this.#parts) {
			const declared = (part.value as JsonObject)['properties'];
			if (!isObject(declared)) continue;
			for (const [name, value] of Object.entries(declared)) {
				if (!properties.has(name)) properties.set(name, readShape(within(part, value, 'properties', name)));
			}
		}
		this.#properties = properties;
		return properties;
	}

	get items(): Shape | undefined {
		if (!this.#items) {
			const part = this.#parts.find(({ value }) => (value as JsonObject)['items'] !== undefined);
			const items = part && (part.value as JsonObject)['items'];
			this.#items = { shape: part && items !== undefined ? readShape(within(part, items, 'items')) : undefined };
		}
		return this.#items.shape;
	}

	get additional(): Shape | undefined {
		for (const part of this.#parts) {
			const rest = (part.value as JsonObject)['additionalProperties'];
			if (rest === false) return undefined;
			if (rest !== undefined) return readShape(within(part, rest, 'additionalProperties'));
		}
		return this.types.has('object') ? ANY : undefined;
	}

	get required(): ReadonlySet<string> {
		this.#required ??= new Set(
			joinParts(this.schema, ['allOf'], findOnlyKind).flatMap(({ value }) =>
				readNames((value as JsonObject)['required']),
			),
		);
		return this.#required;
	}
}

function within({ document, pointer }: SchemaRef, value: JsonValue, ...tokens: string[]): SchemaRef {
	return { document, pointer: joinPointer(pointer, ...tokens), value };
}

function readNames(value: JsonValue | undefined): string[] {
	return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

/** Of the alternatives `something` and `null`, as a nullable reference is written, the something. */
function findOnlyKind(schema: SchemaRef): SchemaRef | undefined {
	for (const keyword of ['anyOf', 'oneOf']) {
		const list = (schema.value as JsonObject)[keyword];
		if (!Array.isArray(list)) continue;
		const kinds = [...list.entries()].filter(([, part]) => !isNull(part));
		const [only] = kinds;
		if (only && kinds.length === 1) return within(schema, only[1], keyword, String(only[0]));
	}
	return undefined;
}

function isNull(schema: JsonValue): boolean {
	if (!isObject(schema)) return false;
	const values = valuesOf(schema);
	return schema['type'] === 'null' || (values.length > 0 && values.every((value) => value === null));
}

/** A schema with what its `$ref` and compositions lead to, each once; `choose` may add one more part of each. */
function joinParts(
	schema: SchemaRef,
	compositions = ['allOf', 'oneOf', 'anyOf'],
	choose?: (part: SchemaRef) => SchemaRef | undefined,
): SchemaRef[] {
	const parts: SchemaRef[] = [];
	const seen = new Set<JsonValue>();
	const waiting: SchemaRef[] = [schema];
	for (let next = waiting.shift(); next && parts.length < MAX_PARTS; next = waiting.shift()) {
		const { value, document } = next;
		if (!isObject(value) || seen.has(value)) continue;
		seen.add(value);
		parts.push(next);
		const reference = value['$ref'];
		if (typeof reference === 'string') {
			const target = resolvePointer(document.root, reference);
			const pointer = formatPointer(parsePointer(reference) ?? []);
			if (target !== undefined) waiting.push({ document, pointer, value: target });
		}
		const chosen = choose?.(next);
		if (chosen) waiting.push(chosen);
		for (const keyword of compositions) {
			const list = value[keyword];
			if (!Array.isArray(list)) continue;
			for (const [index, part] of list.entries()) waiting.push(within(next, part, keyword, String(index)));
		}
	}
	return parts;
}

function readTypes(parts: readonly JsonObject[]): ReadonlySet<string> {
	const types = new Set<string>();
	for (const { type } of parts) {
		if (typeof type === 'string') types.add(type);
		else if (Array.isArray(type)) for (const one of type) types.add(String(one));
	}
	if (types.size > 0) return types;
	for (const part of parts) for (const value of valuesOf(part)) types.add(typeOfValue(value));
	if (types.size === 0 && parts.some((part) => isObject(part['properties']))) types.add('object');
	if (types.size === 0 && parts.some((part) => part['items'] !== undefined)) types.add('array');
	return types;
}

function valuesOf(schema: JsonObject): JsonValue[] {
	if (schema['const'] !== undefined) return [schema['const']];
	return Array.isArray(schema['enum']) ? schema['enum'] : [];
}

function typeOfValue(value: JsonValue): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Text to the value that the shape asks for: `'42'` → 42 where a number may stand, `'true'` → true, else the text.
 * Text that fits no wanted type stays text, so that the schema says what is wrong with it.
 */
export function coerceText(text: string, shape: Shape): JsonValue {
	const { types } = shape;
	if (types.size === 0) return text;
	if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) {
		const number = Number(text);
		if (Number.isFinite(number)) return number;
	}
	if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
	if (types.has('null') && (text === 'null' || (text === '' && !types.has('string')))) return null;
	return text;
}
