// Child processes of the benchmarks: started, asked for their CPU time and memory, stopped.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own. */
export interface BenchServer {
	port: number;
	/** CPU time in µs since its start, resident bytes now, and the live heap after a collection when asked. */
	measure(collect?: boolean): Promise<{ cpuUs: number; rss: number; heap: number }>;
	stop(): void;
}

/** Starts a script that prints `listening <port>` and answers messages with its figures. */
export async function startServer(script: URL, env: Record<string, string> = {}): Promise<BenchServer> {
	const child = spawn(process.execPath, ['--expose-gc', script.pathname], {
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
		env: { ...process.env, ...env },
	});
	const port = await readPort(child);
	return {
		port,
		async measure(collect = false) {
			child.send(collect ? 'gc' : 'measure');
			const [figures] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage; rss: number; heap?: number }];
			return { cpuUs: figures.cpu.user + figures.cpu.system, rss: figures.rss, heap: figures.heap ?? 0 };
		},
		stop: () => child.kill(),
	};
}

async function readPort(child: ChildProcess): Promise<number> {
	let text = '';
	for await (const chunk of child.stdout ?? []) {
		text += String(chunk);
		const port = /listening (\d+)/.exec(text)?.[1];
		if (port) return Number(port);
	}
	throw new Error('the server ended before it listened');
}
