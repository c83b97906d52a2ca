// The place that a pointer most likely means, where it leads to nothing.

import type { JsonValue, Pointer } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getObject, getOwn, isObject } from './json.ts';
import { nearest, suggest } from './nearest.ts';
import { formatPointer, parsePointer, resolvePointer } from './pointer.ts';

/** Names on the way that may be other than they are meant. */
const MAX_SLIPS = 2;

/** `/components/schema/Ordr` → `/components/schemas/Order`; `undefined`: nothing there looks like it. Never throws. */
export function findNearPointer(root: JsonValue, pointer: Pointer): Pointer | undefined {
	const found: string[] = [];
	let value: JsonValue | undefined = root;
	let slips = 0;
	for (const part of parsePointer(pointer) ?? []) {
		if (!isObject(value)) return undefined;
		let name: string | undefined = part;
		if (!Object.hasOwn(value, part)) {
			slips += 1;
			name = slips > MAX_SLIPS ? undefined : nearest(part, Object.keys(value), 1)[0];
		}
		if (name === undefined) return undefined;
		found.push(name);
		value = getOwn(value, name);
	}
	return slips > 0 ? formatPointer(found) : undefined;
}

/**
 * The reference into the document itself that one most likely means that leads to nothing: without its `#/`, by its name alone, or in Swagger 2.0's place.
 * `Order` → `#/components/schemas/Order`; `undefined`: there is nothing like it. Never throws.
 */
export function guessReference(root: JsonValue, reference: string): string | undefined {
	const path = reference.replace(/^(?:\.?\/|#)+/, '');
	const name = path.split('/').at(-1) ?? '';
	const places = [`/${path}`, `/components/schemas/${name}`, `/definitions/${name}`];
	const exact = places.find((place) => resolvePointer(root, place) !== undefined);
	const found =
		exact ??
		(path.includes('/') ? findNearPointer(root, `/${path}`) : findNearPointer(root, `/components/schemas/${path}`));
	return found !== undefined && name !== '' && `#${found}` !== reference ? `#${found}` : undefined;
}

/** What is wrong with a name of a discriminator's mapping; its place is told by the caller. `undefined`: a schema has it, or there are none. */
export function reportUnknownName(root: JsonValue, name: string): Omit<Report, 'pointer'> | undefined {
	const known = getObject(getObject(root, 'components'), 'schemas');
	if (!known || Object.hasOwn(known, name)) return undefined;
	return {
		code: 'document.reference',
		severity: 'warning',
		message: `no schema of the document has the name "${name}"`,
		remedy: suggest(nearest(name, Object.keys(known), 1), Object.keys(known)),
	};
}

/** What is odd about a reference that leads to a file by backslashes; its place is told by the caller. `undefined`: it has none. */
export function reportBackslashes(reference: string): Omit<Report, 'pointer'> | undefined {
	const [address = ''] = reference.split('#', 1);
	if (!address.includes('\\')) return undefined;
	const message = `"${reference}" has backslashes as Windows writes paths, which not every tool follows`;
	const remedy = `write "${address.replaceAll('\\', '/')}${reference.slice(address.length)}"`;
	return { code: 'document.reference-backslash', severity: 'warning', message, remedy };
}
