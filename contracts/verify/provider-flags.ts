// What commands that judge pacts for a provider share: which pacts of a broker, and under which version the result is sent to it.

import type { Flags, OptionsOf } from '../../mock/inner.ts';
import { type BrokerOptions, DEFAULT_FOLDER, refuseOption } from '../broker-flags.ts';
import { cleanBranch, detectBranch, detectCommit } from '../folder-broker/commands/git.ts';
import { readSelector } from './open-pacts.ts';
import type { BrokerAccess, PublishOptions } from './verify-types.ts';

/** Which pacts of a broker. */
export const CHOICE_FLAGS = {
	selector: { kind: 'list', value: '<json>', help: `which pacts of a broker, e.g. '{"mainBranch":true}'` },
} as const satisfies Flags;

/** Whether and how the result is sent. */
export const RESULT_FLAGS = {
	publish: { kind: 'switch', help: 'send the result to the broker, and fail if it does not arrive', default: false },
	'provider-version': {
		kind: 'text',
		value: '<version>',
		help: 'the version that was judged (else the commit that is checked out)',
		env: 'GIT_COMMIT',
	},
	'provider-branch': {
		kind: 'text',
		value: '<name>',
		help: 'its branch (else the one that is checked out)',
		env: 'GIT_BRANCH',
	},
	'provider-tag': { kind: 'list', value: '<name>', help: 'tag of the version' },
	'build-url': { kind: 'text', value: '<url>', help: 'the CI run, kept with the result' },
} as const satisfies Flags;

type ChoiceOptions = BrokerOptions & OptionsOf<typeof CHOICE_FLAGS> & { provider?: string | undefined };

/** The broker that the flags name; the default folder where pacts are meant by their provider alone; else none. */
export function readBrokerAccess(options: ChoiceOptions, pacts: readonly string[]): BrokerAccess | undefined {
	const usesFolder = pacts.length === 0 && options.provider !== undefined;
	const url = options.broker ?? options.brokerBaseUrl ?? (usesFolder ? DEFAULT_FOLDER : undefined);
	if (url === undefined) return undefined;
	return {
		url,
		token: options.brokerToken,
		username: options.brokerUsername,
		password: options.brokerPassword,
		selectors: options.selector?.map(readSelector),
	};
}

/** Under which version the result is sent; `undefined`: it isn't. Throws a StartupError `option.invalid` without a version. */
export function readPublish(options: OptionsOf<typeof RESULT_FLAGS>): PublishOptions | undefined {
	if (!options.publish) return undefined;
	const version = options.providerVersion ?? detectCommit();
	if (version === undefined)
		throw refuseOption('--publish needs the version of the provider', 'give --provider-version');
	const branch = options.providerBranch ?? detectBranch();
	return {
		version,
		branch: branch === undefined ? undefined : cleanBranch(branch),
		tags: options.providerTag,
		buildUrl: options.buildUrl,
	};
}
