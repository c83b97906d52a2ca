import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedCli, spawnCli, startCli } from '../../support/cli.ts';
import { BASE, CREATE, call, create } from '../../support/mock.ts';

const execute = promisify(execFile);
const OVERLAY = 'spec/overlays/errors-with-body.overlay.yaml';
const UNKNOWN = `${BASE}/11111111-1111-4111-8111-111111111111`;

async function withCli<T>(words: readonly string[], use: (cli: StartedCli) => Promise<T>, env = {}): Promise<T> {
	const cli = await startCli(words, { env });
	try {
		return await use(cli);
	} finally {
		await cli.stop();
	}
}

/** One that was told nothing, and one whose log is JSON. */
let plain: StartedCli;
let json: StartedCli;
let banner: string;
beforeAll(async () => {
	[plain, json] = await Promise.all([startCli(), startCli(['--log', 'json'])]);
	await plain.waitFor(/-X PUT .*\n/);
	banner = plain.stdout();
});
afterAll(() => Promise.all([plain.stop(), json.stop()]));

describe.concurrent('the banner', () => {
	it('has at most 25 lines, with three lines of curl that run', async () => {
		const lines = banner.trimEnd().split('\n');
		expect(lines.length).toBeLessThanOrEqual(25);
		expect(lines.every((line) => !line.includes('\u001b'))).toBe(true);
		const text = banner;
		expect(text).toContain(plain.url);
		expect(text).toContain('identity-document-admin.openapi.yaml');
		expect(text).toMatch(/identification +declared +PENDING → /);
		expect(text).toContain('already-validated');
		expect(text).toMatch(/^Console +http:\S+\/__admin\/ /m);
		const curls = lines.filter((line) => line.startsWith('  curl '));
		expect(curls).toHaveLength(3);
		const statuses: string[] = [];
		for (const line of curls) {
			const { stdout } = await execute('bash', ['-c', line.trim()]);
			statuses.push(stdout.split(' ')[1] ?? '');
		}
		expect(statuses).toEqual(['200', '404', '200']);
	});

	it('has no bare brackets for a shell to expand, where it listens on IPv6', async () => {
		await withCli(['--host', '::1'], async (cli) => {
			await cli.waitFor(/-X PUT .*\n/);
			const curls = cli.stdout().match(/^ {2}curl .*$/gm) ?? [];
			expect(curls).toHaveLength(3);
			for (const line of curls) expect(line).toMatch(/ 'http:\/\/\[::1\]:\d+\/[^']*'/);
		});
	});

	it('stays short for a document of any size, and shows nothing that steers a terminal', async () => {
		const document = {
			openapi: '3.1.0',
			info: { title: 'Shop \u001b[2J\u202e', version: '1' },
			paths: Object.fromEntries(
				Array.from({ length: 40 }, (_, index) => [
					`/things${index}/{id}`,
					{
						get: {
							parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 9 } }],
							responses: { '200': { description: 'One' } },
						},
					},
				]),
			),
		};
		const folder = mkdtempSync(join(tmpdir(), 'stunt-banner-'));
		const files = Array.from({ length: 12 }, (_, index) => join(folder, `${index}.json`));
		for (const file of files) writeFileSync(file, JSON.stringify({ ...document, paths: prefix(document.paths, file) }));
		try {
			await withCli(files, async (cli) => {
				await cli.waitFor(/curl .*\n.*curl .*\n/);
				const lines = cli.stdout().trimEnd().split('\n');
				expect(lines.length).toBeLessThanOrEqual(25);
				expect(cli.stdout()).toContain('… and 9 more');
				expect(cli.stdout()).toContain('Shop \\u{1b}[2J\\u{202e}');
				expect(cli.stdout()).not.toContain('\u001b');
				for (const line of lines.filter((one) => one.startsWith('  curl '))) {
					const { stdout } = await execute('bash', ['-c', line.trim()]);
					expect(stdout).toMatch(/^HTTP\/1\.1 200 /);
				}
			});
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});

	it('is one line of JSON for programs, and nothing at all when it shall be silent', async () => {
		const [line = ''] = json.stdout().split('\n');
		expect(JSON.parse(line)).toMatchObject({ message: 'listening', url: json.url, operations: 48 });
	});
});

function prefix(paths: Record<string, unknown>, file: string): Record<string, unknown> {
	const name = /(\d+)\.json$/.exec(file)?.[1] ?? '';
	return Object.fromEntries(Object.entries(paths).map(([path, item]) => [`/shop${name}${path}`, item]));
}

describe.concurrent('the log', () => {
	it('has one line a request, with its why', async () => {
		await create(plain, 'qa');
		await call(plain, 'GET', '/v1/nowhere?key=secret');
		await plain.waitFor(/\d\d:\d\d:\d\d POST \S+ 200 [\d.]+ ms \[qa\] created identification \S+\n/);
		await plain.waitFor(/GET \/v1\/nowhere 404 [\d.]+ ms .*no operation has the path/);
		expect(plain.stdout()).not.toContain('secret');
	});

	it('can be JSON', async () => {
		await call(json, 'DELETE', UNKNOWN);
		const [line = ''] = await json.waitFor(/\{[^\n]*"message":"request"[^\n]*\}/);
		expect(JSON.parse(line)).toMatchObject({ method: 'DELETE', status: 404, session: 'default', step: 'effect' });
	});

	it('names the control API not at all', async () => {
		await call(plain, 'GET', '/__admin/health');
		await call(plain, 'GET', '/v1/nowhere/else');
		await plain.waitFor(/nowhere\/else/);
		expect(plain.stdout().split('Try')[1]).not.toMatch(/GET \/__admin/);
	});
});

describe.concurrent('flags that a client can feel', () => {
	type Probe = (cli: StartedCli) => Promise<unknown>;
	const createStatus: Probe = async (cli) => (await call(cli, 'POST', BASE, { body: CREATE })).status;
	const cases: [string, string[], Probe, unknown][] = [
		[
			'--auth off',
			['--auth', 'off'],
			async (cli) => (await call(cli, 'DELETE', UNKNOWN, { headers: { authorization: '' } })).status,
			404,
		],
		['--scenario', ['--scenario', 'server-error'], createStatus, 500],
		['--overlay', ['--overlay', OVERLAY], async (cli) => typeof (await call(cli, 'DELETE', UNKNOWN)).json, 'object'],
		['--strict-sessions', ['--strict-sessions'], createStatus, 400],
		['--max-body', ['--max-body', '10'], createStatus, 413],
		[
			'--max-entities',
			['--max-entities', '1'],
			async (cli) => {
				const oldest = await create(cli);
				await create(cli);
				return (await call(cli, 'DELETE', `${BASE}/${oldest}`)).status;
			},
			404,
		],
		[
			'--no-cors',
			['--no-cors'],
			async (cli) =>
				(await call(cli, 'DELETE', UNKNOWN, { headers: { origin: 'http://page.test' } })).headers.has(
					'access-control-allow-origin',
				),
			false,
		],
		[
			'--cors',
			['--cors'],
			async (cli) =>
				(await call(cli, 'DELETE', UNKNOWN, { headers: { origin: 'http://page.test' } })).headers.get(
					'access-control-allow-origin',
				),
			'http://page.test',
		],
		[
			'--delay',
			['--delay', '300ms'],
			async (cli) => {
				const before = performance.now();
				await create(cli);
				return performance.now() - before >= 295;
			},
			true,
		],
		[
			'--journal',
			['--journal', '2'],
			async (cli) => {
				for (let index = 0; index < 5; index++) await create(cli);
				return ((await call(cli, 'GET', '/__admin/sessions/default/requests')).json as { requests: unknown[] }).requests
					.length;
			},
			2,
		],
		[
			'--max-sessions',
			['--max-sessions', '2'],
			async (cli) => {
				for (const session of ['a', 'b', 'c']) await create(cli, session);
				return ((await call(cli, 'GET', '/__admin/sessions')).json as { sessions: unknown[] }).sessions.length;
			},
			2,
		],
		[
			'--admin-token',
			['--admin-token', 'secret'],
			async (cli) => [
				(await call(cli, 'GET', '/__admin/scenarios')).status,
				(await call(cli, 'GET', '/__admin/scenarios', { headers: { authorization: 'Bearer secret' } })).status,
			],
			[401, 200],
		],
	];
	it.each(cases)('%s', async (_name, words, probe, expected) => {
		expect(await withCli(words, probe)).toEqual(expected);
	});

	it.each([
		[[], /things? +inferred from the paths/],
		[[], /^ {2}\/things +POST creates thing, keyed by id/m],
		[['--no-infer'], /State +none: every answer is the document's example/],
	])('what is inferred is said, with %j', async (words, said) => {
		const thing = {
			type: 'object',
			required: ['id'],
			properties: { id: { type: 'string' }, name: { type: 'string' } },
		};
		const content = { 'application/json': { schema: thing } };
		const document = {
			openapi: '3.1.0',
			info: { title: 'Things', version: '1' },
			paths: {
				'/things': { post: { requestBody: { content }, responses: { '201': { description: 'Made', content } } } },
				'/things/{id}': {
					parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
					get: { responses: { '200': { description: 'One', content }, '404': { description: 'None' } } },
				},
			},
		};
		const folder = mkdtempSync(join(tmpdir(), 'stunt-infer-'));
		writeFileSync(join(folder, 'things.json'), JSON.stringify(document));
		try {
			await withCli([join(folder, 'things.json'), ...words], (cli) => cli.waitFor(said));
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});

	it('variables do the same', async () => {
		const env = { STUNT_SCENARIO: 'server-error' };
		const statuses = [withCli([], createStatus, env), withCli(['--scenario', 'happy-path'], createStatus, env)];
		expect(await Promise.all(statuses)).toEqual([500, 200]);
	});

	it('the same seed gives the same ids in two runs, another one others', async () => {
		const starts = [['--seed', '7'], ['--seed', '7'], ['--seed=-7']];
		const [first, again, other] = await Promise.all(starts.map((words) => withCli(words, (cli) => create(cli))));
		expect(again).toBe(first);
		expect(other).not.toBe(first);
	});

	it('a host for other machines comes with a warning that tells who may use the control API (threat 71)', async () => {
		const starts = [
			['--host', '0.0.0.0'],
			['--host', '0.0.0.0', '--admin-token', 't'],
			['--host', '127.0.0.1'],
		];
		const [all, guarded, local] = await Promise.all(starts.map((words) => withCli(words, async (cli) => cli.stderr())));
		expect(all).toMatch(
			/warning: on 0\.0\.0\.0, .* control API answers this machine only, unless you set --admin-token\n/,
		);
		expect(guarded).toMatch(/warning: .* whoever has the admin token\n/);
		expect(local).toBe('');
	});
});

it('--log silent writes nothing', async () => {
	const probe = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => probe.once('listening', resolve));
	const { port } = probe.address() as { port: number };
	await new Promise((resolve) => probe.close(resolve));
	const cli = spawnCli(['start', '--port', String(port), '--log', 'silent']);
	const url = `http://127.0.0.1:${port}`;
	for (let tries = 0; tries < 400; tries++) {
		const isUp = await call({ url }, 'DELETE', UNKNOWN).then(
			() => true,
			() => false,
		);
		if (isUp) break;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	expect(await create({ url })).toMatch(/-/);
	cli.child.kill('SIGTERM');
	expect(await cli.ended).toBe(0);
	expect(cli.stdout() + cli.stderr()).toBe('');
});
