// Where the verifier asks for provider states. We answer ourselves, because then a state that fails is a failure:
// the verifier's own handlers print the error of a handler that throws, and go on.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getOwn, type JsonValue } from '../../spec/index.ts';
import { messageOf } from './load-pacts.ts';

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

/** Starts it on a free port of the loopback. Never answers 5xx, which the verifier would repeat. */
export async function startStateServer(): Promise<StateServer> {
	const setUps = new Map<string, SetUp>();
	const failures = new Map<string, string>();
	const tearDowns = new Map<string, () => Promise<void>>();

	async function answer(request: IncomingMessage): Promise<{ status: number; value: JsonValue }> {
		const body = JSON.parse(await readBody(request)) as JsonValue;
		const name = String(getOwn(body, 'state') ?? '');
		const setUp = setUps.get(name);
		if (getOwn(body, 'action') === 'teardown') {
			await tearDowns.get(name)?.();
			return { status: 200, value: {} };
		}
		if (!setUp) return { status: 404, value: { detail: `no state ${name}` } };
		try {
			return { status: 200, value: { ...(await setUp()) } };
		} catch (error) {
			failures.set(name, messageOf(error));
			return { status: 400, value: { detail: messageOf(error) } };
		}
	}
	const server = createServer((request, response) => {
		answer(request)
			.catch((error: unknown) => ({ status: 400, value: { detail: messageOf(error) } }))
			.then(({ status, value }) => {
				response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
			});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(0, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		add(setUp, tearDown) {
			const name = `#${setUps.size + 1}`;
			setUps.set(name, setUp);
			if (tearDown) tearDowns.set(name, tearDown);
			return name;
		},
		failureOf: (name) => failures.get(name),
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
