// What two entities may not have alike, as a document says it: in what answers a conflict, and in what it says of a property.

import { getOwn, isObject } from '../read/json.ts';
import type { Operation, ResponseDefinition } from '../types/document.ts';
import type { JsonValue } from '../types/json.ts';
import type { Resource } from '../types/resource.ts';
import { ClashReader, type UniqueRule } from './clash-reader.ts';
import { findClashes } from './conflict-words.ts';
import { viewSent } from './entity-schemas.ts';

export type { UniqueRule } from './clash-reader.ts';

const NO_RULES: readonly UniqueRule[] = Object.freeze([]);

/**
 * The rules that an operation which makes or changes entities keeps; `operations`: all of them, for a change keeps those of the creates as well, where it
 * has an answer for that. Empty: the document says nothing of the kind, or not of what.
 */
export function listUniqueRules(
	operation: Operation,
	{ resource, operations }: { resource: Resource; operations: readonly Operation[] },
): readonly UniqueRule[] {
	const own = readRules(operation, resource);
	const kind = operation.effect?.kind;
	if (kind !== 'replace' && kind !== 'patch') return own;
	const status = statusOfChange(operation);
	if (status === undefined) return own;
	const creates = operations.filter(({ effect }) => effect?.kind === 'create' && effect.resource === resource.name);
	const others = creates.flatMap((create) => readRules(create, resource)).map((rule) => ({ ...rule, status }));
	return dropWider([...own, ...others.filter((rule) => !own.some((one) => isSame(one, rule)))]);
}

/**
 * What operations keep unique, in sentences: `POST /folders keeps folder unique by name within parent_id, else 409`. Reads all that makes or changes
 * entities: for who reports, not for who serves.
 */
export function describeUniqueRules(
	operations: readonly Operation[],
	{ resources, among }: { resources: ReadonlyMap<string, Resource>; among: readonly Operation[] },
): string[] {
	return operations.flatMap((operation) => {
		const { method, pathTemplate, effect } = operation;
		const resource = effect && KEEPING.includes(effect.kind) ? resources.get(effect.resource) : undefined;
		if (!resource) return [];
		return listUniqueRules(operation, { resource, operations: among }).map(({ names, within, status }) => {
			if (isUpsert(operation))
				return `${method.toUpperCase()} ${pathTemplate} changes the ${resource.name} that has the same ${nameAll(names)}`;
			const place = within.length > 0 ? ` within ${nameAll(within)}` : '';
			return `${method.toUpperCase()} ${pathTemplate} keeps ${resource.name} unique by ${nameAll(names)}${place}, else ${status}`;
		});
	});
}

function isUpsert({ effect }: Operation): boolean {
	return effect?.kind === 'create' && effect.upsert === true;
}

const KEEPING: readonly string[] = ['create', 'replace', 'patch'];

function nameAll(places: readonly (readonly string[])[]): string {
	return places.map((steps) => steps.join('.')).join(' and ');
}

function readRules(operation: Operation, resource: Resource): readonly UniqueRule[] {
	const sent = viewSent(operation);
	if (!sent) return NO_RULES;
	const told = [409, 422, 400].flatMap((status) => {
		const response = operation.responses.get(String(status));
		return response ? [{ status, clashes: listTexts(response).flatMap(findClashes) }] : [];
	});
	const general = told.find(({ status, clashes }) => status === 409 || clashes.length > 0)?.status;
	const reader = new ClashReader(sent, { operation, resource });
	for (const { status, clashes } of told) for (const clash of clashes) reader.read(clash, status);
	if (general !== undefined) {
		const texts = [operation.summary ?? '', operation.description ?? ''];
		for (const clash of texts.flatMap(findClashes))
			if (clash.kind === 'unique' && !clash.isDenied) reader.read(clash, general);
	}
	reader.readProperties(general);
	if (isUpsert(operation)) reader.readUpsert(`${operation.summary ?? ''}. ${operation.description ?? ''}`);
	return dropWider(reader.rules);
}

/** The status of a change that makes two alike; `undefined`: the document has none for it. */
function statusOfChange({ responses }: Operation): number | undefined {
	for (const status of [409, 422, 400]) {
		const response = responses.get(String(status));
		if (!response) continue;
		const texts = listTexts(response);
		if (texts.some((text) => findClashes(text).length > 0)) return status;
		if (status === 409 && !texts.some((text) => OTHER_CONFLICTS.test(text))) return status;
	}
	return undefined;
}

const OTHER_CONFLICTS = /version|stale|etag|revision|modified|concurren|state|status|locked|archived|in progress/i;

/** What is said of a property in a narrower place is not said of it everywhere. */
function dropWider(rules: readonly UniqueRule[]): readonly UniqueRule[] {
	return rules.filter(
		(rule, index) =>
			!rules.some(
				(other, at) => at !== index && (isSame(rule, other) ? at < index : isPart(allOf(rule), allOf(other))),
			),
	);
}

function allOf({ names, within }: UniqueRule): string[] {
	return [...names, ...within].map((steps) => steps.join('/'));
}

function isPart(some: readonly string[], all: readonly string[]): boolean {
	return some.length < all.length && some.every((one) => all.includes(one));
}

function isSame(one: UniqueRule, other: UniqueRule): boolean {
	return allOf(one).sort().join() === allOf(other).sort().join();
}

/** So many texts of examples are read. */
const MAX_TEXTS = 60;

function listTexts({ description, mediaTypes }: ResponseDefinition): readonly string[] {
	const texts = [description];
	const gather = (value: JsonValue, above: string): void => {
		if (texts.length >= MAX_TEXTS) return;
		// `{ email: ['already taken'] }`, `{ field: 'email', message: 'already taken' }`
		if (typeof value === 'string')
			texts.push(/^(?:has |is |must |already )/i.test(value) ? `${above} ${value}` : value);
		else if (Array.isArray(value)) for (const one of value) gather(one, above);
		else if (isObject(value)) {
			const place = FIELDS.map((name) => getOwn(value, name)).find((one) => typeof one === 'string');
			for (const [name, one] of Object.entries(value))
				gather(one, typeof place === 'string' ? (place.split(/[./]/).at(-1) ?? '') : name);
		}
	};
	for (const { examples } of mediaTypes) {
		for (const { name, value } of examples) {
			if (name !== '') texts.push(name);
			gather(value, '');
		}
	}
	return texts;
}

const FIELDS = ['field', 'property', 'param', 'pointer', 'path', 'attribute'];
