import { describe, expect, it } from 'vitest';
import type { Command } from '../../../mock/cli/command.ts';
import { parseWords } from '../../../mock/cli/parse-words.ts';
import { StartupError } from '../../../spec/index.ts';

/** A flag of each kind. */
const SAMPLE: Command = {
	name: 'sample',
	summary: 'show all kinds of flags',
	operands: ['<first>', '[second]'],
	flags: {
		name: { kind: 'text', value: '<name>', short: 'n', help: 'a text', env: 'OTHER_NAME' },
		mode: { kind: 'text', value: '<mode>', choices: ['fast', 'slow'], help: 'a choice', default: 'slow' },
		'max-size': { kind: 'integer', value: '<n>', min: -5, max: 10, help: 'a whole number' },
		share: { kind: 'number', value: '<percent>', min: 0, max: 100, help: 'a number' },
		json: { kind: 'switch', help: 'a switch', default: false },
		colour: { kind: 'switch', short: 'c', help: 'a switch that knows three states' },
		file: { kind: 'list', value: '<file>', help: 'a list' },
		tag: { kind: 'list', value: '<tag>', short: 't', splits: true, help: 'a list of words' },
		latest: { kind: 'text', value: '[tag]', short: 'l', help: 'with or without a value' },
		deep: { kind: 'switch', help: 'another way', default: false },
		page: { kind: 'text', value: '<file>', help: 'of the other way', needs: ['deep', 'latest'] },
	},
	examples: ['sample one'],
	run: async () => 0,
};

function read(words: readonly string[], env: Record<string, string> = {}) {
	const { positionals, options } = parseWords(SAMPLE, words, env);
	return { ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)), positionals };
}

function refusal(words: readonly string[], env: Record<string, string> = {}): string {
	try {
		read(words, env);
	} catch (error) {
		if (error instanceof StartupError && error.code === 'option.invalid') return error.line;
		throw error;
	}
	throw new Error(`${words.join(' ')} was accepted`);
}

describe('words', () => {
	const NONE = { mode: 'slow', json: false, deep: false, positionals: ['a'] };
	const good: [string[], object][] = [
		[['a'], NONE],
		[['a', 'b'], { ...NONE, positionals: ['a', 'b'] }],
		[['--name', 'x', 'a', '--json', 'b'], { ...NONE, name: 'x', json: true, positionals: ['a', 'b'] }],
		[['a', '-n', 'x'], { ...NONE, name: 'x' }],
		[['a', '-nx'], { ...NONE, name: 'x' }],
		[['a', '-cn', 'x'], { ...NONE, name: 'x', colour: true }],
		[['a', '--name=x=y'], { ...NONE, name: 'x=y' }],
		[['a', '--name=--json'], { ...NONE, name: '--json' }],
		[['a', '--name', '-'], { ...NONE, name: '-' }],
		[['a', '--name', 'x', '--name', 'y'], { ...NONE, name: 'y' }],
		[['a', '--max-size', '-5'], { ...NONE, maxSize: -5 }],
		[['a', '--max-size=0'], { ...NONE, maxSize: 0 }],
		[['a', '--share', '12.5'], { ...NONE, share: 12.5 }],
		[['-7'], { ...NONE, positionals: ['-7'] }],
		[['a', '--json=true'], { ...NONE, json: true }],
		[['a', '--json=off'], NONE],
		[['a', '--no-json'], NONE],
		[['a', '--json', '--no-json'], NONE],
		[['a', '--no-json', '--json'], { ...NONE, json: true }],
		[['a', '--no-colour'], { ...NONE, colour: false }],
		[['a', '--file', 'x,y', '--file=z'], { ...NONE, file: ['x,y', 'z'] }],
		[['a', '--tag', 'x, y,', '-t', 'z'], { ...NONE, tag: ['x', 'y', 'z'] }],
		[['a', '--latest'], { ...NONE, latest: true }],
		[['a', '--latest', '--json'], { ...NONE, latest: true, json: true }],
		[['a', '--latest', 'rc'], { ...NONE, latest: 'rc' }],
		[['a', '--latest=rc'], { ...NONE, latest: 'rc' }],
		[['a', '-l'], { ...NONE, latest: true }],
		[['--', '--json'], { ...NONE, positionals: ['--json'] }],
		[['a', '--', '--json=maybe'], { ...NONE, positionals: ['a', '--json=maybe'] }],
		[['a', '--page', 'x', '--deep'], { ...NONE, page: 'x', deep: true }],
		[['a', '--page', 'x', '--latest'], { ...NONE, page: 'x', latest: true }],
	];
	it.each(good)('%j', (words, expected) => {
		expect(read(words)).toEqual(expected);
	});
});

describe('variables', () => {
	const good: [Record<string, string>, object][] = [
		[{ STUNT_NAME: 'x', OTHER_NAME: 'y' }, { name: 'x' }],
		[{ OTHER_NAME: 'y' }, { name: 'y' }],
		[{ STUNT_NAME: '', OTHER_NAME: 'y' }, { name: 'y' }],
		[{ STUNT_MODE: 'fast' }, { mode: 'fast' }],
		[{ STUNT_MAX_SIZE: '3' }, { maxSize: 3 }],
		[{ STUNT_JSON: '1' }, { json: true }],
		[{ STUNT_JSON: 'no' }, { json: false }],
		[{ STUNT_COLOUR: 'false' }, { colour: false }],
		[{ STUNT_NO_COLOUR: 'true' }, { colour: false }],
		[{ STUNT_FILE: 'x, y,,' }, { file: ['x', 'y'] }],
		[{ STUNT_FILE: ',' }, {}],
		[{ STUNT_LATEST: 'true' }, { latest: true }],
		[{ STUNT_LATEST: 'rc' }, { latest: 'rc' }],
		// A variable is for all commands, so that one which says nothing here is no mistake.
		[{ STUNT_PAGE: 'x' }, { page: 'x' }],
	];
	it.each(good)('%j', (env, expected) => {
		expect(read(['a'], env)).toEqual({ mode: 'slow', json: false, deep: false, positionals: ['a'], ...expected });
	});

	it('are beaten by flags', () => {
		const env = { STUNT_NAME: 'y', STUNT_JSON: 'true', STUNT_COLOUR: 'false', STUNT_FILE: 'y', STUNT_MODE: 'wrong' };
		expect(read(['a', '--name', 'x', '--no-json', '--colour', '--file', 'x', '--mode', 'fast'], env)).toMatchObject({
			name: 'x',
			json: false,
			colour: true,
			file: ['x'],
			mode: 'fast',
		});
	});
});

describe('what does not fit', () => {
	const bad: [string[], Record<string, string>, string][] = [
		[['a', '--jsn'], {}, 'unknown option --jsn (did you mean --json?)'],
		[['a', '--jsn=true'], {}, 'unknown option --jsn (did you mean --json?)'],
		[['--jsn', '--', '--x'], {}, 'unknown option --jsn (did you mean --json?)'],
		[['a', '--no-name'], {}, 'unknown option --no-name (did you mean --name?)'],
		[['a', '--no-jsn'], {}, 'unknown option --no-jsn (did you mean --no-json?)'],
		[['a', '-x'], {}, 'unknown option -x (see --help)'],
		[['a', '--__proto__'], {}, 'unknown option --__proto__ (see --help)'],
		[['a', '--constructor=1'], {}, 'unknown option --constructor (see --help)'],
		[['a', '--toString'], {}, 'unknown option --toString (see --help)'],
		[['a', '--name'], {}, '--name needs a value (write --name <name>)'],
		[['a', '-n'], {}, '--name needs a value (write --name <name>)'],
		[['a', '--name='], {}, '--name needs a value (write --name <name>)'],
		[['a', '--name', '--json'], {}, '--name needs a value (write --name <name>)'],
		[['a', '--name', '-5'], {}, '--name needs a value (write --name <name>)'],
		[['a', '--max-size', '1e1'], {}, '--max-size must be a whole number from -5 to 10, not "1e1" (mend the value)'],
		[['a', '--max-size', '11'], {}, '--max-size must be a whole number from -5 to 10, not "11" (mend the value)'],
		[['a', '--share', '-1'], {}, '--share must be a number from 0 to 100, not "-1" (mend the value)'],
		[['a', '--share', '.5'], {}, '--share must be a number from 0 to 100, not ".5" (mend the value)'],
		[['a', '--mode', 'flow'], {}, '--mode must be one of fast, slow, not "flow" (did you mean slow?)'],
		[['a', '--json=maybe'], {}, '--json must be true or false, not "maybe" (mend the value)'],
		[['a', '--json='], {}, '--json must be true or false, not "" (mend the value)'],
		[['a', '--no-json=true'], {}, '--no-json takes no value (write --no-json alone)'],
		[['a'], { STUNT_JSON: 'maybe' }, 'STUNT_JSON must be true or false, not "maybe" (mend the value)'],
		[['a'], { STUNT_MODE: 'flow' }, 'STUNT_MODE must be one of fast, slow, not "flow" (did you mean slow?)'],
		[['a'], { STUNT_SHARE: 'x' }, 'STUNT_SHARE must be a number from 0 to 100, not "x" (mend the value)'],
		[[], {}, 'sample needs a <first> (write stunt-double sample <first> [second])'],
		[['a', 'b', 'c'], {}, 'sample does not take "c" (see stunt-double sample --help)'],
		[['a', '--page', 'x'], {}, 'unknown option --page (it goes with --deep or --latest)'],
		[['a', '--page', 'x', '--no-deep'], {}, 'unknown option --page (it goes with --deep or --latest)'],
	];
	it.each(bad)('%j with %j', (words, env, line) => {
		expect(refusal(words, env)).toBe(line);
	});
});
