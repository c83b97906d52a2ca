import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'stunt-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const content = {
	'application/json': { schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
};
const GOOD = {
	openapi: '3.1.0',
	info: { title: 'Orders', version: '1' },
	paths: {
		'/orders': { post: { requestBody: { content }, responses: { '201': { description: 'Made', content } } } },
		'/orders/{id}': {
			parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
			get: {
				operationId: 'getOrder',
				responses: { '200': { description: 'One', content }, '404': { description: 'None' } },
			},
		},
	},
};
writeFileSync(join(folder, 'good.json'), JSON.stringify(GOOD));
const OK = { 'application/json': { schema: { type: 'object', properties: { ok: { type: 'boolean' } } } } };
const made = { '200': { description: 'Made', content: OK } };
const silent = { ...GOOD.paths, '/orders': { post: { requestBody: { content }, responses: made } } };
writeFileSync(join(folder, 'silent.json'), JSON.stringify({ ...GOOD, paths: silent }));
writeFileSync(
	join(folder, 'bad.yaml'),
	`openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      operationId: listOrders
      responses:
        '200':
          description: All
          content:
            application/json:
              schema: { type: tuple }
`,
);
mkdirSync(join(folder, 'scenarios'));
writeFileSync(
	join(folder, 'scenarios', 'sad.yaml'),
	'name: sad\ntitle: Sad\nscript:\n  - on: getOrdr\n    reply: { status: 404 }\n',
);

const lint = (...words: string[]) => runCli(['lint', ...words], { cwd: folder });

describe.concurrent('lint', () => {
	it('has nothing against what ships', async () => {
		expect(await runCli(['lint'])).toEqual({
			code: 0,
			// A machine that has much else to do leaves some of the creates.
			stdout: expect.stringMatching(
				/^(?:\d+ creates not tried, for want of time\n)?17 documents, 48 operations, \d\d scenarios: 0 mistakes, 0 warnings\n$/,
			),
			stderr: '',
		});
	});

	it('tells what was inferred, unless it shall not be', async () => {
		const { code, stdout } = await lint('good.json');
		expect(code).toBe(0);
		expect(stdout.split('\n').length).toBeGreaterThan(2);
		expect(stdout).toMatch(/1 document, 2 operations, 0 scenarios: 0 mistakes/);
		expect((await lint('good.json', '--no-infer')).stdout.split('\n').length).toBe(2);
	});

	it('tells why an operation has no effect, and in --json the lines to write', async () => {
		const { code, stdout } = await lint('silent.json');
		expect(code).toBe(0);
		expect(stdout).toMatch(
			/^silent\.json:\d+:\d+: POST \/orders has no effect on "order": .* warning document\.effect\.none$/m,
		);
		expect(stdout).toMatch(/^POST \/orders has no effect: its answer shows no id$/m);
		const { stateless } = JSON.parse((await lint('silent.json', '--json')).stdout);
		expect(stateless).toEqual([
			{
				operationId: 'POST /orders',
				method: 'POST',
				path: '/orders',
				reason: 'its answer shows no id',
				lines: expect.stringContaining('create: order'),
				overlay: expect.stringMatching(/^overlay: 1\.0\.0\n.*target: \$\n.*create: order$/s),
			},
		]);
	});

	it('names each mistake with file, line, remedy and code, and exits with 1', async () => {
		const { code, stdout, stderr } = await lint('bad.yaml');
		expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
		expect(stdout).toMatch(/^bad\.yaml:12:\d+: .*must be one of .*string.* error schema\.invalid$/m);
		expect(stdout).toMatch(/: 1 mistake, 0 warnings\n$/);
	});

	it('checks scenarios as well', async () => {
		const { code, stdout } = await lint('good.json', '--scenarios', 'scenarios');
		expect(code).toBe(1);
		expect(stdout).toMatch(
			/^scenarios\/sad\.yaml:4:\d+: .*getOrdr.*getOrder.* error scenario\.cue\.unknown-operation$/m,
		);
	});

	it('reports as JSON', async () => {
		const { code, stdout } = await lint('bad.yaml', '--json');
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({
			documents: 1,
			operations: 1,
			scenarios: 0,
			findings: [{ severity: 'error', file: 'bad.yaml', line: 12, code: 'schema.invalid' }],
			notes: [],
		});
	});

	it('exits with 2 for what can not be read', async () => {
		expect(await lint('nowhere.yaml')).toEqual({
			code: 2,
			stdout: '',
			stderr: 'stunt-double: nowhere.yaml: no such file (check the path)\n',
		});
	});
});
