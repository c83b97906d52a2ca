// Where the requests of an operation hold the parts of a resource's scope.

import type { Expression, Operation, Resource } from '../../spec/index.ts';
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
	const names = Array.from(operation.pathTemplate.matchAll(/\{([^{}]+)\}/g), (match) => match[1] as string);
	const { effect } = operation;
	const keyName = effect && 'key' in effect && effect.key.kind === 'path' ? effect.key.name : undefined;
	const left = isExact ? [] : names.filter((name) => name !== keyName && !resource.scope.includes(name));
	return resource.scope.map((property) => {
		const told = resource.told?.get(property);
		if (told && !names.includes(property)) return compileTold(told, operation);
		const name = names.includes(property) ? property : left.shift();
		return name === undefined ? undefined : ({ path }) => path.get(name);
	});
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
