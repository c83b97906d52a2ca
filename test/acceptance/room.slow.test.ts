import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { type StartedCli, startCli } from '../support/cli.ts';
import { isCounted } from '../support/counted.ts';

const DOCUMENT = JSON.stringify({
	openapi: '3.1.0',
	info: { title: 'Todos', version: '1' },
	paths: {
		'/todos': {
			post: {
				requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Todo' } } } },
				responses: {
					201: {
						description: 'made',
						content: { 'application/json': { schema: { $ref: '#/components/schemas/Todo' } } },
					},
				},
			},
		},
		'/todos/{id}': {
			parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
			patch: {
				requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Todo' } } } },
				responses: { 204: { description: 'changed' } },
			},
			get: {
				responses: {
					200: {
						description: 'it',
						content: { 'application/json': { schema: { $ref: '#/components/schemas/Todo' } } },
					},
					404: { description: 'none' },
				},
			},
		},
	},
	components: {
		schemas: { Todo: { type: 'object', properties: { id: { type: 'integer' }, text: { type: 'string' } } } },
	},
});

const folder = mkdtempSync(join(tmpdir(), 'room-'));
const file = join(folder, 'todos.json');
writeFileSync(file, DOCUMENT);
afterAll(() => rmSync(folder, { recursive: true }));

let mock: StartedCli | undefined;
afterEach(() => mock?.stop());

async function post(text: string, session: string): Promise<Response> {
	const headers = { 'Content-Type': 'application/json', 'X-Mock-Session': session };
	return fetch(`${mock?.url}/todos`, { method: 'POST', headers, body: JSON.stringify({ text }) });
}

// What counts coverage needs more than the small heap itself.
it.skipIf(isCounted)(
	'a hundred bodies of a megabyte fit in a small heap: the oldest are forgotten, and that is told',
	async () => {
		const env = { NODE_OPTIONS: '--max-old-space-size=120' };
		mock = await startCli([file, '--log', 'json'], { env });
		let reason: string | null = null;
		for (let turn = 0; turn < 100; turn += 1) {
			const response = await post('x'.repeat(1_000_000), 'big');
			expect(response.status).toBe(201);
			reason = response.headers.get('x-mock-reason');
			await response.arrayBuffer();
		}
		expect(reason).toBe('sent POST /todos: created todo 100, and forgot the oldest 1, for want of room for entities');
		const lost = await fetch(`${mock.url}/todos/1`, { headers: { 'X-Mock-Session': 'big' } });
		expect(lost.status).toBe(404);
		expect(lost.headers.get('x-mock-reason')).toContain('the oldest were forgotten, for want of room for entities');
	},
	120_000,
);

it.skipIf(isCounted)(
	'neither do a hundred that grow by a change, and the journal keeps none of them alive',
	async () => {
		mock = await startCli([file], { env: { NODE_OPTIONS: '--max-old-space-size=120' } });
		for (let turn = 0; turn < 100; turn += 1) expect((await post('', 'grown')).status).toBe(201);
		let reason: string | null = null;
		for (let turn = 1; turn <= 100; turn += 1) {
			const response = await fetch(`${mock.url}/todos/${turn}`, {
				method: 'PATCH',
				headers: { 'Content-Type': 'application/json', 'X-Mock-Session': 'grown' },
				body: JSON.stringify({ text: 'x'.repeat(1_000_000) }),
			});
			if (response.status === 404) continue;
			expect(response.status).toBe(204);
			reason = response.headers.get('x-mock-reason') ?? reason;
		}
		expect(reason).toMatch(
			/^sent PATCH \/todos\/\{id\}: patched todo \d+, and forgot the oldest \d+, for want of room/,
		);
	},
	120_000,
);

it('a session that had to make room is told, in the log and where it is missed', async () => {
	mock = await startCli([file, '--max-sessions', '2']);
	for (const session of ['a', 'b', 'c']) expect((await post('', session)).status).toBe(201);
	await mock.waitFor(/session a was dropped with its entities: more than 2 are not kept \(--max-sessions\)/);
	const lost = await fetch(`${mock.url}/todos/1`, { headers: { 'X-Mock-Session': 'a' } });
	expect(lost.headers.get('x-mock-reason')).toContain('the session a was dropped meanwhile, for want of room');
}, 60_000);
