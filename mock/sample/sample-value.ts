// A value for the lines to try, where the document has no example: small, and made without the generator.

import {
	ANYTHING,
	decideUnions,
	findProperty,
	getList,
	getOwn,
	guessTypes,
	isNullAlone,
	isObject,
	type JsonObject,
	type JsonType,
	type JsonValue,
	listRequiredIn,
	listValues,
	readLimits,
	type SchemaRef,
	type SchemaView,
	setOwn,
	viewItem,
} from '../../spec/index.ts';

/** Values inside values are made so deep. */
const MAX_DEPTH = 6;
/** Items of a list, and characters of a text, at most. */
const MAX_ITEMS = 20;
const MAX_LENGTH = 100;

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

/** An example, a default, or the simplest value of the schema's type, with what a request must have. Best effort: it may not fit. */
export function sampleValue(whole: SchemaView, depth = 0): JsonValue {
	if (depth > MAX_DEPTH) return {};
	const view = decideUnions(whole, ({ keyword, branches }) =>
		keyword === 'if' ? undefined : branches.find((branch) => !isNullAlone(branch)),
	);
	const type = [...guessTypes(view)].find((name) => name !== 'null');
	const ready = findReady(view.parts) ?? listValues(view)?.find((value) => value !== null);
	if (type === 'object' && !listValues(view) && (ready === undefined || isObject(ready)))
		return sampleObject(view, depth);
	return ready ?? sampleOf(type, view, depth);
}

/** What the document itself offers, the schemas nearest to the root first. */
function findReady(parts: readonly SchemaRef[]): JsonValue | undefined {
	for (const { value } of parts) {
		const [example] = getList(value, 'examples');
		const ready = example ?? getOwn(value, 'example') ?? getOwn(value, 'const') ?? getOwn(value, 'default');
		if (ready !== undefined) return ready;
	}
	return undefined;
}

/** The examples of all schemas that are joined, and what they require beside. */
function sampleObject(view: SchemaView, depth: number): JsonObject {
	const object: JsonObject = {};
	for (const part of [...view.parts].reverse()) {
		const ready = findReady([part]);
		for (const name of isObject(ready) ? Object.keys(ready) : []) {
			setOwn(object, name, getOwn(ready, name) as JsonValue);
		}
	}
	for (const name of listRequiredIn(view, 'request')) {
		if (!Object.hasOwn(object, name)) setOwn(object, name, sampleValue(findProperty(view, name).view, depth + 1));
	}
	return object;
}

function sampleOf(type: JsonType | undefined, view: SchemaView, depth: number): JsonValue {
	const { min, exclusiveMin, minItems, minLength, formats } = readLimits(view);
	switch (type) {
		case 'array':
			return Array.from({ length: Math.min(minItems, MAX_ITEMS) }, (_, index) =>
				sampleValue(viewItem(view, index) ?? ANYTHING, depth + 1),
			);
		case 'integer':
		case 'number':
			return Number.isFinite(min) ? min : Number.isFinite(exclusiveMin) ? Math.floor(exclusiveMin) + 1 : 1;
		case 'boolean':
			return true;
		default: {
			const text = FORMATS[formats[0] ?? ''] ?? 'example';
			return text.padEnd(Math.min(minLength, MAX_LENGTH), 'x');
		}
	}
}
