// Records as one, that two branches of a git repository wrote apart, and what is said of a participant by its versions alone.

import type {
	Deployment,
	Environment,
	Mark,
	Order,
	Participant,
	PublishedPact,
	Records,
	Release,
	Version,
} from './broker-records.ts';

/** The older one first. */
export function compareVersions(a: Version, b: Version): number {
	return (
		a.order - b.order ||
		compareText(a.createdAt, b.createdAt) ||
		compareText(a.number, b.number) ||
		compareText(a.file ?? '', b.file ?? '')
	);
}

/** The older one first. */
export function compareRecords(a: { order: Order; createdAt: string; uuid: string }, b: typeof a): number {
	return a.order - b.order || compareText(a.createdAt, b.createdAt) || compareText(a.uuid, b.uuid);
}

/** Orders texts by their UTF-16 code units, the same on every machine. */
export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Each version and each environment once, whichever branches of a git repository made them. */
export function joinRecords(records: Records): Records {
	return joinEnvironments({ ...records, versions: joinVersions(records.versions) });
}

/** Branches that are the main branch of a participant of which nobody said which it is. */
const LIKELY_MAIN_BRANCHES: readonly string[] = ['develop', 'main', 'master'];

/** What is not said of a participant is as its versions have it, and the pacts that it `provided`. */
export function completeParticipant(
	participant: Participant,
	{ versions, provided }: { versions: readonly Version[]; provided: readonly PublishedPact[] },
): Participant {
	const firstMark = versions
		.flatMap(({ branches }) => branches)
		.filter(({ name }) => LIKELY_MAIN_BRANCHES.includes(name))
		.toSorted((a, b) => a.order - b.order || compareText(a.createdAt, b.createdAt))[0];
	const mainBranch = participant.mainBranch ?? firstMark?.name;
	const times = [versions[0]?.createdAt, provided[0]?.createdAt].filter((time) => time !== undefined);
	const createdAt = participant.createdAt ?? times.toSorted(compareText)[0];
	return {
		...participant,
		...(mainBranch !== undefined && { mainBranch }),
		...(createdAt !== undefined && { createdAt }),
	};
}

/** Two branches of a git repository may each have made an environment of one name: the older one is it. */
function joinEnvironments(records: Records): Records {
	const oldest = new Map<string, Environment>();
	const same = new Map<string, string>();
	for (const environment of records.environments.toSorted(compareRecords)) {
		const known = oldest.get(environment.name);
		if (known) same.set(environment.uuid, known.uuid);
		else oldest.set(environment.name, environment);
	}
	if (same.size === 0) return records;
	const move = <T extends Deployment | Release>(record: T): T => ({
		...record,
		environment: same.get(record.environment) ?? record.environment,
	});
	return {
		...records,
		environments: [...oldest.values()],
		deployments: records.deployments.map(move),
		releases: records.releases.map(move),
	};
}

function joinVersions(versions: readonly Version[]): Version[] {
	const joined = new Map<string, Version>();
	for (const version of versions.toSorted(compareVersions)) {
		const key = JSON.stringify([version.participant, version.number]);
		const known = joined.get(key);
		joined.set(key, known ? joinVersion(known, version) : version);
	}
	return [...joined.values()];
}

/** The older one's file with what the younger one says as well; of two pacts with one provider the one that was published later. */
function joinVersion(older: Version, younger: Version): Version {
	const pacts = new Map(older.pacts.map((pact) => [pact.provider, pact]));
	for (const pact of younger.pacts) {
		const known = pacts.get(pact.provider);
		if (!known || known.order <= pact.order) pacts.set(pact.provider, pact);
	}
	return {
		...older,
		...younger,
		order: older.order,
		createdAt: older.createdAt,
		file: older.file,
		otherFiles: [...(older.otherFiles ?? []), younger.file],
		branches: joinMarks(older.branches, younger.branches),
		tags: joinMarks(older.tags, younger.tags),
		pacts: [...pacts.values()],
	};
}

function joinMarks(older: readonly Mark[], younger: readonly Mark[]): Mark[] {
	return [...older, ...younger.filter(({ name }) => !older.some((mark) => mark.name === name))];
}
