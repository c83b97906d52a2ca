// The flags that the broker's commands share, and their values.

import { StartupError } from '../../../spec/index.ts';
import type { CommandArguments, ContractOption } from '../../cli/command.ts';

/** The folder that is used without a broker, below the current one. */
export const DEFAULT_FOLDER = 'contracts/broker';

/** Which broker, by Pact's own names and variables. */
export const BROKER_OPTIONS: readonly ContractOption[] = [
	{
		flags: '-b, --broker <url>',
		description: `a Pact Broker, or the folder of one (without either: ${DEFAULT_FOLDER})`,
		env: 'PACT_BROKER_BASE_URL',
	},
	{ flags: '--broker-base-url <url>', description: 'the same, as the Pact CLI calls it' },
	{ flags: '-k, --broker-token <token>', description: 'sent to the broker as Bearer token', env: 'PACT_BROKER_TOKEN' },
	{ flags: '-u, --broker-username <name>', description: 'for a broker with passwords', env: 'PACT_BROKER_USERNAME' },
	{
		flags: '-p, --broker-password <password>',
		description: 'for a broker with passwords',
		env: 'PACT_BROKER_PASSWORD',
	},
	{ flags: '--json', description: 'the answer as JSON' },
];

/** The application that a command is about. */
export const PARTICIPANT_OPTION: ContractOption = { flags: '-a, --pacticipant <name>', description: 'the application' };
/** Its version; without one that of the git repository. */
export const VERSION_OPTION: ContractOption = {
	flags: '-e, --version <version>',
	description: 'its version (else the commit that is checked out)',
	env: 'GIT_COMMIT',
};

type Options = CommandArguments['options'];

/** The value of a flag; undefined: not given, or empty. */
export function readText(options: Options, name: string): string | undefined {
	const value = options[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The values of a flag that may be repeated or separated by commas. */
export function readList(options: Options, name: string): string[] {
	const value = options[name];
	const given = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
	return given
		.flatMap((one) => one.split(','))
		.map((one) => one.trim())
		.filter((one) => one !== '');
}

/** The value of a flag, or a `StartupError` that names it. */
export function requireText(options: Options, name: string, flag: string): string {
	const value = readText(options, name);
	if (value !== undefined) return value;
	throw refuseOption(`${flag} is missing`, `write ${flag}`);
}

/** A whole number from 0 on. */
export function readCount(options: Options, name: string, flag: string): number | undefined {
	const text = readText(options, name);
	if (text === undefined) return undefined;
	if (/^\d{1,6}$/.test(text)) return Number(text);
	throw refuseOption(`${flag} must be a whole number, not "${text}"`, 'mend the value');
}

export function refuseOption(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
