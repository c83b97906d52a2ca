// Step 3 with its exit: the refusal that a missing or bad credential gets.

import type { Refusal } from '../answer/refuse.ts';
import type { Engine } from '../engine.ts';
import type { MockRequest, OperationPlan, Session } from '../model.ts';
import { authenticate, type Denial } from './authenticate.ts';

/** `undefined`: let in. Waits only under `--auth verify`. */
export function admit(
	engine: Engine,
	{ session, plan, request }: { session: Session; plan: OperationPlan; request: MockRequest },
): Refusal | undefined | Promise<Refusal | undefined> {
	const verify = engine.verifyToken;
	const nowMs = verify ? session.clock.nowMs() : 0;
	const denial = authenticate({ operation: plan.operation, request, verify, nowMs });
	return denial instanceof Promise ? denial.then(toRefusal) : toRefusal(denial);
}

function toRefusal(denial: Denial | undefined): Refusal | undefined {
	if (!denial) return undefined;
	return {
		step: 'authenticate',
		status: 401,
		findings: [denial.finding],
		headers: { 'WWW-Authenticate': denial.challenge },
	};
}
