// Arrays.

import { formatCount, type JsonValue, type SchemaRef, viewSchemas } from '../../../spec/index.ts';
import { type Generation, giveUp, isRecursive } from './context.ts';
import type { MergedSchema } from './merge.ts';

/** No generated list is longer. */
const MAX_ITEMS = 1000;
/** Lists inside lists have several items down to here. */
const MANY_DEPTH = 6;
/** Tries for an item that isn't there yet. */
const UNIQUE_TRIES = 30;

/** A list that fits: as short as it may be where its items lead back into what is being made. */
export function makeList(generation: Generation, schema: MergedSchema, name: string): JsonValue[] | undefined {
	const needed = Math.max(schema.minItems, ...schema.contains.map(({ min }) => min));
	if (needed > MAX_ITEMS)
		return giveUp(generation, schema.pointer, `asks for ${needed} items, at most ${MAX_ITEMS} are generated`);
	const count = chooseCount(generation, schema, needed);
	const list: JsonValue[] = [];
	const seen = new Set<string>();
	while (list.length < count) {
		const item = makeItem(generation, schema, { index: list.length, seen, name: singular(name) });
		if (item === undefined) break;
		if (schema.isUnique) seen.add(JSON.stringify(item));
		list.push(item);
	}
	if (list.length < needed)
		return giveUp(
			generation,
			schema.pointer,
			`asks for ${formatCount(needed, 'item')}, ${list.length} ${list.length === 1 ? 'was' : 'were'} found`,
		);
	return list;
}

function makeItem(
	generation: Generation,
	schema: MergedSchema,
	{ index, seen, name }: { index: number; seen: ReadonlySet<string>; name: string },
): JsonValue | undefined {
	const schemas: SchemaRef[] = [...((schema.prefix[index] ?? schema.items)?.roots ?? [])];
	let covered = 0;
	for (const { schema: contained, min } of schema.contains) {
		if (index >= covered && index < covered + min) schemas.push(contained);
		covered += min;
	}
	for (let attempt = 0; attempt < (schema.isUnique ? UNIQUE_TRIES : 1); attempt += 1) {
		// Examples come once only: no two entities have the same id.
		const examples = generation.useExamples;
		if (attempt > 0 || index > 0) generation.useExamples = false;
		const item = generation.make(viewSchemas(schemas), name);
		generation.useExamples = examples;
		if (item === undefined || !schema.isUnique || !seen.has(JSON.stringify(item))) return item;
	}
	return undefined;
}

function chooseCount(generation: Generation, schema: MergedSchema, needed: number): number {
	const most = Math.min(schema.maxItems, MAX_ITEMS);
	const leads = [...(schema.items ? [schema.items] : []), ...schema.prefix];
	if (leads.some((view) => isRecursive(generation, view)) || generation.room < generation.leanBelow) return needed;
	const { variant } = generation;
	if (variant === 'minimal') return needed;
	// Clients read a list by position as a tuple: behind what is described comes nothing, though anything might.
	if (schema.prefix.length > 0 && !schema.items) return Math.min(Math.max(needed, schema.prefix.length), most);
	const wanted = Math.max(
		needed,
		schema.prefix.length,
		variant === 'maximal' ? 2 : variant === undefined ? chooseUsual(generation) : 1,
	);
	const count = variant === 'seeded' ? generation.numbers.between(needed, wanted + 2) : wanted;
	return Math.min(Math.max(count, needed), most);
}

/** Two or three in an answer: one row shows nothing of a list. Deep inside, and in requests, one. */
function chooseUsual({ direction, depth, numbers }: Generation): number {
	return direction === 'request' || depth > MANY_DEPTH ? 1 : numbers.between(2, 3);
}

/** `order_lines` → `order_line`: the items' own name, as far as English plurals go. */
function singular(name: string): string {
	return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '');
}
