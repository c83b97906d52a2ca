// Calls of the control API, typed by its document: the operation's name decides what goes in and what comes back.

import type { operations } from '../api.ts';
import type { Problem } from './control-types.ts';

/** The operations that the page calls: method, and path below `/__admin/`. */
const CALLS = {
	getHealth: ['GET', 'health'],
	listScenarios: ['GET', 'scenarios'],
	saveScenario: ['PUT', 'scenarios/{scenario}'],
	checkScenario: ['POST', 'check-scenario'],
	getScenario: ['GET', 'scenarios/{scenario}'],
	listOperations: ['GET', 'operations'],
	getOperation: ['GET', 'operations/{operation}'],
	makeAnswer: ['POST', 'operations/{operation}/answer'],
	checkCue: ['POST', 'check-cue'],
	listResources: ['GET', 'resources'],
	listSessions: ['GET', 'sessions'],
	getSession: ['GET', 'sessions/{session}'],
	getEntity: ['GET', 'sessions/{session}/resources/{resource}/{key}'],
	deleteSession: ['DELETE', 'sessions/{session}'],
	useScenario: ['PUT', 'sessions/{session}/scenario'],
	resetSession: ['POST', 'sessions/{session}/reset'],
	addCue: ['POST', 'sessions/{session}/cues'],
	clearCues: ['DELETE', 'sessions/{session}/cues'],
	listRequests: ['GET', 'sessions/{session}/requests'],
	clearRequests: ['DELETE', 'sessions/{session}/requests'],
	replayRequest: ['POST', 'sessions/{session}/requests/{id}/replay'],
	sendRequest: ['POST', 'sessions/{session}/send'],
	replaySnapshot: ['POST', 'sessions/{session}/replay'],
	exportRequests: ['GET', 'sessions/{session}/requests.har'],
	importRequests: ['POST', 'sessions/{session}/import'],
	recordSession: ['POST', 'sessions/{session}/record'],
	getRequest: ['GET', 'sessions/{session}/requests/{id}'],
	listEntities: ['GET', 'sessions/{session}/resources/{resource}'],
	generateEntities: ['POST', 'sessions/{session}/generate'],
	changeEntities: ['POST', 'sessions/{session}/change'],
	createEntity: ['POST', 'sessions/{session}/resources/{resource}'],
	patchEntity: ['PATCH', 'sessions/{session}/resources/{resource}/{key}'],
	deleteEntity: ['DELETE', 'sessions/{session}/resources/{resource}/{key}'],
	getClock: ['GET', 'sessions/{session}/clock'],
	setClock: ['PUT', 'sessions/{session}/clock'],
	getSnapshot: ['GET', 'sessions/{session}/snapshot'],
	restoreSnapshot: ['PUT', 'sessions/{session}/snapshot'],
	getCoverage: ['GET', 'coverage'],
	getUpstream: ['GET', 'upstream'],
	setUpstream: ['PUT', 'upstream'],
	listTimeline: ['GET', 'sessions/{session}/timeline'],
	undo: ['POST', 'sessions/{session}/undo'],
} as const satisfies Partial<Record<keyof operations, readonly [method: string, path: string]>>;

type Called = keyof typeof CALLS;
type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;
type Value<Id extends Called> = operations[Id]['responses'] extends infer All
	? All extends { 200: infer Response }
		? Json<Response>
		: All extends { 201: infer Response }
			? Json<Response>
			: undefined
	: never;
type Body<Id extends Called> = operations[Id] extends { requestBody: { content: { 'application/json': infer Sent } } }
	? { body: Sent }
	: NonNullable<operations[Id]['requestBody']> extends { content: { 'application/json': infer Sent } }
		? { body?: Sent }
		: { body?: never };
type Path<Id extends Called> = operations[Id]['parameters'] extends { path: infer Values }
	? { path: Values }
	: { path?: never };
type Header<Id extends Called> = { header?: NonNullable<operations[Id]['parameters']['header']> };
type Query<Id extends Called> = { query?: NonNullable<operations[Id]['parameters']['query']> };
export type Args<Id extends Called> = Path<Id> & Body<Id> & Query<Id> & Header<Id>;

/** What came of a call; status 0: the mock did not answer. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; status: number; problem: Problem };

const TOKEN = 'stunt-double-token';
/** Where the control API is: the page stands in its root. */
export const API_ROOT = new URL('./', document.baseURI);
/** Where the mock itself is. */
export const MOCK_ROOT = API_ROOT.href.replace(/(\/__session\/[^/]+)?\/__admin\/$/, '');

/** The session in whose name the page was opened: `/__session/<name>/__admin/`. */
export const OWN_SESSION = /\/__session\/([^/]+)\/__admin\/$/.exec(API_ROOT.pathname)?.[1] ?? 'default';

/** The admin token, kept for this tab. */
export function readToken(): string {
	return sessionStorage.getItem(TOKEN) ?? '';
}

/** Keeps the admin token for this tab; empty: forgets it. */
export function keepToken(token: string): void {
	if (token === '') sessionStorage.removeItem(TOKEN);
	else sessionStorage.setItem(TOKEN, token);
}

/** Headers that every call carries. */
export function authorize(): Record<string, string> {
	const token = readToken();
	return token === '' ? {} : { authorization: `Bearer ${token}` };
}

/** Calls an operation. Never rejects. */
export async function call<Id extends Called>(id: Id, args: Args<Id>): Promise<Result<Value<Id>>> {
	const [method, template] = CALLS[id];
	const {
		path = {},
		query = {},
		header = {},
		body,
	} = args as Record<'path' | 'query' | 'header', object> & {
		body?: unknown;
	};
	const values = new Map(Object.entries(path));
	// In a path these two stand for other places (RFC 3986 §5.2.4), however they are encoded.
	if ([...values.values()].some((value) => value === '.' || value === '..')) {
		return refuse('What is called . or .. can not be reached from here.');
	}
	const url = new URL(
		template.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(values.get(name)))),
		API_ROOT,
	);
	for (const [name, value] of Object.entries(query)) {
		for (const one of [value].flat()) url.searchParams.append(name, String(one));
	}
	try {
		const response = await fetch(url, {
			method,
			headers: { ...authorize(), ...header, ...(body !== undefined && { 'content-type': 'application/json' }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(30_000),
		});
		const text = await response.text();
		const value: unknown = text === '' ? undefined : JSON.parse(text);
		if (response.ok) return { ok: true, value: value as Value<Id> };
		return { ok: false, status: response.status, problem: value as Problem };
	} catch {
		return refuse('The mock does not answer.');
	}
}

function refuse(detail: string): { ok: false; status: number; problem: Problem } {
	return { ok: false, status: 0, problem: { type: 'about:blank', title: 'No answer', status: 503, detail } };
}
