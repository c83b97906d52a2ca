// What a scenario has to give of the entity that a state is about, as far as an answer shows it.

import { isObject, type JsonObject, type JsonValue, joinPointer, resolvePointer, setOwn } from '../../spec/index.ts';
import { EVERYTHING, type Reads } from './describe-body.ts';
import { describeMessageBody } from './describe-message-body.ts';
import type { Draft } from './draft.ts';
import { mergeValues } from './share-values.ts';
import { showBlocker } from './show-blocker.ts';
import type { Interaction } from './write-types.ts';

/**
 * Of the entity what is expected, each part of that with all that the document requires inside of it: `{ "guest": { "name": … } }` alone
 * would not fit where a guest needs more than the consumer reads. `undefined`: the answer shows nothing of it.
 */
export function showEntity(
	group: readonly Draft[],
	{ interaction, reads }: { interaction: Interaction; reads: Reads },
): JsonValue | undefined {
	const [first] = group;
	if (first?.wanted?.isInTheWay) return showBlocker(first, interaction);
	const { response } = interaction;
	const { effect } = first?.selected.operation ?? {};
	const { answer } = effect ?? {};
	if (!response.body || response.status >= 300 || answer === undefined || effect?.resource !== first?.wanted?.resource)
		return undefined;
	const expected = resolvePointer(response.body.content, answer);
	if (!isObject(expected)) return expected;
	const wholes = group.flatMap((draft) => describeWhole(draft, reads) ?? []);
	const whole = resolvePointer(wholes.reduce(mergeValues, null), answer);
	if (!isObject(whole)) return expected;
	const shown: JsonObject = {};
	for (const [name, value] of Object.entries(expected)) setOwn(shown, name, complete(value, whole[name]));
	return shown;
}

/** An answer with all that the document requires, and what was read; without what may not be shown. */
function describeWhole({ selected, substitutions }: Draft, reads: Reads): JsonValue | undefined {
	const { exchange, definition } = selected;
	const described = describeMessageBody(exchange.response, {
		expect: 'required',
		mediaTypes: definition.mediaTypes,
		direction: 'response',
		reads: { read: reads?.read ?? new Set(), whole: new Set([EVERYTHING]) },
		substitutions,
	});
	return described && leaveOut(described.body.content, '', new Set(described.hidden));
}

function leaveOut(value: JsonValue, pointer: string, hidden: ReadonlySet<string>): JsonValue {
	if (hidden.size === 0) return value;
	if (Array.isArray(value)) return value.map((item) => leaveOut(item, joinPointer(pointer, '*'), hidden));
	if (!isObject(value)) return value;
	const kept: JsonObject = {};
	for (const [name, inner] of Object.entries(value)) {
		const at = joinPointer(pointer, name);
		if (!hidden.has(at)) setOwn(kept, name, leaveOut(inner, at, hidden));
	}
	return kept;
}

/** The value, its objects with what they lack of the whole. */
function complete(value: JsonValue, whole: JsonValue | undefined): JsonValue {
	if (Array.isArray(value) && Array.isArray(whole))
		return value.map((item, index) => complete(item, whole[Math.min(index, whole.length - 1)]));
	if (!isObject(value) || !isObject(whole)) return value;
	const all: JsonObject = {};
	for (const [name, inner] of Object.entries(whole)) if (!Object.hasOwn(value, name)) setOwn(all, name, inner);
	for (const [name, inner] of Object.entries(value)) setOwn(all, name, complete(inner, whole[name]));
	return all;
}
