// Where an entity is read, as an address of this mock: what `self` and the like in it say.

import type { JsonObject, Operation } from '../../spec/index.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { EffectContext } from './effect-context.ts';
import { readPathName } from './entity-path.ts';

const readers = new WeakMap<EffectContext, Map<string, Operation | undefined>>();

/** The GET by whose path one of the resource is read. */
function findReader(context: EffectContext, resource: string): Operation | undefined {
	const known = readers.get(context) ?? new Map<string, Operation | undefined>();
	readers.set(context, known);
	if (!known.has(resource)) {
		const found = context.operations.find(
			({ effect, method, pathTemplate }) =>
				method === 'get' &&
				effect?.kind === 'read' &&
				effect.resource === resource &&
				/\}[^{}/]*\/?$/.test(pathTemplate),
		);
		known.set(resource, found);
	}
	return known.get(resource);
}

/**
 * E.g. `http://localhost:4010/v1/users/7`, on the host and below the base path of the request that makes it; `undefined`: nothing reads it,
 * or the request doesn't tell all of the path.
 */
export function locateEntity(
	context: EffectContext,
	{ resource, request, ...named }: { resource: string; key: string; entity: JsonObject; request: CheckedRequest },
): string | undefined {
	const reader = findReader(context, resource);
	const host = request.request.headers['host'];
	if (!reader || typeof host !== 'string') return undefined;
	let isWhole = true;
	const about = { ...named, reader, resource: context.resources.get(resource), request };
	const write = (template: string, read: (name: string) => unknown): string =>
		template.replaceAll(/\{([^{}]+)\}/g, (_, one: string) => {
			const value = read(one);
			isWhole &&= value !== undefined;
			return encodeURIComponent(String(value));
		});
	const path = write(reader.pathTemplate, (name) => readPathName(name, about));
	const before = request.request.path;
	const asked = write(request.operation.pathTemplate, (name) => request.path.get(name));
	const base = before.endsWith(asked) ? before.slice(0, before.length - asked.length) : '';
	return isWhole ? `http://${host}${base}${path}` : undefined;
}
