// Step 3 with its exit: the refusal that a missing or bad credential gets.

import type { Operation } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { Refusal } from '../types/refusal.ts';
import type { MockRequest } from '../types/request.ts';
import { authenticate, type Denial, type TokenVerifier } from './authenticate.ts';

/** `undefined`: let in. Waits only under `--auth verify`. */
export function admit(args: {
	/** Absent: `--auth present`, the credentials are not looked at. */
	verify: TokenVerifier | undefined;
	session: Session;
	operation: Operation;
	request: MockRequest;
}): Refusal | undefined | Promise<Refusal | undefined> {
	const { verify, session, operation, request } = args;
	const nowMs = verify ? session.clock.nowMs() : 0;
	const denial = authenticate({ operation, request, verify, nowMs });
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
