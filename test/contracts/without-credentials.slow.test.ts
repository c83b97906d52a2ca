// A consumer whose tests send no credentials, as a gateway or a provider's filter adds them: `--auth off` all the way.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../support/command-line.ts';
import { startForPacts } from './write/support.ts';

const SCHEMA = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const answers = { '200': { description: 'ok', content: { 'application/json': { schema: SCHEMA } } } };
const DOCUMENT = {
	openapi: '3.1.0',
	info: { title: 'Notes', version: '1' },
	paths: {
		'/open': { get: { operationId: 'getOpen', security: [], responses: answers } },
		'/by-token': { get: { operationId: 'byToken', security: [{ token: [] }], responses: answers } },
		'/by-key': { get: { operationId: 'byKey', security: [{ key: [] }], responses: answers } },
		'/by-query': { get: { operationId: 'byQuery', security: [{ query: [] }, { cookie: [] }], responses: answers } },
	},
	components: {
		securitySchemes: {
			token: { type: 'http', scheme: 'bearer' },
			key: { type: 'apiKey', in: 'header', name: 'X-Key' },
			query: { type: 'apiKey', in: 'query', name: 'key' },
			cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
		},
	},
};

let folder: string;
let api: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'off-all-the-way-'));
	api = join(folder, 'notes.json');
	await writeFile(api, JSON.stringify(DOCUMENT));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let runs = 0;
async function writeAfter(calls: readonly (readonly [string, Record<string, string>?])[]) {
	const mock = await startForPacts({ documents: [api], auth: 'off' });
	for (const [path, headers = {}] of calls) await (await fetch(mock.url + path, { headers })).text();
	const out = join(folder, `pacts-${runs++}`);
	return {
		pact: join(out, 'web-notes.json'),
		...(await runHere(['pact', 'write', '--consumer', 'web', '--from', mock.url, '--out', out])),
	};
}

describe('a pact of requests without credentials', () => {
	it.each<[string, Parameters<typeof writeAfter>[0], string | undefined]>([
		['none wanted', [['/open']], undefined],
		['a token, sent', [['/by-token', { authorization: 'Bearer abc' }]], undefined],
		['a key, sent', [['/by-key', { 'x-key': 'abc' }]], undefined],
		['one of two, in the query', [['/by-query?key=abc']], undefined],
		['one of two, as a cookie', [['/by-query', { cookie: 'sid=abc' }]], undefined],
		['a token, missing', [['/open'], ['/by-token']], '1 request was answered without the credentials'],
		['all of them, missing', [['/by-key'], ['/by-query'], ['/by-token']], '3 requests were answered without'],
	])('is told where it is written: %s', async (_, calls, note) => {
		const { code, stdout } = await writeAfter(calls);
		expect(code).toBe(0);
		if (note === undefined) expect(stdout).not.toContain('credentials');
		else expect(stdout).toContain(`Note: ${note}`);
	});

	it('is refused by pact check, unless somebody else adds them', async () => {
		const { pact } = await writeAfter([['/by-token']]);
		const strict = await runHere(['pact', 'check', pact, '--documents', api]);
		expect([strict.code, strict.stdout]).toEqual([1, expect.stringContaining('--auth off where somebody else adds')]);
		const eased = await runHere(['pact', 'check', pact, '--documents', api, '--auth', 'off', '--strict']);
		expect([eased.code, eased.stdout]).toEqual([0, expect.stringMatching(/info The document asks for credentials/)]);
	});

	it('is checked as the settings have it', async () => {
		const { pact } = await writeAfter([['/by-token']]);
		const settings = join(folder, 'settings.yaml');
		for (const [auth, code] of [
			['off', 0],
			['present', 1],
		] as const) {
			await writeFile(settings, `documents: [${api}]\nauth: ${auth}\n`);
			expect((await runHere(['pact', 'check', pact, '--config', settings])).code).toBe(code);
		}
	});
});
