import { exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each<[string, () => unknown]>([
	['exec', () => exec('true')],
	['execFile', () => execFile('true')],
	['execFileSync', () => execFileSync('true')],
	['execSync', () => execSync('true')],
	['fork', () => fork('true.js')],
	['spawn', () => spawn('true')],
	['spawnSync', () => spawnSync('true')],
])('the quick lane starts no process by %s', (_name, start) => {
	expect(start).toThrow(/A quick test starts no process: name its file \*\.process\.test\.ts/);
});
