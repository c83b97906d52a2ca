// Values in the place of those that generators make: what a request is sent with, and in an answer what is a placeholder and no expectation.

import {
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
	setOwn,
} from '../../spec/index.ts';
import type { HttpInteraction, PactBody, PactGenerator, PactRequest, PactResponse, PathStep } from '../pact/index.ts';
import { findRule, leadsTo } from './matchers/find-rule.ts';
import { formatDate } from './matchers/java-date-format.ts';
import { accepts } from './matchers/matcher-accepts.ts';
import { sampleRegex } from './matchers/sample-regex.ts';

/**
 * The interaction with values of the kind that its generators make (Pact specification V3, "Generators"). A verifier sends those of a request
 * whatever its example is, in path, query, headers and body. In an answer's JSON they stand for placeholders alone: `null`, or what the
 * matcher itself refuses.
 */
export function fillGenerated(interaction: HttpInteraction): HttpInteraction {
	const { request, response } = interaction;
	if (request.generators.length === 0 && response.generators.length === 0) return interaction;
	return { ...interaction, request: fillRequest(request), response: fillResponse(response) };
}

/** By place of the request: the generator that makes what is sent, e.g. `/interactions/0/request/body/a` → `RandomInt`. */
export function listGenerated({ generators, pointer, bodyPointer }: PactRequest): ReadonlyMap<Pointer, string> {
	const made = generators.filter((one) => sampleSent(one) !== undefined);
	return new Map(
		made.map(({ part, path, type }) => {
			const steps = path.map((step) => (step.kind === 'name' ? step.name : step.kind === 'index' ? step.index : '*'));
			return [part === 'body' ? joinPointer(bodyPointer, ...steps) : joinPointer(pointer, part, ...steps), type];
		}),
	);
}

/** Those of an answer's generators whose values are made up: what stands in their places in the file is seen by nobody. */
export function listMadeUp({ generators }: PactResponse): PactGenerator[] {
	return generators.filter((one) => one.part === 'body' && sampleGenerator(one) !== undefined);
}

function fillRequest(request: PactRequest): PactRequest {
	const { generators, headers, query, body } = request;
	const made = (part: PactGenerator['part'], name?: string): string | undefined => {
		const isOne = ({ path: [step, ...more] }: PactGenerator): boolean =>
			name === undefined ? step === undefined : step?.kind === 'name' && step.name === name && more.length === 0;
		const generator = generators.find((one) => one.part === part && isOne(one));
		const value = generator && sampleSent(generator);
		return value === undefined ? undefined : String(value);
	};
	return {
		...request,
		path: made('path') ?? request.path,
		query: fillFields(query, (name) => made('query', name)),
		headers: fillFields(headers, (name) => made('header', name)),
		body: fillBody(body, generators, (_value, _path, generator) => sampleSent(generator)),
	};
}

function fillResponse(response: PactResponse): PactResponse {
	const rules = response.rules.filter(({ part }) => part === 'body');
	const isPlaceholder = (value: JsonValue, path: readonly PathStep[]): boolean =>
		value === null || accepts({ example: value, rule: findRule(rules, path) }, value) === false;
	return {
		...response,
		body: fillBody(response.body, response.generators, (value, path, generator) =>
			isPlaceholder(value, path) ? sampleGenerator(generator) : undefined,
		),
	};
}

function fillFields(
	fields: ReadonlyMap<string, readonly string[]>,
	make: (name: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
	return new Map(
		[...fields].map(([name, values]) => {
			const made = make(name);
			return [name, made === undefined ? values : values.map(() => made)];
		}),
	);
}

type Make = (value: JsonValue, path: readonly PathStep[], generator: PactGenerator) => JsonValue | undefined;

function fillBody(body: PactBody, generators: readonly PactGenerator[], make: Make): PactBody {
	const own = generators.filter(({ part }) => part === 'body');
	return body.kind !== 'json' || own.length === 0
		? body
		: { ...body, value: fillValue(body.value, [], { generators: own, make }) };
}

function fillValue(
	value: JsonValue,
	path: readonly PathStep[],
	filling: { generators: readonly PactGenerator[]; make: Make },
): JsonValue {
	if (Array.isArray(value))
		return value.map((item, index) => fillValue(item, [...path, { kind: 'index', index }], filling));
	if (isObject(value)) {
		const copy: JsonObject = {};
		for (const [name, inner] of Object.entries(value))
			setOwn(copy, name, fillValue(inner, [...path, { kind: 'name', name }], filling));
		return copy;
	}
	const generator = filling.generators.find((one) => one.path.length === path.length && leadsTo(one.path, path));
	return (generator && filling.make(value, path, generator)) ?? value;
}

/** What is sent: of a range its middle, for its ends hardly ever come. */
function sampleSent(generator: PactGenerator): JsonValue | undefined {
	const { min = 0, max = 10 } = generator.value;
	return generator.type === 'RandomInt' && typeof min === 'number' && typeof max === 'number'
		? Math.floor((min + max) / 2)
		: sampleGenerator(generator);
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
