// Which properties of a resource's entities tell one from the other: names, states, times, amounts, by the schema of an answer.

import type { Entity, Resource } from './control-types.ts';
import type { Properties } from './entity-fields.ts';

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
/** Pixels of a letter, roughly: keys are in the font of code, states in capitals. */
const LETTER: Readonly<Partial<Record<Kind, number>>> = { key: 7.1, choice: 8.2 };
const OTHER_LETTER = 7.6;
/** Pixels at the sides of a cell. */
const SIDES = 20;
/** Longer values are cut. */
const MAX_LENGTH = 40;
/** Longer texts go on in the next line, where they have a space. */
const LINE_LENGTH = 16;
const TIME_LENGTH = 16;

/** The first of them, as many as fit in so many pixels; key, scope and state are always among them. */
export function chooseColumns(
	all: readonly Column[],
	{
		resource: { key, scope, state },
		entities,
		width: whole,
	}: { resource: Resource; entities: readonly Entity[]; width: number },
): readonly string[] {
	const always = new Set([key, ...scope, ...(state === undefined ? [] : [state])]);
	const some = entities.slice(0, 20);
	let room = whole;
	for (const column of all) if (always.has(column.name)) room -= widthOf(column, some);
	return all.flatMap((column) => {
		if (always.has(column.name)) return [column.name];
		const width = widthOf(column, some);
		if (width > room) return [];
		room -= width;
		return [column.name];
	});
}

/** Roughly, in pixels: of its name, and of the values. */
function widthOf({ name, kind }: Column, entities: readonly Entity[]): number {
	const letter = LETTER[kind] ?? OTHER_LETTER;
	if (kind === 'time') return SIDES + letter * Math.max(name.length, TIME_LENGTH);
	const lengths = entities.flatMap((entity) => {
		// No column is wider: of five megabytes no more is looked at.
		const text = String(entity[name] ?? '').slice(0, MAX_LENGTH);
		const word = Math.max(...text.split(/[\s-]/).map(({ length }) => length));
		return [kind === 'name' || kind === 'text' ? Math.max(word, Math.min(text.length, LINE_LENGTH)) : text.length];
	});
	return SIDES + letter * Math.min(Math.max(name.length, ...lengths), MAX_LENGTH);
}

/** All that a table can show, the most telling first; `entities` speak where no schema does. */
export function listColumns(
	{ key, scope, state, moves }: Resource,
	properties: Properties,
	entities: readonly Entity[],
): readonly Column[] {
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
	const types = [type].flat().filter((one) => one !== undefined && one !== 'null');
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
