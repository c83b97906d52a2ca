// What `pact verify` does: from its flags to a verification, and the report.

import { annotate, takeOwnDocuments, writeJUnit } from '../../mock/inner.ts';
import { refuseOption } from '../broker-flags.ts';
import { readAuth } from '../document-flags.ts';
import { isUnread } from '../finding.ts';
import { cleanBranch, detectBranch } from '../folder-broker/commands/git.ts';
import { readHeaders } from '../http/read-headers.ts';
import { applyPolicy, listUnused } from '../policy/finding-policy.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { annotateFindings } from '../report/annotate-findings.ts';
import type { PactVerifyArguments } from './pact-verify-flags.ts';
import { readBrokerAccess, readPublish } from './read-provider-options.ts';
import { verifyPacts } from './verify-pacts.ts';
import { formatVerifyJson, formatVerifyReport, groupVerifyReport } from './verify-report.ts';
import type { BrokerAccess } from './verify-types.ts';

type Options = PactVerifyArguments['options'];

/** 1 when a pact doesn't fit, or its result didn't arrive; 2 when one couldn't be read, or there is none. Throws StartupError. */
export async function runVerify({ positionals, options, terminal }: PactVerifyArguments): Promise<0 | 1 | 2> {
	const policy = readPolicy(options);
	const verified = await verifyPacts({
		pacts: positionals,
		broker: readBroker(options, positionals),
		provider: options.provider,
		documents: options.documents ?? (options.providerUrl === undefined ? takeOwnDocuments(terminal) : undefined),
		overlays: options.overlay,
		allowRemoteRefs: options.allowRemoteRefs,
		scenarios: options.scenarios,
		variants: options.variants,
		maxVariants: options.maxVariants,
		auth: readAuth(options.auth),
		providerUrl: options.providerUrl,
		providerStatesUrl: options.providerStatesUrl,
		providerHeaders: options.header && Object.fromEntries(readHeaders(options.header)),
		publish: readPublish(options),
		onNoise: options.verbose ? (noise) => terminal.warn(noise.replace(/\n$/, '')) : undefined,
	});
	const findings = applyPolicy(verified.findings, policy);
	const unused = listUnused(policy, verified.findings, {
		looked: (code) => code.startsWith('verify.'),
		files: verified.pacts.map(({ file }) => file),
	});
	for (const sentence of unused) terminal.warn(sentence);
	const isGood = verified.counts.interactions > 0 && !findings.some(({ severity }) => severity === 'error');
	const report = { ...verified, findings, ok: isGood };
	writeJUnit(options.junit, () => groupVerifyReport(report));
	annotate(annotateFindings(findings), terminal);
	terminal.print(options.json ? formatVerifyJson(report) : formatVerifyReport(report));
	if (findings.some(isUnread)) return 2;
	return report.ok ? 0 : 1;
}

function readBroker(options: Options, pacts: readonly string[]): BrokerAccess | undefined {
	const access = readBrokerAccess(options, pacts);
	const { includeWipPactsSince: wipSince } = options;
	if (wipSince !== undefined && !/^\d{4}-\d{2}-\d{2}/.test(wipSince))
		throw refuseOption(`--include-wip-pacts-since must be a date, not "${wipSince}"`, 'write it like 2026-01-15');
	const isPending = options.enablePending || wipSince !== undefined;
	const branch = options.providerBranch ?? (isPending ? detectBranch() : undefined);
	if (wipSince !== undefined && branch === undefined)
		throw refuseOption('--include-wip-pacts-since needs the branch of the provider', 'give --provider-branch');
	return (
		access && {
			...access,
			branch: branch === undefined ? undefined : cleanBranch(branch),
			pending: isPending,
			wipSince,
		}
	);
}
