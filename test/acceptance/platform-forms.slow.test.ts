// The vendor's own curl forms: files as multipart, lists in one field with commas; what was stored comes back.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { startPlatform } from '../support/platform.ts';

const PDF = new TextEncoder().encode('%PDF-1.4\n%\u00e2\u00e3\n');
let mock: RunningMock;
beforeAll(async () => {
	mock = await startPlatform();
});

/** As `curl -F name=… -F content=@file` sends it. */
async function send(path: string, fields: Record<string, string | Uint8Array<ArrayBuffer>>, owner?: string) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) {
		form.append(name, typeof value === 'string' ? value : new Blob([value], { type: 'application/pdf' }));
	}
	const response = await fetch(`${mock.url}/v1/orgs/acme/${path}`, {
		method: 'POST',
		headers: { authorization: 'Bearer x', ...(owner !== undefined && { 'x-auth-owner': owner }) },
		body: form,
	});
	const text = await response.text();
	const json = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
	return { status: response.status, json, reason: response.headers.get('x-mock-reason') };
}

const get = (path: string, headers: Record<string, string>): Promise<Response> =>
	fetch(`${mock.url}/v1/orgs/acme/${path}`, { headers: { authorization: 'Bearer x', ...headers } });

const certificate = {
	landing_url: 'www.acme.example',
	expiration_duration: 'P7D',
	content: PDF,
	sign_certificate_password: 'sample',
	notification_email: 'certificates@acme.example',
};

describe('a form as curl sends it', () => {
	it.each<[string, string, Record<string, string | Uint8Array<ArrayBuffer>>, number]>([
		['several tags', 'documents', { name: 'a', extension: 'pdf', tags: 'draft,v1.0', content: PDF }, 201],
		['one tag', 'documents', { name: 'a', extension: 'pdf', tags: 'draft', content: PDF }, 201],
		['a reserved tag', 'documents', { name: 'a', extension: 'pdf', tags: 'draft,null', content: PDF }, 400],
		['a name with a space', 'documents', { name: 'a b', extension: 'pdf', content: PDF }, 400],
		['no content', 'documents', { name: 'a', extension: 'pdf' }, 400],
		['tags of a form', 'templates/forms', { name: 'F', extension: 'pdf', tags: 'A,B,C', content: PDF }, 201],
		['six tags of a form', 'templates/forms', { name: 'G', extension: 'pdf', tags: 'A,B,C,D,E,F', content: PDF }, 400],
		['a picture', 'templates/configurations/documents', { name: 'logo', extension: 'png', content: PDF }, 200],
		[
			'a picture that is a PDF',
			'templates/configurations/documents',
			{ name: 'l', extension: 'pdf', content: PDF },
			400,
		],
		['channels', 'sign_process/configurations', { ...certificate, channels: 'SMS,EMAIL,WHATSAPP' }, 201],
		['a channel that there is not', 'sign_process/configurations', { ...certificate, channels: 'SMS,FAX' }, 400],
	])('%s', async (_what, path, fields, wanted) => {
		const { status, json, reason } = await send(path, fields);
		expect(status, String(reason)).toBe(wanted);
		if (fields['channels'] && wanted === 201) {
			expect(json).toMatchObject({ channels: ['SMS', 'EMAIL', 'WHATSAPP'] });
			expect(JSON.stringify(json)).not.toMatch(/password|content/);
		}
		if (path === 'templates/forms' && wanted === 201) expect(json).toMatchObject({ tags: ['A', 'B', 'C'] });
	});

	it('comes back to its owner alone, as what is known of it and as the file', async () => {
		const fields = { name: 'contract', extension: 'pdf', tags: 'draft,v1.0', content: PDF };
		const { json } = await send('documents', fields, '2357893');
		const path = `documents/${String(json['documentId'])}`;
		const known = await get(path, { 'x-auth-owner': '2357893', accept: 'application/json' });
		expect(await known.json()).toEqual({ ...json, name: 'contract', extension: 'pdf', tags: ['draft', 'v1.0'] });
		const file = await get(path, { 'x-auth-owner': '2357893', accept: 'application/pdf' });
		expect([file.status, new Uint8Array(await file.arrayBuffer())]).toEqual([200, PDF]);
		for (const headers of [{}, { 'x-auth-owner': '1' }] as Record<string, string>[]) {
			expect((await get(path, { ...headers, accept: 'application/json' })).status).toBe(404);
		}
	});
});
