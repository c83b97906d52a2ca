// A webhook as a client describes it, held to what it may be.

import { checkName, type Outcome, refuseFields, succeed } from '../record/outcome.ts';
import { WEBHOOK_EVENTS, type Webhook, type WebhookEvent, type WebhookParticipant } from '../store/broker-records.ts';
import type { BrokerState } from '../store/broker-state.ts';
import { isJsonObject } from '../store/exact-json.ts';
import type { OpenRequest } from './secrets.ts';
import { checkMethod, checkTarget, type WebhookRules } from './webhook-rules.ts';

/** What a client may say of a webhook. */
export interface GivenWebhook extends Pick<Webhook, 'description' | 'consumer' | 'provider' | 'enabled' | 'events'> {
	request: OpenRequest;
}

const MOST_BODY = 64 * 1024;
const MOST_HEADERS = 50;
const LONGEST_TEXT = 8_192;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** What the connection says itself. */
const OWN_HEADERS = /^(?:host|content-length|transfer-encoding|connection|upgrade|expect|te|trailer|keep-alive)$/i;

/** The webhook, or a 400 with every mistake by its field, as `request.url`. */
export function readWebhook(args: { state: BrokerState; rules: WebhookRules; body: unknown }): Outcome<GivenWebhook> {
	const { state, rules, body } = args;
	if (!isJsonObject(body)) return refuseFields({ body: ['must be a JSON object'] });
	const errors: Record<string, string[]> = {};
	const report = (field: string, wrong: string | undefined): void => {
		if (wrong !== undefined) errors[field] = [...(errors[field] ?? []), wrong];
	};
	const { description, enabled = true } = body;
	if (isGiven(description) && (typeof description !== 'string' || description.length > LONGEST_TEXT))
		report('description', 'must be a string');
	if (typeof enabled !== 'boolean') report('enabled', 'must be true or false');
	const consumer = readParticipant({ state, given: body['consumer'], role: 'consumer', report });
	const provider = readParticipant({ state, given: body['provider'], role: 'provider', report });
	const events = readEvents(body['events'], report);
	const request = readRequest(body['request'], rules, report);
	if (Object.keys(errors).length > 0) return refuseFields(errors);
	return succeed({
		...(typeof description === 'string' && description !== '' && { description }),
		...(consumer && { consumer }),
		...(provider && { provider }),
		enabled: enabled === true,
		events,
		request,
	});
}

type Report = (field: string, wrong: string | undefined) => void;

function readParticipant(args: {
	state: BrokerState;
	given: unknown;
	role: 'consumer' | 'provider';
	report: Report;
}): WebhookParticipant | undefined {
	const { state, given, role, report } = args;
	if (!isGiven(given)) return undefined;
	const { name, label } = isJsonObject(given) ? given : {};
	if (isGiven(name) === isGiven(label)) {
		report(role, 'must have a name or a label, and not both');
		return undefined;
	}
	if (isGiven(label)) {
		report(`${role}.label`, checkName(label));
		return { label: String(label) };
	}
	if (typeof name !== 'string' || !state.participants.has(name))
		report(`${role}.name`, 'does not match an existing pacticipant');
	return { name: String(name) };
}

function readEvents(given: unknown, report: Report): WebhookEvent[] {
	if (!isGiven(given)) return ['contract_content_changed'];
	if (!Array.isArray(given) || given.length === 0) {
		report('events', 'must be a list with at least one event');
		return [];
	}
	const events = new Set<WebhookEvent>();
	for (const [index, event] of given.slice(0, 100).entries()) {
		const name = isJsonObject(event) ? event['name'] : undefined;
		const known = WEBHOOK_EVENTS.find((one) => one === name);
		if (known) events.add(known);
		else report('events.name', `must be one of: ${WEBHOOK_EVENTS.join(', ')} (at index ${index})`);
	}
	return [...events];
}

function readRequest(given: unknown, rules: WebhookRules, report: Report): OpenRequest {
	if (!isJsonObject(given)) {
		report('request', 'is missing');
		return { method: '', url: '' };
	}
	const { method, url, headers, body, username, password } = given;
	report('request.method', checkMethod(rules, method));
	report('request.url', checkTarget(rules, url));
	if (typeof url === 'string' && url.length > LONGEST_TEXT)
		report('request.url', `can't be longer than ${LONGEST_TEXT}`);
	for (const [field, value] of Object.entries({ username, password }))
		if (isGiven(value) && (typeof value !== 'string' || value.length > LONGEST_TEXT))
			report(`request.${field}`, 'must be a string');
	if (isGiven(body) && JSON.stringify(body).length > MOST_BODY)
		report('request.body', `can't be longer than ${MOST_BODY}`);
	return {
		method: String(method).toUpperCase(),
		url: String(url),
		...(isGiven(headers) && { headers: readHeaders(headers, report) }),
		...(isGiven(body) && { body }),
		...(isGiven(username) && { username: String(username) }),
		...(isGiven(password) && { password: String(password) }),
	};
}

function readHeaders(given: unknown, report: Report): Record<string, string> {
	if (!isJsonObject(given)) {
		report('request.headers', 'must be an object');
		return {};
	}
	const entries = Object.entries(given);
	if (entries.length > MOST_HEADERS) report('request.headers', `can't be more than ${MOST_HEADERS}`);
	for (const [name, value] of entries) {
		if (!HEADER_NAME.test(name) || OWN_HEADERS.test(name)) report('request.headers', `cannot have "${name}"`);
		else if (typeof value !== 'string' || !HEADER_VALUE.test(value) || value.length > LONGEST_TEXT)
			report('request.headers', `"${name}" must be a text without line breaks`);
	}
	return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null;
}
