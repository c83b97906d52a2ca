// `pact verify` for the command line.

import { writeFile } from 'node:fs/promises';
import { isObject } from '../../spec/index.ts';
import type { CommandArguments, ContractCommand } from '../cli/command.ts';
import { cleanBranch, detectBranch, detectCommit } from '../folder-broker/commands/git.ts';
import { BROKER_OPTIONS, DEFAULT_FOLDER, refuseOption } from '../folder-broker/commands/options.ts';
import type { BrokerAccess, PublishOptions } from './verify-types.ts';

/** The commands of this folder. */
export function verifyCommands(): readonly ContractCommand[] {
	return [VERIFY];
}

const VERIFY: ContractCommand = {
	name: 'pact verify',
	summary: 'Verify pacts with the real Pact verifier, against the mock or a running provider',
	examples: [
		'stunt-double pact verify pacts/',
		'stunt-double pact verify pacts/ --documents orders.yaml --scenarios scenarios/',
		'stunt-double pact verify --provider orders --publish --provider-version 1.4.0',
		'stunt-double pact verify --broker http://127.0.0.1:9292 --provider orders --enable-pending --publish',
		'stunt-double pact verify pacts/ --provider-url http://127.0.0.1:8080 --provider-states-url http://127.0.0.1:8080/states',
	],
	arguments: '[pacts...]',
	options: [
		{ flags: '--documents <files...>', description: 'the OpenAPI documents of the mock; may be repeated' },
		{ flags: '--overlay <files...>', description: 'overlays for the documents; may be repeated' },
		{ flags: '--scenarios <dir>', description: 'the scenarios that serve the provider states' },
		{ flags: '--provider <name>', description: 'only pacts with this provider; needed with --broker' },
		{ flags: '--no-variants', description: 'replay the plain answers alone' },
		{ flags: '--max-variants <n>', description: 'variants of one interaction', default: '50' },
		{ flags: '--provider-url <url>', description: 'a running provider in the place of the mock' },
		{ flags: '--provider-states-url <url>', description: 'where that provider sets up its states' },
		...BROKER_OPTIONS,
		{ flags: '--selector <json...>', description: `which pacts, e.g. '{"mainBranch":true}'; may be repeated` },
		{ flags: '--enable-pending', description: 'pacts that never passed on this branch do not fail the run' },
		{ flags: '--publish', description: 'send the result to the broker, and fail if it does not arrive' },
		{
			flags: '--provider-version <v>',
			description: 'the version that was verified (else the commit that is checked out)',
			env: 'GIT_COMMIT',
		},
		{
			flags: '--provider-branch <name>',
			description: 'its branch (else the one that is checked out)',
			env: 'GIT_BRANCH',
		},
		{ flags: '--provider-tag <names...>', description: 'its tags; may be repeated' },
		{ flags: '--build-url <url>', description: 'the CI run, kept with the result' },
		{ flags: '--junit <file>', description: 'the report as JUnit XML, into this file as well' },
		{ flags: '--verbose', description: 'show what the verifier prints' },
	],
	run: runVerify,
};

async function runVerify({ positionals, options, io }: CommandArguments): Promise<0 | 1 | 2> {
	const [{ verifyPacts }, { formatVerifyJson, formatVerifyJUnit, formatVerifyReport }] = await Promise.all([
		import('./verify-pacts.ts'),
		import('./verify-report.ts'),
	]);
	const report = await verifyPacts({
		pacts: positionals,
		broker: readBroker(options, positionals),
		provider: text(options['provider']),
		documents: list(options['documents']),
		overlays: list(options['overlay']),
		scenarios: text(options['scenarios']),
		variants: options['noVariants'] !== true,
		maxVariants: readCount(options['maxVariants']),
		providerUrl: text(options['providerUrl']),
		providerStatesUrl: text(options['providerStatesUrl']),
		publish: readPublish(options),
		onNoise: options['verbose'] === true ? (noise) => io.err(noise) : undefined,
	});
	const junit = text(options['junit']);
	if (junit !== undefined) await writeReport(junit, formatVerifyJUnit(report));
	io.out(`${options['json'] === true ? formatVerifyJson(report) : formatVerifyReport(report)}\n`);
	return report.ok ? 0 : 1;
}

async function writeReport(file: string, report: string): Promise<void> {
	try {
		await writeFile(file, report);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw refuseOption(`--junit can't be written: ${reason}`, 'name a file in a folder that exists');
	}
}

type Options = CommandArguments['options'];

function readBroker(options: Options, pacts: readonly string[]): BrokerAccess | undefined {
	const usesFolder = pacts.length === 0 && options['provider'] !== undefined;
	const url = text(options['broker']) ?? text(options['brokerBaseUrl']) ?? (usesFolder ? DEFAULT_FOLDER : undefined);
	if (url === undefined) return undefined;
	const branch = text(options['providerBranch']) ?? (options['enablePending'] === true ? detectBranch() : undefined);
	return {
		url,
		token: text(options['brokerToken']),
		username: text(options['brokerUsername']),
		password: text(options['brokerPassword']),
		selectors: list(options['selector'])?.map(readSelector),
		branch: branch === undefined ? undefined : cleanBranch(branch),
		pending: options['enablePending'] === true,
	};
}

function readSelector(json: string): Readonly<Record<string, string | boolean>> {
	try {
		const value: unknown = JSON.parse(json);
		if (isObject(value)) return value as Record<string, string | boolean>;
	} catch {
		// Told below.
	}
	throw refuseOption(`--selector must be a JSON object, not "${json}"`, `write it like '{"mainBranch":true}'`);
}

function readPublish(options: Options): PublishOptions | undefined {
	if (options['publish'] !== true) return undefined;
	const version = text(options['providerVersion']) ?? detectCommit();
	if (version === undefined)
		throw refuseOption('--publish needs the version of the provider', 'give --provider-version');
	const branch = text(options['providerBranch']) ?? detectBranch();
	return {
		version,
		branch: branch === undefined ? undefined : cleanBranch(branch),
		tags: list(options['providerTag']),
		buildUrl: text(options['buildUrl']),
	};
}

function text(value: Options[string]): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function list(value: Options[string]): string[] | undefined {
	return Array.isArray(value) ? value : typeof value === 'string' ? [value] : undefined;
}

function readCount(value: Options[string]): number | undefined {
	const word = text(value);
	if (word === undefined) return undefined;
	if (/^\d{1,6}$/.test(word)) return Number(word);
	throw refuseOption(`--max-variants must be a whole number, not "${word}"`, 'give a number such as 50');
}
