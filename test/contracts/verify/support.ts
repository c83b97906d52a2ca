// Pacts by hand, and the verifier over them.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVerifierProcess } from '../../../contracts/verify/verifier-process.ts';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import type { VerifyOptions, VerifyReport } from '../../../contracts/verify/verify-types.ts';
import { atFileEnd } from '../../support/file-end.ts';

export const DOCUMENT: string = fileURLToPath(new URL('fixtures/orders.yaml', import.meta.url));
export const SCENARIOS: string = fileURLToPath(new URL('fixtures/scenarios', import.meta.url));
export const OPEN = '7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10';
export const PAID = '2b7e9f14-6c3d-4e80-a1d2-94f0b6c8d702';

const folders: string[] = [];
/** One for the whole test file: each start costs half a second. */
export const verifier = createVerifierProcess({ isLocal: true });
atFileEnd(() => {
	verifier.close();
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes with the test file. */
export function createFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'verify-test-'));
	folders.push(folder);
	return folder;
}

/** Matchers by their path, e.g. `{ '$.unit': { match: 'type' } }`. */
export type Rules = Readonly<Record<string, object>>;

/** What an interaction may say; the rest is `GET` of the open order, which answers 200. */
export interface Said {
	description?: string;
	states?: readonly { name: string; params?: object }[];
	method?: string;
	path?: string;
	headers?: Record<string, string>;
	request?: unknown;
	status?: number;
	body?: unknown;
	rules?: Rules;
	more?: object;
}

/** A whole pact, in the spelling of its version. */
export function createPact(interactions: readonly Said[], { version = 4, consumer = 'web' } = {}): object {
	return {
		consumer: { name: consumer },
		provider: { name: 'orders' },
		interactions: interactions.map((one) => createInteraction(one, version)),
		metadata: { pactSpecification: { version: `${version}.0.0` } },
	};
}

function createInteraction(said: Said, version: number): object {
	const { description = 'a request for the order', method = 'GET', path = `/v1/shops/acme/orders/${OPEN}` } = said;
	const { states = [{ name: 'an order that is open' }], rules, status = 200 } = said;
	const headers = { Authorization: 'Bearer placeholder', ...said.headers };
	const list = (one: Record<string, string>): object =>
		version < 4 ? one : Object.fromEntries(Object.entries(one).map(([name, value]) => [name, [value]]));
	const body = (content: unknown): unknown =>
		version < 4 ? content : { content, contentType: 'application/json', encoded: false };
	const byPath = Object.fromEntries(
		Object.entries(rules ?? {}).map(([at, rule]) => [at, { combine: 'AND', matchers: [rule] }]),
	);
	const byV2 = Object.fromEntries(Object.entries(rules ?? {}).map(([at, rule]) => [at.replace('$', '$.body'), rule]));
	return {
		...(version === 4 && { type: 'Synchronous/HTTP' }),
		description,
		...(version < 3 ? { providerState: states[0]?.name } : { providerStates: states }),
		request: {
			method,
			path,
			headers: list({ ...headers, ...(said.request !== undefined && { 'Content-Type': 'application/json' }) }),
			...(said.request !== undefined && { body: body(said.request) }),
		},
		response: {
			status,
			...(said.body !== undefined && {
				headers: list({ 'Content-Type': 'application/json' }),
				body: body(said.body),
				...(rules && { matchingRules: version < 3 ? byV2 : { body: byPath } }),
			}),
		},
		...said.more,
	};
}

/** The pact in a file of its own. */
export function writePact(pact: unknown, name = 'pact.json'): string {
	const file = join(createFolder(), name);
	writeFileSync(file, typeof pact === 'string' ? pact : JSON.stringify(pact));
	return file;
}

/** Verifies these interactions against the mock of the fixtures. */
export function verify(
	said: readonly Said[],
	options: VerifyOptions & { version?: number } = {},
): Promise<VerifyReport> {
	const { version = 4, ...more } = options;
	return verifyPacts({
		pacts: [writePact(createPact(said, { version }))],
		documents: [DOCUMENT],
		scenarios: SCENARIOS,
		...(more.pactModule === undefined && { verifier }),
		...more,
	});
}

/** `error verify.variant`, … in their order. */
export function codesOf({ findings }: VerifyReport): string[] {
	return findings.map(({ severity, code }) => `${severity} ${code}`);
}
