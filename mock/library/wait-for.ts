// Waiting for a request of an operation.

import { findNamed, machine, tellUnnamed } from '../../spec/index.ts';
import type { Exchange } from '../journal/exchange.ts';
import type { Engine } from '../pipeline/engine.ts';
import type { RecordedExchange } from '../types/recorded-exchange.ts';
import { ControlError } from './control-error.ts';
import type { WaitOptions } from './steering-types.ts';

/** A longer wait has failed, in ms, where nothing else is said. */
const PATIENCE_MS = 5000;

/**
 * The first exchange of an operation after `since` that was answered (with `status`, where it is given): at once if there is one, else when
 * it comes. Rejects with a ControlError (404) for an operation that no document has, and (408) when none came in time.
 */
export async function waitForExchange(args: {
	engine: Engine;
	name: string;
	operation: string;
	options: WaitOptions;
	read: (id: number) => Promise<RecordedExchange>;
}): Promise<RecordedExchange> {
	const { engine, name, operation, options, read } = args;
	const { status, since = 0, timeoutMs = PATIENCE_MS } = options;
	const named = findNamed(
		operation,
		engine.router.plans.map((plan) => plan.operation),
	);
	if (!named.operation) throw new ControlError({ status: 404, message: tellUnnamed(named) });
	const wantedId = named.operation.id;
	const fits = ({ id, operationId, answer }: Exchange): boolean =>
		id > since && operationId === wantedId && (status === undefined || answer.status === status);
	const known = engine.sessions.get(name).journal.list().find(fits);
	if (known) return read(known.id);
	const { promise, resolve, reject } = Promise.withResolvers<number>();
	const stop = engine.events.listen((event) => {
		if (event.type === 'exchange.added' && event.session === name && fits(event.exchange)) resolve(event.exchange.id);
	});
	const timer = machine.setTimeout(() => {
		const wanted = status === undefined ? 'request' : `answer ${status}`;
		reject(new ControlError({ status: 408, message: `No ${wanted} of ${operation} came within ${timeoutMs} ms.` }));
	}, timeoutMs);
	try {
		return await read(await promise);
	} finally {
		machine.clearTimeout(timer);
		stop();
	}
}
