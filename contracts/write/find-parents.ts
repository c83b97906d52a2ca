// The entities that a path goes through: what must be there before anything below them can be asked for.

import type { Operation, Resource } from '../../spec/index.ts';

/** An entity above another one on the path, e.g. of `/bookings/{booking_id}/payment`: `booking`, `booking_id`. */
export interface PathEntity {
	resource: Resource;
	/** The path parameter that names it. */
	parameter: string;
}

/**
 * The entities that an operation's path names by parameters, the nearest first, going by what other operations do with the same
 * beginning of the path. `but`: a resource that is not wanted, for it is what the operation itself is about.
 */
export function findPathEntities(
	operation: Operation,
	{
		operations,
		resources,
		but,
	}: { operations: ReadonlyMap<string, Operation>; resources: ReadonlyMap<string, Resource>; but: string | undefined },
): PathEntity[] {
	const named = listNamed(operations);
	const found: PathEntity[] = [];
	for (const { 1: parameter = '', index } of [...operation.pathTemplate.matchAll(/\{([^{}]+)\}(?=\/|$)/g)].reverse()) {
		const shape = shapeOf(operation.pathTemplate.slice(0, index + parameter.length + 2));
		const name = named.get(shape);
		const resource = name === undefined ? undefined : resources.get(name);
		if (!resource || resource.name === but || resource.singleton) continue;
		if (!found.some((one) => one.resource === resource)) found.push({ resource, parameter });
	}
	return found;
}

const known = new WeakMap<object, Map<string, string>>();

/** By the shape of a path, the resource whose entity its last parameter names. */
function listNamed(operations: ReadonlyMap<string, Operation>): Map<string, string> {
	const kept = known.get(operations);
	if (kept) return kept;
	const named = new Map<string, string>();
	for (const { pathTemplate, effect } of operations.values()) {
		if (!effect || !('key' in effect) || effect.key.kind !== 'path') continue;
		if (!pathTemplate.endsWith(`{${effect.key.name}}`)) continue;
		const shape = shapeOf(pathTemplate);
		// What reads it is asked first.
		if (effect.kind === 'read' || !named.has(shape)) named.set(shape, effect.resource);
	}
	known.set(operations, named);
	return named;
}

function shapeOf(template: string): string {
	return template.replaceAll(/\{[^{}]+\}/g, '{}');
}
