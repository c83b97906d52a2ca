// Pacts, recorded traffic and scenarios as exercises of operations.

import { type OperationRouter, type RecordedExchange, routeOperations } from '../../mock/inner.ts';
import { type ApiDocument, getOwn, getString, isObject, type JsonValue, type Operation } from '../../spec/index.ts';
import { encodePath, readSent } from '../check/find-operation.ts';
import { type Pact, type PactBody, type PactRequest, readMediaType } from '../pact/index.ts';
import type { Exercise } from './coverage-types.ts';

/** Exercises, and how many requests no operation fits. */
export interface Exercises {
	exercises: Exercise[];
	unmatched: number;
}

/** The interactions of pacts, by their examples. */
export function exercisesOfPacts(pacts: readonly Pact[], documents: readonly ApiDocument[]): Exercises {
	const router = routeOperations(documents.flatMap(({ operations }) => operations));
	const found: Exercises = { exercises: [], unmatched: 0 };
	for (const interaction of pacts.flatMap(({ interactions }) => interactions)) {
		if (interaction.kind !== 'http') continue;
		const { request, response } = interaction;
		const target = locate(router, request.method, encodePath(request.path), readSent(request));
		if (!target) {
			found.unmatched += 1;
			continue;
		}
		const query = [...request.query].flatMap(([name, values]) => values.map((text) => ({ in: 'query', name, text })));
		const headers = [...request.headers].map(([name, values]) => ({ in: 'header', name, text: values.join(', ') }));
		found.exercises.push({
			operation: target.operation,
			parameters: [
				...target.parameters,
				...query,
				...headers,
				...readCookies(request.headers.get('cookie')?.join('; ')),
			],
			...(hasBody(request.body) && { request: { ...readBody(request) } }),
			response: { status: response.status, ...readBody(response) },
		});
	}
	return found;
}

function readCookies(header: string | string[] | undefined): { in: string; name: string; text: string }[] {
	const pairs = String(header ?? '').split(';');
	return pairs.flatMap((pair) => {
		const [name = '', text = ''] = pair.trim().split('=', 2);
		return name === '' ? [] : [{ in: 'cookie', name, text }];
	});
}

function hasBody(body: PactBody): boolean {
	return body.kind !== 'absent' && body.kind !== 'empty';
}

function readBody({ body, headers }: Pick<PactRequest, 'body' | 'headers'>): {
	type: string | undefined;
	body?: JsonValue;
} {
	const type = readMediaType({ body, headers });
	if (body.kind === 'json') return { type, body: body.value };
	return body.kind === 'text' ? { type, body: body.text } : { type };
}

function locate(router: OperationRouter, ...asked: Parameters<OperationRouter['match']>) {
	const match = router.match(...asked);
	if (match.kind !== 'found') return undefined;
	const parameters = [...match.values].map(([name, text]) => ({ in: 'path', name, text }));
	return { operation: match.plan.operation, parameters };
}

/** The exchanges of a journal; those without an answer count by their request only. */
export function exercisesOfTraffic(
	exchanges: readonly RecordedExchange[],
	documents: readonly ApiDocument[],
): Exercises {
	const router = routeOperations(documents.flatMap(({ operations }) => operations));
	const found: Exercises = { exercises: [], unmatched: 0 };
	for (const { request, response } of exchanges) {
		const [path = '', query = ''] = request.target.split('?', 2);
		const local = path.replace(/^\/__session\/[^/]+/, '');
		const sent = Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		const target = locate(router, request.method, local, { query, headers: sent });
		if (!target) {
			found.unmatched += 1;
			continue;
		}
		const pairs = [...new URLSearchParams(query)].map(([name, text]) => ({ in: 'query', name, text }));
		const headers = Object.entries(request.headers).map(([name, text]) => ({ in: 'header', name, text: String(text) }));
		const { status } = response;
		found.exercises.push({
			operation: target.operation,
			parameters: [...target.parameters, ...pairs, ...headers, ...readCookies(request.headers['cookie'])],
			...(request.bodyBytes > 0 && { request: readRecorded(request) }),
			...(status !== null && { response: { status, ...readRecorded(response) } }),
		});
	}
	return found;
}

function readRecorded(message: RecordedExchange['request'] | RecordedExchange['response']): {
	type: string | undefined;
	body?: JsonValue;
} {
	const type = message.headers['content-type'];
	const text = typeof type === 'string' ? type : undefined;
	return message.body === undefined || message.truncated === true ? { type: text } : { type: text, body: message.body };
}

/** What scenarios script, and what the entities they give look like when they are read. */
export function exercisesOfScenarios(
	scenarios: readonly { script: readonly JsonValue[]; given: Readonly<Record<string, readonly JsonValue[]>> }[],
	documents: readonly ApiDocument[],
): Exercises {
	const operations = documents.flatMap((document) => document.operations);
	const exercises: Exercise[] = [];
	for (const { script, given } of scenarios) {
		for (const cue of script) {
			const on = getOwn(cue, 'on');
			const names = Array.isArray(on) ? on : [on];
			for (const operation of operations) {
				if (names.includes('*') || names.includes(operation.id))
					exercises.push(...readReply(operation, getOwn(cue, 'reply')));
			}
		}
		for (const operation of operations) {
			const { effect } = operation;
			if (effect?.kind !== 'read') continue;
			const entities = Object.hasOwn(given, effect.resource) ? (given[effect.resource] ?? []) : [];
			for (const body of entities) exercises.push({ operation, response: { status: 200, type: undefined, body } });
		}
	}
	return { exercises, unmatched: 0 };
}

function readReply(operation: Operation, reply: JsonValue | undefined): Exercise[] {
	const status = getOwn(reply, 'status');
	if (typeof status !== 'number') return [];
	const body = getOwn(reply, 'body') ?? findExample(operation, { status, name: getString(reply, 'example') });
	const headers = getOwn(reply, 'headers');
	const type = isObject(headers) ? getString(headers, 'content-type') : undefined;
	return [{ operation, response: { status, type, ...(body !== undefined && { body }) } }];
}

function findExample(
	operation: Operation,
	wanted: { status: number; name: string | undefined },
): JsonValue | undefined {
	const mediaTypes = operation.responses.get(String(wanted.status))?.mediaTypes ?? [];
	const examples = mediaTypes.flatMap((mediaType) => mediaType.examples);
	return wanted.name === undefined ? undefined : examples.find(({ name }) => name === wanted.name)?.value;
}
