// What a schema says about one value: the schema itself, what it refers to, and the branch of its unions that the value is of.

import {
	compileSchema,
	followSchema,
	getList,
	getObject,
	getOwn,
	isObject,
	isWithheld,
	type JsonValue,
	listConjuncts,
	type SchemaRef,
	stepInto,
} from '../../spec/index.ts';

export type Direction = 'request' | 'response';

/** All schemas that hold for a value at once, each an object. */
export interface Facts {
	schemas: readonly SchemaRef[];
	/** Null may stand here as well. */
	isNullable: boolean;
	/** Branches of unions that the value is not of, but another one may be. */
	others: readonly SchemaRef[];
	/** Names that one branch requires and another doesn't: the document as a whole does not require them. */
	unsure: ReadonlySet<string>;
}

const MAX_DEPTH = 20;
export const NO_FACTS: Facts = { schemas: [], isNullable: false, others: [], unsure: new Set() };

/** Gathers the facts about `value` from the schemas that hold for it. */
export function collectFacts(roots: readonly SchemaRef[], value: JsonValue, direction: Direction): Facts {
	const schemas: SchemaRef[] = [];
	const others: SchemaRef[] = [];
	const choices: { own: SchemaRef; rest: SchemaRef[] }[] = [];
	const seen = new Set<string>();
	const isNullable = roots.length > 0 && roots.every((root) => visit(root, 0));
	return { schemas, isNullable, others, unsure: findUnsure() };

	function findUnsure(): Set<string> {
		const unsure = new Set<string>();
		for (const { own, rest } of choices) {
			const lists = rest.map((branch) => requiredOf(branch));
			for (const name of requiredOf(own)) if (lists.some((names) => !names.has(name))) unsure.add(name);
		}
		if (unsure.size === 0) return unsure;
		// What is required beside the branches is required.
		const inBranches = new Set(choices.flatMap(({ own }) => collectFacts([own], value, direction).schemas.map(idOf)));
		for (const schema of schemas) {
			if (inBranches.has(idOf(schema))) continue;
			for (const name of getList(schema.value, 'required')) unsure.delete(String(name));
		}
		return unsure;
	}

	function requiredOf(schema: SchemaRef): Set<string> {
		return listRequired(collectFacts([schema], value, direction), direction);
	}

	/** True: the schema lets null through. */
	function visit(schema: SchemaRef, depth: number): boolean {
		if (!isObject(schema.value)) return schema.value === true;
		const id = idOf(schema);
		if (depth > MAX_DEPTH || seen.has(id)) return true;
		seen.add(id);
		schemas.push(schema);
		let allowsNull = typesOf(schema.value).includes('null') || getOwn(schema.value, 'nullable') === true;
		const saysType = getOwn(schema.value, 'type') !== undefined;
		const values = getOwn(schema.value, 'enum');
		if (Array.isArray(values)) allowsNull = values.includes(null);
		let isOpen = !saysType && !Array.isArray(values) && getOwn(schema.value, 'const') === undefined;
		for (const part of listConjuncts(schema)) {
			const inner = visit(part, depth + 1);
			if (!inner) isOpen = false;
			if (inner && !saysType) allowsNull = true;
			if (!inner) allowsNull = false;
		}
		for (const keyword of ['oneOf', 'anyOf'] as const) {
			const branches = getList(schema.value, keyword).map((_, index) => stepInto(schema, keyword, index));
			if (branches.length === 0) continue;
			isOpen = false;
			if (!saysType && branches.some((branch) => fits(branch, null, direction))) allowsNull = true;
			const own = branches.find((branch) => fits(branch, value, direction));
			if (!own) continue;
			visit(own, depth + 1);
			const rest = branches.filter((branch) => branch !== own && !isNullAlone(branch));
			if (rest.length > 0) choices.push({ own, rest });
			others.push(...rest);
		}
		return allowsNull || (isOpen && depth > 0);
	}
}

function idOf({ document, pointer }: SchemaRef): string {
	return `${document.file}#${pointer}`;
}

function isNullAlone(schema: SchemaRef): boolean {
	const { value } = followSchema(schema);
	const types = typesOf(value);
	return types.length > 0 ? types.every((type) => type === 'null') : getOwn(value, 'const') === null;
}

/** Whether the schema has nothing against the value; one that does not compile has. */
export function fits(schema: SchemaRef, value: JsonValue, direction: Direction): boolean {
	try {
		return compileSchema(schema, direction)(value).length === 0;
	} catch {
		return false;
	}
}

/** The first of the schemas' own values of a keyword. */
export function findKeyword({ schemas }: Facts, keyword: string): JsonValue | undefined {
	for (const { value } of schemas) {
		const found = getOwn(value, keyword);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The types that the value may have, `null` left out; empty: the schemas don't say. */
export function listTypes({ schemas }: Facts): string[] {
	const lists = schemas.map(({ value }) => typesOf(value)).filter((types) => types.length > 0);
	const [first, ...others] = lists;
	return (first ?? []).filter((type) => type !== 'null' && others.every((types) => types.includes(type)));
}

function typesOf(schema: JsonValue): string[] {
	const type = getOwn(schema, 'type');
	if (typeof type === 'string') return [type];
	return Array.isArray(type) ? type.filter((one) => typeof one === 'string') : [];
}

/** The properties that must be there in this direction. */
export function listRequired({ schemas, unsure }: Facts, direction: Direction): Set<string> {
	const names = new Set<string>();
	for (const { value } of schemas) {
		for (const name of getList(value, 'required')) {
			if (typeof name === 'string' && !unsure.has(name)) names.add(name);
		}
	}
	for (const name of names) {
		const own = schemas.filter(({ value }) => getOwn(getObject(value, 'properties'), name) !== undefined);
		if (own.some((schema) => isWithheld(stepInto(schema, 'properties', name), direction))) names.delete(name);
	}
	return names;
}

/** The schemas of one property: by its name, by a pattern, else what additional ones must be. */
export function listPropertySchemas({ schemas }: Facts, name: string): SchemaRef[] {
	const found: SchemaRef[] = [];
	for (const schema of schemas) {
		let isNamed = false;
		if (getOwn(getObject(schema.value, 'properties'), name) !== undefined) {
			found.push(stepInto(schema, 'properties', name));
			isNamed = true;
		}
		for (const pattern of Object.keys(getObject(schema.value, 'patternProperties') ?? {})) {
			if (!isMatch(pattern, name)) continue;
			found.push(stepInto(schema, 'patternProperties', pattern));
			isNamed = true;
		}
		if (!isNamed && isObject(getOwn(schema.value, 'additionalProperties'))) {
			found.push(stepInto(schema, 'additionalProperties'));
		}
	}
	return found;
}

/** The schemas of the item at a place of a list; `isTuple`: this place has one of its own. */
export function listItemSchemas({ schemas }: Facts, index: number): { schemas: SchemaRef[]; isTuple: boolean } {
	const found: SchemaRef[] = [];
	let isTuple = false;
	for (const schema of schemas) {
		const prefix = getList(schema.value, 'prefixItems');
		if (index < prefix.length) {
			found.push(stepInto(schema, 'prefixItems', index));
			isTuple = true;
		} else if (isObject(getOwn(schema.value, 'items'))) found.push(stepInto(schema, 'items'));
	}
	return { schemas: found, isTuple };
}

function isMatch(pattern: string, name: string): boolean {
	try {
		return new RegExp(pattern, 'u').test(name);
	} catch {
		return false;
	}
}
