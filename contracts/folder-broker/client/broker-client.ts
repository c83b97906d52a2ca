// The one client of brokers: one at a URL over HTTP, or a folder in this process. Who calls sees no difference.

import { StartupError } from '../../../spec/index.ts';
import { refuseOption } from '../../broker-flags.ts';
import { authorize, type BrokerCredentials, isUrl } from '../../pact/index.ts';
import { createBrokerApi } from '../api/broker-api.ts';
import { openBrokerFolder } from '../store/broker-folder.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { readHref } from './read-hal.ts';

export interface Reply {
	status: number;
	/** Parsed JSON; undefined: none came. */
	body: unknown;
	/** As it came, with numbers as they were written. */
	text: string;
	/** Where what was made is. */
	location: string | undefined;
}

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

const TIMEOUT_MS = 30_000;
/** Between attempts; a broker behind a proxy is sometimes away for a moment. */
const PAUSES_MS = [500, 2_000];

/** The broker at a URL, or the one that a folder is. Throws a `StartupError` for an address of another kind. */
export function connectBroker(credentials: BrokerCredentials): BrokerClient {
	const { url } = credentials;
	if (isUrl(url)) return connectRemote(url.replace(/\/+$/, ''), authorize(credentials));
	if (/^[a-z][a-z0-9+.-]+:\/\//i.test(url))
		throw refuseOption(`"${url}" is no address of a broker`, 'write it like http://127.0.0.1:9292, or name a folder');
	return connectFolder(url);
}

/** The broker's answer, or a `StartupError` with its reason when it isn't a success. */
export async function demand(client: BrokerClient, call: BrokerCall): Promise<unknown> {
	const reply = await client.call(call);
	if (reply.status < 300) return reply.body;
	throw refuseReply(client, reply);
}

/** Why a broker refused, as the error that a command ends with. */
export function refuseReply(client: BrokerClient, reply: Reply): StartupError {
	const isDenied = reply.status === 401 || (reply.status === 403 && !client.isFolder);
	return new StartupError({
		code: isDenied || reply.status >= 500 ? 'broker.unreachable' : 'option.invalid',
		message: `${client.name}: ${describeReply(reply)}`,
		remedy: isDenied ? 'check --broker-token, or --broker-username and --broker-password' : 'see what the broker says',
	});
}

/** `answered 409: name 'staging' is already used …`. */
export function describeRefusal(reply: Reply): string {
	const told = describeReply(reply);
	return told === `answered ${reply.status}` ? told : `answered ${reply.status}: ${told}`;
}

/** `name: name 'staging' is already used by an existing environment.` */
export function describeReply({ status, body }: Reply): string {
	if (!isJsonObject(body)) return `answered ${status}`;
	const { error, errors, message } = body;
	if (typeof error === 'string') return error;
	if (Array.isArray(errors)) return errors.join('; ');
	if (isJsonObject(errors))
		return Object.entries(errors)
			.map(([field, texts]) => `${field}: ${Array.isArray(texts) ? texts.join(', ') : String(texts)}`)
			.join('; ');
	return typeof message === 'string' ? message : `answered ${status}`;
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
	return { name: path, isFolder: true, call, follow: createFollower({ name: path, call }) };
}

function connectRemote(url: string, headers: Record<string, string>): BrokerClient {
	const origin = new URL(url).origin;
	const call = async ({ method = 'GET', href, body }: BrokerCall): Promise<Reply> => {
		const target = /^https?:\/\//i.test(href) ? href : `${url}${href}`;
		const isForeign = new URL(target).origin !== origin;
		return send(target, {
			method,
			headers: {
				accept: 'application/hal+json, application/json',
				// Credentials go to the broker itself, not to whatever it links to.
				...(isForeign ? {} : headers),
				...(body === undefined
					? {}
					: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	};
	return { name: url, isFolder: false, call, follow: createFollower({ name: url, call }) };
}

async function send(url: string, init: RequestInit): Promise<Reply> {
	for (const pause of [...PAUSES_MS, undefined]) {
		try {
			const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
			const text = await response.text();
			if (response.status < 500 || pause === undefined)
				return {
					status: response.status,
					body: parse(text),
					text,
					location: response.headers.get('location') ?? undefined,
				};
		} catch (error) {
			if (pause === undefined) throw refuseUnreachable(url, error);
		}
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
	throw refuseUnreachable(url, undefined);
}

function createFollower({ name, call }: Pick<BrokerClient, 'name' | 'call'>): BrokerClient['follow'] {
	let index: Promise<Reply> | undefined;
	return async (relation, values = {}) => {
		index ??= call({ href: '/' });
		const reply = await index;
		const href = readHref(reply.body, relation, values);
		if (href === undefined)
			throw new StartupError({
				code: 'broker.unreachable',
				message: `${name} is no Pact Broker that can do this (${reply.status < 300 ? `no ${relation}` : describeReply(reply)})`,
				remedy: 'check --broker and its credentials',
			});
		return href;
	};
}

function refuseUnreachable(url: string, error: unknown): StartupError {
	const cause =
		(error as { cause?: { message?: string } } | undefined)?.cause?.message ??
		(error as Error | undefined)?.message ??
		'no answer';
	return new StartupError({
		code: 'broker.unreachable',
		message: `${url} can't be reached: ${cause}`,
		remedy: 'check --broker, and that the broker runs',
		cause: error,
	});
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
