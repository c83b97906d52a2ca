// One attempt to send a webhook, and the log of it, in which no secret stands.

import { messageOf } from '../../../spec/index.ts';
import type { Webhook } from '../store/broker-records.ts';
import { HIDDEN, isSecretHeader, PASSWORD } from './secrets.ts';
import { fillIn, fillInBody, fillInHeader, fillInUrl, type Parameters } from './templates.ts';
import { checkMethod, checkTarget, type WebhookRules } from './webhook-rules.ts';

/** For the whole of an answer. */
const TIMEOUT_MS = 15_000;
/** Read of an answer's body; the rest is not taken. */
const MOST_ANSWER = 16 * 1024;

/** What came of it. */
export interface Attempt {
	isSuccess: boolean;
	/** Lines like `[2026-11-23T05:15:42Z] INFO: HTTP/1.1 POST https://ci.example.com`. */
	logs: string;
	request: { method: string; url: string; headers: Record<string, string>; body?: string };
	response?: { status: number; headers: Record<string, string>; body: string };
	error?: string;
}

interface SendArgs {
	webhook: Webhook;
	/** Those that are on this machine. */
	secrets: ReadonlyMap<string, string>;
	parameters: Parameters;
	rules: WebhookRules;
	/** Gives up. */
	signal: AbortSignal;
	/** Default: 15 seconds. */
	timeoutMs?: number;
}

/** Sends, follows no redirect, and reads a part of the answer. Never rejects. */
export async function sendWebhook(args: SendArgs): Promise<Attempt> {
	const { webhook, secrets, parameters, rules, signal, timeoutMs = TIMEOUT_MS } = args;
	const { method, url: template, username, body: given } = webhook.request;
	const url = fillInUrl(String(template), parameters);
	const body = fillInBody(given, parameters);
	const headers = listHeaders(webhook, { secrets, parameters });
	const password = secrets.get(PASSWORD);
	if (username !== undefined && username !== '') {
		const pair = `${fillIn(username, parameters)}:${fillIn(password ?? '', parameters)}`;
		headers.set('authorization', `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`);
	}
	const hide = createHider([...secrets.values(), headers.get('authorization')?.replace(/^\w+ /, '') ?? '']);
	const shown = Object.fromEntries(
		[...headers].map(([name, value]) => [name, isSecretHeader(name, value) ? HIDDEN : hide(value)]),
	);
	const mayHaveBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
	const attempt: Attempt = {
		isSuccess: false,
		logs: '',
		request: { method: String(method), url: hide(url), headers: shown, ...(mayHaveBody && { body: hide(body) }) },
	};
	try {
		const wrong = checkMethod(rules, method) ?? checkTarget(rules, url) ?? findMissing(webhook, secrets);
		if (wrong !== undefined) throw new Error(wrong);
		const response = await fetch(url, {
			method,
			headers,
			redirect: 'manual',
			signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
			...(mayHaveBody && { body }),
		});
		attempt.response = {
			status: response.status,
			headers: Object.fromEntries(
				[...response.headers].map(([name, value]) => [name, isSecretHeader(name, value) ? HIDDEN : hide(value)]),
			),
			body: hide(await readSome(response)),
		};
		attempt.isSuccess = response.ok;
	} catch (error) {
		attempt.error = hide(describeFailure(error, timeoutMs));
	}
	attempt.logs = writeLogs(attempt);
	return attempt;
}

function listHeaders({ request }: Webhook, { secrets, parameters }: Pick<SendArgs, 'secrets' | 'parameters'>): Headers {
	const headers = new Headers({ accept: '*/*', 'user-agent': 'stunt-double broker' });
	if (request.body !== undefined && typeof request.body !== 'string') headers.set('content-type', 'application/json');
	for (const [name, value] of [...Object.entries(request.headers ?? {}), ...secrets])
		if (name !== PASSWORD) headers.set(name, fillInHeader(value, parameters));
	return headers;
}

/** Secrets stay on the machine where they were given: a clone of the folder has none. */
function findMissing({ request }: Webhook, secrets: ReadonlyMap<string, string>): string | undefined {
	const missing = (request.secrets ?? []).filter((name) => !secrets.has(name)).map((name) => name.replace(':', ''));
	if (missing.length === 0) return undefined;
	return `its ${missing.join(', ')} was given on another machine: change the webhook and give it again`;
}

async function readSome(response: Response): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = response.body?.getReader();
	while (reader && size < MOST_ANSWER) {
		const { done, value } = await reader.read();
		if (done) break;
		chunks.push(value);
		size += value.length;
	}
	await reader?.cancel();
	return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, MOST_ANSWER));
}

function createHider(values: readonly string[]): (text: string) => string {
	const secrets = values.filter((value) => value.length >= 4).toSorted((a, b) => b.length - a.length);
	return (text) => secrets.reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), text);
}

function writeLogs({ request, response, error, isSuccess }: Attempt): string {
	const time = `${new Date().toISOString().slice(0, 19)}Z`;
	const headersOf = (headers: Record<string, string>): string[] =>
		Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	const lines = [
		`HTTP/1.1 ${request.method} ${request.url}`,
		...headersOf(request.headers),
		...(request.body === undefined ? [] : [request.body]),
		...(response ? [`HTTP/1.1 ${response.status}`, ...headersOf(response.headers), response.body] : []),
	].map((line) => `[${time}] INFO: ${line}`);
	if (error !== undefined) lines.push(`[${time}] ERROR: ${error}`);
	return `${lines.join('\n')}\n[${time}] INFO: Webhook execution ${isSuccess ? 'succeeded' : 'failed'}\n`;
}

function describeFailure(error: unknown, timeoutMs: number): string {
	if (!(error instanceof Error)) return 'failed';
	if (error.name === 'TimeoutError') return `gave no answer within ${timeoutMs} ms`;
	if (error.name === 'AbortError') return 'the broker was stopped';
	const { cause } = error as { cause?: { code?: unknown } };
	return typeof cause?.code === 'string' ? cause.code : messageOf(error);
}
