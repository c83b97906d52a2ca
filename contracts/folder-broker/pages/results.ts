// What is known of a pact, in a few words that pages share.

import type { Links } from '../api/links.ts';
import { html, type Markup } from '../api/markup.ts';
import type { Call } from '../api/route.ts';
import type { Verification } from '../store/broker-records.ts';
import type { BrokerState, Publication } from '../store/broker-state.ts';
import { identifyVerification } from '../store/record-paths.ts';
import type { Summary } from '../verdict/deployable.ts';
import { findMatrix } from '../verdict/matrix.ts';
import { linkTo, writeTime, writeVerdict } from './layout.ts';

const MOST_FINDINGS = 5;

/** The addresses of the matrix, for people: one version, alone or for an environment. */
function locateQuestion(
	links: Links,
	question: { participant: string; version?: string; environment?: string },
): string {
	const { participant, version, environment } = question;
	const pairs: [string, string][] = [['q[][pacticipant]', participant]];
	if (version !== undefined) pairs.push(['q[][version]', version]);
	pairs.push(['latestby', environment === undefined ? 'cvp' : 'cvpv']);
	if (environment !== undefined) pairs.push(['environment', environment]);
	return links.at(`/matrix?${new URLSearchParams(pairs)}`);
}

/** Whether a version may go where it is asked about, and a link to why: `yes (why)`. */
export function writeMayDeploy(
	{ state, links }: Pick<Call, 'state' | 'links'>,
	{ participant, version, environment }: { participant: string; version: string; environment: string },
): Markup {
	const { summary } = findMatrix(state, {
		selectors: [{ participant, version }],
		ignore: [],
		latestBy: 'cvpv',
		environment,
		limit: 1,
	});
	const href = locateQuestion(links, { participant, version, environment });
	return html`${writeVerdict(judgeSummary(summary), { yes: 'yes', no: 'no', open: 'not known yet' })} (${linkTo(href, 'why')})`;
}

/** Yes, no, or not known: a failure is a no, whatever else is not known yet. */
export function judgeSummary({ deployable, failed }: Pick<Summary, 'deployable' | 'failed'>): boolean | null {
	return failed > 0 ? false : deployable;
}

/** The last that was said of a content by each version of its provider, the newest first; verifications and comparisons apart. */
export function listLastResults(state: BrokerState, { consumer, pact }: Publication): Verification[] {
	const content = { consumer, provider: pact.provider, sha: pact.sha };
	const last = new Map<string, Verification>();
	for (const one of [...state.verificationsOf(content), ...state.comparisonsOf(content)])
		last.set(JSON.stringify([one.providerVersion, one.comparison !== undefined]), one);
	return [...last.values()].toSorted((a, b) => b.number - a.number);
}

/** `verified by 7`, `failed on 7`, `fits the document of 7`, …, with a link to what was found. */
export function writeResult(links: Links, result: Verification | undefined): Markup {
	if (!result) return writeVerdict(undefined, { yes: '', no: '', open: 'not verified yet' });
	const { comparison, success, providerVersion, consumer, provider, sha } = result;
	if (comparison) {
		const words = {
			yes: `fits the document of ${providerVersion}`,
			no: `does not fit the document of ${providerVersion}`,
			open: '',
		};
		const href = links.at(`/comparisons/${identifyVerification(result)}`);
		const count = comparison.findings.length;
		return html`${writeVerdict(success, words)}${success ? '' : html` (${linkTo(href, count === 1 ? '1 finding' : `${count} findings`)})`}`;
	}
	const words = { yes: `verified by ${providerVersion}`, no: `failed on ${providerVersion}`, open: '' };
	const href = `${links.pactContent({ provider, consumer, sha })}/verification-results/${result.number}`;
	return html`${writeVerdict(success, words)} (${linkTo(href, 'result')})`;
}

/** What a comparison found, each with a link to its place; the first few. */
export function writeFindings(links: Links, result: Verification | undefined): Markup | undefined {
	const findings = result?.comparison?.findings ?? [];
	if (!result || findings.length === 0) return undefined;
	const href = links.at(`/comparisons/${identifyVerification(result)}`);
	const shown = findings.slice(0, MOST_FINDINGS);
	return html`<ul>${shown.map(({ message }, index) => html`<li>${linkTo(`${href}#finding-${index + 1}`, message)}</li>`)}${
		findings.length > shown.length
			? html`<li>${linkTo(href, `and ${findings.length - shown.length} more`)}</li>`
			: undefined
	}</ul>`;
}

/** All last results of a pact, in lines. */
export function writeResults(links: Links, state: BrokerState, publication: Publication): Markup {
	const results = listLastResults(state, publication);
	if (results.length === 0) return html`<p>${writeResult(links, undefined)}</p>`;
	return html`<ul>${results.map((result) => html`<li>${writeResult(links, result)} · <span class="soft">${writeTime(result.verifiedAt)}</span>${writeFindings(links, result)}</li>`)}</ul>`;
}
