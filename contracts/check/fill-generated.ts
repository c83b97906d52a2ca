// Examples that stand where a generator makes the value: `null`, or what the matcher itself refuses, is a placeholder and no expectation.

import { getString, isObject, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import type { HttpInteraction, MatchingRule, PactBody, PactGenerator, PathStep } from '../pact/index.ts';
import { findRule, leadsTo } from './matchers/find-rule.ts';
import { formatDate } from './matchers/java-date-format.ts';
import { accepts } from './matchers/matcher-accepts.ts';
import { sampleRegex } from './matchers/sample-regex.ts';

interface Message {
	body: PactBody;
	rules: readonly MatchingRule[];
	generators: readonly PactGenerator[];
}

/** The interaction with values of the kind that its generators make (Pact specification V3, "Generators") in the place of placeholders in JSON. */
export function fillGenerated(interaction: HttpInteraction): HttpInteraction {
	const request = fillBody(interaction.request);
	const response = fillBody(interaction.response);
	return request || response
		? {
				...interaction,
				request: { ...interaction.request, ...request },
				response: { ...interaction.response, ...response },
			}
		: interaction;
}

function fillBody({ body, rules, generators }: Message): { body: PactBody } | undefined {
	const own = generators.filter(({ part }) => part === 'body');
	if (body.kind !== 'json' || own.length === 0) return undefined;
	const filling = { generators: own, rules: rules.filter(({ part }) => part === 'body') };
	return { body: { ...body, value: fillValue(body.value, [], filling) } };
}

interface Filling {
	generators: readonly PactGenerator[];
	rules: readonly MatchingRule[];
}

function fillValue(value: JsonValue, path: readonly PathStep[], filling: Filling): JsonValue {
	if (Array.isArray(value))
		return value.map((item, index) => fillValue(item, [...path, { kind: 'index', index }], filling));
	if (isObject(value)) {
		const copy: JsonObject = {};
		for (const [name, inner] of Object.entries(value))
			setOwn(copy, name, fillValue(inner, [...path, { kind: 'name', name }], filling));
		return copy;
	}
	const generator = filling.generators.find((one) => one.path.length === path.length && leadsTo(one.path, path));
	if (!generator) return value;
	const isPlaceholder =
		value === null || accepts({ example: value, rule: findRule(filling.rules, path) }, value) === false;
	return isPlaceholder ? (sampleGenerator(generator) ?? value) : value;
}

/** A value of the kind; `undefined` for those that take it from elsewhere (provider states, the mock server's address). */
function sampleGenerator({ type, value }: PactGenerator): JsonValue | undefined {
	const format = getString(value, 'format');
	switch (type) {
		case 'RandomInt':
			return typeof value['min'] === 'number' ? value['min'] : 1;
		case 'RandomDecimal':
			return 1.5;
		case 'RandomBoolean':
			return true;
		case 'RandomHexadecimal':
			return 'A'.repeat(readLength(value['digits']));
		case 'RandomString':
			return 'x'.repeat(readLength(value['size']));
		case 'Uuid':
			return format === 'simple' ? '3f2b8c1e9a474d0b8a352d3a6f8f1c01' : '3f2b8c1e-9a47-4d0b-8a35-2d3a6f8f1c01';
		case 'Regex':
			return sampleRegex(getString(value, 'regex') ?? '')[0];
		case 'Date':
			return formatDate(format ?? 'yyyy-MM-dd');
		case 'Time':
			return formatDate(format ?? 'HH:mm:ss');
		case 'DateTime':
			return formatDate(format ?? "yyyy-MM-dd'T'HH:mm:ss.SSSZ");
		default:
			return undefined;
	}
}

/** As many as the libraries make unless they are told. */
function readLength(value: JsonValue | undefined): number {
	return typeof value === 'number' && value >= 0 && value <= 1000 ? Math.trunc(value) : 10;
}
