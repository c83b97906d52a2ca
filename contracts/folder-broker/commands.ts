// The commands of the broker: names, flags and environment variables are those that users of Pact know. What a command needs is
// loaded when it is run.

import type { CommandArguments, ContractCommand, ContractOption } from '../cli/command.ts';
import { BROKER_OPTIONS, DEFAULT_FOLDER, PARTICIPANT_OPTION, VERSION_OPTION } from './commands/options.ts';

const ENVIRONMENT: ContractOption = { flags: '--environment <name>', description: 'where' };
const INSTANCE: ContractOption = {
	flags: '--application-instance <name>',
	description: 'which instance, where several run at once, e.g. blue',
};
const NAME: ContractOption = { flags: '-n, --name <name>', description: 'the environment' };
const DETAILS: readonly ContractOption[] = [
	{ flags: '--display-name <name>', description: 'its name for people' },
	{ flags: '--production', description: 'it is a production environment' },
	{ flags: '--no-production', description: 'it is none' },
	{ flags: '--contact-name <name>', description: 'whom to ask' },
	{ flags: '--contact-email-address <address>', description: 'and how' },
];
const RETRIES: readonly ContractOption[] = [
	{ flags: '--retry-while-unknown <times>', description: 'ask again while verifications are missing', default: '0' },
	{ flags: '--retry-interval <seconds>', description: 'between the questions', default: '10' },
	{ flags: '--dry-run', description: 'tell the verdict, and end with 0 whatever it is' },
];

type Run = (args: CommandArguments) => Promise<0 | 1 | 2>;
const record =
	(name: 'runRecordDeployment' | 'runRecordUndeployment' | 'runRecordRelease' | 'runRecordSupportEnded'): Run =>
	async (args) =>
		(await import('./commands/record.ts'))[name](args);
const environment =
	(
		name:
			| 'runListEnvironments'
			| 'runCreateEnvironment'
			| 'runUpdateEnvironment'
			| 'runDescribeEnvironment'
			| 'runDeleteEnvironment',
	): Run =>
	async (args) =>
		(await import('./commands/environments.ts'))[name](args);
const describe =
	(name: 'runListPacts' | 'runDescribeVersion' | 'runCreateVersionTag' | 'runDeleteBranch'): Run =>
	async (args) =>
		(await import('./commands/describe.ts'))[name](args);

/** The commands that publish, ask and record, and the one that serves a folder. */
export function brokerCommands(): readonly ContractCommand[] {
	return COMMANDS;
}

const COMMANDS: readonly ContractCommand[] = [
	{
		name: 'pact publish',
		summary: 'publish pacts to a Pact Broker, or to a folder in git',
		examples: [
			'stunt-double pact publish pacts',
			'stunt-double pact publish pacts --consumer-app-version 1.2.0 --branch main',
			'stunt-double pact publish pacts --broker https://broker.example --tag dev --merge',
		],
		arguments: '<pacts...>',
		options: [
			{
				flags: '-a, --consumer-app-version <version>',
				description: "the consumer's version (else the commit that is checked out)",
				env: 'GIT_COMMIT',
			},
			{ flags: '--branch <name>', description: 'its branch (else the one that is checked out)', env: 'GIT_BRANCH' },
			{ flags: '-t, --tag <names...>', description: 'tags for the version; may be repeated' },
			{ flags: '-g, --tag-with-git-branch', description: 'tag it with the branch as well' },
			{ flags: '--build-url <url>', description: 'the CI run, kept with the version' },
			{ flags: '--merge', description: 'add to the pact that this version has already, as parallel jobs do' },
			...BROKER_OPTIONS,
		],
		run: async (args) => (await import('./commands/publish.ts')).runPublish(args),
	},
	{
		name: 'pact can-i-deploy',
		summary: 'ask whether a version works with everything that runs in an environment',
		examples: [
			'stunt-double pact can-i-deploy --pacticipant checkout-web --version 1.2.0 --to-environment production',
			'stunt-double pact can-i-deploy --pacticipant checkout-web --version 1.2.0 --pacticipant orders-api --latest main',
		],
		options: [
			{ flags: '-a, --pacticipant <names...>', description: 'the application; may be repeated' },
			{
				flags: '-e, --version <versions...>',
				description:
					'its version (else GIT_COMMIT, else the commit that is checked out); may be repeated, in the same order',
			},
			{ flags: '-l, --latest [tag]', description: 'rather than a version: the latest, or the latest with a tag' },
			{ flags: '--branch <name>', description: 'rather than a version: those of a branch' },
			{ flags: '--main-branch', description: 'rather than a version: the latest of the main branch' },
			{ flags: '--to-environment <name>', description: 'where it is to be deployed' },
			{ flags: '--to <tag>', description: 'the versions with this tag, in the place of an environment' },
			{ flags: '--ignore <names...>', description: 'applications whose results do not count; may be repeated' },
			...RETRIES,
			...BROKER_OPTIONS,
		],
		run: async (args) => (await import('./commands/can-i-deploy.ts')).runCanIDeploy(args),
	},
	{
		name: 'pact can-i-merge',
		summary: 'ask whether a version works with the main branches of all that it works with',
		examples: ['stunt-double pact can-i-merge --pacticipant checkout-web --version 1.2.0'],
		options: [PARTICIPANT_OPTION, VERSION_OPTION, ...RETRIES, ...BROKER_OPTIONS],
		run: async (args) => (await import('./commands/can-i-deploy.ts')).runCanIMerge(args),
	},
	{
		name: 'pact record-deployment',
		summary: 'record that a version runs in an environment, in the place of the one before',
		examples: [
			'stunt-double pact record-deployment --pacticipant checkout-web --version 1.2.0 --environment production',
		],
		options: [PARTICIPANT_OPTION, VERSION_OPTION, ENVIRONMENT, INSTANCE, ...BROKER_OPTIONS],
		run: record('runRecordDeployment'),
	},
	{
		name: 'pact record-undeployment',
		summary: 'record that an application runs in an environment no more',
		examples: ['stunt-double pact record-undeployment --pacticipant checkout-web --environment production'],
		options: [PARTICIPANT_OPTION, ENVIRONMENT, INSTANCE, ...BROKER_OPTIONS],
		run: record('runRecordUndeployment'),
	},
	{
		name: 'pact record-release',
		summary: 'record that a version was released, and is supported beside the others',
		examples: ['stunt-double pact record-release --pacticipant orders-app --version 3.1.0 --environment production'],
		options: [PARTICIPANT_OPTION, VERSION_OPTION, ENVIRONMENT, ...BROKER_OPTIONS],
		run: record('runRecordRelease'),
	},
	{
		name: 'pact record-support-ended',
		summary: 'record that a released version is supported no more',
		examples: [
			'stunt-double pact record-support-ended --pacticipant orders-app --version 3.1.0 --environment production',
		],
		options: [PARTICIPANT_OPTION, VERSION_OPTION, ENVIRONMENT, ...BROKER_OPTIONS],
		run: record('runRecordSupportEnded'),
	},
	{
		name: 'pact environments list',
		summary: 'list the environments',
		examples: ['stunt-double pact environments list'],
		options: BROKER_OPTIONS,
		run: environment('runListEnvironments'),
	},
	{
		name: 'pact environments create',
		summary: 'make an environment',
		examples: ['stunt-double pact environments create --name production --production'],
		options: [NAME, ...DETAILS, ...BROKER_OPTIONS],
		run: environment('runCreateEnvironment'),
	},
	{
		name: 'pact environments describe',
		summary: 'show an environment with what runs there',
		examples: ['stunt-double pact environments describe --name production'],
		options: [NAME, ...BROKER_OPTIONS],
		run: environment('runDescribeEnvironment'),
	},
	{
		name: 'pact environments update',
		summary: 'change an environment',
		examples: ['stunt-double pact environments update --name production --display-name Live'],
		options: [
			NAME,
			{ flags: '--new-name <name>', description: 'what it is called from now on' },
			...DETAILS,
			...BROKER_OPTIONS,
		],
		run: environment('runUpdateEnvironment'),
	},
	{
		name: 'pact environments delete',
		summary: 'remove an environment',
		examples: ['stunt-double pact environments delete --name staging'],
		options: [NAME, ...BROKER_OPTIONS],
		run: environment('runDeleteEnvironment'),
	},
	{
		name: 'pact list',
		summary: 'list the latest pact of every consumer with every provider',
		examples: ['stunt-double pact list'],
		options: BROKER_OPTIONS,
		run: describe('runListPacts'),
	},
	{
		name: 'pact describe-version',
		summary: 'show a version with its branches, tags and environments',
		examples: ['stunt-double pact describe-version --pacticipant checkout-web --latest'],
		options: [
			PARTICIPANT_OPTION,
			{ flags: '-e, --version <version>', description: 'its version (else the latest)' },
			{ flags: '-l, --latest [tag]', description: 'the latest, or the latest with a tag' },
			...BROKER_OPTIONS,
		],
		run: describe('runDescribeVersion'),
	},
	{
		name: 'pact create-version-tag',
		summary: 'tag a version',
		examples: ['stunt-double pact create-version-tag --pacticipant orders-api --version 2.0.1 --tag prod'],
		options: [
			PARTICIPANT_OPTION,
			VERSION_OPTION,
			{ flags: '-t, --tag <names...>', description: 'the tags; may be repeated' },
			{ flags: '--auto-create-version', description: 'make the version if it is not there' },
			...BROKER_OPTIONS,
		],
		run: describe('runCreateVersionTag'),
	},
	{
		name: 'pact delete-branch',
		summary: 'take a branch from all versions of an application',
		examples: ['stunt-double pact delete-branch --pacticipant checkout-web --branch feat-x'],
		options: [PARTICIPANT_OPTION, { flags: '--branch <name>', description: 'the branch' }, ...BROKER_OPTIONS],
		run: describe('runDeleteBranch'),
	},
	{
		name: 'broker',
		summary: 'serve a folder of pacts as a Pact Broker, for Pact clients of any language',
		examples: [
			'stunt-double broker',
			'stunt-double broker --dir contracts/broker --port 9292',
			'stunt-double broker --host 0.0.0.0 --token SECRET',
		],
		options: [
			{
				flags: '--dir <folder>',
				description: 'where the data are, or will be',
				default: DEFAULT_FOLDER,
				env: 'STUNT_BROKER_DIR',
			},
			{ flags: '--port <n>', description: 'port; 0 takes a free one', default: '9292', env: 'STUNT_BROKER_PORT' },
			{
				flags: '--host <address>',
				description: 'address to listen on; another than this machine wants a token',
				default: '127.0.0.1',
				env: 'STUNT_BROKER_HOST',
			},
			{
				flags: '--token <token>',
				description: 'what clients must send, as Bearer token or Basic password',
				env: 'STUNT_BROKER_TOKEN',
			},
		],
		run: async (args) => (await import('./commands/serve.ts')).runBroker(args),
	},
];
