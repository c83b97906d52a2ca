// The commands: what each is called, takes, and does. Their code loads when they are run.

import type { Terminal } from '../log/terminal.ts';
import type { FlagName } from './flags.ts';
import type { GivenWords } from './read-flags.ts';

/** A command as it is run: what was given, and where to write. The answer is the exit code; `undefined`: it stays. */
export type Run = (given: GivenWords, terminal: Terminal) => Promise<number | undefined>;

export interface Command {
	/** E.g. `start`, `scenario use`. */
	name: string;
	/** One line for the list of commands. */
	summary: string;
	/** What stands behind the name, e.g. `<name>`, `[documents…]`. */
	operands: readonly string[];
	flags: readonly FlagName[];
	/** Lines to try; each begins behind `stunt-double `. */
	examples: readonly string[];
	/** A sentence or two on what is not plain from the summary. */
	notes?: readonly string[];
	load(): Promise<Run>;
}

const READING: readonly FlagName[] = ['overlay', 'infer', 'allow-remote-refs'];
const CALLING: readonly FlagName[] = ['url', 'admin-token'];

export const COMMANDS: readonly Command[] = [
	{
		name: 'start',
		summary: 'serve documents as a mock that remembers',
		operands: ['[documents…]'],
		flags: [
			'port',
			'host',
			'scenarios',
			'scenario',
			'pacts',
			'seed',
			'dynamic',
			'overlay',
			'auth',
			'jwks',
			'delay',
			'cors',
			'watch',
			'strict-sessions',
			'max-sessions',
			'fill',
			'rows',
			'max-entities',
			'max-body',
			'journal',
			'journal-bytes',
			'infer',
			'allow-remote-refs',
			'admin-token',
			'admin-host',
			'log',
		],
		examples: [
			'start',
			'start api.yaml --port 8080',
			'start api.yaml --scenarios scenarios --scenario busy --seed 1',
			'start --pacts consumers/checkout/pacts',
		],
		notes: ['Without documents, those that ship are served, with their scenarios.'],
		load: async () => (await import('./start.ts')).runStart,
	},
	{
		name: 'lint',
		summary: 'check documents and scenarios, and tell what was guessed',
		operands: ['[documents…]'],
		flags: ['scenarios', ...READING, 'json'],
		examples: ['lint', 'lint api.yaml --scenarios scenarios', 'lint api.yaml --json'],
		notes: ['Exits with 1 when it finds a mistake; warnings alone exit with 0.'],
		load: async () => (await import('./lint.ts')).runLint,
	},
	{
		name: 'scenario list',
		summary: 'list the scenarios of a folder, or of a running mock (--url)',
		operands: ['[documents…]'],
		flags: ['scenarios', ...READING, ...CALLING, 'json'],
		examples: [
			'scenario list',
			'scenario list api.yaml --scenarios scenarios',
			'scenario list --url http://127.0.0.1:4010',
		],
		load: async () => (await import('./scenario-show.ts')).runScenarioList,
	},
	{
		name: 'scenario show',
		summary: 'show one scenario: what it gives, and its script',
		operands: ['<name>', '[documents…]'],
		flags: ['scenarios', ...READING, ...CALLING, 'json'],
		examples: ['scenario show slow', 'scenario show slow --url http://127.0.0.1:4010 --json'],
		load: async () => (await import('./scenario-show.ts')).runScenarioShow,
	},
	{
		name: 'scenario use',
		summary: 'use a scenario in a session of a running mock',
		operands: ['<name>'],
		flags: ['session', 'param', ...CALLING, 'json'],
		examples: ['scenario use slow', 'scenario use slow --session checkout-test --param shop=acme'],
		notes: ['Entities, clock and script start afresh. A value that reads as JSON is one: --param count=3.'],
		load: async () => (await import('./scenario-use.ts')).runScenarioUse,
	},
	{
		name: 'scenario reset',
		summary: 'reset a session of a running mock to the start of its scenario',
		operands: [],
		flags: ['session', ...CALLING, 'json'],
		examples: ['scenario reset', 'scenario reset --session checkout-test'],
		load: async () => (await import('./scenario-use.ts')).runScenarioReset,
	},
	{
		name: 'scenario make',
		summary: 'make a scenario of a request that a running mock has answered',
		operands: ['<request>'],
		flags: ['session', 'into', ...CALLING],
		examples: ['scenario make 12 --session qa', 'scenario make 12 --session qa --into scenarios'],
		notes: ['What was there before the request is given, and what the state does not answer by itself is scripted.'],
		load: async () => (await import('./requests.ts')).runScenarioMake,
	},
	{
		name: 'request list',
		summary: 'list the requests of a session of a running mock, each with the why of its answer',
		operands: [],
		flags: ['session', 'status', 'limit', ...CALLING, 'json'],
		examples: ['request list', 'request list --session qa --status 4XX'],
		load: async () => (await import('./requests.ts')).runRequestList,
	},
	{
		name: 'request show',
		summary: 'show a request and its answer, or print it as a line of curl',
		operands: ['<request>'],
		flags: ['session', 'curl', ...CALLING, 'json'],
		examples: ['request show 12 --session qa', 'request show 12 --session qa --curl'],
		load: async () => (await import('./requests.ts')).runRequestShow,
	},
	{
		name: 'coverage',
		summary: 'tell which answers of the documents a running mock has given',
		operands: [],
		flags: [...CALLING, 'fail-under', 'json'],
		examples: ['coverage', 'coverage --fail-under 80', 'coverage --json'],
		notes: [
			'With --fail-under, exits with 1 when less than so many percent were exercised.',
			'With pacts, --by-scenarios, --traffic or --html it counts properties and values, too: see contracts coverage --help.',
		],
		load: async () => (await import('./coverage.ts')).runCoverage,
	},
];
