// What an agent can do with a mock: each tool is a call of the control API or a command, and its arguments are theirs.

import {
	getList,
	getObject,
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	readTextFile,
	StartupError,
	tellUnread,
} from '../../../spec/index.ts';
import { keepLocal } from '../../files/local-path.ts';
import type { ControlRequest } from '../control-client.ts';

interface Named {
	/** Snake case, as the field has it. */
	name: string;
	/** Where the call or the command has no sentence for agents. */
	description?: string;
	/** It changes nothing. */
	isReading?: boolean;
}

/** A call of the control API. Its arguments are the parameters of the operation and the properties of its body. */
export interface CallTool extends Named {
	/** Its operationId. */
	call: string;
	/** Arguments where they are not given. */
	defaults?: JsonObject;
	/** The whole body is one argument of this name; needed, unless `more` has another way to it. */
	wholeBody?: string;
	/** Further arguments, by their schemas, and what they do to the call. */
	more?: { arguments: JsonObject; apply(request: ControlRequest, args: JsonObject): ControlRequest };
	/** The part of the answer that an agent needs; it may ask for the rest. Default: all. */
	shorten?(answer: JsonObject): JsonValue;
	/** The argument that names a file which the answer goes into rather than to the agent. */
	intoFile?: string;
}

/** A command of the command line. Its arguments are its flags, in snake case, and its operands. */
export interface CommandTool extends Named {
	command: string;
	/** Flags that are offered; the others are those of a terminal. */
	flags: readonly string[];
	/** What is said for the agent: which mock, which documents. */
	fixed: readonly ('calling' | 'from' | 'documents' | 'document-flags')[];
	/** It takes no `--json`, and its text is the answer. */
	isText?: true;
}

/** One row of the table. */
export type Tool = CallTool | CommandTool;

const REPLACE: CallTool['more'] = {
	arguments: {
		replace: { type: 'boolean', description: 'Whether a file of this name that is there already may be replaced.' },
	},
	apply: (request, { replace }) => (replace === true ? { ...request, headers: { 'If-Match': '*' } } : request),
};

const FROM_FILE: CallTool['more'] = {
	arguments: { file: { type: 'string', description: 'A file that holds the snapshot, in the place of `snapshot`.' } },
	apply: (request, { file }) => (typeof file === 'string' ? { ...request, body: readJson(file) } : request),
};

/** The tools, in the order in which they are told. */
export const TOOLS: readonly Tool[] = [
	{
		name: 'describe_mock',
		call: 'getHealth',
		isReading: true,
		description:
			'Where the mock listens, which documents it serves, and how a program joins a session. Begin with this one.',
	},
	{ name: 'list_operations', call: 'listOperations', isReading: true, shorten: shortenOperations },
	{ name: 'explain_operation', call: 'getOperation', isReading: true },
	{ name: 'send_request', call: 'sendRequest' },
	{ name: 'list_scenarios', call: 'listScenarios', isReading: true, shorten: shortenScenarios },
	{ name: 'show_scenario', call: 'getScenario', isReading: true },
	{ name: 'use_scenario', call: 'useScenario' },
	{ name: 'reset_session', call: 'resetSession' },
	{ name: 'check_scenario', call: 'checkScenario', isReading: true },
	{ name: 'save_scenario', call: 'saveScenario', more: REPLACE },
	{
		name: 'make_scenario',
		command: 'scenario make',
		flags: ['session', 'into'],
		fixed: ['calling'],
		isReading: true,
		isText: true,
	},
	{ name: 'cue', call: 'addCue' },
	{ name: 'clear_cues', call: 'clearCues' },
	{
		name: 'list_requests',
		call: 'listRequests',
		isReading: true,
		defaults: { limit: 20 },
		shorten: shortenRequests,
	},
	{ name: 'show_request', call: 'getRequest', isReading: true },
	{ name: 'list_resources', call: 'listResources', isReading: true },
	{ name: 'list_entities', call: 'listEntities', isReading: true, defaults: { limit: 20 } },
	{ name: 'create_entity', call: 'createEntity', wholeBody: 'entity' },
	{ name: 'change_entity', call: 'patchEntity', wholeBody: 'change' },
	{ name: 'delete_entity', call: 'deleteEntity' },
	{ name: 'get_clock', call: 'getClock', isReading: true },
	{ name: 'set_clock', call: 'setClock' },
	{ name: 'undo', call: 'undo' },
	{ name: 'list_sessions', call: 'listSessions', isReading: true },
	{ name: 'get_snapshot', call: 'getSnapshot', isReading: true, intoFile: 'file' },
	{ name: 'restore_snapshot', call: 'restoreSnapshot', wholeBody: 'snapshot', more: FROM_FILE },
	{ name: 'get_coverage', call: 'getCoverage', isReading: true },
	{ name: 'lint', command: 'lint', flags: ['scenarios', 'overlay', 'strict'], fixed: ['documents'], isReading: true },
	{
		name: 'pact_write',
		command: 'pact write',
		flags: ['consumer', 'provider', 'session', 'out', 'expect', 'make-scenarios'],
		fixed: ['from'],
	},
	{
		name: 'pact_check',
		command: 'pact check',
		flags: ['documents', 'overlay', 'scenarios', 'strict'],
		fixed: ['document-flags'],
		isReading: true,
	},
];

function readJson(file: string): JsonObject {
	let value: unknown;
	try {
		value = JSON.parse(readTextFile(file));
	} catch (cause) {
		throw refuseFile(`${keepLocal(file)} can't be read: ${tellUnread(cause)}`);
	}
	if (isObject(value)) return value;
	throw refuseFile(`${keepLocal(file)} holds no snapshot`);
}

function refuseFile(message: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy: 'name a file that get_snapshot has written' });
}

function shortenOperations(answer: JsonObject): JsonValue {
	return getList(answer, 'operations')
		.filter(isObject)
		.map((one) => ({
			...pick(one, ['operationId', 'method', 'path', 'summary', 'statuses']),
			does: getString(getObject(one, 'effect'), 'does') ?? `nothing to the state: ${getString(one, 'reason') ?? ''}`,
		}));
}

function shortenScenarios(answer: JsonObject): JsonValue {
	const scenarios = getList(answer, 'scenarios').filter(isObject);
	return {
		...pick(answer, ['folder', 'virtualTotal']),
		scenarios: scenarios.map((one) => pick(one, ['name', 'title', 'states', 'parameters', 'valid', 'serves'])),
		withoutFile: getList(answer, 'virtual').map((one) => getString(one, 'name') ?? ''),
	};
}

function shortenRequests(answer: JsonObject): JsonValue {
	const requests = getList(answer, 'requests').filter(isObject);
	return {
		...pick(answer, ['total', 'dropped']),
		requests: requests.map((one) => ({
			...pick(one, ['id', 'at', 'operationId']),
			request: `${getString(getObject(one, 'request'), 'method')} ${getString(getObject(one, 'request'), 'target')}`,
			status: getOwn(getObject(one, 'response'), 'status') ?? null,
			why: getString(getObject(one, 'why'), 'summary') ?? '',
		})),
	};
}

function pick(value: JsonObject, names: readonly string[]): JsonObject {
	return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}
