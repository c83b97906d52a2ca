// All commands of the contracts, for the command line. Loaded only when one of them, or the list of all commands, is asked for; what a
// command needs is loaded when it is run.

import type { CommandTable, PactJudgement, PactWish, ReadPacts } from '../mock/inner.ts';
import { PACT_CHECK } from './check-command/pact-check-command.ts';
import { type AskCoverage, createCoverageCommand } from './coverage/coverage-command.ts';
import { DIFF } from './diff/diff-command.ts';
import { DRIFT } from './drift/drift-command.ts';
import { BROKER_COMMANDS } from './folder-broker/broker-commands.ts';
import { RECORD } from './record-command/record-command.ts';
import { PACT_VERIFY } from './verify/pact-verify-command.ts';
import { PACT_WRITE } from './write/pact-write-command.ts';

/** The commands, in the order of the help; `askCoverage` is what the mock does for `coverage` by itself. */
export function listContractCommands({ askCoverage }: { askCoverage: AskCoverage }): CommandTable {
	const coverage = createCoverageCommand(askCoverage);
	return {
		commands: [RECORD, DRIFT, DIFF, coverage, PACT_WRITE, PACT_CHECK, PACT_VERIFY, ...BROKER_COMMANDS],
		groups: { pact: 'write pacts from traffic, check, verify and publish them, ask whether to deploy' },
	};
}

/** Makes a reader of the pacts in files and folders, for `start` to show them in its coverage. */
export async function loadPactReader(places: readonly string[]): Promise<ReadPacts> {
	return (await import('./coverage/pact-coverage.ts')).createPactReader(places);
}

/** What `run --pact` does: the consumer's pact is written into the usual folder, and checked. */
export async function judgePact(wish: PactWish): Promise<PactJudgement> {
	return (await import('./check-command/judge-pact.ts')).judgePact(wish);
}
