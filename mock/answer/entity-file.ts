// The bytes of a file that nobody can make: they tell at least of which entity it is.

import { collectEntitySchemas, type JsonObject, type Operation, type SchemaView } from '../../spec/index.ts';
import { projectEntity } from './project-entity.ts';

const views = new WeakMap<Operation, { view: SchemaView | undefined }>();

/**
 * The entity as answers show it, as JSON text: the content of a download of a free format (`application/octet-stream`), so that who has
 * the file sees whose it is, e.g. `{"name":"full-1.snapshot","size":0}`. `undefined`: no answer shows the entity.
 */
export function writeEntityFile(operation: Operation, entity: JsonObject): Uint8Array | undefined {
	let known = views.get(operation);
	if (!known) {
		known = { view: findView(operation) };
		views.set(operation, known);
	}
	return known.view && Buffer.from(JSON.stringify(projectEntity(entity, known.view)));
}

function findView({ effect, document }: Operation): SchemaView | undefined {
	const resource = effect && document.resources.get(effect.resource);
	return resource && collectEntitySchemas(resource, document.operations).representations[0];
}
