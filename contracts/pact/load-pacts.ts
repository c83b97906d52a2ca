// Files, folders and URLs to pacts. What can't be read is a finding, and so is a place without any pact.

import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
	expandPattern,
	isPattern,
	messageOf,
	readTextInput,
	SHOWN_INPUT,
	STANDARD_INPUT,
	tellUnread,
} from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import { askPatiently } from '../http/ask-patiently.ts';
import { NoAnswer } from '../http/send-request.ts';
import { addError } from './file-findings.ts';
import type { Pact } from './pact-types.ts';
import { MAX_PACT_LENGTH, readPact } from './read-pact.ts';

/** Providers that are named where the one that was asked for has no pact. */
const MAX_TOLD = 10;

/** For a URL to answer. */
const TIMEOUT_MS = 10_000;

/** A broker's URL, and what it wants to see: a token, or a name with its password; nothing, for an open one. */
export interface BrokerCredentials {
	url: string;
	token?: string | undefined;
	username?: string | undefined;
	password?: string | undefined;
}

/** A pact as it came in, with its text for whoever must see it unchanged. */
export interface PactSource {
	pact: Pact;
	text: string;
	/** The broker says that its failure is not to be held against the provider. */
	pending: boolean;
}

/** What was read. */
export interface LoadedPacts {
	sources: PactSource[];
	findings: ContractFinding[];
	/** The providers of pacts that were passed over, because another was asked for; no two alike. */
	otherProviders: string[];
}

/**
 * Reads pacts in the order in which they are named, those of a folder or of a pattern (`pacts/*.json`) by name, each file once, `-` from
 * standard input. Never throws.
 */
export async function loadPacts(
	places: readonly string[],
	{ provider, broker }: { provider?: string | undefined; broker?: BrokerCredentials | undefined } = {},
): Promise<LoadedPacts> {
	const loaded: LoadedPacts = { sources: [], findings: [], otherProviders: [] };
	const known = new Set<string>();
	for (const place of places.flatMap(expandPattern)) {
		const own = isUrl(place) ? splitCredentials(place) : undefined;
		const files = own ? [own.url] : await listFiles(place, loaded.findings);
		for (const file of files) {
			const id = own ? file : resolve(file);
			if (known.has(id)) continue;
			known.add(id);
			const text = own ? await fetchText(file, own.username === undefined ? broker : own) : await readText(file);
			if (text.ok) addPact(loaded, { file, text: text.text, provider });
			else {
				const { reason, remedy } = text;
				const found = {
					code: 'pact.file.unreadable',
					message: reason,
					...(remedy !== undefined && { remedy }),
				} as const;
				addError({ file, findings: loaded.findings }, found);
			}
		}
	}
	return loaded;
}

/** Adds a pact to those that were read, or what is wrong with it; one with another provider is passed over. */
export function addPact(
	loaded: LoadedPacts,
	given: { file: string; text: string; provider?: string | undefined; pending?: boolean },
): void {
	const read = readPact(given.text, given.file);
	if (!read.ok) loaded.findings.push(...read.findings);
	else if (given.provider === undefined || read.pact.provider === given.provider) {
		loaded.findings.push(...read.findings);
		loaded.sources.push({ pact: read.pact, text: given.text, pending: given.pending ?? false });
	} else if (!loaded.otherProviders.includes(read.pact.provider)) loaded.otherProviders.push(read.pact.provider);
}

/** That no pact is left, and which providers there are pacts with. `done`: what would have been done with them, e.g. `checked`. */
export function findNoPact(
	{ otherProviders }: LoadedPacts,
	given: { provider: string | undefined; places: readonly string[]; done: string },
): ContractFinding {
	const { provider, places, done } = given;
	const whose = provider === undefined ? '' : ` with the provider ${JSON.stringify(provider)}`;
	const others = otherProviders.slice(0, MAX_TOLD).map((one) => JSON.stringify(one));
	const rest = otherProviders.length - others.length;
	const there = `There are some with ${others.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: name one of them`;
	return {
		code: 'pact.files.none',
		severity: 'error',
		message: `There is no pact${whose}, so nothing was ${done}`,
		remedy: others.length > 0 ? there : 'Check the name of the provider, and that the consumers have published',
		pact: { file: places.map((one) => splitCredentials(one).url).join(', '), pointer: '' },
	};
}

/** A place that is fetched rather than read. */
export function isUrl(place: string): boolean {
	return /^https?:\/\//i.test(place);
}

async function listFiles(place: string, findings: ContractFinding[]): Promise<string[]> {
	if (place === STANDARD_INPUT) return [SHOWN_INPUT];
	try {
		if (!(await stat(place)).isDirectory()) return [place];
		const names = (await readdir(place)).filter((name) => name.endsWith('.json')).sort();
		if (names.length === 0) {
			addError(
				{ file: place, findings },
				{
					code: 'pact.files.none',
					message: 'The folder holds no pact (*.json), so nothing would be verified',
					remedy: 'Write the pacts first, or name the folder that they are in',
				},
			);
		}
		return names.map((name) => join(place, name));
	} catch (error) {
		const message = isPattern(place) ? 'Nothing here fits the pattern' : `It can't be read: ${tellUnread(error)}`;
		addError({ file: place, findings }, { code: 'pact.file.unreadable', message });
		return [];
	}
}

type Text = { ok: true; text: string } | { ok: false; reason: string; remedy?: string | undefined };

const NO_PACT = 'It answered with a page, which is no pact';
const PROXY = 'Check the address, and whether a proxy or a login stands before it';

function remedyFor(status: number): string | undefined {
	if (status === 401 || status === 403)
		return 'Give --broker-token, or --broker-username and --broker-password, with --broker';
	return status === 404 ? 'Check the address' : status >= 500 ? PROXY : undefined;
}

async function readText(file: string): Promise<Text> {
	try {
		return { ok: true, text: await readTextInput(file === SHOWN_INPUT ? STANDARD_INPUT : file) };
	} catch (error) {
		return { ok: false, reason: `It can't be read: ${tellUnread(error)}` };
	}
}

async function fetchText(url: string, broker: BrokerCredentials | undefined): Promise<Text> {
	// Credentials go to the broker alone.
	const authorize = (at: string): Readonly<Record<string, string>> =>
		broker !== undefined && URL.parse(broker.url)?.origin === URL.parse(at)?.origin ? authorizeBy(broker) : {};
	const headers = { Accept: 'application/hal+json, application/json' };
	try {
		const question = { url, method: 'GET', headers, authorize, timeoutMs: TIMEOUT_MS, maxBytes: MAX_PACT_LENGTH };
		const { status, headers: told, text } = (await askPatiently(question)).answer;
		if (status < 200 || status > 299) return { ok: false, reason: `It answered ${status}`, remedy: remedyFor(status) };
		const type = told['content-type'] ?? '';
		return /^text\/html\b/i.test(type) ? { ok: false, reason: NO_PACT, remedy: PROXY } : { ok: true, text };
	} catch (error) {
		if (!(error instanceof NoAnswer)) return { ok: false, reason: `It can't be reached: ${messageOf(error)}` };
		if (error.kind === 'large') return { ok: false, reason: 'It is too large for a pact' };
		const remedy = error.remedy ?? 'Check the address, and that the broker runs';
		return { ok: false, reason: `It can't be reached: ${error.message}`, remedy };
	}
}

/** `https://name:password@example.com/` → the address, which may be shown, and what it said of credentials. */
export function splitCredentials(address: string): BrokerCredentials {
	const url = URL.parse(address);
	if (!url || (url.username === '' && url.password === '')) return { url: address };
	const [username, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
	url.username = '';
	url.password = '';
	return { url: url.href, username, password };
}

/** The header that a broker wants; empty where no credentials are given. */
export function authorizeBy({ token, username, password }: BrokerCredentials): Record<string, string> {
	if (token !== undefined) return { Authorization: `Bearer ${token}` };
	if (username === undefined) return {};
	return { Authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` };
}
