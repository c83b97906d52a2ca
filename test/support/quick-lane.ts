// The set-up of the quick lane: a test that starts a process there, or takes long, fails and is told where it belongs.

import childProcess, { ChildProcess } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll } from 'vitest';
import { cpuMs } from './cpu.ts';

/** What a file may take, in milliseconds of CPU time: the first of a worker loads the sources in it as well. */
const LIMIT_MS = 5000;

const refuse = (): never => {
	throw new Error('A quick test starts no process: name its file *.process.test.ts, or *.browser.test.ts.');
};

// spawn, exec, execFile and fork all come here, however they were imported; the synchronous ones don't.
Object.assign(ChildProcess.prototype, { spawn: refuse });
Object.assign(childProcess, { spawnSync: refuse, execSync: refuse, execFileSync: refuse });
syncBuiltinESMExports();

const startedMs = cpuMs();
afterAll(() => {
	const tookMs = Math.round(cpuMs() - startedMs);
	if (tookMs > LIMIT_MS) throw new Error(`${tookMs} ms is not quick: part the file, or name it *.slow.test.ts.`);
});
