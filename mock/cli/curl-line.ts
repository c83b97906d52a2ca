// A call as a line of curl.

import { OWN_TOKEN, type SampleCall } from '../sample/sample-call.ts';

/** `curl -i -X DELETE http://127.0.0.1:4010/v1/orders/42 -H 'Authorization: Bearer x'`. */
export function formatCurl({ method, target, headers, body }: SampleCall, url: string): string {
	const verb = method === 'HEAD' ? ' --head' : method === (body ? 'POST' : 'GET') ? '' : ` -X ${method}`;
	const words = headers.map(([name, value]) => `-H ${quoteHeader(`${name}: ${value}`)}`);
	if (body !== undefined) words.push(`-d ${quote(body)}`);
	return ['curl', `-i${verb}`, quote(url + target), ...words].join(' ');
}

/** The text as one word of a POSIX shell. */
export function quote(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The shell fills in the user's own token. */
function quoteHeader(text: string): string {
	return text.endsWith(OWN_TOKEN) ? `${quote(text.slice(0, -OWN_TOKEN.length))}"${OWN_TOKEN}"` : quote(text);
}
