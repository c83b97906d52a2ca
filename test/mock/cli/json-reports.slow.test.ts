// Every command that reports says with --json all of it as one JSON value on stdout, and nothing else there.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mock, startMock } from '../../../mock/index.ts';
import { COMMANDS, runWords } from '../../support/command-line.ts';
import { captureHar } from '../../support/traffic.ts';
import { collection, objectOf, text, whole } from '../effects/collection.ts';

const folder = mkdtempSync(join(tmpdir(), 'json-'));
const api = join(folder, 'api.json');
const har = join(folder, 'traffic.har');
const pacts = join(folder, 'pacts');
const broker = ['--broker', join(folder, 'broker')];
let mock: Mock;
beforeAll(async () => {
	const document = collection({ shown: objectOf({ id: whole, title: text }), sent: objectOf({ title: text }) });
	writeFileSync(api, JSON.stringify(document));
	mock = await startMock({ documents: [api], port: 0 });
	const headers = { 'content-type': 'application/json' };
	await fetch(`${mock.url}/todos`, { method: 'POST', headers, body: '{"title":"a"}' });
	await mock.session().resources('todo').create({ title: 'b' });
	writeFileSync(har, JSON.stringify(await captureHar(mock.url, [['GET', '/todos']])));
});
afterAll(async () => {
	await mock.close();
	rmSync(folder, { recursive: true });
});

const url = (): string[] => ['--url', mock.url];
const app = ['--pacticipant', 'web'];
/** In the order in which each finds what the one before it has made. */
const LINES: Readonly<Record<string, () => string[]>> = {
	lint: () => [api],
	'scenario list': () => [api],
	'scenario show': () => ['error: create 400', ...url()],
	'scenario use': () => ['error: create 400', '--keep', ...url()],
	'scenario reset': url,
	'scenario make': () => ['1', ...url()],
	'session undo': url,
	'session timeline': url,
	'request list': url,
	'request show': () => ['1', ...url()],
	diff: () => [api, api],
	drift: () => [api, '--upstream', mock.url],
	record: () => [api, '--har', har, '--upstream', mock.url, '--out', join(folder, 'recorded')],
	coverage: url,
	'pact write': () => ['--consumer', 'web', '--from', mock.url, '--out', pacts],
	'pact check': () => [pacts, '--documents', api],
	'pact environments create': () => ['--name', 'production', '--production', ...broker],
	'pact environments list': () => broker,
	'pact publish': () => [pacts, '--consumer-app-version', '1', '--branch', 'main', ...broker],
	'pact publish-provider-contract': () => [
		api,
		...['--provider', 'todos', '--provider-app-version', '1', '--branch', 'main', '--verification-exit-code', '0'],
		...broker,
	],
	'pact list': () => broker,
	'pact describe-version': () => [...app, '--version', '1', ...broker],
	'pact create-version-tag': () => [...app, '--version', '1', '--tag', 'x', ...broker],
	'pact can-i-deploy': () => [...app, '--version', '1', '--to-environment', 'production', ...broker],
	'pact can-i-merge': () => [...app, '--version', '1', ...broker],
	'pact record-deployment': () => [...app, '--version', '1', '--environment', 'production', ...broker],
	'pact record-undeployment': () => [...app, '--environment', 'production', ...broker],
	'pact record-release': () => [...app, '--version', '1', '--environment', 'production', ...broker],
	'pact record-support-ended': () => [...app, '--version', '1', '--environment', 'production', ...broker],
	'pact delete-branch': () => [...app, '--branch', 'main', ...broker],
};
/** They serve, run a program, write into the working folder or need a native module: their own tests run them with --json. */
const ELSEWHERE = ['start', 'proxy', 'run', 'init', 'mcp', 'broker', 'pact verify'];

describe('--json', () => {
	it.each(Object.keys(LINES))('%s', async (name) => {
		const { code, stdout, stderr } = await runWords([...name.split(' '), ...(LINES[name]?.() ?? []), '--json']);
		expect([code, stderr], stdout).toEqual([expect.toBeOneOf([0, 1]), '']);
		expect(typeof JSON.parse(stdout)).toBe('object');
	});

	it('is asked of every command that ends by itself', () => {
		const known = [...Object.keys(LINES), ...ELSEWHERE];
		const left = COMMANDS.map(({ name }) => name).filter((name) => !known.includes(name));
		expect(left.filter((name) => !name.startsWith('pact environments '))).toEqual([]);
	});
});

describe('help --json', () => {
	interface Help {
		commands: { name: string; flags: { name: string; variables: string[]; default?: unknown }[] }[];
	}
	const ask = async (words: string[]): Promise<Help> => {
		const { code, stdout } = await runWords(words);
		expect(code).toBe(0);
		return JSON.parse(stdout) as Help;
	};

	it('has every command with every flag, its variables and its default', async () => {
		for (const words of [
			['help', '--json'],
			['--help', '--json'],
		]) {
			const { commands } = await ask(words);
			expect(commands.map(({ name }) => name)).toEqual(COMMANDS.map(({ name }) => name));
			for (const [index, { flags }] of commands.entries()) {
				const known = Object.keys(COMMANDS[index]?.flags ?? {});
				expect(flags.map(({ name }) => name)).toEqual(known.map((name) => `--${name}`));
			}
		}
		const [start] = (await ask(['help', 'start', '--json'])).commands;
		expect(start?.flags.find(({ name }) => name === '--port')).toMatchObject({
			kind: 'integer',
			variables: ['STUNT_PORT'],
			initial: '4010',
		});
	});

	it('is on one command, or on a group, where that is named', async () => {
		const names = async (words: string[]) => (await ask(words)).commands.map(({ name }) => name);
		expect(await names(['lint', '--help', '--json'])).toEqual(['lint']);
		expect(await names(['help', 'session', '--json'])).toEqual(['session undo', 'session timeline']);
		expect((await runWords(['help', 'strat', '--json'])).code).toBe(2);
	});
});
