// What of an entity that stood in the way a scenario has to give: what the request itself says.

import { getOwn, isObject, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import type { Draft } from './draft.ts';
import type { Interaction } from './write-types.ts';

/** Places that are looked at in a body, at most. */
const MAX_PLACES = 10_000;

/**
 * The entity as far as its values are those of the request, each as the pact has it there: an entity in the way for one's card has
 * that card. Nothing else of it is shown. `undefined`: it has nothing in common with the request.
 */
export function showBlocker({ selected, substitutions }: Draft, { request }: Interaction): JsonValue | undefined {
	const { exchange } = selected;
	const before = getOwn(getOwn(exchange.why as JsonValue as never, 'entity'), 'before');
	const said = new Map<string, JsonValue>();
	pairLeaves(exchange.request.body, request.body?.content, said);
	return keepSaid(before, (value) => {
		const written = said.get(JSON.stringify(value));
		if (written !== undefined || typeof value !== 'string') return written;
		const found = substitutions.find(value);
		return found?.stable;
	});
}

/** What was sent, and what stands in its place in the pact. */
function pairLeaves(sent: JsonValue | undefined, written: JsonValue | undefined, said: Map<string, JsonValue>): void {
	if (sent === undefined || sent === null || written === undefined || said.size > MAX_PLACES) return;
	if (typeof sent !== 'object') {
		if (typeof written !== 'object') said.set(JSON.stringify(sent), written);
		return;
	}
	for (const name of Object.keys(sent)) pairLeaves(readAt(sent, name), readAt(written, name), said);
}

function readAt(value: JsonValue, name: string): JsonValue | undefined {
	return Array.isArray(value) ? value[Number(name)] : getOwn(value, name);
}

function keepSaid(
	value: JsonValue | undefined,
	replace: (leaf: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
	if (value === undefined || value === null || typeof value === 'boolean') return undefined;
	if (Array.isArray(value)) {
		const kept = value.flatMap((one) => keepSaid(one, replace) ?? []);
		return kept.length > 0 ? kept : undefined;
	}
	if (!isObject(value)) return replace(value);
	const kept: JsonObject = {};
	for (const name of Object.keys(value)) {
		const member = keepSaid(getOwn(value, name), replace);
		if (member !== undefined) setOwn(kept, name, member);
	}
	return Object.keys(kept).length > 0 ? kept : undefined;
}
