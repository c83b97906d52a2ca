// A tool that an agent calls: a request to the control API, or a command whose output is kept.

import {
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	nearest,
	StartupError,
	writeWhole,
} from '../../../spec/index.ts';
import { keepLocal } from '../../files/local-path.ts';
import type { Terminal } from '../../log/terminal.ts';
import { DEFAULT_SESSION } from '../../session/session-name.ts';
import type { Command } from '../command.ts';
import type { ControlClient, ControlRequest } from '../control-client.ts';
import { runCommandLine } from '../run-command-line.ts';
import { type DescribedTool, nameArgument, nameOperand } from './describe-tools.ts';

/** The mock that the tools are for. */
export interface ServedMock {
	client: ControlClient;
	adminToken: string | undefined;
	/** For commands that read them from files. */
	documents: readonly string[];
	overlays: readonly string[];
	scenarios: string | undefined;
	env: Terminal['env'];
	/** All that the command line has. */
	commands: readonly Command[];
}

/** What a tool came to, as text for the agent. */
export interface ToolResult {
	text: string;
	isError: boolean;
}

/** Calls a tool. Never rejects for what the mock or the command refuses: that is a result with the reason and the remedy. */
export async function callTool(tool: DescribedTool, args: JsonObject, mock: ServedMock): Promise<ToolResult> {
	try {
		refuseUnknown(tool, args);
		return 'command' in tool ? await runCommand(tool, args, mock) : await callMock(tool, args, mock);
	} catch (error) {
		if (!(error instanceof StartupError)) throw error;
		const { message, remedy } = error;
		return { text: remedy === undefined ? message : `${message} (${remedy})`, isError: true };
	}
}

function refuseUnknown({ description: { name, inputSchema } }: DescribedTool, args: JsonObject): void {
	const { properties, required } = inputSchema;
	const known = Object.keys(properties);
	for (const key of Object.keys(args)) {
		if (known.includes(key)) continue;
		const [near] = nearest(key, known, 1);
		throw refuse(
			`${name} has no argument ${key}`,
			near ? `did you mean ${near}?` : `it has ${known.join(', ') || 'none'}`,
		);
	}
	const missing = required.find((key) => getOwn(args, key) === undefined);
	if (missing !== undefined) throw refuse(`${name} needs ${missing}`, `give ${required.join(', ')}`);
}

type CallOf<Kind> = Extract<DescribedTool, Record<Kind extends 'call' ? 'operation' : 'command', unknown>>;

async function callMock(described: CallOf<'call'>, args: JsonObject, mock: ServedMock): Promise<ToolResult> {
	const { tool } = described;
	const answer = await mock.client.call(composeRequest(described, args));
	const file = tool.intoFile === undefined ? undefined : getOwn(args, tool.intoFile);
	if (typeof file === 'string') {
		writeWhole(file, `${JSON.stringify(answer, undefined, '\t')}\n`);
		return { text: `written to ${keepLocal(file)}`, isError: false };
	}
	const told =
		tool.name === 'describe_mock' ? { ...describeDoors(mock), ...answer } : (tool.shorten?.(answer) ?? answer);
	return { text: isObject(told) && Object.keys(told).length === 0 ? 'done' : show(told), isError: false };
}

/** How people and programs come to the mock. */
function describeDoors({ client: { url } }: ServedMock): JsonObject {
	return {
		url,
		console: `${url}/__admin/`,
		sessions: `A program is in the session that its header X-Mock-Session names, or below ${url}/__session/<name>/; without either in "${DEFAULT_SESSION}". Tools take the same name as their argument session.`,
	};
}

/** The call that the arguments stand for. */
function composeRequest({ tool, operation, places }: CallOf<'call'>, given: JsonObject): ControlRequest {
	const args = { ...tool.defaults, ...given };
	const query = new URLSearchParams();
	const body: JsonObject = {};
	for (const [name, value] of Object.entries(args)) {
		const place = places.get(name);
		if (place === 'query') query.set(name, typeof value === 'string' ? value : JSON.stringify(value));
		else if (place === 'body' && tool.wholeBody === name)
			Object.assign(body, isObject(value) ? value : { [name]: value });
		else if (place === 'body') body[name] = value;
	}
	const path = operation.pathTemplate
		.replace('/__admin', '')
		.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeSegment(getOwn(args, name) ?? DEFAULT_SESSION));
	const hasBody = [...places.values()].includes('body');
	const request: ControlRequest = {
		method: operation.method.toUpperCase() as NonNullable<ControlRequest['method']>,
		path: query.size > 0 ? `${path}?${query}` : path,
		...(hasBody && { body }),
	};
	return tool.more?.apply(request, args) ?? request;
}

/** A segment that is `..` would lead elsewhere, and no name is called so. */
function encodeSegment(value: JsonValue): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	if (text === '' || text === '.' || text === '..') throw refuse(`${JSON.stringify(text)} is no name`, 'give another');
	return encodeURIComponent(text);
}

async function runCommand(described: CallOf<'command'>, args: JsonObject, mock: ServedMock): Promise<ToolResult> {
	const stdout: string[] = [];
	const stderr: string[] = [];
	const code = await runCommandLine({
		words: composeWords(described, args, mock),
		terminal: {
			print: (text) => void stdout.push(text),
			warn: (text) => void stderr.push(text),
			hasColor: false,
			// What a CI is shown belongs on the terminal of a CI.
			env: { ...mock.env, GITHUB_ACTIONS: undefined },
		},
		rooms: [async () => ({ commands: mock.commands, groups: {} })],
	});
	const text = (stdout.length > 0 ? [...stdout, ...(code === 2 ? stderr : [])] : stderr).join('\n');
	// 1 is what was found, which is what was asked for.
	return { text: text === '' ? 'done' : text, isError: code === 2 };
}

/** The words of the command line that the arguments stand for. */
function composeWords({ tool, command }: CallOf<'command'>, args: JsonObject, mock: ServedMock): string[] {
	const operands = (command.operands ?? []).flatMap((operand) => toWords(getOwn(args, nameOperand(operand))));
	const flags: string[] = [];
	const add = (name: string, value: JsonValue | undefined): void => {
		if (command.flags[name]?.kind === 'switch') {
			if (typeof value === 'boolean') flags.push(`--${value ? '' : 'no-'}${name}`);
		} else for (const word of toWords(value)) flags.push(`--${name}=${word}`);
	};
	for (const name of tool.flags) add(name, getOwn(args, nameArgument(name)));
	const addServed = (name: string, value: JsonValue | undefined): void => {
		if (getOwn(args, nameArgument(name)) === undefined) add(name, value);
	};
	for (const one of tool.fixed) {
		if (one === 'documents') {
			if (operands.length === 0) operands.push(...mock.documents);
		} else if (one === 'document-flags') addServed('documents', [...mock.documents]);
		else add(one === 'from' ? 'from' : 'url', mock.client.url);
		if (one === 'documents' || one === 'document-flags') {
			addServed('overlay', [...mock.overlays]);
			addServed('scenarios', mock.scenarios);
		} else add('admin-token', mock.adminToken);
	}
	return [...command.name.split(' '), ...flags, ...(tool.isText ? [] : ['--json']), '--', ...operands];
}

function toWords(value: JsonValue | undefined): string[] {
	return [value ?? []].flat().map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}

function show(value: JsonValue): string {
	return JSON.stringify(value, undefined, 1);
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
