// A folder in git as the contracts' README tells it: its two jobs, run step by step in clones of a bare repository, to a yes and to a no.

import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLI, NODE } from '../../support/cli.ts';
import { createPact, createTemporaryFolder, type ProviderUnderTest, startProvider } from './broker-fixtures.ts';

interface Step {
	if?: string;
	run?: string;
	name?: string;
}

const README = readFileSync(join(import.meta.dirname, '..', '..', '..', 'contracts', 'README.md'), 'utf8');
const root = createTemporaryFolder();
const shared = join(root.path, 'contracts.git');
const bin = join(root.path, 'bin');
/** What the test has done itself: a pact is written, a provider runs. */
const PREPARED = /^npm (?:ci|test|start)|stunt-double start|pact (?:write|check)|pact verify pacts/m;
/** As on the machines of a CI, git doesn't know who commits. */
const NOBODY = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
const WHO = '-c user.name=test -c user.email=test@localhost';
let provider: ProviderUnderTest;

beforeAll(async () => {
	provider = await startProvider({ '/orders/1': 'OPEN' });
	mkdirSync(bin);
	writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec "${NODE}" "${CLI}" "$@"\n`);
	chmodSync(join(bin, 'npx'), 0o755);
	await sh(`git init -q --bare -b main "${shared}" && git clone -q "${shared}" seed`, root.path);
	writeFileSync(join(root.path, 'seed', 'share.sh'), readShareScript());
	await sh(
		`git checkout -q -B main && git add share.sh && git ${WHO} commit -qm begin && git push -q -u origin main`,
		join(root.path, 'seed'),
	);
	const once = /Once, there: `stunt-double (.*?)`, and `(.*?)`/.exec(README);
	await sh(`npx stunt-double ${once?.[1]} && ${once?.[2]}`, join(root.path, 'seed'));
});
afterAll(async () => {
	await provider.close();
	root.remove();
});

function readShareScript(): string {
	const block = /```sh\n(# share\.sh[\s\S]*?)```/.exec(README)?.[1];
	if (block === undefined) throw new Error('the README has no share.sh');
	return block;
}

/** The steps of one of the README's jobs that are about the folder. */
function readSteps(chapter: string): Step[] {
	const from = README.indexOf(`\n## ${chapter}`);
	const block = /```yaml\n([\s\S]*?)```/.exec(README.slice(from))?.[1] ?? '';
	const { jobs } = parse(block) as { jobs: { contracts: { steps: Step[] } } };
	return jobs.contracts.steps.filter(({ run }) => run !== undefined && !PREPARED.test(run));
}

async function sh(
	command: string,
	cwd: string,
	env: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
	const { PATH = '', HOME = '' } = process.env;
	try {
		const { stdout, stderr } = await promisify(execFile)('sh', ['-ec', command], {
			cwd,
			env: { HOME, PATH: `${bin}:${PATH}`, PACT_DO_NOT_TRACK: 'true', ...NOBODY, ...env },
			timeout: 60_000,
		});
		return { code: 0, output: `${stdout}${stderr}` };
	} catch (error) {
		const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
		return { code, output: `${stdout}${stderr}` };
	}
}

/** Runs a job in a clone of its own, as a CI does: after a step that failed, only those that are always run. */
async function runJob(
	chapter: string,
	{ commit, expects }: { commit: string; expects?: Record<string, unknown> },
): Promise<{ code: number; output: string }> {
	const place = join(root.path, `${commit}-${Math.random()}`);
	await sh(`mkdir "${place}" && git clone -q "${shared}" "${place}/shared"`, root.path);
	if (expects) {
		mkdirSync(join(place, 'pacts'));
		const pact = createPact({ consumer: 'checkout-web', provider: 'orders-api', expects });
		writeFileSync(join(place, 'pacts', 'pact.json'), JSON.stringify(pact));
	}
	const env = { PACT_BROKER_BASE_URL: 'shared/broker', GIT_COMMIT: commit, GIT_BRANCH: 'main' };
	let [code, output] = [0, ''];
	for (const step of readSteps(chapter)) {
		if (code !== 0 && step.if !== 'always()') continue;
		const ran = await sh((step.run ?? '').replaceAll('http://127.0.0.1:8080', provider.url), place, env);
		output += ran.output;
		if (ran.code !== 0) code = ran.code;
	}
	return { code, output };
}

const consumer = (commit: string, expects: Record<string, unknown>): ReturnType<typeof runJob> =>
	runJob("In a consumer's repository", { commit, expects });
const verify = (commit: string): ReturnType<typeof runJob> => runJob("In the provider's repository", { commit });

describe('the two jobs of the README', { timeout: 90_000 }, () => {
	it('say no before the provider has verified, and yes afterwards, to both', async () => {
		const first = await consumer('c1', { '/orders/1': 'OPEN' });
		expect([first.code, first.output]).toEqual([1, expect.stringContaining('No, checkout-web c1 may not be deployed')]);
		const verified = await verify('p1');
		expect([verified.code, verified.output]).toEqual([
			0,
			expect.stringMatching(/Yes, orders-api p1[\s\S]*recorded as deployed/),
		]);
		const again = await consumer('c1', { '/orders/1': 'OPEN' });
		expect([again.code, again.output]).toEqual([
			0,
			expect.stringMatching(/Yes, checkout-web c1[\s\S]*recorded as deployed/),
		]);
	});

	it('say no to a provider that breaks what is deployed, and keep the failure for all to see', async () => {
		provider.answers = { '/orders/2': 'OPEN' };
		const broken = await verify('p2');
		expect(broken.code).toBe(1);
		const look = await sh(
			`git clone -q "${shared}" look && npx stunt-double pact can-i-deploy --pacticipant orders-api --version p2 --to-environment production --broker look/broker`,
			root.path,
		);
		expect([look.code, look.output]).toEqual([1, expect.stringContaining('and version p2 of orders-api failed')]);
		provider.answers = { '/orders/1': 'OPEN' };
		expect((await verify('p3')).code).toBe(0);
	});

	it('run at once, and neither loses what the other has pushed', async () => {
		const all = await Promise.all([
			consumer('c2', { '/orders/1': 'OPEN' }),
			consumer('c3', { '/orders/1': 'OPEN' }),
			verify('p4'),
		]);
		expect(all.map(({ output }) => output).filter((output) => /CONFLICT|conflict/.test(output))).toEqual([]);
		await sh(`git clone -q "${shared}" both`, root.path);
		for (const version of ['--version c2', '--version c3']) {
			const { code } = await sh(
				`npx stunt-double pact describe-version --pacticipant checkout-web ${version} --broker both/broker`,
				root.path,
			);
			expect(code).toBe(0);
		}
	});
});

describe('two branches of a git repository', () => {
	it('that publish, compare, deploy and make environments for the first time merge without a conflict', {
		timeout: 60_000,
	}, async () => {
		const place = join(root.path, 'branches');
		mkdirSync(place);
		const document = {
			openapi: '3.1.0',
			info: { title: 'Orders', version: '1' },
			paths: { '/orders/1': { get: { responses: { 200: { description: 'ok' } } } } },
		};
		writeFileSync(join(place, 'api.json'), JSON.stringify(document));
		await sh(`git init -q -b main && git add api.json && git ${WHO} commit -qm begin`, place);
		for (const branch of ['a', 'b']) {
			await sh(`git checkout -q -b ${branch} main`, place);
			const pact = createPact({ consumer: 'checkout-web', provider: 'orders-api', expects: { '/orders/1': branch } });
			writeFileSync(join(place, 'pact.json'), JSON.stringify(pact));
			const done = await sh(
				[
					'npx stunt-double pact environments create --name production --production',
					'npx stunt-double pact publish-provider-contract api.json --provider orders-api --provider-app-version p0 --branch main',
					`npx stunt-double pact publish pact.json --consumer-app-version ${branch}1 --branch ${branch === 'a' ? 'main' : 'feat'}`,
					`npx stunt-double pact record-deployment --pacticipant checkout-web --version ${branch}1 --environment production --application-instance ${branch}`,
					`git add -A contracts && git ${WHO} commit -qm published && rm -f pact.json`,
				].join(' && '),
				place,
			);
			expect(done).toMatchObject({ code: 0 });
		}
		const merged = await sh(`git checkout -q a && git ${WHO} merge -q --no-edit b`, place);
		expect(merged).toEqual({ code: 0, output: '' });
		const described = await sh('npx stunt-double pact environments describe --name production --json', place);
		expect(JSON.parse(described.output)).toMatchObject({
			deployed: expect.arrayContaining([
				{ pacticipant: 'checkout-web', version: 'a1', applicationInstance: 'a' },
				{ pacticipant: 'checkout-web', version: 'b1', applicationInstance: 'b' },
			]),
		});
		const versions = await sh('npx stunt-double pact list --json', place);
		expect(JSON.parse(versions.output)).toHaveLength(1);
		const filesOf = (version: string): string[] =>
			readdirSync(join(place, 'contracts/broker/versions/orders-api')).filter((name) => name.startsWith(version));
		expect(filesOf('p0')).toHaveLength(2);
		await sh('npx stunt-double pact create-version-tag --pacticipant orders-api --version p0 --tag prod', place);
		expect(filesOf('p0')).toHaveLength(1);
	});
});
