// A parameter as it stands in a request that is accepted.

import {
	type ApiDocument,
	findAnswerSchema,
	guessTypes,
	isJsonType,
	isObject,
	type JsonValue,
	joinPointer,
	listExamples,
	type Operation,
	type Parameter,
	pauseLimit,
	readLimits,
	SchemaError,
	type SchemaRef,
	viewAt,
	viewSchema,
} from '../../spec/index.ts';
import { createNumbers } from '../answer/generate/numbers.ts';
import { checkAtGlance } from '../answer/generate.ts';
import { hashText } from '../chance/hash.ts';
import { listClaimed, type ParameterCheck, planParameter } from '../request/check-plan.ts';
import { decodePlain, parseRawCookies, parseRawQuery } from '../request/parameters/raw-query.ts';
import { findListValue } from './list-values.ts';
import { listSampleValues } from './sample-values.ts';
import { writePairs, writeSimple } from './write-parameter.ts';

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/** The parameter's example, else a value that fits its schema; the same in every run. */
export function sampleParameterValue(parameter: Parameter): JsonValue {
	for (const value of listValues(parameter)) return value;
	return 'example';
}

/**
 * What a parameter adds to a request, e.g. `['42']` for a path or a header, `['tag=a', 'tag=b']` for a query: read back and
 * judged by the operation's own check. Best effort where nothing fits; empty where the parameter is satisfied by nothing.
 */
export function sampleParameter(operation: Operation, parameter: Parameter): readonly string[] {
	const known = samples.get(operation.document) ?? new Map<string, readonly string[]>();
	samples.set(operation.document, known);
	const meant =
		parameter.in === 'query'
			? findListValue(operation, parameter)
			: (findCondition(parameter) ?? findShownKey(operation, parameter));
	const key = meant === undefined ? describe(operation, parameter) : undefined;
	const texts =
		(key === undefined ? undefined : known.get(key)) ?? pauseLimit(() => makeSample(operation, parameter, meant));
	if (key !== undefined) known.set(key, texts);
	return texts;
}

/** Whichever version it is: nobody knows its tag beforehand. */
function findCondition({ in: place, name }: Parameter): JsonValue | undefined {
	return place === 'header' && name.toLowerCase() === 'if-match' ? '*' : undefined;
}

/** The key that a path names by any text, where answers show that it is a uuid: no other one could be shown. */
function findShownKey(operation: Operation, { in: place, name, schema, example }: Parameter): JsonValue | undefined {
	const { effect, document } = operation;
	if (place !== 'path' || example !== undefined || !effect || !('key' in effect) || effect.key.kind !== 'path')
		return undefined;
	const key = document.resources.get(effect.resource)?.key;
	if (effect.key.name !== name || effect.answer === undefined || key === undefined) return undefined;
	const asked = viewSchema(schema);
	const { formats, patterns } = readLimits(asked);
	const isFree = formats.length + patterns.length + listExamples(asked).length === 0 && guessTypes(asked).has('string');
	const shown = isFree ? viewAt(viewSchema(findAnswerSchema(operation)), joinPointer(effect.answer, key)) : undefined;
	return shown && readLimits(shown).formats.includes('uuid') ? createNumbers(hashText(name, 1)).uuid() : undefined;
}

/** By document: the operations of an API repeat their parameters, and each schema that is compiled costs time. */
const samples = new WeakMap<ApiDocument, Map<string, readonly string[]>>();

/** The same for parameters with the same sample; `undefined` where its schemas lie elsewhere, or where other parameters matter. */
function describe(operation: Operation, { pointer: _, schema, content, ...rest }: Parameter): string | undefined {
	if (content || schema?.document !== operation.document || rest.style === 'deepObject') return undefined;
	const text = JSON.stringify([rest, schema.value]);
	return text.includes('$ref') || /"(?:properties|additionalProperties)"/.test(text) ? undefined : text;
}

function makeSample(operation: Operation, parameter: Parameter, meant: JsonValue | undefined): readonly string[] {
	let first: readonly string[] | undefined;
	const schema = parameter.schema ?? parameter.content?.schema;
	const validate = checkAtGlance(viewSchema(schema), 'request');
	const check = planParameter(parameter, { claimed: listClaimed(operation), validate });
	const values = listValues(parameter);
	for (const value of meant === undefined ? values : [meant, ...values]) {
		const texts = writeParameter(parameter, value);
		first ??= texts;
		if (isAccepted(check, texts)) return texts;
	}
	return first ?? writeParameter(parameter, 'example');
}

function* listValues(parameter: Parameter): Generator<JsonValue> {
	const { example, name, content } = parameter;
	const schema: SchemaRef | undefined = parameter.schema ?? content?.schema;
	yield* listSampleValues({
		view: viewSchema(schema),
		label: name,
		// Of an object in the query, what may be left out is: pages and orders go by what the API does by itself.
		isLean: parameter.in === 'query' && guessTypes(viewSchema(schema)).has('object'),
		examples: [...(example === undefined ? [] : [example]), ...(content?.examples ?? []).map(({ value }) => value)],
	});
}

const FORM = 'application/x-www-form-urlencoded';
const FORM_STYLE = { name: '', style: 'form', explode: true } as const;

/** What a value of a parameter adds to a request: one text of a path or a header, pairs of a query or of cookies. */
export function writeParameter(parameter: Parameter, value: JsonValue): readonly string[] {
	const { name, content, in: place } = parameter;
	const whole = content && (isJsonType(content.type) || typeof value !== 'string' ? JSON.stringify(value) : value);
	switch (place) {
		case 'path':
			return [encodePath(whole ?? writeSimple(parameter, value))];
		case 'header':
			return [whole ?? writeSimple(parameter, value)];
		case 'querystring':
			return content?.type === FORM && isObject(value)
				? writePairs(FORM_STYLE, value)
				: [encodeURIComponent(whole ?? String(value))];
		default:
			return whole === undefined
				? writePairs(parameter, value)
				: [`${encodeURIComponent(name)}=${encodeURIComponent(whole)}`];
	}
}

/** What the styles of a path put between values stays readable. */
function encodePath(text: string): string {
	return encodeURIComponent(text).replace(/%2C/g, ',').replace(/%3B/g, ';').replace(/%3D/g, '=');
}

function isAccepted(check: ParameterCheck, texts: readonly string[]): boolean {
	const { parameter } = check;
	const [text = ''] = texts;
	// An empty segment leads to another path.
	if (parameter.in === 'path' && (text === '' || text === '.' || text === '..')) return false;
	// What a header may hold (RFC 9110 §5.5), in ASCII.
	if (parameter.in === 'header' && !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)) return false;
	try {
		return isRead(check, texts);
	} catch (error) {
		// The schema doesn't compile: requests are answered with that, whatever they hold.
		if (error instanceof SchemaError) return true;
		throw error;
	}
}

function isRead(check: ParameterCheck, texts: readonly string[]): boolean {
	const { parameter, name } = check;
	const [text = ''] = texts;
	const queryText = parameter.in === 'query' || parameter.in === 'querystring' ? texts.join('&') : '';
	const read = check.read({
		path: parameter.in === 'path' ? new Map([[name, decodePlain(text) ?? text]]) : NOTHING,
		pathText: text,
		query: parseRawQuery(queryText),
		queryText,
		headers: parameter.in === 'header' ? { [name]: text } : {},
		cookies: parseRawCookies(parameter.in === 'cookie' ? texts.join('; ') : undefined),
	});
	if (read.kind !== 'value') return read.kind === 'absent' && !parameter.required;
	return (check.validate?.(read.value).length ?? 0) === 0;
}
