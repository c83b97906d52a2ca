// The webhooks, and what became of those that were triggered last.

import { html } from '../api/markup.ts';
import type { Call } from '../api/route.ts';
import { describeRequest, locateWebhook } from '../api/webhook-resources.ts';
import type { WebhookParticipant } from '../store/broker-records.ts';
import { linkTo, type Page, writeTable, writeTime } from './layout.ts';

const MOST_TRIGGERED = 100;
const STATUSES = {
	success: ['good', 'sent'],
	failure: ['bad', 'failed'],
	retrying: ['open', 'to be tried again'],
	not_run: ['open', 'waiting'],
} as const;

export function showWebhooks({ state, links, webhooks }: Call): Page {
	const triggered = (webhooks?.list() ?? []).toReversed().slice(0, MOST_TRIGGERED);
	return {
		title: 'Webhooks',
		body: html`${
			state.webhooks.length === 0
				? html`<p class="soft">There is none. The Pact CLI makes them: <code>pact broker create-webhook</code></p>`
				: writeTable(
						'Webhooks',
						['Webhook', 'About', 'Events', 'On'],
						state.webhooks.map((webhook) => [
							linkTo(locateWebhook(links, webhook.uuid), webhook.description ?? describeRequest(webhook)),
							`${describe(webhook.consumer)} with ${describe(webhook.provider)}`,
							webhook.events.join(', '),
							webhook.enabled ? 'yes' : 'no',
						]),
					)
		}
<h2>Triggered last</h2>
${
	triggered.length === 0
		? html`<p class="soft">None since the broker keeps them.</p>`
		: writeTable(
				'Triggered last',
				['When', 'Request', 'Event', 'Pact', 'Result'],
				triggered.map((one) => [
					writeTime(one.triggeredAt),
					one.name,
					one.event,
					`${one.consumer} ${one.consumerVersion} with ${one.provider}`,
					html`<span class="${STATUSES[one.status][0]}">${STATUSES[one.status][1]}</span> (${linkTo(links.at(`/triggered-webhooks/${encodeURIComponent(one.uuid)}/logs`), 'log')})`,
				]),
			)
}`,
	};
}

function describe(about: WebhookParticipant | undefined): string {
	if (!about) return 'anybody';
	return 'name' in about ? about.name : `those labelled ${about.label}`;
}
