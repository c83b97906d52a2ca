// Shapes of maps with known names, and what may stand beside what.

import { getOwn } from '../read/json.ts';
import { nearest, suggest } from '../read/nearest.ts';
import { joinPointer } from '../read/pointer.ts';
import type { JsonObject } from '../types/json.ts';
import { EXTENSIONS, readMap, type Words } from './collections.ts';
import { createShape, type Shape, type Spot, type Traits } from './shape.ts';

/** Properties of which a record has exactly one, and what goes with each. */
export interface Variants {
	/** By property. `called`: what a message calls it; `takes`: which others may stand beside it (absent: all); `needs`: which must. */
	of: Readonly<Record<string, { called?: string; takes?: readonly string[]; needs?: readonly string[] }>>;
	none: Words;
	several: Words;
	/** The code of both. */
	code?: string;
}

interface RecordArgs extends Traits {
	/** What messages call it; absent: what it is called where it stands. */
	what?: string;
	/** What it must be, in the message for what is no record. */
	mustBe?: string;
	properties: Readonly<Record<string, Shape>>;
	required?: readonly string[];
	/** Properties that begin with `x-` are allowed. */
	extensible?: boolean;
	/** What to say of one without any property; absent: it may be empty. */
	filled?: Words;
	variants?: Variants;
	/** A property beside which another can't stand, either way round: `['example', 'body', 'an example']`. */
	apart?: readonly [one: string, other: string, called: string];
	/** Properties that are given all or not at all, with the code for some of them. */
	together?: { names: readonly string[]; code: string };
}

/** A map with known names. */
export function record(args: RecordArgs): Shape {
	return createShape(args, {
		names: Object.keys(args.properties),
		schema: writeRecord(args),
		check(value, outer) {
			const spot = args.what === undefined ? outer : { ...outer, what: args.what };
			const object = readMap(value, spot, args);
			if (!object) return;
			checkNames(object, { spot, args });
			for (const [name, shape] of Object.entries(args.properties)) {
				const given = getOwn(object, name);
				if (given === undefined) continue;
				const around = { names: Object.keys(args.properties), what: name };
				shape.check(given, { ...spot, pointer: joinPointer(spot.pointer, name), what: name, around });
			}
		},
	});
}

function writeRecord(args: RecordArgs): JsonObject {
	const { properties, required = [], variants, apart, together } = args;
	const rules = Object.entries(variants?.of ?? {}).flatMap(([name, { takes, needs }]) => {
		const others = Object.keys(properties).filter((other) => !Object.hasOwn(variants?.of ?? {}, other));
		const refused = takes ? others.filter((other) => !takes.includes(other)) : [];
		const rule: JsonObject = {
			...(needs && needs.length > 0 && { required: [...needs] }),
			...(refused.length > 0 && { properties: refuse(refused) }),
		};
		return Object.keys(rule).length > 0 ? [[name, rule] as const] : [];
	});
	if (apart) rules.push([apart[0], { properties: refuse([apart[1]]) }]);
	const names = together?.names ?? [];
	return {
		type: 'object',
		...(required.length > 0 && { required: [...required] }),
		properties: Object.fromEntries(
			Object.entries(properties).map(([name, { schema }]) => [name, entitle(name, schema)]),
		),
		...(args.extensible && { patternProperties: EXTENSIONS }),
		additionalProperties: false,
		...(args.filled && { minProperties: 1 }),
		...(variants && { oneOf: Object.keys(variants.of).map((name) => ({ required: [name] })) }),
		...(rules.length > 0 && { dependentSchemas: Object.fromEntries(rules) }),
		...(together && {
			dependentRequired: Object.fromEntries(names.map((name) => [name, names.filter((other) => other !== name)])),
		}),
	};
}

/** A title in front, for editors: `offSpec` → `Off spec`. */
function entitle(name: string, schema: JsonObject): JsonObject {
	const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	return { title: words.charAt(0).toUpperCase() + words.slice(1), ...schema };
}

const refuse = (names: readonly string[]): JsonObject => Object.fromEntries(names.map((name) => [name, false]));

function checkNames(value: JsonObject, { spot, args }: { spot: Spot; args: RecordArgs }): void {
	const { properties, variants, apart, together, filled } = args;
	const { pointer, what, code, report, around } = spot;
	const known = Object.keys(properties);
	const meant = new Set<string>();
	for (const name of Object.keys(value)) {
		if (Object.hasOwn(properties, name) || (args.extensible && name.startsWith('x-'))) continue;
		const owners = known.filter((one) => properties[one]?.names.includes(name));
		const near = owners.length > 0 ? owners : nearest(name, known, 1);
		for (const one of near) meant.add(one);
		const remedy =
			owners.length > 0
				? `it belongs below ${owners.join(' or ')}`
				: around?.names.includes(name) === true && near.length === 0
					? `it belongs beside ${around.what}`
					: suggest(near, known);
		const at = joinPointer(pointer, name);
		report({ kind: 'unknown-property', code, pointer: at, message: `unknown property "${name}"`, remedy });
	}
	reportMissing({ value, spot, properties, names: args.required ?? [] });
	if (filled && Object.keys(value).length === 0) report({ kind: 'required', code, pointer, ...filled });
	const given = together?.names.filter((name) => Object.hasOwn(value, name)) ?? [];
	if (together && given.length > 0 && given.length < together.names.length) {
		const message = `${what} has ${given.join(' and ')} alone`;
		const remedy = `give ${joinWords(together.names)} together`;
		report({ kind: 'required', code: together.code, pointer, message, remedy });
	}
	if (variants) checkVariants(value, { spot, properties, variants, meant });
	if (apart && Object.hasOwn(value, apart[0]) && Object.hasOwn(value, apart[1])) {
		reportApart({ name: apart[1], called: apart[2], spot, remedy: 'remove one of the two' });
	}
}

function checkVariants(
	value: JsonObject,
	args: { spot: Spot; properties: RecordArgs['properties']; variants: Variants; meant: ReadonlySet<string> },
): void {
	const { spot, properties, variants } = args;
	const { pointer, code, report } = spot;
	const names = Object.keys(variants.of);
	const [name, ...others] = names.filter((one) => Object.hasOwn(value, one));
	// Whoever has misspelt it has been told so.
	if (name === undefined && names.some((one) => args.meant.has(one))) return;
	if (name === undefined || others.length > 0) {
		const words = name === undefined ? variants.none : variants.several;
		report({ kind: 'required', code: variants.code ?? code, pointer, ...words });
		return;
	}
	const { called = name, takes, needs = [] } = variants.of[name] ?? {};
	for (const other of takes ? Object.keys(value) : []) {
		if (other === name || takes?.includes(other) || !Object.hasOwn(properties, other)) continue;
		const remedy = takes?.length ? `beside ${called} can stand ${takes.join(', ')}` : 'remove one of the two';
		reportApart({ name: other, called, spot, remedy });
	}
	reportMissing({ value, spot, properties, names: needs });
}

function reportApart(args: { name: string; called: string; spot: Spot; remedy: string }): void {
	const { name, called, remedy, spot } = args;
	const message = `${name} can't stand beside ${called}`;
	spot.report({ kind: 'apart', code: spot.code, pointer: joinPointer(spot.pointer, name), message, remedy });
}

function reportMissing(args: {
	value: JsonObject;
	spot: Spot;
	properties: RecordArgs['properties'];
	names: readonly string[];
}): void {
	const { pointer, report } = args.spot;
	for (const name of args.names) {
		if (Object.hasOwn(args.value, name)) continue;
		const { code = args.spot.code, missing = `add "${name}:"` } = args.properties[name] ?? {};
		report({ kind: 'required', code, pointer, message: `${name} is missing`, remedy: missing });
	}
}

/** `['a', 'b', 'c']` → `a, b and c` */
export function joinWords(names: readonly string[]): string {
	return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
