// The matrix: every pact that a question is about, beside what each provider version made of it.

import type { Version } from '../store/broker-records.ts';
import { type BrokerState, compareText, keyOf, type Publication } from '../store/broker-state.ts';
import { judgeRows, type Summary } from './deployable.ts';
import type { LatestBy, MatrixQuery } from './matrix-query.ts';
import type { MatrixRow } from './matrix-row.ts';
import { covers, isNameOnly, type ResolvedQuery, type ResolvedSelector, resolveQuery } from './resolve-selectors.ts';

export interface Matrix {
	/** As many as the question asks for. */
	rows: MatrixRow[];
	/** Of all rows. */
	summary: Summary;
}

/** Answers a question that verdict/check-query.ts let pass. */
export function findMatrix(state: BrokerState, query: MatrixQuery): Matrix {
	const resolved = resolveQuery(state, query);
	let rows = findRows(state, resolved, query);
	if (query.latestBy !== undefined) rows = keepLatest(rows, query.latestBy);
	if (query.success !== undefined)
		rows = rows.filter((row) => query.success?.includes(row.verification?.success ?? null));
	rows = rows
		.map((row) => ({ ...row, isIgnored: resolved.ignored.some((selector) => isAbout(selector, row)) }))
		.toSorted(compareRows);
	return { rows: rows.slice(0, query.limit), summary: judgeRows({ rows, resolved, query }) };
}

function findRows(state: BrokerState, { selectors }: ResolvedQuery, query: MatrixQuery): MatrixRow[] {
	const only = selectors.length === 1 ? selectors[0] : undefined;
	return only ? findRowsOfOne(state, only, query) : findRowsBetween(state, selectors, query);
}

/** With one selector all verifications of its pacts count, and all pacts that it verified. */
function findRowsOfOne(state: BrokerState, selector: ResolvedSelector, query: MatrixQuery): MatrixRow[] {
	const asConsumer = state
		.publications()
		.filter(({ consumer, version }) => covers(selector, consumer, version))
		.flatMap((publication) => joinVerifications({ state, publication, query, fits: () => true }));
	const asProvider = state
		.publications(selector.participant)
		.filter(({ consumer }) => consumer !== selector.participant)
		.flatMap((publication) =>
			joinVerifications({
				state,
				publication,
				query,
				fits: (version) => covers(selector, selector.participant, version),
			}),
		)
		.filter((row) => row.verification !== undefined);
	return [...asConsumer, ...asProvider];
}

/**
 * With several selectors only their verifications count: a pact that another version verified has a row without a provider version, which
 * is how one learns that the version in question never verified it.
 */
function findRowsBetween(state: BrokerState, selectors: readonly ResolvedSelector[], query: MatrixQuery): MatrixRow[] {
	const names = new Set(selectors.map((selector) => selector.participant));
	const specified = new Set(
		selectors.filter(({ origin }) => origin === 'specified').map(({ participant }) => participant),
	);
	return state
		.publications()
		.filter(({ pact }) => names.has(pact.provider))
		.filter(({ consumer, pact }) => specified.has(consumer) || specified.has(pact.provider))
		.filter(({ consumer, version }) => selectors.some((selector) => covers(selector, consumer, version)))
		.flatMap((publication) =>
			joinVerifications({
				state,
				publication,
				query,
				fits: (version) => selectors.some((selector) => covers(selector, publication.pact.provider, version)),
			}),
		);
}

function joinVerifications(args: {
	state: BrokerState;
	publication: Publication;
	query: MatrixQuery;
	fits: (providerVersion: Version) => boolean;
}): MatrixRow[] {
	const { state, publication, query, fits } = args;
	const { provider, sha } = publication.pact;
	const rows: MatrixRow[] = [];
	const content = { consumer: publication.consumer, provider, sha };
	for (const verification of [...state.verificationsOf(content), ...state.comparisonsOf(content)]) {
		const providerVersion = state.findVersion(provider, verification.providerVersion);
		if (providerVersion && fits(providerVersion))
			rows.push({ publication, providerVersion, verification, isIgnored: false });
	}
	if (rows.length === 0)
		return [{ publication, providerVersion: undefined, verification: undefined, isIgnored: false }];
	if (query.latestBy === undefined) return rows;
	// A provider version's last word is what it says.
	return [...new Map(rows.map((row) => [keyOf(row.providerVersion?.number ?? null, kindOf(row)), row])).values()];
}

function keepLatest(rows: readonly MatrixRow[], latestBy: LatestBy): MatrixRow[] {
	const groups = new Map<string, MatrixRow>();
	const newest = new Map<string, number>();
	for (const row of rows) {
		const parts = partsOf(row, latestBy);
		const key = keyOf(...parts, kindOf(row));
		const known = groups.get(key);
		if (known === undefined || rank(row) >= rank(known)) groups.set(key, row);
		newest.set(keyOf(...parts), Math.max(rank(row), newest.get(keyOf(...parts)) ?? -1));
	}
	// What is said of the newest provider version counts, by whichever of the two.
	return [...groups.values()].filter((row) => rank(row) === newest.get(keyOf(...partsOf(row, latestBy))));
}

/** Both count: neither takes the place of the other. */
function kindOf({ verification }: MatrixRow): 'comparison' | 'verification' {
	return verification?.comparison ? 'comparison' : 'verification';
}

function partsOf(row: MatrixRow, latestBy: LatestBy): (string | null)[] {
	const { consumer, version, pact } = row.publication;
	const parts: (string | null)[] = [consumer, pact.provider];
	if (latestBy !== 'cp') parts.push(version.number);
	if (latestBy === 'cvpv') parts.push(row.providerVersion?.number ?? null);
	return parts;
}

function rank(row: MatrixRow): number {
	return row.providerVersion?.order ?? -1;
}

function isAbout(selector: ResolvedSelector, { publication, providerVersion }: MatrixRow): boolean {
	const { consumer, version, pact } = publication;
	if (isNameOnly(selector.selector)) return selector.participant === consumer || selector.participant === pact.provider;
	return covers(selector, consumer, version) || covers(selector, pact.provider, providerVersion);
}

/** What counts before what is ignored; by names, the newest versions first. */
function compareRows(a: MatrixRow, b: MatrixRow): number {
	return (
		Number(a.isIgnored) - Number(b.isIgnored) ||
		compareText(a.publication.consumer, b.publication.consumer) ||
		b.publication.version.order - a.publication.version.order ||
		compareText(a.publication.pact.provider, b.publication.pact.provider) ||
		rank(b) - rank(a) ||
		(b.verification?.number ?? 0) - (a.verification?.number ?? 0)
	);
}
