// Environments, and what is deployed or released there.

import type { FolderWriter } from '../store/broker-folder.ts';
import type { Deployment, Environment, Release, Version } from '../store/broker-records.ts';
import { listCurrentDeployments } from '../store/broker-state.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { checkName, type Outcome, refuseFields, refuseMissing, succeed } from './outcome.ts';

const NOT_FOUND = 'The requested document was not found on this server.';

/** Makes an environment, or changes one when `uuid` is given. 400 for a name that is taken, blank or has spaces. */
export function saveEnvironment(writer: FolderWriter, given: unknown, uuid?: string): Outcome<Environment> {
	const known =
		uuid === undefined ? undefined : writer.state.environments.find((environment) => environment.uuid === uuid);
	if (uuid !== undefined && !known) return refuseMissing(NOT_FOUND);
	if (!isJsonObject(given)) return refuseFields({ body: ['must be a JSON object'] });
	const errors: Record<string, string[]> = {};
	const { name = known?.name, displayName, production = known?.production, contacts = known?.contacts } = given;
	const wrong = checkName(name) ?? (/\s/.test(String(name)) ? 'cannot contain spaces' : undefined);
	if (wrong !== undefined) errors['name'] = [wrong];
	else if (writer.state.environments.some((other) => other.name === name && other.uuid !== uuid))
		errors['name'] = [`name '${String(name)}' is already used by an existing environment.`];
	if (typeof production !== 'boolean')
		errors['production'] = [production === undefined ? 'is missing' : 'must be one of: true, false'];
	if (displayName !== undefined && displayName !== null && typeof displayName !== 'string')
		errors['displayName'] = ['must be a string'];
	if (contacts !== undefined && (!Array.isArray(contacts) || !contacts.every(isJsonObject)))
		errors['contacts'] = ['must be an array of objects'];
	if (Object.keys(errors).length > 0) return refuseFields(errors);
	const environment: Environment = {
		uuid: known?.uuid ?? writer.newId(),
		name: String(name),
		displayName:
			typeof displayName === 'string' ? displayName : (known?.displayName ?? createDisplayName(String(name))),
		production: production === true,
		...(Array.isArray(contacts) ? { contacts } : {}),
		order: known?.order ?? writer.nextOrder(),
		createdAt: known?.createdAt ?? writer.now,
		...(known ? { updatedAt: writer.now } : {}),
	};
	writer.saveEnvironment(environment);
	return succeed(environment);
}

export function removeEnvironment(writer: FolderWriter, uuid: string): Outcome<Environment> {
	const known = writer.state.environments.find((environment) => environment.uuid === uuid);
	if (!known) return refuseMissing(NOT_FOUND);
	writer.removeEnvironment(known);
	return succeed(known);
}

/** Records that a version runs in an environment, in place of the one before it there; the same again changes nothing. */
export function recordDeployment(
	writer: FolderWriter,
	args: { version: Version; environment: Environment; instance?: string },
): Outcome<Deployment> {
	const { version, environment, instance } = args;
	if (instance !== undefined) {
		const wrong = checkName(instance);
		if (wrong !== undefined) return refuseFields({ applicationInstance: [wrong] });
	}
	const running = listCurrentDeployments(writer.state, environment.uuid).find(
		(deployment) =>
			deployment.participant === version.participant &&
			deployment.version === version.number &&
			deployment.instance === instance,
	);
	if (running) return succeed(running);
	const deployment: Deployment = {
		uuid: writer.newId(),
		participant: version.participant,
		version: version.number,
		environment: environment.uuid,
		...(instance === undefined ? {} : { instance }),
		order: writer.nextOrder(),
		createdAt: writer.now,
	};
	writer.saveDeployment(deployment);
	return succeed(deployment);
}

/** Records that a deployment runs no more. */
export function recordUndeployment(writer: FolderWriter, uuid: string, given: unknown): Outcome<Deployment> {
	const deployment = writer.state.deployments.find((one) => one.uuid === uuid);
	if (!deployment) return refuseMissing(NOT_FOUND);
	const current = isJsonObject(given) ? given['currentlyDeployed'] : undefined;
	const isRunning = listCurrentDeployments(writer.state).includes(deployment);
	if (current === true && !isRunning)
		return refuseFields({
			currentlyDeployed: ['The currentlyDeployed property cannot be set back to true. Please record a new deployment.'],
		});
	if (current !== false || !isRunning) return succeed(deployment);
	const ended = { ...deployment, undeployedAt: writer.now };
	writer.saveDeployment(ended);
	return succeed(ended);
}

/** Records a release; one whose support had ended is supported again. */
export function recordRelease(
	writer: FolderWriter,
	{ version, environment }: { version: Version; environment: Environment },
): Outcome<Release> {
	const known = writer.state.releases.find(
		(release) =>
			release.participant === version.participant &&
			release.version === version.number &&
			release.environment === environment.uuid,
	);
	if (known && known.supportEndedAt === undefined) return succeed(known);
	const { supportEndedAt: _, ...before } = known ?? {
		uuid: writer.newId(),
		participant: version.participant,
		version: version.number,
		environment: environment.uuid,
		order: writer.nextOrder(),
		createdAt: writer.now,
		supportEndedAt: undefined,
	};
	writer.saveRelease(before);
	return succeed(before);
}

/** Records that a release is supported no more. */
export function recordSupportEnd(writer: FolderWriter, uuid: string, given: unknown): Outcome<Release> {
	const release = writer.state.releases.find((one) => one.uuid === uuid);
	if (!release) return refuseMissing(NOT_FOUND);
	const supported = isJsonObject(given) ? given['currentlySupported'] : undefined;
	if (supported === true && release.supportEndedAt !== undefined)
		return refuseFields({
			currentlySupported: ['The currentlySupported property cannot be set back to true. Please record a new release.'],
		});
	if (supported !== false || release.supportEndedAt !== undefined) return succeed(release);
	const ended = { ...release, supportEndedAt: writer.now };
	writer.saveRelease(ended);
	return succeed(ended);
}

/** `id-api` → `Id Api`. */
export function createDisplayName(name: string): string {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.split(/[\s_-]+/)
		.filter((word) => word !== '')
		.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
		.join(' ');
}
