// A value for the lines to try, where the document has no example: small, and made without the generator.

import {
	getList,
	getObject,
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	resolvePointer,
	type SchemaRef,
} from '../../spec/index.ts';

/** Schemas inside schemas are followed so deep. */
const MAX_DEPTH = 6;

const FORMATS: Record<string, string> = {
	uuid: '00000000-0000-4000-8000-000000000001',
	date: '2026-01-15',
	'date-time': '2026-01-15T09:00:00Z',
	time: '09:00:00Z',
	duration: 'P7D',
	email: 'jo@example.com',
	uri: 'https://example.com/',
	ipv4: '192.0.2.1',
};

/** An example, a default, or the simplest value of the schema's type, with what it requires. Best effort: it may not fit. */
export function sampleValue({ document, value }: SchemaRef, depth = 0): JsonValue {
	const schema = follow(document.root, value);
	if (!isObject(schema) || depth > MAX_DEPTH) return {};
	const [example] = getList(schema, 'examples');
	const ready = example ?? getOwn(schema, 'example') ?? getOwn(schema, 'const') ?? getOwn(schema, 'default');
	if (ready !== undefined) return ready;
	const [choice] = getList(schema, 'enum');
	if (choice !== undefined) return choice;
	const sample = (inner: JsonValue): JsonValue => sampleValue({ document, pointer: '', value: inner }, depth + 1);
	const [alternative] = [...getList(schema, 'oneOf'), ...getList(schema, 'anyOf')];
	if (alternative !== undefined) return sample(alternative);
	const parts = getList(schema, 'allOf').map(sample).filter(isObject);
	const type = [getOwn(schema, 'type')].flat().find((name) => name !== 'null');
	if (type === 'object' || parts.length > 0 || getObject(schema, 'properties')) {
		const own = getList(schema, 'required').filter((name) => typeof name === 'string');
		const pairs = own.map((name): [string, JsonValue] => [
			name,
			sample(getOwn(getObject(schema, 'properties'), name) ?? ''),
		]);
		return Object.assign({}, ...parts, Object.fromEntries(pairs)) as JsonObject;
	}
	if (type === 'array')
		return Number(getOwn(schema, 'minItems') ?? 0) > 0 ? [sample(getOwn(schema, 'items') ?? '')] : [];
	if (type === 'integer' || type === 'number') return Number(getOwn(schema, 'minimum') ?? 1);
	if (type === 'boolean') return true;
	const text = FORMATS[getString(schema, 'format') ?? ''] ?? 'example';
	return text.padEnd(Math.min(Number(getOwn(schema, 'minLength') ?? 0), 100), 'x');
}

function follow(root: JsonObject, start: JsonValue): JsonValue | undefined {
	let value: JsonValue | undefined = start;
	for (let step = 0; step < 20; step++) {
		const reference = getString(value, '$ref');
		if (reference === undefined) return value;
		value = resolvePointer(root, reference);
	}
	return undefined;
}
