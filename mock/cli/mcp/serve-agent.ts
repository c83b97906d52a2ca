// The protocol's side: the official SDK, handed the tools and the resources.

import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { isObject, StartupError } from '../../../spec/index.ts';
import { readVersion } from '../../options/version.ts';
import { callTool, type ServedMock } from './call-tool.ts';
import type { DescribedTool } from './describe-tools.ts';
import { listResources, RESOURCE_TEMPLATES, readResource } from './resources.ts';

/** What is used of the SDK. */
export interface Sdk {
	Server: typeof Server;
	StdioServerTransport: typeof StdioServerTransport;
	types: typeof import('@modelcontextprotocol/sdk/types.js');
}

/** JSON-RPC's code for what there is not. */
const RESOURCE_NOT_FOUND = -32002;
const INVALID_PARAMS = -32602;

const INSTRUCTIONS =
	'A mock server that remembers, made of OpenAPI documents. describe_mock tells its address; list_operations what each operation does to what is stored. Sessions are isolated worlds: name one per task. To play a refusal, use_scenario (any documented error is one: "error: <operationId> <status>") or cue the next answer; after requests, list_requests tells why each was answered as it was. What replaces something can be taken back with undo.';

/** Reads the SDK, which is no dependency of this package. Throws a StartupError `mcp.not-installed`. */
export async function loadSdk(): Promise<Sdk> {
	try {
		const [{ Server }, { StdioServerTransport }, types] = await Promise.all([
			import('@modelcontextprotocol/sdk/server/index.js'),
			import('@modelcontextprotocol/sdk/server/stdio.js'),
			import('@modelcontextprotocol/sdk/types.js'),
		]);
		return { Server, StdioServerTransport, types };
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
		throw new StartupError({
			code: 'mcp.not-installed',
			message: 'mcp needs @modelcontextprotocol/sdk, which is not installed',
			remedy: 'npm install --save-dev @modelcontextprotocol/sdk',
			cause,
		});
	}
}

/** Answers an agent on standard input and output until it closes the input. */
export async function serveAgent(args: { sdk: Sdk; tools: readonly DescribedTool[]; mock: ServedMock }): Promise<void> {
	const { sdk, tools, mock } = args;
	const { types } = sdk;
	const server = new sdk.Server(
		{ name: 'stunt-double', version: readVersion() },
		{ capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
	);
	server.setRequestHandler(types.ListToolsRequestSchema, () => ({
		tools: tools.map(({ description }) => description),
	}));
	server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => {
		const tool = tools.find(({ description }) => description.name === params.name);
		if (!tool) throw new types.McpError(INVALID_PARAMS, `there is no tool ${params.name}`);
		const given = isObject(params.arguments) ? params.arguments : {};
		const { text, isError } = await callTool(tool, given, mock);
		return { content: [{ type: 'text', text }], isError };
	});
	server.setRequestHandler(types.ListResourcesRequestSchema, async () => ({ resources: await listResources(mock) }));
	server.setRequestHandler(types.ListResourceTemplatesRequestSchema, () => ({
		resourceTemplates: [...RESOURCE_TEMPLATES],
	}));
	server.setRequestHandler(types.ReadResourceRequestSchema, async ({ params: { uri } }) => {
		try {
			return { contents: [{ uri, ...(await readResource(uri, mock)) }] };
		} catch (error) {
			if (error instanceof StartupError) throw new types.McpError(RESOURCE_NOT_FOUND, error.line);
			throw error;
		}
	});
	const ended = Promise.withResolvers<void>();
	server.onclose = () => ended.resolve();
	// The SDK goes on waiting once an agent is gone.
	process.stdin.once('end', () => ended.resolve()).once('close', () => ended.resolve());
	await server.connect(new sdk.StdioServerTransport());
	await ended.promise;
	await server.close();
}
