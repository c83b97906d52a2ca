// Branches and tags of a version, as HAL.

import type { Version } from '../store/broker-records.ts';
import type { Call } from './route.ts';

/** A branch of the path's participant. */
export function writeBranch({ links, param }: Call, name: string): Record<string, unknown> {
	const href = links.branch(param('pacticipant'), name);
	return {
		name,
		_links: {
			self: { title: 'Branch', name, href },
			'pb:latest-version': { title: 'Latest version for branch', href: `${href}/latest-version` },
		},
	};
}

/** That a version is on the path's branch. */
export function writeBranchVersion({ links, param }: Call, version: Version): Record<string, unknown> {
	const branch = param('branch');
	const { participant, number } = version;
	return {
		createdAt: version.branches.find(({ name }) => name === branch)?.createdAt ?? version.createdAt,
		_links: {
			self: { title: 'Branch version', href: links.branchVersion(participant, branch, number) },
			'pb:branch': { title: 'Branch', name: branch, href: links.branch(participant, branch) },
			'pb:version': { title: 'Version', name: number, href: links.version(participant, number) },
		},
	};
}

/** That a version carries the path's tag. */
export function writeTag({ links, param }: Call, version: Version): Record<string, unknown> {
	const tag = param('tag');
	const { participant, number } = version;
	return {
		name: tag,
		createdAt: version.tags.find(({ name }) => name === tag)?.createdAt ?? version.createdAt,
		_links: {
			self: { title: 'Tag', name: tag, href: links.tag(participant, number, tag) },
			version: { title: 'Version', name: number, href: links.version(participant, number) },
			pacticipant: { title: 'Pacticipant', name: participant, href: links.participant(participant) },
		},
	};
}
