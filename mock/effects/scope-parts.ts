// Where the requests of an operation hold the parts of a resource's scope.

import { type Effect, type Expression, joinPointer, type Operation, type Resource } from '../../spec/index.ts';
import { compileExpression, type ReadValue } from './expressions.ts';

/**
 * Where requests hold the parts of the scope, in its order. By name first; a scope value that the operation's path does
 * not name is taken from the first of its parameters, from the left, that is neither the key nor another scope value:
 * `/shops/{shop}/orders/{id}` and `/shops/{name}/orders/{id}` have the same scope. `undefined`: there is none left. `isExact`: by name alone, where the path was not written for this resource.
 */
export function matchScope(
	resource: Resource,
	operation: Operation,
	{ isExact }: { isExact: boolean },
): (ReadValue | undefined)[] {
	const { effect } = operation;
	const names = nameScopeParts(resource, operation, { isExact });
	return resource.scope.map((property, index) => {
		const name = names[index];
		const told = resource.told?.get(property);
		if (name !== undefined) return ({ path }) => path.get(name);
		if (told) return compileTold(told, operation);
		return resource.keyParts?.includes(property) && effect ? compilePart(property, { effect, operation }) : undefined;
	});
}

/** The names of the path that stand for the parts of the scope, in its order; `undefined`: the path has none for it. */
export function nameScopeParts(
	resource: Resource,
	{ pathTemplate, effect }: Operation,
	{ isExact }: { isExact: boolean } = { isExact: false },
): (string | undefined)[] {
	const names = Array.from(pathTemplate.matchAll(/\{([^{}]+)\}/g), (match) => match[1] as string);
	const key = effect && ('key' in effect ? effect.key : effect.kind === 'create' ? effect.copies : undefined);
	const keyName = key?.kind === 'path' ? key.name : undefined;
	const left = isExact ? [] : names.filter((name) => name !== keyName && !resource.scope.includes(name));
	return resource.scope.map((property) => {
		if (names.includes(property)) return property;
		return resource.told?.has(property) ? undefined : left.shift();
	});
}

/** A part of a composite key that no path tells: a query parameter, or a property of what is sent. `undefined`: it is about many. */
function compilePart(
	property: string,
	{ effect, operation }: { effect: Effect; operation: Operation },
): ReadValue | undefined {
	if (effect.kind === 'list' || effect.kind === 'clear' || (effect.kind === 'create' && effect.each)) return undefined;
	const isAsked = operation.parameters.some((one) => one.in === 'query' && one.name === property);
	if (isAsked) return compileExpression({ kind: 'query', name: property, source: '' });
	const pointer = joinPointer(effect.request ?? '', property);
	return operation.requestBody && compileExpression({ kind: 'body', pointer, source: '' });
}

/** A header, a query parameter or a place in the body; one that the request leaves out is empty. `undefined`: the operation has none such. */
function compileTold(told: Expression, operation: Operation): ReadValue | undefined {
	const name = 'name' in told ? told.name : '';
	const isDeclared =
		told.kind === 'body'
			? operation.requestBody !== undefined
			: operation.parameters.some(
					(one) => one.in === told.kind && (told.kind === 'header' ? one.name.toLowerCase() : one.name) === name,
				);
	const read = isDeclared ? compileExpression(told) : undefined;
	// A body that doesn't say it may be about anything.
	return told.kind === 'body' ? read : read && ((request) => read(request) ?? '');
}
