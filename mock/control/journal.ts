// The journal of a session: what came in, what went out, and why.

import { findNamed, getObject, getOwn, type JsonObject, tellUnnamed } from '../../spec/index.ts';
import type { Exchange } from '../journal/exchange.ts';
import type { Session } from '../session/session.ts';
import { answer, type ControlCall, DONE, lookIntoSession, type Reply, readPath, refuseCall } from './call.ts';
import { readLimit } from './paging.ts';
import type { Redaction } from './redact.ts';
import { readStatus, renderExchange } from './render-exchange.ts';
import { noteStep } from './steps.ts';

/** Characters of all exchanges in one answer, unless a single one has more. */
const MAX_LIST_SIZE = 4 * 1024 * 1024;

/** `listRequests` */
export function listRequests(call: ControlCall): Reply {
	return lookIntoSession(call, ({ journal }) => {
		const operation = readOperation(call, journal);
		if (operation && !operation.ok) return refuseCall(404, operation.detail);
		const fits = readFilter(call, operation?.id);
		const fitting = journal.list().filter(fits);
		return answer({
			requests: renderNewest(fitting, {
				limit: readLimit(call),
				redaction: call.redaction,
				maxSize: call.isLocal ? Number.POSITIVE_INFINITY : MAX_LIST_SIZE,
			}),
			total: fitting.length,
			dropped: journal.dropped,
		});
	});
}

/** `clearRequests` */
export function clearRequests(call: ControlCall): Reply {
	return lookIntoSession(call, (session) => {
		const { journal, name } = session;
		const cleared = journal.list();
		const { dropped } = journal;
		return noteStep(call, session, {
			kind: 'cleared',
			summary: `cleared ${cleared.length} request${cleared.length === 1 ? '' : 's'}`,
			takeBack: () => ({
				bytes: cleared.reduce((sum, { bytes }) => sum + bytes, 0),
				run: () => journal.putBack(cleared, dropped),
			}),
			change() {
				journal.clear();
				call.engine.events.emit({ type: 'session.cleared', session: name });
				return DONE;
			},
		});
	});
}

/** `getRequest` */
export function getRequest(call: ControlCall): Reply {
	return lookIntoSession(call, ({ journal, name }) => {
		const id = Number(readPath(call, 'id'));
		const exchange = journal.get(id);
		if (exchange) return answer(renderExchange(exchange, call.redaction));
		return refuseCall(
			404,
			`The journal of the session ${JSON.stringify(name)} has no exchange ${id}, or has it no longer.`,
		);
	});
}

/** The whole journal, as far as one answer may hold it: `{ requests, dropped }`. */
export function renderRequests(journal: Session['journal'], redaction: Redaction): JsonObject {
	const kept = journal.list();
	const requests = renderNewest(kept, { limit: kept.length, redaction, maxSize: MAX_LIST_SIZE });
	return { requests, dropped: journal.dropped + kept.length - requests.length };
}

/** The operation whose exchanges are wanted. None of a name that means nothing would be taken for none that came. */
function readOperation(
	{ checked, engine }: ControlCall,
	journal: Session['journal'],
): { ok: true; id: string } | { ok: false; detail: string } | undefined {
	const wanted = checked.query.get('operation');
	if (typeof wanted !== 'string') return undefined;
	const named = findNamed(
		wanted,
		engine.router.plans.map((plan) => plan.operation),
	);
	if (named.operation) return { ok: true, id: named.operation.id };
	// The journal may have exchanges of operations that the documents have no longer.
	if (journal.list().some(({ operationId }) => operationId === wanted)) return { ok: true, id: wanted };
	return { ok: false, detail: tellUnnamed(named) };
}

function readFilter(
	{ checked, redaction }: ControlCall,
	operation: string | undefined,
): (exchange: Exchange) => boolean {
	const text = String(checked.query.get('q') ?? '').toLowerCase();
	const status = checked.query.get('status');
	const since = Number(checked.query.get('since') ?? 0);
	const before = Number(checked.query.get('before') ?? Number.POSITIVE_INFINITY);
	const range = typeof status === 'string' && status.endsWith('XX') ? Number(status[0]) : undefined;
	return (exchange) => {
		if (exchange.id <= since || exchange.id >= before) return false;
		if (operation !== undefined && exchange.operationId !== operation) return false;
		if (status !== undefined && !fitsStatus(readStatus(exchange), String(status), range)) return false;
		// What is looked through is what is shown: nothing that is blotted out can be found.
		return text === '' || holdsExchange(renderExchange(exchange, redaction), text);
	};
}

function fitsStatus(answered: number | null, status: string, range: number | undefined): boolean {
	if (range === undefined) return String(answered) === status;
	return answered !== null && Math.trunc(answered / 100) === range;
}

/** Method and target, names and values of headers, bodies, and the why. */
function holdsExchange({ request, response, why, operationId, scenario }: JsonObject, text: string): boolean {
	const line = `${String(getOwn(request, 'method'))} ${String(getOwn(request, 'target'))}`;
	const plain = [line, getOwn(why, 'summary'), operationId, scenario, getOwn(response, 'fault')];
	const messages = [request, response].flatMap((message) => [
		...Object.entries(getObject(message, 'headers') ?? {}).map(([name, value]) => `${name}: ${String(value)}`),
		getOwn(message, 'body'),
	]);
	return [...plain, ...messages].some((part) => {
		const shown = typeof part === 'string' ? part : part === undefined || part === null ? '' : JSON.stringify(part);
		return shown.toLowerCase().includes(text);
	});
}

/** The newest of them in their order, as JSON: what an exchange takes can only be told once it is written. */
function renderNewest(
	exchanges: readonly Exchange[],
	{ limit, redaction, maxSize }: { limit: number; redaction: Redaction; maxSize: number },
): JsonObject[] {
	const rendered: JsonObject[] = [];
	let size = 0;
	for (let index = exchanges.length - 1; index >= 0 && rendered.length < limit; index--) {
		const value = renderExchange(exchanges[index] as Exchange, redaction);
		size += JSON.stringify(value).length;
		if (size > maxSize && rendered.length > 0) break;
		rendered.push(value);
	}
	return rendered.reverse();
}
