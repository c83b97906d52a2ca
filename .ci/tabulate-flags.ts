// Tables of commands and flags, from the tables that the command line itself is made of.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROKER_FLAGS } from '../contracts/broker-flags.ts';
import type { Command, Flag, Flags } from '../mock/cli/command.ts';
import { variablesOf } from '../mock/cli/flag-names.ts';
import { flagsOf } from '../mock/cli/start-flags.ts';
import { tabulate } from './markdown-table.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The flags that all commands have that serve a mock. */
export const START: Flags = flagsOf();
/** The flags that all commands have that speak with a broker. */
export const BROKER: Flags = Object.fromEntries(Object.entries(BROKER_FLAGS).filter(([name]) => name !== 'json'));

/** Commands with what they do and which flags they have. */
export function tabulateCommands(commands: readonly Command[]): string {
	return tabulate(
		['command', 'does', 'flags'],
		commands.map(({ name, operands = [], behind, summary, flags }) => [
			`\`${[name, ...operands, ...(behind === undefined ? [] : ['--', behind])].join(' ')}\``,
			summary,
			nameFlags(Object.keys(flags)),
		]),
	);
}

/** Flags that a whole group of commands has are told by the group's name. */
function nameFlags(names: readonly string[]): string {
	const groups = [
		{ title: '[those of a mock](#the-flags-of-a-mock)', members: Object.keys(START) },
		{ title: '[those of a broker](#the-flags-of-a-broker)', members: Object.keys(BROKER) },
	].filter(({ members }) => members.every((name) => names.includes(name)));
	const told = new Set(groups.flatMap(({ members }) => members));
	const rest = names.filter((name) => !told.has(name)).map((name) => `\`--${name}\``);
	return [...groups.map(({ title }) => title), ...rest].join(' ');
}

/** The flags of a mock, each with its option of `startMock`. */
export function tabulateStartFlags(): string {
	const text = readFileSync(join(ROOT, 'mock/options/mock-options.ts'), 'utf8');
	const options = [...text.matchAll(/^\t(\w+): /gm)].map(([, name = '']) => name);
	const rows = Object.entries(START).map(([name, flag]) => {
		const own = name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
		const option = options.find((one) => one === own) ?? options.find((one) => one.startsWith(own));
		if (option === undefined) throw new Error(`--${name} is no option of a mock`);
		return [...rowOf(name, flag), `\`${option}\``];
	});
	return tabulate(['flag', 'does', 'variable', 'option'], rows);
}

/** A meaning that more commands have than this is a flag's usual one. */
const MANY = 6;

/** Flags that are in no group, each meaning once; of one that has several, with the commands that it has this meaning in. */
export function tabulateFlags(commands: readonly Command[], group: Flags): string {
	const meanings = new Map<string, { name: string; flag: Flag; of: string[] }>();
	for (const { name: command, flags } of commands) {
		const isInGroup = Object.keys(group).every((name) => Object.hasOwn(flags, name));
		for (const [name, flag] of Object.entries(flags)) {
			if (isInGroup && Object.hasOwn(group, name)) continue;
			const key = `${name} ${describe(flag)}`;
			const known = meanings.get(key);
			if (known) known.of.push(command);
			else meanings.set(key, { name, flag, of: [command] });
		}
	}
	const all = [...meanings.values()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
	return tabulate(
		['flag', 'does', 'variable'],
		all.map(({ name, flag, of }) => {
			const [shown = '', does = '', variable = ''] = rowOf(name, flag);
			const others = all.filter((one) => one.name === name && one.of !== of);
			if (others.length === 0) return [shown, does, variable];
			const isUsual = of.length > MANY && others.every((one) => one.of.length <= MANY);
			const whose = isUsual ? 'of all others' : `of ${of.map((one) => `\`${one}\``).join(', ')}`;
			return [shown, `${whose}: ${does}`, variable];
		}),
	);
}

/** The flags of a broker. */
export function tabulateBrokerFlags(): string {
	const rows = Object.entries(BROKER).map(([name, flag]) => rowOf(name, flag));
	return tabulate(['flag', 'does', 'variable'], rows);
}

function rowOf(name: string, flag: Flag): string[] {
	const dashes = flag.kind === 'switch' ? `--[no-]${name}` : `--${name}`;
	const short = flag.short === undefined ? '' : `\`-${flag.short}\` `;
	const shown = [dashes, ...(flag.value === undefined ? [] : [flag.value])].join(' ');
	return [
		`${short}\`${shown}\``,
		describe(flag),
		variablesOf(name, flag)
			.map((variable) => `\`${variable}\``)
			.join(' '),
	];
}

function describe({ help, kind, choices, initial, default: standing }: Flag): string {
	const value = initial ?? (typeof standing === 'boolean' ? (standing ? 'on' : 'off') : standing);
	const more = [
		...(choices ? [choices.join(', ')] : []),
		...(kind === 'list' ? ['may be repeated'] : []),
		...(value === undefined ? [] : [`default: ${value}`]),
	];
	return more.length === 0 ? help : `${help} (${more.join('; ')})`;
}
