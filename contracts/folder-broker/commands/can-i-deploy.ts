// `pact can-i-deploy` and `pact can-i-merge`.

import { StartupError } from '../../../spec/index.ts';
import {
	type BrokerArguments,
	type CAN_I_DEPLOY_FLAGS,
	type CAN_I_MERGE_FLAGS,
	demandOption,
	refuseOption,
} from '../../broker-flags.ts';
import { type BrokerClient, demand } from '../client/broker-client.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { connectByFlags } from './connect.ts';
import { cleanBranch, demandVersion } from './git.ts';
import { formatTable } from './table.ts';

type DeployArguments = BrokerArguments<typeof CAN_I_DEPLOY_FLAGS>;
type MergeArguments = BrokerArguments<typeof CAN_I_MERGE_FLAGS>;
type Options = DeployArguments['options'];
/** A part of the query: a key with its value. */
type Pair = readonly [key: string, value: string];

/** May these versions be deployed? 1: no, or not known yet. */
export async function runCanIDeploy(args: DeployArguments): Promise<0 | 1> {
	const { options } = args;
	const selectors = readSelectors(options);
	const environment = options.toEnvironment;
	const tag = options.to;
	if (environment !== undefined && tag !== undefined)
		throw refuseOption('--to and --to-environment exclude each other', 'keep one of them');
	const pairs: Pair[] = [
		...selectors.flat(),
		...(options.ignore ?? []).map((name): Pair => ['ignore[][pacticipant]', name]),
	];
	if (tag !== undefined) pairs.push(['tag', tag], ['latestby', 'cvp'], ['latest', 'true']);
	else if (environment !== undefined) pairs.push(['latestby', 'cvpv'], ['environment', environment]);
	else if (selectors.length > 1) pairs.push(['latestby', 'cvpv']);
	else pairs.push(['latestby', 'cvp'], ['latest', 'true']);
	return ask(args, pairs);
}

/** Is this version compatible with the main branches of all that it works with? 1: no, or not known yet. */
export function runCanIMerge(args: MergeArguments): Promise<0 | 1> {
	const { options } = args;
	const version = demandVersion(options.version, { to: 'ask about', remedy: 'write --version <version>' });
	return ask(args, [
		['q[][pacticipant]', demandOption(options.pacticipant, '--pacticipant <name>')],
		['q[][version]', version],
		['latestby', 'cvp'],
		['latest', 'true'],
		['mainBranch', 'true'],
	]);
}

/** Versions belong to the first participants; the last one without gets --latest, --branch or --main-branch. */
function readSelectors(options: Options): Pair[][] {
	const participants = options.pacticipant ?? [];
	if (participants.length === 0) throw refuseOption('--pacticipant is missing', 'write --pacticipant <name>');
	const versions = options.version ?? [];
	if (versions.length > participants.length)
		throw refuseOption('there are more versions than participants', 'write a --version behind each --pacticipant');
	const others = readOtherCriteria(options);
	return participants.map((participant, index): Pair[] => {
		const own: Pair = ['q[][pacticipant]', participant];
		const version = versions[index];
		if (version !== undefined) return [own, ['q[][version]', version]];
		if (others.length > 0) return [own, ...others];
		const remedy = 'write --version, --latest, --branch or --main-branch';
		if (participants.length > 1) throw refuseOption(`there is no version of ${participant} to ask about`, remedy);
		return [own, ['q[][version]', demandVersion(undefined, { to: 'ask about', remedy })]];
	});
}

function readOtherCriteria(options: Options): Pair[] {
	const branch = options.branch;
	const latest = options.latest;
	if (options.mainBranch)
		return [
			['q[][mainBranch]', 'true'],
			['q[][latest]', 'true'],
		];
	if (branch !== undefined)
		return [['q[][branch]', cleanBranch(branch)], ...(latest === undefined ? [] : [['q[][latest]', 'true'] as const])];
	if (latest === undefined) return [];
	return latest === true
		? [['q[][latest]', 'true']]
		: [
				['q[][latest]', 'true'],
				['q[][tag]', latest],
			];
}

async function ask({ options, terminal }: DeployArguments | MergeArguments, pairs: readonly Pair[]): Promise<0 | 1> {
	const client = connectByFlags(options);
	const { retryWhileUnknown: retries, retryInterval: interval } = options;
	let answer = await askOnce(client, pairs);
	for (let attempt = 0; attempt < retries && answer.unknown > 0; attempt++) {
		await new Promise((resolve) => setTimeout(resolve, interval * 1_000));
		answer = await askOnce(client, pairs);
	}
	if (options.json) terminal.print(JSON.stringify(answer.body, null, 2));
	else {
		if (answer.rows.length > 1) terminal.print(`${formatTable(answer.rows).join('\n')}\n`);
		terminal.print(
			`${answer.isDeployable ? 'Yes' : 'No'}, ${describeQuestion(pairs)} ${answer.isDeployable ? 'may' : 'may not'} be deployed${describeDestination(pairs)}`,
		);
		for (const text of answer.reasons) terminal.print(`  ${text}`);
	}
	if (options.dryRun) return 0;
	return answer.isDeployable ? 0 : 1;
}

interface Verdict {
	body: unknown;
	isDeployable: boolean;
	unknown: number;
	reasons: string[];
	rows: string[][];
}

async function askOnce(client: BrokerClient, pairs: readonly Pair[]): Promise<Verdict> {
	const query = pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
	const body = await demand(client, { href: `/matrix?${query}` });
	const summary = isJsonObject(body) ? body['summary'] : undefined;
	if (!isJsonObject(body) || !isJsonObject(summary)) {
		// Something else that speaks JSON: neither a yes nor a no.
		throw new StartupError({
			code: 'broker.unreachable',
			message: `${client.name}/matrix answered without a summary, which is no answer of a Pact Broker`,
			remedy: 'check --broker, and whether a proxy or a login stands before it',
		});
	}
	const matrix = Array.isArray(body['matrix']) ? body['matrix'].filter(isJsonObject) : [];
	return {
		body,
		isDeployable: summary['deployable'] === true,
		unknown: Number(summary['unknown'] ?? 0),
		reasons: String(summary['reason'] ?? '')
			.split('\n')
			.filter((text) => text !== ''),
		rows: formatRows(matrix),
	};
}

/** What stands behind each row is told where comparisons are among them. */
function formatRows(matrix: readonly Record<string, unknown>[]): string[][] {
	const isCompared = (row: Record<string, unknown>): boolean =>
		isJsonObject(row['verificationResult']) && isJsonObject(row['verificationResult']['comparison']);
	const head = ['CONSUMER', 'VERSION', 'PROVIDER', 'VERSION', 'VERIFIED'];
	if (!matrix.some(isCompared)) return [head, ...matrix.map(formatRow)];
	return [[...head, 'BY'], ...matrix.map((row) => [...formatRow(row), isCompared(row) ? 'document' : 'verification'])];
}

function formatRow(row: Record<string, unknown>): string[] {
	const name = (side: unknown): string => (isJsonObject(side) ? String(side['name']) : '');
	const number = (side: unknown): string =>
		isJsonObject(side) && isJsonObject(side['version']) ? String(side['version']['number']) : '-';
	const result = row['verificationResult'];
	const verified = isJsonObject(result) ? (result['success'] === true ? 'yes' : 'failed') : 'not yet';
	return [
		name(row['consumer']),
		number(row['consumer']),
		name(row['provider']),
		number(row['provider']),
		row['ignored'] === true ? `${verified} (ignored)` : verified,
	];
}

function describeQuestion(pairs: readonly Pair[]): string {
	const parts: string[] = [];
	for (const [key, value] of pairs) {
		if (key === 'q[][pacticipant]') parts.push(value);
		else if (key === 'q[][version]') parts.push(`${parts.pop()} ${value}`);
	}
	return parts.join(' with ');
}

function describeDestination(pairs: readonly Pair[]): string {
	const value = (key: string): string | undefined => pairs.find(([name]) => name === key)?.[1];
	if (value('environment') !== undefined) return ` to ${value('environment')}`;
	if (value('mainBranch') !== undefined) return ' beside the main branches';
	return value('tag') === undefined ? '' : ` beside ${value('tag')}`;
}
