// From a request to its spot: what stands above is known below by one name, whichever of its names the path has.

import { type JsonValue, readSteps } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { type BoundValue, readBindings } from './birth/bindings.ts';
import type { RenamedOwner } from './compiled-effect.ts';
import { findByKey } from './places.ts';
import { findNamed, type Run, type Spot, toScope, UNBOUND } from './spot.ts';

/** Where the request looks: `/coupons/SPRING/uses` and `/coupons/7/uses` are one place. Costs nothing where each owner has but one name. */
export function openSpot({ context, compiled, session, request }: Run): Spot {
	const { bindings, renamed } = compiled;
	const bound = bindings.length === 0 ? UNBOUND : readBindings(bindings, request);
	const scope = compiled.readScope(request);
	const spot: Spot = { context, compiled, session, request, scope, bound };
	if (renamed.length === 0) return spot;
	spot.scope = scope && renameScope(session, { renamed, scope });
	spot.bound = renameBound(session, { renamed, bound });
	return spot;
}

/**
 * The entity that the request names, if it is there. Where the operation's path does not tell the scope, it is looked
 * for in all of them.
 */
export function findRecord(run: Run): EntityRecord | undefined {
	const key = run.compiled.readKey(run.request);
	return key === undefined ? undefined : findNamed(openSpot(run), key);
}

/** The scope with what its owners that are there are known by; the farthest first, for the nearer ones stand in it. */
export function renameScope(
	session: Session,
	{ renamed, scope }: { renamed: readonly RenamedOwner[]; scope: readonly JsonValue[] },
): readonly JsonValue[] {
	let values = scope;
	for (const one of renamed) {
		const { at, resource } = one.owner;
		const text = at === undefined ? undefined : toKeyText(values[at]);
		if (at === undefined || text === undefined) continue;
		const above = at === resource.scope.length ? toScope(values.slice(0, at)) : undefined;
		const known = nameOwner(session, one, { text, scope: above });
		if (known !== undefined && known !== text) values = values.with(at, known);
	}
	return values;
}

function renameBound(
	session: Session,
	{ renamed, bound }: { renamed: readonly RenamedOwner[]; bound: readonly BoundValue[] },
): readonly BoundValue[] {
	if (bound.length === 0) return bound;
	return bound.map((one) => {
		const above = renamed.find(({ owner }) => owner.at === undefined && owner.binding === one.name);
		const known = above && nameOwner(session, above, { text: one.text, scope: undefined });
		return known === undefined || known === one.text ? one : { ...one, value: known, text: known };
	});
}

/** `undefined`: none is there. */
function nameOwner(
	session: Session,
	{ owner: { resource }, shown }: RenamedOwner,
	{ text, scope }: { text: string; scope: readonly string[] | undefined },
): string | undefined {
	const record = findByKey(session, { resource, scope, key: text });
	if (!record) return undefined;
	return (shown && toKeyText(readSteps(record.entity, shown))) ?? record.key;
}
