// A provider state in words, where no scenario gives what there was, and what a scenario for it has to give.

import { nameState, type Substitutions } from '../../mock/inner.ts';
import type { Operation, Resource } from '../../spec/index.ts';
import { fitKey } from './entity-key.ts';
import type { PathEntity } from './find-parents.ts';
import type { NeededEntity } from './needed-entities.ts';
import { canoniseKey, createSubstitutions, type StateEntry } from './state-entries.ts';
import type { ProviderState, WantedScenario } from './write-types.ts';

/** A state that was put in words. */
export interface InventedState {
	ok: true;
	states: readonly ProviderState[];
	substitutions: Substitutions;
	wanted: WantedScenario;
}

/** What the state is about: an entity that is there (in a state of its own), or isn't. */
export interface Subject {
	resource: Resource;
	key: string;
	/** The alias that names it; absent: its key does. */
	by?: string | undefined;
	/** The path parameter that has the key; absent: none has, or it isn't known which. */
	parameter: string | undefined;
	isMissing: boolean;
	/** It is why the request was refused, though the request is about another one. */
	isInTheWay?: boolean;
	/** The entity's own state, e.g. `PAID`. */
	state: string | undefined;
}

/** Puts into words: `a todo`, `an order in the state PAID`, `no todo with this id`; its parameters name the entity and those above it on the path. */
export function inventState(
	{ resource, key, by, parameter: own, isMissing, isInTheWay, state }: Subject,
	around: {
		operation: Operation;
		/** Of all documents, by their ids. */
		operations: ReadonlyMap<string, Operation>;
		pathValues: ReadonlyMap<string, string>;
		parents: readonly PathEntity[];
		isCounted: (resource: string, key: string) => boolean;
		/** Others that must be there. */
		needed: readonly NeededEntity[];
	},
): InventedState {
	const { operation, operations, pathValues, parents, isCounted, needed } = around;
	const words = resource.name.replaceAll(/[_-]+/g, ' ');
	const inTheWay = isInTheWay ? ' that is in the way' : '';
	const name = isMissing ? `no ${words} with this id` : nameState(resource.name, state) + inTheWay;
	const entries: StateEntry[] = [];
	const above: WantedScenario['parents'][number][] = [];
	const names = [...pathValues.keys()];
	const keyParameter = keyParameterOf(resource, by);
	const ofScope = listScope(
		resource,
		names.filter((name) => name !== own),
	);
	const scope = [...ofScope, ...listBound(operation, resource, ofScope)];
	for (const [parameter, value] of pathValues) {
		const parent = parents.find((one) => one.parameter === parameter);
		const isKey = own === undefined ? value === key && !parent : parameter === own;
		if (!isKey && !parent && !scope.some((one) => one.parameter === parameter)) continue;
		const counted = parent ? isCounted(parent.resource.name, value) : isKey && isCounted(resource.name, key);
		const plain = canoniseKey(value, { operation, parameter, isCounted: counted });
		const bound = scope.find((one) => one.parameter === parameter);
		const entity =
			parent?.resource ?? (isKey ? resource : bound && { ...resource, key: bound.property, keyPath: undefined });
		const stable =
			entity && !(isKey && by !== undefined)
				? fitKey(plain, { resource: entity, operation, parameter, operations })
				: plain;
		const named = isKey ? keyParameter : nameParent(parameter, keyParameter);
		if (parent) {
			const ofParent = listScope(parent.resource, names.slice(0, names.indexOf(parameter)));
			above.push({ resource: parent.resource.name, parameter: named, scope: ofParent });
		}
		entries.push({ parameter: named, path: parameter, actual: value, stable, isKey: isKey || parent !== undefined });
	}
	for (const one of needed) {
		const isTaken = one.parameter === keyParameter || entries.some((entry) => entry.parameter === one.parameter);
		const parameter = isTaken ? `${toParameterName(one.resource.name)}_${one.parameter}` : one.parameter;
		const stable = canoniseKey(one.key, { operation, parameter, isCounted: isCounted(one.resource.name, one.key) });
		above.push({ resource: one.resource.name, parameter, scope: listScope(one.resource, names) });
		entries.push({ parameter, actual: one.key, stable, isKey: true });
	}
	// A key that came in a body.
	if (key !== '' && !entries.some((one) => one.parameter === keyParameter)) {
		const stable = canoniseKey(key, { operation, parameter: by ?? resource.key, isCounted: false });
		entries.push({ parameter: keyParameter, actual: key, stable, isKey: true });
	}
	const params = Object.fromEntries(
		entries.map(({ parameter, stable }) => [parameter, stable] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
	);
	const wanted: WantedScenario = {
		state: name,
		resource: resource.name,
		isMissing,
		parameters: params,
		parents: above,
		scope: scope.map((one) => ({ ...one, parameter: nameParent(one.parameter, keyParameter) })),
		...(by !== undefined && { by }),
		...(isInTheWay && { isInTheWay: true as const }),
		...(state !== undefined && { entityState: state }),
	};
	return { ok: true, states: [{ name, params }], substitutions: createSubstitutions(entries), wanted };
}

/** Which path parameter says which part of the scope: the one of its name, else the one in its place. */
function listScope({ scope }: Resource, names: readonly string[]): { property: string; parameter: string }[] {
	const left = names.filter((name) => !scope.includes(name));
	return scope.flatMap((property) => {
		const parameter = names.includes(property) ? property : left.shift();
		return parameter === undefined ? [] : [{ property, parameter }];
	});
}

/** Which path parameters the operation looks for in the entity itself, beside its scope: those that bind it (`owner_id` by `{ownerId}`). */
function listBound(
	{ effect }: Operation,
	resource: Resource,
	scope: readonly { property: string }[],
): { property: string; parameter: string }[] {
	if (effect?.resource !== resource.name) return [];
	return (effect.bindings ?? []).flatMap(({ property, from }) =>
		property === undefined || from.kind !== 'path' || scope.some((one) => one.property === property)
			? []
			: [{ property, parameter: from.name }],
	);
}

/** What a scenario can call the parameter that has the key, or the alias `by`: `meta.key` → `meta_key`. */
export function keyParameterOf({ key }: Resource, by: string | undefined): string {
	return toParameterName(by ?? key);
}

function toParameterName(name: string): string {
	const plain = name.replaceAll(/[^A-Za-z0-9_-]/g, '_');
	return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** A parameter of the path may be called like the key of the entity itself. */
function nameParent(parameter: string, keyParameter: string): string {
	const name = toParameterName(parameter);
	return name === keyParameter ? `parent_${name}` : name;
}
