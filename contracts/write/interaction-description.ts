// What an interaction is called: words that say what happens, the same from run to run, whatever else is in the pact.

import { createHash } from 'node:crypto';
import { collectFacts, listRequiredOf, viewPropertyOf } from '../../mock/inner.ts';
import {
	findKeyword,
	findMediaType,
	isObject,
	type JsonValue,
	type Operation,
	type SchemaView,
	viewSchema,
} from '../../spec/index.ts';
import type { Fields } from './write-types.ts';

const MAX_PARTS = 8;

/** `cancel an order → 409`, `list orders (limit 2, status OPEN) → 200`: what is optional and was there stands in brackets. */
export function describeInteraction(args: {
	operation: Operation;
	status: number;
	query: Fields;
	body: { content: JsonValue; contentType: string } | undefined;
}): string {
	const { operation, status, query, body } = args;
	const parts = [...describeQuery(query, operation), ...(body ? describeBodyParts(body, operation) : [])];
	const more = parts.length - MAX_PARTS;
	const shown = [...parts.slice(0, MAX_PARTS), ...(more > 0 ? [`and ${more} more`] : [])];
	return `${describeOperation(operation)}${shown.length > 0 ? ` (${shown.join(', ')})` : ''} → ${status}`;
}

function describeOperation({ summary, id }: Operation): string {
	const text = (summary ?? '').replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
	if (text !== '') return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
	if (id.includes(' ')) return id;
	return id
		.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replaceAll(/[_-]+/g, ' ')
		.toLowerCase();
}

function describeQuery(query: Fields, operation: Operation): string[] {
	return [...query].flatMap(([name, values]) => {
		const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
		if (parameter?.required) return [];
		const isTelling = parameter?.schema && hasChoice(viewSchema(parameter.schema), values[0] ?? '');
		return [isTelling ? `${name} ${values.join(' ')}` : name];
	});
}

function describeBodyParts(
	{ content, contentType }: { content: JsonValue; contentType: string },
	operation: Operation,
): string[] {
	const schema = findMediaType(operation.requestBody?.mediaTypes ?? [], contentType)?.schema;
	if (!isObject(content) || !schema) return [];
	const facts = collectFacts(viewSchema(schema), content, 'request');
	const required = listRequiredOf(facts, 'request');
	return Object.keys(content)
		.sort()
		.flatMap((name) => {
			const value = content[name] as JsonValue;
			const isTelling =
				(typeof value === 'string' || typeof value === 'boolean') && isChosen(viewPropertyOf(facts, name), value);
			if (isTelling) return [`${name} ${value}`];
			return required.has(name) ? [] : [name];
		});
}

/** A value of an enum, or a boolean that the document speaks of. */
function isChosen(view: SchemaView, value: JsonValue): boolean {
	return view.roots.length > 0 && (typeof value === 'boolean' || hasChoice(view, value));
}

function hasChoice(view: SchemaView, value: JsonValue): boolean {
	return findKeyword(collectFacts(view, value, 'request').view, 'enum') !== undefined;
}

/** Six characters that tell two requests apart which would be called the same. */
export function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 6);
}
