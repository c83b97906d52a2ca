// The flags of the commands that call a running mock, and of those that report.

import type { Flags } from './command.ts';
import { DEFAULT_URL } from './control-client.ts';

/** Of every command that reports. */
export const REPORTING_FLAGS = {
	json: { kind: 'switch', help: 'report as JSON', default: false },
} as const satisfies Flags;

/** Of every command that has tests to tell a CI of. */
export const JUNIT_FLAGS = {
	junit: { kind: 'text', value: '<file>', writes: true, help: 'report as JUnit XML, into this file as well' },
} as const satisfies Flags;

/** Of every command that a file of settings may speak to. */
export const CONFIG_FLAGS = {
	config: { kind: 'text', value: '<file>', help: "settings; else this folder's stunt-double.yaml, or package.json's" },
} as const satisfies Flags;

/** Of `lint`. */
export const LINT_FLAGS = {
	strict: { kind: 'switch', help: 'take examples that do not fit their schema for mistakes', default: false },
	...REPORTING_FLAGS,
	...JUNIT_FLAGS,
	'code-quality': {
		kind: 'text',
		value: '<file>',
		writes: true,
		help: "report as GitLab's Code Quality, into this file as well",
	},
} as const satisfies Flags;

/** Which mock is called, and as whom. */
export const CALLING_FLAGS = {
	url: { kind: 'text', value: '<address>', help: 'address of a running mock', initial: DEFAULT_URL },
	'admin-token': { kind: 'text', value: '<token>', help: 'token of the control API' },
} as const satisfies Flags;

const SESSION_FLAGS = {
	session: { kind: 'text', value: '<name>', help: 'session of the mock', initial: 'default' },
	...CALLING_FLAGS,
} as const satisfies Flags;

/** Of `scenario list` and `scenario show`, beside those that read documents. */
export const SCENARIO_FLAGS = { ...CALLING_FLAGS, ...REPORTING_FLAGS } as const satisfies Flags;

/** Of `scenario use`. */
export const USE_FLAGS = {
	param: { kind: 'list', value: '<name=value>', help: 'value for a parameter of the scenario' },
	keep: { kind: 'switch', help: 'keep the entities and the time of the session', default: false },
	entity: {
		kind: 'text',
		value: '<resource/key>',
		help: 'apply it to this entity alone; the session keeps all it has',
	},
	...SESSION_FLAGS,
	...REPORTING_FLAGS,
} as const satisfies Flags;

/** Of `scenario reset`. */
export const RESET_FLAGS = { ...SESSION_FLAGS, ...REPORTING_FLAGS } as const satisfies Flags;

/** Of `session timeline`. */
export const TIMELINE_FLAGS = { ...SESSION_FLAGS, ...REPORTING_FLAGS } as const satisfies Flags;

/** Of `session undo`. */
export const UNDO_FLAGS = {
	step: { kind: 'integer', value: '<id>', min: 1, help: 'take back everything from the last step to this one' },
	list: { kind: 'switch', help: 'only tell what can be taken back, the last step first', default: false },
	...SESSION_FLAGS,
	...REPORTING_FLAGS,
} as const satisfies Flags;

/** Of `scenario make`. */
export const MAKE_FLAGS = {
	into: { kind: 'text', value: '<folder>', help: 'write it into this folder, under its name' },
	...SESSION_FLAGS,
	...REPORTING_FLAGS,
} as const satisfies Flags;

/** Of `request list`. */
export const REQUEST_LIST_FLAGS = {
	status: { kind: 'text', value: '<status>', help: 'only requests with this status, e.g. 409 or 4XX' },
	search: { kind: 'text', value: '<text>', help: 'only requests that hold this text: target, headers, bodies, reason' },
	limit: { kind: 'integer', value: '<n>', min: 1, max: 1000, help: 'the newest so many, 1 to 1000', default: 50 },
	...SESSION_FLAGS,
	...REPORTING_FLAGS,
} as const satisfies Flags;

/** Of `request show`. */
export const REQUEST_SHOW_FLAGS = {
	curl: { kind: 'switch', help: 'print it as a line of curl that sends it again', default: false },
	...SESSION_FLAGS,
	...REPORTING_FLAGS,
} as const satisfies Flags;
