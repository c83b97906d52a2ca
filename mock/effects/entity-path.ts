// What the path by which an entity is read has in the place of its names.

import { getOwn, type JsonObject, type Operation, type Resource } from '../../spec/index.ts';
import { toKeyText } from '../store/key-text.ts';
import type { CheckedRequest } from '../types/request.ts';
import { nameScopeParts } from './scope-parts.ts';

/**
 * The value of one of the path's names, e.g. of `{sku}` in `/stocks/{warehouse}/{sku}`: the entity's key, what the request's own path has
 * under that name, or the part of its scope that the entity shows. `undefined`: nothing tells it.
 */
export function readPathName(
	name: string,
	args: {
		reader: Operation;
		resource: Resource | undefined;
		key: string;
		entity: JsonObject | undefined;
		request: CheckedRequest;
	},
): string | undefined {
	const { reader, resource, entity } = args;
	const { effect } = reader;
	if (effect && 'key' in effect && effect.key.kind === 'path' && effect.key.name === name) return args.key;
	const told = args.request.path.get(name);
	if (told !== undefined) return String(told);
	if (!resource) return undefined;
	const at = nameScopeParts(resource, reader).indexOf(name);
	return at < 0 ? undefined : toKeyText(getOwn(entity, resource.scope[at] as string));
}
