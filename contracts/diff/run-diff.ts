// What `diff` does: gather the pacts, have both documents compared, report.

import { annotate, writeJUnit, writeReport } from '../../mock/inner.ts';
import { DEFAULT_FOLDER, demandOption, refuseOption } from '../broker-flags.ts';
import { CONTRACT_CODES, countFindings } from '../finding.ts';
import { nameBroker, nameBrokerOrFolder } from '../name-broker.ts';
import type { Pact } from '../pact/index.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { openPacts, readSelector } from '../verify/open-pacts.ts';
import { CHANGE_CODES } from './change.ts';
import { annotateDiff } from './diff-as-annotations.ts';
import { groupDiff } from './diff-as-junit.ts';
import { formatDiffAsMarkdown } from './diff-as-markdown.ts';
import { formatDiff } from './diff-as-text.ts';
import { diffDocuments } from './diff-documents.ts';
import type { DiffArguments, DiffGate } from './diff-flags.ts';
import { countChanges, type DiffReport, isBroken } from './diff-report.ts';

type Options = DiffArguments['options'];

/** 1 when `--fail-on` has something against the change. Throws a StartupError for documents, pacts or flags that can't be used. */
export async function runDiff({ positionals, options, terminal }: DiffArguments): Promise<0 | 1> {
	const [from = '', to = ''] = positionals;
	const gates = options.failOn ?? ['breaking', 'consumers'];
	const policy = readPolicy(options, [...CHANGE_CODES, ...CONTRACT_CODES]);
	const report = await diffDocuments({
		old: from,
		new: to,
		pacts: await gather(options),
		overlays: options.overlay,
		allowRemoteRefs: options.allowRemoteRefs,
		policy,
	});
	writeJUnit(options.junit, () => groupDiff(report));
	writeReport({ flag: 'markdown', file: options.markdown, format: () => formatDiffAsMarkdown(report) });
	annotate(annotateDiff(report), terminal);
	terminal.print(options.json ? JSON.stringify(summarise(report), undefined, 2) : formatDiff(report));
	return isRefused(report, gates) ? 1 : 0;
}

/** `undefined`: no pacts were asked for. */
async function gather(options: Options): Promise<readonly Pact[] | undefined> {
	const { pacts: places = [], provider, environment = [], selector = [] } = options;
	const isChosen = provider !== undefined || environment.length > 0 || selector.length > 0;
	if (places.length === 0 && !isChosen) return undefined;
	if (places.length === 0) demandOption(provider, '--provider <name>');
	const { loaded } = await openPacts({
		places,
		provider,
		broker: {
			url: places.length > 0 ? (nameBroker(options) ?? DEFAULT_FOLDER) : nameBrokerOrFolder(options),
			token: options.brokerToken,
			username: options.brokerUsername,
			password: options.brokerPassword,
			selectors: readSelectors({ environment, selector }),
		},
	});
	const [unread] = loaded.findings.filter(({ severity }) => severity === 'error');
	if (unread)
		throw refuseOption(`${unread.pact.file}: ${unread.message}`, unread.remedy ?? 'name pacts that can be read');
	if (loaded.sources.length === 0 && places.length > 0)
		throw refuseOption(
			`none of the pacts is with the provider ${JSON.stringify(provider)}, so the change would be held to nobody's`,
			'check --provider',
		);
	return loaded.sources.map(({ pact }) => pact);
}

/** Without a word on it those count that are in use. */
function readSelectors({ environment, selector }: { environment: readonly string[]; selector: readonly string[] }) {
	const chosen = [...environment.map((name) => ({ environment: name })), ...selector.map(readSelector)];
	return chosen.length > 0 ? chosen : [{ deployedOrReleased: true }];
}

function summarise({ old, new: now, changes, consumers }: DiffReport): object {
	const { error, warning, info } = countChanges(changes);
	return {
		old,
		new: now,
		breaking: error,
		doubtful: warning,
		harmless: info,
		changes,
		...(consumers && {
			consumers: consumers.map((one) => ({
				...one,
				interactions: one.interactions.length,
				breaks: isBroken(one),
				errors: countFindings(one.findings).error,
			})),
		}),
	};
}

function isRefused({ changes, consumers = [] }: DiffReport, gates: readonly DiffGate[]): boolean {
	const { error, warning } = countChanges(changes);
	const verdicts: Readonly<Record<DiffGate, boolean>> = {
		breaking: error > 0,
		doubtful: warning > 0,
		any: changes.length > 0,
		consumers: consumers.some(isBroken),
		none: false,
	};
	return gates.some((gate) => verdicts[gate]);
}
