// HAR out, with the secrets hidden, and in.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { BASE, CREATE, call, create, startTestMock } from '../../support/mock.ts';

interface Header {
	name: string;
	value: string;
}
interface Entry {
	startedDateTime: string;
	time: number;
	request: {
		method: string;
		url: string;
		headers: Header[];
		queryString: Header[];
		postData?: { mimeType: string; text: string };
	};
	response: {
		status: number;
		headers: Header[];
		content: { mimeType: string; text?: string; size: number };
		_error?: string;
	};
	_why: string;
}

let mock: RunningMock;
let entries: Entry[];
beforeAll(async () => {
	mock = await startTestMock();
	await call(mock, 'POST', BASE, {
		session: 'out',
		headers: { authorization: 'Bearer s3cr3t', cookie: 'a=s3cr3t' },
		body: CREATE,
	});
	await call(mock, 'GET', '/v1/nowhere?a=1&b=%20x', { session: 'out' });
	await call(mock, 'POST', '/__admin/sessions/out/cues', { body: { on: '*', reply: { fault: 'reset' } } });
	await create(mock, 'out').catch(() => undefined);
	const har = await call(mock, 'GET', '/__admin/sessions/out/requests.har');
	expect(har.text).not.toContain('s3cr3t');
	entries = (har.json as { log: { entries: Entry[] } }).log.entries;
});

describe('the journal as a HAR', () => {
	it('has every request with its answer, as other tools read it', () => {
		const [made, nowhere, cut] = entries as [Entry, Entry, Entry];
		expect(entries.length).toBe(3);
		expect(made.request).toMatchObject({ method: 'POST', url: mock.url + BASE });
		expect(JSON.parse(made.request.postData?.text ?? '')).toEqual(CREATE);
		expect(made.request.headers).toContainEqual({ name: 'authorization', value: '[redacted]' });
		expect(made.response).toMatchObject({ status: 200, content: { mimeType: 'application/json' } });
		expect(JSON.parse(made.response.content.text ?? '')).toHaveProperty('identification_id');
		expect(Number.isFinite(Date.parse(made.startedDateTime)) && made.time >= 0).toBe(true);
		expect(nowhere.request.queryString).toEqual([
			{ name: 'a', value: '1' },
			{ name: 'b', value: ' x' },
		]);
		expect([cut.response.status, cut.response._error]).toEqual([0, 'reset']);
		expect(nowhere._why).toContain('no operation');
	});

	it('of a session that nobody has used is a 404', async () => {
		expect((await call(mock, 'GET', '/__admin/sessions/nobody/requests.har')).status).toBe(404);
	});
});

describe('a HAR that is imported', () => {
	it('is in the journal, matched to operations, and counts for no coverage', async () => {
		const imported = await call(mock, 'POST', '/__admin/sessions/in/import', { body: { log: { entries } } });
		expect(imported.json).toEqual({ imported: 3, unmatched: 1, skipped: 0 });
		const { requests } = (await call(mock, 'GET', '/__admin/sessions/in/requests')).json as { requests: object[] };
		expect(requests).toMatchObject([
			{
				id: 1,
				imported: true,
				operationId: 'createIdentityDocumentIdentification',
				request: { method: 'POST', target: BASE, body: CREATE },
				response: { status: 200, body: { identification_id: expect.any(String) } },
			},
			{ id: 2, operationId: null, response: { status: 404 } },
			{ id: 3, response: { status: null } },
		]);
		const { exercised } = (await call(mock, 'GET', '/__admin/coverage?session=in')).json as { exercised: number };
		expect(exercised).toBe(0);
		expect((await call(mock, 'POST', '/__admin/sessions/in/requests/1/replay')).json).toMatchObject({ after: 200 });
	});

	it('may be a browser’s: base64, HTTP/2 headers, other hosts, and entries that are none', async () => {
		const entry = {
			startedDateTime: '2026-01-15T09:00:00.000Z',
			time: 12.5,
			request: {
				method: 'get',
				url: `https://api.example.com/v1/orgs/acme/identifications/identity_document/7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10`,
				headers: [
					{ name: ':path', value: '/x' },
					{ name: 'Authorization', value: 'Bearer s3cr3t' },
				],
			},
			response: {
				status: 200,
				headers: [{ name: 'content-type', value: 'application/json' }],
				content: { encoding: 'base64', text: Buffer.from('{"status":"PENDING"}').toString('base64') },
			},
		};
		const body = { log: { entries: [entry, { request: {} }, { request: { method: 'GET', url: 'nowhere' } }] } };
		const imported = await call(mock, 'POST', '/__admin/sessions/browser/import', { body });
		expect(imported.json).toEqual({ imported: 1, unmatched: 0, skipped: 2 });
		const listed = await call(mock, 'GET', '/__admin/sessions/browser/requests');
		expect(listed.text).not.toContain('s3cr3t');
		expect((listed.json as { requests: object[] }).requests[0]).toMatchObject({
			at: '2026-01-15T09:00:00.000Z',
			durationMs: 12.5,
			request: { method: 'GET' },
			response: { body: { status: 'PENDING' } },
		});
	});

	it('tells whose bodies lie in files beside it, as Playwright writes them', async () => {
		const url = `https://api.example.com${BASE}`;
		const postData = { mimeType: 'application/json', _file: 'a1.json' };
		const files = [
			{ request: { method: 'POST', url, postData }, response: { status: 200, content: { text: '{}' } } },
			{ request: { method: 'POST', url }, response: { status: 200, content: { _file: 'b2.json' } } },
			{ request: { method: 'POST', url }, response: { status: 200, content: { text: '', _file: 'c3.json' } } },
		];
		const imported = await call(mock, 'POST', '/__admin/sessions/files/import', { body: { log: { entries: files } } });
		expect(imported.json).toEqual({ imported: 3, unmatched: 0, skipped: 0, lacking: 2 });
	});

	it.each([{ log: { entries: [] } }, { log: { entries: [{}] } }])('is refused when it is %j', async (body) => {
		const refused = await call(mock, 'POST', '/__admin/sessions/empty/import', { body });
		expect(refused.status).toBe(400);
		expect((await call(mock, 'GET', '/__admin/sessions/empty')).status).toBe(404);
	});
});
