// May it be deployed? The verdict on the rows of a matrix, and its reasons.

import type { ComparisonFinding } from '../store/broker-records.ts';
import { describeMissing, describeSelector } from './describe-selector.ts';
import type { MatrixQuery } from './matrix-query.ts';
import type { MatrixRow } from './matrix-row.ts';
import { isNameOnly, type ResolvedQuery, type ResolvedSelector } from './resolve-selectors.ts';

export interface Notice {
	type: 'success' | 'error' | 'warning';
	text: string;
}

export interface Summary {
	/** Null: something that must be verified isn't yet. */
	deployable: boolean | null;
	success: number;
	failed: number;
	unknown: number;
	/** Only where the question ignores something. */
	ignored?: number;
	/** Warnings first. */
	notices: Notice[];
}

/** Findings of one comparison that a reason names. */
const MAX_TOLD = 3;

interface Case {
	rows: readonly MatrixRow[];
	resolved: ResolvedQuery;
	query: MatrixQuery;
}

/** Judges the rows of a question. */
export function judgeRows(given: Case): Summary {
	const considered = given.rows.filter((row) => !row.isIgnored);
	const missing = findMissingIntegrations(given);
	const absent = given.resolved.selectors.filter(
		(selector) => selector.origin === 'specified' && selector.isMissing && !selector.isIgnored,
	);
	const summary: Summary = {
		deployable: considered.every((row) => row.verification?.success === true),
		success: considered.filter((row) => row.verification?.success === true).length,
		failed: considered.filter((row) => row.verification?.success === false).length,
		unknown: considered.filter((row) => row.verification === undefined).length + missing.length,
		notices: [],
	};
	if (summary.unknown > 0) summary.deployable = null;
	if (absent.length > 0) summary.deployable = false;
	if (given.resolved.ignored.length > 0) summary.ignored = given.rows.length - considered.length;
	const errors = absent.length > 0 ? absent.map(describeMissing) : listErrors(given, considered, missing);
	const verdict: Notice[] =
		errors.length > 0
			? [...new Set(errors)].map((text) => ({ type: 'error', text }))
			: [{ type: 'success', text: praise(considered.length) }];
	summary.notices = [...listWarnings(given), ...verdict];
	return summary;
}

function listErrors(
	{ resolved }: Case,
	considered: readonly MatrixRow[],
	missing: readonly { consumer: string; provider: string }[],
): string[] {
	const { selectors } = resolved;
	const unverified = missing.map(
		({ consumer, provider }) =>
			`There is no verified pact between ${describeSide(selectors, consumer)} and ${describeSide(selectors, provider)}`,
	);
	const sides = (row: MatrixRow): [string, string] => [
		describeSide(selectors, row.publication.consumer, row.publication.version.number),
		describeSide(selectors, row.publication.pact.provider, row.providerVersion?.number),
	];
	const failed = considered
		.filter((row) => row.verification?.success === false)
		.map((row) => {
			const [consumer, provider] = sides(row);
			const found = row.verification?.comparison?.findings;
			return found
				? `The pact between ${consumer} and ${provider} does not fit the document of ${provider}: ${describeFindings(found)}`
				: `The verification for the pact between ${consumer} and ${provider} failed`;
		});
	const unknown = considered
		.filter((row) => row.verification === undefined)
		.map(sides)
		.map(([consumer, provider]) => `There is no verified pact between ${consumer} and ${provider}`);
	return [...unverified, ...failed, ...unknown];
}

/** The first few, each with its place in the pact and in the document. */
function describeFindings(findings: readonly ComparisonFinding[]): string {
	const told = findings.slice(0, MAX_TOLD).map(({ code, message, interaction, inPact, inDocument }) => {
		const where = [interaction, `pact ${inPact}`, inDocument && `document ${inDocument}`].filter(Boolean).join(', ');
		return `${message} [${code}] (${where})`;
	});
	const rest = findings.length - told.length;
	return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

/** The words of the selector that put a version into the matrix. */
function describeSide(selectors: readonly ResolvedSelector[], participant: string, number?: string): string {
	const own = selectors.filter((selector) => selector.participant === participant);
	const found =
		own.length === 1 ? own[0] : own.find((selector) => number !== undefined && selector.version?.number === number);
	if (found) return describeSelector(found);
	return number === undefined ? `any version of ${participant}` : `version ${number} of ${participant}`;
}

/** Consumers need their providers; a row says that there is one, even if only to say that it isn't verified. */
function findMissingIntegrations({ rows, resolved }: Case): { consumer: string; provider: string }[] {
	return resolved.integrations.filter(
		({ consumer, provider, isRequired }) =>
			isRequired &&
			!rows.some(({ publication }) => publication.consumer === consumer && publication.pact.provider === provider),
	);
}

function listWarnings({ resolved, query }: Case): Notice[] {
	const texts: string[] = [];
	for (const selector of resolved.ignored)
		if (selector.isMissing) texts.push(`WARN: Cannot ignore ${describeSelector({ ...selector, isMissing: true })}`);
	const specified = resolved.selectors.filter(({ origin }) => origin === 'specified');
	const hasDestination = query.tag !== undefined || query.environment !== undefined || query.mainBranch === true;
	if (specified.length === 1 && !hasDestination)
		texts.push(
			'WARN: It is recommended to specify the environment into which you are deploying. Without the environment, this result will not be reliable.',
		);
	const asks = specified.some(({ selector }) => !isNameOnly(selector));
	if (asks && specified.every(({ selector }) => selector.version === undefined))
		texts.push(
			'WARN: It is recommended to specify the version number (rather than the tag or branch) of the pacticipant you wish to deploy to avoid race conditions. Without a version number, this result will not be reliable.',
		);
	return texts.map((text) => ({ type: 'warning', text }));
}

function praise(rows: number): string {
	return rows > 0
		? 'All required verification results are published and successful'
		: 'There are no missing dependencies';
}
