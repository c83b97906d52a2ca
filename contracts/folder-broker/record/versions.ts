// Versions with their branches and tags.

import type { FolderWriter } from '../store/broker-folder.ts';
import type { Mark, Version } from '../store/broker-records.ts';
import { hasBranch, hasTag } from '../store/broker-state.ts';
import { checkName, type Outcome, refuseFields, refuseMissing, succeed } from './outcome.ts';
import { ensureParticipant } from './participants.ts';

/** What is to hold of a version afterwards; branches and tags are added to those it has. */
export interface VersionChange {
	participant: string;
	number: string;
	branch?: string;
	tags?: readonly string[];
	buildUrl?: string;
}

/** A version with a change, made if it isn't there, and not saved yet. */
export function prepareVersion(
	writer: FolderWriter,
	change: VersionChange,
): { version: Version; isNew: boolean; isChanged: boolean } {
	const { participant, number, branch, tags = [], buildUrl } = change;
	const known = writer.state.findVersion(participant, number);
	const version: Version = known
		? { ...known, branches: [...known.branches], tags: [...known.tags], pacts: [...known.pacts] }
		: {
				participant,
				number,
				file: writer.newFile(),
				order: writer.nextOrder(),
				createdAt: writer.now,
				branches: [],
				tags: [],
				pacts: [],
			};
	const before = JSON.stringify(version);
	const mark = (name: string): Mark => ({ name, order: writer.nextOrder(), createdAt: writer.now });
	if (branch !== undefined && !hasBranch(version, branch)) version.branches.push(mark(branch));
	for (const tag of tags) if (!hasTag(version, tag)) version.tags.push(mark(tag));
	if (buildUrl !== undefined) version.buildUrl = buildUrl;
	return { version, isNew: known === undefined, isChanged: known === undefined || JSON.stringify(version) !== before };
}

/** Makes a version, or adds to it. 400 for a name that is none. */
export function ensureVersion(
	writer: FolderWriter,
	change: VersionChange,
): Outcome<{ version: Version; isNew: boolean }> {
	const errors: Record<string, string[]> = {};
	const check = (field: string, name: unknown): void => {
		const wrong = checkName(name);
		if (wrong !== undefined) errors[field] = [wrong];
	};
	check('pacticipant', change.participant);
	check('number', change.number);
	if (change.branch !== undefined) check('branch', change.branch);
	for (const tag of change.tags ?? []) check('tags', tag);
	if (Object.keys(errors).length > 0) return refuseFields(errors);
	ensureParticipant(writer, change.participant);
	const { version, isNew, isChanged } = prepareVersion(writer, change);
	if (isChanged) writer.saveVersion(isNew ? version : { ...version, updatedAt: writer.now });
	return succeed({ version, isNew });
}

/** Takes a tag from a version; 404 when it hasn't got it. */
export function removeTag(
	writer: FolderWriter,
	given: { participant: string; number: string; tag: string },
): Outcome<Version> {
	const version = writer.state.findVersion(given.participant, given.number);
	if (!version || !hasTag(version, given.tag))
		return refuseMissing('The requested document was not found on this server.');
	const without = { ...version, tags: version.tags.filter(({ name }) => name !== given.tag), updatedAt: writer.now };
	writer.saveVersion(without);
	return succeed(without);
}

/** Takes a branch from all versions, which themselves stay; 404 when none has it. */
export function removeBranch(writer: FolderWriter, participant: string, branch: string): Outcome<number> {
	if (!writer.state.versionsOf(participant).some((version) => hasBranch(version, branch)))
		return refuseMissing(`No branch found with name '${branch}' for pacticipant '${participant}'`);
	return removeAllBranches(writer, participant, [branch]);
}

/** Takes branches from all versions; how many there were. */
export function removeAllBranches(
	writer: FolderWriter,
	participant: string,
	branches: readonly string[],
): Outcome<number> {
	for (const version of writer.state.versionsOf(participant))
		if (branches.some((branch) => hasBranch(version, branch)))
			writer.saveVersion({
				...version,
				branches: version.branches.filter(({ name }) => !branches.includes(name)),
				updatedAt: writer.now,
			});
	return succeed(branches.length);
}
