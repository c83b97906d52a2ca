// A whole number beyond 2^53 is refused wherever it would come into a session as another one, and told as it was written.

import { beforeAll, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { parseScenarioText } from '../../../mock/scenarios/read-scenario-text.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { call, startTestMock } from '../../support/mock.ts';

const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const THING: JsonObject = {
	type: 'object',
	properties: { id: { type: 'integer', format: 'int64' }, n: { type: 'integer' } },
};
const DOCUMENT: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Things', version: '1' },
	paths: {
		'/things': {
			get: {
				operationId: 'listThings',
				parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }],
				responses: { 200: { description: 'OK', ...json({ type: 'array', items: THING }) } },
			},
			post: {
				operationId: 'createThing',
				requestBody: json(THING),
				responses: { 201: { description: 'OK', ...json(THING) } },
			},
		},
	},
};
const OTHER = '9007199254740993';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock({ documents: [DOCUMENT] });
});

const SESSION = '/__admin/sessions/default';
const clock = '{"now":"2026-01-01T00:00:00Z","mode":"real","offsetMs":0}';

it.each<[call: string, body: string, pointer: string]>([
	[`POST ${SESSION}/resources/thing`, `{"id":${OTHER}}`, '/id'],
	[`POST ${SESSION}/resources/thing`, `{"id":${OTHER}.0}`, '/id'],
	[`POST ${SESSION}/change`, `{"resource":"thing","set":{"n":-${OTHER}}}`, '/set/n'],
	[`POST ${SESSION}/generate`, `{"resource":"thing","count":1,"with":{"n":${OTHER}}}`, '/with/n'],
	[`POST ${SESSION}/cues`, `{"on":"listThings","reply":{"status":200,"body":[{"id":${OTHER}}]}}`, '/reply/body/0/id'],
	[`POST ${SESSION}/send`, `{"operation":"createThing","body":{"n":${OTHER}}}`, '/body/n'],
	['POST /__admin/provider-states', `{"state":"x","params":{"a":${OTHER}}}`, '/params/a'],
	[
		`PUT ${SESSION}/snapshot`,
		`{"format":"stunt-double-snapshot","version":1,"session":"a","seed":1,"counter":0,"clock":${clock},"scenario":null,"entities":{"thing":[{"id":${OTHER}}]}}`,
		'/entities/thing/0/id',
	],
])('%s %s is refused at %s', async (name, body, pointer) => {
	const [method = '', path = ''] = name.split(' ');
	const { status, json: problem } = await call(mock, method, path, { body });
	expect([status, problem]).toEqual([
		400,
		expect.objectContaining({
			findings: [
				expect.objectContaining({ code: 'request.body.number', pointer, message: expect.stringContaining(OTHER) }),
			],
		}),
	]);
});

it('what the mock itself writes of a double is taken', async () => {
	const { status } = await call(mock, 'POST', `${SESSION}/resources/thing`, { body: '{"id":1000000000000000000}' });
	expect(status).toBe(201);
});

it('a filter by one finds no other', async () => {
	const session = 'filtered';
	await call(mock, 'POST', '/things', { body: '{"n":9007199254740992}', session });
	const found = async (n: string) => (await call(mock, 'GET', `/things?n=${n}`, { session })).json;
	expect([await found('9007199254740992'), await found(OTHER)]).toEqual([[{ id: 1, n: 9007199254740992 }], []]);
});

it('the journal tells a body that holds one as it was written', async () => {
	await call(mock, 'POST', '/things', { body: `{"n":${OTHER}}`, session: 'told' });
	const { json: told } = await call(mock, 'GET', '/__admin/sessions/told/requests/1');
	expect(told).toMatchObject({ request: { body: `{"n":${OTHER}}` }, response: { status: 400 } });
});

it.each([
	`{ name: a, given: { thing: [ { id: ${OTHER} } ] } }`,
	`{"name":"a","given":{"thing":[{"id":${OTHER}}]}}`,
	`name: a\nparameters:\n  id: ${OTHER}`,
])('a scenario file that holds one is refused: %s', (text) => {
	expect(parseScenarioText('a.yaml', text)).toMatchObject({
		ok: false,
		finding: { message: expect.stringContaining(`${OTHER}, which can't be kept exactly`) },
	});
});

it('a scenario file may have it as a text, in a comment, and as the double that it is', () => {
	const text = `name: a # ${OTHER}\ngiven: { thing: [ { id: 9007199254740992, n: "${OTHER}" } ] }`;
	expect(parseScenarioText('a.yaml', text)).toMatchObject({ ok: true });
});
