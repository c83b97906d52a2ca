// `mcp`: the mock as tools and resources of an agent, over standard input and output (Model Context Protocol).

import { getList, getString } from '../../../spec/index.ts';
import { openDispatcher } from '../../control/dispatch.ts';
import { runMock } from '../../library/run-mock.ts';
import { createRequestLog } from '../../log/request-log.ts';
import type { Terminal } from '../../log/terminal.ts';
import type { Command, CommandArguments } from '../command.ts';
import { connectControl } from '../control-client.ts';
import { stopOnSignals } from '../signals.ts';
import { readMockOptions } from '../start-flags.ts';
import type { ServedMock } from './call-tool.ts';
import { describeTools } from './describe-tools.ts';
import type { JOINING_FLAGS } from './mcp-flags.ts';
import { loadSdk, serveAgent } from './serve-agent.ts';

/** Requests in flight may take so long once the agent has gone, in ms. */
const GRACE_MS = 1000;

interface Opened extends Omit<ServedMock, 'commands' | 'env'> {
	close(): Promise<void>;
}

/** Serves an agent until it closes the input; nothing but the protocol is written to stdout. Throws StartupError. */
export async function runMcp(args: CommandArguments, listCommands: () => Promise<readonly Command[]>): Promise<0> {
	const { terminal } = args;
	const sdk = await loadSdk();
	const [commands, { document }, opened] = await Promise.all([listCommands(), openDispatcher(), openMock(args)]);
	stopOnSignals(() => opened.close());
	try {
		const tools = describeTools({ operations: document.operations, commands });
		await serveAgent({ sdk, tools, mock: { ...opened, commands, env: terminal.env } });
		return 0;
	} finally {
		await opened.close();
	}
}

/** The mock that runs at `--url`, or one that is started here. */
async function openMock(args: CommandArguments): Promise<Opened> {
	const { terminal } = args;
	const { url, adminToken } = args.options as CommandArguments<typeof JOINING_FLAGS>['options'] & {
		adminToken?: string | undefined;
	};
	return url === undefined ? startOwn(args, terminal) : join({ url, adminToken }, args.positionals);
}

async function startOwn(args: CommandArguments, terminal: Terminal): Promise<Opened> {
	// What a log would print is no protocol.
	const toStderr: Terminal = { ...terminal, print: terminal.warn };
	const options = readMockOptions(args);
	const log = createRequestLog(options.log, toStderr);
	const running = await runMock(options, {
		report: log.logError,
		...(options.log !== 'silent' && { onSent: log.logRequest }),
	});
	const { adminToken, documents, overlays, scenarios } = options;
	return {
		client: connectControl({ url: running.url, adminToken }),
		adminToken,
		documents: documents.filter((one) => typeof one === 'string'),
		overlays,
		scenarios,
		close: () => running.stop(GRACE_MS),
	};
}

async function join(
	calling: { url: string; adminToken: string | undefined },
	named: readonly string[],
): Promise<Opened> {
	const client = connectControl(calling);
	const health = await client.call({ path: '/health' });
	const served = getList(health, 'documents').map((one) => getString(one, 'file') ?? '');
	return {
		client,
		adminToken: calling.adminToken,
		documents: named.length > 0 ? named : served,
		overlays: [],
		scenarios: getString((await client.call({ path: '/scenarios' }))['folder'], 'path'),
		close: async () => {},
	};
}
