// How an operation lists: where the list stands in its answer, and what its own query parameters say of pages and
// filters. For declared lists and inferred ones alike.

import { joinPointer, parsePointer } from '../read/pointer.ts';
import type { Located } from '../read/reference.ts';
import type { Operation, Parameter } from '../types/document.ts';
import type { ListFilter, Paging } from '../types/effect.ts';
import type { JsonObject, Pointer } from '../types/json.ts';
import { readAnswerShape, readSchemaShape, readShapeOf, type SchemaShape } from '../validate/schema-shape.ts';

const LIMITS = ['limit', 'perpage', 'pagesize', 'size', 'count', 'maxresults', 'top', 'take', 'first'];
const OFFSETS = ['offset', 'skip', 'start', 'startindex'];
const PAGES = ['page', 'pagenumber', 'pageno'];
const WRAPPERS = ['items', 'data', 'results', 'entries', 'values', 'records', 'content', 'list'];

/** The list in an answer: where it stands and what its items look like. */
export interface AnsweredList {
	/** `''`: the answer itself. */
	pointer: Pointer;
	item: Located | undefined;
}

/** The list that an operation answers with (`noun`: what the path calls them): at `declared`, else the body itself, else the one list in an object around it. */
export function findAnsweredList(
	operation: Operation,
	args: { noun: string; declared?: Pointer | undefined },
): AnsweredList | undefined {
	const { declared } = args;
	const root = operation.document.root;
	let shape = readAnswerShape(operation);
	if (declared !== undefined) {
		for (const part of parsePointer(declared) ?? []) {
			const property = shape.kind === 'object' ? shape.properties.get(part) : undefined;
			shape = property ? readSchemaShape(root, property) : { kind: 'other' };
		}
		return shape.kind === 'list' ? { pointer: declared, item: shape.items } : undefined;
	}
	if (shape.kind === 'list') return { pointer: '', item: shape.items };
	if (shape.kind !== 'object') return undefined;
	const lists: { name: string; item: Located | undefined }[] = [];
	for (const [name, property] of shape.properties) {
		const inner = readSchemaShape(root, property);
		if (inner.kind === 'list') lists.push({ name, item: inner.items });
	}
	const named = [args.noun, ...WRAPPERS].map((name) => lists.find((list) => list.name === name));
	const best = lists.length === 1 ? lists[0] : named.find((list) => list !== undefined);
	return best && { pointer: joinPointer('', best.name), item: best.item };
}

/** Pages and filters by the operation's query parameters; a filter is a parameter that is named like a plain property. */
export function readListParameters(
	operation: Operation,
	item: Located | undefined,
): { paging?: Paging; filters: ListFilter[] } {
	const paging: Paging = {};
	const filters: ListFilter[] = [];
	const shape: SchemaShape = item ? readSchemaShape(operation.document.root, item) : { kind: 'other' };
	for (const parameter of operation.parameters) {
		if (parameter.in !== 'query') continue;
		const plain = parameter.name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
		if (isCount(parameter) && LIMITS.includes(plain) && paging.limit === undefined) {
			paging.limit = parameter.name;
			const otherwise = readShapeOf(parameter.schema);
			if (otherwise.kind === 'scalar' && typeof otherwise.default === 'number') paging.defaultLimit = otherwise.default;
		} else if (isCount(parameter) && OFFSETS.includes(plain) && paging.offset === undefined) {
			paging.offset = parameter.name;
		} else if (isCount(parameter) && PAGES.includes(plain) && paging.page === undefined) {
			paging.page = parameter.name;
		} else if (isPlainProperty(operation.document.root, shape, parameter.name)) {
			filters.push({ parameter: parameter.name, property: parameter.name });
		}
	}
	const hasPaging = paging.limit !== undefined || paging.offset !== undefined || paging.page !== undefined;
	return { ...(hasPaging && { paging }), filters };
}

function isCount(parameter: Parameter): boolean {
	const shape = readShapeOf(parameter.schema ?? parameter.content?.schema);
	return shape.kind === 'scalar' && shape.types.some((type) => type === 'integer' || type === 'number');
}

function isPlainProperty(root: JsonObject, shape: SchemaShape, name: string): boolean {
	const property = shape.kind === 'object' ? shape.properties.get(name) : undefined;
	return property !== undefined && readSchemaShape(root, property).kind === 'scalar';
}
