// Entities in an answer that the mock has not made: found where the operation's effect, declared or inferred, says that they lie.

import { isObject, type JsonObject, type JsonValue, resolvePointer } from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import { toKeyText } from '../store/key-text.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { CompiledEffect } from './compiled-effect.ts';

/** An entity as an answer shows it. */
export interface ToldEntity {
	/** As the store knows it. */
	key: string;
	/** What is shown of it; a list may show less than there is. */
	entity: JsonObject;
}

/** Those that a success shows, in their order; those that show no key, and can't be told by the request, are left out. Never throws. */
export function listToldEntities(args: {
	compiled: CompiledEffect;
	request: CheckedRequest;
	value: JsonValue | undefined;
}): readonly ToldEntity[] {
	const { compiled, request, value } = args;
	const told: ToldEntity[] = [];
	if (value === undefined) return told;
	for (const shown of findShown(compiled, value)) {
		if (!isObject(shown)) continue;
		const key = toKeyText(readKey(compiled.resource, shown)) || compiled.readKey(request);
		if (key) told.push({ key, entity: shown });
	}
	return told;
}

/** The key alone, where that is all that a create answers. */
export function readToldKey({ effect }: CompiledEffect, value: JsonValue | undefined): string | undefined {
	if (effect.answerKey === undefined || value === undefined) return undefined;
	return toKeyText(resolvePointer(value, effect.answerKey)) || undefined;
}

function findShown({ effect }: CompiledEffect, value: JsonValue): readonly (JsonValue | undefined)[] {
	if (effect.kind === 'delete' || effect.kind === 'clear' || effect.part?.shows) return [];
	const place = effect.kind === 'list' ? (effect.items ?? '') : effect.answer;
	if (place === undefined) return [];
	const isOfMany = (effect.kind === 'create' && effect.each) || ('many' in effect && effect.many);
	const isEach = isOfMany && place.endsWith('/0');
	const found = resolvePointer(value, isEach ? place.slice(0, -'/0'.length) : place);
	if (effect.kind === 'list') {
		const { byKey, item = '' } = effect;
		const rows = byKey && isObject(found) ? Object.values(found) : Array.isArray(found) ? found : [];
		return item === '' ? rows : rows.map((row) => resolvePointer(row, item));
	}
	return Array.isArray(found) && isEach ? found : [found];
}
