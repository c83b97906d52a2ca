// What is asked of participants, their versions, branches and tags.

import { refuseMissing } from '../record/outcome.ts';
import { createParticipant, type ParticipantChange, updateParticipant } from '../record/participants.ts';
import { removeParticipant, removeVersion } from '../record/removals.ts';
import { ensureVersion, removeAllBranches, removeBranch, removeTag } from '../record/versions.ts';
import type { Version } from '../store/broker-records.ts';
import {
	type BrokerState,
	findBranchHead,
	findLatestVersion,
	hasBranch,
	hasTag,
	listBranches,
} from '../store/broker-state.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { parsePairs } from '../verdict/matrix-query.ts';
import { writeBranch, writeBranchVersion, writeTag } from './branch-resources.ts';
import { type ApiResponse, answer, answerCreated, answerMissing } from './message.ts';
import { writeParticipant, writeParticipants, writeVersion } from './participant-resources.ts';
import { answerChange, type Call, type RouteTable } from './route.ts';

export const PARTICIPANT_ROUTES: RouteTable = {
	'/pacticipants': {
		GET: ({ state, links }) => answer(writeParticipants(state, links)),
		POST: (call) =>
			answerChange(
				call,
				(writer) => createParticipant(writer, readObject(call.body)),
				(participant, state) =>
					answerCreated({
						body: writeParticipant({ state, links: call.links, participant }),
						location: call.links.participant(participant.name),
					}),
			),
	},
	'/pacticipants/{pacticipant}': {
		GET: (call) => {
			const participant = call.state.participants.get(call.param('pacticipant'));
			if (!participant) return answerMissing(`No pacticipant with name '${call.param('pacticipant')}' found`);
			return answer(writeParticipant({ state: call.state, links: call.links, participant }));
		},
		PATCH: (call) => changeParticipant(call),
		PUT: (call) => changeParticipant(call),
		DELETE: (call) =>
			answerChange(
				call,
				(writer) => removeParticipant(writer, call.param('pacticipant')),
				() => ({ status: 204 }),
			),
	},
	'/pacticipants/{pacticipant}/versions': { GET: (call) => listVersions(call, () => true) },
	'/pacticipants/{pacticipant}/branches': {
		GET: (call) => listBranchResources(call),
		DELETE: (call) => removeBranches(call),
	},
	'/pacticipants/{pacticipant}/main-branch/latest-version': {
		GET: (call) => {
			const main = call.state.participants.get(call.param('pacticipant'))?.mainBranch;
			return showVersion(
				call,
				main === undefined ? undefined : findBranchHead(call.state, call.param('pacticipant'), main),
			);
		},
	},
	'/pacticipants/{pacticipant}/latest-version': {
		GET: (call) => showVersion(call, findLatestVersion(call.state, call.param('pacticipant')), '/latest-version'),
	},
	'/pacticipants/{pacticipant}/latest-version/{tag*}': {
		GET: (call) =>
			showVersion(
				call,
				findLatestVersion(call.state, call.param('pacticipant'), call.param('tag')),
				`/latest-version/${encodeURIComponent(call.param('tag'))}`,
			),
	},
	'/pacticipants/{pacticipant}/branches/{branch*}/latest-version': {
		GET: (call) => showVersion(call, findBranchHead(call.state, call.param('pacticipant'), call.param('branch'))),
	},
	'/pacticipants/{pacticipant}/branches/{branch*}/versions': {
		GET: (call) => listVersions(call, (version) => hasBranch(version, call.param('branch'))),
	},
	'/pacticipants/{pacticipant}/branches/{branch*}/versions/{version}': {
		GET: (call) => {
			const version = findVersion(call, call.state);
			return version && hasBranch(version, call.param('branch'))
				? answer(writeBranchVersion(call, version))
				: answerMissing();
		},
		PUT: (call) =>
			answerChange(
				call,
				(writer) =>
					ensureVersion(writer, {
						participant: call.param('pacticipant'),
						number: call.param('version'),
						branch: call.param('branch'),
					}),
				({ version }) => {
					const known = findVersion(call, call.state);
					return answerCreated({
						body: writeBranchVersion(call, version),
						location: call.links.branchVersion(version.participant, call.param('branch'), version.number),
						isNew: known === undefined || !hasBranch(known, call.param('branch')),
					});
				},
			),
	},
	'/pacticipants/{pacticipant}/branches/{branch*}': {
		GET: (call) => {
			const name = call.param('branch');
			if (!listBranches(call.state, call.param('pacticipant')).includes(name)) return answerMissing();
			return answer(writeBranch(call, name));
		},
		DELETE: (call) =>
			answerChange(
				call,
				(writer) => removeBranch(writer, call.param('pacticipant'), call.param('branch')),
				() => ({ status: 204 }),
			),
	},
	'/pacticipants/{pacticipant}/versions/{version}': {
		GET: (call) => showVersion(call, findVersion(call, call.state)),
		PUT: (call) => changeVersion(call),
		PATCH: (call) => changeVersion(call),
		DELETE: (call) =>
			answerChange(
				call,
				(writer) => removeVersion(writer, call.param('pacticipant'), call.param('version')),
				() => ({ status: 204 }),
			),
	},
	'/pacticipants/{pacticipant}/versions/{version}/tags/{tag*}': {
		GET: (call) => {
			const version = findVersion(call, call.state);
			return version && hasTag(version, call.param('tag')) ? answer(writeTag(call, version)) : answerMissing();
		},
		PUT: (call) =>
			answerChange(
				call,
				(writer) =>
					ensureVersion(writer, {
						participant: call.param('pacticipant'),
						number: call.param('version'),
						tags: [call.param('tag')],
					}),
				({ version }) => {
					const known = findVersion(call, call.state);
					return answerCreated({
						body: writeTag(call, version),
						location: call.links.tag(version.participant, version.number, call.param('tag')),
						isNew: known === undefined || !hasTag(known, call.param('tag')),
					});
				},
			),
		DELETE: (call) =>
			answerChange(
				call,
				(writer) =>
					removeTag(writer, {
						participant: call.param('pacticipant'),
						number: call.param('version'),
						tag: call.param('tag'),
					}),
				() => ({ status: 204 }),
			),
	},
};

function findVersion(call: Call, state: BrokerState): Version | undefined {
	return state.findVersion(call.param('pacticipant'), call.param('version'));
}

function showVersion(call: Call, version: Version | undefined, address?: string): ApiResponse {
	if (version === undefined) return answerMissing();
	const { state, links } = call;
	const self = address === undefined ? undefined : `${links.participant(version.participant)}${address}`;
	return answer(writeVersion({ state, links, version, ...(self === undefined ? {} : { self }) }));
}

function changeParticipant(call: Call): Promise<ApiResponse> {
	const name = call.param('pacticipant');
	const isNew = !call.state.participants.has(name);
	return answerChange(
		call,
		(writer) => {
			if (!writer.state.participants.has(name)) return createParticipant(writer, { ...readObject(call.body), name });
			return updateParticipant(writer, name, readObject(call.body));
		},
		(participant, state) =>
			answerCreated({
				body: writeParticipant({ state, links: call.links, participant }),
				location: call.links.participant(name),
				isNew,
			}),
	);
}

function changeVersion(call: Call): Promise<ApiResponse> {
	const given = readObject(call.body) as { buildUrl?: unknown; tags?: unknown };
	const tags = Array.isArray(given.tags) ? given.tags.filter(isJsonObject).map((tag) => String(tag['name'] ?? '')) : [];
	return answerChange(
		call,
		(writer) =>
			ensureVersion(writer, {
				participant: call.param('pacticipant'),
				number: call.param('version'),
				tags,
				...(typeof given.buildUrl === 'string' ? { buildUrl: given.buildUrl } : {}),
			}),
		({ version, isNew }, state) =>
			answerCreated({
				body: writeVersion({ state, links: call.links, version }),
				location: call.links.version(version.participant, version.number),
				isNew,
			}),
	);
}

function listVersions(call: Call, filter: (version: Version) => boolean): ApiResponse {
	const name = call.param('pacticipant');
	const { state, links } = call;
	if (!state.participants.has(name)) return answerMissing(`No pacticipant with name '${name}' found`);
	const versions = state.versionsOf(name).filter(filter).toReversed();
	return answer({
		_embedded: { versions: versions.map((version) => writeVersion({ state, links, version })) },
		_links: {
			self: { title: `All application versions of ${name}`, href: `${links.participant(name)}/versions` },
			'pb:versions': versions.map(({ number }) => ({
				title: 'Version',
				name: number,
				href: links.version(name, number),
			})),
		},
	});
}

function listBranchResources(call: Call): ApiResponse {
	const name = call.param('pacticipant');
	if (!call.state.participants.has(name)) return answerMissing(`No pacticipant with name '${name}' found`);
	return answer({
		_embedded: { branches: listBranches(call.state, name).map((branch) => writeBranch(call, branch)) },
		_links: { self: { title: `${name} branches`, href: `${call.links.participant(name)}/branches` } },
	});
}

function readObject(body: unknown): ParticipantChange & { name?: unknown } {
	return isJsonObject(body) ? body : {};
}

/** All but the main branch and those that are named by `exclude[]`. */
function removeBranches(call: Call): Promise<ApiResponse> {
	const name = call.param('pacticipant');
	const kept = new Set(
		parsePairs(call.query).flatMap(([key, value]) => (/^exclude(?:\[\d*\])?$/.test(key) ? [value] : [])),
	);
	return answerChange(
		call,
		(writer) => {
			const participant = writer.state.participants.get(name);
			if (!participant) return refuseMissing(`No pacticipant with name '${name}' found`);
			if (participant.mainBranch !== undefined) kept.add(participant.mainBranch);
			const all = listBranches(writer.state, name);
			return removeAllBranches(
				writer,
				name,
				all.filter((branch) => !kept.has(branch)),
			);
		},
		(count, state) => {
			const text = `Deleted ${count} branches for pacticipant ${name}. Remaining branches are: ${listBranches(state, name).join(', ')}`;
			return { status: 202, body: { notices: [{ type: 'success', text }] } };
		},
	);
}
