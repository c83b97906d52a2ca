// A schema as somebody sees it who asks for its properties, items and types: references followed, conjunctions flattened.

import {
	compilePattern,
	compileSchema,
	type Direction,
	getList,
	getObject,
	getOwn,
	isObject,
	isWithheld,
	type JsonValue,
	listConjuncts,
	type SchemaFinding,
	type SchemaRef,
	stepInto,
} from '../../../spec/index.ts';

/** Schemas that must all hold for one value. */
export interface SchemaView {
	direction: Direction;
	/** As they stand: what a validator is compiled from. */
	roots: readonly SchemaRef[];
	/** The roots with all that `$ref` and `allOf` bring in. */
	parts: readonly SchemaRef[];
}

/** What a view says of a property. */
export interface PropertyView {
	/** Empty and not forbidden: anything may stand there. */
	schemas: readonly SchemaRef[];
	/** Named by `properties` or `patternProperties`. */
	isDeclared: boolean;
	/** The schema that forbids it (`additionalProperties: false` and the like). */
	forbiddenBy?: SchemaRef;
	isRequired: boolean;
	/** The schema that keeps it out in this direction (writeOnly in a response, readOnly in a request). */
	withheldBy?: SchemaRef;
}

const MAX_PARTS = 200;

/** Sees `roots` as one. */
export function viewSchemas(roots: readonly SchemaRef[], direction: Direction): SchemaView {
	const parts: SchemaRef[] = [];
	const seen = new Set<string>();
	const waiting = [...roots];
	for (let next = waiting.shift(); next && parts.length < MAX_PARTS; next = waiting.shift()) {
		if (seen.has(next.pointer)) continue;
		seen.add(next.pointer);
		parts.push(next);
		waiting.push(...listConjuncts(next));
	}
	return { direction, roots, parts };
}

/** The same view with one branch of a union added. */
export function addBranch(view: SchemaView, branch: SchemaRef): SchemaView {
	const added = viewSchemas([branch], view.direction);
	return { ...view, parts: [...view.parts, ...added.parts] };
}

/** What is wrong with a value; empty when it fits. Throws SchemaError for a schema that doesn't compile. */
export function judgeValue({ roots, direction }: SchemaView, value: JsonValue): readonly SchemaFinding[] {
	return roots.flatMap((root) => compileSchema(root, direction)(value));
}

/** The alternatives of each `anyOf` and `oneOf`. */
export function listUnions({ parts }: Pick<SchemaView, 'parts'>): SchemaRef[][] {
	return parts.flatMap((part) =>
		['anyOf', 'oneOf']
			.map((keyword) => getList(part.value, keyword).map((_, index) => stepInto(part, keyword, index)))
			.filter((union) => union.length > 0),
	);
}

/** Everything that a view says of the property `name`. */
export function viewProperty({ parts, direction }: SchemaView, name: string): PropertyView {
	const schemas: SchemaRef[] = [];
	let isDeclared = false;
	let isRequired = false;
	let forbiddenBy: SchemaRef | undefined;
	let unevaluated: SchemaRef | undefined;
	for (const part of parts) {
		if (!isObject(part.value)) {
			if (part.value === false) forbiddenBy = part;
			continue;
		}
		const own = listOwn(part, name);
		if (own.length > 0) {
			isDeclared = true;
			schemas.push(...own);
		} else {
			const others = getOwn(part.value, 'additionalProperties');
			if (others === false) forbiddenBy = stepInto(part, 'additionalProperties');
			else if (isObject(others)) schemas.push(stepInto(part, 'additionalProperties'));
		}
		if (getOwn(part.value, 'unevaluatedProperties') === false) unevaluated = stepInto(part, 'unevaluatedProperties');
		if (getList(part.value, 'required').includes(name)) isRequired = true;
	}
	if (unevaluated && schemas.length === 0) forbiddenBy ??= unevaluated;
	const withheldBy = schemas.find((schema) => isWithheld(schema, direction));
	return {
		schemas,
		isDeclared,
		isRequired: isRequired && !withheldBy,
		...(forbiddenBy && { forbiddenBy }),
		...(withheldBy && { withheldBy }),
	};
}

function listOwn(part: SchemaRef, name: string): SchemaRef[] {
	const found: SchemaRef[] = [];
	if (getOwn(getObject(part.value, 'properties'), name) !== undefined) found.push(stepInto(part, 'properties', name));
	for (const pattern of Object.keys(getObject(part.value, 'patternProperties') ?? {})) {
		if (compilePattern(pattern)?.test(name)) found.push(stepInto(part, 'patternProperties', pattern));
	}
	return found;
}

/** The schemas of the element at `index`. */
export function viewItems({ parts }: SchemaView, index: number): SchemaRef[] {
	return parts.flatMap((part) => {
		const prefix = getList(part.value, 'prefixItems');
		if (index < prefix.length) return [stepInto(part, 'prefixItems', index)];
		return getOwn(part.value, 'items') === undefined ? [] : [stepInto(part, 'items')];
	});
}

/** The number of elements that a list may have. */
export function readLengths({ parts }: SchemaView): { min: number; max: number; at: SchemaRef | undefined } {
	let min = 0;
	let max = Number.POSITIVE_INFINITY;
	let at: SchemaRef | undefined;
	for (const part of parts) {
		const least = getOwn(part.value, 'minItems');
		const most = getOwn(part.value, 'maxItems');
		if (typeof least === 'number') min = Math.max(min, least);
		if (typeof most === 'number') max = Math.min(max, most);
		if (least !== undefined || most !== undefined || getOwn(part.value, 'items') !== undefined) at ??= part;
	}
	return { min, max, at };
}
