// One line a request, for people or for programs.

import { machine, SchemaError } from '../../spec/index.ts';
import { describeWhy } from '../journal/reasons.ts';
import type { MockOptions } from '../options/mock-options.ts';
import type { CompletedRequest } from '../pipeline/pipeline.ts';
import { blotOut } from '../text/blot.ts';
import { formatSafeJson, makeSafe } from '../text/safe-text.ts';
import { type Color, paint, type Terminal } from './terminal.ts';

/** The log of one mock. */
export interface RequestLog {
	/** An exchange has ended. */
	logRequest(departure: CompletedRequest): void;
	/** Something else happened, e.g. `scenarios read again`. */
	logNote(message: string): void;
	/** What nobody expected, with its stack, or the place of a schema that does not compile; on stderr. */
	logError(error: unknown): void;
	/** Writes what still waits. */
	flush(): void;
}

/** The log in the chosen form; `silent` keeps quiet about everything but errors. */
export function createRequestLog(form: MockOptions['log'], terminal: Terminal): RequestLog {
	// Lines wait for the end of the turn, so that a burst of answers is one write and none of them waits for it.
	let waiting: string[] = [];
	const flush = (): void => {
		if (waiting.length === 0) return;
		const text = waiting.join('\n');
		waiting = [];
		terminal.print(text);
	};
	const print = (line: string): void => {
		waiting.push(line);
		if (waiting.length === 1) machine.setImmediate(flush);
		else if (waiting.length >= 1000) flush();
	};
	return {
		logRequest(departure) {
			if (form === 'pretty') print(formatPretty(departure, terminal.hasColor));
			else if (form === 'json') print(formatJson(departure));
		},
		logNote(message) {
			if (form === 'pretty') print(`${paint(formatTime(), 'dim', terminal.hasColor)} ${makeSafe(message)}`);
			else if (form === 'json') print(formatSafeJson({ time: new Date().toISOString(), level: 'info', message }));
		},
		logError(error) {
			flush();
			const stack = describeThrown(error);
			if (form === 'json')
				terminal.warn(formatSafeJson({ time: new Date().toISOString(), level: 'error', message: stack }));
			else
				terminal.warn(
					stack
						.split('\n')
						.map((line) => makeSafe(line))
						.join('\n'),
				);
		},
		flush,
	};
}

function formatTime(): string {
	return new Date().toTimeString().slice(0, 8);
}

/** `09:00:00 POST /v1/orders 409 2 ms [qa] order 7 is PAID`. */
function formatPretty(departure: CompletedRequest, hasColor: boolean): string {
	const { method, path, outcome, durationMs, session, reason } = describe(departure);
	const [status, color] =
		typeof outcome === 'number' ? [String(outcome), statusColor(outcome)] : [outcome, 'red' as const];
	const words = [
		paint(formatTime(), 'dim', hasColor),
		method,
		path,
		paint(status, color, hasColor),
		...(durationMs === undefined ? [] : [`${durationMs} ms`]),
		...(session === 'default' ? [] : [paint(`[${session}]`, 'cyan', hasColor)]),
		paint(reason, 'dim', hasColor),
	];
	return words.join(' ');
}

function formatJson(departure: CompletedRequest): string {
	const { method, path, outcome, durationMs, session, reason } = describe(departure);
	const { answer, exchange } = departure;
	return formatSafeJson({
		time: new Date().toISOString(),
		level: 'info',
		message: 'request',
		method,
		path,
		...(typeof outcome === 'number' ? { status: outcome } : { fault: outcome }),
		durationMs,
		session,
		exchange: exchange?.id,
		operationId: answer.why.operationId,
		step: answer.why.step,
		reason,
	});
}

function describe({ answer, exchange, session, request }: CompletedRequest): {
	method: string;
	/** Without the query, which may hold credentials. */
	path: string;
	/** The status, or what became of the answer instead. */
	outcome: number | string;
	durationMs: number | undefined;
	session: string;
	reason: string;
} {
	const durationMs = exchange && exchange.durationMs >= 0 ? Math.round(exchange.durationMs * 10) / 10 : undefined;
	const outcome =
		answer.why.step === 'aborted' ? 'aborted' : exchange?.wasCut ? 'cut' : (answer.fault ?? answer.status);
	return {
		method: makeSafe(request.method, 20),
		path: makeSafe(blotOut(request.path, answer.why.secrets ?? []), 200),
		outcome,
		durationMs,
		session: makeSafe(session?.name ?? 'none', 100),
		reason: makeSafe(describeWhy(answer.why)),
	};
}

function statusColor(status: number): Color {
	if (status >= 500) return 'red';
	if (status >= 400) return 'yellow';
	return 'green';
}

/** A schema that doesn't compile is a mistake of the document, at a place in it; of anything else the stack tells more. */
function describeThrown(error: unknown): string {
	if (!(error instanceof SchemaError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
	const { file, line, column } = error.place;
	return `stunt-double: ${makeSafe(`${file}:${line}:${column}: ${error.reason}`)} (mend the schema: until then what needs it is answered with 500)`;
}
