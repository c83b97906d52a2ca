// Rows of a list that have more than an entity: `{ cursor, node }`, `{ score, movie }`.

import {
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	parsePointer,
	type SchemaView,
	setOwn,
	toPlain,
} from '../../spec/index.ts';
import { convertScalar, fitsView } from '../effects/birth/fit-value.ts';
import type { Session } from '../session/session.ts';
import type { AnswerSource } from './answer-source.ts';
import { generateFrom } from './complete-entity.ts';
import { nameEntity } from './page-links.ts';

interface RowArgs {
	source: AnswerSource & { kind: 'list' };
	/** As the schema has a row. */
	row: SchemaView;
	session: Session;
}

/** What goes with an entity, made once for each. */
const made = new WeakMap<SchemaView, WeakMap<JsonObject, JsonObject>>();

/** Entities as they are shown, each in its row. `places`: which of the page's they are; absent: all. */
export function wrapRows(
	shown: { items: readonly JsonValue[]; places?: readonly number[] },
	args: RowArgs,
): JsonValue[] {
	const steps = parsePointer(args.source.within ?? '') ?? [];
	return shown.items.map((item, index) => wrapRow(item, { ...args, place: shown.places?.[index] ?? index, steps }));
}

function wrapRow(item: JsonValue, args: RowArgs & { place: number; steps: readonly string[] }): JsonValue {
	const { row, steps, source, place } = args;
	const [name, ...deeper] = steps;
	if (name === undefined) return item;
	const beside = makeBeside(args);
	const whole: JsonObject = {};
	const properties = listPossibleProperties(row);
	for (const [own, view] of properties) {
		const value = own === name ? wrapRow(item, { ...args, row: view, steps: deeper }) : beside[own];
		const cursor = own !== name && toPlain(own) === 'cursor' ? findCursor(source, { place, view }) : undefined;
		const told = cursor ?? value;
		if (told !== undefined) setOwn(whole, own, told);
	}
	return whole;
}

/** It leads behind this entity. */
function findCursor(
	{ page }: RowArgs['source'],
	{ place, view }: { place: number; view: SchemaView },
): JsonValue | undefined {
	const cursor = page && nameEntity(page, page.start + place);
	return cursor !== undefined && fitsView(view, cursor) ? cursor : undefined;
}

/** The key once more where it is called so, all else by the schema: the same for an entity as long as it stays as it is. */
function makeBeside({ row, steps, source, session, place }: RowArgs & { place: number; steps: readonly string[] }) {
	const entity = source.items[place] as JsonObject;
	const known = made.get(row) ?? new WeakMap<JsonObject, JsonObject>();
	made.set(row, known);
	let beside = known.get(entity);
	if (beside) return beside;
	const { resource } = source.mention;
	const key = source.page?.keyAt(source.page.start + place) ?? String(place);
	const generated = generateFrom(row, { session, seed: session.random.seedFor(`row/${resource}/${key}`) });
	beside = generated.ok && isObject(generated.value) ? { ...generated.value } : {};
	delete beside[steps[0] ?? ''];
	for (const [name, view] of listPossibleProperties(row)) {
		const again = toPlain(name) === 'id' ? convertScalar(key, guessTypes(view)) : undefined;
		if (again !== undefined) setOwn(beside, name, again);
	}
	known.set(entity, beside);
	return beside;
}
