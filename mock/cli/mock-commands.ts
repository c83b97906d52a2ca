// The commands of the mock: what each is called, takes, and does. Their code loads when they are run.

import {
	CONFIG_FLAGS,
	LINT_FLAGS,
	MAKE_FLAGS,
	REPORTING_FLAGS,
	REQUEST_LIST_FLAGS,
	REQUEST_SHOW_FLAGS,
	RESET_FLAGS,
	SCENARIO_FLAGS,
	TIMELINE_FLAGS,
	UNDO_FLAGS,
	USE_FLAGS,
} from './calling-flags.ts';
import type { Command, CommandArguments, CommandTable, Flags } from './command.ts';
import { MCP_FLAGS } from './mcp/mcp-flags.ts';
import { PROXY_FLAGS } from './proxy-flags.ts';
import { RUN_FLAGS } from './run-flags.ts';
import type { JudgePact } from './run-program.ts';
import { SERVING_FLAGS } from './serving-flags.ts';
import { flagsOf } from './start-flags.ts';
import type { LoadPactReader } from './watch-pacts.ts';

/** What the mock's commands need of rooms that the mock doesn't know. */
export interface Surroundings {
	loadPactReader: LoadPactReader;
	judgePact: JudgePact;
	/** The commands of all rooms. */
	listCommands(): Promise<readonly Command[]>;
}

/** The commands, in the order of the help. */
export function listMockCommands({ loadPactReader, judgePact, listCommands }: Surroundings): CommandTable {
	const start: Command = {
		...START,
		run: async (args) => (await import('./start.ts')).runStart(args, loadPactReader),
	};
	const run: Command = {
		...RUN,
		run: async (args) => (await import('./run-program.ts')).runProgram(args, { judgePact }),
	};
	const mcp: Command = {
		...MCP,
		run: async (args) => (await import('./mcp/run-mcp.ts')).runMcp(args, listCommands),
	};
	const proxy: Command = {
		...PROXY,
		run: async (args) => (await import('./proxy.ts')).runProxy(args, loadPactReader),
	};
	return { commands: [start, proxy, run, ...COMMANDS, mcp], groups: {} };
}

/** What is served where the settings have several. */
const WITH_MOCKS =
	'Where stunt-double.yaml has several mocks, all of them are started, or those whose names stand in the place of documents.';

/** What is read where no document is named. */
const WITHOUT_DOCUMENTS =
	"A document is a file, or an address such as http://localhost:8000/openapi.json. Without one, the folder's openapi.yaml, .yml or .json (or swagger.…) is taken, else the documents that ship, with their scenarios.";

const START: Omit<Command, 'run'> = {
	name: 'start',
	summary: 'serve documents as a mock that remembers',
	operands: ['[documents...]'],
	takesMocks: true,
	flags: {
		...flagsOf(),
		...SERVING_FLAGS,
		...CONFIG_FLAGS,
	},
	examples: [
		'start',
		'start api.yaml --port 8080',
		'start api.yaml --scenarios scenarios --scenario busy --seed 1',
		'start api.yaml --upstream http://localhost:8000',
		'start --pacts consumers/checkout/pacts',
		'start --port 0 --json --ready-file mock.url',
	],
	notes: [WITHOUT_DOCUMENTS, WITH_MOCKS],
};

const PROXY: Omit<Command, 'run'> = {
	name: 'proxy',
	summary: 'pass requests on to the real API, and hold both sides to its document',
	operands: ['<document>', '[upstream]'],
	flags: PROXY_FLAGS,
	examples: [
		'proxy api.yaml --upstream http://localhost:8000',
		'proxy api.yaml https://api.test/v1 --errors -p 4020 -h 0.0.0.0',
	],
	notes: [
		'It is start with --forward all. What does not fit is told in the header sl-violations, the log and the journal; with --errors a request is refused with 422, an answer with 500. What the upstream answers with 501 is played by the mock.',
	],
};

const RUN: Omit<Command, 'run'> = {
	name: 'run',
	summary: 'run a program, such as your tests, beside a mock of its own, and judge what it did',
	operands: ['[documents...]'],
	takesMocks: true,
	behind: '<program>',
	flags: { ...RUN_FLAGS, ...CONFIG_FLAGS },
	examples: [
		'run -- npm test',
		'run api.yaml --scenarios scenarios --seed 1 -- npx vitest run',
		'run api.yaml --fail-on invalid,unmatched --junit gates.xml --coverage coverage.json --bug bug.json -- npm test',
		'run api.yaml --pact web -- npm test',
	],
	notes: [
		'The program finds the mock at MOCK_URL, its control API at MOCK_ADMIN_URL; MOCK_SESSION is default. The exit code is that of the program, or 1 where it is good and --fail-on or the pact is not.',
		WITHOUT_DOCUMENTS,
		`${WITH_MOCKS} MOCK_URL is the first; MOCK_URL_BILLING is the one that is called billing.`,
	],
};

const MCP: Omit<Command, 'run'> = {
	name: 'mcp',
	summary: "give an agent the mock's tools, over standard input and output (Model Context Protocol)",
	operands: ['[documents...]'],
	flags: { ...MCP_FLAGS, ...CONFIG_FLAGS },
	examples: ['mcp', 'mcp api.yaml --scenarios scenarios', 'mcp --url http://127.0.0.1:4010'],
	notes: ['It needs npm install --save-dev @modelcontextprotocol/sdk.', WITHOUT_DOCUMENTS],
};

const READING_FLAGS: Flags = { ...flagsOf(['scenarios', 'overlays', 'infer', 'allowRemoteRefs']), ...CONFIG_FLAGS };

const COMMANDS: readonly Command[] = [
	{
		name: 'init',
		summary:
			"write this folder's stunt-double.yaml, made of the document and the scenarios that are here; and tell the line for each framework",
		flags: REPORTING_FLAGS,
		examples: ['init', 'init --json'],
		notes: ['It asks nothing, and never replaces a file.'],
		run: async (args: CommandArguments<typeof REPORTING_FLAGS>) => (await import('./init.ts')).runInit(args),
	},
	{
		name: 'lint',
		summary: 'check documents and scenarios, and tell what was guessed',
		operands: ['[documents...]'],
		flags: { ...READING_FLAGS, ...LINT_FLAGS },
		examples: [
			'lint',
			'lint api.yaml --scenarios scenarios',
			'lint http://localhost:8000/openapi.json',
			'lint - < api.yaml',
			'lint api.yaml --junit lint.xml --code-quality gl-code-quality-report.json',
		],
		notes: [
			'Exits with 1 when it finds a mistake, something that stops the mock or an operation of it; warnings alone exit with 0.',
			WITHOUT_DOCUMENTS,
		],
		run: async (args: CommandArguments<typeof LINT_FLAGS>) => (await import('./lint.ts')).runLint(args),
	},
	{
		name: 'scenario list',
		summary: 'list the scenarios of a folder, or of a running mock (--url)',
		operands: ['[documents...]'],
		flags: { ...READING_FLAGS, ...SCENARIO_FLAGS },
		examples: [
			'scenario list',
			'scenario list api.yaml --scenarios scenarios',
			'scenario list --url http://127.0.0.1:4010',
		],
		run: async (args: CommandArguments<typeof SCENARIO_FLAGS>) =>
			(await import('./scenario-show.ts')).runScenarioList(args),
	},
	{
		name: 'scenario show',
		summary: 'show one scenario: what it gives, and its script',
		operands: ['<name>', '[documents...]'],
		flags: { ...READING_FLAGS, ...SCENARIO_FLAGS },
		examples: ['scenario show slow', 'scenario show slow --url http://127.0.0.1:4010 --json'],
		run: async (args: CommandArguments<typeof SCENARIO_FLAGS>) =>
			(await import('./scenario-show.ts')).runScenarioShow(args),
	},
	{
		name: 'scenario use',
		summary: 'use a scenario in a session of a running mock',
		operands: ['<name>'],
		flags: USE_FLAGS,
		examples: [
			'scenario use slow',
			'scenario use slow --session checkout-test --param shop=acme',
			'scenario use already-paid --keep',
			'scenario use already-paid --entity order/42',
		],
		notes: [
			'Entities, clock and script start afresh, unless --keep or --entity is given. A value that reads as JSON is one: --param count=3.',
		],
		run: async (args: CommandArguments<typeof USE_FLAGS>) => (await import('./scenario-use.ts')).runScenarioUse(args),
	},
	{
		name: 'scenario reset',
		summary: 'reset a session of a running mock to the start of its scenario',
		flags: RESET_FLAGS,
		examples: ['scenario reset', 'scenario reset --session checkout-test'],
		run: async (args: CommandArguments<typeof RESET_FLAGS>) =>
			(await import('./scenario-use.ts')).runScenarioReset(args),
	},
	{
		name: 'scenario make',
		summary: 'make a scenario of a request that a running mock has answered',
		operands: ['<request>'],
		flags: MAKE_FLAGS,
		examples: ['scenario make 12 --session qa', 'scenario make 12 --session qa --into scenarios'],
		notes: ['What was there before the request is given, and what the state does not answer by itself is scripted.'],
		run: async (args: CommandArguments<typeof MAKE_FLAGS>) => (await import('./requests.ts')).runScenarioMake(args),
	},
	{
		name: 'session undo',
		summary: 'take back what replaced or dropped something in a session of a running mock',
		flags: UNDO_FLAGS,
		examples: ['session undo', 'session undo --session qa --list', 'session undo --session qa --step 3'],
		notes: ['Scenarios used, resets, snapshots, moves of the clock, and what was cleared, changed or deleted by hand.'],
		run: async (args: CommandArguments<typeof UNDO_FLAGS>) => (await import('./session-undo.ts')).runSessionUndo(args),
	},
	{
		name: 'session timeline',
		summary: 'list what was done to a session of a running mock past its requests',
		flags: TIMELINE_FLAGS,
		examples: ['session timeline', 'session timeline --session qa'],
		run: async (args: CommandArguments<typeof TIMELINE_FLAGS>) =>
			(await import('./session-undo.ts')).runSessionTimeline(args),
	},
	{
		name: 'request list',
		summary: 'list the requests of a session of a running mock, each with the why of its answer',
		flags: REQUEST_LIST_FLAGS,
		examples: ['request list', 'request list --session qa --status 4XX'],
		run: async (args: CommandArguments<typeof REQUEST_LIST_FLAGS>) =>
			(await import('./requests.ts')).runRequestList(args),
	},
	{
		name: 'request show',
		summary: 'show a request and its answer, or print it as a line of curl',
		operands: ['<request>'],
		flags: REQUEST_SHOW_FLAGS,
		examples: ['request show 12 --session qa', 'request show 12 --session qa --curl'],
		run: async (args: CommandArguments<typeof REQUEST_SHOW_FLAGS>) =>
			(await import('./requests.ts')).runRequestShow(args),
	},
];
