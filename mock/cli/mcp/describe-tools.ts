// A tool as an agent sees it: its arguments by the control API's own document, or by the table of a command's flags.

import {
	getList,
	getObject,
	getOwn,
	getString,
	inlineSchema,
	isObject,
	type JsonObject,
	type Operation,
	resolvePointer,
	type SchemaRef,
} from '../../../spec/index.ts';
import { DEFAULT_SESSION } from '../../session/session-name.ts';
import type { Command, Flag } from '../command.ts';
import { type CallTool, type CommandTool, TOOLS } from './tool-table.ts';

/** What the protocol lists of a tool. */
export interface ToolDescription {
	name: string;
	description: string;
	inputSchema: { type: 'object'; properties: Record<string, object>; required: string[]; additionalProperties: false };
	annotations: { readOnlyHint: boolean; openWorldHint: boolean };
}

/** A tool, what it stands for, and where its arguments go. */
export type DescribedTool = { description: ToolDescription } & (
	| { tool: CallTool; operation: Operation; places: ReadonlyMap<string, Part['place']> }
	| { tool: CommandTool; command: Command }
);

/** All tools. Throws a TypeError for one that stands for nothing. */
export function describeTools(args: {
	/** Those of the control API. */
	operations: readonly Operation[];
	commands: readonly Command[];
}): DescribedTool[] {
	return TOOLS.map((tool) => {
		if ('call' in tool) {
			const operation = args.operations.find(({ id }) => id === tool.call);
			if (!operation) throw new TypeError(`no operation ${tool.call}`);
			return describeCall(tool, operation);
		}
		const command = args.commands.find(({ name }) => name === tool.command);
		if (!command) throw new TypeError(`no command ${tool.command}`);
		return describeCommand(tool, command);
	});
}

function describeCall(tool: CallTool, operation: Operation): DescribedTool {
	const parts = [...listParameters(tool, operation), ...listBody(tool, operation)];
	const properties: Record<string, object> = Object.fromEntries(parts.map(({ name, schema }) => [name, schema]));
	Object.assign(properties, tool.more?.arguments);
	if (tool.intoFile !== undefined)
		properties[tool.intoFile] = { type: 'string', description: 'A file that it is written into rather than told.' };
	// Who names no session is in the one that has no name.
	const required = parts.filter(({ name, isRequired }) => isRequired && name !== 'session').map(({ name }) => name);
	const told = tool.description ?? [operation.summary, operation.description].filter(Boolean).join('. ');
	const places = new Map(parts.map(({ name, place }) => [name, place]));
	return { tool, operation, places, description: describe(tool, { told, properties, required }) };
}

interface Part {
	name: string;
	place: 'path' | 'query' | 'body';
	schema: JsonObject;
	isRequired: boolean;
}

function listParameters({ defaults = {} }: CallTool, { parameters, document }: Operation): Part[] {
	return parameters.flatMap(({ name, in: place, pointer, schema, required }) => {
		if (place !== 'path' && place !== 'query') return [];
		const description = getString(resolvePointer(document.root, pointer), 'description');
		const standing = name === 'session' ? DEFAULT_SESSION : getOwn(defaults, name);
		return {
			name,
			place,
			isRequired: required,
			schema: {
				...(description !== undefined && { description }),
				...(schema && toObject(schema)),
				...(standing !== undefined && { default: standing }),
			},
		};
	});
}

/** The body's properties; of a body that has several forms, those of all. */
function listBody({ wholeBody, more }: CallTool, { requestBody }: Operation): Part[] {
	const body = requestBody?.mediaTypes.find(({ type }) => type === 'application/json')?.schema;
	if (!body) return [];
	const whole = toObject(body);
	if (wholeBody !== undefined)
		return [{ name: wholeBody, place: 'body', schema: whole, isRequired: more === undefined }];
	const needed = getList(whole, 'required');
	return [whole, ...getList(whole, 'oneOf')].flatMap((form) =>
		Object.entries(getObject(form, 'properties') ?? {}).map(([name, schema]) => ({
			name,
			place: 'body' as const,
			schema: isObject(schema) ? schema : {},
			isRequired: needed.includes(name),
		})),
	);
}

function toObject(schema: SchemaRef): JsonObject {
	const inlined = inlineSchema(schema);
	return isObject(inlined) ? inlined : {};
}

function describeCommand(tool: CommandTool, command: Command): DescribedTool {
	const properties: Record<string, object> = {};
	const required: string[] = [];
	for (const operand of command.operands ?? []) {
		const name = nameOperand(operand);
		const isMany = operand.includes('...');
		properties[name] = isMany ? { type: 'array', items: { type: 'string' } } : { type: ['string', 'integer'] };
		if (operand.startsWith('<')) required.push(name);
	}
	for (const name of tool.flags) {
		const flag = command.flags[name];
		if (!flag) throw new TypeError(`${command.name} has no flag ${name}`);
		properties[nameArgument(name)] = describeFlag(flag);
	}
	const { summary, notes = [] } = command;
	const told = tool.description ?? [`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, ...notes].join(' ');
	return { tool, command, description: describe(tool, { told, properties, required }) };
}

/** `[documents...]` → `documents`. */
export function nameOperand(operand: string): string {
	return operand.replaceAll(/[[\]<>.]/g, '');
}

/** `make-scenarios` → `make_scenarios`. */
export function nameArgument(flag: string): string {
	return flag.replaceAll('-', '_');
}

function describeFlag({ kind, help, choices, initial, ...flag }: Flag): JsonObject {
	const type = { text: 'string', integer: 'integer', number: 'number', switch: 'boolean', list: 'array' }[kind];
	const standing = flag.default;
	return {
		type,
		...(kind === 'list' && { items: { type: 'string' } }),
		...(choices && { enum: [...choices] }),
		description: initial === undefined ? help : `${help} (default: ${initial})`,
		...(standing !== undefined && { default: standing }),
	};
}

function describe(
	{ name, isReading = false }: CallTool | CommandTool,
	said: { told: string; properties: Record<string, object>; required: string[] },
): ToolDescription {
	const { told, properties, required } = said;
	return {
		name,
		description: told.replaceAll(/\s+/g, ' ').trim(),
		inputSchema: { type: 'object', properties, required, additionalProperties: false },
		annotations: { readOnlyHint: isReading, openWorldHint: false },
	};
}
