// From the flags that provider-flags.ts lists to a broker, and to what a result is sent under.

import type { OptionsOf } from '../../mock/inner.ts';
import type { BrokerOptions } from '../broker-flags.ts';
import { cleanBranch, demandVersion, detectBranch } from '../folder-broker/commands/git.ts';
import { nameBroker, nameBrokerOrFolder } from '../name-broker.ts';
import { readSelector } from './open-pacts.ts';
import type { CHOICE_FLAGS, RESULT_FLAGS } from './provider-flags.ts';
import type { BrokerAccess, PublishOptions } from './verify-types.ts';

type ChoiceOptions = BrokerOptions & OptionsOf<typeof CHOICE_FLAGS> & { provider?: string | undefined };

/** The broker that the flags name; the default folder where pacts are meant by their provider alone; else none. */
export function readBrokerAccess(options: ChoiceOptions, pacts: readonly string[]): BrokerAccess | undefined {
	const usesFolder = pacts.length === 0 && options.provider !== undefined;
	const url = usesFolder ? nameBrokerOrFolder(options) : nameBroker(options);
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
	const version = demandVersion(options.providerVersion, {
		to: 'publish the result of',
		remedy: 'write --provider-version <version>',
	});
	const branch = options.providerBranch ?? detectBranch();
	return {
		version,
		branch: branch === undefined ? undefined : cleanBranch(branch),
		tags: options.providerTag,
		buildUrl: options.buildUrl,
	};
}
