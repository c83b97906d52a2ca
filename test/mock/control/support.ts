// A mock of an orders API for the tests of the control API; every answer is held to the control API's document by the test itself.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Hooks, RunningMock } from '../../../mock/library/run-mock.ts';
import type { MockOptions } from '../../../mock/options/mock-options.ts';
import { type OperationRouter, routeOperations } from '../../../mock/pipeline/operation-plan.ts';
import { compileSchema, type JsonObject, loadDocument } from '../../../spec/index.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { startTestMock } from '../../support/mock.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/control/', import.meta.url));
export const ORDERS = join(FIXTURES, 'orders.openapi.yaml');
/** An id that no scenario gives. */
export const OTHER_ID = '00000000-0000-4000-8000-00000000000f';
/** The order of `paid-order`. */
export const PAID_ID = '7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10';
/** The order of `four-steps`. */
export const STEPS_ID = '7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a11';

const folders: string[] = [];
atFileEnd(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the fixture's scenarios, to be changed at will. */
export function copyScenarios(): string {
	const folder = mkdtempSync(join(tmpdir(), 'control-'));
	folders.push(folder);
	cpSync(join(FIXTURES, 'scenarios'), folder, { recursive: true });
	return folder;
}

/** A mock of the orders API with a seed, on scenarios of its own: calls may save and remove them. */
export function startOrders(options: Partial<MockOptions> = {}, hooks: Hooks = {}): Promise<RunningMock> {
	return startTestMock({ documents: [ORDERS], scenarios: copyScenarios(), seed: 7, ...options }, hooks);
}

/** What a call came to; `json` is typed for the reader's comfort only. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	// biome-ignore lint/suspicious/noExplicitAny: tests look into it as they please
	json: any;
}

export interface CallOptions {
	body?: unknown;
	headers?: Record<string, string>;
}

/** Every operation and status that was seen and found good, e.g. `getHealth 200`. */
export const seen = new Set<string>();
let router: Promise<OperationRouter> | undefined;

/** The control API's document, its operations ready to be matched. */
export async function loadRouter(): Promise<OperationRouter> {
	router ??= loadDocument(fileURLToPath(new URL('../../../spec/control.openapi.yaml', import.meta.url))).then(
		(document) => routeOperations(document.operations),
	);
	return router;
}

/** Calls the control API: `body` as JSON, or as it is when it is a string. The answer is held to the document. */
export async function control(mock: { url: string }, call: string, options: CallOptions = {}): Promise<Answer> {
	const [method = 'GET', path = '/'] = call.split(' ');
	const answer = await send(mock, { method, path: `/__admin${path}`, ...options });
	await judge(method, `/__admin${path}`, answer);
	return answer;
}

/** Calls the orders API with a token. */
export function order(
	mock: { url: string },
	call: string,
	options: CallOptions & { session?: string } = {},
): Promise<Answer> {
	const [method = 'GET', path = '/'] = call.split(' ');
	const session: Record<string, string> = options.session === undefined ? {} : { 'x-mock-session': options.session };
	return send(mock, {
		method,
		path,
		body: options.body,
		headers: { authorization: 'Bearer secret', ...session, ...options.headers },
	});
}

async function send(
	mock: { url: string },
	{ method, path, body, headers = {} }: CallOptions & { method: string; path: string },
): Promise<Answer> {
	const response = await fetch(mock.url + path, {
		method,
		headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		signal: AbortSignal.timeout(60_000),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Holds an answer to the document: status, media type, body; and to what all answers of the control API have. */
async function judge(method: string, path: string, answer: Answer): Promise<void> {
	expect(answer.headers.get('cache-control')).toBe('no-store');
	expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
	expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
	const match = (await loadRouter()).match(method, path.split('?', 1)[0] as string);
	if (match.kind !== 'found' || method === 'HEAD') return;
	const { operation } = match.plan;
	const definition = operation.responses.get(String(answer.status));
	expect(definition, `${operation.id} documents ${answer.status}: ${answer.text}`).toBeDefined();
	if (!definition) return;
	const type = (answer.headers.get('content-type') ?? '').split(';', 1)[0];
	if (definition.mediaTypes.length === 0) expect(answer.text).toBe('');
	else {
		const mediaType = definition.mediaTypes.find((one) => one.type === type);
		expect(mediaType, `${operation.id} ${answer.status} documents ${type}`).toBeDefined();
		const validate = mediaType?.schema && compileSchema(mediaType.schema, 'response');
		expect(validate?.(answer.json ?? answer.text) ?? [], answer.text.slice(0, 500)).toEqual([]);
	}
	if (type === 'application/problem+json') expect((answer.json as JsonObject)['status']).toBe(answer.status);
	seen.add(`${operation.id} ${answer.status}`);
}
