// A resource's entity as fields: what each takes, and the value of what was typed in it.

import type { Entity, Resource } from './control-types.ts';

/** Schemas by the properties' names. */
export type Properties = Readonly<Record<string, unknown>>;

/** How a field is filled in. */
export interface Field {
	name: string;
	/** The values that it may have; absent: any. */
	choices?: readonly string[];
	/** Written as JSON: it has parts. */
	isJson: boolean;
	/** E.g. `date-time`, `number`. */
	hint: string;
	/** What it begins with. */
	text: string;
	/** What people seldom set themselves: the mock makes it up. */
	isSpare: boolean;
}

/** A field for each property that the schema has, where the entity stands first; `suggested` are the values that they begin with. */
export function listFields(
	{ key, scope, state, states, sample }: Resource,
	properties: Properties,
	suggested: Entity = sample as Entity,
): readonly Field[] {
	const names = new Set([...scope, ...Object.keys(properties), ...Object.keys(suggested), key]);
	return [...names].map((name): Field => {
		const { type, format, enum: values, readOnly } = (properties[name] ?? {}) as Record<string, unknown>;
		const types = [type].flat().filter((one) => typeof one === 'string' && one !== 'null') as string[];
		const value = suggested[name];
		const isJson =
			types.some((one) => one === 'object' || one === 'array') || (typeof value === 'object' && value !== null);
		const choices =
			name === state && states.length > 0
				? states
				: Array.isArray(values)
					? values.map(String)
					: types.includes('boolean')
						? ['true', 'false']
						: undefined;
		return {
			name,
			...(choices && { choices }),
			isJson,
			hint: typeof format === 'string' ? format : types.includes('string') ? '' : types.join(' or '),
			text: value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value),
			isSpare: (readOnly === true || name === key) && !scope.includes(name) && value === undefined,
		};
	});
}

/** The fields of an entity that is there, with its values. What it is found by is none of them. */
export function listOwnFields(resource: Resource, properties: Properties, entity: Entity): readonly Field[] {
	const { key, scope } = resource;
	return listFields(resource, properties, entity).filter(({ name }) => name !== key && !scope.includes(name));
}

/** What was typed otherwise than it was, by property: null for what was emptied. Empty: nothing was changed. */
export function listChanges(
	fields: readonly Field[],
	texts: ReadonlyMap<string, string>,
	properties: Properties,
): Entity {
	const changed = fields.flatMap(({ name, text }): [string, unknown][] => {
		const typed = texts.get(name) ?? text;
		if (typed === text) return [];
		return [[name, typed.trim() === '' ? null : readField(typed, properties[name])]];
	});
	return Object.fromEntries(changed);
}

/** What was typed, as the schemas have it; what is empty is left out. What isn't of its type stays a text, and is refused. */
export function readFields(texts: ReadonlyMap<string, string>, properties: Properties): Entity {
	const entries = [...texts].flatMap(([name, text]): [string, unknown][] =>
		text.trim() === '' ? [] : [[name, readField(text, properties[name])]],
	);
	return Object.fromEntries(entries);
}

function readField(text: string, schema: unknown): unknown {
	const { type } = (schema ?? {}) as { type?: unknown };
	const types = new Set([type].flat());
	// Without a schema a number is a number: a key that is one must stay one.
	if (types.has('string') && !types.has('object') && !types.has('array')) return text;
	try {
		const value = JSON.parse(text) as unknown;
		if (types.has(undefined) || typeof value === 'object') return value;
		const isNumber = typeof value === 'number' && (types.has('number') || types.has('integer'));
		return isNumber || (typeof value === 'boolean' && types.has('boolean')) ? value : text;
	} catch {
		return text;
	}
}
