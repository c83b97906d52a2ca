// The command line as a child process.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OWN_NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
/** The Node that the project runs on, whichever runs the tests. */
export const NODE: string = existsSync(OWN_NODE) ? OWN_NODE : process.execPath;
/** The command line as its sources have it. */
export const SOURCES: string = join(ROOT, 'mock', 'cli.ts');
/** The same from the bundle of the sources, where the run of the tests has made one. */
export const CLI: string = findBundled('mock/cli');

/** The file to start for a source, without its ending: that of the bundle, which loads sooner, else the source. */
export function findBundled(path: string): string {
	const bundle = process.env['TESTED_BUNDLE'];
	return bundle === undefined ? join(ROOT, `${path}.ts`) : join(bundle, `${path}.js`);
}

export interface CliOptions {
	/** Variables beside PATH, HOME and where coverage is written to; none of the machine's STUNT_… are passed on. */
	env?: Readonly<Record<string, string>>;
	cwd?: string;
	/** Default: the command line of the sources, bundled. */
	script?: string;
	/** Of `startCli`, which other command serves a mock. Default: start. */
	command?: string;
	/** What it reads from standard input. Default: nothing. */
	input?: string;
}

export interface CliResult {
	/** `null`: a signal ended it. */
	code: number | null;
	stdout: string;
	stderr: string;
}

/** Runs a command to its end, a minute at most. */
export async function runCli(words: readonly string[], options: CliOptions = {}): Promise<CliResult> {
	const running = spawnCli(words, options);
	const timer = setTimeout(() => running.child.kill('SIGKILL'), 60_000);
	const code = await running.ended;
	clearTimeout(timer);
	return { code, stdout: running.stdout(), stderr: running.stderr() };
}

export interface RunningCli {
	child: ChildProcess;
	stdout(): string;
	stderr(): string;
	/** The exit code; `null` after a signal. */
	ended: Promise<number | null>;
}

export function spawnCli(words: readonly string[], options: CliOptions = {}): RunningCli {
	const { PATH = '', HOME = '', NODE_V8_COVERAGE } = process.env;
	const child = spawn(NODE, [options.script ?? CLI, ...words], {
		cwd: options.cwd ?? ROOT,
		env: { PATH, HOME, ...(NODE_V8_COVERAGE && { NODE_V8_COVERAGE }), ...options.env },
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	// A command that doesn't read may have ended before all was written.
	child.stdin.on('error', () => {}).end(options.input ?? '');
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
	return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

export interface StartedCli extends RunningCli {
	url: string;
	/** Waits until stdout or stderr holds what is looked for, a minute at most. */
	waitFor(pattern: RegExp): Promise<RegExpExecArray>;
	/** SIGTERM, and the end of it. */
	stop(): Promise<number | null>;
}

/** `start` on a free port, ready to answer. */
export async function startCli(words: readonly string[] = [], options: CliOptions = {}): Promise<StartedCli> {
	const running = spawnCli([options.command ?? 'start', '--port', '0', ...words], options);
	const waitFor = (pattern: RegExp): Promise<RegExpExecArray> =>
		new Promise((resolve, reject) => {
			const { child } = running;
			const look = (): void => {
				const found = pattern.exec(`${running.stdout()}\n${running.stderr()}`);
				if (!found) return;
				finish();
				resolve(found);
			};
			const fail = (): void => {
				finish();
				reject(new Error(`never saw ${pattern} in:\n${running.stdout()}\n${running.stderr()}`));
			};
			const timer = setTimeout(fail, 60_000);
			const finish = (): void => {
				clearTimeout(timer);
				child.stdout?.off('data', look);
				child.stderr?.off('data', look);
				child.off('close', fail);
			};
			child.stdout?.on('data', look);
			child.stderr?.on('data', look);
			child.once('close', fail);
			look();
		});
	const [, url = ''] = await waitFor(/(?:listens on |"url":")(http:\/\/[^\s"]+)/);
	return {
		...running,
		url,
		waitFor,
		stop() {
			running.child.kill('SIGTERM');
			return running.ended;
		},
	};
}
