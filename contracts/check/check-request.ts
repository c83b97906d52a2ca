// What a consumer sends, held to its operation: by the mock's own check, whatever answer the pact expects.

import { authenticate, type CheckResult, checkRequest } from '../../mock/inner.ts';
import {
	findDefinition,
	guessTypes,
	joinPointer,
	negotiateMediaType,
	type Operation,
	viewSchema,
} from '../../spec/index.ts';
import type { RequestCode } from '../finding.ts';
import type { HttpInteraction } from '../pact/index.ts';
import { checkSentNames } from './check-sent-names.ts';
import type { FoundOperation } from './find-operation.ts';
import type { FindingCollector, NewFinding } from './finding-collector.ts';
import { isForeignHeader } from './known-headers.ts';
import { locateHeader, renderRequest } from './render-request.ts';
import { addUnread } from './unread-body.ts';

type EngineFinding = Extract<CheckResult, { ok: false }>['findings'][number];

/** Statuses that say of themselves that the request is wrong: what is wrong with it is then the point of the test. */
const BAD_REQUEST: readonly number[] = [400, 413, 415, 422];
const NOT_ALLOWED: readonly number[] = [401, 403, 407];

/** Everything about a request but its matchers. */
export async function checkPactRequest(
	interaction: HttpInteraction,
	{ found, collector, auth }: { found: FoundOperation; collector: FindingCollector; auth: 'present' | 'off' },
): Promise<void> {
	const { request: expected, response } = interaction;
	const { plan, pathValues } = found;
	const { request, bytes } = renderRequest(expected);
	const isBad = BAD_REQUEST.includes(response.status);
	const result = await checkRequest({ plan, request, pathValues, bytes });
	if (!result.ok && !isBad)
		for (const one of result.findings) collector.add(translate(one, interaction, plan.operation));
	if (result.findings.some(({ code }) => code === 'request.body.unread'))
		addUnread(collector, {
			direction: 'request',
			type: expected.headers.get('content-type')?.[0] ?? 'a text',
			body: expected.body,
			pointer: expected.bodyPointer,
			at: plan.operation,
		});
	if (result.ok && !isBad)
		checkSentNames(collector, { request: expected, operation: plan.operation, value: result.checked.body });
	checkAuthorization(interaction, { found, collector, auth });
	const extras = [...checkUnknown(interaction, plan.operation)];
	if (!isBad) for (const finding of extras) collector.add(finding);
	checkAccept(interaction, { operation: plan.operation, collector });
	if (isBad && result.ok && extras.length === 0) {
		collector.add({
			code: 'response.status.unprovoked',
			// A provider state may be what provokes it.
			severity: interaction.providerStates.length > 0 ? 'info' : 'warning',
			message: `The pact expects a ${response.status}, but the document has nothing against the request`,
			remedy: 'Make sure that the provider refuses it for a reason of its own, or send what the document refuses',
			pointer: joinPointer(response.pointer, 'status'),
			at: plan.operation,
			layer: 'document',
		});
	}
}

function checkAuthorization(
	interaction: HttpInteraction,
	{ found, collector, auth }: { found: FoundOperation; collector: FindingCollector; auth: 'present' | 'off' },
): void {
	const { request: expected, response } = interaction;
	const { operation } = found.plan;
	if (NOT_ALLOWED.includes(response.status)) return;
	const { request } = renderRequest(expected);
	// Without a verifier the answer comes at once.
	const denial = authenticate({ operation, request, verify: undefined, nowMs: 0 });
	if (!denial || denial instanceof Promise) return;
	collector.add({
		code: 'request.authorization.missing',
		severity: auth === 'off' ? 'info' : 'error',
		message: `The document asks for credentials: ${denial.finding.pointer ?? 'they'} ${denial.finding.message}`,
		remedy:
			auth === 'off'
				? 'Whoever verifies the pact has to add them (--auth off)'
				: `Send them (a real provider would answer 401, not ${response.status}); --auth off where somebody else adds them`,
		pointer: locateHeader(expected, 'authorization'),
		at: operation,
		layer: 'document',
	});
}

function checkAccept(
	interaction: HttpInteraction,
	{ operation, collector }: { operation: Operation; collector: FindingCollector },
): void {
	const { request, response } = interaction;
	const accept = request.headers.get('accept');
	const offered = findDefinition(operation, response.status)?.mediaTypes ?? [];
	if (accept === undefined || offered.length === 0 || response.status === 406) return;
	if (negotiateMediaType(offered, accept.join(', '))) return;
	collector.add({
		code: 'request.accept.not-served',
		severity: 'error',
		message: `Accept asks for ${accept.join(', ')}, and the operation serves ${offered.map(({ type }) => type).join(', ')}`,
		remedy: 'Accept what the document has',
		pointer: locateHeader(request, 'accept'),
		at: { document: operation.document, pointer: offered[0]?.pointer ?? operation.pointer },
		layer: 'document',
	});
}

/** What the operation knows nothing of: a provider ignores it, which is rarely what the consumer wants. */
function* checkUnknown(interaction: HttpInteraction, operation: Operation): Iterable<NewFinding> {
	const { request } = interaction;
	const known = new Set(
		operation.parameters.map((one) => `${one.in} ${one.in === 'header' ? one.name.toLowerCase() : one.name}`),
	);
	const keys = operation.security.flat().filter(({ type }) => type === 'apiKey');
	for (const { in: place, parameterName = '' } of keys) {
		known.add(`${place} ${place === 'header' ? parameterName.toLowerCase() : parameterName}`);
	}
	const whole = operation.parameters.some(
		(one) =>
			one.in === 'querystring' || (one.in === 'query' && one.style === 'form' && one.explode && isObjectLike(one)),
	);
	for (const name of request.query.keys()) {
		const base = name.replace(/\[.*$/s, '');
		if (whole || known.has(`query ${name}`) || known.has(`query ${base}`) || known.has(`query ${base}[]`)) continue;
		yield {
			code: 'request.query.unknown',
			severity: 'error',
			message: `The operation has no query parameter ${JSON.stringify(name)}, so a provider ignores it`,
			remedy: 'Leave it out, or document it',
			pointer: joinPointer(request.pointer, 'query', name),
			at: operation,
			layer: 'document',
		};
	}
	for (const name of request.headers.keys()) {
		if (known.has(`header ${name}`) || !isForeignHeader(name, 'request')) continue;
		yield {
			code: 'request.header.unknown',
			severity: 'warning',
			message: `The document doesn't know the header ${JSON.stringify(name)}`,
			remedy: 'Leave it out of the pact, or document it',
			pointer: locateHeader(request, name),
			at: operation,
			layer: 'document',
		};
	}
	const hasBody = request.body.kind !== 'absent' && request.body.kind !== 'empty';
	if (hasBody && !operation.requestBody) {
		yield {
			code: 'request.body.unexpected',
			severity: 'error',
			message: 'The consumer sends a body to an operation that takes none',
			remedy: 'Leave it out, or document it',
			pointer: request.bodyPointer,
			at: operation,
			layer: 'document',
		};
	}
}

function isObjectLike({ schema }: Operation['parameters'][number]): boolean {
	return guessTypes(viewSchema(schema)).has('object');
}

const PLACES: Readonly<Record<string, string>> = { path: 'path', query: 'query', header: 'header', cookie: 'header' };

/** A finding of the mock's check as one of ours, with its place in the pact. */
function translate(found: EngineFinding, { request }: HttpInteraction, operation: Operation): NewFinding {
	const isMissing = found.code.endsWith('.required') && found.pointer?.includes('/') !== true;
	const name = found.pointer ?? '';
	const base = { severity: 'error', layer: 'document' } as const;
	const at = { document: operation.document, pointer: found.schemaPointer || operation.pointer };
	if (found.in === 'media-type') {
		const code = 'request.content-type.not-accepted';
		return { ...base, code, message: found.message, pointer: locateHeader(request, 'content-type'), at };
	}
	if (found.in === 'body') {
		const code: RequestCode =
			found.code === 'request.body.required' && name === '' ? 'request.body.missing' : 'request.body.invalid';
		const subject = name === '' ? 'The body' : name;
		const pointer = `${request.bodyPointer}${name}`;
		return { ...base, code, message: `${subject} ${found.message}, says the document`, pointer, at };
	}
	const place = PLACES[found.in ?? ''] ?? 'path';
	const code = `request.${found.in === 'cookie' ? 'cookie' : place}.${isMissing && (place === 'query' || (place === 'header' && found.in === 'header')) ? 'missing' : 'invalid'}`;
	const pointer =
		place === 'path'
			? joinPointer(request.pointer, 'path')
			: place === 'query'
				? joinPointer(request.pointer, 'query', ...(isMissing ? [] : [name.split('/')[0] ?? '']))
				: locateHeader(request, found.in === 'cookie' ? 'cookie' : (name.split('/')[0] ?? ''));
	return {
		...base,
		code: code as RequestCode,
		message: `${found.in} parameter ${name} ${found.message}, says the document`,
		pointer,
		at,
	};
}
