// Every example in the shipped documents against its schema, as they are and under the overlay.

import { describe, expect, it } from 'vitest';
import { shippedDocuments } from '../../mock/options/defaults.ts';
import {
	type ApiDocument,
	compileSchema,
	type Direction,
	isObject,
	type JsonValue,
	loadDocuments,
	type MediaType,
	type SchemaRef,
} from '../../spec/index.ts';

const file = (name: string): string => new URL(`../../spec/${name}`, import.meta.url).pathname;
const SETS: readonly { name: string; documents: string[]; overlays: string[] }[] = [
	{ name: 'as they are', documents: shippedDocuments(), overlays: [] },
	{
		name: 'under the overlay',
		documents: shippedDocuments(),
		overlays: [file('overlays/errors-with-body.overlay.yaml')],
	},
	{ name: 'control API', documents: [file('control.openapi.yaml')], overlays: [] },
];

interface Case {
	schema: SchemaRef;
	value: JsonValue;
	direction: Direction;
	pointer: string;
}

/** The examples of bodies, parameters and headers. */
function listOperationCases(document: ApiDocument): Case[] {
	const cases: Case[] = [];
	const addAll = (mediaTypes: readonly Pick<MediaType, 'schema' | 'examples'>[], direction: Direction): void => {
		for (const { schema, examples } of mediaTypes) {
			for (const { value, pointer } of schema ? examples : []) {
				cases.push({ schema: schema as SchemaRef, value, direction, pointer });
			}
		}
	};
	for (const { parameters, requestBody, responses } of document.operations) {
		addAll(requestBody?.mediaTypes ?? [], 'request');
		for (const { schema, example, pointer } of parameters) {
			if (schema && example !== undefined) cases.push({ schema, value: example, direction: 'request', pointer });
		}
		for (const { mediaTypes, headers } of responses.values()) {
			addAll(mediaTypes, 'response');
			addAll(headers, 'response');
		}
	}
	return cases;
}

/** The `examples` that stand in schemas, wherever below `components/schemas`. */
function listSchemaCases(document: ApiDocument): Case[] {
	const cases: Case[] = [];
	const walk = (value: JsonValue, pointer: string): void => {
		if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${pointer}/${index}`);
		if (!isObject(value)) return;
		const { examples } = value;
		if (Array.isArray(examples)) {
			for (const example of examples) {
				cases.push({ schema: { document, pointer, value }, value: example, direction: 'response', pointer });
			}
		}
		for (const [name, member] of Object.entries(value)) {
			if (name !== 'examples') walk(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
		}
	};
	const { components } = document.root;
	if (isObject(components)) walk(components['schemas'] ?? null, '/components/schemas');
	return cases;
}

describe.each(SETS)('the examples $name', ({ name, documents, overlays }) => {
	it('fit their schemas', async () => {
		const loaded = await loadDocuments(documents, { overlays });
		const cases = loaded.documents.flatMap((document) => [
			...listOperationCases(document),
			...listSchemaCases(document),
		]);
		console.log(`${cases.length} examples ${name}`);
		expect(cases.length).toBeGreaterThan(20);
		for (const { schema, value, direction, pointer } of cases) {
			expect(compileSchema(schema, direction)(value), `${schema.document.file} ${pointer}`).toEqual([]);
		}
	});
});

it('the overlay adds examples to every named error', async () => {
	const [plain, overlaid] = await Promise.all(
		SETS.slice(0, 2).map(async ({ documents, overlays }) => {
			const loaded = await loadDocuments(documents, { overlays });
			return loaded.documents.flatMap(listOperationCases).length;
		}),
	);
	expect((overlaid as number) - (plain as number)).toBeGreaterThanOrEqual(18);
});
