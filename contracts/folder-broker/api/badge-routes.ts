// Badges for READMEs, at the addresses that the Pact Broker has for them, with or without `.svg`; and the questions behind them.

import type { Verification, Version } from '../store/broker-records.ts';
import { findBranchHead, findLatestVersion, hasTag, type Publication } from '../store/broker-state.ts';
import { checkMatrixQuery } from '../verdict/check-query.ts';
import { findMatrix } from '../verdict/matrix.ts';
import type { MatrixQuery } from '../verdict/matrix-query.ts';
import { type Badge, drawBadge } from './badge-svg.ts';
import { writeMatrix } from './matrix-resource.ts';
import { type ApiResponse, answer, answerMissing } from './message.ts';
import type { Call, Methods, RouteTable } from './route.ts';

const PAIR = '/pacts/provider/{provider}/consumer/{consumer}';
const PARTICIPANT = '/pacticipants/{pacticipant}';
const BY_TAG = `${PARTICIPANT}/latest-version/{tag}/can-i-deploy/to/{to}`;
const BY_BRANCH = `${PARTICIPANT}/branches/{branch*}/latest-version/can-i-deploy/to-environment/{environment}`;

export const BADGE_ROUTES: RouteTable = {
	...badgeAt(`${PAIR}/latest`, (call) => describePact(call, () => true)),
	...badgeAt(`${PAIR}/latest-untagged`, (call) => describePact(call, ({ version }) => version.tags.length === 0)),
	...badgeAt(`${PAIR}/latest/{tag}`, (call) => describePact(call, ({ version }) => hasTag(version, call.param('tag')))),
	...badgeAt('/matrix/provider/{provider}/latest/{providerTag}/consumer/{consumer}/latest/{tag}', (call) =>
		describePact(
			call,
			({ version }) => hasTag(version, call.param('tag')),
			(version) => hasTag(version, call.param('providerTag')),
		),
	),
	...badgeAt(BY_TAG, (call) => describeDeploy(call, askByTag(call), `${call.param('tag')} to ${call.param('to')}`)),
	[BY_TAG]: { GET: (call) => answerDeploy(call, askByTag(call)) },
	...badgeAt(BY_BRANCH, (call) =>
		describeDeploy(call, askByBranch(call), `${call.param('branch')} to ${call.param('environment')}`),
	),
	[BY_BRANCH]: { GET: (call) => answerDeploy(call, askByBranch(call)) },
	...badgeAt(`${PARTICIPANT}/main-branch/can-i-merge`, (call) => describeMerge(call)),
};

function badgeAt(path: string, describe: (call: Call) => Badge): Record<string, Methods> {
	const draw = (call: Call): ApiResponse => ({
		status: 200,
		content: { type: 'image/svg+xml;charset=utf-8', text: drawBadge(describe(call)) },
	});
	return { [`${path}/badge`]: { GET: draw }, [`${path}/badge.svg`]: { GET: draw } };
}

/** How the newest pact of a pair stands with the newest result that any of its pacts has. */
function describePact(
	call: Call,
	fits: (publication: Publication) => boolean,
	isMeant: (providerVersion: Version) => boolean = () => true,
): Badge {
	const { state, param } = call;
	const [consumer, provider] = [param('consumer'), param('provider')];
	const all = state.publications(provider).filter((one) => one.consumer === consumer && fits(one));
	const latest = all.at(-1);
	if (!latest) return { label: 'pact not found', status: 'unknown', colour: 'grey' };
	const contents = new Set(all.map(({ pact }) => pact.sha));
	const results = state.resultsBy(provider).filter((one) => {
		const version = state.findVersion(provider, one.providerVersion);
		return one.consumer === consumer && contents.has(one.sha) && version !== undefined && isMeant(version);
	});
	const label = describePair(call, { consumer, provider });
	return { label, ...judge(results, latest.pact.sha) };
}

function judge(results: readonly Verification[], sha: string): Pick<Badge, 'status' | 'colour'> {
	const lasts = [
		results.findLast(({ comparison }) => comparison === undefined),
		results.findLast(({ comparison }) => comparison !== undefined),
	].filter((one) => one !== undefined);
	if (lasts.length === 0) return { status: 'unknown', colour: 'grey' };
	if (lasts.some(({ success }) => !success)) return { status: 'failed', colour: 'red' };
	return lasts.some((one) => one.sha === sha)
		? { status: 'verified', colour: 'green' }
		: { status: 'changed', colour: 'orange' };
}

/** `label=consumer` names one side alone, `initials=true` shortens names of several words. */
function describePair(
	{ queryParam, param }: Call,
	{ consumer, provider }: { consumer: string; provider: string },
): string {
	const shorten = (name: string, tag: string): string => {
		const words = name
			.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
			.split(/[\s_-]+/)
			.filter((word) => word !== '');
		const short =
			queryParam('initials') === 'true' && words.length > 1 ? words.map((word) => word.charAt(0)).join('') : name;
		return `${short.toLowerCase()}${tag === '' ? '' : ` (${tag})`}`;
	};
	const isMatrix = param('providerTag') !== '';
	const names = {
		consumer: shorten(consumer, isMatrix ? param('tag') : ''),
		provider: shorten(provider, param('providerTag')),
	};
	const only = queryParam('label')?.toLowerCase();
	if (only === 'consumer' || only === 'provider') return `${names[only]} pact`;
	return `${names.consumer}/${names.provider} pact`;
}

type Question = MatrixQuery | 'pacticipant' | 'version';

function askByTag({ state, param }: Call): Question {
	const [participant, tag, to] = [param('pacticipant'), param('tag'), param('to')];
	if (!state.participants.has(participant)) return 'pacticipant';
	const version = findLatestVersion(state, participant, tag)?.number;
	if (version === undefined) return 'version';
	return { selectors: [{ participant, version }], ignore: [], latestBy: 'cvp', latest: true, tag: to, limit: 100 };
}

function askByBranch({ state, param }: Call): Question {
	const [participant, branch, environment] = [param('pacticipant'), param('branch'), param('environment')];
	if (!state.participants.has(participant)) return 'pacticipant';
	const version = findBranchHead(state, participant, branch)?.number;
	if (version === undefined) return 'version';
	return { selectors: [{ participant, version }], ignore: [], latestBy: 'cvpv', environment, limit: 100 };
}

function answerDeploy({ state, links }: Call, question: Question): ApiResponse {
	if (typeof question === 'string') return answerMissing();
	const errors = checkMatrixQuery(state, question);
	if (errors.length > 0) return { status: 400, body: { errors } };
	return answer(writeMatrix({ state, links, matrix: findMatrix(state, question) }));
}

function describeDeploy({ state, queryParam }: Call, question: Question, status: string): Badge {
	if (typeof question === 'string') return { label: question, status: 'not found', colour: 'grey' };
	const label = queryParam('label') ?? 'can-i-deploy';
	if (checkMatrixQuery(state, question).length > 0) return { label, status: 'unknown environment', colour: 'grey' };
	const isGood = findMatrix(state, question).summary.deployable === true;
	return { label, status, colour: isGood ? 'green' : 'red' };
}

function describeMerge({ state, param }: Call): Badge {
	const participant = param('pacticipant');
	const main = state.participants.get(participant)?.mainBranch;
	const version = main === undefined ? undefined : findBranchHead(state, participant, main)?.number;
	const label = 'can-i-merge';
	if (version === undefined) return { label, status: 'unknown', colour: 'grey' };
	const { deployable } = findMatrix(state, {
		selectors: [{ participant, version }],
		ignore: [],
		latestBy: 'cvp',
		latest: true,
		mainBranch: true,
		limit: 100,
	}).summary;
	if (deployable === null) return { label, status: 'unknown', colour: 'grey' };
	return deployable ? { label, status: 'success', colour: 'green' } : { label, status: 'failed', colour: 'red' };
}
