// The address by which clients know the broker, which its links begin with.

import type { IncomingHttpHeaders } from 'node:http';

const HOST = /^(?:\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::\d{1,5})?$/;

/**
 * What was given (`--public-url`), else what a proxy in front says of itself (`X-Forwarded-Proto`, `-Host`, `-Port`: the first of a
 * list), else the request's own Host.
 */
export function readPublicBase(headers: IncomingHttpHeaders, publicUrl: string | undefined): string {
	if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
	const proto = readFirst(headers, 'x-forwarded-proto') === 'https' ? 'https' : 'http';
	const forwarded = readFirst(headers, 'x-forwarded-host');
	if (forwarded === undefined || !HOST.test(forwarded)) return `${proto}://${headers.host ?? 'localhost'}`;
	const port = readFirst(headers, 'x-forwarded-port');
	const isUsual = port === (proto === 'https' ? '443' : '80');
	const hasPort = /:\d+$/.test(forwarded);
	return `${proto}://${forwarded}${port !== undefined && /^\d{1,5}$/.test(port) && !isUsual && !hasPort ? `:${port}` : ''}`;
}

function readFirst(headers: IncomingHttpHeaders, name: string): string | undefined {
	const value = headers[name];
	const [first] = (Array.isArray(value) ? value.join(',') : (value ?? '')).split(',');
	return first?.trim() === '' ? undefined : first?.trim();
}
