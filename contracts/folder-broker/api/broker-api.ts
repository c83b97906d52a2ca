// The whole of the broker as one function from a request to an answer. It knows nothing of HTTP.

import { tellUnwritten } from '../../../spec/index.ts';
import type { BrokerFolder } from '../store/broker-folder.ts';
import { FolderBusy } from '../store/folder-lock.ts';
import type { WebhookRunner } from '../webhooks/webhook-runner.ts';
import { BADGE_ROUTES } from './badge-routes.ts';
import { DOCUMENT_ROUTES } from './document-routes.ts';
import { ENVIRONMENT_ROUTES } from './environment-routes.ts';
import { HISTORY_ROUTES } from './history-routes.ts';
import { writeIndex } from './index-resource.ts';
import { LABEL_ROUTES } from './label-routes.ts';
import { Links } from './links.ts';
import { type ApiRequest, type ApiResponse, answer, answerMissing } from './message.ts';
import { PACT_ROUTES } from './pact-routes.ts';
import { PARTICIPANT_ROUTES } from './participant-routes.ts';
import { PROVIDER_STATE_ROUTES } from './provider-state-routes.ts';
import { type Call, compileRoutes, type Methods, type RouteTable, readQueryParam } from './route.ts';
import { VERDICT_ROUTES } from './verdict-routes.ts';
import { WEBHOOK_ROUTES } from './webhook-routes.ts';

/** The index, and what machines ask of the broker itself. */
const OWN_ROUTES: RouteTable = {
	'/': { GET: ({ links }) => answer(writeIndex(links)) },
	'/diagnostic/status/heartbeat': {
		GET: ({ links }) => answer({ ok: true, _links: { self: { href: links.at('/diagnostic/status/heartbeat') } } }),
	},
	'/metrics': {
		GET: ({ state }) =>
			answer({
				pacticipants: { count: state.participants.size },
				pactPublications: { count: state.publications().length },
				environments: { count: state.environments.length },
			}),
	},
};

const findRoute = compileRoutes([
	OWN_ROUTES,
	BADGE_ROUTES,
	HISTORY_ROUTES,
	DOCUMENT_ROUTES,
	LABEL_ROUTES,
	PROVIDER_STATE_ROUTES,
	VERDICT_ROUTES,
	WEBHOOK_ROUTES,
	ENVIRONMENT_ROUTES,
	PACT_ROUTES,
	PARTICIPANT_ROUTES,
]);

export interface BrokerApiOptions {
	folder: BrokerFolder;
	/** Called with what went wrong where it should not have; the client gets a 4xx without the details. */
	report(error: unknown): void;
	/** Sends webhooks; default: none is sent, and none can be made. */
	webhooks?: WebhookRunner;
}

/** Answers requests to `base`, the address that the client used. Never rejects, and never answers with a 5xx. */
export type BrokerApi = (request: ApiRequest, base: string) => Promise<ApiResponse>;

export function createBrokerApi({ folder, report, webhooks }: BrokerApiOptions): BrokerApi {
	return async (request, base) => {
		try {
			return await answerRequest({ folder, request, links: new Links(base), webhooks });
		} catch (error) {
			const known = describeFailure(error, folder.path);
			if (known === undefined) report(error);
			return known ?? { status: 422, body: { error: 'The broker could not process this request; its log says why.' } };
		}
	};
}

async function answerRequest(args: {
	folder: BrokerFolder;
	request: ApiRequest;
	links: Links;
	webhooks: WebhookRunner | undefined;
}): Promise<ApiResponse> {
	const { folder, request, links, webhooks } = args;
	const route = findRoute(request.path === '' ? '/' : request.path);
	if (!route) return answerMissing();
	const handler = route.methods[(request.method === 'HEAD' ? 'GET' : request.method) as keyof Methods];
	if (!handler || !Object.hasOwn(route.methods, request.method === 'HEAD' ? 'GET' : request.method)) {
		const allowed = Object.keys(route.methods).join(', ');
		return {
			status: 405,
			body: { error: `${request.method} is not possible here, only ${allowed}` },
			headers: { allow: allowed },
		};
	}
	const made = createCall({ folder, request, links, webhooks, params: route.params });
	return made.ok ? await handler(made.call) : made.answer;
}

/** What a handler is given for a request, or the answer where it can't be: a broken path, or a folder that holds no records. */
export function createCall(args: {
	folder: BrokerFolder;
	request: ApiRequest;
	links: Links;
	webhooks: WebhookRunner | undefined;
	/** Still escaped. */
	params: Readonly<Record<string, string>>;
}): { ok: true; call: Call } | { ok: false; answer: ApiResponse } {
	const { folder, request, links, webhooks } = args;
	const params = decodeParams(args.params);
	if (params === undefined)
		return { ok: false, answer: { status: 400, body: { error: 'The path has an escape that is not UTF-8.' } } };
	const broken = folder.listBroken();
	if (broken.length > 0) {
		const errors = broken.slice(0, 20).map(({ path, reason }) => `${folder.path}/${path} ${reason}`);
		const error = `The folder has files that hold no record: ${errors.join('; ')}`;
		return { ok: false, answer: { status: 409, body: { error, errors: { folder: errors } } } };
	}
	const call: Call = {
		folder,
		state: folder.read(),
		links,
		param: (name) => params.get(name) ?? '',
		query: request.query,
		queryParam: (name) => readQueryParam(request.query, name),
		body: request.body,
		webhooks,
	};
	return { ok: true, call };
}

function decodeParams(params: Readonly<Record<string, string>>): Map<string, string> | undefined {
	try {
		return new Map(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
	} catch {
		return undefined;
	}
}

/** Failures of the file system, as the client can understand them; undefined: something else. */
function describeFailure(error: unknown, path: string): ApiResponse | undefined {
	if (error instanceof FolderBusy) return { status: 423, body: { error: error.message } };
	const { code } = (error ?? {}) as NodeJS.ErrnoException;
	if (typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) return undefined;
	return { status: 403, body: { error: `The folder ${path} can't be used: ${tellUnwritten(error)}` } };
}
