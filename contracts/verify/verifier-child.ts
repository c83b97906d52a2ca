// A process of its own for the real verifier: its native code writes to stdout whatever it is told.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ChildAnswer, ChildJob } from './verifier-process.ts';

/** Pact's verifier itself: sends what the pact says, byte for byte. */
interface Core {
	verifyPacts(options: object): Promise<unknown>;
}

/** The package over it: its proxy reads bodies and writes them anew, so that forms become JSON and 100 kB are too much. */
interface VerifierModule {
	Verifier: new (options: object) => { verifyProvider(): Promise<unknown> };
}

const CORE = '@pact-foundation/pact-core';
const [, , name = '@pact-foundation/pact', from = process.cwd()] = process.argv;

/** The first whose results tell of single interactions. */
const FIRST_MAJOR = 16;

/** The package of this project's user, else the one beside this file. */
function findPact(path = name): string {
	try {
		return createRequire(pathToFileURL(`${from}/package.json`)).resolve(path);
	} catch (error) {
		if (!isMissing(error)) throw error;
		return createRequire(import.meta.url).resolve(path);
	}
}

/** One verification by what is installed: the core that the package brings, or where it has none, the package. */
function loadVerify(): (options: object) => Promise<unknown> {
	const path = findPact();
	const require = createRequire(path);
	let core: string;
	try {
		core = require.resolve(CORE);
	} catch (error) {
		if (!isMissing(error)) throw error;
		const { Verifier } = require(path) as VerifierModule;
		return (options) => new Verifier(options).verifyProvider();
	}
	const loaded = require(core) as { default: Core };
	return (options) => loaded.default.verifyPacts(options);
}

function isMissing(error: unknown): boolean {
	return (error as { code?: unknown }).code === 'MODULE_NOT_FOUND';
}

/** What came is no result: an old package says no more than whether all went well. */
function explain(id: number, text: string): ChildAnswer {
	try {
		JSON.parse(text);
	} catch {
		const version = readVersion();
		if (version !== undefined && Number.parseInt(version, 10) < FIRST_MAJOR)
			return {
				id,
				kind: 'unusable',
				reason: `version ${version} is too old, its results tell of no single interaction`,
			};
	}
	return { id, kind: 'result', text };
}

function readVersion(): string | undefined {
	try {
		return (createRequire(import.meta.url)(findPact(`${name}/package.json`)) as { version?: string }).version;
	} catch {
		return undefined;
	}
}

async function verify({ id, options }: ChildJob): Promise<ChildAnswer> {
	let run: (options: object) => Promise<unknown>;
	try {
		run = loadVerify();
	} catch (error) {
		return { id, kind: 'unusable', reason: messageOf(error) };
	}
	try {
		return explain(id, String(await run(options)));
	} catch (error) {
		// A failed verification rejects with its result as the message.
		return explain(id, messageOf(error));
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

process.on('message', (job: ChildJob) => {
	void verify(job).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit(0));
