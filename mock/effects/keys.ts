// The keys of new entities, in the type that the document gives them.

import {
	findAnswerSchema,
	findRequestSchema,
	guessTypes,
	type JsonValue,
	listValues,
	type Operation,
	outlineProperties,
	type Resource,
	readLimits,
	type SchemaRef,
	type SchemaView,
	viewSchema,
} from '../../spec/index.ts';
import type { Random } from '../chance/random.ts';
import type { EntityStore } from '../store/entity-store.ts';

/** How the keys of a resource are made. */
export type KeyType =
	| { kind: 'uuid' }
	/** The next after the largest; at least `minimum`. */
	| { kind: 'integer'; minimum: number }
	/** A string that must look as the schema says. */
	| { kind: 'generated'; view: SchemaView };

/** Makes a value that fits a schema, the same for the same seed and time (epoch ms). Another module's work, passed in. */
export type Generate = (
	view: SchemaView,
	seed: number,
	nowMs: number,
) => { ok: true; value: JsonValue } | { ok: false; pointer: string; reason: string };

const UUID_LENGTH = 36;
/** How many values are generated in search of a free one. */
const ATTEMPTS = 50;

/**
 * The type of a resource's keys, from the first of these that says it: the path parameter by which it is read, moved,
 * replaced, patched or deleted; the answer to its creation; what who reads it sees; the body that creates it. A
 * string without a further rule, or no type at all, is a uuid.
 */
export function keyTypeOf(resource: Resource, operations: readonly Operation[]): KeyType {
	for (const view of listKeyViews(resource, operations)) {
		const type = readKeyType(view);
		if (type) return type;
	}
	return { kind: 'uuid' };
}

/**
 * A key that no entity has: a uuid, a number never used before, or a generated string. Where nothing free can be
 * generated, a uuid.
 */
export function createKey(args: {
	type: KeyType;
	resource: string;
	random: Random;
	store: EntityStore;
	generate?: Generate | undefined;
	/** For `generate`; epoch ms, default 0. */
	nowMs?: number;
}): string | number {
	const { type, resource, random, store } = args;
	if (type.kind === 'integer') return Math.max(store.largestNumber(resource) + 1, type.minimum);
	if (type.kind === 'generated' && args.generate) {
		for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
			const made = args.generate(type.view, Math.floor(random.next() * 2 ** 32), args.nowMs ?? 0);
			if (!made.ok) break;
			if (isFreeKey(made.value) && !store.findAnywhere(resource, made.value)) return made.value;
		}
	}
	return random.uuid();
}

function isFreeKey(value: JsonValue): value is string {
	return typeof value === 'string' && value !== '';
}

function* listKeyViews(resource: Resource, operations: readonly Operation[]): Generator<SchemaView> {
	const own = operations.filter((operation) => operation.effect?.resource === resource.name);
	for (const { effect, parameters } of own) {
		if (!effect || !('key' in effect) || effect.key.kind !== 'path') continue;
		const { name } = effect.key;
		const schema = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema;
		if (schema) yield viewSchema(schema);
	}
	for (const kind of ['create', 'read']) {
		for (const operation of own) {
			if (operation.effect?.kind === kind) yield* propertyOf(findAnswerSchema(operation), resource.key);
		}
	}
	for (const operation of own) {
		if (operation.effect?.kind === 'create') yield* propertyOf(findRequestSchema(operation), resource.key);
	}
}

function* propertyOf(schema: SchemaRef | undefined, name: string): Generator<SchemaView> {
	const property = outlineProperties(viewSchema(schema)).get(name);
	if (property) yield property;
}

/** `undefined`: the schema names no type that a key could have. */
function readKeyType(view: SchemaView): KeyType | undefined {
	const types = guessTypes(view);
	if (types.has('string')) return isPlainUuid(view) ? { kind: 'uuid' } : { kind: 'generated', view };
	if (!types.has('integer') && !types.has('number')) return undefined;
	const { min } = readLimits(view);
	return { kind: 'integer', minimum: Number.isFinite(min) ? Math.max(1, Math.ceil(min)) : 1 };
}

function isPlainUuid(view: SchemaView): boolean {
	const { formats, patterns, minLength, maxLength } = readLimits(view);
	if (formats.some((format) => format !== 'uuid')) return false;
	if (minLength > UUID_LENGTH || maxLength < UUID_LENGTH) return false;
	// Beside `format: uuid` a pattern only says the same once more.
	return formats.length > 0 || (patterns.length === 0 && listValues(view) === undefined);
}
