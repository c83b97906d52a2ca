// Our own commands: the same story on a folder and over HTTP.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanBranch, detectBranch, detectCommit } from '../../../contracts/folder-broker/commands/git.ts';
import {
	type BrokerServer,
	createBrokerApi,
	openBrokerFolder,
	startBrokerServer,
} from '../../../contracts/folder-broker/index.ts';
import { runWords } from '../../support/command-line.ts';
import { createPact, createTemporaryFolder, writePactFile } from './broker-fixtures.ts';

const folder = createTemporaryFolder();
const direct = join(folder.path, 'direct');
const served = join(folder.path, 'served');
const TOKEN = 'a-token-of-tests';
let server: BrokerServer;

interface Ran {
	code: number;
	out: string;
	err: string;
}

/** Runs a line of the command line. */
async function run(line: string, env: Record<string, string> = {}): Promise<Ran> {
	const { code = 0, stdout, stderr } = await runWords(line.split(' '), env);
	return { code, out: stdout, err: stderr };
}

/** Publishes what a provider made of every pact of the consumer. */
async function verify(where: string, version: string, success: boolean): Promise<void> {
	const api = createBrokerApi({ folder: openBrokerFolder(where), report: () => undefined });
	const asked = await api(
		{
			method: 'POST',
			path: '/pacts/provider/orders-api/for-verification',
			query: '',
			body: { consumerVersionSelectors: [{ latest: true }] },
		},
		'',
	);
	const { _embedded } = asked.body as { _embedded: { pacts: { _links: { self: { href: string } } }[] } };
	for (const pact of _embedded.pacts)
		await api(
			{
				method: 'POST',
				path: `${pact._links.self.href}/verification-results`,
				query: '',
				body: { providerApplicationVersion: version, success },
			},
			'',
		);
	await api(
		{ method: 'PUT', path: `/pacticipants/orders-api/branches/main/versions/${version}`, query: '', body: {} },
		'',
	);
}

beforeAll(async () => {
	server = await startBrokerServer({ folder: openBrokerFolder(served), port: 0, token: TOKEN });
	mkdirSync(join(folder.path, 'pacts'));
	mkdirSync(join(folder.path, 'empty'));
	writePactFile(join(folder.path, 'pacts'), 'web.json', createPact({ expects: { '/orders/1': 'OPEN' } }));
	writePactFile(
		join(folder.path, 'pacts'),
		'phone.json',
		createPact({ consumer: 'orders-phone', expects: { '/orders/1': 'OPEN' } }),
	);
	writePactFile(folder.path, 'changed.json', createPact({ expects: { '/orders/1': 'PAID' } }));
	writePactFile(folder.path, 'more.json', createPact({ expects: { '/orders/2': 'PAID' } }));
	writeFileSync(join(folder.path, 'none.json'), '{"a":1}');
	writeFileSync(join(folder.path, 'bytes.json'), new Uint8Array([0x7b, 0xff, 0xfe]));
});

afterAll(async () => {
	await server.close();
	folder.remove();
});

interface Step {
	line: string;
	code: number;
	out?: RegExp;
	err?: RegExp;
	/** Done before, outside of the commands. */
	before?: (where: string) => Promise<void>;
}

const STEPS: readonly Step[] = [
	{ line: 'pact list', code: 0, out: /has no pacts/ },
	{ line: 'pact environments list', code: 0, out: /has no environments/ },
	{ line: 'pact can-i-deploy -a orders-web -e 1', code: 2, err: /orders-web not found/ },
	{
		line: 'pact publish PACTS --consumer-app-version 1 --branch main --tag dev,rc',
		code: 0,
		out: /Created orders-web version 1 with branch main and tags dev, rc[\s\S]*successfully published/,
	},
	{ line: 'pact publish PACTS --consumer-app-version 1 --branch main', code: 0, out: /no content changes/ },
	{
		line: 'pact publish CHANGED --consumer-app-version 1 --branch main',
		code: 1,
		err: /Cannot change the content[\s\S]*~ "a request for \/orders\/1" \/response\/body\/content\/status\n {4}- "OPEN"\n {4}\+ "PAID"/,
	},
	{ line: 'pact publish CHANGED --consumer-app-version 1 --json', code: 1, out: /"published": false/ },
	{
		line: 'pact publish MORE --consumer-app-version 1 --branch main --merge --json',
		code: 0,
		out: /merged with existing content/,
	},
	{ line: 'pact publish NONE --consumer-app-version 1', code: 2, err: /neither interactions nor messages/ },
	{ line: 'pact publish EMPTY --consumer-app-version 1', code: 2, err: /holds no pact/ },
	{ line: 'pact publish BYTES --consumer-app-version 1', code: 2, err: /can't be read: it is not UTF-8 text/ },
	{ line: 'pact publish nowhere --consumer-app-version 1', code: 2, err: /no such file/ },
	{
		line: `pact publish ${'x'.repeat(300)} --consumer-app-version 1`,
		code: 2,
		err: /can't be read: its name is too long/,
	},
	{ line: 'pact environments create --name prod --production --contact-name Jo', code: 0, out: /created prod/ },
	{ line: 'pact environments create --name prod', code: 2, err: /already used/ },
	{ line: 'pact environments create', code: 2, err: /--name/ },
	{ line: 'pact environments update --name prod --display-name Live', code: 0 },
	{ line: 'pact environments list', code: 0, out: /prod +Live +yes/ },
	{ line: 'pact environments list --json', code: 0, out: /"contacts": \[/ },
	{
		line: 'pact can-i-deploy -a orders-web -e 1 --to-environment prod',
		code: 1,
		out: /No, orders-web 1 may not be deployed to prod\n.*no verified pact/,
	},
	{ line: 'pact can-i-deploy -a orders-web -e 1 --to-environment prod --dry-run', code: 0 },
	{ line: 'pact can-i-deploy -a orders-web -e 1 --to-environment nope', code: 2, err: /'nope' does not exist/ },
	{ line: 'pact can-i-deploy -a orders-web -e 1 --to-environment prod --to dev', code: 2, err: /exclude each other/ },
	{ line: 'pact can-i-deploy -a orders-web -e 2 --to-environment prod', code: 1, out: /version 2 of orders-web/ },
	{ line: 'pact can-i-deploy', code: 2, err: /--pacticipant/ },
	{ line: 'pact record-deployment -a orders-api -e p1 --environment prod', code: 2, err: /no version p1/ },
	{
		line: 'pact record-deployment -a orders-api -e p1 --environment prod',
		code: 0,
		before: (where) => verify(where, 'p1', true),
	},
	{ line: 'pact record-deployment -a orders-api -e p1 --environment nope', code: 2, err: /no environment "nope"/ },
	{
		line: 'pact can-i-deploy -a orders-web -e 1 --to-environment prod',
		code: 0,
		out: /orders-web +1 +orders-api +p1 +yes[\s\S]*Yes, /,
	},
	{ line: 'pact can-i-deploy -a orders-web --latest --to-environment prod', code: 0 },
	{ line: 'pact can-i-deploy -a orders-web --latest rc --to-environment prod', code: 0 },
	{ line: 'pact can-i-deploy -a orders-web --branch main --to-environment prod', code: 0 },
	{ line: 'pact can-i-deploy -a orders-web --main-branch --to-environment prod', code: 0 },
	{ line: 'pact can-i-deploy -a orders-web -e 1 -a orders-api -e p1', code: 0 },
	{ line: 'pact can-i-deploy -a orders-web -e 1 -a orders-api --latest', code: 0 },
	{ line: 'pact can-i-deploy -a orders-web -e 1 --to-environment prod --json', code: 0, out: /"deployable": true/ },
	{ line: 'pact can-i-merge -a orders-web -e 1', code: 0 },
	{ line: 'pact record-deployment -a orders-web -e 1 --environment prod', code: 0 },
	{
		line: 'pact can-i-deploy -a orders-api -e p2 --to-environment prod',
		code: 1,
		out: /failed/,
		before: (where) => verify(where, 'p2', false),
	},
	{
		line: 'pact can-i-deploy -a orders-api -e p2 --to-environment prod --ignore orders-web',
		code: 0,
		out: /failed \(ignored\)/,
	},
	{ line: 'pact can-i-merge -a orders-web -e 1', code: 1 },
	{ line: 'pact environments describe --name prod', code: 0, out: /deployed: orders-web 1/ },
	{ line: 'pact record-release -a orders-phone -e 1 --environment prod', code: 0 },
	{
		line: 'pact environments describe --name prod --json',
		code: 0,
		out: /"released": \[\s+\{\s+"pacticipant": "orders-phone"/,
	},
	{ line: 'pact record-support-ended -a orders-phone -e 1 --environment prod', code: 0 },
	{ line: 'pact record-support-ended -a orders-phone -e 1 --environment prod', code: 2, err: /not supported/ },
	{ line: 'pact record-deployment -a orders-api -e p1 --environment prod --application-instance blue', code: 0 },
	{
		line: 'pact record-undeployment -a orders-api --environment prod --application-instance green',
		code: 2,
		err: /not deployed/,
	},
	{ line: 'pact record-undeployment -a orders-api --environment prod --application-instance blue', code: 0 },
	{ line: 'pact record-undeployment -a orders-api --environment prod', code: 0 },
	{ line: 'pact record-undeployment -a orders-api --environment prod', code: 2 },
	{ line: 'pact list', code: 0, out: /orders-phone +1 +orders-api[\s\S]*orders-web +1 +orders-api/ },
	{
		line: 'pact describe-version -a orders-web',
		code: 0,
		out: /branches: main\n {2}tags: dev, rc\n {2}deployed to: Live/,
	},
	{ line: 'pact describe-version -a orders-web --latest nope', code: 2, err: /no such version/ },
	{ line: 'pact create-version-tag -a orders-web -e 1 --tag live', code: 0 },
	{ line: 'pact create-version-tag -a orders-web -e 9 --tag live', code: 2, err: /no version 9/ },
	{ line: 'pact create-version-tag -a orders-web -e 9 --tag live --auto-create-version', code: 0 },
	{ line: 'pact delete-branch -a orders-web --branch main', code: 0 },
	{ line: 'pact delete-branch -a orders-web --branch main', code: 2, err: /no branch main/ },
	{ line: 'pact environments delete --name prod', code: 0 },
	{ line: 'pact environments describe --name prod', code: 2, err: /no environment/ },
];

type Place = [where: string, env: Record<string, string>];

const PLACES: Record<string, () => Place> = {
	'on a folder': (): Place => [direct, { PACT_BROKER_BASE_URL: direct }],
	'over HTTP': (): Place => [served, { PACT_BROKER_BASE_URL: server.url, PACT_BROKER_TOKEN: TOKEN }],
};

it('is 2 on a folder that can not be made', async () => {
	const below = join(folder.path, 'none.json', 'broker');
	const line = `pact publish ${join(folder.path, 'pacts')} --consumer-app-version 1 --broker ${below}`;
	expect(await run(line, {})).toMatchObject({
		code: 2,
		err: expect.stringContaining("can't be used: it would lie below a file"),
	});
});

it('names a record that is broken, as a merge in git may leave one', async () => {
	const where = join(folder.path, 'merged');
	mkdirSync(join(where, 'participants'), { recursive: true });
	writeFileSync(join(where, 'participants', 'orders-web.json'), '<<<<<<< HEAD\n{');
	for (const line of ['pact list', 'pact environments list', 'pact can-i-deploy -a orders-web --version 1'])
		expect(await run(line, { PACT_BROKER_BASE_URL: where })).toMatchObject({
			code: 2,
			err: expect.stringMatching(/merged: The folder has files .*orders-web\.json is not JSON .*\(mend .* or remove/),
		});
});

describe.each(Object.entries(PLACES))('%s', (_, place) => {
	it.each(STEPS.map((step, index) => ({ step, title: `${index + 1}. ${step.line} → ${step.code}` })))(
		'$title',
		async ({ step }) => {
			const [where, env] = place();
			await step.before?.(where);
			const line = step.line
				.replace(/\bPACTS\b/, join(folder.path, 'pacts'))
				.replace(/\bCHANGED\b/, join(folder.path, 'changed.json'))
				.replace(/\bMORE\b/, join(folder.path, 'more.json'))
				.replace(/\bBYTES\b/, join(folder.path, 'bytes.json'))
				.replace(/\bNONE\b/, join(folder.path, 'none.json'))
				.replace(/\bEMPTY\b/, join(folder.path, 'empty'));
			const ran = await run(line, env);
			expect(ran.code, `${ran.out}\n${ran.err}`).toBe(step.code);
			if (step.out) expect(ran.out).toMatch(step.out);
			if (step.err) expect(ran.err).toMatch(step.err);
			if (line.includes('--json') && ran.code < 2) JSON.parse(ran.out);
		},
	);
});

describe('credentials and addresses', () => {
	const CASES: { what: string; url?: string; env: Record<string, string>; err?: RegExp }[] = [
		{ what: 'a wrong token', env: { PACT_BROKER_TOKEN: 'wrong' }, err: /wants its token/ },
		{ what: 'no token', env: {}, err: /wants its token/ },
		{ what: 'the token as a password', env: { PACT_BROKER_USERNAME: 'x', PACT_BROKER_PASSWORD: TOKEN } },
		{ what: 'another scheme', url: 'ftp://broker.example', env: {}, err: /no address of a broker/ },
	];
	it.each(CASES)('$what', async ({ url, env, err }) => {
		const ran = await run('pact list', { PACT_BROKER_BASE_URL: url ?? server.url, ...env });
		expect(ran.code).toBe(err === undefined ? 0 : 2);
		if (err) expect(ran.err).toMatch(err);
	});
});

it('a pact without interactions is not published: its consumer would need nothing', async () => {
	const where = join(folder.path, 'nothing');
	writePactFile(folder.path, 'nothing.json', createPact({ expects: {} }));
	const ran = await run(`pact publish ${join(folder.path, 'nothing.json')} --consumer-app-version 1 --broker ${where}`);
	expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('nothing.json has no interactions')]);
});

describe('the broker that is meant', () => {
	const pact = join(folder.path, 'pacts', 'web.json');

	it.each([
		`pact publish ${pact} --consumer-app-version 1`,
		'pact can-i-deploy --pacticipant orders-web --version 1',
		'pact verify --provider orders-api',
		'pact check --provider orders-api',
	])('is none where its variable is set and empty: %s', async (line) => {
		const ran = await run(line, { PACT_BROKER_BASE_URL: '' });
		expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('PACT_BROKER_BASE_URL is set and empty')]);
	});

	it('is that of the flag, also by its long name', async () => {
		const base = join(folder.path, 'by-flag');
		const flags = `--broker-base-url ${base}`;
		const env = { PACT_BROKER_BASE_URL: join(folder.path, 'by-variable') };
		expect((await run(`pact publish ${pact} --consumer-app-version 1 --branch main ${flags}`, env)).code).toBe(0);
		const asked = await run(`pact check --provider orders-api --selector {"latest":true} ${flags}`, env);
		expect(asked.out).toContain('1 pact, 1 interaction');
	});
});

describe('the version and its branch', () => {
	it.each([
		['origin/main', 'main'],
		['refs/heads/feat/x', 'feat/x'],
		['feat/origin', 'feat/origin'],
		['main', 'main'],
	])('%s is the branch %s', (given, branch) => {
		expect(cleanBranch(given)).toBe(branch);
		expect(detectBranch({ GIT_BRANCH: given })).toBe(branch);
	});

	it.each([
		{ GITHUB_REF_NAME: 'v1', GITHUB_REF_TYPE: 'tag' },
		{ CI_COMMIT_REF_NAME: 'v1', CI_COMMIT_TAG: 'v1' },
		{ BUILD_SOURCEBRANCH: 'refs/tags/v1' },
	])('a tag is no branch: %j', (env) => {
		expect(detectBranch(env) ?? '').not.toMatch(/v1$/);
		expect(detectBranch({ ...env, GIT_BRANCH: 'main' })).toBe('main');
	});

	it('of GitHub’s variables, that of a branch is one', () => {
		expect(detectBranch({ GITHUB_REF_NAME: 'main', GITHUB_REF_TYPE: 'branch' })).toBe('main');
	});

	it.each([
		[{ GIT_COMMIT: 'a', GITHUB_SHA: 'b' }, 'a'],
		[{ GIT_COMMIT: '', GITHUB_SHA: 'b' }, 'b'],
		[{ CI_COMMIT_SHA: 'c' }, 'c'],
	])('%j is the commit %s', (env, commit) => expect(detectCommit(env)).toBe(commit));

	it('are published when no flag says otherwise', async () => {
		const where = join(folder.path, 'detected');
		const ran = await run(`pact publish ${join(folder.path, 'more.json')} --broker ${where}`, {
			GIT_COMMIT: 'abc',
			GIT_BRANCH: 'origin/feat/y',
		});
		expect(ran.out).toContain('Created orders-web version abc with branch feat/y');
	});
});
