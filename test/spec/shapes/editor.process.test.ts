// What an editor makes of the schemas: the YAML language server, which most of them have, over its protocol.

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSchemaLine } from '../../../mock/console/page/schema-line.ts';
import { NODE } from '../../support/cli.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SERVER = join(ROOT, 'node_modules/yaml-language-server/bin/yaml-language-server');
const project = mkdtempSync(join(tmpdir(), 'editor-'));
mkdirSync(join(project, 'scenarios'));
cpSync(join(ROOT, 'spec/schemas'), join(project, 'node_modules/stunt-double/dist/spec/schemas'), { recursive: true });

interface Message {
	id?: number;
	method?: string;
	params?: unknown;
	result?: unknown;
}

/** JSON-RPC with the headers of the Language Server Protocol. */
function createEditor(child: ChildProcess) {
	const waiting = new Map<number, (result: unknown) => void>();
	const told: { uri: string; diagnostics: { message: string }[] }[] = [];
	let listener = (): void => {};
	let rest = Buffer.alloc(0);
	let count = 0;
	const send = (message: Message): void => {
		const text = JSON.stringify({ jsonrpc: '2.0', ...message });
		child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
	};
	const take = ({ id, method, params, result }: Message): void => {
		// What the server asks of the editor (its settings, to register) is answered with nothing.
		if (id !== undefined && method !== undefined) {
			const items = (params as { items?: unknown[] } | undefined)?.items;
			send({ id, result: items ? items.map(() => null) : null });
		} else if (id !== undefined) waiting.get(id)?.(result);
		else if (method === 'textDocument/publishDiagnostics') {
			told.push(params as (typeof told)[number]);
			listener();
		}
	};
	child.stdout?.on('data', (chunk: Buffer) => {
		rest = Buffer.concat([rest, chunk]);
		for (;;) {
			const end = rest.indexOf('\r\n\r\n');
			const length = Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, end).toString())?.[1]);
			if (end < 0 || rest.length < end + 4 + length) return;
			take(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString()) as Message);
			rest = rest.subarray(end + 4 + length);
		}
	});
	const ask = (method: string, params: object): Promise<unknown> =>
		new Promise((resolve) => {
			count += 1;
			waiting.set(count, resolve);
			send({ id: count, method, params });
		});
	const open = (name: string, text: string): string => {
		const uri = pathToFileURL(join(project, name)).href;
		send({
			method: 'textDocument/didOpen',
			params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
		});
		return uri;
	};
	return {
		ask,
		tell: (method: string) => send({ method, params: {} }),
		/** The words that are offered at the `|` of a file. */
		async complete(name: string, marked: string): Promise<string[]> {
			const before = marked.slice(0, marked.indexOf('|')).split('\n');
			const uri = open(name, marked.replace('|', ''));
			const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
			const found = (await ask('textDocument/completion', { textDocument: { uri }, position })) as {
				items: { label: string }[];
			};
			return found.items.map(({ label }) => label);
		},
		/** What is wrong with a file. */
		async judge(name: string, text: string): Promise<string[]> {
			const uri = open(name, text);
			for (;;) {
				const found = told.find((one) => one.uri === uri);
				if (found) return found.diagnostics.map(({ message }) => message);
				await new Promise<void>((resolve) => {
					listener = resolve;
				});
			}
		},
	};
}

describe('in an editor', () => {
	let child: ChildProcess;
	let editor: ReturnType<typeof createEditor>;
	beforeAll(async () => {
		child = spawn(NODE, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'], cwd: project });
		editor = createEditor(child);
		await editor.ask('initialize', { processId: null, rootUri: pathToFileURL(project).href, capabilities: {} });
		editor.tell('initialized');
	}, 60_000);
	afterAll(() => {
		child.kill();
		rmSync(project, { recursive: true });
	});
	const scenario = `${writeSchemaLine('scenario', '..')}\nname: a\ntitle: A\n`;

	it('a scenario file has its keys, those of a cue, and the faults', async () => {
		expect(await editor.complete('scenarios/a.yaml', `${scenario}|`)).toEqual(
			expect.arrayContaining(['given', 'script', 'clock', 'states']),
		);
		expect(await editor.complete('scenarios/b.yaml', `${scenario}script:\n  - on: x\n    |`)).toEqual(
			expect.arrayContaining(['reply', 'when', 'delay', 'times']),
		);
		expect(
			await editor.complete('scenarios/c.yaml', `${scenario}script:\n  - on: x\n    reply:\n      fault: |`),
		).toEqual(expect.arrayContaining(['reset', 'hang']));
	});

	it('a misspelt key is marked, and a good file is not', async () => {
		expect(await editor.judge('scenarios/d.yaml', `${scenario}scirpt: []\n`)).toEqual([
			expect.stringContaining('scirpt'),
		]);
		expect(await editor.judge('scenarios/e.yaml', `${scenario}script: []\n`)).toEqual([]);
	});

	it('a file of settings has the names of flags', async () => {
		const settings = `${writeSchemaLine('stunt-double', '.')}\n`;
		expect(await editor.complete('stunt-double.yaml', `${settings}|`)).toEqual(
			expect.arrayContaining(['documents', 'scenarios', 'port', 'run']),
		);
		expect(await editor.judge('other.yaml', `${settings}prot: 1\n`)).toEqual([expect.stringContaining('prot')]);
	});
});
