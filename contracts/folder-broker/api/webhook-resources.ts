// Webhooks and what came of them, as HAL.

import type { Webhook, WebhookParticipant } from '../store/broker-records.ts';
import { HIDDEN, PASSWORD } from '../webhooks/secrets.ts';
import type { Attempt } from '../webhooks/send-webhook.ts';
import type { TriggeredWebhook } from '../webhooks/webhook-runner.ts';
import type { Link, Links } from './links.ts';

type Resource = Record<string, unknown>;
const part = encodeURIComponent;

/** `POST ci.example.com` */
export function describeRequest({ request }: Pick<Webhook, 'request'>): string {
	// A record that was made by hand may have none.
	const url = String(request.url);
	const { host } = URL.parse(url.replaceAll(/\$\{[^}]*\}/g, 'placeholder')) ?? { host: url };
	return `${request.method} ${host}`;
}

/** Where webhooks are kept: `/webhooks`, or those of participants. */
export function locateWebhooks(links: Links, about: { provider?: string; consumer?: string } = {}): string {
	const provider = about.provider === undefined ? '' : `/provider/${part(about.provider)}`;
	const consumer = about.consumer === undefined ? '' : `/consumer/${part(about.consumer)}`;
	return links.at(`/webhooks${provider}${consumer}`);
}

export function locateWebhook(links: Links, uuid: string): string {
	return links.at(`/webhooks/${part(uuid)}`);
}

/** `GET /webhooks/{uuid}`: what is secret is `**********`. */
export function writeWebhook(links: Links, webhook: Webhook): Resource {
	const { uuid, consumer, provider, enabled, events, request, createdAt, updatedAt } = webhook;
	const self = locateWebhook(links, uuid);
	const description = webhook.description ?? describeRequest(webhook);
	const { method, url, body, username, secrets = [] } = request;
	const headers = {
		...request.headers,
		...Object.fromEntries(secrets.filter((name) => name !== PASSWORD).map((name) => [name, HIDDEN])),
	};
	return {
		uuid,
		description,
		...(consumer && { consumer }),
		...(provider && { provider }),
		enabled,
		request: {
			method,
			url,
			...(Object.keys(headers).length > 0 && { headers }),
			...(body !== undefined && { body }),
			...(username !== undefined && { username }),
			...(secrets.includes(PASSWORD) && { password: HIDDEN }),
		},
		events: events.map((name) => ({ name })),
		createdAt,
		...(updatedAt !== undefined && { updatedAt }),
		_links: {
			self: { title: description, href: self },
			'pb:execute': {
				title: 'POST to send the webhook now, with the latest pact or verification that fits',
				href: `${self}/execute`,
			},
			...linkParticipant(links, 'consumer', consumer),
			...linkParticipant(links, 'provider', provider),
			...(consumer &&
				provider &&
				'name' in consumer &&
				'name' in provider && {
					'pb:pact-webhooks': {
						title: `All webhooks for consumer ${consumer.name} and provider ${provider.name}`,
						href: locateWebhooks(links, { provider: provider.name, consumer: consumer.name }),
					},
				}),
			'pb:webhooks': { title: 'All webhooks', href: locateWebhooks(links) },
		},
	};
}

/** `GET /webhooks`, or those of participants at another address. */
export function writeWebhooks(args: {
	links: Links;
	webhooks: readonly Webhook[];
	self: string;
	title: string;
}): Resource {
	const { links, webhooks, self, title } = args;
	return {
		_links: {
			self: { title, href: self },
			'pb:create': { title: 'POST to create a webhook', href: self },
			'pb:webhooks': webhooks.map((webhook) => ({
				title: describeScope(webhook),
				name: webhook.description ?? describeRequest(webhook),
				href: locateWebhook(links, webhook.uuid),
			})),
			curies: [{ name: 'pb', href: links.at('/doc/webhooks-{rel}'), templated: true }],
		},
	};
}

/** `…/triggered-webhooks` of a pact or a verification, the newest first. */
export function writeTriggeredWebhooks(args: {
	links: Links;
	triggered: readonly TriggeredWebhook[];
	retries: number;
	self: string;
	title: string;
}): Resource {
	const { links, triggered, retries, self, title } = args;
	return {
		_embedded: { triggeredWebhooks: triggered.map((one) => writeTriggered({ links, one, retries })) },
		_links: { self: { title, href: self } },
	};
}

/** The answer of `POST /webhooks/{uuid}/execute`. */
export function writeAttempt(links: Links, attempt: Attempt, uuid: string | undefined): Resource {
	const { request, response, error, logs, isSuccess } = attempt;
	const self = uuid === undefined ? links.at('/webhooks/execute') : `${locateWebhook(links, uuid)}/execute`;
	return {
		...(error !== undefined && { error: { message: error } }),
		request,
		...(response && { response }),
		logs,
		success: isSuccess,
		_links: {
			...(uuid !== undefined && { webhook: { href: locateWebhook(links, uuid) } }),
			'try-again': { title: 'Execute the webhook again', href: self },
		},
	};
}

function writeTriggered({ links, one, retries }: { links: Links; one: TriggeredWebhook; retries: number }): Resource {
	const logs = links.at(`/triggered-webhooks/${part(one.uuid)}/logs`);
	const isOver = one.status === 'success' || one.status === 'failure';
	return {
		name: one.name,
		status: one.status,
		attemptsMade: one.attempts,
		attemptsRemaining: isOver ? 0 : Math.max(0, retries + 1 - one.attempts),
		triggerType: 'resource_creation',
		eventName: one.event,
		triggeredAt: one.triggeredAt,
		_links: {
			'pb:logs': { href: logs, title: 'Webhook execution logs', name: one.name },
			logs: { href: logs, title: 'DEPRECATED - Use pb:logs', name: one.name },
			'pb:webhook': { href: locateWebhook(links, one.webhook), title: 'Webhook', name: one.name },
		},
	};
}

function linkParticipant(
	links: Links,
	role: 'consumer' | 'provider',
	about: WebhookParticipant | undefined,
): Record<string, Link> {
	if (!about) return {};
	const title = role === 'consumer' ? 'Consumer' : 'Provider';
	if ('name' in about) return { [`pb:${role}`]: { title, name: about.name, href: links.participant(about.name) } };
	return {
		[`pb:${role}s`]: {
			title: `${title}s by label`,
			name: about.label,
			href: links.at(`/pacticipants/label/${part(about.label)}`),
		},
	};
}

function describeScope({ consumer, provider }: Webhook): string {
	const name = (about: WebhookParticipant): string => ('name' in about ? about.name : `labeled '${about.label}'`);
	if (consumer && provider) return `A webhook for the pact between ${name(consumer)} and ${name(provider)}`;
	if (provider) return `A webhook for all pacts with provider ${name(provider)}`;
	return consumer ? `A webhook for all pacts with consumer ${name(consumer)}` : 'A webhook for all pacts';
}
