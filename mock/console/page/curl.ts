// Requests as lines for a shell or a test.

import type { Exchange } from './types.ts';

/** What curl sets itself, or what belongs to the connection. */
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding', 'expect']);

/** The text as one word of a POSIX shell. */
export function quoteWord(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A line of curl that sends the request again; credentials, which the journal hides, as `[redacted]`. */
export function formatCurl({ request, session }: Exchange, { root }: { root: string }): string {
	const { method, target, headers, body } = request;
	const path = target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
	const words = ['curl', '-i', '-X', quoteWord(method), quoteWord(root + path)];
	let hasSession = session === 'default' || path.startsWith('/__session/');
	for (const [name, value] of Object.entries(headers)) {
		if (LEFT_OUT.has(name)) continue;
		if (name === 'x-mock-session') hasSession = true;
		for (const one of Array.isArray(value) ? value : [String(value)]) words.push('-H', quoteWord(`${name}: ${one}`));
	}
	if (!hasSession) words.push('-H', quoteWord(`x-mock-session: ${session}`));
	if (body !== undefined) words.push('--data-raw', quoteWord(typeof body === 'string' ? body : JSON.stringify(body)));
	return words.join(' ');
}

/** The ways in which a request names its session. */
export const WAYS = ['header', 'cookie', 'path'] as const;
export type Way = (typeof WAYS)[number];

/** Lines that join a session: a link to the page, curl, fetch, and Playwright. */
export function formatJoin(args: { root: string; session: string; way: Way }): { name: string; text: string }[] {
	const { root, session, way } = args;
	const base = way === 'path' ? `${root}/__session/${session}` : root;
	const curl = { header: ` -H 'X-Mock-Session: ${session}'`, cookie: ` -b 'mock-session=${session}'`, path: '' }[way];
	const fetchWith = {
		header: `, { headers: { 'X-Mock-Session': '${session}' } }`,
		cookie: `, { headers: { cookie: 'mock-session=${session}' } }`,
		path: '',
	}[way];
	const playwright = {
		header: `await page.setExtraHTTPHeaders({ 'X-Mock-Session': '${session}' });`,
		cookie: `await context.addCookies([{ name: 'mock-session', value: '${session}', url: '${root}' }]);`,
		path: `const page = await browser.newPage({ baseURL: '${base}/' });`,
	}[way];
	return [
		{ name: 'curl', text: `curl -i${curl} ${base}/` },
		{ name: 'fetch', text: `await fetch('${base}/'${fetchWith});` },
		{ name: 'Playwright', text: playwright },
	];
}
