// Requests as lines for a shell.

import type { Exchange } from './types.ts';

/** What curl sets itself, and what belongs to the connection. */
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding', 'expect']);
const HIDDEN = '[redacted]';

/** A line of curl, and what it does not say of the request, in words. */
export interface CurlLine {
	text: string;
	missing: readonly string[];
}

/** The text as one word of a POSIX shell. */
export function quoteWord(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A line of curl that sends the request again. Where the journal hides credentials, the line has `$TOKEN` (a Bearer token) or
 * `$SECRET`, for the shell to fill in. `origin` is the mock's scheme, host and port.
 */
export function formatCurl({ request, session }: Exchange, { origin }: { origin: string }): CurlLine {
	const { method, target, headers, body, bodyBytes, truncated } = request;
	const path = target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
	const missing: string[] = [];
	// Neither brackets nor dots in the address are curl's to understand.
	const words = ['curl', '-i', '-g', '--path-as-is', ...(method === 'HEAD' ? ['-I'] : ['-X', quoteWord(method)])];
	if (path.includes(HIDDEN)) missing.push('a value in the address, which the journal hides');
	words.push(quoteWord(origin + path));
	let hasSession = session === 'default' || path.startsWith('/__session/');
	for (const [name, value] of Object.entries(headers)) {
		if (LEFT_OUT.has(name) || name.startsWith('sec-')) continue;
		if (name === 'x-mock-session') hasSession = true;
		for (const one of Array.isArray(value) ? value : [String(value)]) {
			if (one.includes(HIDDEN)) missing.push(`the ${name}, which the journal hides`);
			words.push('-H', quoteHeader(name, one));
		}
	}
	if (!hasSession) words.push('-H', quoteWord(`x-mock-session: ${session}`));
	if (truncated) missing.push(`the body of ${bodyBytes} bytes, of which the journal has kept the beginning only`);
	else if (body === undefined && bodyBytes > 0) missing.push(`the body, ${bodyBytes} bytes that are no text`);
	else if (body !== undefined) {
		// Else curl would say that it is a form.
		if (headers['content-type'] === undefined) words.push('-H', "'content-type:'");
		words.push('--data-raw', quoteWord(formatBody(body, bodyBytes)));
	}
	return { text: words.join(' '), missing };
}

/** JSON is in the journal as its value, so a string may be that of a JSON string: then its quotes were counted, too. */
function formatBody(body: unknown, bytes: number): string {
	const isText = typeof body === 'string' && new TextEncoder().encode(body).length === bytes;
	return isText ? body : JSON.stringify(body);
}

function quoteHeader(name: string, value: string): string {
	// An empty header is left out by curl unless it ends like this.
	if (value === '') return quoteWord(`${name};`);
	if (!value.includes(HIDDEN)) return quoteWord(`${name}: ${value}`);
	// Only the shell's own value stands in double quotes: the name came from outside.
	return name === 'authorization' ? `'authorization: Bearer '"$TOKEN"` : `${quoteWord(`${name}: `)}"$SECRET"`;
}
