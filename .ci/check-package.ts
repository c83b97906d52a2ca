// Part of `npm run check`: what users get is packed as npm packs it, and looked at as their tools look at it.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PATH = `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`;
const folder = mkdtempSync(join(tmpdir(), 'stunt-check-'));
try {
	// npm builds before it packs.
	if (run('npm', ['pack', '--silent', '--pack-destination', folder])) {
		const tarball = readdirSync(folder).map((name) => join(folder, name))[0] ?? '';
		run('publint', [tarball, '--strict']);
		// There is no CommonJS in the package: Node 22 and later require ES modules as they are. `module: commonjs` reads no `exports`.
		run('attw', [tarball, '--ignore-rules', 'cjs-resolves-to-esm', '--format', 'ascii']);
		// The package's own name leads to the declarations that were built just now.
		run('tsc', ['-p', 'test/types']);
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** Runs a command and shows its output only where it fails; then the whole check ends with 1. */
function run(command: string, args: readonly string[]): boolean {
	const started = performance.now();
	const { status, stdout, stderr, error } = spawnSync(command, args, {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...process.env, PATH },
	});
	if (error) throw error;
	const isGood = status === 0;
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	console.log(`${isGood ? 'good' : 'BAD'}: ${command} (${seconds} s)`);
	if (!isGood) {
		console.error(stdout + stderr);
		process.exitCode = 1;
	}
	return isGood;
}
