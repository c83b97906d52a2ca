// The keys of new entities, in the type that the document gives them.

import {
	collectEntitySchemas,
	guessTypes,
	type JsonValue,
	listValues,
	type Operation,
	outlineProperties,
	type Resource,
	readLimits,
	type SchemaView,
	viewSchema,
	viewSchemas,
} from '../../spec/index.ts';
import type { Random } from '../chance/random.ts';
import { stepsToKey } from '../store/entity-key.ts';
import type { EntityStore } from '../store/entity-store.ts';
import { normalizeName } from '../text/normalize-name.ts';

/** How the keys of a resource are made. */
export type KeyType =
	| { kind: 'uuid' }
	/** The next after the largest; at least `minimum`. `isText`: it is shown as a text of digits. */
	| { kind: 'integer'; minimum: number; isText?: boolean }
	/** A string of which the schema says no more than how long it is: hexadecimal digits, which every path can name. */
	| { kind: 'digits'; length: number }
	/** A string that must look as the schema says. */
	| { kind: 'generated'; view: SchemaView };

/**
 * Makes a value that fits a schema, the same for the same seed and time (epoch ms). Another module's work, passed in. `name`: the
 * property it is for; `noun`: what has that property, e.g. `project`; `useExamples`: an example of the schema is as good as another value.
 */
export type Generate = (
	view: SchemaView,
	seed: number,
	nowMs: number,
	more?: { name?: string; noun?: string; useExamples?: boolean },
) => { ok: true; value: JsonValue } | { ok: false; pointer: string; reason: string };

const UUID_LENGTH = 36;
/** Of keys that are digits: as long as this where they may be, at least, and at most. */
const [SHORT_LENGTH, MIN_LENGTH, MAX_LENGTH] = [24, 8, 256];
/** How many values are generated in search of a free one. */
const ATTEMPTS = 50;

/** The type of one of its aliases, by the same rules. */
export function aliasTypeOf(resource: Resource, alias: string, operations: readonly Operation[]): KeyType {
	return decideType({
		name: alias,
		inPath: findTyped(listPathViews(resource, operations, alias)),
		shown: findTyped(listShownViews({ ...resource, key: alias, keyPath: [alias], hiddenKey: false }, operations)),
	});
}

/**
 * The type of a resource's keys: as the entities show them, else as they are sent; and so that the path can name them, by which one
 * is read, moved, replaced, patched or deleted (`"1"` for a path that takes text). A string without a further rule, or no type at
 * all, is a uuid.
 */
export function keyTypeOf(resource: Resource, operations: readonly Operation[]): KeyType {
	return decideType({
		name: stepsToKey(resource).at(-1) ?? resource.key,
		inPath: findTyped(listPathViews(resource, operations)),
		shown: findTyped(listShownViews(resource, operations)),
	});
}

/** Names of keys that mean nothing else. */
const IDENTIFIER = /(?:^|_)(?:id|uid|uuid|guid|sid|gid|oid|hash|token)$/;

function decideType(args: { name: string; inPath: SchemaView | undefined; shown: SchemaView | undefined }): KeyType {
	const { name, inPath, shown = inPath } = args;
	if (!shown) return { kind: 'uuid' };
	const type = readKeyType(shown);
	const byPath = inPath ? readKeyType(inPath) : type;
	if (type.kind === 'integer') {
		return {
			kind: 'integer',
			minimum: byPath.kind === 'integer' ? Math.max(type.minimum, byPath.minimum) : type.minimum,
		};
	}
	if (byPath.kind === 'integer') return { ...byPath, isText: true };
	if (type.kind === 'uuid' && byPath.kind === 'uuid') return type;
	const isUuid = type.kind === 'uuid' && readLimits(shown).formats.includes('uuid');
	const views = [
		...(isUuid ? [shown] : []),
		...[type, byPath].flatMap((one) => (one.kind === 'generated' ? one.view : [])),
	];
	const view = viewSchemas([...new Set(views.flatMap(({ roots }) => roots))]);
	const length = IDENTIFIER.test(normalizeName(name)) ? readLength(view) : undefined;
	return length === undefined ? { kind: 'generated', view } : { kind: 'digits', length };
}

/** How long a key is of which nothing else is said; `undefined`: more is said, or it is shorter than keys that are made up. */
function readLength(view: SchemaView): number | undefined {
	const { formats, patterns, minLength, maxLength } = readLimits(view);
	const length = Math.min(maxLength, Math.max(minLength, SHORT_LENGTH));
	const isFree = formats.length === 0 && patterns.length === 0 && listValues(view) === undefined;
	return isFree && length >= MIN_LENGTH && length <= MAX_LENGTH ? length : undefined;
}

/** The view of the property that names an entity, as answers show it, else as requests send it; `undefined`: nobody describes it. */
export function findKeyView(resource: Resource, operations: readonly Operation[]): SchemaView | undefined {
	return findTyped(listShownViews(resource, operations));
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
	if (type.kind === 'integer') {
		const next = Math.max(store.largestNumber(resource) + 1, type.minimum);
		return type.isText ? String(next) : next;
	}
	if (type.kind === 'digits') {
		let made: string;
		do made = makeDigits(random, type.length);
		while (store.findAnywhere(resource, made));
		return made;
	}
	if (type.kind === 'generated' && args.generate) {
		for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
			const made = args.generate(type.view, Math.floor(random.next() * 2 ** 32), args.nowMs ?? 0);
			if (!made.ok) break;
			if (isFreeKey(made.value) && !store.findAnywhere(resource, made.value)) return made.value;
		}
	}
	return random.uuid();
}

function makeDigits(random: Random, length: number): string {
	let digits = '';
	while (digits.length < length) digits += random.uuid().replaceAll('-', '');
	return digits.slice(0, length);
}

function isFreeKey(value: JsonValue): value is string {
	return typeof value === 'string' && value !== '';
}

/** `by`: those of an alias; absent: of the key. */
function* listPathViews(resource: Resource, operations: readonly Operation[], by?: string): Generator<SchemaView> {
	for (const operation of operations) {
		const { effect } = operation;
		if (effect?.resource !== resource.name || !('key' in effect) || effect.key.kind !== 'path' || effect.by !== by)
			continue;
		const { name } = effect.key;
		// Asked last: the parameters of an operation may have to be read from its document.
		const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
		if (parameter?.schema) yield viewSchema(parameter.schema);
	}
}

function* listShownViews(resource: Resource, operations: readonly Operation[]): Generator<SchemaView> {
	const steps = stepsToKey(resource);
	if (steps.length === 0) return;
	const { representations, requests } = collectEntitySchemas(resource, operations);
	for (const view of [...representations, ...requests]) {
		const key = steps.reduce<SchemaView | undefined>((at, step) => at && outlineProperties(at).get(step), view);
		if (key) yield key;
	}
}

/** The first that names a type that a key could have. */
function findTyped(views: Iterable<SchemaView>): SchemaView | undefined {
	for (const view of views) {
		const types = guessTypes(view);
		if (types.has('string') || types.has('integer') || types.has('number')) return view;
	}
	return undefined;
}

function readKeyType(view: SchemaView): KeyType {
	if (guessTypes(view).has('string')) return isPlainUuid(view) ? { kind: 'uuid' } : { kind: 'generated', view };
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
