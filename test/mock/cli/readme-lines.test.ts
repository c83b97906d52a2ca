// What the READMEs say of the command line: each line there is one that the program understands.

import { describe, expect, it } from 'vitest';
import { READMES, readReadme } from '../../../.ci/readmes.ts';
import { parseWords } from '../../../mock/cli/parse-words.ts';
import { COMMANDS } from '../../support/command-line.ts';

const TEXT = READMES.map(readReadme).join('\n');

/** Whole lines: of shell blocks, of tables, of the workflow. */
const LINES = [
	...TEXT.matchAll(
		/stunt-double ((?:start|run|lint|scenario|session|request|coverage|diff|pact|broker) ?[^\n`#|&<]*)/g,
	),
]
	.map((found) => (found[1] ?? '').trim())
	// Neither a list of commands nor one that is cut short.
	.filter((line) => !/[·…]/.test(line));

describe('a line of a README', () => {
	it('is there to be tried', () => {
		expect(LINES.length).toBeGreaterThan(25);
	});

	it.each(LINES)('%s', (line) => {
		const words = ([...(line.match(/'[^']*'|\S+/g) ?? [])] as string[]).map((word) => word.replaceAll(/^'|'$/g, ''));
		const command = [3, 2, 1]
			.map((length) => COMMANDS.find(({ name }) => name === words.slice(0, length).join(' ')))
			.find((found) => found !== undefined);
		expect(command?.name).toBeDefined();
		if (!command) return;
		expect(() => parseWords(command, words.slice(command.name.split(' ').length), {})).not.toThrow();
	});
});
