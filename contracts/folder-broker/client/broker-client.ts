// The one client of brokers: one at a URL over HTTP, or a folder in this process. Who calls sees no difference.

import { existsSync } from 'node:fs';
import { StartupError } from '../../../spec/index.ts';
import { refuseOption } from '../../broker-flags.ts';
import { authorizeBy, type BrokerCredentials, isUrl, splitCredentials } from '../../pact/index.ts';
import { createBrokerApi } from '../api/broker-api.ts';
import { openBrokerFolder } from '../store/broker-folder.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { readHref } from './read-hal.ts';
import { type Reply, sendCall } from './send-call.ts';

export type { Reply };

export interface BrokerCall {
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** As a link says it, or a path below the broker's address. */
	href: string;
	body?: unknown;
}

export interface BrokerClient {
	/** The URL, or the folder's path, for messages. */
	name: string;
	isFolder: boolean;
	/** Any status is an answer. Rejects with a `StartupError` when none comes. */
	call(call: BrokerCall): Promise<Reply>;
	/** The address of a relation of the index, its `{names}` filled in. Rejects with a `StartupError` when the broker hasn't got it. */
	follow(relation: string, values?: Readonly<Record<string, string>>): Promise<string>;
}

/** `broker.example.com`, `localhost:9292/pacts`: an address whose beginning was forgotten. */
const HOST = /^(?:(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?|[a-z0-9.-]+:\d+)(?:\/|$)/i;

/** The broker at a URL, or the one that a folder is. Throws a `StartupError` for an address of another kind. */
export function connectBroker(credentials: BrokerCredentials): BrokerClient {
	const { url } = credentials;
	if (isUrl(url)) return connectRemote({ ...credentials, ...splitCredentials(url) });
	if (/^[a-z][a-z0-9+.-]+:\/\//i.test(url))
		throw refuseOption(`"${url}" is no address of a broker`, 'write it like http://127.0.0.1:9292, or name a folder');
	if (HOST.test(url) && !existsSync(url))
		throw refuseOption(
			`"${url}" is no folder that exists`,
			`write it with http:// or https:// for a broker, or ./${url} for a folder to be made`,
		);
	return connectFolder(url);
}

/** The broker's answer, or a `StartupError` with its reason when it isn't a success. */
export async function demand(client: BrokerClient, call: BrokerCall): Promise<unknown> {
	const reply = await client.call(call);
	if (reply.status >= 300) throw refuseReply(client, reply);
	const isAsked = call.method === undefined || call.method === 'GET';
	if (isAsked && !isJsonObject(reply.body)) throw refuseSilence(client, reply);
	return reply.body;
}

/**
 * What a broker says of a publication, e.g. `{ type: 'success', text: 'Created web version 1 …' }`. Throws a `StartupError` for a success without:
 * something else has answered in the broker's place, and nothing is known to be published.
 */
export function readNotices(client: BrokerClient, reply: Reply): { type: string; text: string }[] {
	const notices = isJsonObject(reply.body) ? reply.body['notices'] : undefined;
	if (Array.isArray(notices))
		return notices.filter(isJsonObject).map(({ type, text }) => ({ type: String(type), text: String(text) }));
	if (reply.status < 300) throw refuseSilence(client, reply);
	return [];
}

/** Whether what was posted is published: some brokers answer 200 and say in a notice why it isn't. */
export function isPublication({ status }: Reply, notices: readonly { type: string }[]): boolean {
	return status < 300 && !notices.some(isError);
}

/** Of the types of notices, those that tell of a failure. */
export function isError({ type }: { type: string }): boolean {
	return type === 'error' || type === 'danger';
}

function refuseSilence({ name }: BrokerClient, { status, text }: Reply): StartupError {
	return new StartupError({
		code: 'broker.unreachable',
		message: `${name}: answered ${status} ${text.trim() === '' ? 'with nothing' : 'without a word of what was asked'}, which is no answer of a Pact Broker`,
		remedy: 'check --broker, and whether a proxy or a login stands before it',
	});
}

/** Why a broker refused, as the error that a command ends with. */
export function refuseReply(client: Pick<BrokerClient, 'name' | 'isFolder'>, reply: Reply): StartupError {
	return new StartupError({
		code: isDenied(client, reply) || reply.status >= 500 ? 'broker.unreachable' : 'option.invalid',
		message: `${client.name}: ${describeReply(reply)}`,
		remedy: adviseOn(client, reply),
	});
}

function isDenied({ isFolder }: Pick<BrokerClient, 'isFolder'>, { status }: Reply): boolean {
	return status === 401 || (status === 403 && !isFolder);
}

function adviseOn(client: Pick<BrokerClient, 'isFolder'>, reply: Reply): string {
	const { status, body } = reply;
	if (isDenied(client, reply)) return 'check --broker-token, or --broker-username and --broker-password';
	if (status === 403) return 'name a folder with --broker that may be written to';
	const isBroken = isJsonObject(body) && isJsonObject(body['errors']) && body['errors']['folder'] !== undefined;
	return isBroken ? 'mend the file, or remove it' : 'see what the broker says';
}

/** `answered 409: name 'staging' is already used …`. */
export function describeRefusal(reply: Reply): string {
	const told = describeReply(reply);
	return told.startsWith(`answered ${reply.status}`) ? told : `answered ${reply.status}: ${told}`;
}

/** `name: name 'staging' is already used by an existing environment.` */
export function describeReply({ status, body, text }: Reply): string {
	if (!isJsonObject(body))
		return text.trimStart().startsWith('<')
			? `answered ${status} with a page, so perhaps by a proxy or a login before the broker`
			: `answered ${status}`;
	const { error, errors, message, detail, title } = body;
	const told = [error, errors, message, detail, title].map(describeErrors).find((one) => one !== '');
	return told ?? `answered ${status}`;
}

/** A text, a list, or fields with theirs; PactFlow has objects of `detail`, a broker that failed one of `message`. Empty: nothing is told. */
function describeErrors(told: unknown): string {
	if (typeof told === 'string') return told;
	if (Array.isArray(told)) return told.map(describeErrors).filter(Boolean).join('; ');
	if (!isJsonObject(told)) return '';
	const whole = describeErrors(told['detail']) || describeErrors(told['message']) || describeErrors(told['title']);
	if (whole !== '') return whole;
	return Object.entries(told)
		.map(
			([field, texts]) =>
				`${field}: ${Array.isArray(texts) ? texts.map(describeErrors).join(', ') : describeErrors(texts)}`,
		)
		.join('; ');
}

function connectFolder(path: string): BrokerClient {
	let failure: unknown;
	const api = createBrokerApi({
		folder: openBrokerFolder(path),
		report: (error) => {
			failure = error;
		},
	});
	const call = async ({ method = 'GET', href, body }: BrokerCall): Promise<Reply> => {
		const [way = '', query = ''] = href.split(/\?(.*)/s);
		const answer = await api({ method, path: way, query, body }, '');
		// Nobody keeps a log of a command: what went wrong inside is its own failure.
		if (failure !== undefined) throw failure;
		const text = answer.content?.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
		return { status: answer.status, body: answer.body, text, location: answer.headers?.['location'] };
	};
	return { name: path, isFolder: true, call, follow: createFollower({ name: path, isFolder: true, call }) };
}

function connectRemote(credentials: BrokerCredentials): BrokerClient {
	const url = credentials.url.replace(/\/+$/, '');
	const { origin, pathname } = new URL(url);
	const own = authorizeBy(credentials);
	const isOwn = (target: string): boolean => new URL(target).origin === origin;
	const call = async ({ method = 'GET', href, body }: BrokerCall): Promise<Reply> => {
		// A link may say the path that the broker is below, or leave it out.
		const isWhole = pathname !== '/' && href.startsWith(`${pathname}/`);
		const target = /^https?:\/\//i.test(href) ? href : `${isWhole ? origin : url}${href}`;
		const reply = await sendCall({
			url: target,
			method,
			headers: {
				accept: 'application/hal+json, application/json',
				...(body === undefined
					? {}
					: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
			},
			// Credentials go to the broker itself, not to whatever it links to.
			authorize: (at) => (isOwn(at) ? own : {}),
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const isDenied = reply.status === 401 || reply.status === 403;
		if (isDenied && !isOwn(target) && Object.keys(own).length > 0) throw refuseForeign(url, target);
		return reply;
	};
	return { name: url, isFolder: false, call, follow: createFollower({ name: url, isFolder: false, call }) };
}

function refuseForeign(url: string, target: string): StartupError {
	return new StartupError({
		code: 'broker.unreachable',
		message: `${url} links to ${new URL(target).origin}, which asks for credentials, and these go to ${new URL(url).origin} alone`,
		remedy: 'name the broker by the address that its links have, or set its base URL to the one that is used',
	});
}

function createFollower({
	name,
	isFolder,
	call,
}: Pick<BrokerClient, 'name' | 'isFolder' | 'call'>): BrokerClient['follow'] {
	let index: Promise<Reply> | undefined;
	return async (relation, values = {}) => {
		index ??= call({ href: '/' });
		const reply = await index;
		const href = readHref(reply.body, relation, values);
		// A broker over a folder is one, also where a record of it is broken.
		if (reply.status === 409) throw refuseReply({ name, isFolder }, reply);
		if (href === undefined)
			throw new StartupError({
				code: 'broker.unreachable',
				message: `${name} is no Pact Broker that can do this (${reply.status < 300 ? `no ${relation}` : describeReply(reply)})`,
				remedy: 'check --broker and its credentials',
			});
		return href;
	};
}
