// The conditions of a cue, made ready to be asked of every request.

import { compileCondition, getObject, getOwn, isObject, type JsonObject, resolvePointer } from '../../spec/index.ts';
import type { FindNamed } from '../session/active-scenario.ts';
import type { CheckedRequest } from '../types/request.ts';
import { readHeader } from './reply-values.ts';

/** Whether a request fits; `named` finds the entity that it names. */
export type Fits = (request: CheckedRequest, named: FindNamed) => boolean;

/**
 * Reads `when`. Parameters and headers are compared as text (`"1"` is `1`), values in the body exactly; each may be a condition
 * such as `{ matches: '^A' }` instead. Absent: everything fits, which is `undefined`.
 */
export function compileWhen(when: JsonObject | undefined): Fits | undefined {
	const conditions: Fits[] = [];
	for (const [name, wanted] of Object.entries(getObject(when, 'path') ?? {})) {
		const accepts = compileCondition(wanted, { asText: true });
		conditions.push(({ path }) => accepts(path.get(name)));
	}
	for (const [name, wanted] of Object.entries(getObject(when, 'query') ?? {})) {
		const accepts = compileCondition(wanted, { asText: true });
		conditions.push(({ query }) => accepts(query.get(name)));
	}
	for (const [name, wanted] of Object.entries(getObject(when, 'header') ?? {})) {
		const lower = name.toLowerCase();
		const accepts = compileCondition(wanted, { asText: true });
		conditions.push((request) => accepts(readHeader(request, lower)));
	}
	for (const [pointer, wanted] of Object.entries(getObject(when, 'body') ?? {})) {
		const accepts = compileCondition(wanted, { asText: false });
		conditions.push(({ body }) => accepts(body === undefined ? undefined : resolvePointer(body, pointer)));
	}
	const state = getOwn(when, 'state');
	// Last, because it may have to look for the entity.
	if (isObject(state)) conditions.push((_request, named) => named() === undefined);
	else if (state !== undefined) {
		const wanted = new Set(Array.isArray(state) ? state : [state]);
		conditions.push((_request, named) => {
			const actual = named()?.state;
			return actual !== undefined && wanted.has(actual);
		});
	}
	if (conditions.length === 0) return undefined;
	return (request, named) => {
		for (const condition of conditions) if (!condition(request, named)) return false;
		return true;
	};
}
