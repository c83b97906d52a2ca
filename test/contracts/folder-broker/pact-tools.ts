// The real Pact programs as child processes: the CLI's binary, and the Verifier in a process of its own, whose noise stays there.

import { type ChildProcess, execFile, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NODE } from '../../support/cli.ts';

const require = createRequire(import.meta.url);
const QUIET = { PACT_DO_NOT_TRACK: 'true', SCARF_ANALYTICS: 'false', NO_COLOR: '1', NODE_NO_WARNINGS: '1' };

/** Where the package keeps the program. */
function findPactProgram(): string {
	const standalone: {
		standalone(): { pactFullPath: string };
	} = require('@pact-foundation/pact-cli/src/pact-standalone');
	return standalone.standalone().pactFullPath;
}

const PROGRAM = findPactProgram();

export interface ToolResult {
	code: number;
	output: string;
}

/** `pact broker …`, with nothing of the environment but what is given. 20 seconds at most. */
export function runPactBroker(
	args: readonly string[],
	options: { env: Record<string, string>; cwd: string },
): Promise<ToolResult> {
	return runPact(['broker', ...args], options);
}

/** `pact …`, as `runPactBroker`. */
export function runPact(
	args: readonly string[],
	options: { env: Record<string, string>; cwd: string },
): Promise<ToolResult> {
	const { PATH = '', HOME = '' } = process.env;
	return new Promise((resolve) => {
		const env = { PATH, HOME, ...QUIET, ...options.env };
		execFile(PROGRAM, [...args], { env, cwd: options.cwd, timeout: 20_000 }, (error, stdout, stderr) => {
			const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
			resolve({ code, output: `${stdout}\n${stderr}` });
		});
	});
}

/** One interaction as the Verifier reports it. */
export interface InteractionResult {
	consumer: string;
	description: string;
	pending: boolean;
	result: 'OK' | 'ERROR';
}

export interface VerifierResult {
	passed: boolean;
	interactions: InteractionResult[];
	/** What the broker said of the pacts. */
	notices: string[];
	/** Everything that the Verifier said when it failed. */
	message: string;
}

export interface VerifierProcess {
	/** Options of `new Verifier()`. */
	verify(options: Record<string, unknown>): Promise<VerifierResult>;
	stop(): void;
}

/** Loads the Verifier once for many verifications. */
export function startVerifier(): VerifierProcess {
	const child: ChildProcess = fork(fileURLToPath(new URL('./verifier-child.ts', import.meta.url)), {
		execPath: NODE,
		execArgv: [],
		env: { ...process.env, ...QUIET },
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	let last: Promise<unknown> = Promise.resolve();
	const ask = (options: Record<string, unknown>): Promise<VerifierResult> =>
		new Promise((resolve, reject) => {
			const end = (code: number | null): void => reject(new Error(`the Verifier's process ended with ${code}`));
			child.once('exit', end);
			child.once('message', (message) => {
				child.off('exit', end);
				resolve(message as VerifierResult);
			});
			child.send(options);
		});
	return {
		verify: (options) => {
			const result = last.then(() => ask(options));
			last = result.catch(() => undefined);
			return result;
		},
		stop: () => {
			child.removeAllListeners('exit');
			child.kill();
		},
	};
}
