// A list with one item in it, where the provider state leaves it empty: what is expected of items is compared with one.

import { ControlError, type Mock, routeOperations } from '../../mock/inner.ts';
import { type JsonValue, type Operation, type Pointer, setOwn } from '../../spec/index.ts';
import type { HttpInteraction } from '../pact/index.ts';

/** The list that an interaction asks for, and where in its resource an item has to be. */
export interface ListOfOne {
	resource: string;
	/** What the path says of an item, e.g. `{ shop: 'acme' }`. */
	known: Readonly<Record<string, JsonValue>>;
	operation: Operation;
	/** Where the document speaks of it. */
	pointer: Pointer;
}

/** The list of an interaction that expects something of items; `undefined` where it asks for no list, or expects none in it. */
export function findListOfOne(
	mock: Pick<Mock, 'documents'>,
	{ request, response }: HttpInteraction,
): ListOfOne | undefined {
	if (response.status >= 300 || response.body.kind !== 'json' || !holdsItems(response.body.value)) return undefined;
	const router = routeOperations(mock.documents.flatMap((one) => one.operations));
	const match = router.match(request.method, request.path);
	if (match.kind !== 'found') return undefined;
	const { operation } = match.plan;
	const { effect } = operation;
	if (effect?.kind !== 'list') return undefined;
	const known: Record<string, JsonValue> = {};
	const resource = mock.documents
		.flatMap((one) => [...one.resources.values()])
		.find(({ name }) => name === effect.resource);
	const left = [...match.values].filter(([name]) => !resource?.scope.includes(name));
	for (const property of resource?.scope ?? []) {
		const value = match.values.get(property) ?? left.shift()?.[1];
		if (value !== undefined) setOwn(known, property, value);
	}
	for (const { from, property } of effect.bindings ?? []) {
		const value = from.kind === 'path' ? match.values.get(from.name) : undefined;
		if (property !== undefined && value !== undefined) setOwn(known, property, value);
	}
	return { resource: effect.resource, known, operation, pointer: operation.pointer };
}

/** Puts one item in, where there is none at all. False: there are some already, or none can be made. */
export async function fillListOfOne(mock: Mock, { resource, known }: ListOfOne): Promise<boolean> {
	const entities = mock.session().resources(resource);
	try {
		if ((await entities.list()).length > 0) return false;
		await entities.create(known);
		return true;
	} catch (error) {
		if (error instanceof ControlError) return false;
		throw error;
	}
}

function holdsItems(value: JsonValue): boolean {
	if (Array.isArray(value)) return value.length > 0;
	return (
		typeof value === 'object' &&
		value !== null &&
		Object.values(value).some((inner) => Array.isArray(inner) && inner.length > 0)
	);
}
