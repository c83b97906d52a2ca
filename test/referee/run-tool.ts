// Tools of others as child processes, with a quiet environment.

import { spawn } from 'node:child_process';

export interface ToolResult {
	code: number | null;
	/** What it said, on both ways. */
	output: string;
}

/** Runs a program to its end, `limit` ms at most; the machine's PATH and HOME are all it knows. `undefined`: it isn't there. */
export function runTool(
	program: string,
	words: readonly string[],
	{ env = {}, cwd, limit = 60_000 }: { env?: Readonly<Record<string, string>>; cwd?: string; limit?: number } = {},
): Promise<ToolResult | undefined> {
	const { PATH = '', HOME = '' } = process.env;
	return new Promise((resolve) => {
		const child = spawn(program, words, { cwd, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
		const timer = setTimeout(() => child.kill('SIGKILL'), limit);
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text;
			});
		}
		child.once('error', () => {
			clearTimeout(timer);
			resolve(undefined);
		});
		child.once('close', (code) => {
			clearTimeout(timer);
			resolve({ code, output });
		});
	});
}
