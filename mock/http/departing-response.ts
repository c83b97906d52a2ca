// A response whose head is written here, of lines that are mostly those of the answer before: Node looks at each name and value anew,
// which takes a tenth of a short answer's time.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { machine } from '../../spec/index.ts';
import { STATUS_CODES } from '../text/status-codes.ts';

// Not imported, for the reason that status-codes.ts has.
const { ServerResponse: Outgoing, validateHeaderName, validateHeaderValue } = process.getBuiltinModule('node:http');

/** An idle connection is kept so long, in ms; who asks on it is told so. */
export const KEEP_ALIVE_MS = 5000;
const KEPT = `Connection: keep-alive\r\nKeep-Alive: timeout=${KEEP_ALIVE_MS / 1000}\r\n`;
const LAST = 'Connection: close\r\n';

/** Where Node has the head until it goes out with the body. They are its own: what isn't there as it was, is not touched. */
interface NodeHead {
	_header?: string | null;
	_headerSent?: boolean;
	_contentLength?: number | null;
	_hasBody?: boolean;
	_last?: boolean;
	_expect_continue?: boolean;
}

/** A header's last value, and the line of both. */
interface Line {
	value: string;
	text: string;
}

/** So many names are remembered. */
const MAX_LINES = 100;
const lines = new Map<string, Line>();
/** What says something of the connection or of the body's way, or is written in a way of its own: it is Node's. */
const OF_NODE = /^(?:connection|keep-alive|transfer-encoding|trailer|expect|date|content-disposition)$/i;

let lastSecond = -1;
let dateLine = '';

/** For `createServer({ ServerResponse })`. */
export class DepartingResponse<Request extends IncomingMessage = IncomingMessage> extends Outgoing<Request> {
	/** `writeHead` of an answer that goes out whole, with so many bytes of body; throws as it does. `headers` have the length of the body already. */
	writeWholeHead(status: number, headers: Readonly<Record<string, string>>, bytes: number): void {
		const own = this as NodeHead;
		const isNew = own._header === null && own._headerSent === false && own._expect_continue === false;
		// HTTP/1.0 has another idea of which connections stay open.
		const fields =
			isNew && this.useChunkedEncodingByDefault && status >= 200 && status <= 999 ? writeFields(headers) : undefined;
		if (fields === undefined) {
			this.writeHead(status, headers);
			return;
		}
		if (!this.shouldKeepAlive) own._last = true;
		if (status === 204 || status === 304) own._hasBody = false;
		own._contentLength = bytes;
		this.statusCode = status;
		const date = this.sendDate ? writeDate() : '';
		const end = this.shouldKeepAlive ? KEPT : LAST;
		own._header = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}\r\n${fields}${date}${end}\r\n`;
	}
}

/** `writeHead` of an answer that goes out whole, of whatever response. */
export function writeWholeHead(
	response: ServerResponse,
	{ status, headers, bytes }: { status: number; headers: Record<string, string>; bytes: number },
): void {
	if (response instanceof DepartingResponse) response.writeWholeHead(status, headers, bytes);
	else response.writeHead(status, headers);
}

/** `undefined`: Node is to write them. */
function writeFields(headers: Readonly<Record<string, string>>): string | undefined {
	let fields = '';
	for (const name in headers) {
		const value = headers[name] as string;
		const line = lines.get(name);
		if (line?.value === value) {
			fields += line.text;
			continue;
		}
		// Cookies are a list, and each has a line of its own.
		if (typeof value !== 'string' || (!line && OF_NODE.test(name))) return undefined;
		fields += writeLine(name, value, line);
	}
	return fields;
}

function writeLine(name: string, value: string, line: Line | undefined): string {
	if (!line) validateHeaderName(name);
	validateHeaderValue(name, value);
	const text = `${name}: ${value}\r\n`;
	if (line) {
		line.value = value;
		line.text = text;
	} else if (lines.size < MAX_LINES) lines.set(name, { value, text });
	return text;
}

function writeDate(): string {
	const second = Math.floor(machine.dateMs() / 1000);
	if (second !== lastSecond) {
		lastSecond = second;
		dateLine = `Date: ${new Date(second * 1000).toUTCString()}\r\n`;
	}
	return dateLine;
}
