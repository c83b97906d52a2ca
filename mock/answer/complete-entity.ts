// What an answer lacks: required properties that no request ever gave, and whole bodies that no example shows.

import { createRequire } from 'node:module';
import {
	isWithheld,
	type JsonObject,
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	type MediaType,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../spec/index.ts';
import { hashText } from '../chance/hash.ts';
import type { Session } from '../session/session.ts';
import type { AnswerVariant } from '../types/answer-variant.ts';
import { agreeTotals } from './agree-totals.ts';
import type { LazySchema } from './answer-plan.ts';
import type { Variant } from './generate/context.ts';

/** A value, or what could not be made and why. */
export type Generated = { ok: true; value: JsonValue } | { ok: false; pointer: string; reason: string };

const require = createRequire(import.meta.url);
/** Entities are completed this deep. */
const MAX_DEPTH = 32;

/** A seed out of any text (`Prefer: seed=…`). */
export function hashSeed(text: string): number {
	return hashText(text, 0);
}

/**
 * A value for a schema, by its seed; the generator is read from disk with its first use. `dynamic`: without the schema's
 * examples. `variant`: another form than the session's; `name`: the property that it is for; `noun`: what has that.
 */
export function generateFrom(
	view: SchemaView,
	args: {
		session: Session;
		seed: number;
		dynamic?: boolean;
		variant?: Variant;
		name?: string | undefined;
		noun?: string | undefined;
	},
): Generated {
	const { session, seed, name, noun, dynamic = false, variant = formOf(session.variant) } = args;
	if (view.roots.length === 0) return { ok: true, value: {} };
	const { generateValue } = require('./generate.ts') as typeof import('./generate.ts');
	return generateValue({
		view,
		seed,
		nowMs: session.clock.nowMs(),
		locale: session.locale,
		direction: 'response',
		dynamic,
		variant,
		name,
		noun,
	});
}

/** What is missing inside of an entity; `inside`: where it stands, e.g. `/product/price`. `undefined`: none can be made. */
export function generateMember(
	session: Session,
	{ view, label, name, inside = '' }: { view: SchemaView; label: string; name?: string; inside?: string },
): JsonValue | undefined {
	const noun = inside.split('/').at(-2);
	const made = generateFrom(view, { session, seed: session.random.seedFor(label + inside), name, noun });
	return made.ok ? made.value : undefined;
}

/** The generator's part in a form; the rest is done to the finished answer. */
function formOf(variant: AnswerVariant | undefined): Variant | undefined {
	return variant === 'minimal' || variant === 'maximal' || variant === 'seeded' ? variant : undefined;
}

/** A whole body for a documented answer without an example. */
export function generateBody(args: {
	schema: LazySchema;
	mediaType: MediaType;
	session: Session;
	seed: number;
	dynamic: boolean;
}): Generated {
	const { schema, mediaType, session, seed, dynamic } = args;
	if (!schema.schema && !mediaType.type.includes('json')) return { ok: true, value: '' };
	const made = generateFrom(schema.view, { session, seed, dynamic });
	return made.ok ? { ok: true, value: agreeTotals(made.value, schema) } : made;
}

interface CompleteArgs {
	value: JsonValue;
	view: SchemaView;
	session: Session;
	/** Names the entity and the place in it: the same label, the same data. */
	label: string;
	depth?: number;
}

/**
 * An entity with its missing required properties filled in: the schema's default or example, else generated, the same each
 * time for the same entity (`label`). What is handed in is never written to; complete entities, as most are, are handed back
 * as they came.
 */
export function completeEntity(args: CompleteArgs): Generated {
	const { value, view, session, label, depth = 0 } = args;
	if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return { ok: true, value };
	if (Array.isArray(value)) return completeItems(args, value);
	let out: JsonObject | undefined;
	const properties = listPossibleProperties(view);
	for (const name of listAlwaysRequired(view)) {
		if (Object.hasOwn(value, name)) continue;
		const member = properties.get(name);
		if (member && isWithheld(member, 'response')) continue;
		const made = member
			? generateFrom(member, { session, seed: session.random.seedFor(`${label}/${name}`) })
			: ({ ok: true, value: null } as const);
		if (!made.ok) return made;
		out ??= copyShallow(value);
		setOwn(out, name, made.value);
	}
	for (const [name, member] of properties) {
		if (!Object.hasOwn(value, name)) continue;
		const before = value[name] as JsonValue;
		if (typeof before !== 'object' || before === null) continue;
		const nested = completeEntity({
			value: before,
			view: member,
			session,
			label: `${label}/${name}`,
			depth: depth + 1,
		});
		if (!nested.ok) return nested;
		if (nested.value === before) continue;
		out ??= copyShallow(value);
		setOwn(out, name, nested.value);
	}
	return { ok: true, value: out ?? value };
}

function completeItems(args: CompleteArgs, list: readonly JsonValue[]): Generated {
	const { view, session, label, depth = 0 } = args;
	const items = viewItems(view);
	if (!items) return { ok: true, value: args.value };
	let out: JsonValue[] | undefined;
	for (const [index, item] of list.entries()) {
		const made = completeEntity({ value: item, view: items, session, label: `${label}/${index}`, depth: depth + 1 });
		if (!made.ok) return made;
		if (made.value === item) continue;
		out ??= [...list];
		out[index] = made.value;
	}
	return { ok: true, value: out ?? args.value };
}

function copyShallow(value: JsonObject): JsonObject {
	const copy: JsonObject = {};
	for (const name of Object.keys(value)) setOwn(copy, name, value[name] as JsonValue);
	return copy;
}
