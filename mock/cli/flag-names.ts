// The names that follow from a flag's name: its environment variables, and its key among the options.

import type { Flag } from './command.ts';

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
