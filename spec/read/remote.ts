// Files at http(s) addresses: read only where the user allows it, within limits.

import { createHash } from 'node:crypto';
import { StartupError } from '../errors.ts';
import { MAX_SOURCE_BYTES, parseSource, readBytes, type Source } from './source.ts';

const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;

/** A file at an address as it was read: by what its server tells whether it has changed (RFC 9110 §8.8), and its bytes' digest. */
export interface Edition {
	etag?: string;
	lastModified?: string;
	digest: string;
}

/** Whether an address may be read at all; asked again for each redirect. */
export type MayFetch = (url: string) => boolean;

/** What is asked for: the document itself, or a file that one refers to. Chooses codes and remedies. */
export type RemoteRole = 'document' | 'reference';

/** Whether a text names a document by an http(s) address. */
export function isAddress(source: string): boolean {
	return /^https?:\/\//i.test(source);
}

/** Whether an address leads to this machine by its loopback interface: `localhost`, `127.0.0.0/8`, `[::1]`. */
export function isLoopbackAddress(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { hostname } = new URL(url);
	return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/**
 * Fetches one file, in ten seconds and 64 MiB at most. Throws a StartupError: `document.address` for a document,
 * `document.reference-remote` for what one refers to, and those of `parseSource`.
 */
export async function fetchSource(
	url: string,
	args: { role: RemoteRole; mayFetch: MayFetch },
): Promise<{ source: Source; edition: Edition }> {
	const answer = await fetchFile(url, args);
	const text = readBytes(answer.bytes ?? new Uint8Array(), { kind: 'document', shown: url });
	return { source: parseSource({ file: url, text }), edition: answer.edition };
}

/** The bytes of a file; `undefined`: the server says that it is as it was (`known`). Throws as `fetchSource` does. */
export async function fetchFile(
	url: string,
	args: { role: RemoteRole; mayFetch: MayFetch; known?: Edition | undefined },
): Promise<{ bytes: Uint8Array | undefined; edition: Edition }> {
	const { role, known } = args;
	try {
		const response = await follow(url, args);
		if (response.status === 304 && known) return { bytes: undefined, edition: known };
		if (!response.ok) throw refuse(url, `answered ${response.status}`, role);
		const bytes = await readBody(response, url, role);
		return { bytes, edition: readEdition(response.headers, bytes) };
	} catch (error) {
		if (error instanceof StartupError) throw error;
		const why = error instanceof Error && error.name === 'TimeoutError' ? 'took longer than 10 s' : "can't be reached";
		throw refuse(url, why, role, error);
	}
}

async function follow(
	url: string,
	{ role, mayFetch, known }: { role: RemoteRole; mayFetch: MayFetch; known?: Edition | undefined },
): Promise<Response> {
	const signal = AbortSignal.timeout(TIMEOUT_MS);
	const headers = {
		accept: 'application/json, application/yaml, text/yaml, */*;q=0.1',
		...(known?.etag !== undefined && { 'if-none-match': known.etag }),
		...(known?.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
	};
	let at = url;
	for (let count = 0; count <= MAX_REDIRECTS; count++) {
		if (!mayFetch(at)) throw refuseHost(url, at, role);
		const { username, password } = new URL(at);
		if (username || password) throw refuse(url, 'holds a user or a password, which is not sent', role);
		const response = await fetch(at, { signal, headers, redirect: 'manual' });
		const location = response.headers.get('location');
		if (response.status < 301 || response.status > 308 || response.status === 304 || location === null) return response;
		await response.body?.cancel();
		if (!URL.canParse(location, at)) throw refuse(url, `is redirected to ${location}, which is no address`, role);
		at = new URL(location, at).href;
	}
	throw refuse(url, `is redirected more than ${MAX_REDIRECTS} times`, role);
}

function readEdition(headers: Headers, bytes: Uint8Array): Edition {
	const etag = headers.get('etag');
	const lastModified = headers.get('last-modified');
	const digest = createHash('sha256').update(bytes).digest('hex');
	return { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }), digest };
}

async function readBody(response: Response, url: string, role: RemoteRole): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.byteLength;
		if (size > MAX_SOURCE_BYTES) throw refuse(url, 'is larger than 64 MiB', role);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function refuseHost(url: string, at: string, role: RemoteRole): StartupError {
	const what = at === url ? 'is on another host' : `is redirected to another host, ${new URL(at).origin}`;
	return refuse(url, what, role, undefined, 'allow it with --allow-remote-refs, or save a copy of it');
}

const REMEDIES: Record<RemoteRole, string> = {
	document: 'check the address, and that its server runs',
	reference: 'keep a copy beside the document',
};

function refuse(
	url: string,
	why: string,
	role: RemoteRole,
	cause?: unknown,
	remedy: string = REMEDIES[role],
): StartupError {
	return new StartupError({
		code: role === 'document' ? 'document.address' : 'document.reference-remote',
		message: `${url} ${why}`,
		remedy,
		cause,
	});
}
