// What a document without `x-lifecycle` and `x-effect` says about its state by the shape of its paths:
// a collection (`/orders`) and its items (`/orders/{id}`).

import { findAnswerSchema, findRequestSchema } from '../operations/json-media.ts';
import type { OperationOutline, OutlinedOperation } from '../operations/operations.ts';
import { getObject, getOwn, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { outlineProperties, outlineView } from '../schema/outline.ts';
import { guessTypes } from '../schema/types.ts';
import { type SchemaView, viewSchema } from '../schema/view.ts';
import type { Method, Operation } from '../types/document.ts';
import type { Effect, Expression, Resource } from '../types/effect.ts';
import type { JsonObject } from '../types/json.ts';
import { type AnsweredList, findAnsweredList, readListParameters } from './list-effects.ts';

/** What was inferred. */
export interface Inference {
	resources: Map<string, Resource>;
	effects: Map<Operation, Effect>;
	/** In sentences, for people. */
	notes: string[];
}

interface PathGroup {
	template: string;
	operations: Map<Method, OutlinedOperation>;
}
interface Candidate {
	item: PathGroup;
	collection: PathGroup;
	/** The last name in the item's path. */
	parameter: string;
	/** The last word of the collection's path, e.g. `orders`. */
	noun: string;
}

/**
 * True where a document declares state itself; nothing is inferred then. `x-effect: none` declares nothing: it only
 * keeps its operation, path or document out of the inference.
 */
export function declaresState(root: JsonObject, operations: readonly OutlinedOperation[]): boolean {
	if (getOwn(root, 'x-lifecycle') !== undefined) return true;
	return operations.some(({ outline }) => isObject(getOwn(outline.operation.value, 'x-effect')));
}

/**
 * Infers resources and effects; only where the schemas of the operations go with each other. `taken`: the resources
 * that other documents have; one that was inferred from the same path there is the same here.
 */
export function inferEffects(
	root: JsonObject,
	args: { operations: readonly OutlinedOperation[]; taken: ReadonlyMap<string, Resource> },
): Inference {
	const { operations, taken } = args;
	const inference: Inference = { resources: new Map(), effects: new Map(), notes: [] };
	if (getOwn(root, 'x-effect') === 'none') return inference;
	const groups = groupByPath(operations.filter(({ outline }) => !isExcluded(outline)));
	for (const item of groups.values()) {
		const candidate = findCandidate(item, groups);
		if (candidate) inferResource(candidate, { inference, taken });
	}
	return inference;
}

function isExcluded(outline: OperationOutline): boolean {
	return [outline.operation, outline.pathItem].some(({ value }) => getOwn(value, 'x-effect') === 'none');
}

function groupByPath(operations: readonly OutlinedOperation[]): Map<string, PathGroup> {
	const groups = new Map<string, PathGroup>();
	for (const entry of operations) {
		const { template, method } = entry.outline;
		const group = groups.get(template) ?? { template, operations: new Map() };
		groups.set(template, group);
		group.operations.set(method, entry);
	}
	return groups;
}

function findCandidate(item: PathGroup, groups: ReadonlyMap<string, PathGroup>): Candidate | undefined {
	const match = /^(.*\/([^/{}]+))\/\{([^/{}]+)\}$/.exec(item.template);
	const collection = match && (groups.get(match[1] as string) ?? groups.get(`${match[1]}/`));
	return collection ? { item, collection, parameter: match[3] as string, noun: match[2] as string } : undefined;
}

function inferResource(
	candidate: Candidate,
	args: { inference: Inference; taken: ReadonlyMap<string, Resource> },
): void {
	const { inference } = args;
	const { item, collection, parameter, noun } = candidate;
	const create = collection.operations.get('post');
	const answer = create && findAnswerSchema(create.operation);
	const created = answer && viewSchema(answer);
	// Without a way to create, everything would be missing for ever: examples serve such a path better.
	if (!create || !created || !isObjectView(created) || !takesObject(create)) return;
	const key = findKey({ properties: outlineProperties(created), parameter, noun });
	if (key === undefined) return;

	const pointer = create.outline.pathItem.pointer;
	const name = nameResource(candidate, (word) => {
		const other = inference.resources.get(word) ?? args.taken.get(word);
		return other !== undefined && !(other.inferred && other.pointer === pointer && other.key === key);
	});
	const base = { resource: name, inferred: true };
	const expression: Expression = { kind: 'path', name: parameter, source: `$request.path.${parameter}` };
	const effects: { entry: OutlinedOperation; effect: Effect; does: string }[] = [];
	const add = (entry: OutlinedOperation | undefined, does: string, effect: (pointer: string) => Effect): void => {
		if (entry) effects.push({ entry, does, effect: effect(joinPointer(entry.outline.operation.pointer, 'x-effect')) });
	};
	const read = item.operations.get('get');
	const isRead = read !== undefined && outlineProperties(viewSchema(findAnswerSchema(read.operation))).has(key);
	add(isRead ? read : undefined, `reads ${name}`, (pointer) => ({ ...base, kind: 'read', key: expression, pointer }));
	const listed = findList(collection.operations.get('get'), { noun, key });
	if (listed) {
		const parameters = readListParameters(listed.entry.operation, listed.list.item);
		const { filters } = parameters;
		const items = listed.list.pointer === '' ? {} : { items: listed.list.pointer };
		const by = filters.length > 0 ? `, filtered by ${filters.map((filter) => filter.parameter).join(', ')}` : '';
		add(listed.entry, `lists ${name}${by}`, (pointer) => ({
			...base,
			kind: 'list',
			...items,
			...parameters,
			pointer,
		}));
	}
	for (const [method, kind] of [
		['put', 'replace'],
		['patch', 'patch'],
	] as const) {
		const entry = item.operations.get(method);
		const does = kind === 'patch' ? `patches ${name}` : `replaces ${name}`;
		add(entry && takesObject(entry) ? entry : undefined, does, (pointer) => ({
			...base,
			kind,
			key: expression,
			set: new Map(),
			pointer,
		}));
	}
	add(item.operations.get('delete'), `deletes ${name}`, (pointer) => ({
		...base,
		kind: 'delete',
		key: expression,
		pointer,
	}));
	// Something that can be created and never seen again is no state.
	if (effects.length === 0) return;
	add(create, `creates ${name}, keyed by ${key}`, (pointer) => ({ ...base, kind: 'create', set: new Map(), pointer }));

	inference.resources.set(name, {
		name,
		key,
		scope: create.outline.pathNames,
		states: new Map(),
		inferred: true,
		pointer,
	});
	for (const { entry, effect, does } of effects.reverse()) {
		inference.effects.set(entry.operation, effect);
		inference.notes.push(`${entry.outline.method.toUpperCase()} ${entry.outline.template} ${does}`);
	}
}

function findList(
	entry: OutlinedOperation | undefined,
	args: { noun: string; key: string },
): { entry: OutlinedOperation; list: AnsweredList } | undefined {
	const list = entry && findAnsweredList(entry.operation, { noun: args.noun });
	if (!entry || !list?.item) return undefined;
	return outlineProperties(list.item).has(args.key) ? { entry, list } : undefined;
}

function isObjectView(view: SchemaView): boolean {
	return outlineView(view).kind === 'object';
}

function takesObject({ operation }: OutlinedOperation): boolean {
	return isObjectView(viewSchema(findRequestSchema(operation)));
}

/** The property that names an entity: like the path's parameter, else `id`, else `orderId` for orders, else `uuid`. */
function findKey(args: {
	properties: ReadonlyMap<string, SchemaView>;
	parameter: string;
	noun: string;
}): string | undefined {
	const singular = toSingular(args.noun);
	// `{order_slug}` may mean the property `slug`.
	const rest = plain(args.parameter).startsWith(plain(singular))
		? plain(args.parameter).slice(plain(singular).length)
		: '';
	for (const wanted of [args.parameter, rest || 'id', 'id', `${singular}id`, 'uuid', `${singular}uuid`]) {
		for (const [name, property] of args.properties) {
			if (plain(name) !== plain(wanted)) continue;
			const { kind, view } = outlineView(property);
			const types = guessTypes(view);
			if (kind === 'scalar' && (types.has('string') || types.has('integer'))) return name;
		}
	}
	return undefined;
}

/** `order`; where that is taken, with the words before it: `shop_order`. */
function nameResource(candidate: Candidate, isTaken: (name: string) => boolean): string {
	const words = candidate.collection.template.split('/').filter((word) => word !== '' && !word.includes('{'));
	for (let count = 1; count <= words.length; count++) {
		const name = words.slice(-count).map(toSingular).join('_');
		if (!isTaken(name)) return name;
	}
	return candidate.collection.template;
}

function toSingular(noun: string): string {
	if (/ies$/i.test(noun) && noun.length > 4) return `${noun.slice(0, -3)}y`;
	if (/(ss|us|is)$/i.test(noun)) return noun;
	if (/(x|ch|sh|ss)es$/i.test(noun)) return noun.slice(0, -2);
	return /s$/i.test(noun) && noun.length > 1 ? noun.slice(0, -1) : noun;
}

function plain(name: string): string {
	return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** `x-effect` on a path or at the root may only be `none`. Tells where it is something else. */
export function listMisplacedEffects(root: JsonObject): string[] {
	const pointers: string[] = [];
	const check = (holder: unknown, pointer: string): void => {
		if (!isObject(holder)) return;
		const value = getOwn(holder, 'x-effect');
		if (value !== undefined && value !== 'none') pointers.push(joinPointer(pointer, 'x-effect'));
	};
	check(root, '');
	for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {})) check(item, joinPointer('/paths', path));
	return pointers;
}
