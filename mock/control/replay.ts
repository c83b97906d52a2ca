// Sent again: a request of the journal, or all of a bug file, each with what is other than it was.

import {
	formatCount,
	getList,
	getObject,
	getOwn,
	getString,
	isJsonType,
	isObject,
	type JsonObject,
	type JsonValue,
	stripMediaType,
} from '../../spec/index.ts';
import type { Exchange } from '../journal/exchange.ts';
import { type InsideRequest, sendInside } from '../pipeline/send-inside.ts';
import { fillCredentials } from '../sample/fill-credentials.ts';
import { createSampleCall } from '../sample/sample-call.ts';
import type { Session } from '../session/session.ts';
import { BLOT } from '../text/blot.ts';
import {
	answer,
	type ControlCall,
	type Handler,
	lookIntoSession,
	type Reply,
	readObject,
	readPath,
	refuseCall,
} from './call.ts';
import { setClock } from './clock.ts';
import { compareAnswers, type Difference, pairIds } from './compare-answers.ts';
import { addCue, clearCues } from './cues.ts';
import { createEntity, deleteEntity, patchEntity } from './entities.ts';
import { fillBlots } from './hide-passwords.ts';
import { changeEntities } from './many-entities.ts';
import { renderExchange } from './render-exchange.ts';
import { renderSession } from './sessions.ts';
import { takeStepLater } from './steps.ts';
import { resetSession, useScenario } from './use-scenario.ts';
import { setVariant } from './variant.ts';

/** Requests of one file. */
const MAX_REPLAYED = 1000;

/** Steps of a timeline that are done again. */
const DOERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
	['useScenario', useScenario],
	['resetSession', resetSession],
	['addCue', addCue],
	['clearCues', clearCues],
	['createEntity', createEntity],
	['patchEntity', patchEntity],
	['deleteEntity', deleteEntity],
	['changeEntities', changeEntities],
	['setClock', setClock],
	['setVariant', setVariant],
]);

/** `replayRequest` */
export async function replayRequest(call: ControlCall): Promise<Reply> {
	const id = Number(readPath(call, 'id'));
	let exchange: Exchange | undefined;
	const missing = lookIntoSession(call, ({ journal, name }) => {
		exchange = journal.get(id);
		return refuseCall(
			404,
			`The journal of the session ${JSON.stringify(name)} has no exchange ${id}, or has it no longer.`,
		);
	});
	if (!exchange) return missing;
	const { request, requestBody, requestBytes } = exchange;
	const body =
		typeof requestBody === 'string' ? new TextEncoder().encode(requestBody) : (requestBody ?? new Uint8Array(0));
	if (body.length < requestBytes) return refuseCall(409, CUT_OFF);
	const { method, target } = request;
	const pairs = request.rawHeaders.flatMap((name, index, all) =>
		index % 2 === 0 ? [[name, all[index + 1] as string] as const] : [],
	);
	const rawHeaders = withCredentials(call.engine, exchange.operationId, pairs);
	const sent = await send(call, { method, target, rawHeaders, body, session: readPath(call, 'session') });
	const before = renderExchange(exchange, call.redaction);
	return answer({ ...compare(before, sent), exchange: sent });
}

const CUT_OFF = 'The journal keeps only the beginning of its body, so it can not be sent again.';

/** `replaySnapshot` */
export async function replaySnapshot(call: ControlCall): Promise<Reply> {
	const body = readObject(call);
	const file = getObject(body, 'snapshot') ?? {};
	const until = getOwn(body, 'until');
	const all = getList(file, 'requests').filter(isObject);
	if (all.length === 0) return refuseCall(400, 'The snapshot has no requests: save it with ?requests=true.');
	const wanted = all
		.filter((one) => until === undefined || Number(getOwn(one, 'id')) <= Number(until))
		.slice(0, MAX_REPLAYED);
	const session = call.engine.sessions.get(readPath(call, 'session'));
	const notes = describeLosses(file, all, wanted.length);
	const summary = `replayed ${wanted.length} request${wanted.length === 1 ? '' : 's'} of a snapshot`;
	const results = await takeStepLater(call, session, {
		kind: 'replayed',
		summary,
		change: async () => {
			const [seed, name] = [getOwn(file, 'seed'), getString(file, 'session')];
			// What was made up, ids too, is what it was.
			const leave = typeof seed === 'number' && name !== undefined ? session.random.follow({ seed, name }) : undefined;
			const timeline = getList(file, 'timeline').filter(isObject);
			try {
				return await replayAll(call, { session, requests: wanted, timeline, notes });
			} finally {
				leave?.();
			}
		},
	});
	const same = results.filter((one) => one['same'] === true).length;
	return answer({ replayed: results.length, same, results, notes, session: renderSession(session) });
}

function describeLosses(file: JsonObject, all: readonly JsonObject[], count: number): string[] {
	const dropped = Number(getOwn(file, 'dropped') ?? 0);
	return [
		...(dropped > 0 ? [`the file's journal had lost ${formatCount(dropped, 'earlier request')}`] : []),
		...(all.length > MAX_REPLAYED && count === MAX_REPLAYED
			? [`only the first ${MAX_REPLAYED} requests were sent`]
			: []),
	];
}

async function replayAll(
	call: ControlCall,
	args: { session: Session; requests: readonly JsonObject[]; timeline: readonly JsonObject[]; notes: string[] },
): Promise<JsonObject[]> {
	const { session, requests, notes } = args;
	call.engine.sessions.useScenario(session, undefined);
	const ids = new Map<string, string>();
	const steps = leaveOutUndone(args.timeline);
	const results: JsonObject[] = [];
	for (const request of requests) {
		const id = Number(getOwn(request, 'id'));
		while (steps.length > 0 && Number(getOwn(steps[0], 'after')) < id)
			await redo(call, { step: steps.shift() as JsonObject, ids, notes });
		await followScenario(call, { session, request });
		const atMs = Date.parse(getString(request, 'at') ?? '');
		if (Number.isFinite(atMs)) session.clock.set(atMs);
		const inside = describeRequest(call, { request, session: session.name, ids });
		if (typeof inside === 'string') {
			results.push({ id, same: false, skipped: inside, differences: [] });
			continue;
		}
		const compared = compare(request, await send(call, inside));
		for (const [before, after] of pairIds(compared.differences)) ids.set(before, after);
		results.push({ id, ...compared });
	}
	return results;
}

/** Steps that were taken back before any request came never happened, as far as requests can tell. */
function leaveOutUndone(timeline: readonly JsonObject[]): JsonObject[] {
	const gone = new Set<JsonValue | undefined>();
	for (const undo of timeline) {
		const id = getOwn(getObject(getObject(undo, 'did'), 'body'), 'step');
		const step = getOwn(undo, 'kind') === 'undone' && timeline.find((one) => getOwn(one, 'id') === id);
		if (step && getOwn(step, 'after') === getOwn(undo, 'after')) {
			gone.add(id);
			gone.add(getOwn(undo, 'id'));
		}
	}
	return timeline.filter((one) => !gone.has(getOwn(one, 'id')));
}

/** Does what was done between two requests once more. */
async function redo(
	call: ControlCall,
	args: { step: JsonObject; ids: ReadonlyMap<string, string>; notes: string[] },
): Promise<void> {
	const { step, ids, notes } = args;
	const did = getObject(step, 'did');
	const handler = DOERS.get(getString(did, 'operation') ?? '');
	if (!did || !handler) {
		notes.push(`not done again: ${getString(step, 'summary') ?? 'a step'}`);
		return;
	}
	const known = replaceIds(did, ids);
	const path = new Map<string, JsonValue>([
		...Object.entries(getObject(known, 'path') ?? {}),
		['session', readPath(call, 'session')],
	]);
	const query = new Map<string, JsonValue>(Object.entries(getObject(known, 'query') ?? {}));
	const reply = await handler({ ...call, checked: { ...call.checked, path, query, body: getOwn(known, 'body') } });
	if (reply.kind === 'problem') notes.push(`not done again: ${getString(step, 'summary')}: ${reply.detail}`);
}

/** Where the timeline does not tell, the request itself tells which scenario was in use. */
async function followScenario(
	call: ControlCall,
	{ session, request }: { session: Session; request: JsonObject },
): Promise<void> {
	const name = getOwn(request, 'scenario') ?? null;
	if ((session.scenario?.scenario.name ?? null) === name) return;
	const isFirst = session.journal.length === 0 || session.scenario === undefined;
	const parameters = getObject(request, 'parameters');
	const body: JsonObject = { name, keep: !isFirst, ...(parameters && name !== null && { parameters }) };
	await useScenario({ ...call, checked: { ...call.checked, body } });
}

/** The request as it is sent, or why it can't be. Credentials that were blotted out are taken from a sample of the operation. */
function describeRequest(
	{ engine }: ControlCall,
	{ request, session, ids }: { request: JsonObject; session: string; ids: ReadonlyMap<string, string> },
): InsideRequest | string {
	const sent = replaceIds(getObject(request, 'request') ?? {}, ids);
	if (getOwn(sent, 'truncated') === true) return CUT_OFF;
	const headers = getObject(sent, 'headers') ?? {};
	const value = getOwn(sent, 'body');
	if (value === undefined && Number(getOwn(sent, 'bodyBytes') ?? 0) > 0)
		return 'Its body is no text, and not in the file.';
	const rawHeaders = withCredentials(
		engine,
		getOwn(request, 'operationId'),
		Object.entries(headers).flatMap(([name, written]) => [written].flat().map((one) => [name, String(one)] as const)),
	);
	const isJson = isJsonType(stripMediaType(String(getOwn(headers, 'content-type') ?? '')));
	const known = value === undefined ? undefined : withPasswords(engine, getOwn(request, 'operationId'), value);
	const text = known === undefined ? '' : typeof known === 'string' && !isJson ? known : JSON.stringify(known);
	return {
		method: getString(sent, 'method') ?? 'GET',
		target: getString(sent, 'target') ?? '/',
		rawHeaders,
		body: new TextEncoder().encode(text),
		session,
	};
}

/** Passwords that were blotted out are those of a sample of the operation, where it has some at the same place. */
function withPasswords(
	{ router, options }: ControlCall['engine'],
	operationId: JsonValue | undefined,
	body: JsonValue,
): JsonValue {
	if (!JSON.stringify(body).includes(BLOT)) return body;
	const plan = router.plans.find(({ operation }) => operation.id === operationId);
	const sample = plan && createSampleCall(plan.operation, options.auth).body;
	if (sample === undefined) return body;
	try {
		return fillBlots(body, JSON.parse(sample) as JsonValue);
	} catch {
		return body;
	}
}

/** What was blotted out is taken from a sample of the operation, else left out. */
function withCredentials(
	{ router, options }: ControlCall['engine'],
	operationId: JsonValue | undefined,
	headers: readonly (readonly [name: string, value: string])[],
): string[] {
	const plan = router.plans.find(({ operation }) => operation.id === operationId);
	return fillCredentials(headers, { operation: plan?.operation, auth: options.auth });
}

/** Ids of answers that were made anew take the place of the old ones. */
function replaceIds(value: JsonObject, ids: ReadonlyMap<string, string>): JsonObject {
	let text = JSON.stringify(value);
	for (const [before, after] of ids) text = text.replaceAll(before, after);
	return JSON.parse(text) as JsonObject;
}

async function send(call: ControlCall, inside: InsideRequest): Promise<JsonObject> {
	const { exchange } = await sendInside(call.engine, inside);
	return exchange ? renderExchange(exchange, call.redaction) : {};
}

function compare(before: JsonObject, after: JsonObject): JsonObject & { differences: Difference[] & JsonValue[] } {
	const differences = compareAnswers(getOwn(before, 'response'), getOwn(after, 'response'));
	return {
		sent: getOwn(after, 'id') ?? null,
		before: getOwn(getOwn(before, 'response'), 'status') ?? null,
		after: getOwn(getOwn(after, 'response'), 'status') ?? null,
		same: differences.every(({ generated }) => generated),
		differences: differences as Difference[] & JsonValue[],
	};
}
