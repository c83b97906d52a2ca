// A process of its own for the real verifier: its native code writes to stdout whatever it is told.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ChildAnswer, ChildJob } from './verifier-process.ts';

interface VerifierModule {
	Verifier: new (options: object) => { verifyProvider(): Promise<unknown> };
}

const [, , name = '@pact-foundation/pact', from = process.cwd()] = process.argv;

/** The first whose results tell of single interactions. */
const FIRST_MAJOR = 16;

/** The package of this project's user, else the one beside this file. */
function loadPact(path = name): unknown {
	try {
		return createRequire(pathToFileURL(`${from}/package.json`))(path);
	} catch (error) {
		if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
		return createRequire(import.meta.url)(path);
	}
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
		return (loadPact(`${name}/package.json`) as { version?: string }).version;
	} catch {
		return undefined;
	}
}

const PROXIES = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];
const proxies = new Map(PROXIES.map((variable) => [variable, process.env[variable]]));

/** Pact sends what is for this machine to the proxy of the environment as well, whatever NO_PROXY says. */
function choosePath(options: object): void {
	const { providerBaseUrl = '' } = options as { providerBaseUrl?: string };
	const host = URL.parse(providerBaseUrl)?.hostname ?? '';
	const isLocal = host === 'localhost' || host === '[::1]' || host.startsWith('127.');
	for (const [variable, value] of proxies) {
		if (isLocal || value === undefined) delete process.env[variable];
		else process.env[variable] = value;
	}
}

async function verify({ id, options }: ChildJob): Promise<ChildAnswer> {
	choosePath(options);
	let pact: VerifierModule;
	try {
		pact = loadPact() as VerifierModule;
	} catch (error) {
		return { id, kind: 'unusable', reason: messageOf(error) };
	}
	try {
		return explain(id, String(await new pact.Verifier(options).verifyProvider()));
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
// Pact's proxy throws, out of everybody's reach, where a provider cuts the connection: that is one interaction's failure, which
// its time limit ends, and no reason to lose the others.
process.on('uncaughtException', (error) => {
	process.stderr.write(`${messageOf(error)}\n`);
});
