// The story that was recorded from a Pact Broker 2.120.0, told to the folder broker: the same statuses, verdicts and words, and every
// property and link that the real answers have.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type ApiResponse, createBrokerApi, openBrokerFolder } from '../../../contracts/folder-broker/index.ts';
import { createPact, createPublication, createTemporaryFolder } from './broker-fixtures.ts';

interface Recorded {
	status: number;
	location: boolean;
	/** Paths of all values, e.g. `_links.self.href`; of lists, of all their entries together. */
	paths: string[];
	says?: unknown;
}

const RECORDED = JSON.parse(
	readFileSync(new URL('./fixtures/pact-broker-answers.json', import.meta.url), 'utf8'),
) as Record<string, Recorded>;
const BASE = 'http://127.0.0.1:9300';
const folder = createTemporaryFolder();
const failures: unknown[] = [];
const api = createBrokerApi({
	folder: openBrokerFolder(join(folder.path, 'broker')),
	report: (error) => failures.push(error),
});

const CONSUMER = 'id-web';
const PROVIDER = 'id-api';
const PACT = createPact({ consumer: CONSUMER, provider: PROVIDER, expects: { '/a': 'FR' } });
const CHANGED = createPact({ consumer: CONSUMER, provider: PROVIDER, expects: { '/a': 'DE' } });
const PAIR = `/pacts/provider/${PROVIDER}/consumer/${CONSUMER}`;
const SELECTORS = [{ mainBranch: true }, { deployedOrReleased: true }, { matchingBranch: true }];

/** What a step tells the later ones. */
const known = { staging: '', production: '', sha: '', deployment: '', release: '', metadata: '' };
type Known = typeof known;

interface Step {
	/** The recorded answer that this one is held to; absent: it only moves the story on. */
	sample?: string;
	send: (known: Known) => [method: string, path: string, body?: unknown];
	keep?: (answer: ApiResponse) => Partial<Known>;
	/** Recorded paths that a folder broker doesn't have, with the reason. */
	without?: Record<string, string>;
}

const read = (value: unknown, ...keys: (string | number)[]): unknown =>
	keys.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], value);
const keepUuid =
	(name: 'staging' | 'production' | 'deployment' | 'release') =>
	({ body }: ApiResponse): Partial<Known> => ({ [name]: String(read(body, 'uuid')) });
const publish = (
	version: string,
	more: Partial<Parameters<typeof createPublication>[0]> = {},
): ReturnType<Step['send']> => [
	'POST',
	'/contracts/publish',
	createPublication({ pact: PACT, consumer: CONSUMER, provider: PROVIDER, version, ...more }),
];
const verify =
	(body: unknown): Step['send'] =>
	() => ['POST', `/pacts/provider/${PROVIDER}/for-verification`, body];
const result =
	(providerApplicationVersion: string, success: boolean, more: object = {}): Step['send'] =>
	({ sha, metadata }) => [
		'POST',
		`${PAIR}/pact-version/${sha}/metadata/${metadata}/verification-results`,
		{
			providerApplicationVersion,
			success,
			testResults: [{ interactionId: 'x', success }],
			verifiedBy: {
				clientLanguage: { name: 'pact-core', testFramework: 'pact_ffi', version: '20.2.0' },
				implementation: 'Pact-Rust',
				version: '1.4.8',
			},
			...more,
		},
	];
const matrix =
	(query: string): Step['send'] =>
	() => ['GET', `/matrix?${query}`];
const NOT_UPDATED = {
	'pacticipants[].updatedAt': 'only told where something was updated',
	'_embedded.pacticipants[].updatedAt': 'the same',
};

const STEPS: readonly Step[] = [
	{ sample: 'index-hal', send: () => ['GET', '/'] },
	{ send: () => publish('1.0.0', { branch: 'feat-x', tags: ['dev', 'feat-x'] }) },
	{
		sample: 'publish-contracts',
		send: () => publish('1.0.0', { branch: 'feat-x', tags: ['dev', 'feat-x'] }),
	},
	{ send: () => publish('1.1.0', { branch: 'main' }) },
	{ sample: 'publish-contracts-409-conflict', send: () => publish('1.1.0', { branch: 'main', pact: CHANGED }) },
	{ sample: 'publish-contracts-merge', send: () => publish('1.1.0', { branch: 'main', onConflict: 'merge' }) },
	{
		sample: 'create-environment-201',
		send: () => ['POST', '/environments', { name: 'staging', displayName: 'Staging', production: false }],
		keep: keepUuid('staging'),
	},
	{
		sample: 'create-environment-400-duplicate',
		send: () => ['POST', '/environments', { name: 'staging', production: false }],
	},
	{
		sample: 'create-environment-with-contacts-201',
		send: () => [
			'POST',
			'/environments',
			{
				name: 'production',
				production: true,
				contacts: [{ name: 'Jo', details: { emailAddress: 'jo@example.test' } }],
			},
		],
		keep: keepUuid('production'),
	},
	{ sample: 'list-environments', send: () => ['GET', '/environments'] },
	{ sample: 'environment', send: ({ staging }) => ['GET', `/environments/${staging}`] },
	{
		sample: 'matrix-unknown',
		send: matrix('q[][pacticipant]=id-web&q[][version]=1.1.0&latestby=cvpv&environment=staging'),
	},
	{ sample: 'pacts-for-verification-GET', send: () => ['GET', `/pacts/provider/${PROVIDER}/for-verification`] },
	{
		sample: 'pacts-for-verification-POST',
		send: verify({ includePendingStatus: true, consumerVersionSelectors: SELECTORS, providerVersionBranch: 'main' }),
		keep: ({ body }) => {
			const href = String(read(body, '_embedded', 'pacts', 0, '_links', 'self', 'href'));
			const [, sha = '', metadata = ''] = /pact-version\/(\w+)\/metadata\/([\w-]+)$/.exec(href) ?? [];
			return { sha, metadata };
		},
	},
	{
		sample: 'pact-version-with-metadata',
		send: ({ sha, metadata }) => ['GET', `${PAIR}/pact-version/${sha}/metadata/${metadata}`],
	},
	{ sample: 'pacticipant', send: () => ['GET', `/pacticipants/${PROVIDER}`] },
	{ sample: 'branch-version-PUT-201', send: () => ['PUT', `/pacticipants/${PROVIDER}/branches/main/versions/p1`, {}] },
	{ sample: 'verification-results-POST-201', send: result('p1', true, { buildUrl: 'http://ci.example/p1' }) },
	{
		sample: 'pacts-for-verification-POST-not-pending',
		send: verify({ includePendingStatus: true, consumerVersionSelectors: SELECTORS, providerVersionBranch: 'feat-p' }),
	},
	{ send: () => ['PUT', `/pacticipants/${PROVIDER}/branches/feat-p/versions/p2`, {}] },
	{ sample: 'verification-results-POST-failed-201', send: result('p2', false) },
	{
		sample: 'pacticipant-version',
		send: () => ['GET', `/pacticipants/${PROVIDER}/versions/p1`],
		without: { updatedAt: 'only told where something was updated' },
	},
	{
		sample: 'matrix-provider-no-consumers-in-env',
		send: matrix('q[][pacticipant]=id-api&q[][version]=p1&latestby=cvpv&environment=staging'),
	},
	{
		sample: 'record-deployment-201',
		send: ({ staging }) => [
			'POST',
			`/pacticipants/${PROVIDER}/versions/p1/deployed-versions/environment/${staging}`,
			{},
		],
		keep: keepUuid('deployment'),
	},
	{
		sample: 'matrix-success',
		send: matrix('q[][pacticipant]=id-web&q[][version]=1.1.0&latestby=cvpv&environment=staging'),
	},
	{
		send: ({ staging }) => [
			'POST',
			`/pacticipants/${CONSUMER}/versions/1.1.0/deployed-versions/environment/${staging}`,
			{},
		],
	},
	{
		sample: 'currently-deployed',
		send: ({ staging }) => ['GET', `/environments/${staging}/deployed-versions/currently-deployed`],
	},
	{
		sample: 'currently-supported',
		send: ({ staging }) => ['GET', `/environments/${staging}/released-versions/currently-supported`],
	},
	{
		sample: 'matrix-failed',
		send: matrix('q[][pacticipant]=id-api&q[][version]=p2&latestby=cvpv&environment=staging'),
	},
	{
		sample: 'matrix-ignore',
		send: matrix(
			'q[][pacticipant]=id-api&q[][version]=p2&ignore[][pacticipant]=id-web&latestby=cvpv&environment=staging',
		),
	},
	{
		sample: 'pacts-for-verification-POST-deployed',
		send: verify({
			providerVersionTags: ['ptag'],
			includePendingStatus: true,
			consumerVersionSelectors: SELECTORS,
			providerVersionBranch: 'main',
		}),
	},
	{ send: () => ['PUT', `/pacticipants/${PROVIDER}/branches/main/versions/p3`, {}] },
	{ sample: 'version-tag-PUT-201', send: () => ['PUT', `/pacticipants/${PROVIDER}/versions/p3/tags/ptag`, {}] },
	{ send: result('p3', true) },
	{ sample: 'matrix-latest-cvp', send: matrix('q[][pacticipant]=id-web&q[][latest]=true&latestby=cvp&latest=true') },
	{
		sample: 'matrix-can-i-merge',
		send: matrix('q[][pacticipant]=id-web&q[][version]=1.0.0&latestby=cvp&latest=true&mainBranch=true'),
	},
	{
		sample: 'matrix-unknown-version',
		send: matrix('q[][pacticipant]=id-web&q[][version]=7.7.7&latestby=cvpv&environment=staging'),
	},
	{
		sample: 'matrix-400-unknown-environment',
		send: matrix('q[][pacticipant]=id-web&q[][version]=1.1.0&latestby=cvpv&environment=nope'),
	},
	{ sample: 'latest-version', send: () => ['GET', `/pacticipants/${CONSUMER}/latest-version`] },
	{ sample: 'version-404', send: () => ['GET', `/pacticipants/${CONSUMER}/versions/9.9.9`] },
	{ sample: 'pacts-latest', send: () => ['GET', '/pacts/latest'] },
	{ sample: 'provider-pacts-main-branch', send: () => ['GET', `/pacts/provider/${PROVIDER}/branch`] },
	{ sample: 'consumer-provider-branch-latest', send: () => ['GET', `${PAIR}/branch/main/latest`] },
	{ sample: 'pacticipant-404', send: () => ['GET', '/pacticipants/id-new'] },
	{ sample: 'pacticipants', send: () => ['GET', '/pacticipants'], without: NOT_UPDATED },
	{
		sample: 'create-pacticipant-201',
		send: () => [
			'POST',
			'/pacticipants',
			{ name: 'id-new', mainBranch: 'main', repositoryUrl: 'http://git.example/x' },
		],
	},
	{
		sample: 'update-pacticipant-PATCH',
		send: () => ['PATCH', `/pacticipants/${CONSUMER}`, { name: CONSUMER, mainBranch: 'main' }],
	},
	{
		sample: 'record-release-201',
		send: ({ production }) => [
			'POST',
			`/pacticipants/${CONSUMER}/versions/1.0.0/released-versions/environment/${production}`,
			{},
		],
		keep: keepUuid('release'),
	},
	{
		sample: 'record-support-ended-PATCH',
		send: ({ release }) => ['PATCH', `/released-versions/${release}`, { currentlySupported: false }],
	},
	{
		sample: 'record-deployment-instance-201',
		send: ({ staging }) => [
			'POST',
			`/pacticipants/${PROVIDER}/versions/p3/deployed-versions/environment/${staging}`,
			{ applicationInstance: 'blue', target: 'blue' },
		],
	},
	{
		sample: 'record-undeployment-PATCH',
		send: ({ deployment }) => ['PATCH', `/deployed-versions/${deployment}`, { currentlyDeployed: false }],
	},
	{ sample: 'delete-branch', send: () => ['DELETE', `/pacticipants/${CONSUMER}/branches/feat-x`] },
	// A version on the main branch without a pact: the branch has a new head, and mainBranch selects nothing.
	{ send: () => ['PUT', `/pacticipants/${CONSUMER}/branches/main/versions/2.1.0`, {}] },
	{ send: () => publish('2.2.0', { branch: 'feat-z', pact: CHANGED }) },
	{ sample: 'pact-latest', send: () => ['GET', `${PAIR}/latest`] },
	{ sample: 'pacts-for-verification-GET-404', send: () => ['GET', '/pacts/provider/nobody/for-verification'] },
	{
		sample: 'pacts-for-verification-POST-wip',
		send: verify({
			includePendingStatus: true,
			includeWipPactsSince: '2020-01-01',
			consumerVersionSelectors: [{ mainBranch: true }],
			providerVersionBranch: 'newbr',
		}),
	},
	{
		sample: 'pacts-for-verification-POST-400',
		send: verify({ includePendingStatus: true, consumerVersionSelectors: [{}], providerVersionBranch: 'main' }),
	},
];

afterAll(() => folder.remove());

describe('the folder broker answers as the recorded Pact Broker did', () => {
	it.each(STEPS.map((step, index) => ({ step, title: `${index + 1}. ${step.sample ?? 'on with the story'}` })))(
		'$title',
		async ({ step }) => {
			const [method, target, body] = step.send(known);
			const [path = '', query = ''] = target.split('?');
			const answer = await api({ method, path, query, body }, BASE);
			expect(failures).toEqual([]);
			Object.assign(known, step.keep?.(answer));
			if (step.sample === undefined) return expect(answer.status).toBeLessThan(300);
			const recorded = RECORDED[step.sample] as Recorded;
			expect(answer.status).toBe(recorded.status);
			expect(answer.headers?.['location'] !== undefined).toBe(recorded.location);
			const paths = new Set(listPaths(answer.body));
			const missing = recorded.paths.filter(
				(one) => !paths.has(one) && !Object.hasOwn(step.without ?? {}, one) && !isEmptyOrFilled(one, paths),
			);
			expect(missing).toEqual([]);
			if (recorded.says !== undefined) expect(normalise(readSaying(answer.body))).toEqual(normalise(recorded.says));
		},
	);

	it('every recorded answer is compared', () => {
		const compared = new Set(STEPS.map(({ sample }) => sample));
		expect(Object.keys(RECORDED).filter((name) => !compared.has(name))).toEqual([]);
		expect(compared.size).toBeGreaterThan(45);
	});
});

function listPaths(value: unknown, at = ''): string[] {
	if (Array.isArray(value)) {
		if (value.length === 0 || at.endsWith('testResults') || typeof value[0] !== 'object') return [`${at}[]`];
		return value.flatMap((entry) => listPaths(entry, `${at}[]`));
	}
	if (typeof value !== 'object' || value === null) return [at];
	return Object.entries(value).flatMap(([key, inner]) => listPaths(inner, at === '' ? key : `${at}.${key}`));
}

/** A list that was empty when it was recorded may have entries here. */
function isEmptyOrFilled(path: string, paths: ReadonlySet<string>): boolean {
	return path.endsWith('[]') && [...paths].some((one) => one.startsWith(`${path}.`));
}

function readSaying(body: unknown): unknown {
	const { summary, notices, error, errors, _embedded } = body as Record<string, unknown> & {
		_embedded?: { pacts?: unknown[] };
	};
	if (summary !== undefined) return { summary, notices };
	if (_embedded?.pacts)
		return _embedded.pacts.map((pact) => {
			const { pending, wip, notices: told } = read(pact, 'verificationProperties') as Record<string, unknown>;
			return { shortDescription: read(pact, 'shortDescription'), pending, wip, notices: told };
		});
	return { error, errors };
}

/** Without what differs from broker to broker, and without the real one's advice on its own older interface. */
function normalise(saying: unknown): unknown {
	const text = JSON.stringify(saying)
		.replaceAll(/[0-9a-f]{40}/g, '<sha>')
		.replaceAll(/metadata\/[\w-]+/g, 'metadata/<metadata>')
		.replaceAll(/\{"when":"before_verification","text":"WARNING - this version of the Pact library[^"]*"\},?/g, '');
	return JSON.parse(text);
}
