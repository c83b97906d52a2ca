// A mock's start, without V8's optimizing compilers.

import { statSync } from 'node:fs';
import type { JsonObject } from '../../spec/index.ts';
import { type Hooks, type RunningMock, runMock } from '../library/run-mock.ts';
import type { MockOptions } from '../options/mock-options.ts';

/** The V8 versions (of Node 24 and 25) that know the words, and the processors on which all three compilers are there. */
const VERSIONS = [13, 14];
const PROCESSORS: readonly string[] = ['x64', 'arm64'];
/** What somebody has told V8 about its compilers stays as it is. */
const OWN_WORDS = /jitless|lite|[-_]opt|optim|turbo|maglev|sparkplug/;
/** A parser of YAML runs long enough in larger files to be worth compiling well, in bytes. */
const MAX_YAML_BYTES = 400_000;
const SPARING = ['--always-sparkplug', '--no-maglev', '--no-opt'];
const USUAL = ['--no-always-sparkplug', '--maglev', '--opt'];

/**
 * `runMock`, in a process of its own: until it listens, V8 compiles each function once, simply, and optimizes none. Nearly all of a start runs
 * but once or twice, and what V8 optimizes meanwhile costs more than it gains: a fifth of the CPU time for a document of 13 MB.
 */
export async function runSparing(options: MockOptions, hooks: Hooks): Promise<RunningMock> {
	if (!mayTellV8() || !options.documents.every(isQuicklyParsed)) return runMock(options, hooks);
	const { setFlagsFromString } = process.getBuiltinModule('node:v8');
	for (const flag of SPARING) setFlagsFromString(flag);
	try {
		return await runMock(options, hooks);
	} finally {
		for (const flag of USUAL) setFlagsFromString(flag);
	}
}

function mayTellV8(): boolean {
	const { arch, execArgv, versions, env } = process;
	const isKnown = VERSIONS.includes(Number.parseInt(versions.v8 ?? '', 10)) && PROCESSORS.includes(arch);
	if (!isKnown || versions['bun'] || versions['deno']) return false;
	return !OWN_WORDS.test([...execArgv, env['NODE_OPTIONS']].join(' '));
}

/** JSON, or not much of anything else; of an address nobody knows. */
function isQuicklyParsed(document: string | JsonObject): boolean {
	if (typeof document !== 'string' || /\.json$/i.test(document)) return true;
	try {
		const found = statSync(document);
		return found.isFile() && found.size <= MAX_YAML_BYTES;
	} catch {
		// The start says why it can't be read.
		return false;
	}
}
