// All commands of the contracts. Loaded by the command line only when one of them, or their help, is asked for; what a command
// needs is loaded when it is run.

import { checkCommands } from '../check/commands.ts';
import { coverageCommands } from '../coverage/commands.ts';
import { brokerCommands } from '../folder-broker/commands.ts';
import { verifyCommands } from '../verify/commands.ts';
import { writeCommands } from '../write/commands.ts';
import type { ContractCommand } from './command.ts';

export { readCommandWords, variableOf } from './words.ts';

/** The commands, in the order of the help. */
export function listContractCommands(): readonly ContractCommand[] {
	return [...writeCommands(), ...checkCommands(), ...verifyCommands(), ...brokerCommands(), ...coverageCommands()];
}
