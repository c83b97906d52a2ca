// A pact is of all that happened, and of the documents that the mock served: or there is none, and a reason.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mock } from '../../../mock/index.ts';
import { runHere } from '../../support/command-line.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { startForPacts, write } from './support.ts';

const DOCUMENT = {
	openapi: '3.1.0',
	info: { title: 'Words', version: '1' },
	paths: {
		'/words': {
			get: {
				operationId: 'listWords',
				responses: {
					'200': {
						description: 'ok',
						content: {
							'application/json': {
								schema: { type: 'object', required: ['word'], properties: { word: { type: 'string' } } },
							},
						},
					},
				},
			},
		},
	},
};

let folder: string;
let api: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'whole-journal-'));
	api = join(folder, 'words.json');
	await writeFile(api, JSON.stringify(DOCUMENT));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask(mock: Mock, times: number, path = '/words'): Promise<void> {
	for (let count = 0; count < times; count += 1) await (await fetch(mock.url + path)).text();
}

let runs = 0;
async function writeFrom(mock: Mock, words: readonly string[] = []) {
	const out = join(folder, `pacts-${runs++}`);
	const ran = await runHere(['pact', 'write', '--consumer', 'c', '--from', mock.url, '--out', out, ...words]);
	const text = await readFile(join(out, 'c-words.json'), 'utf8').catch(() => '');
	return { ...ran, text };
}

describe('the journal', () => {
	it('is read to its beginning, however much it holds', async () => {
		const mock = await startForPacts({ documents: [api], journal: 3000 });
		await ask(mock, 1001);
		const { code, stdout } = await writeFrom(mock);
		expect([code, stdout]).toEqual([0, expect.stringContaining('1 interaction from 1001 exchanges')]);
	});

	it('that has let go of exchanges gives no pact, in the process of the mock as well', async () => {
		const mock = await startForPacts({ documents: [api], journal: 2 });
		await ask(mock, 3);
		const out = join(folder, 'lost');
		const { pact, file, lost } = await write(mock, { out });
		expect([pact, file, lost]).toEqual([undefined, undefined, [{ session: 'default', exchanges: 1 }]]);
		expect((await writeFrom(mock)).code).toBe(1);
		expect((await write(mock, { sessions: ['another'] })).lost).toEqual([]);
	});

	it('of a session that has made room for others is missed', async () => {
		const mock = await startForPacts({ documents: [api], maxSessions: 2 });
		for (const name of ['a', 'b', 'c']) await ask(mock, 2, `/__session/${name}/words`);
		const { code, stdout } = await writeFrom(mock);
		expect([code, stdout]).toEqual([
			1,
			expect.stringContaining('sessions that have made room for others (--max-sessions): 2 of them'),
		]);
		expect((await writeFrom(mock, ['--session', 'c'])).code).toBe(0);
		const { pact, lost } = await write(mock);
		expect([pact, lost]).toEqual([undefined, [{ exchanges: 2 }]]);
		expect((await write(mock, { sessions: ['c'] })).lost).toEqual([]);
	});
});

describe('the documents of the mock', () => {
	it('are read from the address that they came from', async () => {
		const server = createServer((_, response) => response.end(JSON.stringify(DOCUMENT)));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		atFileEnd(async () => void server.close());
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/words.json`;
		const mock = await startForPacts({ documents: [url] });
		await ask(mock, 1);
		const { code, text } = await writeFrom(mock);
		expect([code, text]).toEqual([0, expect.stringContaining('"name": "words"')]);
	});

	it('may refer to other hosts where that is allowed, here and for the verifier', async () => {
		const server = createServer((_, response) => response.end(JSON.stringify({ Word: { type: 'string' } })));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		atFileEnd(async () => void server.close());
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shared.json#/Word`;
		const far = join(folder, 'far.json');
		await writeFile(far, JSON.stringify(DOCUMENT).replace('"word":{"type":"string"}', `"word":{"$ref":"${url}"}`));
		const mock = await startForPacts({ documents: [far], allowRemoteRefs: true });
		await ask(mock, 1);
		expect((await writeFrom(mock)).code).toBe(2);
		const out = join(folder, 'far');
		const allowed = await writeFrom(mock, ['--allow-remote-refs', '--out', out]);
		expect([allowed.code, allowed.stdout]).toEqual([0, expect.stringContaining('1 interaction from 1 exchange')]);
		const verify = ['pact', 'verify', join(out, 'c-words.json'), '--documents', far];
		expect((await runHere(verify)).code).toBe(2);
		expect((await runHere([...verify, '--allow-remote-refs'])).code).toBe(0);
	});

	it('are changed by the overlays that the mock was started with', async () => {
		const overlay = join(folder, 'overlay.json');
		const path = '$.paths./words.get.responses.200.content.application/json.schema';
		const target = path
			.replace('./words', "['/words']")
			.replace('.200', "['200']")
			.replace('.application/json', "['application/json']");
		const actions = [{ target, update: { required: ['count'], properties: { count: { type: 'integer' } } } }];
		await writeFile(overlay, JSON.stringify({ overlay: '1.0.0', info: { title: 'Counted', version: '1' }, actions }));
		const mock = await startForPacts({ documents: [api], overlays: [overlay] });
		await ask(mock, 1);
		const { code, text } = await writeFrom(mock);
		expect([code, text]).toEqual([0, expect.stringContaining('"$.count"')]);
	});

	it('that are not here are asked for: those that ship are others', async () => {
		const gone = join(folder, 'gone.json');
		await writeFile(gone, JSON.stringify(DOCUMENT));
		const mock = await startForPacts({ documents: [gone], watch: false });
		await ask(mock, 1);
		await rm(gone);
		const { code, stderr } = await writeFrom(mock);
		expect([code, stderr]).toEqual([2, expect.stringContaining(`what the mock serves is not here: ${gone}`)]);
		expect((await writeFrom(mock, ['--documents', api])).code).toBe(0);
	});
});
