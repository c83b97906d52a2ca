// What the README says of the contracts: each command line there is one that the program understands.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listContractCommands, readCommandWords } from '../../../contracts/cli/index.ts';
import { COMMANDS } from '../../../mock/cli/commands.ts';

const README = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8');
const commands = listContractCommands();

/** Whole lines: of shell blocks, of the workflow, and examples of the commands themselves. */
const LINES = [
	...[...README.matchAll(/stunt-double ((?:pact|broker|contracts) [^\n`#]*)/g)].map((found) => found[1] ?? ''),
	...commands.flatMap(({ examples }) => examples.map((line) => line.replace(/^.*?stunt-double /, ''))),
];

function find(words: readonly string[]) {
	return [3, 2, 1]
		.map((length) => commands.find(({ name }) => name === words.slice(0, length).join(' ')))
		.find((command) => command !== undefined);
}

describe('a line of the README or of the help', () => {
	it('is there to be tried', () => {
		expect(LINES.length).toBeGreaterThan(40);
	});

	it.each(LINES)('%s', (line) => {
		const words = ([...(line.match(/'[^']*'|\S+/g) ?? [])] as string[]).map((word) => word.replaceAll(/^'|'$/g, ''));
		const command = find(words);
		expect(command?.name).toBeDefined();
		if (!command) return;
		expect(() => readCommandWords(command, words.slice(command.name.split(' ').length), {})).not.toThrow();
	});
});

it('no command of the contracts has the name of one of the mock', () => {
	const names = [...COMMANDS, ...commands].map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
});
