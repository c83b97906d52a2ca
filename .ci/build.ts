// Compiles the sources to `dist/`, with the data that they read at run time beside them.

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedDocuments } from '../mock/options/defaults.ts';
import { readScenarioText } from '../mock/scenarios/read-scenario-text.ts';
import type { JsonValue } from '../spec/index.ts';
import { bundlePage } from './bundle-page.ts';
import { bundleSources } from './bundle-sources.ts';
import { checkShipped } from './check-shipped.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

rmSync(DIST, { recursive: true, force: true });
writeDeclarations();
await bundleSources({ root: ROOT, dist: DIST });
await bundlePage({ root: ROOT, dist: DIST });
cpSync(join(ROOT, 'contracts/verify/nobody.pem'), join(DIST, 'contracts/verify/nobody.pem'));
/** What a checkout has read ahead is YAML, of which the package has none. */
const isData = (path: string): boolean => !/\.(?:ts|md|jsonl)$/.test(path);
for (const folder of ['scenarios', 'spec'])
	cpSync(join(ROOT, folder), join(DIST, folder), { recursive: true, filter: isData });
for (const file of listFiles('.yaml')) {
	// What every start reads becomes JSON, so that no YAML parser is loaded; an overlay is read by who asks for it, by its name.
	if (file.endsWith('.overlay.yaml')) {
		writeFileSync(file, readFileSync(file, 'utf8').replaceAll('.yaml#/', '.json#/'));
		continue;
	}
	const text = JSON.stringify(readValue(file), undefined, 1).replaceAll('.yaml#/', '.json#/');
	writeFileSync(file.replace(/\.yaml$/, '.json'), `${text}\n`);
	rmSync(file);
}
const inDist = (file: string): string => join(DIST, 'spec', basename(file).replace(/\.yaml$/, '.json'));
await checkShipped({
	documents: shippedDocuments().map(inDist),
	directory: join(DIST, 'scenarios'),
	checked: join(DIST, 'spec', 'checked.json'),
	kept: join(DIST, 'spec', 'kept.jsonl'),
});
chmodSync(join(DIST, 'mock', 'cli.js'), 0o755);

function writeDeclarations(): void {
	const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
	const project = join(ROOT, '.ci', 'tsconfig.build.json');
	const { status } = spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
	if (status !== 0) process.exit(1);
	// The compiler leaves the extensions in declarations as they are.
	const specifier = /((?:\bfrom|\bimport)\s*\(?\s*)(['"])(\.{1,2}\/[^'"\n]+)\.ts\2/g;
	for (const file of listFiles('.d.ts')) {
		const text = readFileSync(file, 'utf8');
		const rewritten = text.replace(specifier, '$1$2$3.js$2');
		if (rewritten !== text) writeFileSync(file, rewritten);
	}
}

function listFiles(...endings: readonly string[]): string[] {
	const names = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
	return names.filter((name) => endings.some((ending) => name.endsWith(ending))).map((name) => join(DIST, name));
}

function readValue(file: string): JsonValue {
	const read = readScenarioText(file);
	if (!read.ok) throw new Error(`${file}: ${read.finding.message}`);
	return read.value;
}
