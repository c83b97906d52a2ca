// Compiles the sources to `dist/`, with the data that they read at run time beside them.

import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

rmSync(DIST, { recursive: true, force: true });
const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
execFileSync(process.execPath, [compiler, '-p', join(ROOT, '.ci', 'tsconfig.build.json')], { stdio: 'inherit' });

// The compiler leaves the extensions of lazily required files and of declarations as they are.
const SPECIFIER = /((?:\bfrom|\bimport|\brequire)\s*\(?\s*)(['"])(\.{1,2}\/[^'"\n]+)\.ts\2/g;
for (const name of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
	if (!name.endsWith('.js') && !name.endsWith('.d.ts')) continue;
	const file = join(DIST, name);
	const text = readFileSync(file, 'utf8');
	const rewritten = text.replace(SPECIFIER, '$1$2$3.js$2');
	if (rewritten !== text) writeFileSync(file, rewritten);
}

cpSync(join(ROOT, 'scenarios'), join(DIST, 'scenarios'), { recursive: true });
cpSync(join(ROOT, 'spec'), join(DIST, 'spec'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
chmodSync(join(DIST, 'mock', 'cli.js'), 0o755);
