// Every shipped scenario as a play: what is called, and what its title promises. Played straight against the mock by the
// sweeps, and through Prism by the referee.

import { BASE, CREATE } from './mock.ts';

/** The shipped operations by a short name. */
export const OPERATIONS = {
	create: 'createIdentityDocumentIdentification',
	cancel: 'cancelIdentityDocumentIdentification',
	get: 'getIdentityDocumentIdentificationMetadata',
	validate: 'validateIdentityDocumentIdentification',
} as const;
export type OperationName = keyof typeof OPERATIONS;
export const OPERATION_NAMES = Object.keys(OPERATIONS) as OperationName[];

/** What comes of a call: a status, or how it ends without a whole answer. */
export type Outcome = number | 'reset' | 'hang' | 'truncated';
/** One call, and what is to come of it; `body` is part of the answer's body. */
export type Scene = readonly [operation: OperationName, outcome: Outcome, body?: object];

const all = (outcome: Outcome): Scene[] => OPERATION_NAMES.map((operation) => [operation, outcome]);

/** For each scenario its acts, each played from the scenario's start. */
export const PLAYS: Readonly<Record<string, readonly (readonly Scene[])[]>> = {
	'happy-path': [
		[
			['get', 200, { status: 'PENDING' }],
			['validate', 204],
			['get', 200, { status: 'VALIDATED' }],
			['cancel', 409],
			['create', 200],
		],
		[
			['cancel', 204],
			['get', 200, { status: 'CANCELLED' }],
			['validate', 409],
		],
	],
	'unknown-identification': [
		[
			['get', 404],
			['validate', 404],
			['cancel', 404],
			['create', 200],
		],
	],
	'already-cancelled': [refusedIn('CANCELLED')],
	'already-validated': [refusedIn('VALIDATED')],
	expired: [refusedIn('EXPIRED')],
	'conflict-once': [
		[
			['get', 200],
			['cancel', 409],
			['get', 200, { status: 'PENDING' }],
			['cancel', 204],
			['cancel', 409],
		],
		[
			['validate', 409],
			['validate', 204],
		],
	],
	'late-arrival': [
		[
			['get', 404],
			['get', 404],
			['get', 200, { status: 'PENDING' }],
			['cancel', 204],
		],
		[
			['cancel', 404],
			['validate', 404],
			['cancel', 204],
		],
	],
	unauthorized: [all(401)],
	'rejected-request': [all(400)],
	'server-error': [all(500)],
	flaky: [
		[
			['create', 200],
			['get', 200],
			['get', 500],
			['create', 200],
			['cancel', 204],
			['create', 500],
		],
		[
			['get', 200],
			['get', 200],
			['cancel', 500],
			['cancel', 204],
			['validate', 409],
			['validate', 500],
		],
	],
	'undocumented-error': [
		OPERATION_NAMES.map((operation) => [operation, 503, { errors: [{ title: 'INTERNAL_SERVER_ERROR' }] }] as const),
	],
	gone: [
		[
			['get', 410, { errors: [{ title: 'RESOURCE_IS_NO_LONGER_AVAILABLE' }] }],
			['validate', 410],
			['cancel', 410],
			['create', 200],
		],
	],
	'actor-and-flat-fields-disagree': [
		[
			['create', 200],
			['get', 200, { status: 'PENDING' }],
			['cancel', 204],
		],
	],
	'two-organizations': [
		[
			['get', 404],
			['validate', 404],
			['cancel', 404],
		],
	],
	slow: [
		[
			['get', 200],
			['validate', 204],
		],
	],
	hang: [all('hang')],
	'connection-reset': [all('reset')],
	'truncated-body': [
		[
			['create', 'truncated'],
			['get', 'truncated'],
			['cancel', 204],
			['validate', 409],
		],
	],
	'busy-organization': [
		[
			['get', 200, { status: 'PENDING' }],
			['validate', 204],
			['create', 200],
		],
	],
};

function refusedIn(status: string): Scene[] {
	return [
		['get', 200, { status }],
		['cancel', 409],
		['validate', 409],
		['get', 200, { status }],
		['create', 200],
	];
}

/** A well-formed request. `path` is without the server's `/v1`. */
export interface BatteryRequest {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: object;
}

const COLLECTION = BASE.slice('/v1'.length);
const DEVICE = {
	'x-installation_id': '0b7e4c1a-52c4-4f8e-8a55-6f0f5a1d9e20',
	'x-fingerprint': '9f86d081884c7d659a2feaa0c55ad015',
	'x-location': '88.52,-123.1',
	'user-agent': 'sample-app/1.0',
};

/** The request of an operation for one identification. */
export function requestOf(operation: OperationName, id: string): BatteryRequest {
	const one = `${COLLECTION}/${id}`;
	switch (operation) {
		case 'create':
			return { method: 'POST', path: COLLECTION, headers: {}, body: CREATE };
		case 'cancel':
			return { method: 'DELETE', path: one, headers: {} };
		case 'get':
			return { method: 'GET', path: one, headers: {} };
		case 'validate':
			return { method: 'POST', path: `${one}/validate`, headers: DEVICE };
	}
}

/** A whole answer as it came, or the way that it didn't. */
export interface BatteryReply {
	outcome: Outcome;
	headers: Headers;
	text: string;
	tookMs: number;
}

/** Sends a request to a base URL (with its `/v1`, where it has one); gives up after `patienceMs`. Never rejects. */
export async function sendTo(
	base: string,
	request: BatteryRequest,
	{ headers = {}, patienceMs = 15_000 }: { headers?: Record<string, string>; patienceMs?: number } = {},
): Promise<BatteryReply> {
	const startedAt = performance.now();
	let response: Response | undefined;
	let text = '';
	let outcome: Outcome;
	try {
		response = await fetch(base + request.path, {
			method: request.method,
			headers: {
				authorization: 'Bearer x',
				...(request.body && { 'content-type': 'application/json' }),
				...request.headers,
				...headers,
			},
			...(request.body && { body: JSON.stringify(request.body) }),
			signal: AbortSignal.timeout(patienceMs),
		});
		outcome = response.status;
		text = await response.text();
	} catch (error) {
		outcome = response ? 'truncated' : (error as Error).name === 'TimeoutError' ? 'hang' : 'reset';
	}
	return { outcome, headers: response?.headers ?? new Headers(), text, tookMs: performance.now() - startedAt };
}
