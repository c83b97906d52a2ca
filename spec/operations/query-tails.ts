// Paths that go on with a query or a fragment (`/users?role={role}`, `/buckets/{bucket}?acl`), which is none of the path (OpenAPI 3.1.1 §4.8.8).

import { isObject } from '../read/json.ts';
import type { AskedFor, Operation } from '../types/document.ts';
import type { JsonObject } from '../types/json.ts';
import { readTemplateNames } from './parameters.ts';

/** A path as it can be asked for. */
export interface CutPath {
	/** Without its tail: `/users`. */
	template: string;
	/** Names of the tail: what is declared as a parameter of the path by one of them is of the query. */
	asked: ReadonlySet<string>;
	/** E.g. `?role={role}`. */
	tail: string;
	/** Another path is the same without its tail, and has a method of this one. */
	isHidden: boolean;
	/** What tells requests for this one from those for the other. */
	asksFor: AskedFor;
}

/** Cuts paths, each in its turn: of two that are the same then the first is served, and one that is written without a tail before all. */
export function createTailCutter(paths: JsonObject): (written: string) => CutPath | undefined {
	let taken: Map<string, Set<string>> | undefined;
	const find = (template: string): Set<string> => {
		const shape = template.replaceAll(/\{[^{}]*\}/g, '{}');
		const methods = taken?.get(shape) ?? new Set();
		taken?.set(shape, methods);
		return methods;
	};
	const list = (path: string): string[] =>
		isObject(paths[path] ?? null) ? Object.keys(paths[path] as JsonObject) : [];
	return (written) => {
		const at = findTail(written);
		if (at < 0) return undefined;
		if (!taken) {
			taken = new Map();
			for (const path of Object.keys(paths)) if (findTail(path) < 0) for (const key of list(path)) find(path).add(key);
		}
		const template = written.slice(0, at);
		const others = find(template);
		const own = list(written);
		const isHidden = own.some((key) => !SHARED.has(key) && others.has(key));
		if (!isHidden) for (const key of own) others.add(key);
		const tail = written.slice(at);
		const words = readWords(tail);
		return { template, asked: new Set(readTemplateNames(tail)), tail, isHidden, asksFor: { template, words } };
	};
}

/** `?comp=list&prefix={prefix}#acl` asks for `comp` with one value, and for `acl`; of a name in braces any value will do, or none. */
function readWords(tail: string): AskedFor['words'] {
	const pairs = new URLSearchParams(tail.slice(1).replaceAll(/[?#]/g, '&'));
	return [...pairs].map(([name, value]) => {
		if (/\{[^{}]*\}/.test(value)) return { name, isOptional: true };
		return value === '' ? { name } : { name, value };
	});
}

/** The path of an operation as it is asked for: without a query that stands in it. */
export function servedTemplate({ asksFor, pathTemplate }: Pick<Operation, 'asksFor' | 'pathTemplate'>): string {
	return asksFor?.template ?? pathTemplate;
}

/** Fields of a path item that are no method. */
const SHARED: ReadonlySet<string> = new Set(['parameters', 'summary', 'description', 'servers']);

/** Where the query or the fragment begins, outside of braces; -1: there is none. */
function findTail(path: string): number {
	if (!path.includes('?') && !path.includes('#')) return -1;
	let depth = 0;
	for (let at = 0; at < path.length; at += 1) {
		const character = path[at];
		if (character === '{') depth += 1;
		else if (character === '}') depth -= 1;
		else if (depth === 0 && (character === '?' || character === '#')) return at;
	}
	return -1;
}
