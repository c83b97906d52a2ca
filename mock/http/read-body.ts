// A request's body, within bounds: never more than the limit in memory, whatever the client claims or packs.

import type { IncomingMessage } from 'node:http';
import type { BodyRead } from '../model.ts';

const NOTHING: BodyRead = { ok: true, bytes: new Uint8Array(0) };

/** Bytes of a request; `parsed` is what a body parser in front of the mock made of it, in somebody's own app. */
export interface BodySource extends IncomingMessage {
	body?: unknown;
}

/** Whether a body comes at all: Content-Length above zero, or chunks (RFC 9112 §6.3). */
export function hasBody(request: IncomingMessage): boolean {
	const length = request.headers['content-length'];
	return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** Reads all of it, decoded (gzip, deflate, br), at most `maxBytes` before and after. Never rejects. */
export function readBody(request: BodySource, maxBytes: number): Promise<BodyRead> | BodyRead {
	if (!hasBody(request)) return NOTHING;
	const encoding = String(request.headers['content-encoding'] ?? 'identity')
		.trim()
		.toLowerCase();
	if (request.body !== undefined && request.readableEnded) return readParsed(request.body);
	if (!['identity', 'gzip', 'x-gzip', 'deflate', 'br'].includes(encoding)) {
		return refuse(
			415,
			'request.body.encoding',
			`Content-Encoding ${encoding} is not known: send gzip, deflate, br or none`,
		);
	}
	const declared = Number(request.headers['content-length'] ?? 0);
	if (declared > maxBytes) return tooLarge(maxBytes);
	const raw = collect(request, maxBytes);
	return encoding === 'identity'
		? raw
		: raw.then((read) => (read.ok ? inflate(read.bytes, { encoding, maxBytes }) : read));
}

function collect(request: IncomingMessage, maxBytes: number): Promise<BodyRead> {
	return new Promise((resolve) => {
		let first: Buffer | undefined;
		let chunks: Buffer[] | undefined;
		let size = 0;
		const finish = (read: BodyRead): void => {
			request.off('data', take);
			request.off('end', end);
			request.off('close', cut);
			resolve(read);
		};
		const take = (chunk: Buffer): void => {
			size += chunk.length;
			if (size > maxBytes) {
				request.pause();
				finish(tooLarge(maxBytes));
			} else if (!first) first = chunk;
			else if (chunks) chunks.push(chunk);
			else chunks = [first, chunk];
		};
		const end = (): void => finish({ ok: true, bytes: chunks ? Buffer.concat(chunks) : (first ?? new Uint8Array(0)) });
		const cut = (): void =>
			finish({
				ok: false,
				status: 'aborted',
				finding: { code: 'request.aborted', message: 'the client went away before the body was complete' },
			});
		request.on('data', take);
		request.on('end', end);
		request.on('close', cut);
	});
}

async function inflate(
	bytes: Uint8Array,
	{ encoding, maxBytes }: { encoding: string; maxBytes: number },
): Promise<BodyRead> {
	const zlib = await import('node:zlib');
	const unpack =
		encoding === 'br' ? zlib.brotliDecompressSync : encoding === 'deflate' ? zlib.inflateSync : zlib.gunzipSync;
	try {
		// At most maxBytes in, maxBytes out: short enough not to wait for a thread.
		return { ok: true, bytes: unpack(bytes, { maxOutputLength: maxBytes }) };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBytes);
		return refuse(400, 'request.body.encoding', `is not valid ${encoding}`);
	}
}

/** What an Express body parser left: bytes as they are, values serialised again. */
function readParsed(body: unknown): BodyRead {
	if (body instanceof Uint8Array) return { ok: true, bytes: body };
	return { ok: true, bytes: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) };
}

function tooLarge(maxBytes: number): BodyRead {
	return refuse(413, 'request.body.size', `is larger than ${maxBytes} bytes (--max-body)`);
}

function refuse(status: 400 | 413 | 415, code: string, message: string): BodyRead {
	return { ok: false, status, finding: { code, message, in: 'body', pointer: '' } };
}
