// The properties of a resource's entities, by the schema of the answer that shows most of one, else of what a create takes.

import { call } from './client.ts';
import type { OperationItem, Resource } from './control-types.ts';
import type { Properties } from './entity-fields.ts';
import { Reading } from './live-value.ts';
import { model } from './page-model.ts';

const MAX_DEPTH = 6;

/** The properties of one resource at a time, each read once for its documents. */
export class PropertyReading {
	readonly #reading: Reading<Properties>;

	/** `onRead` hears of each reading. */
	constructor(onRead: () => void) {
		this.#reading = new Reading(onRead);
	}

	/** Those that are known by now; empty where no schema tells. */
	ask(resource: Resource): Properties {
		const operation = chooseOperation(resource, model.operations);
		if (!operation) return {};
		this.#reading.ask({
			of: `${resource.name} ${operation.operationId}`,
			version: String(model.operations.length),
			read: async () => (await readProperties(operation, resource)) ?? (await readTaken(resource, model.operations)),
		});
		return this.#reading.value ?? {};
	}
}

/** Whoever shows most of an entity: the one that reads it, else the list, else the create. */
function chooseOperation({ name }: Resource, operations: readonly OperationItem[]): OperationItem | undefined {
	const own = operations.filter(({ effect }) => effect?.resource === name);
	for (const kind of ['read', 'list', 'create'] as const) {
		const found = own.find(({ effect }) => effect?.kind === kind);
		if (found) return found;
	}
	return undefined;
}

async function readProperties({ operationId }: OperationItem, { key }: Resource): Promise<Properties | undefined> {
	const result = await call('getOperation', { path: { operation: operationId } });
	if (!result.ok) return undefined;
	const success = result.value.responses.find(({ status }) => status.startsWith('2'));
	const schema = success?.mediaTypes.find(({ type }) => type.includes('json'))?.schema;
	return findProperties(schema, key, 0);
}

/** What a create takes, where no answer is described. */
async function readTaken({ name }: Resource, operations: readonly OperationItem[]): Promise<Properties | undefined> {
	const creating = operations.find(({ effect }) => effect?.resource === name && effect.kind === 'create');
	const result = creating && (await call('getOperation', { path: { operation: creating.operationId } }));
	if (!result?.ok) return undefined;
	return propertiesOf(result.value.requestBody?.mediaTypes.find(({ type }) => type.includes('json'))?.schema);
}

/** The properties of the object that has the key, through envelopes and lists. */
function findProperties(schema: unknown, key: string, depth: number): Properties | undefined {
	if (typeof schema !== 'object' || schema === null || depth > MAX_DEPTH) return undefined;
	const { properties, items, allOf, oneOf, anyOf } = schema as Record<string, unknown>;
	const parts = [allOf, oneOf, anyOf].flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : []));
	const merged = Object.assign({}, ...parts.map(propertiesOf), propertiesOf(schema)) as Properties;
	if (Object.hasOwn(merged, key)) return merged;
	for (const inner of [...parts, items, ...Object.values((properties ?? {}) as object)]) {
		const found = findProperties(inner, key, depth + 1);
		if (found) return found;
	}
	return undefined;
}

function propertiesOf(schema: unknown): Properties {
	const { properties, allOf } = (schema ?? {}) as { properties?: Properties; allOf?: unknown };
	return Object.assign({}, ...(Array.isArray(allOf) ? allOf.map(propertiesOf) : []), properties) as Properties;
}
