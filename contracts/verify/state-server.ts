// Where the verifier asks for provider states. We answer ourselves, because then a state that fails is a failure:
// the verifier's own handlers print the error of a handler that throws, and go on.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getOwn, isObject, type JsonValue, messageOf } from '../../spec/index.ts';
import { askPatiently, type Question, readRedirect } from '../http/ask-patiently.ts';
import { type Answer, NoAnswer } from '../http/send-request.ts';
import { authorizeBy, splitCredentials } from '../pact/index.ts';

/** Sets the stage for one interaction; its values are for the verifier to fill in. */
export type SetUp = () => Promise<Readonly<Record<string, JsonValue>>>;

/** The server of one run. */
export interface StateServer {
	url: string;
	/** The name by which the verifier asks for this; `tearDown` is told when the interaction is over. */
	add(setUp: SetUp, tearDown?: () => Promise<void>): string;
	/** Why it could not be set up; `undefined`: it could, or was never asked for. */
	failureOf(name: string): string | undefined;
	close(): Promise<void>;
}

const MAX_BODY = 1024 * 1024;

/** Passes on what the verifier asks for. */
export interface StateProxy {
	url: string;
	/** Why the provider could not set up a state of this name; `undefined`: it could, or was never asked for. */
	failureOf(state: string): string | undefined;
	close(): Promise<void>;
}

/** Starts it on a free port of the loopback. */
export async function startStateServer(): Promise<StateServer> {
	const setUps = new Map<string, SetUp>();
	const failures = new Map<string, string>();
	const tearDowns = new Map<string, () => Promise<void>>();
	const server = await listen(async (body) => {
		const name = String(getOwn(body, 'state') ?? '');
		const setUp = setUps.get(name);
		if (getOwn(body, 'action') === 'teardown') {
			await tearDowns.get(name)?.();
			return {};
		}
		if (!setUp) throw new RangeError(`no state ${name}`);
		try {
			return await setUp();
		} catch (error) {
			failures.set(name, messageOf(error));
			throw error;
		}
	});
	return {
		...server,
		add(setUp, tearDown) {
			const name = `#${setUps.size + 1}`;
			setUps.set(name, setUp);
			if (tearDown) tearDowns.set(name, tearDown);
			return name;
		},
		failureOf: (name) => failures.get(name),
	};
}

/** Stands in front of a provider's own place for states: a 5xx of that would be repeated for minutes. */
export async function startStateProxy(
	target: string,
	options: { timeoutMs: number; env: NodeJS.ProcessEnv },
): Promise<StateProxy> {
	const failures = new Map<string, string>();
	const server = await listen(async (body) => {
		const name = String(getOwn(body, 'state') ?? '');
		try {
			return await passOn(target, body, options);
		} catch (error) {
			if (getOwn(body, 'action') === 'teardown') return {};
			failures.set(name, `the state ${JSON.stringify(name)} could not be set up: ${explain(error)}`);
			throw error;
		}
	});
	return { ...server, failureOf: (state) => failures.get(state) };
}

async function passOn(
	target: string,
	body: JsonValue,
	{ timeoutMs, env }: { timeoutMs: number; env: NodeJS.ProcessEnv },
): Promise<Readonly<Record<string, JsonValue>>> {
	const own = splitCredentials(target);
	const question: Question = {
		url: own.url,
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
		authorize: (url) => (URL.parse(url)?.origin === URL.parse(own.url)?.origin ? authorizeBy(own) : {}),
		timeoutMs,
		maxBytes: MAX_BODY,
		isAskedOnce: true,
	};
	const { url, answer } = await askPatiently(question, env);
	if (answer.status < 200 || answer.status > 299) throw new Error(describeRefusal(url, answer));
	try {
		const value = JSON.parse(answer.text) as JsonValue;
		return isObject(value) ? value : {};
	} catch {
		// Values are a provider's to give or not.
		return {};
	}
}

function explain(error: unknown): string {
	if (!(error instanceof NoAnswer)) return messageOf(error);
	return error.remedy === undefined ? error.message : `${error.message} (${error.remedy})`;
}

/** A redirect that makes another call of it, such as to a login, has set up nothing. */
function describeRefusal(url: string, answer: Answer): string {
	const target = readRedirect({ url, answer });
	const what = target === undefined ? ` ${answer.text.slice(0, 200)}` : `, which leads to ${target}`;
	return `the provider answered ${answer.status}${what}`.trim();
}

/** Answers with values, or 400 for what is thrown; never 5xx. */
async function listen(
	answer: (body: JsonValue) => Promise<Readonly<Record<string, JsonValue>>>,
): Promise<{ url: string; close(): Promise<void> }> {
	const server = createServer((request, response) => {
		readBody(request)
			.then((text) => answer(JSON.parse(text) as JsonValue))
			.then(
				(value) => ({ status: 200, value }),
				(error: unknown) => ({ status: 400, value: { detail: messageOf(error) } }),
			)
			.then(({ status, value }) => {
				response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
			});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(0, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function readBody(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) {
		text += String(chunk);
		if (text.length > MAX_BODY) throw new RangeError('more than 1 MiB of parameters');
	}
	return text === '' ? '{}' : text;
}
