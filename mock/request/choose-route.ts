// Of the operations of one method and one path the one that a request means: names of parameters, queries and fragments are all that tells
// them apart (`/buckets/{bucket}?acl` beside `/buckets/{name}`).

import type { AskedFor, Operation } from '../../spec/index.ts';
import type { MockRequest } from '../types/request.ts';

/** Whatever goes with an operation; the router hands it back as it got it. */
export interface Planned {
	readonly operation: Operation;
}

/** An operation at a path, with the names of the path's parameters in the order of its segments. */
export interface Route<Plan> {
	plan: Plan;
	names: readonly string[];
	/** Of the same method at templates that differ in their names alone, e.g. `/orders/{number}` beside `/orders/{id}`. */
	others?: Route<Plan>[];
}

/** What tells apart paths that differ in a query or a fragment alone. */
export type Sent = Pick<MockRequest, 'query' | 'headers'>;

/** Whether an operation's parameters take the values of a path. */
export type FitsPath<Plan> = (plan: Plan, values: ReadonlyMap<string, string>) => boolean;

const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** The first whose parameters take the values, of those whose path asks for what the request has; where none does, the first. */
export function chooseRoute<Plan extends Planned>(
	routes: readonly Route<Plan>[],
	{ texts, fits, sent }: { texts: readonly string[]; fits: FitsPath<Plan>; sent: Sent | undefined },
): { kind: 'found'; plan: Plan; values: ReadonlyMap<string, string> } {
	const all = listAskedFor(routes, sent).map(({ plan, names }) => ({
		kind: 'found' as const,
		plan,
		values: nameValues(names, texts),
	}));
	return all.find(({ plan, values }) => fits(plan, values)) ?? (all[0] as (typeof all)[number]);
}

/** The values by the names that the operation's template gives them. */
export function nameValues(names: readonly string[], values: readonly string[]): ReadonlyMap<string, string> {
	if (names.length === 0) return NO_VALUES;
	const named = new Map<string, string>();
	for (let index = 0; index < names.length; index++) named.set(names[index] as string, values[index] as string);
	return named;
}

/** Those whose words the request has, and of these the ones with most of them; all, where it has none's. */
function listAskedFor<Plan extends Planned>(
	routes: readonly Route<Plan>[],
	sent: Sent | undefined,
): readonly Route<Plan>[] {
	if (!sent || routes.every(({ plan }) => plan.operation.asksFor === undefined)) return routes;
	const query = new URLSearchParams(sent.query);
	const counts = routes.map(({ plan }) => countWords(plan.operation.asksFor, { query, headers: sent.headers }));
	const most = Math.max(...counts);
	return most < 0 ? routes : routes.filter((_, index) => counts[index] === most);
}

/** How many of its words are there; -1: one is missing, or all of those that may be. */
function countWords(
	asksFor: AskedFor | undefined,
	{ query, headers }: { query: URLSearchParams; headers: Sent['headers'] },
): number {
	if (!asksFor) return 0;
	let count = 0;
	for (const { name, value, isOptional } of asksFor.words) {
		// A header of that name alone is none of the path's: each request has a Host.
		const has = query.has(name, value) || (value !== undefined && headers[name.toLowerCase()] === value);
		if (has) count += 1;
		else if (!isOptional) return -1;
	}
	return count === 0 ? -1 : count;
}
