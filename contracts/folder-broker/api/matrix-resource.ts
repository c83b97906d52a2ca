// The matrix, as `GET /matrix` shows it and can-i-deploy reads it.

import type { Version } from '../store/broker-records.ts';
import {
	type BrokerState,
	findLatestVersion,
	listCurrentDeployments,
	listSupportedReleases,
} from '../store/broker-state.ts';
import { identifyVerification } from '../store/record-paths.ts';
import type { Matrix } from '../verdict/matrix.ts';
import type { MatrixRow } from '../verdict/matrix-row.ts';
import { embedEnvironment } from './environment-resources.ts';
import { type Links, writeMetadata } from './links.ts';
import { locatePublication } from './pact-resources.ts';
import { writeBranchVersions } from './participant-resources.ts';

type Resource = Record<string, unknown>;

export function writeMatrix(args: { state: BrokerState; links: Links; matrix: Matrix }): Resource {
	const { state, links, matrix } = args;
	const { deployable, success, failed, unknown, ignored, notices } = matrix.summary;
	return {
		summary: {
			deployable,
			reason: notices.map(({ text }) => text).join('\n'),
			success,
			failed,
			unknown,
			...(ignored === undefined ? {} : { ignored }),
		},
		notices,
		matrix: matrix.rows.map((row) => writeRow({ state, links, row })),
	};
}

function writeRow({ state, links, row }: { state: BrokerState; links: Links; row: MatrixRow }): Resource {
	const { consumer, version, pact } = row.publication;
	const side = (name: string, ofVersion: Version | undefined): Resource => ({
		name,
		version: ofVersion === undefined ? null : writeRowVersion({ state, links, version: ofVersion }),
		_links: { self: { href: links.participant(name) } },
	});
	return {
		consumer: side(consumer, version),
		provider: side(pact.provider, row.providerVersion),
		pact: { createdAt: pact.createdAt, _links: { self: { href: locatePublication(links, row.publication) } } },
		verificationResult: writeResult(links, row),
		...(row.isIgnored ? { ignored: true } : {}),
	};
}

function writeRowVersion({ state, links, version }: { state: BrokerState; links: Links; version: Version }): Resource {
	const { participant, number } = version;
	const branches = writeBranchVersions({ state, links, version });
	const isHere = (record: { participant: string; version: string }): boolean =>
		record.participant === participant && record.version === number;
	const present = new Set(
		[...listCurrentDeployments(state), ...listSupportedReleases(state)]
			.filter(isHere)
			.map(({ environment }) => environment),
	);
	return {
		number,
		...(branches.length === 0 ? {} : { branch: branches.at(-1)?.['name'] }),
		branches,
		branchVersions: branches,
		environments: state.environments
			.filter(({ uuid }) => present.has(uuid))
			.map((environment) => embedEnvironment(links, environment)),
		_links: { self: { href: links.version(participant, number) } },
		tags: version.tags.map(({ name }) => ({
			name,
			latest: findLatestVersion(state, participant, name) === version,
			_links: { self: { href: links.tag(participant, number, name) } },
		})),
	};
}

function writeResult(links: Links, { publication, verification }: MatrixRow): Resource | null {
	if (verification === undefined) return null;
	const { consumer, version, pact } = publication;
	if (verification.comparison) {
		const { document, findings } = verification.comparison;
		return {
			success: verification.success,
			verifiedAt: verification.verifiedAt,
			comparison: { document, findings },
			_links: { self: { href: links.at(`/comparisons/${identifyVerification(verification)}`) } },
		};
	}
	const metadata = writeMetadata({ isWip: false, consumerVersion: version.number });
	const content = links.pactContent({ provider: pact.provider, consumer, sha: pact.sha });
	return {
		success: verification.success,
		verifiedAt: verification.verifiedAt,
		_links: { self: { href: `${content}/metadata/${metadata}/verification-results/${verification.number}` } },
	};
}
