// What is needed to judge and complete entities, looked up in the documents once.

import {
	compileView,
	getOwn,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listProperties,
	type Resource,
	type SchemaView,
	setOwn,
	type Validate,
} from '../../spec/index.ts';
import type { EffectContext } from '../effects/effect-plan.ts';
import { type Generate, type KeyType, keyTypeOf } from '../effects/keys.ts';
import { findReadView } from '../effects/read-view.ts';
import { createFixtures, type Fixtures } from '../fixtures/fixtures.ts';
import type { Engine } from '../pipeline/engine.ts';
import { readExample } from '../sample/sample-call.ts';
import { readState } from '../store/expiry.ts';
import type { Finding } from '../types/finding.ts';

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
	check(resource: Resource, entity: JsonObject): Finding[];
}

/** Looks up nothing until it is asked. */
export function createEntityTools({ effects: context }: Pick<Engine, 'effects'>): EntityTools {
	const { operations, generate } = context;
	const keyTypes = new Map<string, KeyType>();
	const readViews = new Map<string, SchemaView | undefined>();
	// Only properties that the documents name, so that callers can't make it grow.
	const validators = new Map<string, Validate>();

	const readViewOf = (resource: Resource): SchemaView | undefined => {
		if (!readViews.has(resource.name)) readViews.set(resource.name, findReadView(resource, operations));
		return readViews.get(resource.name);
	};
	const findValidate = (resource: Resource, name: string): Validate | undefined => {
		const label = joinPointer('', resource.name, name);
		const known = validators.get(label);
		if (known) return known;
		const view = readViewOf(resource);
		const property = view && listProperties(view).get(name);
		const validate = property && compileView(property, 'response');
		if (validate) validators.set(label, validate);
		return validate;
	};

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
				const parameter = parameters.find((one) => one.name === name);
				setOwn(sample, name, parameter ? readExample(parameter) : 'example');
			}
			const state = resource.initial ?? [...resource.states.keys()][0];
			if (resource.state !== undefined && state !== undefined) setOwn(sample, resource.state, state);
			return sample;
		},
		check(resource, entity) {
			const findings = checkState(resource, entity);
			for (const name of Object.keys(entity)) {
				for (const found of findValidate(resource, name)?.(getOwn(entity, name) as JsonValue) ?? []) {
					const pointer = joinPointer('', name) + (found.pointer ?? '');
					findings.push({ ...found, in: 'body', code: `entity.${found.code}`, pointer });
				}
			}
			return findings;
		},
	};
}

function checkState(resource: Resource, entity: JsonObject): Finding[] {
	const { name, state, states } = resource;
	if (state === undefined || states.size === 0 || states.has(readState(resource, entity) ?? '')) return [];
	const message = `must be a state of ${name}: ${[...states.keys()].join(', ')}`;
	return [{ code: 'entity.state', message, in: 'body', pointer: joinPointer('', state) }];
}
