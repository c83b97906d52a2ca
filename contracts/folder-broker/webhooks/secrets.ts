// The secrets of webhooks: apart from their records, which are in git and answered to whoever asks.

import type { WebhookRequest } from '../store/broker-records.ts';
import { PrivateFiles } from './private-files.ts';

/** What stands in an answer for a value that isn't told, and in a change for "as it was". */
export const HIDDEN = '**********';
/** What a password is called among the secrets; no header has a colon. */
export const PASSWORD = ':password';

const SECRET_HEADER = /authorization|token|secret|cookie|password|api-?key|credential/i;

/** A request with its secrets. */
export interface OpenRequest extends WebhookRequest {
	password?: string;
}

/** Whether a header's value is kept to the broker; one that is filled in at sending is no secret. */
export function isSecretHeader(name: string, value: string): boolean {
	return SECRET_HEADER.test(name) && !isTemplate(value);
}

/** A request as it is recorded, and its secrets by name. */
export function splitSecrets(request: OpenRequest): { record: WebhookRequest; secrets: Record<string, string> } {
	const { password, headers = {}, secrets: _, ...plain } = request;
	const secrets = new Map<string, string>();
	const open: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers))
		if (isSecretHeader(name, value)) secrets.set(name.toLowerCase(), value);
		else open[name] = value;
	if (password !== undefined) secrets.set(PASSWORD, password);
	return {
		record: {
			...plain,
			...(Object.keys(open).length > 0 && { headers: open }),
			...(secrets.size > 0 && { secrets: [...secrets.keys()] }),
		},
		secrets: Object.fromEntries(secrets),
	};
}

/** The secrets of a folder's webhooks, by their uuid. */
export class WebhookSecrets {
	readonly #files: PrivateFiles;

	constructor(folder: string) {
		this.#files = new PrivateFiles(folder, 'secrets');
	}

	/** Those there are on this machine. */
	read(uuid: string): Map<string, string> {
		const values = Object.entries(this.#files.read(uuid) ?? {});
		return new Map(values.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
	}

	/** Without any: takes them away. */
	write(uuid: string, secrets: Readonly<Record<string, string>>): void {
		if (Object.keys(secrets).length > 0) this.#files.write(uuid, secrets);
		else this.#files.remove(uuid);
	}
}

function isTemplate(value: string): boolean {
	return /\$\{pactbroker\.[^}]+\}/.test(value);
}
