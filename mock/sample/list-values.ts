// What the sample of a list asks for: the first page, and what the sample of its create makes.

import {
	getOwn,
	IDENTIFIERS,
	isObject,
	type JsonObject,
	type JsonValue,
	type Operation,
	type Parameter,
	readSteps,
	resolvePointer,
} from '../../spec/index.ts';
import { sampleBody } from './sample-body.ts';

/** The value that makes the lines to try go together, if there is one; it may not fit the parameter. */
export function findListValue({ effect, document }: Operation, { name }: Parameter): JsonValue | undefined {
	if (effect?.kind !== 'list') return undefined;
	const { page, firstPage = 1, offset, firstOffset = 0 } = effect.paging ?? {};
	if (page === name) return firstPage;
	if (offset === name) return firstOffset;
	const create = document.operations.find(
		(one) => one.effect?.kind === 'create' && one.effect.resource === effect.resource,
	);
	if (create && effect.search?.includes(name)) return readText(create);
	const filter = effect.filters.find((one) => one.parameter === name && !one.path && (one.operator ?? 'eq') === 'eq');
	return filter && create && readSent(create, filter.steps ?? [filter.property]);
}

/** The first text that the sample of a create sends: a search for it finds what that makes. */
function readText(create: Operation): JsonValue | undefined {
	const sent = readEntity(create);
	return isObject(sent) ? Object.values(sent).find((value) => typeof value === 'string' && value !== '') : undefined;
}

/** A property of what the sample of a create sends; of an object that stands for another entity, its id. */
function readSent(create: Operation, steps: readonly string[]): JsonValue | undefined {
	const found = readSteps(readEntity(create), steps);
	const value = isObject(found) ? readId(found) : found;
	return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** Of an object that stands for another entity, what names that. */
function readId(value: JsonObject): JsonValue | undefined {
	const name = IDENTIFIERS.find((one) => getOwn(value, one) !== undefined);
	return name === undefined ? undefined : value[name];
}

function readEntity(create: Operation): JsonValue | undefined {
	const sent = sampleBody(create)?.value;
	return sent && resolvePointer({ sent }, `/sent${create.effect?.request ?? ''}`);
}
