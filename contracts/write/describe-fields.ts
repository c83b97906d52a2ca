// Query parameters and headers that matter: those that the document names, and those without which the request means nothing.

import type { RecordedMessage } from '../../mock/inner.ts';
import { collectFacts, isPersonal, NO_FACTS, stabilise, VOLATILE } from '../../mock/inner.ts';
import {
	compileSchema,
	guessTypes,
	type HeaderDefinition,
	type JsonValue,
	listExamples,
	listValues,
	type Operation,
	type Parameter,
	type SchemaRef,
	stripMediaType,
	viewItem,
	viewSchema,
} from '../../spec/index.ts';
import { deriveTextRegex } from './derive-matchers.ts';
import type { Fields, Rule, Rules } from './write-types.ts';

/** Fields with their rules. */
export interface DescribedFields {
	fields: Fields;
	rules: Rules;
}

/** The query of a request: every parameter that was sent, values stable, rules from the document. */
export function describeQuery(query: string, operation: Operation): DescribedFields {
	const fields = new Map<string, string[]>();
	const rules = new Map<string, Rule>();
	const pairs = [...new URLSearchParams(query)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	for (const [name, text] of pairs) {
		const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
		const key = hiddenQueryKeys(operation).has(name);
		const described = key
			? { text: 'api-key', rule: anyText() }
			: describeText(text, parameter?.schema, parameter?.example, { isOwn: true });
		const listed = key || !parameter ? undefined : deriveListRegex(parameter);
		if (listed !== undefined) described.rule = { combine: 'AND', matchers: [{ match: 'regex', regex: `^${listed}$` }] };
		fields.set(name, [...(fields.get(name) ?? []), described.text]);
		if (described.rule) rules.set(name, described.rule);
	}
	return { fields, rules };
}

const DELIMITERS: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '\\|' };

/** A regular expression for one value of a list in the query: an item, or all of them; `undefined` for what is no list, or takes any text. */
function deriveListRegex({ schema, style, explode }: Parameter): string | undefined {
	const view = viewSchema(schema);
	const types = guessTypes(view);
	const first = types.size === 1 && types.has('array') ? viewItem(view, 0) : undefined;
	const item = first && deriveTextRegex(collectFacts(first, '', 'request'));
	const delimiter = DELIMITERS[style];
	if (item === undefined || delimiter === undefined) return undefined;
	return explode ? item : `(${item})(${delimiter}(${item}))*`;
}

function hiddenQueryKeys({ security }: Operation): Set<string> {
	const schemes = security.flat().filter((scheme) => scheme.type === 'apiKey' && scheme.in === 'query');
	return new Set(schemes.map((scheme) => scheme.parameterName ?? ''));
}

/** The headers of a request: content type, an Accept that says something, documented ones, and stand-ins for credentials. */
export function describeRequestHeaders(message: RecordedMessage, operation: Operation): DescribedFields {
	const fields = new Map<string, string[]>();
	const rules = new Map<string, Rule>();
	const type = readHeader(message, 'content-type');
	if (type !== undefined && message.bodyBytes > 0) fields.set('Content-Type', [stripMediaType(type)]);
	const accept = readHeader(message, 'accept');
	if (accept !== undefined && !accept.includes('*/*')) fields.set('Accept', [accept]);
	for (const parameter of operation.parameters) {
		if (parameter.in !== 'header') continue;
		addDocumented({ message, definition: parameter, examples: [parameter.example], fields, rules });
	}
	addCredentials({ message, operation, fields, rules });
	return { fields, rules };
}

/** The headers of an answer: the media type of its body, and what the document promises. */
export function describeResponseHeaders(
	message: RecordedMessage,
	headers: readonly HeaderDefinition[],
): DescribedFields {
	const fields = new Map<string, string[]>();
	const rules = new Map<string, Rule>();
	const type = readHeader(message, 'content-type');
	if (type !== undefined && message.body !== undefined) {
		const plain = stripMediaType(type);
		fields.set('Content-Type', [plain]);
		const regex = `^${plain.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s*;.*)?$`;
		rules.set('Content-Type', { combine: 'AND', matchers: [{ match: 'regex', regex }] });
	}
	for (const definition of headers) {
		if (definition.required && definition.name !== 'content-type')
			addDocumented({ message, definition, examples: listShown(definition), fields, rules });
	}
	return { fields, rules };
}

function addDocumented(args: {
	message: RecordedMessage;
	definition: Parameter | HeaderDefinition;
	examples: readonly (JsonValue | undefined)[];
	fields: Map<string, string[]>;
	rules: Map<string, Rule>;
}): void {
	const { message, definition, examples, fields, rules } = args;
	const text = readHeader(message, definition.name.toLowerCase());
	if (text === undefined) return;
	const described = describeText(text, definition.schema, findFitting(definition.schema, examples));
	fields.set(definition.name, [described.text]);
	rules.set(definition.name, described.rule ?? { combine: 'AND', matchers: [{ match: 'type' }] });
}

function listShown({ schema, examples }: HeaderDefinition): JsonValue[] {
	return [...examples.map(({ value }) => value), ...(schema ? listExamples(viewSchema(schema)) : [])];
}

/** An example that its own schema refuses would be refused in the pact as well. */
function findFitting(
	schema: SchemaRef | undefined,
	examples: readonly (JsonValue | undefined)[],
): JsonValue | undefined {
	const fits = schema && compileSchema(schema, 'response');
	return examples.find((value) => value !== undefined && (!fits || fits(value).length === 0));
}

/** A real token never gets here: the journal has blotted it out. Where one was sent, a placeholder says so. */
function addCredentials(args: {
	message: RecordedMessage;
	operation: Operation;
	fields: Map<string, string[]>;
	rules: Map<string, Rule>;
}): void {
	const { message, operation, fields, rules } = args;
	const schemes = operation.security.flat();
	if (readHeader(message, 'authorization') !== undefined) {
		const isBasic =
			schemes.some(({ scheme }) => scheme === 'basic') && !schemes.some(({ scheme }) => scheme === 'bearer');
		fields.set('Authorization', [isBasic ? 'Basic ZXhhbXBsZTpleGFtcGxl' : 'Bearer token']);
		rules.set('Authorization', {
			combine: 'AND',
			matchers: [{ match: 'regex', regex: isBasic ? '^Basic .+$' : '^Bearer .+$' }],
		});
	}
	for (const scheme of schemes) {
		const name = scheme.parameterName ?? '';
		if (
			scheme.type !== 'apiKey' ||
			readHeader(message, scheme.in === 'cookie' ? 'cookie' : name.toLowerCase()) === undefined
		)
			continue;
		if (scheme.in === 'header') {
			fields.set(name, ['api-key']);
			rules.set(name, anyText());
		} else if (scheme.in === 'cookie') {
			fields.set('Cookie', [`${name}=session`]);
			rules.set('Cookie', { combine: 'AND', matchers: [{ match: 'regex', regex: `^(.*; *)?${name}=.+$` }] });
		}
	}
}

function describeText(
	text: string,
	schema: SchemaRef | undefined,
	example: JsonValue | undefined,
	/** The consumer's own words: they stay, unless they are personal or change from run to run. */
	{ isOwn = false }: { isOwn?: boolean } = {},
): { text: string; rule?: Rule } {
	const typed = readTyped(text, schema);
	const facts = schema ? collectFacts(viewSchema(schema), typed, 'request') : NO_FACTS;
	const regex = schema && deriveTextRegex(facts);
	const matchers: Rule['matchers'] =
		regex === undefined ? [{ match: 'type' }] : [{ match: 'regex', regex: `^${regex}$` }];
	const isText = typeof typed === 'string' && typeof example === 'string';
	const hasChoice = listValues(facts.view) !== undefined;
	if (isOwn && !isPersonal(facts) && !VOLATILE.test(text))
		return { text, ...(schema && { rule: { combine: 'AND', matchers } as Rule }) };
	const stable = isText && !hasChoice ? example : (stabilise(typed, facts, 'request') ?? 'example');
	return { text: String(stable), ...(schema && { rule: { combine: 'AND', matchers } as Rule }) };
}

function readTyped(text: string, schema: SchemaRef | undefined): JsonValue {
	const types = guessTypes(collectFacts(viewSchema(schema), text, 'request').view);
	if ((types.has('integer') || types.has('number')) && text.trim() !== '' && Number.isFinite(Number(text)))
		return Number(text);
	if (types.has('boolean') && /^(true|false)$/.test(text)) return text === 'true';
	return text;
}

function anyText(): Rule {
	return { combine: 'AND', matchers: [{ match: 'regex', regex: '^.+$' }] };
}

/** A header of a recorded message; values of a repeated one joined. */
export function readHeader({ headers }: RecordedMessage, name: string): string | undefined {
	const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
	return Array.isArray(value) ? value.join(', ') : value;
}
