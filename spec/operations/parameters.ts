// Parameters (OpenAPI 3.1.1 §4.8.12): a path item's and an operation's own, merged, with the defaults filled in.

import { followExample } from '../read/example-reference.ts';
import { MEND_SHAPE } from '../read/findings.ts';
import { getList, getOwn, getString } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { followOnce, type ReadContext, readSchema, readShared } from '../read/read-context.ts';
import type { Located } from '../read/reference.ts';
import type { Parameter, ParameterPlace, ParameterStyle, SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { describeValue } from './described-value.ts';
import { isHeaderName, reportHeaderName } from './header-names.ts';
import { dropLost } from './lost-schema.ts';
import { readContent, readExamples } from './media-types.ts';
import { nameInTemplate } from './path-patterns.ts';

const DEFAULT_STYLES: Record<ParameterPlace, ParameterStyle> = {
	path: 'simple',
	header: 'simple',
	query: 'form',
	cookie: 'form',
	querystring: 'form',
};
const STYLES: Record<ParameterPlace, readonly ParameterStyle[]> = {
	path: ['simple', 'label', 'matrix'],
	header: ['simple'],
	query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
	cookie: ['form', 'cookie'],
	querystring: ['form'],
};
/** The specification has these described by other means (§4.8.12.2). */
const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization']);

/** The names between braces: `/orders/{id}/{item}` → `['id', 'item']`. */
export function readTemplateNames(template: string): string[] {
	return Array.from(template.matchAll(/\{([^{}]*)\}/g), (match) => match[1] as string);
}

/**
 * All parameters of an operation; its own replace the path item's of the same name and place. A name of the template
 * that nobody describes is taken as a string; a path parameter that the template lacks is reported and left out.
 */
export function readParameters(
	context: ReadContext,
	args: {
		pathItem: Located<JsonObject>;
		operation: Located<JsonObject>;
		template: string;
		/** Of a path that was written with patterns: their names stand for others, which nobody describes. */
		forms?: ReadonlyMap<string, string> | undefined;
		/** Names of a query that stood in the path: what is declared by them is of the query. */
		asked?: ReadonlySet<string> | undefined;
	},
): Parameter[] {
	const merged = new Map<string, Parameter>();
	for (const holder of [args.pathItem, args.operation]) {
		const seen = new Set<string>();
		const list = joinPointer(holder.pointer, 'parameters');
		const value = getOwn(holder.value, 'parameters');
		if (value !== undefined && !Array.isArray(value)) report(context, 'shape', 'parameters must be a list', list);
		for (const [index, entry] of getList(holder.value, 'parameters').entries()) {
			const pointer = joinPointer(list, index);
			const parameter = readParameter(context, entry, pointer);
			if (!parameter) continue;
			const id = `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
			if (seen.has(id))
				report(context, 'duplicate', `the ${parameter.in} parameter "${parameter.name}" is given twice`, pointer);
			seen.add(id);
			merged.set(id, parameter);
		}
	}
	const names = new Set(readTemplateNames(args.template));
	const parameters: Parameter[] = [];
	for (const declared of merged.values()) {
		const isAsked = declared.in === 'path' && args.asked?.has(declared.name) === true;
		const parameter = isAsked ? { ...declared, ...IN_QUERY } : renameInPath(declared, names);
		if (parameter.in === 'header' && IGNORED_HEADERS.has(parameter.name.toLowerCase())) continue;
		if (parameter.in === 'path' && !names.delete(parameter.name)) {
			if (args.forms?.has(parameter.name)) continue;
			report(context, 'not-in-path', `"${args.template}" has no {${parameter.name}}`, parameter.pointer, 'warning');
		} else parameters.push(parameter);
	}
	for (const name of names) {
		if (![...(args.forms?.values() ?? [])].some((form) => form.includes(`{${name}}`)))
			report(context, 'missing', `{${name}} of "${args.template}" has no parameter`, args.operation.pointer, 'warning');
		parameters.push(findBeside(context, args.pathItem, name) ?? describeUndeclared(name, args.operation.pointer));
	}
	return parameters;
}

const IN_QUERY = { in: 'query', style: 'form', explode: true } as const;

/** `+name` and `path*` are declared as such in places. */
function renameInPath(parameter: Parameter, names: ReadonlySet<string>): Parameter {
	if (parameter.in !== 'path' || names.has(parameter.name)) return parameter;
	const name = nameInTemplate(parameter.name);
	return names.has(name) ? { ...parameter, name } : parameter;
}

function readParameter(context: ReadContext, entry: JsonValue, at: Pointer): Parameter | undefined {
	const found = followOnce(context, { value: entry, pointer: at });
	return readShared(
		context,
		{ kind: 'parameter', pointer: found?.pointer ?? at, isReferred: found !== undefined && found.value !== entry },
		() => readFound(context, found, at),
	);
}

function readFound(context: ReadContext, found: Located<JsonObject> | undefined, at: Pointer): Parameter | undefined {
	const value = found?.value;
	const name = getString(value, 'name');
	const place = (Object.keys(DEFAULT_STYLES) as ParameterPlace[]).find((known) => known === getString(value, 'in'));
	if (!found || !value || name === undefined || !place) {
		report(context, 'shape', 'a parameter needs a name, and `in`: path, query, header or cookie', found?.pointer ?? at);
		return undefined;
	}
	const pointer = found.pointer;
	if (place === 'header' && !isHeaderName(name)) {
		reportHeaderName(context.report, name, pointer);
		return undefined;
	}
	const written = getString(value, 'style');
	const style = STYLES[place].find((known) => known === written) ?? DEFAULT_STYLES[place];
	if (written !== undefined && style !== written) {
		report(context, 'style', `the style "${written}" does not fit a ${place} parameter`, joinPointer(pointer, 'style'));
	}
	const explode = getOwn(value, 'explode');
	const schema = dropLost(readSchema(context, { value, pointer }, 'schema'));
	const content = readContent(context, getOwn(value, 'content'), joinPointer(pointer, 'content'))[0];
	const own = findExample(context, { holder: value, pointer, schema });
	const example = own === undefined ? content?.examples[0]?.value : own;
	const named =
		getOwn(value, 'examples') === undefined
			? []
			: readExamples(context, value, pointer).filter(({ name }) => name !== '');
	return {
		name,
		in: place,
		required: place === 'path' || getOwn(value, 'required') === true,
		deprecated: getOwn(value, 'deprecated') === true,
		style,
		explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
		allowReserved: getOwn(value, 'allowReserved') === true,
		allowEmptyValue: getOwn(value, 'allowEmptyValue') === true,
		pointer,
		...describeValue(schema, content),
		...(example !== undefined && { example }),
		...(named.length > 0 && { examples: named }),
	};
}

/** The first example of a parameter, else one out of its schema: `examples`, `example`, `default`, `enum`. */
function findExample(
	context: ReadContext,
	args: { holder: JsonObject; pointer: Pointer; schema: SchemaRef | undefined },
): JsonValue | undefined {
	const own = readExamples(context, args.holder, args.pointer)[0];
	if (own) return own.value;
	const value = args.schema && followOnce(context, args.schema)?.value;
	if (!value) return undefined;
	const candidates = [
		getList(value, 'examples')[0],
		getOwn(value, 'example'),
		getOwn(value, 'default'),
		getList(value, 'enum')[0],
	];
	const found = candidates.find((candidate) => candidate !== undefined);
	return found && (followExample(context.document.root, found)?.value ?? found);
}

/** As another operation of the path describes it: it is in the same place of the same path. */
function findBeside(
	context: ReadContext,
	{ value, pointer }: Located<JsonObject>,
	name: string,
): Parameter | undefined {
	for (const [method, operation] of Object.entries(value)) {
		for (const [index, entry] of getList(operation, 'parameters').entries()) {
			const at = joinPointer(pointer, method, 'parameters', index);
			const found = followOnce(context, { value: entry, pointer: at })?.value;
			if (getOwn(found, 'in') !== 'path' || getOwn(found, 'name') !== name) continue;
			const parameter = readParameter(context, entry, at);
			if (parameter) return parameter;
		}
	}
	return undefined;
}

function describeUndeclared(name: string, pointer: Pointer): Parameter {
	return {
		name,
		in: 'path',
		required: true,
		deprecated: false,
		style: 'simple',
		explode: false,
		allowReserved: false,
		allowEmptyValue: false,
		pointer,
	};
}

const REMEDIES = {
	shape: MEND_SHAPE,
	duplicate: 'remove one of the two: the last counts',
	style: 'use a style of its place: until then the default is taken',
	'not-in-path': 'put it into the path, or remove it: it is left out',
	missing: 'describe it under parameters: until then it is what its neighbours on the path say, else a string',
};

function report(
	context: ReadContext,
	code: keyof typeof REMEDIES,
	message: string,
	pointer: Pointer,
	severity: 'error' | 'warning' = 'error',
): void {
	const remedy = REMEDIES[code];
	context.report({ code: `document.parameter.${code}`, severity, message, remedy, pointer });
}
