// A request's body, within bounds: never more than the limit in memory, whatever the client claims or packs.

import type { IncomingMessage } from 'node:http';
import { machine } from '../../spec/index.ts';
import { createPatience } from '../time/patience.ts';
import type { BodyRead, CapturedBody } from '../types/request.ts';
import { countHere, takeWhole } from './arriving-request.ts';

const NO_BYTES = new Uint8Array(0);
const NOTHING: BodyRead = { ok: true, bytes: NO_BYTES };
/** So long a body may take until it is whole, or too large to be looked at, in ms. */
const BODY_MS = 8000;
const bodies = createPatience(BODY_MS);
const SLOW: BodyRead = {
	ok: false,
	status: 408,
	finding: { code: 'request.body.slow', message: 'was not there within 8 s', in: 'body', pointer: '' },
};

const ENCODINGS: ReadonlySet<string> = new Set(['identity', 'gzip', 'x-gzip', 'deflate', 'br', 'zstd']);
const ABORTED: BodyRead = {
	ok: false,
	status: 'aborted',
	finding: { code: 'request.aborted', message: 'the client went away before the body was complete' },
};

/** On a request whose client waits for `100 Continue` (RFC 9110 §10.1.1): sends it that. */
export const CONTINUE: unique symbol = Symbol('100 Continue');

/** Bytes of a request; `body` is what a body parser in front of the mock made of it, in somebody's own app. */
export interface BodySource extends IncomingMessage {
	body?: unknown;
	[CONTINUE]?: () => void;
}

/** Whether a body comes at all: Content-Length above zero, or chunks (RFC 9112 §6.3). */
export function hasBody(request: IncomingMessage): boolean {
	const length = request.headers['content-length'];
	return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** receiveBody as a promise; never rejects. */
export function readBody(request: BodySource, maxBytes: number): Promise<BodyRead> {
	return new Promise((resolve) => {
		const read = receiveBody(request, { maxBytes }, resolve);
		if (read) resolve(read);
	});
}

/**
 * Reads all of it, decoded (gzip, deflate, br, zstd), at most `maxBytes` before and after; `isTimed`: within 8 s. Handed back where nothing must be
 * waited for; else `undefined`, and `take` gets it, once. Never throws.
 */
export function receiveBody(
	request: BodySource,
	{ maxBytes, isTimed = false }: { maxBytes: number; isTimed?: boolean },
	take: (read: BodyRead) => void,
): BodyRead | undefined {
	const early = readEarly(request, maxBytes);
	if (early) return early;
	// Only now: who is refused by the length that the head tells never sends its body.
	request[CONTINUE]?.();
	const arrived = readArrived(request, maxBytes);
	const { 'content-encoding': encoding } = request.headers;
	if (arrived && (!arrived.ok || encoding === undefined)) return arrived;
	const limited = isTimed ? limitTime(take) : take;
	const decoded = (read: BodyRead): void => {
		if (!read.ok || encoding === undefined) limited(read);
		else void inflate(read.bytes, { encoding: readEncoding(request), maxBytes }).then(limited);
	};
	if (arrived) decoded(arrived);
	else collect(request, maxBytes, decoded);
	return undefined;
}

/** A body that drips is none: where the server itself has patience with large ones, it must be there in time. */
function limitTime(take: (read: BodyRead) => void): (read: BodyRead) => void {
	let isOver = false;
	const finish = (read: BodyRead): void => {
		machine.clearTimeout(timer);
		if (isOver) return;
		isOver = true;
		take(read);
	};
	const timer = machine.setTimeout(finish, BODY_MS, SLOW);
	return finish;
}

/**
 * Reads a body that is to be passed on as it came: all of it, or the first `maxBytes` with the rest still to come. Handed back where
 * nothing must be waited for; else `undefined`, and `take` gets it, once. Never throws.
 */
export function captureBody(
	request: BodySource,
	maxBytes: number,
	take: (captured: CapturedBody) => void,
): CapturedBody | undefined {
	if (!hasBody(request)) return { raw: NO_BYTES, read: NOTHING };
	if (request.body !== undefined && request.readableEnded) {
		const read = readParsed(request.body);
		return { raw: read.ok ? read.bytes : NO_BYTES, isDecoded: true, read };
	}
	const encoding = readEncoding(request);
	const decoded = (captured: CapturedBody): void => {
		if (!captured.read.ok || encoding === 'identity') take(captured);
		else if (!ENCODINGS.has(encoding)) take({ ...captured, read: refuseEncoding(encoding) });
		else void inflate(captured.raw, { encoding, maxBytes }).then((read) => take({ ...captured, read }));
	};
	request[CONTINUE]?.();
	// Of what is too long the rest passes on from the stream: it is not taken out of there.
	const arrived = countHere(request) > maxBytes ? undefined : readArrived(request, maxBytes);
	if (!arrived) {
		gather(request, maxBytes, decoded);
		return undefined;
	}
	const captured = { raw: arrived.ok ? arrived.bytes : NO_BYTES, read: arrived };
	if (!arrived.ok || encoding === 'identity') return captured;
	decoded(captured);
	return undefined;
}

/** `maxBytes` at most are in memory; what comes on top waits in the socket. */
function gather(request: BodySource, maxBytes: number, take: (captured: CapturedBody) => void): void {
	const chunks: Buffer[] = [];
	let size = 0;
	let isTaken = false;
	const finish = (captured: CapturedBody): void => {
		if (isTaken) return;
		isTaken = true;
		waiting.end();
		take(captured);
	};
	const waiting = bodies.begin({ readProgress: () => 0, onStill: () => finish({ raw: NO_BYTES, read: SLOW }) });
	const hear = (chunk: Buffer): void => {
		size += chunk.length;
		chunks.push(chunk);
		if (size <= maxBytes) return;
		request.pause();
		request.off('data', hear);
		finish({ raw: Buffer.concat(chunks), rest: request, read: tooLarge(maxBytes) });
	};
	request.on('data', hear);
	request.on('end', () => {
		const raw = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
		finish({ raw, read: { ok: true, bytes: raw } });
	});
	request.on('close', () => finish({ raw: NO_BYTES, read: ABORTED }));
}

/** What is known without waiting: there is none, it was read by somebody else, or it can't be taken. */
function readEarly(request: BodySource, maxBytes: number): BodyRead | undefined {
	if (!hasBody(request)) return NOTHING;
	if (request.body !== undefined && request.readableEnded) return readParsed(request.body);
	const encoding = readEncoding(request);
	if (!ENCODINGS.has(encoding)) return refuseEncoding(encoding);
	return Number(request.headers['content-length'] ?? 0) > maxBytes ? tooLarge(maxBytes) : undefined;
}

/**
 * What the end of the turn finds: a body that has come whole, as small ones do, or the client gone. `undefined`: it is still on its way.
 * What listens to the stream from now on hears nothing of a client that went before.
 */
function readArrived(request: BodySource, maxBytes: number): BodyRead | undefined {
	if (!request.complete) return request.closed ? ABORTED : undefined;
	const bytes = takeWhole(request) ?? (request.read() as Buffer | null) ?? NO_BYTES;
	return bytes.length > maxBytes ? tooLarge(maxBytes) : { ok: true, bytes };
}

function readEncoding({ headers }: IncomingMessage): string {
	// Empty, it names none.
	return headers['content-encoding']?.trim().toLowerCase() || 'identity';
}

function collect(request: IncomingMessage, maxBytes: number, take: (read: BodyRead) => void): void {
	let first: Buffer | undefined;
	let chunks: Buffer[] | undefined;
	let size = 0;
	let isTaken = false;
	const finish = (read: BodyRead): void => {
		isTaken = true;
		take(read);
	};
	// The listeners stay: to take them off again costs more than to be called once for nothing.
	request.on('data', (chunk: Buffer) => {
		if (isTaken) return;
		size += chunk.length;
		if (size > maxBytes) {
			request.pause();
			finish(tooLarge(maxBytes));
		} else if (!first) first = chunk;
		else if (chunks) chunks.push(chunk);
		else chunks = [first, chunk];
	});
	request.on('end', () => {
		if (!isTaken) finish({ ok: true, bytes: chunks ? Buffer.concat(chunks) : (first ?? new Uint8Array(0)) });
	});
	request.on('close', () => {
		if (!isTaken) finish(ABORTED);
	});
}

async function inflate(
	bytes: Uint8Array,
	{ encoding, maxBytes }: { encoding: string; maxBytes: number },
): Promise<BodyRead> {
	if (encoding === 'identity') return { ok: true, bytes };
	const zlib = await import('node:zlib');
	const unpackers: Record<string, (packed: Uint8Array, bound: { maxOutputLength: number }) => Uint8Array> = {
		br: zlib.brotliDecompressSync,
		deflate: isWrapped(bytes) ? zlib.inflateSync : zlib.inflateRawSync,
		zstd: zlib.zstdDecompressSync,
	};
	const unpack = unpackers[encoding] ?? zlib.gunzipSync;
	try {
		// At most maxBytes in, maxBytes out: short enough not to wait for a thread.
		return { ok: true, bytes: unpack(bytes, { maxOutputLength: maxBytes }) };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBytes);
		return refuse(400, 'request.body.encoding', `is not valid ${encoding}`);
	}
}

/** Whether `deflate` stands in zlib's format, as it should; some clients send it bare (RFC 9110 §8.4.1.2). */
function isWrapped([first = 0, second = 0]: Uint8Array): boolean {
	return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

/** What an Express body parser left: bytes as they are, values serialised again. */
function readParsed(body: unknown): BodyRead {
	if (body instanceof Uint8Array) return { ok: true, bytes: body };
	return { ok: true, bytes: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) };
}

function refuseEncoding(encoding: string): BodyRead {
	const message = `Content-Encoding ${encoding} is not known: send gzip, deflate, br, zstd or none`;
	return refuse(415, 'request.body.encoding', message);
}

function tooLarge(maxBytes: number): BodyRead {
	return refuse(413, 'request.body.size', `is larger than ${maxBytes} bytes (--max-body)`);
}

function refuse(status: 400 | 413 | 415, code: string, message: string): BodyRead {
	return { ok: false, status, finding: { code, message, in: 'body', pointer: '' } };
}
