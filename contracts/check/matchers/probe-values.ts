// Values to try on a schema and on a matcher: where one takes a value and the other doesn't, that value is the proof.

import {
	getList,
	getObject,
	getOwn,
	getString,
	isObject,
	type JsonValue,
	type SchemaRef,
	type SchemaView,
} from '../../../spec/index.ts';
import type { Matcher } from '../../pact/index.ts';
import { sampleRegex } from './sample-regex.ts';

/** One of each kind of value, and the ones that are easily forgotten. */
const KINDS: readonly JsonValue[] = [null, true, false, 0, 1, -1, 1.5, 'text', '', [], {}];
const LONG = 'x'.repeat(300);

/** Texts that a format takes, in the forms that are really met. */
const FORMATS: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		uuid: [
			'3f2b8c1e-9a47-4d0b-8a35-2d3a6f8f1c01',
			'018f4e7a-5b1c-7c3d-9e8f-0a1b2c3d4e5f',
			'6ba7b810-9dad-11d1-80b4-00c04fd430c8',
		],
		date: ['2026-01-15', '2024-02-29'],
		time: ['09:00:00Z', '09:00:00.123Z', '09:00:00+01:00'],
		'date-time': [
			'2026-01-15T09:00:00Z',
			'2026-01-15T09:00:00.123Z',
			'2026-01-15T09:00:00+01:00',
			'2026-01-15T09:00:00.123456+01:00',
		],
		duration: ['P30D', 'PT2H', 'P1Y2M'],
		email: ['a@example.com', 'first.last+tag@sub.example.org'],
		uri: ['https://example.com/a?b=c', 'urn:isbn:0451450523'],
		'uri-reference': ['/a/b', 'https://example.com/a'],
		url: ['https://example.com/a?b=c'],
		hostname: ['example.com', 'a'],
		ipv4: ['192.0.2.1'],
		ipv6: ['2001:db8::1'],
		byte: ['aGVsbG8=', ''],
	}),
);

/** Values of the schema's own making: its alternatives, limits and formats. Nothing says yet that it takes them. */
export function listProbes(view: SchemaView): { values: readonly JsonValue[]; listed: ReadonlySet<JsonValue> } {
	const values = new Set<JsonValue>(KINDS);
	const listed = new Set<JsonValue>();
	collect(view, { depth: 0, values, listed });
	return { values: [...values].slice(0, 200), listed };
}

interface Collection {
	depth: number;
	values: Set<JsonValue>;
	listed: Set<JsonValue>;
}

function collect(view: SchemaView, collection: Collection): void {
	const { depth, values, listed } = collection;
	for (const part of view.parts) addOwn(part, values, listed);
	if (depth >= 3) return;
	for (const { branches } of view.unions) {
		for (const branch of branches) collect(branch, { ...collection, depth: depth + 1 });
	}
}

function addOwn({ value: schema }: SchemaRef, values: Set<JsonValue>, listed: Set<JsonValue>): void {
	if (!isObject(schema)) return;
	const constant = getOwn(schema, 'const');
	for (const one of [...getList(schema, 'enum').slice(0, 100), ...(constant === undefined ? [] : [constant])]) {
		values.add(one);
		if (typeof one !== 'object' || one === null) listed.add(one);
	}
	for (const key of ['example', 'default']) addScalar(getOwn(schema, key), values);
	for (const one of getList(schema, 'examples').slice(0, 10)) addScalar(one, values);
	for (const text of FORMATS.get(getString(schema, 'format') ?? '') ?? []) values.add(text);
	for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) {
		const limit = getOwn(schema, key);
		if (typeof limit === 'number') for (const one of [limit, limit - 1, limit + 1, limit + 0.5]) values.add(one);
	}
	for (const key of ['minLength', 'maxLength']) {
		const limit = getOwn(schema, key);
		if (typeof limit !== 'number' || limit > 5000) continue;
		for (const length of [limit - 1, limit, limit + 1]) if (length >= 0) values.add('x'.repeat(length));
	}
	const pattern = getString(schema, 'pattern');
	if (pattern !== undefined) for (const text of sampleRegex(pattern)) values.add(text);
	if (hasType(schema, 'string') && getOwn(schema, 'enum') === undefined) values.add(LONG);
	if (hasType(schema, 'number') || hasType(schema, 'integer')) values.add(2 ** 40).add(-(2 ** 40));
	// Deeper values are looked at where they stand.
	if (getObject(schema, 'properties')) values.delete(LONG);
}

function addScalar(value: JsonValue | undefined, values: Set<JsonValue>): void {
	if (value !== undefined && (typeof value !== 'object' || value === null)) values.add(value);
}

function hasType(schema: JsonValue, type: string): boolean {
	const types = getOwn(schema, 'type');
	return types === type || (Array.isArray(types) && types.includes(type));
}

/** Values of the matcher's own making. */
export function listMatcherProbes(matchers: readonly Matcher[]): JsonValue[] {
	return matchers.flatMap((matcher): JsonValue[] => {
		switch (matcher.kind) {
			case 'regex':
				return sampleRegex(matcher.pattern);
			case 'include':
				return [matcher.text, `${matcher.text} and more`];
			case 'date':
				return ['2026-01-15'];
			case 'time':
				return ['09:00:00'];
			case 'datetime':
				return ['2026-01-15T09:00:00', '2026-01-15T09:00:00Z'];
			case 'semver':
				return ['1.2.3-beta.1'];
			default:
				return [];
		}
	});
}
