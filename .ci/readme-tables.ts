// The tables of the READMEs that follow from the code: commands, flags, calls, exports, keys of scenario files.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROKER_FLAGS } from '../contracts/broker-flags.ts';
import { listContractCommands } from '../contracts/commands.ts';
import type { Command, Flag } from '../mock/cli/command.ts';
import { variablesOf } from '../mock/cli/flag-names.ts';
import { listMockCommands } from '../mock/cli/mock-commands.ts';
import { flagsOf } from '../mock/cli/start-flags.ts';
import { SCENARIO } from '../mock/scenarios/shape.ts';
import { type Documented, readExports, readMembers } from './read-exports.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const nothingIsRun = () => Promise.reject(new Error('nothing is run'));
const MOCK = listMockCommands({
	loadPactReader: nothingIsRun,
	judgePact: nothingIsRun,
	listCommands: nothingIsRun,
}).commands;
const CONTRACTS = listContractCommands({ askCoverage: nothingIsRun }).commands;

const START = flagsOf();
const BROKER = Object.fromEntries(Object.entries(BROKER_FLAGS).filter(([name]) => name !== 'json'));

/** Each table by the name that it has in a README. */
export const TABLES: Readonly<Record<string, () => string>> = {
	'commands of the mock': () => tabulateCommands(MOCK),
	'flags of a mock': tabulateStartFlags,
	'flags of the mock’s commands': () => tabulateFlags(MOCK, START),
	'commands for contracts': () => tabulateCommands(CONTRACTS),
	'flags of a broker': () => tabulate(['flag', 'does', 'variable'], rowsOf(BROKER)),
	'flags of the commands for contracts': () => tabulateFlags(CONTRACTS, BROKER),
	'functions of the mock': () => tabulateDoor('mock/index.ts'),
	'methods of a mock': () => tabulateMembers('MockControls', 'Mock', 'MockRouter', 'MockFetch'),
	'methods of a session': () => tabulateMembers('MockSession'),
	'methods of a clock': () => tabulateMembers('SessionClock'),
	'methods of a resource': () => tabulateMembers('SessionResource'),
	'functions for contracts': () => tabulateDoor('contracts/index.ts'),
	'functions for reads': () => tabulateDoor('contracts/reads/index.ts'),
	'keys of a scenario': () => tabulate(['key', 'says'], listKeys(SCENARIO.schema)),
};

/** What a README should be: its text with each table between its two marks written anew. Throws for a table that there is not. */
export function fillTables(text: string): string {
	return text.replaceAll(/^<!-- table: (.+) -->\n[\s\S]*?^<!-- end -->$/gm, (_, name: string) => {
		const table = TABLES[name];
		if (!table) throw new Error(`there is no table "${name}"`);
		return `<!-- table: ${name} -->\n${table()}\n<!-- end -->`;
	});
}

function tabulate(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
	return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A bar parts cells even in code; an angle bracket outside of code begins a tag. */
function escapeCell(cell: string): string {
	const parts = cell.replaceAll('|', '\\|').split('`');
	return parts.map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;'))).join('`');
}

function tabulateCommands(commands: readonly Command[]): string {
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

function tabulateStartFlags(): string {
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
function tabulateFlags(commands: readonly Command[], group: object): string {
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

function rowsOf(flags: Readonly<Record<string, Flag>>): string[][] {
	return Object.entries(flags).map(([name, flag]) => rowOf(name, flag));
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

function tabulateDoor(file: string): string {
	const all = readExports(join(ROOT, file));
	const types = all.filter(({ isType }) => isType).map(({ name }) => `\`${name}\``);
	const functions = all.filter(({ isType }) => !isType);
	return `${tabulate(['name', 'is'], functions.map(toRow))}\n\nTypes: ${types.join(', ')}.`;
}

function tabulateMembers(...names: readonly string[]): string {
	const members = names.flatMap((name) => readMembers(join(ROOT, 'mock/library/types.ts'), name));
	return tabulate(['member', 'does'], members.map(toRow));
}

function toRow({ signature, says }: Documented): string[] {
	// A door's own function names the one that it loads.
	return [`\`${signature}\``, says.replace(/^`\w+` of \S+: /, '').replace(/\.$/, '')];
}

interface Shape {
	description?: string;
	properties?: Record<string, Shape>;
	items?: Shape;
	anyOf?: Shape[];
	oneOf?: Shape[];
}

/** The keys of a shape and of what lies in it, each once, with what its description says. */
function listKeys(shape: Shape, prefix = ''): string[][] {
	const inner = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((one) => listKeys(one, prefix));
	const below = shape.items ? listKeys(shape.items, `${prefix.replace(/\.$/, '[]')}.`) : [];
	const own = Object.entries(shape.properties ?? {}).flatMap(([name, value]) => [
		...(value.description === undefined ? [] : [[`\`${prefix}${name}\``, value.description.replace(/\.$/, '')]]),
		...listKeys(value, `${prefix}${name}.`),
	]);
	const seen = new Set<string>();
	return [...own, ...below, ...inner].filter(([key = '']) => !seen.has(key) && seen.add(key));
}
