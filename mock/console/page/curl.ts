// Requests as lines for a shell.

import type { Exchange } from './control-types.ts';
import { writeBodyWords } from './curl-body.ts';
import { quoteWord } from './quote-word.ts';

/** What curl sets itself, and what belongs to the connection. */
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding', 'expect']);
const HIDDEN = '[redacted]';
/** What the mock's samples have for a token that only the user has. */
export const OWN_TOKEN = '$TOKEN';

/** A line of curl, and what it does not say of the request, in words. */
export interface CurlLine {
	text: string;
	missing: readonly string[];
}

/** A request that is a sample; headers are pairs of name and value. */
export interface CurlSample {
	method: string;
	/** Path and query. */
	target: string;
	headers: readonly (readonly string[])[];
	body?: string | undefined;
}

/**
 * A line of curl that sends the request again. Where the journal hides credentials, the line has `$TOKEN` (a Bearer token) or
 * `$SECRET`, for the shell to fill in. `origin` is the mock's scheme, host and port.
 */
export function formatCurl({ request, session }: Exchange, { origin }: { origin: string }): CurlLine {
	const { method, target, headers, body, bodyBytes, truncated } = request;
	const path = target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
	const missing: string[] = [];
	const sent: string[] = [];
	if (path.includes(HIDDEN)) missing.push('a value in the address, which the journal hides');
	let hasSession = session === 'default' || path.startsWith('/__session/');
	for (const [name, value] of Object.entries(headers)) {
		if (LEFT_OUT.has(name) || name.startsWith('sec-')) continue;
		if (name === 'x-mock-session') hasSession = true;
		for (const one of Array.isArray(value) ? value : [String(value)]) {
			if (one.includes(HIDDEN)) missing.push(`the ${name}, which the journal hides`);
			sent.push(quoteHeader(name, one));
		}
	}
	if (!hasSession) sent.push(quoteWord(`x-mock-session: ${session}`));
	const text = truncated || body === undefined ? undefined : formatBody(body, bodyBytes);
	if (truncated) missing.push(`the body of ${bodyBytes} bytes, of which the journal has kept the beginning only`);
	else if (body === undefined && bodyBytes > 0) missing.push(`the body, ${bodyBytes} bytes that are no text`);
	// Else curl would say that it is a form.
	if (text !== undefined && headers['content-type'] === undefined) sent.push("'content-type:'");
	return {
		text: joinWords({
			method,
			url: origin + path,
			headers: sent,
			body: text === undefined ? undefined : ['--data-raw', quoteWord(text)],
			isExact: true,
		}),
		missing,
	};
}

/** A line of curl for a sample of a request, e.g. `curl -i -X DELETE $MOCK/v1/orders/42 -H 'Authorization: Bearer x'`. */
export function formatSampleCurl({ method, target, headers, body }: CurlSample, base: string): string {
	const type = headers.find(([name]) => name?.toLowerCase() === 'content-type');
	const written = body === undefined ? undefined : writeBodyWords(body, type?.[1] ?? '');
	const own = written?.isForm ? headers.filter((header) => header !== type) : headers;
	const sent = own.map((header) => quoteSample(header.join(': ')));
	return joinWords({ method, url: base + target, headers: sent, body: written?.words, isExact: false });
}

/** The one place that puts a line together; headers are words of the shell already. */
function joinWords(args: {
	method: string;
	url: string;
	headers: readonly string[];
	/** The words that send it. */
	body: readonly string[] | undefined;
	/** What was sent, byte by byte: neither brackets nor dots in the address, nor an @ in the body, are curl's to understand. */
	isExact: boolean;
}): string {
	const { method, url, headers, body, isExact } = args;
	const isPlain = !isExact && method === (body === undefined ? 'GET' : 'POST');
	const verb = method === 'HEAD' ? ['-I'] : isPlain ? [] : ['-X', quoteWord(method)];
	return [
		...['curl', '-i', ...(isExact ? ['-g', '--path-as-is'] : []), ...verb, quoteWord(url)],
		...headers.flatMap((header) => ['-H', header]),
		...(body ?? []),
	].join(' ');
}

/** A token that only the user has is for the shell to fill in. */
function quoteSample(text: string): string {
	return text.endsWith(OWN_TOKEN) ? `${quoteWord(text.slice(0, -OWN_TOKEN.length))}"${OWN_TOKEN}"` : quoteWord(text);
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
