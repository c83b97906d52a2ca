// The few calls to a Pact Broker that verifying needs. A broker that is a folder is served for as long as they last.

import { existsSync } from 'node:fs';
import { getOwn, getString, isObject, type JsonValue, messageOf, StartupError } from '../../spec/index.ts';
import { authorize } from '../pact/index.ts';
import type { BrokerAccess } from './verify-types.ts';

/** For one answer. */
const TIMEOUT_MS = 15_000;

/** A broker that answers at a URL. */
export interface OpenBroker {
	url: string;
	close(): Promise<void>;
}

/** What a broker answered; `value` is `undefined` for what is no JSON. */
export interface BrokerReply {
	status: number;
	value: JsonValue | undefined;
	text: string;
	location: string | undefined;
}

/** The broker at a URL as it is; that of a folder, served on a free port of the loopback until it is closed. */
export async function openBroker({ url }: BrokerAccess): Promise<OpenBroker> {
	if (/^https?:\/\//i.test(url)) return { url: url.replace(/\/+$/, ''), close: async () => {} };
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || !existsSync(url)) {
		throw new StartupError({
			code: 'broker.unreachable',
			message: `"${url}" is neither a URL of a broker nor a folder that exists`,
			remedy: 'write it like http://127.0.0.1:9292 or contracts/broker',
		});
	}
	const { openBrokerFolder, startBrokerServer } = await import('../folder-broker/index.ts');
	return startBrokerServer({ folder: openBrokerFolder(url), port: 0 });
}

/** One call. Rejects with a StartupError `broker.unreachable` where no answer comes; any status is an answer. */
export async function callBroker(
	access: BrokerAccess,
	call: { method?: 'GET' | 'POST' | 'PUT'; url: string; body?: JsonValue },
): Promise<BrokerReply> {
	const { method = 'GET', url, body } = call;
	try {
		const response = await fetch(url, {
			method,
			headers: {
				Accept: 'application/hal+json, application/json',
				...(body !== undefined && { 'Content-Type': 'application/json' }),
				// What the broker links to elsewhere gets no credentials.
				...(URL.parse(url)?.origin === URL.parse(access.url)?.origin && authorize(access)),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		const text = await response.text();
		return {
			status: response.status,
			value: parse(text),
			text,
			location: response.headers.get('location') ?? undefined,
		};
	} catch (error) {
		throw new StartupError({
			code: 'broker.unreachable',
			message: `the broker ${access.url} can't be reached: ${messageOf(error)}`,
			remedy: 'check --broker, and that the broker runs',
			cause: error,
		});
	}
}

/** The target of a link, its `{names}` filled in; `undefined`: the resource has no such link. */
export function readLink(
	resource: JsonValue | undefined,
	relation: string,
	values: Readonly<Record<string, string>> = {},
): string | undefined {
	const links = getOwn(resource, '_links');
	const link = getOwn(links, relation);
	const href = getString(Array.isArray(link) ? link[0] : link, 'href');
	return href?.replaceAll(/\{([a-z]+)\}/gi, (token, name: string) => {
		const value = Object.hasOwn(values, name) ? values[name] : undefined;
		return value === undefined ? token : encodeURIComponent(value);
	});
}

/** Why a broker refused, in one line. */
export function describeRefusal({ status, value, text }: BrokerReply): string {
	const error = getString(value, 'error') ?? getString(value, 'message');
	const errors = getOwn(value, 'errors');
	const told =
		error ?? (isObject(errors) || Array.isArray(errors) ? JSON.stringify(errors) : text.trim().slice(0, 200));
	return told === '' ? String(status) : `${status}, ${told}`;
}

function parse(text: string): JsonValue | undefined {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
}
