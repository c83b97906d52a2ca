// Examples that don't fit their own schema, as most documents have some: what is right about them is answered all the same.

import { type Example, isMeant, isObject, type JsonObject, type JsonValue, listReadings } from '../../spec/index.ts';
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
	const root = schema?.document.root ?? {};
	const readings = examples.flatMap(({ value }) => listReadings(value, { view, root }));
	const known = readings.filter((value) => isMeant(value, view));
	for (const way of WAYS.keys()) {
		const value = known.find((one) => tryWay(WAYS[way] as Way, one, args) !== undefined);
		if (value !== undefined) return { value, way };
	}
	return undefined;
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
