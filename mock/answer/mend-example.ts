// Examples that don't fit their own schema, as most documents have some: what is right about them is answered all the same.

import {
	type Example,
	getOwn,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	resolvePointer,
	type SchemaView,
	viewItems,
} from '../../spec/index.ts';
import { fitValue, type MakeValue } from '../effects/birth/fit-value.ts';
import type { Session } from '../session/session.ts';
import type { LazySchema } from './answer-plan.ts';
import { completeEntity, generateMember } from './complete-entity.ts';
import { projectEntity } from './project-entity.ts';

interface MendArgs {
	schema: LazySchema;
	session: Session;
	/** Names the example: the same label, the same data. */
	label: string;
}

/** An example in a form that may fit; `undefined`: there is none. */
type Way = (value: JsonValue, args: MendArgs) => JsonValue | undefined;

/** As it is meant; with what is required and it lacks; with what is of another type converted, else made anew; without what the schema keeps out. */
const WAYS: readonly Way[] = [
	(value) => value,
	complete,
	convert,
	(value, args) => (isObject(value) ? convert(projectEntity(value as JsonObject, args.schema.view), args) : undefined),
];
/** What an Example Object has (OpenAPI 3.2 §4.19). */
const EXAMPLE_FIELDS: ReadonlySet<string> = new Set(['summary', 'description', 'value', 'dataValue']);
const SHARED = '#/components/examples/';

/**
 * The first of a schema's examples that can be mended, so: `{ title: 'Autumn' }` with the pages that are required, `{ total: '12.50' }`
 * with a number, JSON in a text. Which that is, and how, is looked for once. `undefined`: there is none. Throws SchemaError as
 * `LazySchema.fits` does.
 */
export function mendExample(examples: readonly Example[], args: MendArgs): JsonValue | undefined {
	const { schema } = args;
	schema.mending ??= { found: findWay(examples, args) };
	const { found } = schema.mending;
	return found && tryWay(WAYS[found.way] as Way, found.value, args);
}

function findWay(examples: readonly Example[], args: MendArgs): { value: JsonValue; way: number } | undefined {
	const { view, schema } = args.schema;
	const meant = examples.flatMap(({ value }) => listMeant(value, schema?.document.root ?? {}));
	const known = meant.filter((value) => isMeant(value, view));
	for (const way of WAYS.keys()) {
		const value = known.find((one) => tryWay(WAYS[way] as Way, one, args) !== undefined);
		if (value !== undefined) return { value, way };
	}
	return undefined;
}

/** The example, and what else may be meant by it: JSON written as text, `{ value: … }`, a reference, the only one of a list. */
function listMeant(value: JsonValue, root: JsonObject): JsonValue[] {
	if (typeof value === 'string') return readJsonText(value);
	if (Array.isArray(value)) return value.length === 1 ? [value, ...value] : [value];
	if (!isObject(value)) return [];
	const keys = Object.keys(value);
	const { $ref: reference } = value;
	if (keys.length === 1 && typeof reference === 'string' && reference.startsWith(SHARED)) {
		const shared = resolvePointer(root, reference.slice(1));
		return isObject(shared) ? [getOwn(shared, 'value') ?? shared] : [];
	}
	const wrapped = keys.every((key) => EXAMPLE_FIELDS.has(key)) ? (value['value'] ?? value['dataValue']) : undefined;
	return wrapped === undefined ? [value] : [value, wrapped];
}

function readJsonText(text: string): JsonValue[] {
	try {
		return [JSON.parse(text) as JsonValue];
	} catch {
		return [];
	}
}

/** Half of what it has is declared: an example of something else, or in a wrapper of its own, would only add to what is made up. */
function isMeant(value: JsonValue, view: SchemaView): boolean {
	const items = viewItems(view);
	if (Array.isArray(value))
		return items === undefined || value.every((item) => !isObject(item) || isMeant(item, items));
	if (!isObject(value)) return false;
	// One of them for all of them.
	if (items && guessTypes(view).has('array')) return isMeant(value, items);
	const declared = listPossibleProperties(view);
	const names = Object.keys(value);
	return names.length > 0 && names.filter((name) => declared.has(name)).length * 2 >= names.length;
}

function tryWay(way: Way, value: JsonValue, args: MendArgs): JsonValue | undefined {
	const { schema } = args;
	const mended = way(value, args);
	return mended !== undefined && !schema.failsSurely(mended) && schema.fits(mended) ? mended : undefined;
}

function complete(value: JsonValue, { schema, session, label }: MendArgs): JsonValue | undefined {
	const made = completeEntity({ value, view: schema.view, session, label });
	return made.ok ? made.value : undefined;
}

function convert(value: JsonValue, { schema, session, label }: MendArgs): JsonValue | undefined {
	const make: MakeValue = (view, name, inside) => generateMember(session, { view, label, name, inside });
	return fitValue(value, schema.view, { make });
}
