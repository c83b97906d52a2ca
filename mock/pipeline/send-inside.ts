// A request through the pipeline without a socket: what was asked once, asked again.

import { machine } from '../../spec/index.ts';
import { splitSessionPrefix } from '../request/session.ts';
import type { AnswerStream } from '../types/answer.ts';
import type { MockRequest } from '../types/request.ts';
import type { Engine } from './engine.ts';
import { type CompletedRequest, runPipeline } from './pipeline.ts';

/** A request to be sent inside; headers as they were sent, name after name. */
export interface InsideRequest {
	method: string;
	target: string;
	rawHeaders: readonly string[];
	body: Uint8Array;
	/** Whose world it is for, whatever the headers say. */
	session: string;
	/** Nobody is called back. Absent: as the document has it. */
	isQuiet?: true;
}

/** Headers that say whose world a request is for. */
const NAMING: ReadonlySet<string> = new Set(['x-mock-session', 'baggage']);

/** Sends the request, with its exchange in the journal, and callbacks after it. No delay is waited for, no fault played. */
export function sendInside(engine: Engine, inside: InsideRequest): Promise<CompletedRequest> {
	const { promise, resolve } = Promise.withResolvers<CompletedRequest>();
	runPipeline(engine, {
		request: describe(inside),
		prefix: undefined,
		readBody: () => ({ ok: true, bytes: inside.body }),
		expectsContinue: false,
		complete(completed) {
			const { session, exchange, answer } = completed;
			if (session) session.open--;
			if (exchange) {
				exchange.durationMs = machine.nowMs() - exchange.startedAt;
				engine.events.emit({ type: 'exchange.ended', session: exchange.session, exchange });
			}
			if (answer.fault === undefined && !inside.isQuiet) completed.follow?.();
			if (answer.stream) drainStream(answer.stream, () => resolve(completed));
			else resolve(completed);
		},
	});
	return promise;
}

/** Nobody reads it here: what the journal keeps of it is there when it has ended, however it does. */
function drainStream({ rest }: AnswerStream, done: () => void): void {
	rest.once('close', done);
	rest.on('error', () => {});
	rest.resume();
}

function describe({ method, target, rawHeaders, session }: InsideRequest): MockRequest {
	const kept: string[] = ['X-Mock-Session', session];
	const headers: Record<string, string> = Object.create(null);
	headers['x-mock-session'] = session;
	for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
		const [name, value] = [rawHeaders[index] as string, rawHeaders[index + 1] as string];
		const lower = name.toLowerCase();
		if (NAMING.has(lower)) continue;
		kept.push(name, value);
		const before = headers[lower];
		headers[lower] = before === undefined ? value : `${before}${lower === 'cookie' ? '; ' : ', '}${value}`;
	}
	const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
	const question = local.indexOf('?');
	const whole = question < 0 ? local : local.slice(0, question);
	const { path } = splitSessionPrefix(whole === '' ? '/' : whole);
	const query = question < 0 ? '' : local.slice(question + 1);
	return { method, target, path, query, headers, rawHeaders: kept };
}
