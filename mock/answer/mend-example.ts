// Examples that don't fit their own schema, as most documents have some: what is right about them is answered all the same.

import {
	type Example,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
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

/** With what is required and it lacks; with what is of another type converted, else made anew; without what the schema keeps out. */
const WAYS: readonly Way[] = [
	complete,
	convert,
	(value, args) => (isObject(value) ? convert(projectEntity(value as JsonObject, args.schema.view), args) : undefined),
];

/**
 * The first of a schema's examples that can be mended, so: `{ title: 'Autumn' }` with the pages that are required, `{ total: '12.50' }`
 * with a number. Which that is, and how, is looked for once. `undefined`: there is none. Throws SchemaError as `LazySchema.fits` does.
 */
export function mendExample(examples: readonly Example[], args: MendArgs): JsonValue | undefined {
	const { schema } = args;
	schema.mending ??= { found: findWay(examples, args) };
	const { found } = schema.mending;
	const value = examples[found?.example ?? -1]?.value;
	return found && value !== undefined ? tryWay(WAYS[found.way] as Way, value, args) : undefined;
}

function findWay(examples: readonly Example[], args: MendArgs): { example: number; way: number } | undefined {
	for (const way of WAYS.keys()) {
		const example = examples.findIndex(
			({ value }) => isMeant(value, args.schema.view) && tryWay(WAYS[way] as Way, value, args) !== undefined,
		);
		if (example >= 0) return { example, way };
	}
	return undefined;
}

/** Half of what it has is declared: an example of something else, or in a wrapper of its own, would only add to what is made up. */
function isMeant(value: JsonValue, view: SchemaView): boolean {
	const items = viewItems(view);
	if (Array.isArray(value)) return items === undefined || value.every((item) => isMeant(item, items));
	if (!isObject(value)) return true;
	// One of them for all of them.
	if (items && guessTypes(view).has('array')) return isMeant(value, items);
	const declared = listPossibleProperties(view);
	const names = Object.keys(value);
	return names.length > 0 && names.filter((name) => declared.has(name)).length * 2 >= names.length;
}

/** A scalar that has to be made anew is no example any more. */
function tryWay(way: Way, value: JsonValue, args: MendArgs): JsonValue | undefined {
	const { schema } = args;
	const mended = typeof value === 'object' && value !== null ? way(value, args) : undefined;
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
