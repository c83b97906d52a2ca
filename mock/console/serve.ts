// The console's page and its files over HTTP. They hold no secrets: what they show, they get from the control API.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Assets, openAssets } from './assets.ts';

/** Nothing from elsewhere, nothing inline, no strings as markup; and nobody puts the page into a frame. */
const POLICY = [
	"default-src 'self'",
	"script-src 'self'",
	"style-src 'self'",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	'trusted-types lit-html',
].join('; ');

const GUARDING = {
	'Content-Security-Policy': POLICY,
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	// Kept, and asked for again each time: an updated mock never meets an old page.
	'Cache-Control': 'no-cache',
};

/** Whether a path (without its query) is one of the console's: `/__admin`, `/__admin/` and what lies below `/__admin/console/`. */
export function isConsolePath(path: string): boolean {
	return path === '/__admin' || path === '/__admin/' || path.startsWith('/__admin/console/');
}

let assets: Assets | undefined;

/**
 * Answers GET and HEAD of a console path. False: there is no such file, or another method was asked for; nothing was
 * sent. Each file is read with the first call for it. Rejects with what reading it throws.
 */
export async function serveConsole(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
	if (request.method !== 'GET' && request.method !== 'HEAD') return false;
	if (path === '/__admin') {
		response.writeHead(308, { ...GUARDING, Location: '__admin/', 'Content-Length': '0' }).end();
		return true;
	}
	assets ??= openAssets();
	const asset = await assets.get(path.slice('/__admin/'.length));
	if (!asset) return false;
	const headers = { ...GUARDING, ETag: asset.etag, Vary: 'Accept-Encoding' };
	if (request.headers['if-none-match']?.includes(asset.etag)) {
		response.writeHead(304, headers).end();
		return true;
	}
	const isGzipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''));
	const bytes = isGzipped ? asset.gzipped : asset.bytes;
	response.writeHead(200, {
		...headers,
		'Content-Type': asset.type,
		'Content-Length': String(bytes.length),
		...(isGzipped && { 'Content-Encoding': 'gzip' }),
	});
	response.end(request.method === 'HEAD' ? undefined : bytes);
	return true;
}
