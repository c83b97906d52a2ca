// What the text of a `$ref` points to, and whether it may: only files below the document's own folder.

import { isAbsolute, relative, resolve, sep } from 'node:path';
import { findRealPath } from '../files/real-path.ts';

/** Where a reference leads. `fragment` comes without `#`, as written. */
export type ReferenceTarget =
	| { kind: 'here'; fragment: string }
	| { kind: 'file'; path: string; fragment: string }
	| { kind: 'remote'; url: string; fragment: string }
	/** `path`: where a file was looked for that is not there. */
	| { kind: 'refused'; why: 'outside' | 'remote' | 'missing'; message: string; path?: string };

/** Where the file stands in which the reference is written. */
export interface ReferenceBase {
	/** Its own folder, absolute; absent for a document given as a value. */
	folder?: string;
	/** The folder that no reference may leave, absolute and real. */
	top?: string;
	/** The address of a file that was fetched. */
	url?: string;
}

/** Reads a reference, `parts\order.yaml` as `parts/order.yaml`. Touches the disk only for relative ones, to see through symbolic links. */
export function readReference(reference: string, base: ReferenceBase): ReferenceTarget {
	const hash = reference.indexOf('#');
	const address = hash < 0 ? reference : reference.slice(0, hash);
	const fragment = hash < 0 ? '' : reference.slice(hash + 1);
	if (address === '') return { kind: 'here', fragment };
	const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase();
	if (scheme === 'http' || scheme === 'https') return { kind: 'remote', url: address, fragment };
	if (scheme === 'file') return refuse('outside', `"${reference}" names a file by an address of its own`);
	if (scheme !== undefined) return refuse('missing', `"${reference}" names nothing in this document`);
	if (base.url !== undefined) return resolveRemote(reference, { address, fragment, base: base.url });
	if (address.startsWith('//')) return refuse('remote', `"${reference}" leads to another host`);
	if (isAbsolute(address) || /^[a-z]:|^\\/i.test(address)) {
		return refuse('outside', `"${reference}" is an absolute path`);
	}
	if (base.folder === undefined || base.top === undefined) {
		return refuse('outside', `"${reference}" is relative, and this document stands in no folder`);
	}
	const path = findFile(base.folder, address);
	// Whether it exists is nobody's business outside the folder, so that is asked first.
	if (!isWithin(base.top, resolve(base.folder, decodePath(address)))) {
		return refuse('outside', `"${reference}" leaves the document's folder`);
	}
	if (path === undefined) {
		const slashed = address.replaceAll('\\', '/');
		// Windows writes paths so.
		if (slashed !== address) return readReference(slashed + reference.slice(address.length), base);
		const wanted = resolve(base.folder, decodePath(address));
		return { ...refuse('missing', `"${reference}" names a file that does not exist`), path: wanted };
	}
	if (!isWithin(base.top, path)) return refuse('outside', `"${reference}" leaves the document's folder by a link`);
	return { kind: 'file', path, fragment };
}

function resolveRemote(reference: string, args: { address: string; fragment: string; base: string }): ReferenceTarget {
	try {
		const url = new URL(args.address, args.base);
		return { kind: 'remote', url: url.href, fragment: args.fragment };
	} catch {
		return refuse('missing', `"${reference}" is no address`);
	}
}

function findFile(folder: string, address: string): string | undefined {
	for (const name of new Set([decodePath(address), address])) {
		try {
			return findRealPath(resolve(folder, name));
		} catch {
			// The next spelling may exist; if none does, the caller says so.
		}
	}
	return undefined;
}

function isWithin(top: string, path: string): boolean {
	const way = relative(top, path);
	return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function decodePath(address: string): string {
	try {
		return decodeURIComponent(address).replaceAll('\0', '%00');
	} catch {
		return address;
	}
}

function refuse(why: 'outside' | 'remote' | 'missing', message: string): Extract<ReferenceTarget, { kind: 'refused' }> {
	return { kind: 'refused', why, message };
}
