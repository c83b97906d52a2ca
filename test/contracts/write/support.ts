// Traffic of a consumer's tests, and a look at the pacts that are made of it.

import { writePacts } from '../../../contracts/index.ts';
import type { WriteOptions, WriteResult } from '../../../contracts/write/write-types.ts';
import { type Mock, startMock } from '../../../mock/index.ts';
import type { MockOptions } from '../../../mock/options/mock-options.ts';
import { getOwn, type JsonObject, type JsonValue } from '../../../spec/index.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { PAIR, pairScenarios } from '../../support/pair.ts';

const open: Mock[] = [];
atFileEnd(async () => {
	await Promise.all(open.splice(0).map((mock) => mock.close()));
});

/** A mock of the identification with identity document, where no other is asked for, on a free port, closed when the test file ends. */
export async function startForPacts(options: Partial<MockOptions> = {}): Promise<Mock> {
	const part = options.documents === undefined ? { documents: PAIR, scenarios: pairScenarios() } : {};
	const mock = await startMock({ port: 0, ...part, ...options });
	open.push(mock);
	return mock;
}

export const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.real-token.signature';
export const PERSONAL_NUMBER = '48756123Q';

export interface Sent {
	status: number;
	json: JsonValue | undefined;
}

/** One request of a consumer: a token, its name, JSON where there is a body. */
export async function send(
	mock: Pick<Mock, 'url'>,
	call: string,
	options: { session?: string; body?: unknown; headers?: Record<string, string>; fetch?: typeof fetch } = {},
): Promise<Sent> {
	const [method = '', path = ''] = call.split(' ');
	const response = await (options.fetch ?? fetch)(mock.url + path, {
		method,
		headers: {
			authorization: `Bearer ${TOKEN}`,
			cookie: 'sid=real-cookie',
			...(options.session !== undefined && { 'x-mock-session': options.session }),
			...(options.body !== undefined && { 'content-type': 'application/json' }),
			...options.headers,
		},
		...(options.body !== undefined && { body: JSON.stringify(options.body) }),
	});
	const text = await response.text();
	return { status: response.status, json: text === '' ? undefined : (JSON.parse(text) as JsonValue) };
}

export const BASE = '/v1/orgs/acme/identifications/identity_document';
export const BODY = {
	name: 'Real Person',
	identity_document: { document_number: PERSONAL_NUMBER, document_type: 'NIF' },
	configuration_name: 'LOW',
};

/** Creates an identification, looks it up, cancels it twice; then one that is not there. */
export async function walkThrough(mock: Mock, session: string): Promise<void> {
	const { json } = await send(mock, `POST ${BASE}`, { session, body: BODY });
	const id = String(getOwn(json, 'identification_id'));
	for (const call of [`GET ${BASE}/${id}`, `DELETE ${BASE}/${id}`, `DELETE ${BASE}/${id}`])
		await send(mock, call, { session });
	await send(mock, `GET ${BASE}/${crypto.randomUUID()}`, { session });
}

/** The pact of the consumer `web`. */
export function write(mock: Mock, options: Partial<WriteOptions> = {}): Promise<WriteResult> {
	return writePacts({ mock, consumer: 'web', ...options });
}

export interface WrittenInteraction {
	description: string;
	providerStates?: { name: string; params: JsonObject }[];
	request: JsonObject & { path: string; method: string };
	response: JsonObject & { status: number };
}

export function interactionsOf({ pact }: WriteResult): WrittenInteraction[] {
	return (pact?.['interactions'] ?? []) as unknown as WrittenInteraction[];
}

/** The interaction of this description. */
export function find(result: WriteResult, description: string): WrittenInteraction {
	const found = interactionsOf(result).find((one) => one.description === description);
	if (!found)
		throw new Error(
			`no ${description} in ${interactionsOf(result)
				.map((one) => one.description)
				.join('; ')}`,
		);
	return found;
}
