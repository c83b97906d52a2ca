// An agent's view of the mock, by the client of the protocol's own SDK, over standard input and output.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOOLS } from '../../../../mock/cli/mcp/tool-table.ts';
import { startMock } from '../../../../mock/index.ts';
import { CLI, NODE, runCli } from '../../../support/cli.ts';
import { collection, objectOf, text, whole } from '../../effects/collection.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-'));
const file = join(folder, 'api.json');
mkdirSync(join(folder, 'scenarios'));
writeFileSync(
	file,
	JSON.stringify(collection({ shown: objectOf({ id: whole, title: text }), sent: objectOf({ title: text }) })),
);
afterAll(() => rmSync(folder, { recursive: true }));

interface Agent {
	client: Client;
	/** What a tool answers, as a value where it is JSON. */
	call(name: string, args?: Record<string, unknown>): Promise<{ isError: boolean; told: unknown }>;
	/** Lines that were no protocol, and what was written to stderr. */
	errors: string[];
}

async function openAgent(words: readonly string[]): Promise<Agent> {
	const transport = new StdioClientTransport({
		command: NODE,
		args: [CLI, 'mcp', ...words],
		cwd: folder,
		stderr: 'pipe',
	});
	const errors: string[] = [];
	transport.onerror = (error) => errors.push(error.message);
	transport.stderr?.on('data', (chunk) => errors.push(String(chunk)));
	const client = new Client({ name: 'test', version: '1' });
	await client.connect(transport);
	return {
		client,
		errors,
		async call(name, args = {}) {
			const result = await client.callTool({ name, arguments: args });
			const [{ text: said } = { text: '' }] = result.content as { text: string }[];
			return { isError: result.isError === true, told: parse(said) };
		},
	};
}

function parse(said: string): unknown {
	try {
		return JSON.parse(said);
	} catch {
		return said;
	}
}

describe('mcp with a mock of its own', () => {
	let agent: Agent;
	beforeAll(async () => {
		agent = await openAgent(['api.json', '--scenarios', 'scenarios']);
	});
	afterAll(() => agent.client.close());

	it('offers every tool of the table, each with what it is for and a schema of its arguments', async () => {
		const { tools } = await agent.client.listTools();
		expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
		for (const { name, description, inputSchema } of tools) {
			expect(description?.length, name).toBeGreaterThan(20);
			expect(inputSchema.type).toBe('object');
			expect(JSON.stringify(inputSchema), name).not.toContain('$ref');
		}
		const byName = Object.fromEntries(tools.map((tool) => [tool.name, tool]));
		expect(byName['use_scenario']?.inputSchema.required).toEqual(['name']);
		expect(Object.keys(byName['set_clock']?.inputSchema.properties ?? {})).toEqual([
			'session',
			'now',
			'advance',
			'real',
		]);
		expect(byName['list_requests']?.annotations?.readOnlyHint).toBe(true);
		expect(byName['cue']?.annotations?.readOnlyHint).toBe(false);
	});

	it('tells operations, lets a program in, and says why it was answered so', async () => {
		const { told: mock } = await agent.call('describe_mock');
		const { url } = mock as { url: string };
		const { told: operations } = await agent.call('list_operations');
		expect(operations).toContainEqual(
			expect.objectContaining({ operationId: 'create', does: expect.stringContaining('todo') }),
		);
		expect((await agent.call('explain_operation', { operation: 'create' })).told).toMatchObject({ requestBody: {} });
		await agent.call('cue', { session: 'qa', on: 'create', reply: { status: 400 } });
		const post = (title: unknown): Promise<Response> =>
			fetch(`${url}/todos`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'x-mock-session': 'qa' },
				body: JSON.stringify({ title }),
			});
		expect([(await post('a')).status, (await post('b')).status, (await post(7)).status]).toEqual([400, 201, 400]);
		const { told } = await agent.call('list_requests', { session: 'qa' });
		expect((told as { requests: object[] }).requests).toMatchObject([
			{ status: 400, why: expect.stringContaining('one-off') },
			{ status: 201 },
			{ status: 400, why: expect.stringContaining('title') },
		]);
		expect((await agent.call('show_request', { session: 'qa', id: 2 })).told).toMatchObject({
			response: { body: { title: 'b' } },
		});
		expect(
			(await agent.call('send_request', { session: 'qa', operation: 'create', body: { title: 'c' } })).isError,
		).toBe(false);
		const { told: entities } = await agent.call('list_entities', { session: 'qa', resource: 'todo', search: 'c' });
		expect(entities).toMatchObject({ total: 1 });
	});

	it('refuses in the words of the mock, and names the list of scenarios only where one was asked for', async () => {
		for (const [name, args, text] of [
			['explain_operation', { operation: 'creat' }, /did you mean "create" or "read"\?$/],
			['create_entity', { resource: 'tod', entity: { title: 'x' } }, /Known: .*\.$/],
			['set_clock', { advance: '8 days' }, /such as P7D or -PT0\.5S$/],
			['restore_snapshot', { snapshot: { entities: {} } }, /\/format is required[^(]*$/],
			['use_scenario', { name: 'bsy' }, /\(see stunt-double scenario list --url http:\S+\)$/],
		] as const) {
			expect(await agent.call(name, args)).toEqual({ isError: true, told: expect.stringMatching(text) });
		}
	});

	it('changes what is stored, moves time, and takes it back', async () => {
		const created = await agent.call('create_entity', { session: 's', resource: 'todo', entity: { title: 'x' } });
		expect(created.told).toEqual({ id: 1, title: 'x' });
		await agent.call('change_entity', { session: 's', resource: 'todo', key: '1', change: { title: 'y' } });
		expect((await agent.call('delete_entity', { session: 's', resource: 'todo', key: 1 })).told).toBe('done');
		await agent.call('undo', { session: 's' });
		expect((await agent.call('list_entities', { session: 's', resource: 'todo' })).told).toMatchObject({
			entities: [{ id: 1, title: 'y' }],
		});
		await agent.call('set_clock', { session: 's', now: '2030-01-01T00:00:00Z' });
		expect((await agent.call('get_clock', { session: 's' })).told).toMatchObject({
			now: expect.stringMatching(/^2030/),
		});
		const saved = join(folder, 'saved.json');
		expect((await agent.call('get_snapshot', { session: 's', file: saved })).told).toMatch(
			/^written to .*saved\.json$/,
		);
		expect((await agent.call('restore_snapshot', { session: 'copy', file: saved })).isError).toBe(false);
		expect((await agent.call('list_entities', { session: 'copy', resource: 'todo' })).told).toMatchObject({ total: 1 });
	});

	it('makes scenarios, and uses them', async () => {
		const made = await agent.call('save_scenario', {
			scenario: 'busy',
			text: 'name: busy\ntitle: Busy\nstates: [busy]\nscript:\n  - { on: create, reply: { status: 400 }, times: 1 }\n',
		});
		expect(made).toMatchObject({ isError: false });
		expect((await agent.call('list_scenarios')).told).toMatchObject({ scenarios: [{ name: 'busy', valid: true }] });
		const again = { scenario: 'busy', text: 'name: busy\ntitle: Busier\n' };
		expect(await agent.call('save_scenario', again)).toMatchObject({ isError: true });
		expect((await agent.call('save_scenario', { ...again, replace: true })).isError).toBe(false);
		expect((await agent.call('use_scenario', { session: 's', name: 'busy', keep: true })).isError).toBe(false);
		expect((await agent.call('use_scenario', { session: 's', name: 'error: create 400' })).isError).toBe(false);
		expect((await agent.call('make_scenario', { session: 'qa', request: 2 })).told).toContain('name: ');
	});

	it('lints, writes a pact, and checks it', async () => {
		expect((await agent.call('lint')).told).toMatchObject({ documents: 1, findings: [] });
		const written = await agent.call('pact_write', { consumer: 'web', session: ['qa'], out: 'pacts' });
		expect(written.told).toMatchObject({ consumer: 'web', interactions: expect.any(Number) });
		expect(existsSync(join(folder, 'pacts'))).toBe(true);
		const checked = await agent.call('pact_check', { pacts: ['pacts'] });
		expect(checked.isError).toBe(false);
		expect(checked.told).toMatchObject({ files: 1 });
	});

	it('refuses with the reason and the remedy', async () => {
		const refusals: [string, Record<string, unknown>, string][] = [
			['use_scenario', {}, 'use_scenario needs name (give name)'],
			['cue', { on: 'create', replay: {} }, 'cue has no argument replay (did you mean reply?)'],
			['cue', { on: 'creat', reply: { status: 400 } }, 'create'],
			['get_clock', { session: '..' }, '".." is no name'],
			['restore_snapshot', { file: 'none.json' }, "none.json can't be read"],
			['pact_check', { pacts: [] }, 'pact check needs pacts'],
		];
		for (const [name, args, said] of refusals) {
			const { isError, told } = await agent.call(name, args);
			expect([name, isError, told]).toEqual([name, true, expect.stringContaining(said)]);
		}
		await expect(agent.client.callTool({ name: 'nothing' })).rejects.toThrow('there is no tool nothing');
	});

	it('has documents, scenarios and journals as resources', async () => {
		const { resources } = await agent.client.listResources();
		const uris = resources.map(({ uri }) => uri);
		expect(uris).toEqual(
			expect.arrayContaining([
				'stunt-double://documents/1',
				'stunt-double://scenarios/busy',
				'stunt-double://sessions/qa/requests',
			]),
		);
		for (const uri of [...uris, 'stunt-double://sessions/qa/requests/1']) {
			const { contents } = await agent.client.readResource({ uri });
			expect(contents, uri).toMatchObject([{ uri, text: expect.stringMatching(/\S/) }]);
		}
		const { contents } = await agent.client.readResource({ uri: 'stunt-double://documents/1' });
		expect((contents as { text: string }[])[0]?.text).toBe(readFileSync(file, 'utf8'));
		expect((await agent.client.listResourceTemplates()).resourceTemplates).toHaveLength(4);
		await expect(agent.client.readResource({ uri: 'stunt-double://nothing' })).rejects.toThrow('there is no resource');
	});

	it('has written nothing but the protocol', () => {
		expect(agent.errors).toEqual([]);
	});
});

describe('mcp', () => {
	it('joins a mock that runs, and leaves it running', async () => {
		await using mock = await startMock({ documents: [file], port: 0, adminToken: 'secret' });
		const agent = await openAgent(['--url', mock.url, '--admin-token', 'secret']);
		await agent.call('create_entity', { session: 'joined', resource: 'todo', entity: { title: 'x' } });
		expect(await mock.session('joined').resources('todo').list()).toEqual([{ id: 1, title: 'x' }]);
		expect((await agent.call('describe_mock')).told).toMatchObject({ url: mock.url });
		expect((await agent.call('lint')).told).toMatchObject({ documents: 1 });
		await agent.client.close();
		expect((await fetch(`${mock.url}/__admin/health`)).status).toBe(200);
	});

	it('ends when the agent does, and says in a line what it can not start with', async () => {
		expect(await runCli(['mcp', 'api.json'], { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' });
		const { code, stdout, stderr } = await runCli(['mcp', 'none.yaml'], { cwd: folder });
		expect([code, stdout, stderr]).toEqual([2, '', 'stunt-double: none.yaml: no such file (check the path)\n']);
		const unreachable = await runCli(['mcp', '--url', 'http://127.0.0.1:1'], { cwd: folder });
		expect([unreachable.code, unreachable.stdout]).toEqual([2, '']);
		expect(unreachable.stderr).toContain('no mock answers at http://127.0.0.1:1');
	});
});
