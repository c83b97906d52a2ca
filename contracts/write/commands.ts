import type { ContractCommand } from '../cli/command.ts';

export function writeCommands(): readonly ContractCommand[] {
	return [];
}
