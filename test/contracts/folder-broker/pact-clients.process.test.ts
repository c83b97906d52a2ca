// Pact's own CLI and Verifier against the folder broker, in one long story. Exit codes and verdicts are those that the same steps
// had from a Pact Broker 2.120.0.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrokerServer, openBrokerFolder, startBrokerServer } from '../../../contracts/folder-broker/index.ts';
import {
	createPact,
	createTemporaryFolder,
	type ProviderUnderTest,
	startProvider,
	writePactFile,
} from './broker-fixtures.ts';
import { runPactBroker, startVerifier, type VerifierProcess } from './pact-tools.ts';

const folder = createTemporaryFolder();
const failures: unknown[] = [];
let broker: BrokerServer;
let provider: ProviderUnderTest;
let verifier: VerifierProcess;

const GOOD = { '/orders/1': 'OPEN', '/orders/2': 'PAID' };
const FILES = {
	base: createPact({ expects: GOOD }),
	changed: createPact({ expects: { ...GOOD, '/orders/2': 'SENT' } }),
	more: createPact({ expects: { '/orders/3': 'LOST' } }),
	other: createPact({ expects: { '/orders/9': 'NEVER' } }),
	phone: createPact({ consumer: 'orders-phone', expects: { '/orders/1': 'OPEN' } }),
	broken: '{ "consumer": ',
	list: '[]',
};
type File = keyof typeof FILES;

/** A command line of the CLI; `@base` is the path of that file. */
interface CommandStep {
	command: string;
	code: number;
	says?: RegExp;
	saysNot?: RegExp;
}
interface VerifyStep {
	verify: Record<string, unknown>;
	passes: boolean;
	/** What the Verifier reports: how many interactions, and how many of them pending. */
	interactions?: number;
	pending?: number;
	/** The provider breaks its contract for this step. */
	breaks?: boolean;
	says?: RegExp;
}

const P1 = { providerVersion: 'p1', providerVersionBranch: 'main', publishVerificationResult: true };
const MAIN = [{ mainBranch: true }, { deployedOrReleased: true }];

const STEPS: readonly (CommandStep | VerifyStep)[] = [
	{ command: 'list-latest-pact-versions', code: 0 },
	{ command: 'describe-pacticipant --name orders-web', code: 1 },
	{
		command: 'can-i-deploy -a orders-web -e 1.0.0 --to-environment staging',
		code: 1,
		says: /not found|does not exist/,
	},
	{ verify: { ...P1, consumerVersionSelectors: MAIN }, passes: false },
	{
		command: 'publish @base -a 1.0.0 --branch feat-x --tag dev,feat-x',
		code: 0,
		says: /Created orders-web version 1\.0\.0 with branch feat-x and tags dev, feat-x/,
	},
	{
		command: 'publish @base -a 1.0.0 --branch feat-x --tag dev,feat-x',
		code: 0,
		says: /republished .* with no content changes/,
	},
	{
		command: 'publish @base -a 1.1.0 --branch main',
		code: 0,
		says: /successfully published for orders-web version 1\.1\.0/,
	},
	{
		command: 'publish @changed -a 1.1.0 --branch main',
		code: 1,
		says: /Cannot change the content of the pact for orders-web version 1\.1\.0/,
	},
	{ command: 'publish @changed -a 1.1.0 --branch main', code: 1, says: /\+ "SENT"/ },
	{ command: 'publish @more -a 1.0.1 --branch feat-y', code: 0 },
	{ command: 'publish @base -a 1.0.1 --branch feat-y --merge', code: 0, says: /merged with existing content/ },
	{ command: 'publish @broken -a 9.0.0', code: 1 },
	{ command: 'list-latest-pact-versions', code: 0, says: /orders-web.*1\.0\.1.*orders-api/ },
	{ command: 'create-environment --name staging --display-name Staging', code: 0, says: /Created staging environment/ },
	{ command: 'create-environment --name staging', code: 1, says: /already used by an existing environment/ },
	{
		command:
			'create-environment --name production --production --contact-name Jo --contact-email-address jo@example.test',
		code: 0,
	},
	{ command: 'list-environments', code: 0, says: /production[\s\S]*staging/ },
	{ command: 'describe-environment --uuid @staging', code: 0, says: /staging/ },
	{ command: 'describe-environment --uuid nope', code: 1 },
	{
		command: 'can-i-deploy -a orders-web -e 1.1.0 --to-environment staging',
		code: 1,
		says: /no verified pact between version 1\.1\.0 of orders-web and a version of orders-api currently in staging/,
	},
	{
		command: 'can-i-deploy -a orders-web -e 1.1.0 --to-environment nope',
		code: 1,
		says: /Environment with name 'nope' does not exist/,
	},
	{
		command: 'can-i-deploy -a orders-web -e 7.7.7 --to-environment staging',
		code: 1,
		says: /published for version 7\.7\.7 of orders-web/,
	},
	{
		verify: { ...P1, consumerVersionSelectors: MAIN, enablePending: true },
		passes: true,
		interactions: 2,
		pending: 2,
		breaks: true,
	},
	{
		verify: { ...P1, consumerVersionSelectors: MAIN, enablePending: true, buildUrl: 'http://ci.example/1' },
		passes: true,
		interactions: 2,
		pending: 2,
	},
	{
		verify: { ...P1, consumerVersionSelectors: MAIN, enablePending: true, publishVerificationResult: false },
		passes: true,
		interactions: 2,
		pending: 0,
	},
	{ command: 'can-i-deploy -a orders-api -e p1 --to-environment staging', code: 0, says: /no missing dependencies/ },
	{ command: 'record-deployment -a orders-api -e p1 --environment staging', code: 0, says: /Recorded deployment/ },
	{ command: 'record-deployment -a orders-api -e p9 --environment staging', code: 1 },
	{ command: 'record-deployment -a orders-api -e p1 --environment nope', code: 1 },
	{
		command: 'can-i-deploy -a orders-web -e 1.1.0 --to-environment staging',
		code: 0,
		says: /All required verification results are published and successful/,
	},
	{ command: 'record-deployment -a orders-web -e 1.1.0 --environment staging', code: 0 },
	{
		verify: {
			providerVersion: 'p2',
			providerVersionBranch: 'feat-p',
			publishVerificationResult: true,
			enablePending: true,
			consumerVersionSelectors: [...MAIN, { matchingBranch: true }],
		},
		passes: false,
		breaks: true,
		interactions: 2,
		pending: 0,
	},
	{
		command: 'can-i-deploy -a orders-api -e p2 --to-environment staging',
		code: 1,
		says: /version of orders-web currently in staging \(1\.1\.0\) and version p2 of orders-api failed/,
	},
	{
		command: 'can-i-deploy -a orders-api -e p2 --to-environment staging --ignore orders-web',
		code: 0,
		says: /no missing dependencies/,
	},
	{ command: 'can-i-deploy -a orders-api -e p2 --to-environment production', code: 0 },
	{ command: 'can-i-deploy -a orders-web --latest', code: 1, says: /recommended to specify the environment/ },
	{ command: 'can-i-deploy -a orders-web -e 1.1.0 -a orders-api -e p1', code: 0 },
	{ command: 'can-i-deploy -a orders-web -e 1.1.0 -a orders-api -e p2', code: 1 },
	{ command: 'can-i-deploy -a orders-web -e 1.1.0 -a orders-api --latest', code: 1 },
	{ command: 'can-i-deploy -a orders-web --branch main --to-environment staging', code: 0 },
	{
		command: 'can-i-deploy -a orders-web --branch nope --to-environment staging',
		code: 1,
		says: /from branch nope exists/,
	},
	{
		command: 'can-i-deploy -a orders-web --latest dev --to prod',
		code: 1,
		says: /with tag prod \(no such version exists\)/,
	},
	{
		command: 'can-i-deploy -a orders-web -e 1.0.1 --to-environment staging --retry-while-unknown 1 --retry-interval 0',
		code: 1,
		says: /no verified pact/,
	},
	{ command: 'can-i-merge -a orders-web -e 1.1.0', code: 0 },
	{ command: 'can-i-merge -a orders-web -e 1.0.1', code: 1 },
	{ command: 'create-version-tag -a orders-api -e p1 --tag prod', code: 0 },
	{ command: 'can-i-deploy -a orders-web --latest dev --to prod', code: 0 },
	{ command: 'create-version-tag -a orders-api -e nope --tag prod', code: 1 },
	{ command: 'describe-version -a orders-api -e p1', code: 0, says: /p1.*prod/ },
	{ command: 'describe-version -a orders-web', code: 0, says: /1\.0\.1/ },
	{ command: 'describe-version -a orders-web --latest dev', code: 0, says: /1\.0\.0/ },
	{ command: 'describe-version -a orders-web --environment staging', code: 0, says: /1\.1\.0/ },
	{ command: 'describe-version -a orders-web -e 7.7.7', code: 1 },
	{ command: 'get-pacts --provider orders-api', code: 0, says: /orders-web/ },
	{
		command: 'get-pacts --provider orders-api --consumer orders-web --branch main --latest --download',
		code: 1,
		says: /No pacts found to download/,
	},
	{ command: 'publish @other -a 2.0.0 --branch feat-z', code: 0 },
	{
		verify: {
			providerVersion: 'p3',
			providerVersionBranch: 'newbr',
			publishVerificationResult: true,
			enablePending: true,
			includeWipPactsSince: '2020-01-01',
			consumerVersionSelectors: [{ mainBranch: true }],
		},
		passes: true,
		interactions: 6,
		pending: 4,
	},
	{ verify: { ...P1, consumerVersionSelectors: [{ branch: 'feat-z' }] }, passes: false, interactions: 1 },
	{ verify: { ...P1, consumerVersionSelectors: [{ branch: 'no-such-branch' }] }, passes: false, says: /No pacts/i },
	{
		verify: { ...P1, consumerVersionSelectors: [{ branch: 'no-such-branch' }], failIfNoPactsFound: false },
		passes: true,
		interactions: 0,
	},
	{
		verify: { ...P1, consumerVersionSelectors: [{ branch: 'no-such-branch', fallbackBranch: 'main' }] },
		passes: true,
		interactions: 2,
	},
	{ verify: { ...P1, consumerVersionSelectors: [{ environment: 'staging' }] }, passes: true, interactions: 2 },
	{
		verify: { ...P1, consumerVersionSelectors: [{ tag: 'dev', latest: true }], providerVersionTags: ['ptag'] },
		passes: true,
		interactions: 2,
	},
	{ verify: { ...P1, consumerVersionSelectors: [] }, passes: true, interactions: 2 },
	{ verify: { ...P1, consumerVersionSelectors: [{}], enablePending: true }, passes: false },
	{ command: 'describe-version -a orders-api -e p1', code: 0, says: /ptag/ },
	{ command: 'publish @phone -a 1 --branch main', code: 0 },
	{ command: 'record-release -a orders-phone -e 1 --environment production', code: 0, says: /Recorded release/ },
	{
		command: 'can-i-deploy -a orders-api -e p1 --to-environment production',
		code: 1,
		says: /orders-phone currently in production \(1\)/,
	},
	{ command: 'record-support-ended -a orders-phone -e 1 --environment production', code: 0, says: /support ended/ },
	{ command: 'can-i-deploy -a orders-api -e p1 --to-environment production', code: 0 },
	{ command: 'record-deployment -a orders-api -e p3 --environment staging --application-instance blue', code: 0 },
	{ command: 'can-i-deploy -a orders-web -e 1.1.0 --to-environment staging', code: 0, says: /p3[\s\S]*p1|p1[\s\S]*p3/ },
	{ command: 'record-undeployment -a orders-api --environment staging --application-instance blue', code: 0 },
	{ command: 'can-i-deploy -a orders-web -e 1.1.0 --to-environment staging', code: 0, saysNot: /p3/ },
	{ command: 'record-undeployment -a orders-api --environment staging', code: 0 },
	{ command: 'can-i-deploy -a orders-web -e 1.1.0 --to-environment staging', code: 1 },
	{ command: 'list-pacticipants', code: 0, says: /orders-api[\s\S]*orders-phone[\s\S]*orders-web/ },
	{ command: 'describe-pacticipant --name orders-web', code: 0, says: /orders-web/ },
	{
		command: 'create-or-update-pacticipant --name orders-new --main-branch main --repository-url http://git.example/x',
		code: 0,
	},
	{ command: 'create-or-update-pacticipant --name orders-web --main-branch main', code: 0 },
	{ command: 'create-or-update-version -a orders-new -e 5 --branch main', code: 0 },
	{ command: 'describe-version -a orders-new', code: 0, says: /5/ },
	{ command: 'delete-branch -a orders-web --branch feat-x', code: 0 },
	{ command: 'delete-branch -a orders-web --branch feat-x', code: 0, says: /was not found/ },
	{ command: 'delete-branch -a orders-web --branch feat-x --error-when-not-found true', code: 1 },
	{ command: 'list-environments -o json', code: 0, says: /"production"/ },
];

beforeAll(async () => {
	const data = openBrokerFolder(join(folder.path, 'broker'));
	broker = await startBrokerServer({ folder: data, port: 0, report: (error) => failures.push(error) });
	provider = await startProvider({ ...GOOD });
	verifier = startVerifier();
	for (const [name, pact] of Object.entries(FILES)) writePactFile(folder.path, `${name}.json`, pact);
});

afterAll(async () => {
	verifier.stop();
	await Promise.all([broker.close(), provider.close()]);
	folder.remove();
});

describe('Pact clients find a Pact Broker in the folder', () => {
	const table = STEPS.map((step, index) => ({ step, title: `${index + 1}. ${describeStep(step)}` }));
	it.each(table)('$title', async ({ step }) => {
		if ('command' in step) await runCommand(step);
		else await runVerification(step);
		expect(failures).toEqual([]);
	});

	it('the table has at least 50 steps', () => {
		expect(STEPS.length).toBeGreaterThanOrEqual(50);
	});
});

function describeStep(step: CommandStep | VerifyStep): string {
	if ('command' in step) return `${step.command} → ${step.code}`;
	return `verify ${JSON.stringify(step.verify)}${step.breaks ? ' with a broken provider' : ''} → ${step.passes ? 'passes' : 'fails'}`;
}

async function runCommand({ command, code, says, saysNot }: CommandStep): Promise<void> {
	const args = await Promise.all(command.split(' ').map(resolveWord));
	const result = await runPactBroker(args, { env: { PACT_BROKER_BASE_URL: broker.url }, cwd: folder.path });
	expect(result.code, result.output).toBe(code);
	if (says) expect(result.output).toMatch(says);
	if (saysNot) expect(result.output).not.toMatch(saysNot);
	expect(result.output).not.toMatch(/panicked|Failed to process response notices/);
}

async function resolveWord(word: string): Promise<string> {
	if (!word.startsWith('@')) return word;
	const name = word.slice(1);
	if (Object.hasOwn(FILES, name)) return join(folder.path, `${name as File}.json`);
	const answer = await fetch(`${broker.url}/environments`);
	const { _embedded } = (await answer.json()) as { _embedded: { environments: { name: string; uuid: string }[] } };
	return _embedded.environments.find((environment) => environment.name === name)?.uuid ?? 'unknown';
}

async function runVerification({ verify, passes, interactions, pending, breaks, says }: VerifyStep): Promise<void> {
	provider.answers = breaks ? { ...GOOD, '/orders/1': 'exploded' } : { ...GOOD };
	const result = await verifier.verify({
		provider: 'orders-api',
		providerBaseUrl: provider.url,
		pactBrokerUrl: broker.url,
		logLevel: 'error',
		...verify,
	});
	expect(result.passed, result.message).toBe(passes);
	if (interactions !== undefined) expect(result.interactions.length, result.message).toBe(interactions);
	if (pending !== undefined)
		expect(result.interactions.filter((one) => one.pending).length, result.message).toBe(pending);
	if (says) expect(result.message).toMatch(says);
}
