// The path of a request: which part of it is which parameter, and how the pact writes it.

import { collectFacts, type Substitutions, stabilise } from '../../mock/inner.ts';
import { type JsonValue, type Operation, servedTemplate, viewSchema } from '../../spec/index.ts';
import { deriveTextRegex, escapeRegex } from './derive-matchers.ts';
import type { Rule } from './write-types.ts';

/** A path taken apart; the base path in front of the template as the traffic had it. */
export interface ReadPath {
	base: string;
	/** Decoded. */
	values: ReadonlyMap<string, string>;
}

/** The path of a target without a session's prefix and without the query. */
export function readTarget(target: string): { path: string; query: string } {
	const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
	const question = local.indexOf('?');
	const whole = question < 0 ? local : local.slice(0, question);
	const path = whole.replace(/^\/__session\/[^/]*/, '');
	return { path: path === '' ? '/' : path, query: question < 0 ? '' : local.slice(question + 1) };
}

/** Takes a path apart by the operation's template; `undefined` where it does not fit. */
export function readPath(path: string, operation: Operation): ReadPath | undefined {
	const bases = [...operation.document.basePaths].sort((a, b) => b.length - a.length);
	for (const base of bases) {
		const names: string[] = [];
		const parts = servedTemplate(operation).split(/\{([^{}]+)\}/);
		const source = parts.map((part, index) => {
			if (index % 2 === 0) return escapeRegex(part);
			names.push(part);
			return '([^/]+?)';
		});
		const before = base.split(/\{[^{}]+\}/).map(escapeRegex);
		const found = new RegExp(`^(${before.join('[^/]+')})${source.join('')}$`).exec(path);
		if (!found) continue;
		const values = new Map(names.map((name, index) => [name, decode(found[index + 2] as string)]));
		return { base: found[1] as string, values };
	}
	return undefined;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The path as the pact has it: stable values, a regular expression over all of it, and where the state's parameters go. */
export function describePath(
	operation: Operation,
	{ base, values }: ReadPath,
	substitutions: Substitutions,
): { path: string; rule?: Rule; generator?: string } {
	const parts = servedTemplate(operation).split(/\{([^{}]+)\}/);
	if (parts.length === 1) return { path: base + servedTemplate(operation) };
	let path = base;
	let regex = escapeRegex(base);
	let expression = base;
	let isInjected = false;
	for (const [index, part] of parts.entries()) {
		if (index % 2 === 0) {
			path += part;
			regex += escapeRegex(part);
			expression += part;
			continue;
		}
		const value = values.get(part) ?? '';
		const known = substitutions.find(value, part);
		const stable = encodeURIComponent(known?.stable ?? stableParameter(operation, part, value));
		path += stable;
		regex += parameterRegex(operation, part, value);
		expression += known ? `\${${known.parameter}}` : stable;
		if (known) isInjected = true;
	}
	const rule: Rule = { combine: 'AND', matchers: [{ match: 'regex', regex: `^${regex}$` }] };
	return { path, rule, ...(isInjected && { generator: expression }) };
}

function stableParameter(operation: Operation, name: string, value: string): string {
	const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
	const example = parameter?.example;
	if (typeof example === 'string' || typeof example === 'number') return String(example);
	if (!parameter?.schema) return value;
	const typed = readTyped(value);
	const facts = collectFacts(viewSchema(parameter.schema), typed, 'request');
	return String(stabilise(typed, facts, 'request') ?? 'example');
}

function parameterRegex(operation: Operation, name: string, value: string): string {
	const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
	const regex = parameter?.schema && deriveTextRegex(collectFacts(viewSchema(parameter.schema), value, 'request'));
	return regex === undefined ? '[^/]+' : regex;
}

function readTyped(value: string): JsonValue {
	return /^-?(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}
