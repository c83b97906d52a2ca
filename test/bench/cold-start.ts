// From the start of the process to the first answer to a create request: the compiled mock, Prism, a bare Express app.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { BASE, BODY, HEADERS } from './requests.ts';

const DOCUMENT = fileURLToPath(new URL('../../spec/identity-document-admin.openapi.yaml', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/mock/cli.js', import.meta.url));
const PRISM = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));
const ECHO = fileURLToPath(new URL('./echo.ts', import.meta.url));

/** A program that serves the create request on a port, and where below it. */
interface Starter {
	name: string;
	words(port: number): string[];
	path: string;
	env?: Record<string, string>;
}

const STARTERS: readonly Starter[] = [
	{ name: 'mock', words: (port) => [CLI, 'start', '--port', String(port), '--log', 'silent'], path: BASE },
	{ name: 'bare express', words: (port) => [ECHO, String(port)], path: BASE },
	{
		name: 'prism',
		words: (port) => [PRISM, 'mock', DOCUMENT, '-h', '127.0.0.1', '-p', String(port)],
		path: BASE.replace('/v1', ''),
	},
];

/** Milliseconds to the first answer, by program, `runs` times in turn. */
export async function benchColdStart(
	runs: number,
	tell: (name: string, ms: number) => void,
): Promise<ReadonlyMap<string, number[]>> {
	const times = new Map<string, number[]>(STARTERS.map(({ name }) => [name, []]));
	for (let run = 0; run < runs; run++) {
		for (const starter of STARTERS) {
			const ms = await timeFirstAnswer(starter);
			times.get(starter.name)?.push(ms);
			tell(starter.name, ms);
		}
	}
	return times;
}

async function timeFirstAnswer({ name, words, path, env }: Starter): Promise<number> {
	const port = await findFreePort();
	const startedAt = performance.now();
	const child = spawn(process.execPath, words(port), { stdio: 'ignore', env: { ...process.env, ...env } });
	try {
		while (performance.now() - startedAt < 30_000) {
			const status = await ask(`http://127.0.0.1:${port}${path}`);
			if (status === 200) return performance.now() - startedAt;
			if (status !== undefined) throw new Error(`${name} answered ${status}`);
		}
		throw new Error(`${name} did not answer within 30 s`);
	} finally {
		child.kill('SIGKILL');
	}
}

/** The status; `undefined`: nobody listens yet. */
async function ask(url: string): Promise<number | undefined> {
	try {
		const response = await fetch(url, { method: 'POST', headers: HEADERS, body: JSON.stringify(BODY) });
		await response.arrayBuffer();
		return response.status;
	} catch {
		return new Promise((resolve) => setTimeout(resolve, 2, undefined));
	}
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
