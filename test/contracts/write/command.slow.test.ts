// `pact write` on the command line.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mock } from '../../../mock/index.ts';
import { runHere } from '../../support/command-line.ts';
import { PAIR, pairScenarios } from '../../support/pair.ts';
import { BASE, send, startForPacts, walkThrough, write } from './support.ts';

let folder: string;
let mock: Mock;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pact-write-'));
	mock = await startForPacts();
	await walkThrough(mock, 'a');
	await send(mock, `DELETE ${BASE}/${crypto.randomUUID()}`, { session: 'b' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const NAME = 'web-documents-api-identification-with-identity-document.json';

describe('pact write', () => {
	it('writes the pact of a running mock, as the library does', async () => {
		const out = join(folder, 'running');
		const { code, stdout, stderr } = await runHere([
			'pact',
			'write',
			'--consumer',
			'web',
			'--from',
			mock.url,
			'--out',
			out,
		]);
		expect([code, stderr, await readdir(out)]).toEqual([0, '', [NAME]]);
		expect(stdout).toContain(
			'web with documents-api-identification-with-identity-document, 6 interactions from 6 exchanges',
		);
		expect(await readFile(join(out, NAME), 'utf8')).toBe((await write(mock)).text);
	});

	it('takes its flags from the environment, a flag before a variable', async () => {
		const env = {
			STUNT_CONSUMER: 'web',
			STUNT_FROM: mock.url,
			STUNT_OUT: join(folder, 'env'),
			STUNT_SESSION: 'b',
			STUNT_PROVIDER: 'p',
			STUNT_PACT_VERSION: '4',
		};
		const { code } = await runHere(['pact', 'write', '--pact-version', '3', '--json'], { env });
		expect(code).toBe(0);
		const pact = JSON.parse(await readFile(join(folder, 'env', 'web-p.json'), 'utf8')) as {
			interactions: unknown[];
			metadata: { pactSpecification: object };
		};
		expect([pact.interactions.length, pact.metadata.pactSpecification]).toEqual([1, { version: '3.0.0' }]);
	});

	it('reads a snapshot that was saved with its requests', async () => {
		const file = join(folder, 'saved.json');
		await writeFile(file, JSON.stringify(await mock.session('a').snapshot({ requests: true })));
		const out = join(folder, 'snapshot');
		const documents = PAIR.flatMap((document) => ['--documents', document]);
		const source = ['--snapshot', file, '--scenarios', pairScenarios(), ...documents];
		const words = ['pact', 'write', '--consumer', 'web', ...source, '--out', out];
		expect((await runHere(words)).code).toBe(0);
		expect(await readFile(join(out, NAME), 'utf8')).toBe((await write(mock, { sessions: ['a'] })).text);
	});

	it('makes one pact of the snapshots of several mocks, in any order: shards, and workers with a mock each', async () => {
		const shards = join(folder, 'shards');
		await mkdir(shards);
		for (const name of ['1', '2']) {
			const own = await startForPacts();
			if (name === '1') await walkThrough(own, 'default');
			else await send(own, `DELETE ${BASE}/${crypto.randomUUID()}`, { session: 'default' });
			const saved = await own.session('default').snapshot({ requests: true });
			await writeFile(join(shards, `${name}.json`), JSON.stringify(saved));
		}
		const wanted = (await write(mock)).text;
		const documents = PAIR.flatMap((document) => ['--documents', document]);
		const [first, second] = [join(shards, '1.json'), join(shards, '2.json')];
		for (const source of [[shards], [second, first]]) {
			const out = join(folder, `of-${source.length}`);
			const words = ['--out', out, '--scenarios', pairScenarios(), ...documents];
			const snapshots = source.flatMap((place) => ['--snapshot', place]);
			expect((await runHere(['pact', 'write', '--consumer', 'web', ...snapshots, ...words])).code).toBe(0);
			expect(await readFile(join(out, NAME), 'utf8')).toBe(wanted);
		}
	});

	it('ends with 1 and the exchange by name for one that broke the document', async () => {
		const own = await startForPacts();
		await send(own, `POST ${BASE}`, { body: { configuration_name: '' } });
		const { code, stdout } = await runHere([
			'pact',
			'write',
			'--consumer',
			'web',
			'--from',
			own.url,
			'--out',
			join(folder, 'none'),
		]);
		expect([code, stdout]).toEqual([
			1,
			expect.stringMatching(
				/none of 1 exchange [\s\S]*Refused[\s\S]*POST .*identity_document → 400: .*configuration_name/,
			),
		]);
		await expect(readdir(join(folder, 'none'))).rejects.toThrow();
	});

	it.each<[string, string[], RegExp]>([
		['no consumer', [], /needs --consumer/],
		['an empty consumer', ['--consumer='], /--consumer needs a value/],
		['another version', ['--consumer', 'web', '--pact-version', '2'], /--pact-version must be one of 3, 4, not "2"/],
		['an unknown session', ['--consumer', 'web', '--session', 'nobody'], /no session "nobody"/],
		[
			'an unknown flag',
			['--consumer', 'web', '--consumers'],
			/unknown option --consumers \(did you mean --consumer\?\)/,
		],
		['a file that is none', ['--consumer', 'web', '--snapshot', 'nowhere.json'], /nowhere.json can't be read/],
		['a folder without snapshots', ['--consumer', 'web', '--snapshot', 'scenarios'], /scenarios holds no snapshot/],
		['a snapshot without requests', ['--consumer', 'web', '--snapshot', 'package.json'], /holds no exchanges/],
		['a surplus word', ['--consumer', 'web', 'more'], /does not take "more"/],
	])('ends with 2 and one line for %s', async (_name, words, line) => {
		const { code, stdout, stderr } = await runHere(['pact', 'write', '--from', mock.url, ...words]);
		expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
		expect(stderr).toMatch(line);
	});

	it('ends with 2 where no mock answers', async () => {
		const { code, stderr } = await runHere(['pact', 'write', '--consumer', 'web', '--from', 'http://127.0.0.1:9']);
		expect([code, stderr]).toEqual([2, expect.stringContaining('no mock answers at http://127.0.0.1:9')]);
	});
});
