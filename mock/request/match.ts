// Step 2 of a request's life: path and method to an operation, with the exits of those that have none.

import type { Refusal } from '../answer/refuse.ts';
import type { Engine } from '../engine.ts';
import type { MockRequest, OperationPlan } from '../model.ts';
import { nearestOperations } from './nearest-operations.ts';

export type Match =
	| { ok: true; plan: OperationPlan; values: ReadonlyMap<string, string> }
	| { ok: false; refusal: Refusal };

/** The operation of a request; 404 names the nearest ones, 405 has `Allow`, OPTIONS is answered 204. */
export function matchOperation(engine: Engine, request: MockRequest): Match {
	const { method, path } = request;
	const match = engine.router.match(method, path);
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
			return exit({ status: 400, note: 'the path is not valid percent-encoded UTF-8, or holds a NUL' });
		default: {
			const nearest = nearestOperations(engine.router.plans, method, path);
			const hint = nearest.length > 0 ? `nearest: ${nearest.join(', ')}` : 'no document has anything like it';
			return exit({ status: 404, note: `no operation has the path ${path.slice(0, 100)}; ${hint}` });
		}
	}
}

function exit(refusal: { status: number; note: string; headers?: Record<string, string> }): Match {
	return { ok: false, refusal: { step: 'match', findings: [], ...refusal } };
}
