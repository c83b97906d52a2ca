// The flags of `start`, one for each option of a mock: help, variable, reading and the default that is shown follow from this table.

import { StartupError } from '../../spec/index.ts';
import { checkOption, completeOptions, DEFAULT_OPTIONS } from '../options/complete-options.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { parseDelay } from '../scenarios/delay.ts';
import type { CommandArguments, Flag, Flags, FlagValue } from './command.ts';
import { takeOwnDocuments } from './find-documents.ts';
import { optionOf, variableOf, variablesOf } from './flag-names.ts';

/** The flag of an option. */
interface StartFlag extends Flag {
	/** The flag's name, where it isn't the option's with dashes. */
	name?: string;
	/** From the flag's value to the option's. Throws a StartupError. */
	read?(value: FlagValue, shownAs?: string): unknown;
}

const START_FLAGS: Readonly<Record<Exclude<keyof MockOptions, 'documents'>, StartFlag>> = {
	port: { kind: 'integer', value: '<n>', short: 'p', help: 'port to listen on; 0 takes any free one' },
	host: { kind: 'text', value: '<address>', help: 'address to listen on' },
	scenarios: { kind: 'text', value: '<folder>', help: 'folder of scenario files', initial: 'those that ship' },
	scenario: { kind: 'text', value: '<name>', help: 'scenario that every session starts with' },
	seed: { kind: 'integer', value: '<n>', help: 'the same ids, data and times in every run; time stands still' },
	locale: {
		kind: 'text',
		value: '<language>',
		help: 'language of made-up names and texts: de, fr, pt-BR',
		initial: 'none',
	},
	dynamic: { kind: 'switch', help: 'generate data rather than use the examples of the document' },
	overlays: { name: 'overlay', kind: 'list', value: '<file>', help: 'OpenAPI overlay to put on the documents' },
	auth: {
		kind: 'text',
		value: '<mode>',
		choices: ['present', 'off', 'verify'],
		help: 'credentials must be there, are not looked at, or are verified (with --jwks)',
	},
	jwks: { kind: 'text', value: '<file>', help: 'keys for --auth verify' },
	requireExp: { kind: 'switch', help: 'with --auth verify, refuse tokens that do not say when they end' },
	delayMs: {
		name: 'delay',
		kind: 'text',
		value: '<time>',
		help: 'wait before each answer: 250ms, 2s, or 1s..3s',
		initial: 'none',
		read: readDelay,
	},
	cors: { kind: 'switch', help: 'let web pages of any origin call the mock' },
	watch: { kind: 'switch', help: 'read documents, scenarios and pacts again when they change', default: true },
	readOnly: { kind: 'switch', help: 'let nobody write scenario files by the control API or the console' },
	strictSessions: { kind: 'switch', help: 'refuse requests that name no session' },
	maxSessions: { kind: 'integer', value: '<n>', help: 'sessions kept' },
	fill: { kind: 'integer', value: '<n>', help: 'generated entities that every resource begins with' },
	rows: { kind: 'list', value: '<file>', help: 'entities that every session begins with, rows by resource' },
	maxEntities: { kind: 'integer', value: '<n>', help: 'entities of a resource in a session' },
	maxBody: { kind: 'integer', value: '<bytes>', help: 'size of a request body' },
	journal: { kind: 'integer', value: '<n>', help: 'requests that each session remembers' },
	journalBytes: { kind: 'integer', value: '<bytes>', help: 'bytes that each journal keeps' },
	infer: { kind: 'switch', help: 'guess what operations do where the document does not say' },
	validateRequests: {
		kind: 'text',
		value: '<true|false>',
		choices: ['true', 'false'],
		help: 'refuse requests that do not fit; false: tell it, and let them pass',
		initial: 'true',
		read: (word) => word === 'true',
	},
	callbackHosts: {
		name: 'callback-host',
		kind: 'list',
		value: '<host>',
		help: 'host that callbacks may go to, besides this machine',
	},
	upstream: { kind: 'text', value: '<url>', help: 'the real API, which requests are passed on to', initial: 'none' },
	forward: {
		kind: 'list',
		value: '<what>',
		splits: true,
		help: 'what is passed on: available (the mock plays what the upstream has not), all, unmatched, or operations, tags and paths',
		initial: 'available',
		needs: ['upstream'],
		read: readForward,
	},
	upstreamTimeoutMs: {
		name: 'upstream-timeout',
		kind: 'text',
		value: '<time>',
		help: 'how long the upstream may take to answer, and its answer stand still: 500ms, 30s',
		initial: '30s',
		needs: ['upstream'],
		read: readTimeout,
	},
	upstreamCa: {
		kind: 'text',
		value: '<file>',
		help: 'certificates (PEM) that are trusted for the upstream as well',
		needs: ['upstream'],
	},
	errors: {
		kind: 'switch',
		help: 'refuse what is passed on and does not fit the document (422, 500), rather than tell it in sl-violations',
	},
	allowRemoteRefs: { kind: 'switch', help: 'read documents at, and follow $ref to, any host' },
	adminToken: { kind: 'text', value: '<token>', help: 'token of the control API' },
	adminHosts: {
		name: 'admin-host',
		kind: 'list',
		value: '<host>',
		help: 'further Host that the control API answers to',
	},
	instance: {
		kind: 'text',
		value: '<name>',
		help: 'name of this mock among several, told in X-Mock-Instance',
		initial: 'none',
	},
	log: {
		kind: 'text',
		value: '<form>',
		choices: ['pretty', 'json', 'silent'],
		help: 'how requests are logged',
		default: 'pretty',
	},
};

type OptionName = keyof typeof START_FLAGS;
const NAMES = Object.keys(START_FLAGS) as OptionName[];

/** The flags of the named options (default: of all), by the names that they have on the command line. */
export function flagsOf(names: readonly OptionName[] = NAMES): Flags {
	return Object.fromEntries(names.map((name) => [flagName(name), showDefault(name)]));
}

/**
 * The options that the command line stands for; flags that a command hasn't got are absent. Without documents, that of the working
 * folder is taken, if there is one. Throws a StartupError `option.invalid`.
 */
export function readMockOptions({
	positionals,
	options,
	terminal,
}: Pick<CommandArguments, 'positionals' | 'options'> & Partial<Pick<CommandArguments, 'terminal'>>): MockOptions {
	const given: [string, unknown][] = NAMES.map((name) => {
		const value = options[optionOf(flagName(name))];
		const { read } = START_FLAGS[name];
		return [name, value === undefined || !read ? value : read(value)];
	});
	// Each value is checked there.
	const partial = Object.fromEntries(given) as Partial<MockOptions>;
	const documents = positionals.length > 0 ? positionals : takeOwnDocuments(terminal);
	const call = (name: OptionName): string => {
		const flag = flagName(name);
		const value = String(options[optionOf(flag)]);
		return variablesOf(flag, START_FLAGS[name]).find((one) => terminal?.env[one] === value) ?? `--${flag}`;
	};
	return completeOptions({ ...partial, documents }, (name) => (name === 'documents' ? name : call(name)));
}

/** Holds a value of a file to what the option of that flag may be. Throws a StartupError `option.invalid`, which calls it by `key`. */
export function checkStartValue(key: string, value: FlagValue): void {
	const name = NAMES.find((one) => flagName(one) === key);
	if (!name) return;
	const { read } = START_FLAGS[name];
	checkOption(name, { value: read ? read(value, key) : value, shownAs: key });
}

/** `maxBody` → `max-body`. */
function flagName(name: OptionName): string {
	return START_FLAGS[name].name ?? name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function showDefault(name: OptionName): Flag {
	const flag = START_FLAGS[name];
	const value = DEFAULT_OPTIONS[name as keyof typeof DEFAULT_OPTIONS];
	if (flag.default !== undefined || flag.initial !== undefined || value === undefined || Array.isArray(value))
		return flag;
	return { ...flag, initial: typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value) };
}

/** `250ms`, `2s`, `1s..3s`. */
function readDelay(word: FlagValue, shownAs = `--delay (${variableOf('delay')})`): MockOptions['delayMs'] {
	const [from = '', to = from, ...others] = String(word).split('..');
	const min = parseDelay(from);
	const max = parseDelay(to);
	if (min !== undefined && max !== undefined && min <= max && others.length === 0) return { min, max };
	throw new StartupError({
		code: 'option.invalid',
		message: `${shownAs} must be a time or a range, not "${word}"`,
		remedy: 'write it like 250ms, 2s or 1s..3s',
	});
}

/** One word, or a list of operations, tags and paths. */
function readForward(given: FlagValue): unknown {
	const list = Array.isArray(given) ? given : [String(given)];
	return list.length === 1 && /^(?:all|unmatched|available|none)$/.test(String(list[0])) ? list[0] : list;
}

/** The value of `--upstream-timeout` in ms. Throws a StartupError `option.invalid`. */
export function readTimeout(
	word: FlagValue,
	shownAs = `--upstream-timeout (${variableOf('upstream-timeout')})`,
): number {
	const ms = parseDelay(String(word));
	if (ms !== undefined && ms > 0) return ms;
	throw new StartupError({
		code: 'option.invalid',
		message: `${shownAs} must be a time, not "${word}"`,
		remedy: 'write it like 500ms or 30s',
	});
}
