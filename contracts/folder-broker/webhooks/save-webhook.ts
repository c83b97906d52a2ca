// Webhooks made, changed and removed.

import { type Outcome, refuseFields, refuseMissing, succeed } from '../record/outcome.ts';
import type { FolderWriter } from '../store/broker-folder.ts';
import type { Webhook } from '../store/broker-records.ts';
import type { GivenWebhook } from './read-webhook.ts';
import { HIDDEN, isSecretHeader, PASSWORD, splitSecrets, type WebhookSecrets } from './secrets.ts';

const UUID = /^[A-Za-z0-9_-]{16,200}$/;
/** More would make each publication slow. */
const MOST_WEBHOOKS = 500;

/** Makes a webhook, or changes the one of that uuid; a secret that is given as `**********` stays as it was. */
export function saveWebhook(
	writer: FolderWriter,
	args: { given: GivenWebhook; secrets: WebhookSecrets; uuid?: string },
): Outcome<{ webhook: Webhook; isNew: boolean }> {
	const { given, secrets, uuid } = args;
	if (uuid !== undefined && !UUID.test(uuid))
		return refuseFields({
			uuid: ['must have 16 characters at least, out of A-Z, a-z, 0-9, _ and -'],
		});
	const known = writer.state.webhooks.find((one) => one.uuid === uuid);
	if (!known && writer.state.webhooks.length >= MOST_WEBHOOKS)
		return refuseFields({ webhooks: [`can't be more than ${MOST_WEBHOOKS}`] });
	const id = uuid ?? writer.newId();
	const { record, secrets: apart } = splitSecrets(restoreHidden(given.request, known && secrets.read(known.uuid)));
	secrets.write(id, apart);
	const webhook: Webhook = {
		uuid: id,
		...given,
		request: record,
		order: known?.order ?? writer.nextOrder(),
		createdAt: known?.createdAt ?? writer.now,
		...(known && { updatedAt: writer.now }),
	};
	writer.saveWebhook(webhook);
	return succeed({ webhook, isNew: known === undefined });
}

/** Removes a webhook with its secrets; 404 when there is none. */
export function removeWebhook(
	writer: FolderWriter,
	{ uuid, secrets }: { uuid: string; secrets: WebhookSecrets },
): Outcome<Webhook> {
	const known = writer.state.webhooks.find((one) => one.uuid === uuid);
	if (!known) return refuseMissing('The requested document was not found on this server.');
	writer.removeWebhook(known);
	secrets.write(uuid, {});
	return succeed(known);
}

function restoreHidden(
	request: GivenWebhook['request'],
	before: ReadonlyMap<string, string> = new Map(),
): GivenWebhook['request'] {
	const { password, headers, ...rest } = request;
	const isSame = (value: string | undefined): boolean => value === HIDDEN;
	const kept = isSame(password) ? before.get(PASSWORD) : password;
	const filled = Object.entries(headers ?? {}).flatMap(([name, value]): [string, string][] => {
		if (!isSecretHeader(name, value) || !isSame(value)) return [[name, value]];
		const old = before.get(name.toLowerCase());
		return old === undefined ? [] : [[name, old]];
	});
	return {
		...rest,
		...(headers && { headers: Object.fromEntries(filled) }),
		...(kept !== undefined && { password: kept }),
	};
}
