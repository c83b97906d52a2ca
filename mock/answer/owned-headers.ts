// Headers that are the server's own: what it sends of them is true, whatever a document or a script shows.

import type { Answer } from '../types/answer.ts';

const OWNED: ReadonlySet<string> = new Set([
	'connection',
	'content-encoding',
	'content-length',
	'content-type',
	'date',
	'keep-alive',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
	'x-content-type-options',
]);

/** Whether the server sets a header itself; `name` in lower case. `Access-Control-*` is its own for requests of another origin. */
export function isOwnedHeader(name: string): boolean {
	return OWNED.has(name) || name.startsWith('x-mock-');
}

/** Sets a header, in the place of one that differs from it in case only. */
export function setHeader(headers: Record<string, string>, name: string, value: string): void {
	const lower = name.toLowerCase();
	for (const key of Object.keys(headers)) if (key !== name && key.toLowerCase() === lower) delete headers[key];
	headers[name] = value;
}

/** Sets the cookies, in the place of all that were set. */
export function setCookies(answer: Answer, cookies: readonly string[]): void {
	for (const key of Object.keys(answer.headers)) if (key.toLowerCase() === 'set-cookie') delete answer.headers[key];
	answer.cookies = cookies;
}

/** The value of a header by its name in lower case, however it is written. */
export function findHeader(headers: Readonly<Record<string, string>>, name: string): string | undefined {
	for (const key in headers) if (key.length === name.length && key.toLowerCase() === name) return headers[key];
	return undefined;
}
