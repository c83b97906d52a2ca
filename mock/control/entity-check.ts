// Whether an entity is one that the documents could show: its state, and each property that it has.

import {
	compileSchema,
	getOwn,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Resource,
	type Validate,
} from '../../spec/index.ts';
import type { Engine } from '../engine.ts';
import type { Finding } from '../model.ts';
import { readState } from '../state/expiry.ts';
import { findPropertySchema, findReadSchema } from '../state/schema-lookup.ts';

/** Compiled on first use, by resource and property; only of properties that the documents name. */
const compiled = new WeakMap<Engine, Map<string, Validate>>();

/**
 * What does not fit; pointers are the entity's. Like a scenario, an entity need not have what it does not care about:
 * only what is there is held to the schema that who reads it sees. Throws SchemaError for a schema that doesn't compile.
 */
export function checkEntity(
	engine: Engine,
	{ resource, entity }: { resource: Resource; entity: JsonObject },
): Finding[] {
	const findings: Finding[] = [];
	const { state: stateName, states } = resource;
	if (stateName !== undefined && states.size > 0 && !states.has(readState(resource, entity) ?? '')) {
		const message = `must be a state of ${resource.name}: ${[...states.keys()].join(', ')}`;
		findings.push({ code: 'entity.state', message, in: 'body', pointer: joinPointer('', stateName) });
	}
	for (const name of Object.keys(entity)) {
		const validate = findValidate(engine, resource, name);
		for (const found of validate?.(getOwn(entity, name) as JsonValue) ?? []) {
			findings.push({
				...found,
				in: 'body',
				code: `entity.${found.code}`,
				pointer: joinPointer('', name) + (found.pointer ?? ''),
			});
		}
	}
	return findings;
}

function findValidate(engine: Engine, resource: Resource, name: string): Validate | undefined {
	let known = compiled.get(engine);
	if (!known) {
		known = new Map();
		compiled.set(engine, known);
	}
	const label = joinPointer('', resource.name, name);
	const found = known.get(label);
	if (found) return found;
	const schema = findReadSchema(
		resource,
		engine.router.plans.map(({ operation }) => operation),
	);
	const property = schema && findPropertySchema(schema, name);
	const validate = property && compileSchema(property, 'response');
	if (validate) known.set(label, validate);
	return validate;
}
