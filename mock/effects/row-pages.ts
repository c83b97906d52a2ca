// What PostgREST's documents say of pages and columns beside `limit` and `offset`.

import type { JsonObject } from '../../spec/index.ts';
import type { CheckedRequest } from '../types/request.ts';

const RANGE = /^\s*(?:items=)?(\d{1,15})-(\d{1,15})?\s*$/;

/** The rows that the header `Range` asks for, `0-9`, the last one included, where the document has it; `undefined`: all. */
export function readRowRange({ operation, request }: CheckedRequest): { start: number; end: number } | undefined {
	const { range } = request.headers;
	const isTold = operation.parameters.some(
		({ in: place, name }) => place === 'header' && name.toLowerCase() === 'range',
	);
	const [, first, last] = (isTold && RANGE.exec(String(range ?? ''))) || [];
	if (first === undefined) return undefined;
	return { start: Number(first), end: last === undefined ? Infinity : Number(last) + 1 };
}

/**
 * Entities with the columns that `select=id,title` names, and those that answers must have; `undefined`: all of them are asked for, or
 * something that can't be told here (`owner(*)`, `count:id.count()`).
 */
export function readColumns(
	{ query }: CheckedRequest,
	required: ReadonlySet<string>,
): ((entity: JsonObject) => JsonObject) | undefined {
	const text = query.get('select');
	if (text === '*') return (entity) => entity;
	const columns = typeof text === 'string' && /^\w+(?:,\w+)*$/.test(text) ? text.split(',') : undefined;
	if (!columns) return undefined;
	const names = new Set([...columns, ...required]);
	return (entity) => Object.fromEntries(Object.entries(entity).filter(([name]) => names.has(name)));
}
