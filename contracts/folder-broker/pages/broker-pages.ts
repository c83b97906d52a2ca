// The broker for people: at the addresses that programs use, for those who ask for text/html.

import { createCall } from '../api/broker-api.ts';
import { Links } from '../api/links.ts';
import { html } from '../api/markup.ts';
import type { ApiRequest, ApiResponse } from '../api/message.ts';
import { type Call, compilePaths } from '../api/route.ts';
import type { BrokerFolder } from '../store/broker-folder.ts';
import { hasTag } from '../store/broker-state.ts';
import type { WebhookRunner } from '../webhooks/webhook-runner.ts';
import { showComparison } from './comparison-page.ts';
import { showRelation } from './doc-page.ts';
import { answerPage, type Page } from './layout.ts';
import { showMatrix } from './matrix-page.ts';
import { showOverview } from './overview-page.ts';
import { showDifference, showPact } from './pact-page.ts';
import { showParticipant, showVersion } from './participant-page.ts';
import { showWebhooks } from './webhooks-page.ts';

const PAIR = '/pacts/provider/{provider}/consumer/{consumer}';

/** Undefined: there is no such thing. */
const PAGES: Readonly<Record<string, (call: Call) => Page | undefined>> = {
	'/': showOverview,
	'/matrix': showMatrix,
	'/webhooks': showWebhooks,
	'/doc/{relation}': showRelation,
	'/comparisons/{comparison}': showComparison,
	'/pacticipants/{pacticipant}': showParticipant,
	'/pacticipants/{pacticipant}/versions/{version}': showVersion,
	[`${PAIR}/latest`]: (call) => showPact(call, () => true),
	[`${PAIR}/latest/{tag}`]: (call) => showPact(call, ({ version }) => hasTag(version, call.param('tag'))),
	[`${PAIR}/version/{version}`]: (call) => showPact(call, ({ version }) => version.number === call.param('version')),
	[`${PAIR}/pact-version/{sha}`]: (call) => showPact(call, ({ pact }) => pact.sha === call.param('sha')),
	[`${PAIR}/version/{version}/diff/previous-distinct`]: (call) => showDifference(call, undefined),
	[`${PAIR}/version/{version}/diff/version/{other}`]: (call) => showDifference(call, call.param('other')),
};

const findPage = compilePaths(PAGES);

/** The page at an address, as an answer; undefined: there is none, and the API answers. */
export type BrokerPages = (request: ApiRequest, base: string) => ApiResponse | undefined;

export function createBrokerPages(args: {
	folder: BrokerFolder;
	webhooks: WebhookRunner;
	report(error: unknown): void;
}): BrokerPages {
	const { folder, webhooks, report } = args;
	return (request, base) => {
		const found = findPage(request.path === '' ? '/' : request.path);
		const isBadge = /\/badge(?:\.svg)?$/.test(request.path);
		if (!found || isBadge || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
		const links = new Links(base);
		const tell = (status: number, title: string, text: string): ApiResponse =>
			answerPage(links, { title, status, body: html`<p>${text}</p>` });
		try {
			const made = createCall({ folder, request, links, webhooks, params: found.params });
			if (!made.ok) return tell(made.answer.status, 'This can not be shown', describe(made.answer));
			const page = found.entry(made.call);
			return page ? answerPage(links, page) : tell(404, 'Not found', 'There is nothing of that name here.');
		} catch (error) {
			report(error);
			return tell(422, 'This can not be shown', "The broker's log says why.");
		}
	};
}

/** Whether whoever asks wants pages rather than HAL. */
export function prefersPages(accept: string | undefined): boolean {
	return accept !== undefined && /\btext\/html\b/.test(accept) && !/\b(?:hal\+)?json\b/.test(accept);
}

function describe({ body }: ApiResponse): string {
	return String((body as { error?: unknown } | undefined)?.error ?? '');
}
