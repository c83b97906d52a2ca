// Prism's validation proxy in front of a mock: an independent judge of requests and answers.

import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NODE } from '../support/cli.ts';

const PRISM = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));

export interface Referee {
	/** Where to send requests, without the document's base path. */
	url: string;
	/** Ends it, by force if need be. */
	stop(): Promise<void>;
}

/** Starts `prism proxy --errors` for one document; `upstream` has the document's base path. Rejects after 20 s. */
export async function startReferee(document: string, upstream: string): Promise<Referee> {
	const port = await findFreePort();
	const { NODE_ENV: _, ...env } = process.env;
	const words = ['proxy', '--errors', '-h', '127.0.0.1', '-p', String(port), document, upstream];
	const child = spawn(NODE, [PRISM, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
	const stop = async (): Promise<void> => {
		child.kill('SIGKILL');
		await ended;
	};
	try {
		await waitUntilReady(child);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url: `http://127.0.0.1:${port}`, stop };
}

function waitUntilReady(child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		let said = '';
		const timer = setTimeout(() => reject(new Error(`Prism did not start:\n${said}`)), 20_000);
		const listen = (chunk: Buffer): void => {
			said += chunk;
			if (!said.includes('Prism is listening')) return;
			clearTimeout(timer);
			resolve();
		};
		child.stdout?.on('data', listen);
		child.stderr?.on('data', listen);
		child.once('close', () => {
			clearTimeout(timer);
			reject(new Error(`Prism ended:\n${said}`));
		});
	});
}

function findFreePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

/** What Prism has against an answer; `undefined`: nothing. */
export function readVerdict({ headers, text }: { headers: Headers; text: string }): string | undefined {
	const violations = headers.get('sl-violations');
	if (violations !== null) return violations;
	return text.includes('stoplight.io/prism/errors') ? text : undefined;
}
