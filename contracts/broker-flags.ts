// The flags of the broker's commands: names and environment variables are those that users of Pact know.

import type { CommandArguments, Flags, OptionsOf } from '../mock/inner.ts';
import { StartupError } from '../spec/index.ts';

/** The folder that is used without a broker, below the current one. */
export const DEFAULT_FOLDER = 'contracts/broker';

/** Which broker, and the report. */
export const BROKER_FLAGS = {
	broker: {
		kind: 'text',
		value: '<url>',
		short: 'b',
		help: `a Pact Broker, or the folder of one (without either: ${DEFAULT_FOLDER})`,
		env: 'PACT_BROKER_BASE_URL',
		keepsBlank: true,
	},
	'broker-base-url': { kind: 'text', value: '<url>', help: 'the same, as the Pact CLI calls it' },
	'broker-token': {
		kind: 'text',
		value: '<token>',
		short: 'k',
		help: 'sent to the broker as Bearer token',
		env: 'PACT_BROKER_TOKEN',
	},
	'broker-username': {
		kind: 'text',
		value: '<name>',
		short: 'u',
		help: 'for a broker with passwords',
		env: 'PACT_BROKER_USERNAME',
	},
	'broker-password': {
		kind: 'text',
		value: '<password>',
		short: 'p',
		help: 'for a broker with passwords',
		env: 'PACT_BROKER_PASSWORD',
	},
	json: { kind: 'switch', help: 'report as JSON', default: false },
} as const satisfies Flags;

const PARTICIPANT = {
	pacticipant: { kind: 'text', value: '<name>', short: 'a', help: 'the application' },
} as const satisfies Flags;
const VERSION = {
	version: {
		kind: 'text',
		value: '<version>',
		short: 'e',
		help: 'its version (else the commit that is checked out)',
		env: 'GIT_COMMIT',
	},
} as const satisfies Flags;
const ENVIRONMENT = { environment: { kind: 'text', value: '<name>', help: 'where' } } as const satisfies Flags;
const INSTANCE = {
	'application-instance': {
		kind: 'text',
		value: '<name>',
		help: 'which instance, where several run at once, e.g. blue',
	},
} as const satisfies Flags;
const TAGS = {
	tag: { kind: 'list', value: '<name>', short: 't', splits: true, help: 'tag for the version' },
} as const satisfies Flags;
const DETAILS = {
	'display-name': { kind: 'text', value: '<name>', help: 'its name for people' },
	production: { kind: 'switch', help: 'it is a production environment, or none' },
	'contact-name': { kind: 'text', value: '<name>', help: 'whom to ask' },
	'contact-email-address': { kind: 'text', value: '<address>', help: 'and how' },
} as const satisfies Flags;
const RETRIES = {
	'retry-while-unknown': {
		kind: 'integer',
		value: '<times>',
		min: 0,
		max: 999_999,
		help: 'ask again while verifications are missing',
		default: 0,
	},
	'retry-interval': {
		kind: 'integer',
		value: '<seconds>',
		min: 0,
		max: 999_999,
		help: 'between the questions',
		default: 10,
	},
	'dry-run': { kind: 'switch', help: 'tell the verdict, and end with 0 whatever it is', default: false },
} as const satisfies Flags;

/** Of `pact publish`. */
export const PUBLISH_FLAGS = {
	'consumer-app-version': {
		kind: 'text',
		value: '<version>',
		short: 'a',
		help: "the consumer's version (else the commit that is checked out)",
		env: 'GIT_COMMIT',
	},
	branch: {
		kind: 'text',
		value: '<name>',
		help: 'its branch (else the one that is checked out)',
		env: 'GIT_BRANCH',
	},
	...TAGS,
	'tag-with-git-branch': { kind: 'switch', short: 'g', help: 'tag it with the branch as well', default: false },
	'build-url': { kind: 'text', value: '<url>', help: 'the CI run, kept with the version' },
	merge: {
		kind: 'switch',
		help: 'add to the pact that this version has already, as parallel jobs do',
		default: false,
	},
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of `pact publish-provider-contract`: PactFlow's names. */
export const PUBLISH_DOCUMENT_FLAGS = {
	provider: { kind: 'text', value: '<name>', help: 'whose document it is' },
	'provider-app-version': {
		kind: 'text',
		value: '<version>',
		short: 'a',
		help: 'version of the provider (else the commit that is checked out)',
		env: 'GIT_COMMIT',
	},
	branch: {
		kind: 'text',
		value: '<name>',
		short: 'h',
		help: 'its branch (else the one that is checked out)',
		env: 'GIT_BRANCH',
	},
	tag: { kind: 'list', value: '<name>', short: 't', help: 'tag of the version' },
	'build-url': { kind: 'text', value: '<url>', help: 'the CI run, kept with the version' },
	specification: { kind: 'text', value: '<name>', choices: ['oas'], help: 'what the document is', default: 'oas' },
	'content-type': { kind: 'text', value: '<type>', help: 'its media type (else by its ending)' },
	'verification-success': { kind: 'switch', help: "the provider's own tests of it passed, or not", default: undefined },
	'verification-exit-code': {
		kind: 'integer',
		value: '<n>',
		min: 0,
		max: 255,
		help: 'the exit code of those tests; 0: they passed',
	},
	'verification-results': {
		kind: 'text',
		value: '<file>',
		help: 'their report: JSON of pact verify, JUnit or CTRF, which is read, or any other',
	},
	'verification-results-content-type': { kind: 'text', value: '<type>', help: 'its media type' },
	'verification-results-format': { kind: 'text', value: '<name>', help: 'its format, e.g. junit' },
	verifier: { kind: 'text', value: '<name>', help: 'which tool tested it' },
	'verifier-version': { kind: 'text', value: '<version>', help: 'its version' },
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of `pact can-i-deploy`. */
export const CAN_I_DEPLOY_FLAGS = {
	pacticipant: { kind: 'list', value: '<name>', short: 'a', splits: true, help: 'the application' },
	version: {
		kind: 'list',
		value: '<version>',
		short: 'e',
		splits: true,
		help: 'its version (else GIT_COMMIT, else the commit that is checked out), in the order of the applications',
	},
	latest: {
		kind: 'text',
		value: '[tag]',
		short: 'l',
		help: 'rather than a version: the latest, or the latest with a tag',
	},
	branch: { kind: 'text', value: '<name>', help: 'rather than a version: those of a branch' },
	'main-branch': { kind: 'switch', help: 'rather than a version: the latest of the main branch', default: false },
	'to-environment': { kind: 'text', value: '<name>', help: 'where it is to be deployed' },
	to: { kind: 'text', value: '<tag>', help: 'the versions with this tag, in the place of an environment' },
	ignore: { kind: 'list', value: '<name>', splits: true, help: 'application whose results do not count' },
	...RETRIES,
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of `pact can-i-merge`. */
export const CAN_I_MERGE_FLAGS = { ...PARTICIPANT, ...VERSION, ...RETRIES, ...BROKER_FLAGS } as const satisfies Flags;

/** Of the commands that record what runs where. */
export const RECORD_FLAGS = {
	...PARTICIPANT,
	...VERSION,
	...ENVIRONMENT,
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of `pact record-deployment`. */
export const DEPLOYMENT_FLAGS = { ...RECORD_FLAGS, ...INSTANCE } as const satisfies Flags;

/** Of `pact record-undeployment`. */
export const UNDEPLOYMENT_FLAGS = {
	...PARTICIPANT,
	...ENVIRONMENT,
	...INSTANCE,
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of the commands that are about one environment. */
export const ENVIRONMENT_FLAGS = {
	name: { kind: 'text', value: '<name>', short: 'n', help: 'the environment' },
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of `pact environments create`. */
export const CREATE_ENVIRONMENT_FLAGS = { ...ENVIRONMENT_FLAGS, ...DETAILS } as const satisfies Flags;

/** Of `pact environments update`. */
export const UPDATE_ENVIRONMENT_FLAGS = {
	'new-name': { kind: 'text', value: '<name>', help: 'what it is called from now on' },
	...CREATE_ENVIRONMENT_FLAGS,
} as const satisfies Flags;

/** Of `pact describe-version`. */
export const DESCRIBE_VERSION_FLAGS = {
	...PARTICIPANT,
	version: { kind: 'text', value: '<version>', short: 'e', help: 'its version (else the latest)' },
	latest: { kind: 'text', value: '[tag]', short: 'l', help: 'the latest, or the latest with a tag' },
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of `pact create-version-tag`. */
export const TAG_FLAGS = {
	...PARTICIPANT,
	...VERSION,
	...TAGS,
	'auto-create-version': { kind: 'switch', help: 'make the version if it is not there', default: false },
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of `pact delete-branch`. */
export const DELETE_BRANCH_FLAGS = {
	...PARTICIPANT,
	branch: { kind: 'text', value: '<name>', help: 'the branch' },
	...BROKER_FLAGS,
} as const satisfies Flags;

/** Of `broker`. */
export const SERVE_FLAGS = {
	dir: {
		kind: 'text',
		value: '<folder>',
		help: 'where the data are, or will be',
		default: DEFAULT_FOLDER,
		env: 'STUNT_BROKER_DIR',
	},
	port: {
		kind: 'integer',
		value: '<n>',
		min: 0,
		max: 65_535,
		help: 'port; 0 takes a free one',
		default: 9292,
		env: 'STUNT_BROKER_PORT',
	},
	host: {
		kind: 'text',
		value: '<address>',
		help: 'address to listen on; another than this machine wants a token',
		default: '127.0.0.1',
		env: 'STUNT_BROKER_HOST',
	},
	'public-url': {
		kind: 'text',
		value: '<url>',
		help: 'what its links begin with, where clients know it by another address (else what a proxy says by X-Forwarded-…)',
		env: 'STUNT_BROKER_PUBLIC_URL',
	},
	token: {
		kind: 'text',
		value: '<token>',
		help: 'what clients must send, as Bearer token or Basic password',
		env: 'STUNT_BROKER_TOKEN',
	},
	'read-only-token': {
		kind: 'text',
		value: '<token>',
		help: 'with it one may read and change nothing; wants --token for the others',
		env: 'STUNT_BROKER_READ_ONLY_TOKEN',
	},
	'public-badges': { kind: 'switch', help: 'badges are shown without a token', default: false },
	'webhook-host': {
		kind: 'list',
		value: '<host>',
		splits: true,
		help: 'host that webhooks may call by https, e.g. ci.example.com or *.example.com (http too: http://ci.local); without it none',
		env: 'STUNT_BROKER_WEBHOOK_HOSTS',
	},
	'webhook-method': {
		kind: 'list',
		value: '<method>',
		splits: true,
		help: 'method that webhooks may use (default: POST)',
	},
	json: { kind: 'switch', help: 'tell the address as a line of JSON', default: false },
} as const satisfies Flags;

/** What a command of the broker is run with. */
export type BrokerArguments<Some extends Flags = typeof BROKER_FLAGS> = CommandArguments<Some>;
/** Which broker a command is to talk to. */
export type BrokerOptions = OptionsOf<typeof BROKER_FLAGS>;

/** The value of a flag that a command can't do without, or a `StartupError` that names it: `--environment <name>`. */
export function demandOption(value: string | undefined, flag: string): string {
	if (value !== undefined) return value;
	throw refuseOption(`${flag} is missing`, `write ${flag}`);
}

/** What a command ends with for a flag that it can't use: what is wrong, and what to do. */
export function refuseOption(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
