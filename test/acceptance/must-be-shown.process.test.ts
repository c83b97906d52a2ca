// What a new user sees with the default documents, through the real command line, call by call.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedCli, startCli } from '../support/cli.ts';
import { BASE, CREATE, call, create } from '../support/mock.ts';
import { head, sendRaw } from '../support/raw.ts';

let mock: StartedCli;
let endedWith: number | null | undefined;
beforeAll(async () => {
	mock = await startCli();
	void mock.ended.then((code) => {
		endedWith = code;
	});
});
afterAll(() => mock.stop());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const without = (document: object, ...names: string[]): object =>
	Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));
const withDocument = (change: object): object => ({
	...CREATE,
	identity_document: { ...CREATE.identity_document, ...change },
});

it('npm start is the command that is shown', () => {
	const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
		scripts: Record<string, string>;
	};
	expect(scripts['start']).toBe('node mock/cli.ts start');
});

it('the first lines name documents, operations, state, scenarios, address and three curl lines, in at most 25 lines', async () => {
	await mock.waitFor(/curl[\s\S]*curl[\s\S]*curl/);
	const banner = mock.stdout();
	expect(banner.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
	expect(banner.match(/curl /g)).toHaveLength(3);
	for (const word of [
		'identity-document-admin',
		'2 operations',
		'PENDING → VALIDATED',
		'busy-organization',
		mock.url,
	]) {
		expect(banner).toContain(word);
	}
});

describe('POST …/identifications/identity_document', () => {
	it('→ 200, a uuid', async () => {
		const reply = await call(mock, 'POST', BASE, { body: CREATE });
		expect(reply.status).toBe(200);
		expect(reply.json).toEqual({ identification_id: expect.stringMatching(UUID) });
		expect(reply.headers.get('x-mock-session')).toBe('default');
	});

	it.each<[string, unknown, string]>([
		['document_type DNI', withDocument({ document_type: 'DNI' }), '/identity_document/document_type'],
		[
			'no document_number',
			{ ...CREATE, identity_document: without(CREATE.identity_document, 'document_number') },
			'/identity_document/document_number',
		],
		['expires_in P31D', { ...CREATE, expires_in: 'P31D' }, '/expires_in'],
		['broken JSON', '{"name":"James"', 'body'],
	])('%s → 400, with X-Mock-Reason naming the place', async (_name, body, place) => {
		const reply = await call(mock, 'POST', BASE, { body });
		expect([reply.status, reply.text]).toEqual([400, '']);
		expect(reply.reason).toMatch(/^check createIdentityDocumentIdentification: /);
		expect(reply.reason).toContain(place);
	});

	it('as text/plain → 415', async () => {
		const reply = await call(mock, 'POST', BASE, {
			body: JSON.stringify(CREATE),
			headers: { 'content-type': 'text/plain' },
		});
		expect(reply.status).toBe(415);
		expect(reply.reason).toContain('text/plain');
	});

	it('without a token → 401', async () => {
		const reply = await call(mock, 'POST', BASE, { body: CREATE, headers: { authorization: '' } });
		expect(reply.status).toBe(401);
		expect(reply.reason).toMatch(/^authenticate /);
		expect(reply.headers.get('www-authenticate')).toBe('Bearer');
	});
});

describe('DELETE …/{id}', () => {
	it('that uuid → 204; again → 409', async () => {
		const id = await create(mock);
		const first = await call(mock, 'DELETE', `${BASE}/${id}`);
		expect([first.status, first.text]).toEqual([204, '']);
		const again = await call(mock, 'DELETE', `${BASE}/${id}`);
		expect(again.status).toBe(409);
		expect(again.reason).toContain('CANCELLED');
	});

	it('a random uuid → 404; "abc" → 400', async () => {
		expect((await call(mock, 'DELETE', `${BASE}/${randomUUID()}`)).status).toBe(404);
		const malformed = await call(mock, 'DELETE', `${BASE}/abc`);
		expect(malformed.status).toBe(400);
		expect(malformed.reason).toContain('admin_identification_id');
	});

	it('under another org → 404, and it stays as it was', async () => {
		const id = await create(mock);
		expect((await call(mock, 'DELETE', `${BASE.replace('acme', 'other')}/${id}`)).status).toBe(404);
		expect((await call(mock, 'GET', `${BASE}/${id}`)).json).toMatchObject({ status: 'PENDING' });
	});

	it('PATCH on it → 405 with Allow', async () => {
		const reply = await call(mock, 'PATCH', `${BASE}/${await create(mock)}`, { body: {} });
		expect(reply.status).toBe(405);
		expect(reply.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(['DELETE', 'GET']));
	});
});

const putControl = (path: string, body: object): Promise<{ status: number; json: unknown }> =>
	call(mock, 'PUT', `/__admin${path}`, { body });

it('PUT /__admin/sessions/qa/scenario → its DELETE under X-Mock-Session: qa is 409, the default session untouched', async () => {
	const mine = await create(mock);
	const used = await putControl('/sessions/qa/scenario', { name: 'already-validated' });
	expect(used.status).toBe(200);
	const { scenario } = used.json as { scenario: { parameters: { identification_id: string } } };
	const theirs = scenario.parameters.identification_id;
	expect((await call(mock, 'DELETE', `${BASE}/${theirs}`, { session: 'qa' })).status).toBe(409);
	expect((await call(mock, 'DELETE', `${BASE}/${theirs}`)).status).toBe(404);
	expect((await call(mock, 'GET', `${BASE}/${mine}`)).status).toBe(200);
	expect((await call(mock, 'GET', `${BASE}/${mine}`, { session: 'qa' })).status).toBe(404);
});

it('PUT /__admin/sessions/qa/clock {"advance":"P8D"} → a pending identification is EXPIRED, its cancel is 409', async () => {
	const session = 'qa-clock';
	const id = await create(mock, session);
	expect((await call(mock, 'GET', `${BASE}/${id}`, { session })).json).toMatchObject({ status: 'PENDING' });
	expect((await putControl(`/sessions/${session}/clock`, { advance: 'P8D' })).status).toBe(200);
	expect((await call(mock, 'GET', `${BASE}/${id}`, { session })).json).toMatchObject({ status: 'EXPIRED' });
	expect((await call(mock, 'DELETE', `${BASE}/${id}`, { session })).status).toBe(409);
});

it('an unknown path → 404, naming the nearest operations and nothing else', async () => {
	const reply = await call(mock, 'GET', BASE.replace('identity_document', 'identity_documents'));
	expect(reply.status).toBe(404);
	expect(reply.reason).toMatch(/^match: no operation has the path .*; nearest: .*POST [^;]*\{org_id\}[^;]*$/);
});

it('Prefer: code=500 → 500', async () => {
	const reply = await call(mock, 'POST', BASE, { body: CREATE, headers: { prefer: 'code=500' } });
	expect([reply.status, reply.headers.get('preference-applied')]).toEqual([500, 'code=500']);
});

it('scenario connection-reset → the connection is reset, and the server lives on', async () => {
	const session = 'broken';
	await putControl(`/sessions/${session}/scenario`, { name: 'connection-reset' });
	const { port } = new URL(mock.url);
	const reply = await sendRaw(Number(port), head('GET', `${BASE}/${randomUUID()}`, { 'X-Mock-Session': session }));
	expect([reply.ended, reply.text]).toEqual(['reset', '']);
	expect((await call(mock, 'GET', '/__admin/health')).status).toBe(200);
	expect((await call(mock, 'POST', BASE, { body: CREATE })).status).toBe(200);
	expect(endedWith).toBeUndefined();
});

it('every request has one line with its why, without the token', async () => {
	const id = randomUUID();
	await call(mock, 'DELETE', `${BASE}/${id}`, { headers: { authorization: 'Bearer top-secret' } });
	await mock.waitFor(new RegExp(`DELETE[^\\n]*${id}[^\\n]* 404 `));
	const lines = mock
		.stdout()
		.split('\n')
		.filter((line) => line.includes(id));
	expect(lines.length).toBeGreaterThan(0);
	expect(mock.stdout() + mock.stderr()).not.toContain('top-secret');
	expect(mock.stderr()).toBe('');
});
