// An entry of a HAR 1.2 as browsers, Postman and Playwright write it; what they add beside it (`_…`) is passed over.

import { getList, getObject, getOwn, getString, isObject, type JsonObject, type JsonValue } from '../../spec/index.ts';
import { splitSessionPrefix } from '../request/session.ts';
import type { MockRequest } from '../types/request.ts';

/** What an entry says. */
export interface HarEntry {
	/** Scheme, host and port: `https://shop.test`. */
	origin: string;
	request: MockRequest;
	requestBody: string;
	/** 0: no answer came. */
	status: number;
	headers: Record<string, string>;
	/** `undefined`: it was not kept. */
	body: string | Uint8Array | undefined;
	/** Epoch ms; 0: it doesn't say. */
	atMs: number;
	durationMs: number;
	/** A body of it lies in a file beside the HAR (`_file`), and did not come along. */
	lacksBody: boolean;
}

/** The entries of a HAR; empty: it is none, or has none. */
export function listHarEntries(har: JsonValue): JsonObject[] {
	return getList(getObject(har, 'log'), 'entries').filter(isObject);
}

/** Reads an entry; `undefined`: it says no request. */
export function readHarEntry(entry: JsonObject): HarEntry | undefined {
	const [request, response] = [getObject(entry, 'request'), getObject(entry, 'response')];
	const url = getString(request, 'url') ?? '';
	const method = getString(request, 'method');
	if (method === undefined || !URL.canParse(url)) return undefined;
	const { pathname, search, origin } = new URL(url);
	const rawHeaders = readHeaders(request).flat();
	const headers: Record<string, string> = Object.create(null);
	for (const [name, value] of readHeaders(request)) headers[name.toLowerCase()] = value;
	const answered: Record<string, string> = {};
	for (const [name, value] of readHeaders(response)) answered[name] = value;
	const content = getObject(response, 'content');
	const text = getString(content, 'text');
	const atMs = Date.parse(getString(entry, 'startedDateTime') ?? '');
	return {
		origin,
		request: {
			method: method.toUpperCase(),
			target: `${pathname}${search}`,
			path: splitSessionPrefix(pathname).path,
			query: search.slice(1),
			headers,
			rawHeaders,
		},
		requestBody: readPostData(getObject(request, 'postData')),
		status: Number(getOwn(response, 'status') ?? 0),
		headers: answered,
		body: getOwn(content, 'encoding') === 'base64' ? Buffer.from(text ?? '', 'base64') : text,
		atMs: Number.isFinite(atMs) ? atMs : 0,
		durationMs: Math.max(0, Number(getOwn(entry, 'time') ?? 0) || 0),
		lacksBody: [content, getObject(request, 'postData')].some(isDetached),
	};
}

function isDetached(holder: JsonObject | undefined): boolean {
	return getString(holder, 'text') === undefined && getString(holder, '_file') !== undefined;
}

/** Some write a form as its fields alone. */
function readPostData(data: JsonObject | undefined): string {
	const text = getString(data, 'text');
	if (text !== undefined) return text;
	const fields = getList(data, 'params').map((one): [string, string] => [
		getString(one, 'name') ?? '',
		String(getOwn(one, 'value') ?? ''),
	]);
	return fields.length === 0 ? '' : String(new URLSearchParams(fields));
}

/** Pseudo headers of HTTP/2 (`:path`) are none. */
function readHeaders(message: JsonObject | undefined): [name: string, value: string][] {
	return getList(message, 'headers').flatMap((header): [string, string][] => {
		const name = getString(header, 'name') ?? '';
		return name === '' || name.startsWith(':') ? [] : [[name, String(getOwn(header, 'value') ?? '')]];
	});
}
