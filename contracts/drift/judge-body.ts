// A body of a real answer held to its schema: what the schema doesn't have, and what it asks for and didn't get.

import { collectFacts, viewItemOf, viewPropertyOf } from '../../mock/inner.ts';
import {
	compileView,
	findProperty,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listPossibleProperties,
	type Pointer,
	parsePointer,
	readOpenness,
	resolvePointer,
	SchemaError,
	type SchemaFinding,
	type SchemaView,
	typeOfValue,
} from '../../spec/index.ts';
import type { DriftCode, JsonUpdate, NewFinding, Repair, Scalar } from './drift-finding.ts';
import type { Sightings } from './sightings.ts';

/** A body, and where it was seen. */
export interface SeenBody {
	view: SchemaView;
	value: JsonValue;
	operation: string;
	example: string;
	sightings: Sightings;
}

/** Deeper values are not looked at. */
const MAX_DEPTH = 50;

/** All that parts the body from its schema; notes what was seen of it. */
export function judgeBody(body: SeenBody): NewFinding[] {
	return [...judgeBySchema(body), ...walk(body, { view: body.view, value: body.value, pointer: '', depth: 0 })];
}

const CODES: Readonly<Record<string, DriftCode>> = {
	required: 'property.absent',
	type: 'type.wider',
	enum: 'enum.wider',
	const: 'enum.wider',
	format: 'format.wider',
};

function judgeBySchema({ view, value, operation, example }: SeenBody): NewFinding[] {
	const [root] = view.roots;
	if (!root) return [];
	const { document } = root;
	let found: readonly SchemaFinding[];
	try {
		found = compileView(view, 'response')(value);
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		const message = `its schema can't be used: ${error.message}`;
		return [{ code: 'schema.unusable', message, operation, document: { file: document.file, pointer: root.pointer } }];
	}
	return found.flatMap(({ code: keyword, message, pointer, schemaPointer }): NewFinding[] => {
		// Told by the walk, with the place where they are to be documented.
		if (/^(?:additional|unevaluated)Properties$|^false$/.test(keyword)) return [];
		const seen = resolvePointer(value, pointer);
		const isNull = seen === null && keyword !== 'required';
		const code: DriftCode = isNull ? 'null.wider' : (CODES[keyword] ?? 'value.wider');
		const anywhere = toAnyItem(pointer);
		const place = { file: document.file, pointer: schemaPointer };
		const name = parsePointer(pointer)?.at(-1) ?? '';
		const told =
			code === 'property.absent'
				? `the property ${name} is required, and was not there`
				: code === 'enum.wider'
					? `${JSON.stringify(seen)} came, which is none of the documented values`
					: code === 'null.wider'
						? 'null came, which the document does not allow'
						: code === 'type.wider'
							? `${nameTypes([typeOfValue(seen ?? null)])} came: it ${message}`
							: `a value came that does not fit: it ${message}`;
		const key =
			code === 'enum.wider'
				? `${schemaPointer} ${JSON.stringify(seen)}`
				: `${schemaPointer} ${code === 'property.absent' ? name : code === 'type.wider' ? typeOfValue(seen ?? null) : ''}`;
		return [
			{
				code,
				message: told,
				operation,
				document: place,
				body: anywhere,
				example,
				key: `${document.file} ${key}`.trim(),
				repairs: repair({ code, keyword, name, seen, schemaPointer, root: document.root }),
			},
		];
	});
}

function repair(args: {
	code: DriftCode;
	keyword: string;
	name: string;
	seen: JsonValue | undefined;
	schemaPointer: Pointer;
	root: JsonObject;
}): Repair[] {
	const { code, keyword, name, seen, schemaPointer, root } = args;
	if (schemaPointer === '') return [];
	const schema = schemaPointer.slice(0, schemaPointer.lastIndexOf('/'));
	const now = resolvePointer(root, schemaPointer);
	switch (code) {
		case 'property.absent':
			return [{ kind: 'take-out', pointer: schemaPointer, value: name }];
		case 'enum.wider':
			if (keyword === 'enum') return [{ kind: 'append', pointer: schemaPointer, values: [seen as Scalar] }];
			return [{ kind: 'remove', pointer: schemaPointer }];
		case 'type.wider':
		case 'null.wider': {
			if (keyword === 'enum') {
				const types = resolvePointer(root, `${schema}/type`);
				return [
					{ kind: 'append', pointer: schemaPointer, values: [null] },
					...(types === undefined ? [] : [retype(`${schema}/type`, types, null)]),
				];
			}
			return keyword === 'type' && now !== undefined
				? [retype(schemaPointer, now, seen ?? null)]
				: [{ kind: 'remove', pointer: schemaPointer }];
		}
		default:
			return [{ kind: 'remove', pointer: schemaPointer }];
	}
}

function retype(pointer: Pointer, now: JsonValue, seen: JsonValue): Repair {
	const types = [now].flat().filter((one) => typeof one === 'string');
	return { kind: 'retype', pointer, types: [...new Set([...types, typeOfValue(seen)])] };
}

interface Place {
	view: SchemaView;
	value: JsonValue;
	pointer: Pointer;
	depth: number;
}

function walk(body: SeenBody, { view, value, pointer, depth }: Place): NewFinding[] {
	if (depth > MAX_DEPTH) return [];
	const facts = collectFacts(view, value, 'response');
	const { operation, sightings } = body;
	sightings.note(facts.view, value, { operation, body: pointer });
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => {
			const inner = viewItemOf(facts, index).item;
			return walk(body, { view: inner, value: item, pointer: `${pointer}/*`, depth: depth + 1 });
		});
	}
	if (typeof value !== 'object' || value === null) return [];
	const found: NewFinding[] = [];
	for (const [name, inner] of Object.entries(value)) {
		const at = joinPointer(pointer, name);
		if (isUndocumented(facts.view, view, name))
			found.push(describeUndocumented(body, { facts: facts.view, name, inner, at }));
		else found.push(...walk(body, { view: viewPropertyOf(facts, name), value: inner, pointer: at, depth: depth + 1 }));
	}
	return found;
}

/** A property of an object whose properties the document lists, that is none of them. */
function isUndocumented(decided: SchemaView, whole: SchemaView, name: string): boolean {
	if (findProperty(decided, name).isDeclared) return false;
	const possible = listPossibleProperties(whole);
	if (possible.has(name)) return false;
	const isListed = possible.size > 0 || readOpenness(decided) === 'closed';
	return isListed && readOpenness(decided) !== 'open';
}

function describeUndocumented(
	{ operation, example }: SeenBody,
	{ facts, name, inner, at }: { facts: SchemaView; name: string; inner: JsonValue; at: Pointer },
): NewFinding {
	const listing = facts.parts.find(({ value }) => isListing(value)) ?? facts.parts[0];
	const place = listing && { file: listing.document.file, pointer: listing.pointer };
	return {
		code: 'property.undocumented',
		message: `the property ${name} came (${nameTypes([typeOfValue(inner)])}), which the document does not have`,
		operation,
		...(place && { document: place }),
		body: toAnyItem(at),
		example,
		key: `${place?.file ?? ''} ${place?.pointer ?? ''} ${name}`,
		...(listing && {
			repairs: [
				{ kind: 'update', pointer: listing.pointer, value: { properties: { [name]: describeValue(inner, 0) } } },
			],
		}),
	};
}

function isListing(schema: JsonValue): boolean {
	return typeof schema === 'object' && schema !== null && !Array.isArray(schema) && schema['properties'] !== undefined;
}

/** The schema that a value is of: its types and the names of its properties, nothing of what it says. */
export function describeValue(value: JsonValue, depth: number): JsonUpdate {
	const type = typeOfValue(value);
	if (depth > MAX_DEPTH || type === 'null') return {};
	if (Array.isArray(value)) {
		const [first] = value;
		return { type: 'array', ...(first !== undefined && { items: describeValue(first, depth + 1) }) };
	}
	if (typeof value === 'object' && value !== null) {
		const properties: JsonUpdate = {};
		for (const [name, inner] of Object.entries(value)) properties[name] = describeValue(inner, depth + 1);
		return { type: 'object', properties };
	}
	return { type: type === 'integer' ? 'number' : type };
}

/** Named for people. */
function nameTypes(types: readonly string[]): string {
	return types.map((type) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`)).join(' or ');
}

/** `/items/3/name` → `/items/*`+`/name`: the same of every item. */
function toAnyItem(pointer: Pointer): Pointer {
	return pointer.replaceAll(/\/(?:\d+|\*)(?=\/|$)/g, '/*');
}
