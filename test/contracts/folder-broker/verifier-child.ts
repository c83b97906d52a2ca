// A process that verifies what its parent tells it to, one after the other.

import { Verifier } from '@pact-foundation/pact';
import type { InteractionResult, VerifierResult } from './pact-tools.ts';

interface Report {
	interactionResults?: InteractionResult[];
	notices?: unknown;
}

process.on('message', (options: ConstructorParameters<typeof Verifier>[0]) => {
	void verify(options).then((result) => process.send?.(result));
});

async function verify(options: ConstructorParameters<typeof Verifier>[0]): Promise<VerifierResult> {
	try {
		return read(await new Verifier(options).verifyProvider(), true);
	} catch (error) {
		return read((error as Error).message, false);
	}
}

function read(text: string, passed: boolean): VerifierResult {
	try {
		const report = JSON.parse(text) as Report;
		return {
			passed,
			interactions: report.interactionResults ?? [],
			notices: [JSON.stringify(report.notices ?? [])],
			message: text,
		};
	} catch {
		return { passed, interactions: [], notices: [], message: text };
	}
}
