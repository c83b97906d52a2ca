// What is asked of environments, deployments and releases.

import {
	recordDeployment,
	recordRelease,
	recordSupportEnd,
	recordUndeployment,
	removeEnvironment,
	saveEnvironment,
} from '../record/environments.ts';
import { type Outcome, refuseMissing } from '../record/outcome.ts';
import type { FolderWriter } from '../store/broker-folder.ts';
import type { Environment, Version } from '../store/broker-records.ts';
import { isJsonObject } from '../store/exact-json.ts';
import {
	type RecordFilter,
	writeCurrentDeployments,
	writeDeployment,
	writeEnvironment,
	writeEnvironments,
	writeRelease,
	writeSupportedReleases,
} from './environment-resources.ts';
import { type ApiResponse, answer, answerCreated, answerMissing } from './message.ts';
import { answerChange, type Call, type RouteTable } from './route.ts';

const NOT_FOUND = 'The requested document was not found on this server.';

export const ENVIRONMENT_ROUTES: RouteTable = {
	'/environments': {
		GET: ({ state, links }) => answer(writeEnvironments(state, links)),
		POST: (call) =>
			answerChange(
				call,
				(writer) => saveEnvironment(writer, call.body),
				(environment) =>
					answerCreated({
						body: writeEnvironment(call.links, environment),
						location: call.links.environment(environment.uuid),
					}),
			),
	},
	'/environments/{uuid}': {
		GET: (call) => showEnvironment(call, (environment) => writeEnvironment(call.links, environment)),
		PUT: (call) =>
			answerChange(
				call,
				(writer) => saveEnvironment(writer, call.body, call.param('uuid')),
				(environment) => answer(writeEnvironment(call.links, environment)),
			),
		DELETE: (call) =>
			answerChange(
				call,
				(writer) => removeEnvironment(writer, call.param('uuid')),
				() => ({ status: 204 }),
			),
	},
	'/environments/{uuid}/deployed-versions/currently-deployed': {
		GET: (call) =>
			showEnvironment(call, (environment) =>
				writeCurrentDeployments({ ...call, environment, filter: readFilter(call) }),
			),
	},
	'/environments/{uuid}/released-versions/currently-supported': {
		GET: (call) =>
			showEnvironment(call, (environment) =>
				writeSupportedReleases({ ...call, environment, filter: readFilter(call) }),
			),
	},
	'/pacticipants/{pacticipant}/versions/{version}/deployed-versions/environment/{uuid}': {
		GET: (call) =>
			showEnvironment(call, (environment) =>
				writeCurrentDeployments({
					...call,
					environment,
					filter: { participant: call.param('pacticipant'), version: call.param('version') },
				}),
			),
		POST: (call) =>
			answerChange(
				call,
				(writer) =>
					onVersion(writer, call, (found) => recordDeployment(writer, { ...found, ...readInstance(call.body) })),
				(deployment, state) =>
					answerCreated({
						body: writeDeployment({ state, links: call.links, deployment }),
						location: call.links.deployment(deployment.uuid),
					}),
			),
	},
	'/pacticipants/{pacticipant}/versions/{version}/released-versions/environment/{uuid}': {
		GET: (call) =>
			showEnvironment(call, (environment) =>
				writeSupportedReleases({
					...call,
					environment,
					filter: { participant: call.param('pacticipant'), version: call.param('version') },
				}),
			),
		POST: (call) =>
			answerChange(
				call,
				(writer) => onVersion(writer, call, (found) => recordRelease(writer, found)),
				(release, state) =>
					answerCreated({
						body: writeRelease({ state, links: call.links, release }),
						location: call.links.release(release.uuid),
					}),
			),
	},
	'/deployed-versions/{uuid}': {
		GET: ({ state, links, param }) => {
			const deployment = state.deployments.find(({ uuid }) => uuid === param('uuid'));
			return deployment ? answer(writeDeployment({ state, links, deployment })) : answerMissing();
		},
		PATCH: (call) =>
			answerChange(
				call,
				(writer) => recordUndeployment(writer, call.param('uuid'), call.body),
				(deployment, state) => answer(writeDeployment({ state, links: call.links, deployment })),
			),
	},
	'/released-versions/{uuid}': {
		GET: ({ state, links, param }) => {
			const release = state.releases.find(({ uuid }) => uuid === param('uuid'));
			return release ? answer(writeRelease({ state, links, release })) : answerMissing();
		},
		PATCH: (call) =>
			answerChange(
				call,
				(writer) => recordSupportEnd(writer, call.param('uuid'), call.body),
				(release, state) => answer(writeRelease({ state, links: call.links, release })),
			),
	},
};

function showEnvironment(call: Call, write: (environment: Environment) => unknown): ApiResponse {
	const environment = call.state.environments.find(({ uuid }) => uuid === call.param('uuid'));
	return environment ? answer(write(environment)) : answerMissing();
}

function onVersion<T>(
	writer: FolderWriter,
	call: Call,
	record: (found: { version: Version; environment: Environment }) => Outcome<T>,
): Outcome<T> {
	const version = writer.state.findVersion(call.param('pacticipant'), call.param('version'));
	const environment = writer.state.environments.find(({ uuid }) => uuid === call.param('uuid'));
	return version && environment ? record({ version, environment }) : refuseMissing(NOT_FOUND);
}

/** `applicationInstance` is today's word, `target` the one before. */
function readInstance(body: unknown): { instance?: string } {
	if (!isJsonObject(body)) return {};
	const instance = body['applicationInstance'] ?? body['target'];
	return instance === undefined || instance === null || instance === '' ? {} : { instance: String(instance) };
}

function readFilter({ queryParam, query }: Call): RecordFilter {
	const filter: RecordFilter = {};
	const participant = queryParam('pacticipant');
	const version = queryParam('version');
	const instance = queryParam('applicationInstance') ?? queryParam('target');
	if (participant !== undefined) filter.participant = participant;
	if (version !== undefined) filter.version = version;
	if (instance !== undefined) filter.instance = instance;
	else if (/(?:^|&)(?:applicationInstance|target)=?(?:&|$)/.test(query)) filter.instance = null;
	return filter;
}
