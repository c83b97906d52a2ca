// Which properties of a resource's entities tell one from the other: names, states, times, amounts, by the schema of an answer.

import { call } from './client.ts';
import type { Entity, OperationItem, Resource } from './control-types.ts';
import { Reading } from './live-value.ts';
import { model } from './page-model.ts';

/** What a property is, for who reads a table. */
export type Kind = 'key' | 'name' | 'choice' | 'time' | 'amount' | 'flag' | 'text';
export interface Column {
	name: string;
	kind: Kind;
}

/** In this order they are shown, as many as fit. */
const ORDER: readonly Kind[] = ['key', 'name', 'choice', 'time', 'amount', 'flag', 'text'];
const NAME = /(^|_|[a-z])(name|title|label|subject|email|slug|summary)$/i;
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?/;
/** Pixels of a letter, and at the sides of a cell. */
const LETTER = 7.6;
const SIDES = 20;
/** Longer values are cut or broken. */
const MAX_LENGTH = 40;
const TIME_LENGTH = 16;
const MAX_DEPTH = 6;

type Json = Readonly<Record<string, unknown>>;

/** The columns of the resources, each read once for its documents. */
export class ColumnReading {
	readonly #reading: Reading<Json>;

	/** `onRead` hears of each reading. */
	constructor(onRead: () => void) {
		this.#reading = new Reading(onRead);
	}

	/** All that it can show, the most telling first; `entities` speak where no schema does. */
	listAll(resource: Resource, entities: readonly Entity[]): readonly Column[] {
		const operation = chooseOperation(resource, model.operations);
		if (operation) {
			this.#reading.ask({
				of: `${resource.name} ${operation.operationId}`,
				version: String(model.operations.length),
				read: () => readProperties(operation, resource),
			});
		}
		return rank(resource, this.#reading.value ?? {}, entities);
	}
}

/** The first of them, as many as fit in so many pixels; key, scope and state are always among them. */
export function chooseColumns(
	all: readonly Column[],
	{
		resource: { key, scope, state },
		entities,
		width,
	}: { resource: Resource; entities: readonly Entity[]; width: number },
): readonly string[] {
	const always = new Set([key, ...scope, ...(state === undefined ? [] : [state])]);
	const some = entities.slice(0, 20);
	let room = width;
	for (const column of all) if (always.has(column.name)) room -= widthOf(column, some);
	return all.flatMap((column) => {
		if (always.has(column.name)) return [column.name];
		room -= widthOf(column, some);
		return room >= 0 ? [column.name] : [];
	});
}

/** Roughly, in pixels: of its name, and of the values. */
function widthOf({ name, kind }: Column, entities: readonly Entity[]): number {
	const longest = Math.max(name.length, ...entities.map((entity) => String(entity[name] ?? '').length));
	return SIDES + LETTER * (kind === 'time' ? Math.max(name.length, TIME_LENGTH) : Math.min(longest, MAX_LENGTH));
}

/** Whoever shows most of an entity: the one that reads it, else the list, else the create. */
function chooseOperation({ name }: Resource, operations: readonly OperationItem[]): OperationItem | undefined {
	const own = operations.filter(({ effect }) => effect?.resource === name);
	for (const kind of ['read', 'list', 'create'] as const) {
		const found = own.find(({ effect }) => effect?.kind === kind);
		if (found) return found;
	}
	return undefined;
}

async function readProperties({ operationId }: OperationItem, { key }: Resource): Promise<Json | undefined> {
	const result = await call('getOperation', { path: { operation: operationId } });
	if (!result.ok) return undefined;
	const success = result.value.responses.find(({ status }) => status.startsWith('2'));
	const schema = success?.mediaTypes.find(({ type }) => type.includes('json'))?.schema;
	return findProperties(schema, key, 0);
}

/** The properties of the object that has the key, through envelopes and lists. */
function findProperties(schema: unknown, key: string, depth: number): Json | undefined {
	if (typeof schema !== 'object' || schema === null || depth > MAX_DEPTH) return undefined;
	const { properties, items, allOf, oneOf, anyOf } = schema as Record<string, unknown>;
	const parts = [allOf, oneOf, anyOf].flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : []));
	const merged = Object.assign({}, ...parts.map(propertiesOf), propertiesOf(schema)) as Json;
	if (Object.hasOwn(merged, key)) return merged;
	for (const inner of [...parts, items, ...Object.values((properties ?? {}) as object)]) {
		const found = findProperties(inner, key, depth + 1);
		if (found) return found;
	}
	return undefined;
}

function propertiesOf(schema: unknown): Json {
	const { properties, allOf } = (schema ?? {}) as { properties?: Json; allOf?: unknown };
	return Object.assign({}, ...(Array.isArray(allOf) ? allOf.map(propertiesOf) : []), properties) as Json;
}

function rank({ key, scope, state, moves }: Resource, properties: Json, entities: readonly Entity[]): Column[] {
	const names = new Set([key, ...scope, ...Object.keys(properties), ...entities.slice(0, 20).flatMap(Object.keys)]);
	const moments = new Set(moves.flatMap(({ at }) => at ?? []));
	const columns = [...names].flatMap((name): Column[] => {
		const example = entities.find((entity) => entity[name] !== undefined && entity[name] !== null)?.[name];
		const kind =
			name === key || scope.includes(name)
				? 'key'
				: name === state
					? 'choice'
					: moments.has(name)
						? 'time'
						: kindOf(name, properties[name], example);
		return kind ? [{ name, kind }] : [];
	});
	// The key, then where it stands; the state before other choices.
	const firstName = columns.find(({ kind }) => kind === 'name')?.name;
	// One name tells them apart; others come after states and times.
	const weigh = ({ name, kind }: Column): number =>
		(kind === 'name' && name !== firstName ? 2.5 : 0) +
		ORDER.indexOf(kind) +
		(name === key ? -0.5 : 0) +
		(name === state ? -0.5 : 0);
	return columns.sort((a, b) => weigh(a) - weigh(b));
}

/** `undefined`: it has parts, and no place in a table. */
function kindOf(name: string, schema: unknown, example: unknown): Kind | undefined {
	const { type, format, enum: values, const: value } = (schema ?? {}) as Record<string, unknown>;
	const types = [type].flat().filter((one) => one !== 'null');
	if (typeof example === 'object' && example !== null) return undefined;
	if (types.includes('object') || types.includes('array')) return undefined;
	if (Array.isArray(values) || value !== undefined) return 'choice';
	if (typeof format === 'string' && format.startsWith('date')) return 'time';
	if (types.includes('number') || types.includes('integer') || typeof example === 'number') return 'amount';
	if (types.includes('boolean') || typeof example === 'boolean') return 'flag';
	if (types.length > 0 && !types.includes('string')) return undefined;
	if (NAME.test(name)) return 'name';
	return typeof example === 'string' && MOMENT.test(example) ? 'time' : 'text';
}
