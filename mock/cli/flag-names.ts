// The names that follow from a flag's name: its environment variables, and its key among the options.

import type { Command, Flag } from './command.ts';

/** `max-body` → `STUNT_MAX_BODY`. */
export function variableOf(name: string): string {
	return `STUNT_${name.replaceAll('-', '_').toUpperCase()}`;
}

/** The variables of a flag, the one that wins first. */
export function variablesOf(name: string, { env }: Flag): string[] {
	const own = variableOf(name);
	return env === undefined || env === own ? [own] : [own, env];
}

/** `max-body` → `maxBody`. */
export function optionOf(name: string): string {
	return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** All variables that these commands know. */
export function listVariables(commands: readonly Pick<Command, 'flags'>[]): string[] {
	const names = commands.flatMap(({ flags }) =>
		Object.entries(flags).flatMap(([name, flag]) => [
			...variablesOf(name, flag),
			...(flag.kind === 'switch' ? [variableOf(`no-${name}`)] : []),
		]),
	);
	return [...new Set(names)];
}

/** Variables that are set, look like ours and are none. `STUNT_DOUBLE_…` is what Kubernetes calls a service of that name. */
export function listUnknownVariables(
	env: Readonly<Record<string, string | undefined>>,
	commands: readonly Pick<Command, 'flags'>[],
): string[] {
	const ours = Object.keys(env).filter((name) => name.startsWith('STUNT_') && !name.startsWith('STUNT_DOUBLE_'));
	if (ours.length === 0) return [];
	const known = new Set(listVariables(commands));
	return ours.filter((name) => !known.has(name));
}
