// What the upstream tells of entities is stored, and the mock goes on with it: moved, failed, expired, listed, gone.

import { describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { sendInside } from '../../../mock/pipeline/send-inside.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { serve } from './order-api.ts';

const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const TICKET: JsonObject = {
	type: 'object',
	required: ['ref', 'status', 'title', 'until'],
	properties: {
		ref: { type: 'string' },
		status: { type: 'string', enum: ['OPEN', 'DONE', 'LAPSED'] },
		title: { type: 'string' },
		until: { type: 'string', format: 'date-time' },
		note: { type: 'string' },
	},
};
const REF: JsonObject = { name: 'ref', in: 'path', required: true, schema: { type: 'string' } };
const ok: JsonObject = { description: 'ok', ...json({ type: 'object', properties: { data: TICKET } }) };
const gone: JsonObject = { description: 'none', ...json({ type: 'object', required: ['message'] }) };
const empty: JsonObject = { description: 'done' };
const sent: JsonObject = { requestBody: { ...json({ type: 'object' }) } };
const DOCUMENT: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Tickets', version: '1' },
	'x-lifecycle': {
		ticket: {
			key: 'ref',
			state: 'status',
			initial: 'OPEN',
			states: { OPEN: { expires: { at: 'until', to: 'LAPSED' } }, DONE: {}, LAPSED: {} },
		},
	},
	paths: {
		'/tickets': {
			get: {
				operationId: 'listTickets',
				'x-effect': { list: 'ticket', items: '/data' },
				responses: { 200: { description: 'ok', ...json({ type: 'object' }) } },
			},
			post: {
				operationId: 'createTicket',
				...sent,
				'x-effect': { create: 'ticket', answer: '/data' },
				responses: { 201: { ...ok } },
			},
		},
		'/tickets/{ref}': {
			parameters: [REF],
			get: {
				operationId: 'getTicket',
				'x-effect': { read: 'ticket', key: '$request.path.ref', answer: '/data' },
				responses: { 200: ok, 404: gone },
			},
			patch: {
				operationId: 'patchTicket',
				...sent,
				'x-effect': { patch: 'ticket', key: '$request.path.ref' },
				responses: { 204: empty, 404: gone },
			},
			delete: {
				operationId: 'deleteTicket',
				'x-effect': { delete: 'ticket', key: '$request.path.ref' },
				responses: { 204: empty, 404: gone },
			},
		},
		'/tickets/{ref}/finish': {
			parameters: [REF],
			post: {
				operationId: 'finishTicket',
				'x-effect': { move: 'ticket', key: '$request.path.ref', from: ['OPEN'], to: 'DONE' },
				responses: { 204: empty, 404: gone, 409: gone },
			},
		},
	},
};
const FAR = '2100-01-01T00:00:00Z';
const A = { ref: 'A', status: 'OPEN', title: 'first', until: FAR };

/** A mock before an upstream that answers by method and path. */
async function start(answers: Readonly<Record<string, [status: number, body?: object]>>): Promise<RunningMock> {
	const url = await serve((request, response) => {
		request.resume();
		const [status, body] = answers[`${request.method} ${request.url}`] ?? [404, { message: 'none' }];
		response.writeHead(status, body && { 'content-type': 'application/json' });
		response.end(body && JSON.stringify(body));
	});
	return startTestMock({ documents: [DOCUMENT], upstream: url, forward: 'all' });
}

function stored(mock: RunningMock): unknown[] {
	return mock.engine.sessions
		.get('default')
		.store.list('ticket')
		.map(({ entity }) => entity);
}

function lastEntity(mock: RunningMock) {
	return mock.engine.sessions.get('default').journal.list().at(-1)?.answer.why.entity;
}

/** From here on the mock plays. */
const play = (mock: RunningMock) => call(mock, 'PUT', '/__admin/upstream', { body: { rule: 'none' } });

describe('an entity of the upstream', () => {
	it.each<[string, string, [number, object?], object, object]>([
		['is known once it was read', 'GET /tickets/A', [200, { data: A }], A, { outcome: 'read', key: 'A' }],
		['is known once it was created', 'POST /tickets', [201, { data: A }], A, { outcome: 'created', key: 'A' }],
		['is known once it was listed', 'GET /tickets', [200, { data: [A] }], A, { outcome: 'listed' }],
	])('%s', async (_name, line, answer, expected, mention) => {
		const mock = await start({ [line]: answer });
		const [method = '', path = ''] = line.split(' ');
		await call(mock, method, path, method === 'POST' ? { body: {} } : {});
		expect(stored(mock)).toEqual([expected]);
		expect(lastEntity(mock)).toMatchObject(mention);
	});

	it('can be moved, refused and listed by the mock', async () => {
		const mock = await start({ 'GET /tickets/A': [200, { data: A }] });
		await call(mock, 'GET', '/tickets/A');
		await play(mock);
		expect(await call(mock, 'POST', '/tickets/A/finish')).toMatchObject({ status: 204 });
		expect(await call(mock, 'POST', '/tickets/A/finish')).toMatchObject({ status: 409 });
		expect(await call(mock, 'GET', '/tickets')).toMatchObject({ json: { data: [{ ref: 'A', status: 'DONE' }] } });
	});

	it('expires by the clock of the session', async () => {
		const mock = await start({ 'GET /tickets/A': [200, { data: A }] });
		await call(mock, 'GET', '/tickets/A');
		await play(mock);
		await call(mock, 'PUT', '/__admin/sessions/default/clock', { body: { now: '2100-01-02T00:00:00Z' } });
		expect(await call(mock, 'GET', '/tickets/A')).toMatchObject({ json: { data: { status: 'LAPSED' } } });
	});

	it('is moved, changed and gone where the upstream says no more than that it was done', async () => {
		const mock = await start({
			'GET /tickets/A': [200, { data: A }],
			'POST /tickets/A/finish': [204],
			'PATCH /tickets/A': [204],
			'DELETE /tickets/A': [204],
		});
		await call(mock, 'GET', '/tickets/A');
		await call(mock, 'POST', '/tickets/A/finish');
		expect(lastEntity(mock)).toMatchObject({ outcome: 'moved', from: 'OPEN', to: 'DONE' });
		await call(mock, 'PATCH', '/tickets/A', { body: { note: 'x' } });
		expect(stored(mock)).toEqual([{ ...A, status: 'DONE', note: 'x' }]);
		await call(mock, 'DELETE', '/tickets/A');
		expect(lastEntity(mock)).toMatchObject({ outcome: 'deleted', before: { status: 'DONE' } });
		expect(stored(mock)).toEqual([]);
	});

	it('is gone where the upstream does not find it any more; what only the mock knows stays', async () => {
		const answers: Record<string, [number, object?]> = { 'GET /tickets/A': [200, { data: A }] };
		const mock = await start(answers);
		await call(mock, 'GET', '/tickets/A');
		await call(mock, 'POST', '/__admin/sessions/default/resources/ticket', { body: { ...A, ref: 'mine' } });
		delete answers['GET /tickets/A'];
		for (const ref of ['A', 'mine']) expect(await call(mock, 'GET', `/tickets/${ref}`)).toMatchObject({ status: 404 });
		expect(stored(mock)).toMatchObject([{ ref: 'mine' }]);
	});

	it('that shows less in a list keeps what was known, and is whole for the mock', async () => {
		const brief = { ref: 'A', title: 'second', extra: true };
		const mock = await start({
			'GET /tickets/A': [200, { data: A }],
			'GET /tickets': [200, { data: [brief, { ref: 'B' }] }],
		});
		await call(mock, 'GET', '/tickets/A');
		await call(mock, 'GET', '/tickets');
		expect(stored(mock)).toMatchObject([
			{ ...A, title: 'second', extra: true },
			{ ref: 'B', status: 'OPEN', title: expect.any(String), until: expect.any(String) },
		]);
		await play(mock);
		expect(await call(mock, 'GET', '/tickets/B')).toMatchObject({ status: 200 });
	});

	it.each([
		['a failure', [500, { data: A }]],
		['what is no entity', [200, { data: 'A' }]],
		['nothing', [200, { data: null }]],
	] as const)('is not made of %s', async (_name, answer) => {
		const mock = await start({ 'GET /tickets/A': [...answer] as [number, object] });
		await call(mock, 'GET', '/tickets/A');
		expect(stored(mock)).toEqual([]);
	});

	it('does not come back into a session that began afresh meanwhile', async () => {
		const { promise: asked, resolve: hasAsked } = Promise.withResolvers<void>();
		const { promise: goOn, resolve } = Promise.withResolvers<void>();
		const url = await serve(async (_request, response) => {
			hasAsked();
			await goOn;
			response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: A }));
		});
		const mock = await startTestMock({ documents: [DOCUMENT], upstream: url, forward: 'all' });
		const answered = call(mock, 'GET', '/tickets/A');
		await asked;
		await call(mock, 'POST', '/__admin/sessions/default/reset');
		resolve();
		expect(await answered).toMatchObject({ status: 200 });
		expect(stored(mock)).toEqual([]);
	});
});

it('an answer whose whole numbers no double can hold goes on as it is, and is not remembered', async () => {
	const body = '{"data":{"ref":"A","status":"OPEN","title":"a","until":"2030-01-01T00:00:00Z","at":9007199254740993}}';
	const url = await serve((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end(body);
	});
	const mock = await startTestMock({ documents: [DOCUMENT], upstream: url, forward: 'all' });
	const answered = await call(mock, 'GET', '/tickets/A');
	expect([answered.status, answered.text]).toEqual([200, body]);
	expect(stored(mock)).toEqual([]);
});

describe('a forwarded exchange is an exchange', () => {
	it('in coverage, HAR and the requests that are sent again', async () => {
		const mock = await start({ 'GET /tickets/A': [200, { data: A }] });
		await call(mock, 'GET', '/tickets/A');
		const coverage = (await call(mock, 'GET', '/__admin/coverage')).json as { exercised: number };
		expect(coverage.exercised).toBe(1);
		const har = await call(mock, 'GET', '/__admin/sessions/default/requests.har');
		expect(har.json).toMatchObject({ log: { entries: [{ response: { status: 200 }, _upstream: 'forwarded' }] } });
		const shown = await call(mock, 'GET', '/__admin/sessions/default/requests/1');
		expect(shown.json).toMatchObject({
			response: { body: { data: A } },
			why: { step: 'forward', upstream: { outcome: 'forwarded' }, entity: { after: A } },
		});
		const again = await call(mock, 'POST', '/__admin/sessions/default/requests/1/replay');
		expect(again).toMatchObject({ status: 200 });
		const request = { method: 'GET', target: '/tickets/A', rawHeaders: [], body: new Uint8Array(), session: 'default' };
		const { answer } = await sendInside(mock.engine, request);
		expect(answer.status).toBe(200);
	});
});
