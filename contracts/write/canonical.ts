// One text for all descriptions that say the same, so that they can be told apart, and brought together.

import { isObject, type JsonValue, writeCanonicalJson } from '../../spec/index.ts';
import { stepPath } from './share-values.ts';
import type { Interaction, PactBody, Rule, Rules } from './write-types.ts';

/** Canonical JSON of a description; maps keep their order, for it is sorted already. */
export function writeCanonical(value: unknown): string {
	return writeCanonicalJson(toPlain(value));
}

function toPlain(value: unknown): JsonValue {
	if (value instanceof Map) return [...value].map(toPlain);
	if (Array.isArray(value)) return value.map(toPlain);
	if (typeof value !== 'object' || value === null) return (value ?? null) as JsonValue;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
}

/** Fields with nothing in the place of texts of which the pact says no more than that they are texts. */
export function blankFields(
	fields: Interaction['request']['query'],
	rules: Rules,
): (readonly [string, readonly string[]])[] {
	return [...fields].map(([name, values]) => [name, isAnyText(rules.get(name)) ? values.map(() => '') : values]);
}

/** The content with nothing in the place of texts of which the pact says no more than that they are texts. */
export function blankTexts({ content, rules }: PactBody): JsonValue {
	return visit(content, '$');

	function visit(value: JsonValue, path: string): JsonValue {
		if (typeof value === 'string') return isAnyText(rules.get(path)) ? '' : value;
		if (Array.isArray(value))
			return value.map((item, index) => visit(item, `${path}[${rules.has(`${path}[${index}]`) ? index : '*'}]`));
		if (!isObject(value)) return value;
		return Object.fromEntries(
			Object.keys(value).map((name) => [name, visit(value[name] as JsonValue, stepPath(path, name) ?? '')]),
		);
	}
}

function isAnyText(rule: Rule | undefined): boolean {
	return rule?.matchers.length === 1 && rule.matchers[0]?.match === 'type';
}
