// The commands of the broker: names, flags and environment variables are those that users of Pact know. What a command needs is
// loaded when it is run.

import type { Command } from '../../mock/inner.ts';
import type { BrokerArguments } from '../broker-flags.ts';
import * as flags from '../broker-flags.ts';

/** The commands that publish, ask and record, and the one that serves a folder. */
export const BROKER_COMMANDS: readonly Command[] = [
	{
		name: 'pact publish',
		summary: 'publish pacts to a Pact Broker, or to a folder in git',
		examples: [
			'pact publish pacts',
			'pact publish pacts --consumer-app-version 1.2.0 --branch main',
			'pact publish pacts --broker https://broker.example --tag dev --merge',
		],
		operands: ['<pacts...>'],
		flags: flags.PUBLISH_FLAGS,
		run: async (args: BrokerArguments<typeof flags.PUBLISH_FLAGS>) =>
			(await import('./commands/publish.ts')).runPublish(args),
	},
	{
		name: 'pact publish-provider-contract',
		summary: "publish a provider's OpenAPI document, which is compared with the pacts of its consumers",
		examples: [
			'pact publish-provider-contract openapi.yaml --provider orders-api --provider-app-version 2.0.1 --branch main --verification-exit-code 0',
		],
		operands: ['<document>'],
		flags: flags.PUBLISH_DOCUMENT_FLAGS,
		run: async (args: BrokerArguments<typeof flags.PUBLISH_DOCUMENT_FLAGS>) =>
			(await import('./commands/publish-document.ts')).runPublishDocument(args),
	},
	{
		name: 'pact can-i-deploy',
		summary: 'ask whether a version works with everything that runs in an environment',
		examples: [
			'pact can-i-deploy --pacticipant checkout-web --version 1.2.0 --to-environment production',
			'pact can-i-deploy --pacticipant checkout-web --version 1.2.0 --pacticipant orders-api --latest main',
		],
		flags: flags.CAN_I_DEPLOY_FLAGS,
		run: async (args: BrokerArguments<typeof flags.CAN_I_DEPLOY_FLAGS>) =>
			(await import('./commands/can-i-deploy.ts')).runCanIDeploy(args),
	},
	{
		name: 'pact can-i-merge',
		summary: 'ask whether a version works with the main branches of all that it works with',
		examples: ['pact can-i-merge --pacticipant checkout-web --version 1.2.0'],
		flags: flags.CAN_I_MERGE_FLAGS,
		run: async (args: BrokerArguments<typeof flags.CAN_I_MERGE_FLAGS>) =>
			(await import('./commands/can-i-deploy.ts')).runCanIMerge(args),
	},
	{
		name: 'pact record-deployment',
		summary: 'record that a version runs in an environment, in the place of the one before',
		examples: ['pact record-deployment --pacticipant checkout-web --version 1.2.0 --environment production'],
		flags: flags.DEPLOYMENT_FLAGS,
		run: async (args: BrokerArguments<typeof flags.DEPLOYMENT_FLAGS>) =>
			(await import('./commands/record.ts')).runRecordDeployment(args),
	},
	{
		name: 'pact record-undeployment',
		summary: 'record that an application runs in an environment no more',
		examples: ['pact record-undeployment --pacticipant checkout-web --environment production'],
		flags: flags.UNDEPLOYMENT_FLAGS,
		run: async (args: BrokerArguments<typeof flags.UNDEPLOYMENT_FLAGS>) =>
			(await import('./commands/record.ts')).runRecordUndeployment(args),
	},
	{
		name: 'pact record-release',
		summary: 'record that a version was released, and is supported beside the others',
		examples: ['pact record-release --pacticipant orders-app --version 3.1.0 --environment production'],
		flags: flags.RECORD_FLAGS,
		run: async (args: BrokerArguments<typeof flags.RECORD_FLAGS>) =>
			(await import('./commands/record.ts')).runRecordRelease(args),
	},
	{
		name: 'pact record-support-ended',
		summary: 'record that a released version is supported no more',
		examples: ['pact record-support-ended --pacticipant orders-app --version 3.1.0 --environment production'],
		flags: flags.RECORD_FLAGS,
		run: async (args: BrokerArguments<typeof flags.RECORD_FLAGS>) =>
			(await import('./commands/record.ts')).runRecordSupportEnded(args),
	},
	{
		name: 'pact environments list',
		summary: 'list the environments',
		examples: ['pact environments list'],
		flags: flags.BROKER_FLAGS,
		run: async (args: BrokerArguments<typeof flags.BROKER_FLAGS>) =>
			(await import('./commands/environments.ts')).runListEnvironments(args),
	},
	{
		name: 'pact environments create',
		summary: 'make an environment',
		examples: ['pact environments create --name production --production'],
		flags: flags.CREATE_ENVIRONMENT_FLAGS,
		run: async (args: BrokerArguments<typeof flags.CREATE_ENVIRONMENT_FLAGS>) =>
			(await import('./commands/environments.ts')).runCreateEnvironment(args),
	},
	{
		name: 'pact environments describe',
		summary: 'show an environment with what runs there',
		examples: ['pact environments describe --name production'],
		flags: flags.ENVIRONMENT_FLAGS,
		run: async (args: BrokerArguments<typeof flags.ENVIRONMENT_FLAGS>) =>
			(await import('./commands/environments.ts')).runDescribeEnvironment(args),
	},
	{
		name: 'pact environments update',
		summary: 'change an environment',
		examples: ['pact environments update --name production --display-name Live'],
		flags: flags.UPDATE_ENVIRONMENT_FLAGS,
		run: async (args: BrokerArguments<typeof flags.UPDATE_ENVIRONMENT_FLAGS>) =>
			(await import('./commands/environments.ts')).runUpdateEnvironment(args),
	},
	{
		name: 'pact environments delete',
		summary: 'remove an environment',
		examples: ['pact environments delete --name staging'],
		flags: flags.ENVIRONMENT_FLAGS,
		run: async (args: BrokerArguments<typeof flags.ENVIRONMENT_FLAGS>) =>
			(await import('./commands/environments.ts')).runDeleteEnvironment(args),
	},
	{
		name: 'pact list',
		summary: 'list the latest pact of every consumer with every provider',
		examples: ['pact list'],
		flags: flags.BROKER_FLAGS,
		run: async (args: BrokerArguments<typeof flags.BROKER_FLAGS>) =>
			(await import('./commands/describe.ts')).runListPacts(args),
	},
	{
		name: 'pact describe-version',
		summary: 'show a version with its branches, tags and environments',
		examples: ['pact describe-version --pacticipant checkout-web --latest'],
		flags: flags.DESCRIBE_VERSION_FLAGS,
		run: async (args: BrokerArguments<typeof flags.DESCRIBE_VERSION_FLAGS>) =>
			(await import('./commands/describe.ts')).runDescribeVersion(args),
	},
	{
		name: 'pact create-version-tag',
		summary: 'tag a version',
		examples: ['pact create-version-tag --pacticipant orders-api --version 2.0.1 --tag prod'],
		flags: flags.TAG_FLAGS,
		run: async (args: BrokerArguments<typeof flags.TAG_FLAGS>) =>
			(await import('./commands/describe.ts')).runCreateVersionTag(args),
	},
	{
		name: 'pact delete-branch',
		summary: 'take a branch from all versions of an application',
		examples: ['pact delete-branch --pacticipant checkout-web --branch feat-x'],
		flags: flags.DELETE_BRANCH_FLAGS,
		run: async (args: BrokerArguments<typeof flags.DELETE_BRANCH_FLAGS>) =>
			(await import('./commands/describe.ts')).runDeleteBranch(args),
	},
	{
		name: 'broker',
		summary: 'serve a folder of pacts as a Pact Broker, for Pact clients of any language',
		examples: ['broker', 'broker --dir contracts/broker --port 9292', 'broker --host 0.0.0.0 --token SECRET'],
		flags: flags.SERVE_FLAGS,
		run: async (args: BrokerArguments<typeof flags.SERVE_FLAGS>) =>
			(await import('./commands/serve.ts')).runBroker(args),
	},
];
