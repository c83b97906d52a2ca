// What an answer lacks: required properties that no request ever gave, and whole bodies that no example shows.

import { createRequire } from 'node:module';
import type { LazySchema } from './answer-plan.ts';
import type { JsonObject, JsonValue, MediaType, Session } from './model.ts';
import { putOwn } from './parameters/styles.ts';
import type { Shape } from './shape.ts';
import { hashText } from './state/hash.ts';

/** A value, or what could not be made and why. */
export type Generated = { ok: true; value: JsonValue } | { ok: false; pointer: string; reason: string };

const require = createRequire(import.meta.url);

/** A seed out of any text (`Prefer: seed=…`). */
export function hashSeed(text: string): number {
	return hashText(text, 0);
}

/** A value for a schema, by its seed; the generator is read from disk with its first use. */
export function generateFrom(
	shape: Shape,
	{ session, seed, dynamic = false }: { session: Session; seed: number; dynamic?: boolean },
): Generated {
	if (!shape.schema) return { ok: true, value: {} };
	const { generateValue } = require('./generate.ts') as typeof import('./generate.ts');
	return generateValue({
		schema: shape.schema,
		seed,
		nowMs: session.clock.nowMs(),
		direction: 'response',
		dynamic,
		...(session.variant && { variant: session.variant }),
	});
}

/** A whole body for a documented answer without an example. */
export function generateBody(args: {
	schema: LazySchema;
	mediaType: MediaType;
	session: Session;
	seed: number;
	/** Not even the examples inside the schema. */
	dynamic: boolean;
}): Generated {
	const { schema, mediaType, session, seed, dynamic } = args;
	if (!schema.schema && !mediaType.type.includes('json')) return { ok: true, value: '' };
	return generateFrom(schema.shape, { session, seed, dynamic });
}

/**
 * An entity with its missing required properties filled in: the schema's default, else generated, the same each time for
 * the same entity (`label`). Entities that are complete, as most are, are handed back as they came.
 */
export function completeEntity(args: { value: JsonValue; shape: Shape; session: Session; label: string }): Generated {
	const { value, shape, session, label } = args;
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: true, value };
	for (const name of shape.required) {
		if (Object.hasOwn(value, name)) continue;
		const member = shape.properties.get(name);
		const made = member
			? generateFrom(member, { session, seed: session.random.seedFor(`${label}/${name}`) })
			: ({ ok: true, value: null } as const);
		if (!made.ok) return made;
		putOwn(value as JsonObject, name, made.value);
	}
	for (const [name, member] of shape.properties) {
		if (member.required.size === 0 || !Object.hasOwn(value, name)) continue;
		const nested = completeEntity({
			value: value[name] as JsonValue,
			shape: member,
			session,
			label: `${label}/${name}`,
		});
		if (!nested.ok) return nested;
	}
	return { ok: true, value };
}
