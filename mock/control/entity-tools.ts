// What is needed to judge and complete entities, looked up in the documents once.

import { type JsonObject, type Resource, setOwn } from '../../spec/index.ts';
import type { EffectContext } from '../effects/effect-context.ts';
import { createEntityCheck, type EntityCheck } from '../effects/entity-check.ts';
import { type Generate, type KeyType, keyTypeOf } from '../effects/keys.ts';
import { createFixtures, type Fixtures } from '../fixtures/fixtures.ts';
import type { Engine } from '../pipeline/engine.ts';
import { sampleParameterValue } from '../sample/sample-parameter.ts';

/** The tools of one mock. */
export interface EntityTools {
	/** Of the documents' effects. */
	context: EffectContext;
	/** Makes an entity complete, as one that a scenario gives. */
	fixtures: Fixtures;
	keyTypeOf(resource: Resource): KeyType;
	/** The least that a new entity must name, e.g. `{ shop: 'example', status: 'OPEN' }`: values of the types that the documents have. */
	sampleOf(resource: Resource): JsonObject;
	/** For keys that must look as a schema says. */
	generate: Generate | undefined;
	/**
	 * What does not fit; pointers are the entity's. Like a scenario, an entity need not have what nobody cares about: only
	 * what is there is held to the schema that who reads it sees. Throws SchemaError for a schema that doesn't compile.
	 */
	check: EntityCheck;
}

/** The tools for the documents as they are now: made anew when those have changed. */
export function followEntityTools(engine: Pick<Engine, 'effects'>): () => EntityTools {
	let made: EntityTools | undefined;
	return () => {
		if (made?.context !== engine.effects) made = createEntityTools(engine.effects);
		return made;
	};
}

/** Looks up nothing until it is asked. */
function createEntityTools(context: EffectContext): EntityTools {
	const { operations, generate } = context;
	const keyTypes = new Map<string, KeyType>();

	return {
		fixtures: createFixtures({ context }),
		context,
		generate,
		keyTypeOf(resource) {
			const type = keyTypes.get(resource.name) ?? keyTypeOf(resource, operations);
			keyTypes.set(resource.name, type);
			return type;
		},
		sampleOf(resource) {
			const sample: JsonObject = {};
			const parameters = operations
				.filter(({ effect }) => effect?.resource === resource.name)
				.flatMap((operation) => operation.parameters.filter((parameter) => parameter.in === 'path'));
			for (const name of resource.scope) {
				if (resource.told?.has(name)) continue;
				const parameter = parameters.find((one) => one.name === name);
				setOwn(sample, name, parameter ? sampleParameterValue(parameter) : 'example');
			}
			const state = resource.initial ?? [...resource.states.keys()][0];
			if (resource.state !== undefined && state !== undefined) setOwn(sample, resource.state, state);
			return sample;
		},
		check: createEntityCheck(operations),
	};
}
