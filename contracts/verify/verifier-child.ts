// A process of its own for the real verifier: its native code writes to stdout whatever it is told.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ChildAnswer, ChildJob } from './verifier-process.ts';

interface VerifierModule {
	Verifier: new (options: object) => { verifyProvider(): Promise<unknown> };
}

const [, , name = '@pact-foundation/pact', from = process.cwd()] = process.argv;

/** The package of this project's user, else the one beside this file. */
function loadPact(): VerifierModule {
	try {
		return createRequire(pathToFileURL(`${from}/package.json`))(name) as VerifierModule;
	} catch (error) {
		if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
		return createRequire(import.meta.url)(name) as VerifierModule;
	}
}

async function verify({ id, options }: ChildJob): Promise<ChildAnswer> {
	let pact: VerifierModule;
	try {
		pact = loadPact();
	} catch (error) {
		return { id, kind: 'unusable', reason: messageOf(error) };
	}
	try {
		return { id, kind: 'result', text: String(await new pact.Verifier(options).verifyProvider()) };
	} catch (error) {
		// A failed verification rejects with its result as the message.
		return { id, kind: 'result', text: messageOf(error) };
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
