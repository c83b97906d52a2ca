// A request as it came in, and as the check leaves it: what all steps read.

import type { Readable } from 'node:stream';
import type { JsonValue, Operation } from '../../spec/index.ts';
import type { Finding } from './finding.ts';

/** A request as it came in, before anything is known about it. Header names are in lower case. */
export interface MockRequest {
	/** Upper case, e.g. `GET`. */
	method: string;
	/** The raw target, e.g. `/v1/orders/42?limit=1`. */
	target: string;
	/** The raw path, still percent-encoded, without the query and without a `/__session/<name>` prefix. */
	path: string;
	/** What stands after `?`, raw; `''` when there is none. */
	query: string;
	/** Values of a repeated header are joined by `, ` as Node does it. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	/** Name, value, name, value … as sent. */
	rawHeaders: readonly string[];
}

/** The body's bytes, or why they could not be had. */
export type BodyRead =
	| { ok: true; bytes: Uint8Array }
	| { ok: false; status: 400 | 408 | 413 | 415; finding: Finding }
	| { ok: false; status: 'aborted'; finding: Finding };

/** A body as it is passed on. */
export interface CapturedBody {
	/** As it came, still encoded: all of it, or its beginning. Empty: there is none. */
	raw: Uint8Array;
	/** What is still to come; absent: `raw` is all. */
	rest?: Readable;
	/** `raw` is what somebody in front of the mock had decoded. */
	isDecoded?: boolean;
	/** The whole, decoded; or why it can't be looked at. */
	read: BodyRead;
}

/** The request, read and checked: parameters have the types that the document gives them. */
export interface CheckedRequest {
	request: MockRequest;
	operation: Operation;
	path: ReadonlyMap<string, JsonValue>;
	query: ReadonlyMap<string, JsonValue>;
	/** Names in lower case. */
	header: ReadonlyMap<string, JsonValue>;
	cookie: ReadonlyMap<string, JsonValue>;
	/** The parsed body; `undefined` where there is none. */
	body: JsonValue | undefined;
	/** Whole numbers in the body that were read as others, because a double can't hold them; absent: there is none. */
	inexact?: readonly (InexactNumber & { isDeclared: boolean })[] | undefined;
	/** The file that came with it: the only one of a form, or the body itself; absent: there is none. */
	upload?: Upload | undefined;
}

/** What of a request only its owner may read. */
export interface RequestSecrets {
	/** In its path and query, the longest first. */
	texts: readonly string[];
	/** The entity that it is about goes by a password. */
	hasSecretKey: boolean;
}

/** What a client says of a file that it sends. */
export interface Upload {
	/** E.g. `scan.pdf`; `undefined`: nobody said. */
	name: string | undefined;
	/** E.g. `application/pdf`; `''`: nobody said. */
	type: string;
	bytes: number;
}

/** A whole number that was read as another one. */
export interface InexactNumber {
	/** As the body has it: `'9007199254740993'`. */
	written: string;
	/** Names and indexes that lead to it. */
	path: readonly (string | number)[];
}
