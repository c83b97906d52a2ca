import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NODE, runCli, spawnCli } from '../../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-'));
afterAll(() => rmSync(folder, { recursive: true }));
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const TASK = { type: 'object', required: ['text'], properties: { id: { type: 'integer' }, text: { type: 'string' } } };
writeFileSync(
	join(folder, 'todos.json'),
	JSON.stringify({
		openapi: '3.1.0',
		info: { title: 'Todos', version: '1' },
		paths: {
			'/todos': {
				get: {
					operationId: 'listTodos',
					responses: { 200: { description: 'all', ...json({ type: 'array', items: TASK }) } },
				},
				post: {
					operationId: 'makeTodo',
					requestBody: json(TASK),
					responses: { 201: { description: 'made', ...json(TASK) } },
				},
			},
		},
	}),
);

/** A program of calls, each `METHOD path body`. */
function program(calls: readonly string[], end = ''): string[] {
	const source = `
for (const call of ${JSON.stringify(calls)}) {
	const [method, path, body] = call.split(' ');
	const response = await fetch(process.env.MOCK_URL + path, { method, body, headers: { 'content-type': 'application/json' } });
	console.log(method, path, response.status);
}
${end}`;
	return [NODE, '--input-type=module', '-e', source];
}
const run = (flags: readonly string[], words: readonly string[]) =>
	runCli(['run', 'todos.json', ...flags, '--', ...words], { cwd: folder });
const GOOD = ['POST /todos {"text":"a"}', 'GET /todos'];

describe('run', () => {
	it('gives the program a mock, and has its output and its exit code', async () => {
		const good = await run([], program(GOOD));
		expect(good).toEqual({ code: 0, stdout: 'POST /todos 201\nGET /todos 200\n', stderr: '' });
		const bad = await run([], program([], 'process.exit(7)'));
		expect(bad).toEqual({ code: 7, stdout: '', stderr: '' });
	});

	it('reports as a line of JSON, the last on stdout', async () => {
		const good = await run(['--json', '--fail-on', 'invalid', '--pact', 'web'], program(GOOD));
		expect(JSON.parse(good.stdout.trim().split('\n').at(-1) ?? '')).toEqual({
			exitCode: 0,
			programCode: 0,
			gates: ['invalid'],
			findings: [],
			pact: { failures: [] },
		});
		const bad = await run(['--json', '--fail-on', 'invalid'], program(['POST /todos {"text":7}']));
		expect(bad.code).toBe(1);
		expect(JSON.parse(bad.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
			exitCode: 1,
			programCode: 0,
			findings: [{ gate: 'invalid', operationId: 'makeTodo' }],
		});
	});

	it.each(['--coverage', '--bug'])('says so where what %s names can’t be written', async (flag) => {
		const { code, stderr } = await run([flag, '.'], program(GOOD, flag === '--bug' ? 'process.exit(7)' : ''));
		expect([code, stderr]).toEqual([2, expect.stringMatching(`^stunt-double: ${flag}: \\. can't be written \\(`)]);
	});

	it('tells where the control API is, and which session is meant', async () => {
		const source = `
const { MOCK_ADMIN_URL, MOCK_SESSION } = process.env;
await fetch(process.env.MOCK_URL + '/todos');
const seen = await (await fetch(MOCK_ADMIN_URL + '/sessions/' + MOCK_SESSION + '/requests')).json();
console.log(seen.requests.length);`;
		expect((await run([], [NODE, '--input-type=module', '-e', source])).stdout).toBe('1\n');
	});

	it.each<[gate: string, call: string, line: RegExp]>([
		['invalid', 'POST /todos {}', /invalid: POST \/todos got 400: body \/text is required/],
		['unmatched', 'GET /nothing', /unmatched: GET \/nothing got 404: no operation has the path \/nothing/],
		['undocumented', 'POST /todos {}', /undocumented: POST \/todos got 400: .*the document has no such answer/],
	])('--fail-on %s is 1 for such a run, and 0 for a good one', async (gate, call, line) => {
		const bad = await run(['--fail-on', gate], program([call]));
		expect([bad.code, bad.stderr]).toEqual([1, expect.stringMatching(line)]);
		expect((await run(['--fail-on', gate], program(GOOD))).code).toBe(0);
		expect((await run([], program([call]))).code).toBe(0);
	});

	it('--fail-on unused-cues is 1 where a one-off was not taken', async () => {
		const cue = `await fetch(process.env.MOCK_ADMIN_URL + '/sessions/default/cues', { method: 'POST', headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ on: 'listTodos', reply: { fault: 'reset' } }) });`;
		const left = await run(['--fail-on', 'unused-cues,invalid'], program(GOOD, cue));
		expect([left.code, left.stderr]).toEqual([
			1,
			expect.stringContaining('unused-cues: cue 1 of a one-off on listTodos, in session default'),
		]);
	});

	it('keeps the code of a program that failed, whatever the gates say', async () => {
		const result = await run(['--fail-on', 'invalid'], program(['POST /todos {}'], 'process.exit(3)'));
		expect([result.code, result.stderr]).toEqual([3, expect.stringContaining('the run is not good')]);
	});

	it('writes the coverage, and a bug file only of a bad run', async () => {
		const [coverage, bug] = [join(folder, 'coverage.json'), join(folder, 'bug.json')];
		await run(['--coverage', coverage, '--bug', bug, '--fail-on', 'invalid'], program(GOOD));
		expect(JSON.parse(readFileSync(coverage, 'utf8'))).toMatchObject({ total: 2, exercised: 2 });
		expect(existsSync(bug)).toBe(false);
		await run(['--bug', bug, '--fail-on', 'invalid'], program([...GOOD, 'POST /todos {}']));
		expect(JSON.parse(readFileSync(bug, 'utf8')).requests).toHaveLength(3);
	});

	it('writes the pact of a consumer, and checks it', async () => {
		const result = await run(['--pact', 'web'], program(GOOD));
		expect([result.code, result.stdout]).toEqual([
			0,
			expect.stringMatching(/pacts.*web[\s\S]*1 pact, 2 interactions: 0 errors, \d+ warnings?\n$/),
		]);
	});

	it('calls its own control API where that has a token', async () => {
		const result = await run(['--pact', 'web', '--admin-token', 'secret-token-of-a-run'], program(GOOD));
		expect([result.code, result.stderr]).toEqual([0, '']);
	});

	it('is 1 where the pact expects what the document forbids, and where no request can be part of it', async () => {
		const junit = join(folder, 'pact.xml');
		const flags = ['--pact', 'web', '--junit', junit];
		const bad = await run([...flags, '--validate-requests', 'false'], program([...GOOD, 'POST /todos {"text":1}']));
		expect(bad.code).toBe(1);
		expect(bad.stdout).toContain('error /text must be a string, says the document [request.body.invalid]');
		expect(readFileSync(junit, 'utf8')).toContain('<failure type="request.body.invalid"');
		const none = await run(flags, program([]));
		expect(none.code).toBe(1);
		expect(readFileSync(junit, 'utf8')).toContain('<failure type="pact.not-written"');
	});

	it('reports gates and pact as JUnit, and in a GitHub workflow at the operation in its document', async () => {
		const junit = join(folder, 'run.xml');
		const flags = ['run', 'todos.json', '--fail-on', 'invalid,unmatched', '--pact', 'web', '--junit', junit, '--'];
		const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder };
		const bad = await runCli([...flags, ...program([...GOOD, 'POST /todos {}'])], { cwd: folder, env });
		expect(bad.code).toBe(1);
		expect(bad.stderr).toMatch(/^::error file=todos\.json,line=1,title=run --fail-on invalid::POST \/todos got 400/m);
		const text = readFileSync(junit, 'utf8');
		expect(text).toMatch(/<testsuite name="stunt-double run" tests="2" failures="1"/);
		expect(text).toContain('<failure type="invalid" message="POST /todos got 400: body /text is required; ');
		expect(text).toContain('name="--fail-on unmatched" time="0.000"/>');
		expect(text).toMatch(/<testsuite name="pacts.web-[\w-]*\.json" tests="3" failures="0"/);
	});

	it.each<[words: string[], line: RegExp]>([
		[
			['run', 'todos.json'],
			/run needs <program> behind -- \(write stunt-double run \[documents\.\.\.\] \[options\] -- <program>\)/,
		],
		[['run', 'todos.json', '--fail-on', 'invalids', '--', 'x'], /not "invalids" \(did you mean invalid\?\)/],
		[['run', 'nothing.json', '--', 'x'], /nothing\.json/],
		[
			['run', 'todos.json', '--junit', 'x.xml', '--', 'x'],
			/unknown option --junit \(it goes with --fail-on or --pact\)/,
		],
		[['run', 'todos.json', '--', './no-such-program'], /no-such-program can't be run: there is no such program/],
	])('%j is 2, with what to do', async (words, line) => {
		const result = await runCli(words, { cwd: folder });
		expect([result.code, result.stderr]).toEqual([2, expect.stringMatching(line)]);
	});

	it('hands a signal on to the program, waits for it, and ends as it does', async () => {
		const wait = `process.on('SIGTERM', () => { console.log('told'); process.exit(5); }); console.log('up'); setInterval(() => {}, 1000);`;
		const running = spawnCli(['run', 'todos.json', '--', NODE, '-e', wait], { cwd: folder });
		await new Promise<void>((resolve) =>
			running.child.stdout?.on('data', () => running.stdout().includes('up') && resolve()),
		);
		running.child.kill('SIGTERM');
		expect(await running.ended).toBe(5);
		expect(running.stdout()).toBe('up\ntold\n');
	});

	it('is 128 and its number where a signal has ended the program', async () => {
		expect((await run([], [NODE, '-e', "process.kill(process.pid, 'SIGTERM')"])).code).toBe(143);
	});
});
