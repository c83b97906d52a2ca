// Step 2 of the pipeline: path and method to an operation, with the exits of those that have none.

import type { Refusal } from '../types/refusal.ts';
import type { MockRequest } from '../types/request.ts';
import type { Planned } from './choose-route.ts';
import { nearestOperations } from './nearest-operations.ts';
import type { Router } from './router.ts';

export type Match<Plan> =
	| { ok: true; plan: Plan; values: ReadonlyMap<string, string> }
	/** `plan`: the operation that the refusal is of, where one is known. */
	| { ok: false; refusal: Refusal; plan?: Plan };

/** The operation of a request; 404 names the nearest ones, 405 has `Allow`, OPTIONS is answered 204. */
export function matchOperation<Plan extends Planned>(router: Router<Plan>, request: MockRequest): Match<Plan> {
	const { method, path } = request;
	const match = router.match(method, path, request);
	switch (match.kind) {
		case 'found':
			return { ok: true, plan: match.plan, values: match.values };
		case 'method': {
			const allow = match.allow.join(', ');
			if (method === 'OPTIONS')
				return exit({ status: 204, note: 'the methods of this path', headers: { Allow: allow } });
			return exit({
				status: 405,
				note: `${method} is not documented for this path: ${allow} are`,
				headers: { Allow: allow },
			});
		}
		case 'malformed':
			return {
				...exit({ status: 400, note: 'the path is not valid percent-encoded UTF-8, or holds a NUL' }),
				...(match.plan && { plan: match.plan }),
			};
		default: {
			if (path === '*' && method === 'OPTIONS') return exit(tellAllMethods(router));
			const nearest = nearestOperations(router.plans, method, path);
			const hint = nearest.length > 0 ? `nearest: ${nearest.join(', ')}` : 'no document has anything like it';
			return exit({ status: 404, note: `no operation has the path ${path.slice(0, 100)}; ${hint}` });
		}
	}
}

/** `OPTIONS *` is of the server as a whole (RFC 9110 §9.3.7). */
function tellAllMethods<Plan extends Planned>({ plans }: Router<Plan>) {
	const methods = new Set(plans.map(({ operation }) => operation.method.toUpperCase()));
	methods.add('OPTIONS');
	if (methods.has('GET')) methods.add('HEAD');
	return { status: 204, note: 'the methods of all paths', headers: { Allow: [...methods].sort().join(', ') } };
}

function exit(refusal: { status: number; note: string; headers?: Record<string, string> }): Match<never> {
	return { ok: false, refusal: { step: 'match', findings: [], ...refusal } };
}
