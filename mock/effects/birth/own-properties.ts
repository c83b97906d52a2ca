// What the operations of a resource say of properties that an entity has by itself: its versions, its lists, whether it is of use.

import {
	findVersionLock,
	listPossibleProperties,
	type Operation,
	type Resource,
	viewSent,
} from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';

/** The properties by which changes say which version they mean: the server's to count. */
export function listLocks(resource: Resource, operations: readonly Operation[]): string[] {
	return listOwn(resource, operations).flatMap((operation) => findVersionLock(operation)?.property ?? []);
}

/** The lists that have paths of their own: they begin empty. */
export function listGrown(resource: Resource, operations: readonly Operation[]): readonly string[] {
	const names = listOwn(resource, operations).flatMap(({ effect }) => {
		const { part } = effect ?? {};
		return part && ['add', 'put', 'set'].includes(part.does) ? [part.property] : [];
	});
	return [...new Set(names)];
}

/** What only the server says, and takes away later: `isActive` of a user, `available` of a room. */
const OF_USE = /^(?:is_)?(?:active|enabled|available)$/;
const BEGINS = /\/(?:activate|enable|activation)$/;
const ENDS = /\/(?:deactivate|disable|suspend|block|ban|archive|deactivation)$/;

/** Tells of a property whether a new entity is of use by it: no create sends it, and it needs no action to become so, or may be taken out of use. */
export function planUse(resource: Resource, operations: readonly Operation[]): (name: string) => boolean {
	const own = listOwn(resource, operations);
	const [begins, ends] = [BEGINS, ENDS].map((words) => own.some(({ pathTemplate }) => words.test(pathTemplate)));
	if (begins && !ends) return () => false;
	const creates = own.filter(
		({ effect }) => effect?.kind === 'create' || (effect && 'upsert' in effect && effect.upsert),
	);
	const sent = creates.flatMap((operation) => {
		const view = viewSent(operation);
		return view ? [...listPossibleProperties(view).keys()] : [];
	});
	const names = new Set(sent.map(normalizeName));
	return (name) => OF_USE.test(normalizeName(name)) && !names.has(normalizeName(name));
}

function listOwn(resource: Resource, operations: readonly Operation[]): Operation[] {
	return operations.filter(({ effect }) => effect?.resource === resource.name);
}
