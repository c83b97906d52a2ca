// What is asked of webhooks: to make, change, remove and try them, and what became of those that were triggered.

import type { Webhook } from '../store/broker-records.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { covers } from '../webhooks/detect-events.ts';
import { readWebhook } from '../webhooks/read-webhook.ts';
import { removeWebhook, saveWebhook } from '../webhooks/save-webhook.ts';
import { splitSecrets, WebhookSecrets } from '../webhooks/secrets.ts';
import { NO_WEBHOOKS } from '../webhooks/webhook-rules.ts';
import type { TriggeredWebhook } from '../webhooks/webhook-runner.ts';
import { type ApiResponse, answer, answerCreated, answerMissing } from './message.ts';
import { answerChange, type Call, type RouteTable } from './route.ts';
import { describeParameters } from './webhook-parameters.ts';
import {
	locateWebhook,
	locateWebhooks,
	writeAttempt,
	writeTriggeredWebhooks,
	writeWebhook,
	writeWebhooks,
} from './webhook-resources.ts';

const PAIR = '/pacts/provider/{provider}/consumer/{consumer}';

export const WEBHOOK_ROUTES: RouteTable = {
	'/webhooks': { GET: (call) => listWebhooks(call, 'Webhooks'), POST: (call) => createWebhook(call) },
	'/webhooks/execute': { POST: (call) => executeUnsaved(call) },
	'/webhooks/provider/{provider}/consumer/{consumer}': ofParticipants(),
	'/webhooks/provider/{provider}': ofParticipants(),
	'/webhooks/consumer/{consumer}': ofParticipants(),
	[`${PAIR}/webhooks`]: ofParticipants(),
	[`${PAIR}/webhooks/status`]: { GET: (call) => showStatus(call) },
	[`${PAIR}/version/{version}/triggered-webhooks`]: {
		GET: (call) => {
			const version = call.state.findVersion(call.param('consumer'), call.param('version'));
			const pact = version?.pacts.find(({ provider }) => provider === call.param('provider'));
			if (!version || !pact) return answerMissing();
			const self = `${call.links.pact({ provider: pact.provider, consumer: version.participant, number: version.number })}/triggered-webhooks`;
			return listTriggered(call, {
				self,
				fits: (one) => one.consumerVersion === version.number && one.verification === undefined,
			});
		},
	},
	[`${PAIR}/pact-version/{sha}/verification-results/{number}/triggered-webhooks`]: {
		GET: (call) => {
			const { state, links, param } = call;
			const content = { consumer: param('consumer'), provider: param('provider'), sha: param('sha') };
			const results = [...state.verificationsOf(content), ...state.comparisonsOf(content)];
			if (!results.some((one) => String(one.number) === param('number'))) return answerMissing();
			return listTriggered(call, {
				self: `${links.pactContent(content)}/verification-results/${param('number')}/triggered-webhooks`,
				fits: (one) => String(one.verification) === param('number'),
			});
		},
	},
	'/webhooks/{uuid}': {
		GET: (call) => {
			const webhook = findWebhook(call);
			return webhook ? answer(writeWebhook(call.links, webhook)) : answerMissing();
		},
		PUT: (call) => changeWebhook(call, call.param('uuid')),
		DELETE: (call) =>
			answerChange(
				call,
				(writer) => removeWebhook(writer, { uuid: call.param('uuid'), secrets: secretsOf(call) }),
				() => ({ status: 204 }),
			),
	},
	'/webhooks/{uuid}/execute': {
		POST: (call) => {
			const webhook = findWebhook(call);
			return webhook ? execute(call, webhook) : answerMissing();
		},
	},
	'/triggered-webhooks/{uuid}/logs': {
		GET: ({ webhooks, param }) => {
			const found = webhooks?.list().find(({ uuid }) => uuid === param('uuid'));
			if (!found) return answerMissing();
			const text = found.logs === '' ? 'Not sent yet: ask again in a moment.\n' : found.logs;
			return { status: 200, content: { type: 'text/plain;charset=utf-8', text } };
		},
	},
};

function ofParticipants(): RouteTable[string] {
	const isThere = ({ state, param }: Call): boolean =>
		['provider', 'consumer'].every((role) => param(role) === '' || state.participants.has(param(role)));
	return {
		GET: (call) => (isThere(call) ? listWebhooks(call, 'Pact webhooks') : answerMissing()),
		POST: (call) => {
			if (!isThere(call)) return answerMissing();
			const about = Object.fromEntries(
				['provider', 'consumer']
					.filter((role) => call.param(role) !== '')
					.map((role) => [role, { name: call.param(role) }]),
			);
			return createWebhook({ ...call, body: isJsonObject(call.body) ? { ...call.body, ...about } : call.body });
		},
	};
}

function findWebhook({ state, param }: Call): Webhook | undefined {
	return state.webhooks.find(({ uuid }) => uuid === param('uuid'));
}

function secretsOf({ webhooks, folder }: Call): WebhookSecrets {
	return webhooks?.secrets ?? new WebhookSecrets(folder.path);
}

/** Those that are about the path's participants, or about all. */
function listWebhooks({ state, links, param }: Call, title: string): ApiResponse {
	const [provider, consumer] = [param('provider'), param('consumer')];
	const webhooks = state.webhooks.filter(
		(webhook) =>
			(provider === '' || covers(webhook.provider, provider, state)) &&
			(consumer === '' || covers(webhook.consumer, consumer, state)),
	);
	const self = locateWebhooks(links, {
		...(provider !== '' && { provider }),
		...(consumer !== '' && { consumer }),
	});
	return answer(writeWebhooks({ links, webhooks, self, title }));
}

function createWebhook(call: Call): Promise<ApiResponse> {
	return changeWebhook(call, undefined);
}

async function changeWebhook(call: Call, uuid: string | undefined): Promise<ApiResponse> {
	const rules = call.webhooks?.rules ?? NO_WEBHOOKS;
	const read = readWebhook({ state: call.state, rules, body: call.body });
	if (!read.ok) return read.refusal;
	return answerChange(
		call,
		(writer) =>
			saveWebhook(writer, { given: read.value, secrets: secretsOf(call), ...(uuid !== undefined && { uuid }) }),
		({ webhook, isNew }) =>
			answerCreated({
				body: writeWebhook(call.links, webhook),
				location: locateWebhook(call.links, webhook.uuid),
				isNew,
			}),
	);
}

/** Sends what the body describes, without keeping it. */
async function executeUnsaved(call: Call): Promise<ApiResponse> {
	const { state, body, webhooks } = call;
	const read = readWebhook({ state, rules: webhooks?.rules ?? NO_WEBHOOKS, body });
	if (!read.ok) return read.refusal;
	const { record, secrets } = splitSecrets(read.value.request);
	const webhook = { uuid: '', ...read.value, request: record, order: 0, createdAt: '' };
	return execute(call, webhook, new Map(Object.entries(secrets)));
}

/** With the newest pact that the webhook is about, or with names that stand for one. */
async function execute(call: Call, webhook: Webhook, secrets?: ReadonlyMap<string, string>): Promise<ApiResponse> {
	const { state, links, webhooks } = call;
	if (!webhooks)
		return { status: 409, body: { error: 'Webhooks are sent by a broker that runs: stunt-double broker' } };
	const newest = state
		.publications()
		.findLast(
			({ consumer, pact }) =>
				covers(webhook.consumer, consumer, state) && covers(webhook.provider, pact.provider, state),
		);
	const publication = newest ?? createPlaceholder();
	const parameters = describeParameters({ links, state, event: { name: 'test', publication } });
	const attempt = await webhooks.test(webhook, parameters, secrets);
	if (!attempt) return { status: 409, body: { error: 'Too many webhooks are being tried at once: try again soon' } };
	return answer(writeAttempt(links, attempt, secrets === undefined ? webhook.uuid : undefined));
}

function createPlaceholder(): Parameters<typeof describeParameters>[0]['event']['publication'] {
	const createdAt = '';
	const pact = { provider: 'placeholder-provider', sha: '0'.repeat(40), order: 0, createdAt };
	const version = { participant: 'placeholder-consumer', number: '1', order: 0, createdAt };
	return { consumer: version.participant, version: { ...version, branches: [], tags: [], pacts: [pact] }, pact };
}

function listTriggered(
	call: Call,
	{ self, fits }: { self: string; fits: (one: TriggeredWebhook) => boolean },
): ApiResponse {
	const { links, param, webhooks } = call;
	const triggered = (webhooks?.list() ?? [])
		.filter((one) => one.consumer === param('consumer') && one.provider === param('provider') && fits(one))
		.toReversed();
	const title = `Webhooks triggered by ${param('consumer')} and ${param('provider')}`;
	return answer(writeTriggeredWebhooks({ links, triggered, retries: webhooks?.pausesMs.length ?? 0, self, title }));
}

function showStatus(call: Call): ApiResponse {
	const { param, links, webhooks } = call;
	const self = `${links.pacts(param('provider'), param('consumer'))}/webhooks/status`;
	const newest = new Map<string, TriggeredWebhook>();
	for (const one of webhooks?.list() ?? [])
		if (one.consumer === param('consumer') && one.provider === param('provider'))
			newest.set(`${one.webhook} ${one.event}`, one);
	const all = [...newest.values()];
	const count = (status: TriggeredWebhook['status']): number => all.filter((one) => one.status === status).length;
	const listed = listTriggered(call, { self, fits: (one) => all.includes(one) });
	return answer({
		summary: {
			successful: count('success'),
			failed: count('failure'),
			retrying: count('retrying'),
			notRun: count('not_run'),
		},
		...(listed.body as object),
	});
}
