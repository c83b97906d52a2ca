// What does not fit in an entity, by the schema that who reads it sees.

import {
	compileView,
	getOwn,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listProperties,
	type Operation,
	type Resource,
	type SchemaView,
	type Validate,
} from '../../spec/index.ts';
import { readState } from '../store/expiry.ts';
import type { Finding } from '../types/finding.ts';
import { findReadView } from './read-view.ts';

/**
 * Tells what does not fit; pointers are the entity's. An entity need not have what nobody cares about: only what is there is
 * checked. Throws SchemaError for a schema that doesn't compile.
 */
export type EntityCheck = (resource: Resource, entity: JsonObject) => Finding[];

/** The check for the resources of these operations. Looks up nothing until it is asked. */
export function createEntityCheck(operations: readonly Operation[]): EntityCheck {
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

	return (resource, entity) => {
		const findings = checkState(resource, entity);
		for (const name of Object.keys(entity)) {
			for (const found of findValidate(resource, name)?.(getOwn(entity, name) as JsonValue) ?? []) {
				const pointer = joinPointer('', name) + (found.pointer ?? '');
				findings.push({ ...found, in: 'body', code: `entity.${found.code}`, pointer });
			}
		}
		return findings;
	};
}

function checkState(resource: Resource, entity: JsonObject): Finding[] {
	const { name, state, states } = resource;
	if (state === undefined || states.size === 0 || states.has(readState(resource, entity) ?? '')) return [];
	const message = `must be a state of ${name}: ${[...states.keys()].join(', ')}`;
	return [{ code: 'entity.state', message, in: 'body', pointer: joinPointer('', state) }];
}
