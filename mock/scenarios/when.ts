// The conditions of a cue against an operation: names that it doesn't have can never be true.

import {
	type Effect,
	getObject,
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	nearest,
	type Operation,
	type Resource,
	suggest,
} from '../../spec/index.ts';
import type { ScenarioCode } from './scenario-finding.ts';

/** A mistake below `when`; `at` is the rest of the pointer, e.g. `['path', 'order_id']`. */
export interface WhenFinding {
	code: ScenarioCode;
	at: readonly string[];
	/** Absent: an error. */
	severity?: 'warning';
	message: string;
	remedy: string;
}

/** Headers that every request may have, and that no document declares as parameters (OpenAPI 3.1.1 §4.8.12.2). */
const EVERYWHERE = ['accept', 'authorization', 'content-type', 'user-agent'];

/** What `when` names that the operation lacks: parameters, a body, states. Empty: it can fit. */
export function checkWhenAgainst(args: {
	operation: Operation;
	when: JsonObject;
	resources: ReadonlyMap<string, Resource>;
}): WhenFinding[] {
	const { operation, when, resources } = args;
	const mistakes: WhenFinding[] = [];
	for (const place of ['path', 'query', 'header'] as const) {
		const known = namesOf(operation, place);
		for (const name of Object.keys(getObject(when, place) ?? {})) {
			if (known.has(place === 'header' ? name.toLowerCase() : name)) continue;
			const message = `${operation.id} has no ${place} parameter ${JSON.stringify(name)}`;
			const near = nearest(name, known, 2);
			const at = [place, name];
			// Headers that no document has come all the same, from gateways and the like; a slip is told as one.
			if (place === 'header' && near.length === 0) {
				const remedy = 'the cue fits where it is sent all the same';
				mistakes.push({ code: 'scenario.cue.when', severity: 'warning', at, message, remedy });
			} else mistakes.push({ code: 'scenario.cue.when', at, message, remedy: suggest(near, known) });
		}
	}
	if (Object.hasOwn(when, 'body') && !operation.requestBody) {
		const message = `requests of ${operation.id} have no body`;
		mistakes.push({ code: 'scenario.cue.when', at: ['body'], message, remedy: 'remove the condition' });
	}
	mistakes.push(...checkStates({ operation, state: getOwn(when, 'state'), resources }));
	return mistakes;
}

/** The parameters of an operation in one place; of headers in lower case, with those that every request may have. */
export function namesOf(operation: Operation, place: 'path' | 'query' | 'header'): ReadonlySet<string> {
	const names = operation.parameters.filter((one) => one.in === place).map(({ name }) => name);
	if (place !== 'header') return new Set(names);
	const keys = operation.security.flat().filter((scheme) => scheme.in === 'header');
	const all = [...names, ...keys.map(({ parameterName = '' }) => parameterName), ...EVERYWHERE];
	return new Set(all.map((name) => name.toLowerCase()));
}

function checkStates(args: {
	operation: Operation;
	state: JsonValue | undefined;
	resources: ReadonlyMap<string, Resource>;
}): WhenFinding[] {
	const { operation, state } = args;
	if (state === undefined) return [];
	const resource = resourceOf(operation.effect, args.resources);
	if (isObject(state)) {
		if (resource) return [];
		const message = `requests of ${operation.id} name no entity`;
		return [{ code: 'scenario.cue.state', at: ['state'], message, remedy: 'remove the condition' }];
	}
	if (!resource || resource.states.size === 0) {
		const message = `requests of ${operation.id} name no entity that has a state`;
		return [{ code: 'scenario.cue.state', at: ['state'], message, remedy: 'remove the condition' }];
	}
	const known = [...resource.states.keys()];
	return (Array.isArray(state) ? state : [state]).flatMap((name, index) => {
		if (typeof name === 'string' && resource.states.has(name)) return [];
		const message = `${resource.name} has no state ${JSON.stringify(name)}`;
		const remedy = suggest(nearest(String(name), known, 2), known);
		const at = Array.isArray(state) ? ['state', String(index)] : ['state'];
		return [{ code: 'scenario.cue.state', at, message, remedy }];
	});
}

// The resource of the entity that a request names; creating and listing name none.
function resourceOf(effect: Effect | undefined, resources: ReadonlyMap<string, Resource>): Resource | undefined {
	return effect && 'key' in effect ? resources.get(effect.resource) : undefined;
}
