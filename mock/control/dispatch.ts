// The control API's own pipeline: match, check, carry out, prove. The same steps as the mock's, with the same code.

import type { IncomingMessage } from 'node:http';
import {
	type ApiDocument,
	describeInexact,
	escapePointerPart,
	isObject,
	type JsonObject,
	limitPatterns,
	loadDocument,
	nearest,
	resolvePointer,
	suggest,
} from '../../spec/index.ts';
import { validateResponse } from '../answer/validate-response.ts';
import { hasBody, readBody } from '../http/read-body.ts';
import { describeFindings } from '../journal/reasons.ts';
import { shippedControlDocument } from '../options/defaults.ts';
import { type OperationPlan, type OperationRouter, routeOperations } from '../pipeline/operation-plan.ts';
import { checkHead, checkRequest } from '../request/check.ts';
import { nearestOperations } from '../request/nearest-operations.ts';
import { type Answer, OUTCOMES } from '../types/answer.ts';
import { describeFaults, FAULTS } from '../types/faults.ts';
import type { Finding } from '../types/finding.ts';
import type { BodyRead, MockRequest } from '../types/request.ts';
import { type ControlCall, type Reply, refuseCall } from './call.ts';
import { renderProblem } from './problem.ts';
import type { Outgoing } from './send.ts';
import { HANDLERS } from './table.ts';

const MAX_BODY = 1024 * 1024;
const MAX_SNAPSHOT = 16 * 1024 * 1024;
/** Operations that take a whole snapshot, or a HAR. */
const LARGE: ReadonlySet<string> = new Set(['restoreSnapshot', 'replaySnapshot', 'importRequests']);
const JSON_TYPE = /^\s*application\/json\s*(;|$)/i;

/** The control API, ready for calls. */
export interface Dispatcher {
	document: ApiDocument;
	router: OperationRouter;
}

/** A call on its way. */
export interface DispatchedCall {
	dispatcher: Dispatcher;
	request: IncomingMessage;
	target: MockRequest;
	/** All that a handler needs but the checked request. */
	context: Omit<ControlCall, 'checked' | 'document'>;
}

/** What a call came to; `aborted`: nobody is left to be answered. */
export type DispatchedAnswer =
	| { kind: 'send'; outgoing: Outgoing }
	| { kind: 'stream'; plan: OperationPlan }
	| { kind: 'aborted' };

/** Schemas of the control API's document whose words are the mock's own, and are not listed there once more. */
const LISTS: Readonly<Record<string, JsonObject>> = {
	Fault: { enum: Object.keys(FAULTS), description: describeFaults() },
	Outcome: { enum: [...OUTCOMES] },
};

/** Reads the control API's document, and completes it. */
export async function openDispatcher(): Promise<Dispatcher> {
	const document = await loadDocument(shippedControlDocument(), {
		infer: false,
	});
	for (const [name, list] of Object.entries(LISTS)) {
		const schema = resolvePointer(document.root, `/components/schemas/${name}`);
		if (isObject(schema)) Object.assign(schema, list);
	}
	return { document, router: routeOperations(document.operations) };
}

/** Answers a call that the guard has let in. Rejects only for what nobody expected. */
export async function answerCall(args: DispatchedCall): Promise<DispatchedAnswer> {
	const { dispatcher, request, target } = args;
	const match = dispatcher.router.match(target.method, target.path);
	if (match.kind !== 'found') return send(undefined, refuseMatch(match, { dispatcher, target }));
	const { plan, values } = match;
	const early = refuseBody({ plan, values }, request, target) ?? refuseQuery(plan, target);
	if (early) return send(plan, early);
	const body = await takeBody(plan, args);
	if (!body.ok) {
		if (body.status === 'aborted') return { kind: 'aborted' };
		const closing = { headers: { Connection: 'close' } };
		return send(plan, {
			kind: 'problem',
			status: body.status,
			detail: `The body ${body.finding.message}.`,
			findings: [body.finding],
			...closing,
		});
	}
	const checking = { plan, request: target, pathValues: values, bytes: body.bytes };
	const check = await limitPatterns(() => checkRequest(checking));
	if (!check.ok) return send(plan, refuseFindings(check.status, check.findings));
	// What a browser has recorded is full of numbers that are none of the mock's business.
	const [inexact] = (plan.operation.id !== 'importRequests' && check.checked.inexact) || [];
	if (inexact) {
		const message = describeInexact(inexact.written);
		const pointer = inexact.path.map((name) => `/${escapePointerPart(String(name))}`).join('');
		return send(plan, refuseFindings(400, [{ code: 'request.body.number', message, in: 'body', pointer }]));
	}
	const handle = HANDLERS.get(plan.operation.id);
	if (!handle) throw new TypeError(`no handler for ${plan.operation.id}`);
	const call = { ...args.context, checked: check.checked, document: dispatcher.document };
	return send(plan, await limitPatterns(() => handle(call)));
}

/** A reply as it goes out, held to the document. */
export function send(plan: OperationPlan | undefined, reply: Reply): DispatchedAnswer {
	if (reply.kind === 'stream') return { kind: 'stream', plan: plan as OperationPlan };
	const outgoing = describeReply(reply);
	const broken = plan ? prove(plan, reply, outgoing) : [];
	if (broken.length === 0) return { kind: 'send', outgoing };
	const detail = `The control API's own answer (${outgoing.status}) does not fit its document: ${describeFindings(broken)}. This is a mistake in the mock.`;
	return { kind: 'send', outgoing: describeReply({ kind: 'problem', status: 500, detail }) };
}

type Sendable = Exclude<Reply, { kind: 'stream' }>;

function describeReply(reply: Sendable): Outgoing {
	switch (reply.kind) {
		case 'done':
			return { status: 204, headers: { ...reply.headers } };
		case 'value':
			return {
				status: reply.status,
				headers: { 'Content-Type': 'application/json', ...reply.headers },
				body: JSON.stringify(reply.value),
			};
		case 'problem':
			return {
				status: reply.status,
				headers: { 'Content-Type': 'application/problem+json', ...reply.headers },
				body: JSON.stringify(renderProblem(reply)),
			};
	}
}

function prove(plan: OperationPlan, reply: Sendable, { status, headers, body }: Outgoing): readonly Finding[] {
	const definition = plan.operation.responses.get(String(status));
	if (!definition) return [{ code: 'response.status', message: `${status} is not documented`, in: 'status' }];
	const type = headers['Content-Type'];
	const mediaType = definition.mediaTypes.find((one) => one.type === type);
	const value = reply.kind === 'value' ? reply.value : reply.kind === 'problem' ? renderProblem(reply) : undefined;
	const answer: Answer = {
		status,
		headers: { ...headers },
		body,
		value,
		definition,
		...(mediaType && { mediaType }),
		why: { step: 'sent', findings: [] },
	};
	return validateResponse(plan, answer);
}

function refuseMatch(
	match: Exclude<ReturnType<OperationRouter['match']>, { kind: 'found' }>,
	{ dispatcher, target }: { dispatcher: Dispatcher; target: MockRequest },
): Sendable {
	switch (match.kind) {
		case 'method': {
			const headers = { Allow: match.allow.join(', ') };
			if (target.method === 'OPTIONS') return { kind: 'done', headers };
			return { kind: 'problem', status: 405, detail: `This path has ${headers.Allow}, not ${target.method}.`, headers };
		}
		case 'malformed':
			return refuse(400, 'The path is not valid percent-encoded UTF-8, or holds a NUL.');
		case 'unknown': {
			const near = nearestOperations(dispatcher.router.plans, target.method, target.path);
			const hint = near.length > 0 ? ` Nearest: ${near.join(', ')}.` : '';
			return refuse(404, `The control API has nothing here.${hint} GET /__admin/openapi.json describes all of it.`);
		}
	}
}

/** A web page can send text and forms to any address without asking; JSON it can't. So nothing else changes anything. */
function refuseBody(
	{ plan, values }: { plan: OperationPlan; values: ReadonlyMap<string, string> },
	request: IncomingMessage,
	target: MockRequest,
): Sendable | undefined {
	if (target.method === 'GET' || target.method === 'HEAD') return undefined;
	const type = request.headers['content-type'];
	const isJson = type !== undefined && JSON_TYPE.test(type);
	if (plan.operation.requestBody && (isJson || type === undefined || hasBody(request))) {
		const head = hasBody(request) ? checkHead(plan, target, values) : undefined;
		return head && refuseFindings(head.status, head.findings);
	}
	if (isJson || (type === undefined && !hasBody(request))) return undefined;
	return refuse(415, 'Send no body and no Content-Type, or application/json.');
}

/** What changes something is not done where a part of the call means nothing: `DELETE …/requests?status=404` would forget all of them. */
function refuseQuery({ operation }: OperationPlan, { method, query }: MockRequest): Sendable | undefined {
	if (query === '' || method === 'GET' || method === 'HEAD') return undefined;
	const known = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
	const odd = [...new URLSearchParams(query).keys()].find((name) => !known.includes(name));
	if (odd === undefined) return undefined;
	const remedy = known.length === 0 ? 'leave the query out' : suggest(nearest(odd, known, 1), known);
	return refuse(400, `Nothing was done: ${method} knows no ${JSON.stringify(odd)} in the query here; ${remedy}`);
}

async function takeBody(plan: OperationPlan, { request }: DispatchedCall): Promise<BodyRead> {
	if (!plan.operation.requestBody) return { ok: true, bytes: new Uint8Array(0) };
	const limit = LARGE.has(plan.operation.id) ? MAX_SNAPSHOT : MAX_BODY;
	return readBody(request, limit);
}

function refuseFindings(status: number, findings: readonly Finding[]): Sendable {
	return refuse(status, `The request does not fit the document: ${describeFindings(findings)}.`, findings);
}

function refuse(status: number, detail: string, findings?: readonly Finding[]): Sendable {
	return refuseCall(status, detail, findings) as Sendable;
}
