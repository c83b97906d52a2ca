// An answer onto the socket: headers, delay, and the faults that a scenario may ask for.

import type { ServerResponse } from 'node:http';
import type { Answer, AnswerStream } from '../types/answer.ts';
import type { Fault } from '../types/faults.ts';
import { writeWholeHead } from './departing-response.ts';

/** Sends the answer, or plays its fault. `hold` is told of a response that will never end, so that a closing server can cut it. */
export function sendAnswer(response: ServerResponse, answer: Answer, hold: (response: ServerResponse) => void): void {
	const { stream } = answer;
	if (response.destroyed || response.writableEnded) {
		stream?.rest.destroy();
		return;
	}
	placeCookies(answer);
	if (answer.fault !== undefined) stream?.rest.destroy();
	if (answer.fault === undefined && stream) pass(response, answer, stream);
	else if (answer.fault === undefined) write(response, answer, answer.body);
	else PLAYS[answer.fault](response, answer, hold);
}

/** A `Set-Cookie` for each cookie, which one line can't hold (RFC 6265 §3). */
export function placeCookies({ headers, cookies }: Answer): void {
	if (cookies) (headers as Record<string, string | readonly string[]>)['Set-Cookie'] = cookies;
}

/** What each fault is on the wire. */
const PLAYS: Readonly<Record<Fault, typeof sendAnswer>> = {
	reset: (response) => response.socket?.resetAndDestroy(),
	hang: (response, _answer, hold) => hold(response),
	truncate,
	malformed: (response, answer) => write(response, answer, malform(answer.body)),
};

function write(response: ServerResponse, { status, headers }: Answer, body: string | Uint8Array | undefined): void {
	if (body === undefined) {
		// 204 and 304 have no Content-Length, and to HEAD it would be that of a GET, which nobody knows here (RFC 9110 §8.6).
		if (status !== 204 && status !== 304 && response.req.method !== 'HEAD') headers['Content-Length'] ??= '0';
		writeWholeHead(response, { status, headers, bytes: 0 });
		response.end();
		return;
	}
	const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
	headers['Content-Length'] = String(bytes);
	writeWholeHead(response, { status, headers, bytes });
	// Text of as many bytes as characters is ASCII, which goes out fastest as Latin-1. As other text Node would write the head in UTF-8 too,
	// and a header is bytes (RFC 9110 §5.5).
	if (typeof body === 'string' && bytes === body.length) response.end(body, 'latin1');
	else response.end(typeof body === 'string' ? Buffer.from(body) : body);
}

/** Sends what comes as it comes, as fast as the client takes it. */
function pass(response: ServerResponse, { status, headers }: Answer, { begun, rest }: AnswerStream): void {
	response.writeHead(status, headers);
	for (const chunk of begun) response.write(chunk);
	if (begun.length === 0) response.flushHeaders();
	rest.on('data', (chunk: Uint8Array) => {
		if (!response.write(chunk)) rest.pause();
	});
	response.on('drain', () => rest.resume());
	rest.once('end', () => response.end());
	// Half an answer must not look like a whole one.
	rest.once('error', () => response.destroy());
	response.once('close', () => rest.destroy());
	rest.resume();
}

/** Announces the whole body, sends half of it, and hangs up. */
function truncate(response: ServerResponse, { status, headers, body }: Answer): void {
	const bytes = Buffer.from(body ?? '{"truncated":true}');
	headers['Content-Length'] = String(bytes.byteLength);
	response.writeHead(status === 204 ? 200 : status, headers);
	response.write(bytes.subarray(0, Math.max(1, bytes.byteLength >> 1)), () => response.socket?.destroy());
}

/** A complete answer whose body is not what its media type says: the JSON stops in the middle. */
function malform(body: string | Uint8Array | undefined): string {
	const text = body === undefined ? '{' : Buffer.from(body).toString('utf8');
	return `${text.slice(0, Math.max(1, text.length >> 1))}\u0000`;
}
