// The entities that a request needs besides those of its path, by what the document says (`needs`).

import type { RecordedExchange } from '../../mock/inner.ts';
import { type Expression, type JsonValue, type Operation, type Resource, resolvePointer } from '../../spec/index.ts';

/** One of them. */
export interface NeededEntity {
	resource: Resource;
	key: string;
	/** What a scenario can call the parameter that has its key: `isbn`, `isbn_2`. */
	parameter: string;
}

/** More are left to scenarios that somebody writes. */
const MAX_NEEDED = 10;

/** Those that the request's body or path names; what the entity itself names is known to nobody but the mock. */
export function listNeeded(
	operation: Operation,
	args: {
		exchange: RecordedExchange;
		resources: ReadonlyMap<string, Resource>;
		pathValues: ReadonlyMap<string, string>;
	},
): NeededEntity[] {
	const needed = new Map<string, NeededEntity>();
	for (const { resource: name, key, by, each } of operation.effect?.needs ?? []) {
		const resource = args.resources.get(name);
		if (!resource || !key || by !== undefined) continue;
		const list = each ? readValue(each, args, undefined) : [undefined];
		for (const element of Array.isArray(list) ? list : []) {
			const value = readValue(key, args, element);
			if (typeof value !== 'string' && typeof value !== 'number') continue;
			const id = JSON.stringify([name, String(value)]);
			if (needed.has(id) || needed.size >= MAX_NEEDED) continue;
			const count = [...needed.values()].filter((one) => one.resource === resource).length;
			const plain = resource.key.replaceAll(/[^A-Za-z0-9_-]/g, '_');
			needed.set(id, { resource, key: String(value), parameter: count === 0 ? plain : `${plain}_${count + 1}` });
		}
	}
	return [...needed.values()];
}

function readValue(
	expression: Expression,
	{ exchange, pathValues }: { exchange: RecordedExchange; pathValues: ReadonlyMap<string, string> },
	element: JsonValue | undefined,
): JsonValue | undefined {
	switch (expression.kind) {
		case 'path':
			return pathValues.get(expression.name);
		case 'body':
			return exchange.request.body === undefined
				? undefined
				: resolvePointer(exchange.request.body, expression.pointer);
		case 'element':
			return element === undefined ? undefined : resolvePointer(element, expression.pointer);
		default:
			return undefined;
	}
}
