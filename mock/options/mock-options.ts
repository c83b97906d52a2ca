// What a mock can be told.

import type { JsonObject } from '../../spec/index.ts';
import type { ForwardRule } from '../types/forward-mode.ts';

/** All that a mock can be told; every field has a default (options.ts). */
export interface MockOptions {
	/** Paths, or documents as values. Default: the ones that ship. */
	documents: readonly (string | JsonObject)[];
	/** Overlay files, applied in order to every document. */
	overlays: readonly string[];
	/** Folder of scenario files; `undefined`: the one that ships when the default documents are served, else none. */
	scenarios: string | undefined;
	/** The scenario that each new session starts with. */
	scenario: string | undefined;
	port: number;
	host: string;
	/** Given: ids, numbers and time are the same in every run, and the clock stands still until it is moved. */
	seed: number | undefined;
	/** The language of made-up names and texts, one of Faker's: `de`, `pt-BR`. Default: English names, Latin sentences. */
	locale: string | undefined;
	/** Generate data rather than use the document's examples. */
	dynamic: boolean;
	auth: 'present' | 'off' | 'verify';
	/** A JWKS file or value, for `verify`. */
	jwks: string | JsonObject | undefined;
	/** Applies to every answer, in ms. */
	delayMs: { min: number; max: number } | undefined;
	cors: boolean;
	watch: boolean;
	/** No scenario file is written or removed by the control API. */
	readOnly: boolean;
	strictSessions: boolean;
	maxSessions: number;
	/** Exchanges kept by each session. */
	journal: number;
	/** Bytes kept by each session's journal. */
	journalBytes: number;
	/** Every resource begins with so many generated entities; 0: those that can be created begin empty. */
	fill: number;
	/** Files of entities, rows by resource, with which every session begins. */
	rows: readonly string[];
	/** `auth: 'verify'` wants every token to say when it ends (`exp`, RFC 7519 §4.1.4). */
	requireExp: boolean;
	/** Entities of one resource in one session. */
	maxEntities: number;
	/** Bytes of a request body. */
	maxBody: number;
	/** Refuse requests that don't fit the document; else what doesn't fit is told, and left out. */
	validateRequests: boolean;
	allowRemoteRefs: boolean;
	/** Hosts that callbacks may go to, besides this machine, e.g. `hooks.test` or `10.0.0.5:8080`. */
	callbackHosts: readonly string[];
	/** The address of the real API that requests are passed on to, e.g. `http://localhost:8000`; `undefined`: none is. */
	upstream: string | undefined;
	/** Which requests are: those of operations that the upstream has (`available`), `all`, `unmatched`, or a list of operations, tags and paths. */
	forward: ForwardRule;
	/** So long the upstream may take until it answers, and its answer may stand still, in ms. */
	upstreamTimeoutMs: number;
	/** A PEM file of certificates that are trusted for the upstream besides those of Node. */
	upstreamCa: string | undefined;
	/** What does not fit the document, in a forwarded request or its answer, is refused (422, 500) rather than told. */
	errors: boolean;
	/** Guess effects for documents that declare none. */
	infer: boolean;
	adminToken: string | undefined;
	/** Further `Host` values that the control API answers to, e.g. `mock.test:8080`. */
	adminHosts: readonly string[];
	/** What this mock calls itself in `X-Mock-Instance` and to who may steer it, where several share the sessions. */
	instance: string | undefined;
	log: 'pretty' | 'json' | 'silent';
}
