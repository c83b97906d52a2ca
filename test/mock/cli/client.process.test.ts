import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { CliResult } from '../../support/cli.ts';
import { runHere } from '../../support/command-line.ts';
import { BASE, CREATE, call, create, startTestMock } from '../../support/mock.ts';
import { startPlatform } from '../../support/platform.ts';

let mock: RunningMock;
let guarded: RunningMock;
beforeAll(async () => {
	mock = await startPlatform();
	guarded = await startTestMock({ adminToken: 'secret' });
});

const ask = (...words: string[]): Promise<CliResult> => runHere([...words, '--url', mock.url]);
const parse = (result: CliResult): Record<string, unknown> => JSON.parse(result.stdout) as Record<string, unknown>;
const NAMES = ['conflict-once', 'happy-path', 'slow', 'unauthorized'];

describe('scenario list', () => {
	it('tells the same of files and of a running mock', async () => {
		const [files, running] = await Promise.all([runHere(['scenario', 'list']), ask('scenario', 'list')]);
		expect(files).toMatchObject({ code: 0, stderr: '' });
		expect(running).toEqual(files);
		for (const name of NAMES) expect(files.stdout).toMatch(new RegExp(`^${name} +\\S`, 'm'));
		expect(files.stdout).toMatch(/^conflict-once +.* 409$/m);
	});

	it('reports as JSON', async () => {
		const [files, running] = await Promise.all([
			runHere(['scenario', 'list', '--json']),
			ask('scenario', 'list', '--json'),
		]);
		expect(parse(running)).toEqual(parse(files));
		expect(parse(files)['scenarios']).toContainEqual(expect.objectContaining({ name: 'slow', valid: true }));
	});

	it('says so where there are none', async () => {
		const result = await runHere(['scenario', 'list', 'spec/identity-document.openapi.yaml']);
		expect(result).toMatchObject({ code: 0, stderr: '' });
		expect(result.stdout).toMatch(/^no scenarios\nand \d+ without a file, one for each documented error: "error: /);
	});
});

describe('scenario show', () => {
	it('tells the same of files and of a running mock', async () => {
		const [files, running] = await Promise.all([
			runHere(['scenario', 'show', 'conflict-once']),
			ask('scenario', 'show', 'conflict-once'),
		]);
		expect(files).toMatchObject({ code: 0, stderr: '' });
		expect(running).toEqual(files);
		expect(files.stdout).toMatch(/^conflict-once: /);
		expect(files.stdout).toMatch(/^parameter: org_id = acme$/m);
		expect(files.stdout).toMatch(/^cue: \{/m);
	});

	it('tells what holds for all entities and all answers, not that nothing is given', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'stunt-show-'));
		writeFileSync(
			join(folder, 'all.yaml'),
			`name: all
title: All of them
clock: 2026-01-15T09:00:00Z
given: { identification: [{ every: { status: VALIDATED }, where: { org_id: acme } }, { every: null }] }
keys: { identification: ['7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10'] }
delay: { min: 1s, max: 3s }
faults: { share: 0.5, kind: reset }
`,
		);
		const { stdout } = await runHere([
			'scenario',
			'show',
			'all',
			'spec/identity-document.openapi.yaml',
			'--scenarios',
			folder,
		]);
		rmSync(folder, { recursive: true });
		expect(stdout).toBe(`all: All of them
clock: 2026-01-15T09:00:00Z
every identification: {"status":"VALIDATED"} where {"org_id":"acme"}
every identification: taken away
keys: {"identification":["7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10"]}
delay: {"min":"1s","max":"3s"}
faults: {"share":0.5,"kind":"reset"}
`);
	});

	it('reports as JSON', async () => {
		expect(parse(await runHere(['scenario', 'show', 'slow', '--json']))).toMatchObject({ name: 'slow', valid: true });
	});

	it.each([[[]], [['url']]])('names those that look alike where there is none (%j)', async (where) => {
		const words = ['scenario', 'show', 'slwo', ...(where.length > 0 ? ['--url', mock.url] : [])];
		const { code, stdout, stderr } = await runHere(words);
		expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
		expect(stderr).toMatch(/There is no scenario "slwo"\. Nearest: "slow"/);
	});
});

describe('scenario use and reset', () => {
	it('change the session that is named, and no other', async () => {
		const used = await ask('scenario', 'use', 'already-validated', '--session', 'qa', '--param', 'org_id=shop');
		expect(used).toMatchObject({ code: 0, stderr: '' });
		expect(used.stdout).toMatch(/^session qa uses scenario already-validated\n/);
		expect(used.stdout).toMatch(/^ {2}org_id = shop$/m);
		const id = /identification_id = (\S+)/.exec(used.stdout)?.[1] ?? '';
		const path = `/v1/orgs/shop/identifications/identity_document/${id}`;
		expect((await call(mock, 'DELETE', path, { session: 'qa' })).status).toBe(409);
		expect((await call(mock, 'DELETE', path)).status).toBe(404);
		await create(mock, 'qa');
		expect((await ask('scenario', 'reset', '--session', 'qa')).stdout).toMatch(
			/^session qa is back at the start of scenario already-validated\n(?:.*\n)* {2}identification: 1 VALIDATED\n$/,
		);
	});

	it('tell a parameter that the scenario does not have', async () => {
		const used = await ask('scenario', 'use', 'already-validated', '--session', 'slip', '--param', 'orgid=shop');
		expect(used.stdout).toMatch(/^ {2}note: already-validated has no parameter orgid; did you mean "org_id"\?$/m);
	});

	it('mean the default session where none is named, and report as JSON', async () => {
		expect(parse(await ask('scenario', 'use', 'conflict-once', '--json'))).toMatchObject({
			name: 'default',
			scenario: { name: 'conflict-once', script: [{ used: 0 }] },
		});
		expect(parse(await ask('scenario', 'reset', '--json'))).toMatchObject({ name: 'default' });
	});

	it('take the address of the control API for that of its mock, as MOCK_ADMIN_URL has it', async () => {
		for (const end of ['/__admin', '/__admin/']) {
			const { code, stdout } = await runHere(['scenario', 'reset', '--session', 'new', '--url', `${mock.url}${end}`]);
			expect([code, stdout]).toEqual([0, expect.stringContaining('session new')]);
		}
	});

	it('say that a session without a scenario is empty', async () => {
		expect((await ask('scenario', 'reset', '--session', 'new')).stdout).toBe(
			'session new is back at the start of an empty world, without a scenario\n',
		);
	});

	it.each([
		[['scenario', 'use', 'slwo'], /There is no scenario "slwo"\. Nearest: "slow"/],
		[['scenario', 'use', 'identification was already VALIDATED'], /Nearest: "already-validated"\. Known/],
		[['scenario', 'use', 'slow', '--session', 'a b'], /--session can not be "a b"/],
	])('answer %j with one line and 2', async (words, line) => {
		const { code, stdout, stderr } = await ask(...words);
		expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
		expect(stderr).toMatch(line);
	});

	it.each([
		[
			['session', 'undo', '--session', 'quiet'],
			/nothing to take back .*\(see stunt-double session undo --list --session quiet --url http:/,
		],
		[['request', 'show', '7', '--session', 'none'], /\(see stunt-double request list --session none --url http:/],
		[['scenario', 'make', '7'], /\(see stunt-double request list --url http:/],
		[
			['request', 'list', '--session', 'none'],
			/no session "none".* \(send it a request first, or name another one by --session\)/,
		],
		[['scenario', 'use', 'nope'], /\(see stunt-double scenario list --url http:/],
		[
			['scenario', 'use', 'slow', '--entity', 'identificaton/7'],
			/No document has the resource "identificaton"\. Nearest: "identification"/,
		],
	])('tell by %j where to look', async (words, line) => {
		const { code, stderr } = await ask(...words);
		expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 1 });
		expect(stderr).toMatch(line);
	});

	it('need the admin token where the mock has one', async () => {
		const words = ['scenario', 'use', 'slow', '--url', guarded.url];
		for (const wrong of [[], ['--admin-token', 'guess']]) {
			const { code, stderr } = await runHere([...words, ...wrong]);
			expect(code).toBe(2);
			expect(stderr).toMatch(/^stunt-double: the mock says: .*token.* \(give its --admin-token\)\n$/i);
		}
		expect(await runHere([...words, '--admin-token', 'secret'])).toMatchObject({ code: 0 });
		expect(await runHere(words, { env: { STUNT_ADMIN_TOKEN: 'secret' } })).toMatchObject({ code: 0 });
	});
});

describe('coverage', () => {
	it('counts what was answered, and fails under a limit', async () => {
		const fresh = await startTestMock();
		await create(fresh);
		await call(fresh, 'DELETE', `${BASE}/11111111-1111-4111-8111-111111111111`);
		const covered = await runHere(['coverage', '--url', fresh.url]);
		expect(covered).toMatchObject({ code: 0, stderr: '' });
		expect(covered.stdout).toMatch(/^ {2}createIdentityDocumentIdentification +POST \/orgs\/\S+ +200 ×1 +400 – /m);
		expect(covered.stdout).toMatch(/^Identification with identity document Admin {2}2 of 12 answers exercised/m);
		expect(covered.stdout).toMatch(/^2 of (\d+) answers exercised \([\d.]+ %\)$/m);
		const total = Number(/^2 of (\d+)/m.exec(covered.stdout)?.[1]);
		const percent = Math.floor((1000 * 2) / total) / 10;
		expect(parse(await runHere(['coverage', '--url', fresh.url, '--json']))).toMatchObject({ total, exercised: 2 });
		for (const [limit, code] of [
			[0, 0],
			[percent, 0],
			[percent + 0.1, 1],
			[100, 1],
		] as const) {
			expect((await runHere(['coverage', '--url', fresh.url, '--fail-under', String(limit)])).code, `${limit}`).toBe(
				code,
			);
		}
	});
});

describe('a mock that does not answer', () => {
	it('is said in one line', async () => {
		const { code, stdout, stderr } = await runHere(['coverage', '--url', 'http://127.0.0.1:9']);
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toBe(
			'stunt-double: no mock answers at http://127.0.0.1:9 (start one with stunt-double start, or name it by --url)\n',
		);
	});

	it('is told apart from another server', async () => {
		const { createServer } = await import('node:http');
		const other = createServer((_request, response) => response.end('<h1>hello</h1>')).listen(0, '127.0.0.1');
		await new Promise((resolve) => other.once('listening', resolve));
		const { port } = other.address() as { port: number };
		try {
			const { code, stderr } = await runHere(['scenario', 'reset'], {
				env: { STUNT_URL: `http://127.0.0.1:${port}/` },
			});
			expect(code).toBe(2);
			expect(stderr).toBe(
				`stunt-double: http://127.0.0.1:${port} answers 200, but not as a mock does (name the mock by --url)\n`,
			);
		} finally {
			other.close();
		}
	});
});

describe('the requests', () => {
	const CANCEL = 'cancelIdentityDocumentIdentification';

	async function cancelTwice(session: string): Promise<void> {
		const id = await create(mock, session);
		for (let count = 0; count < 2; count++) await call(mock, 'DELETE', `${BASE}/${id}`, { session });
	}

	it('are listed with their why, all of them or by status', async () => {
		await cancelTwice('list');
		const all = await ask('request', 'list', '--session', 'list');
		expect([all.code, all.stdout.trimEnd().split('\n').length]).toEqual([0, 3]);
		expect(all.stdout).toMatch(/^3 +\S+ +DELETE +\S+ +409 Conflict +.* Refused by the state: .*only PENDING/m);
		const some = await ask('request', 'list', '--session', 'list', '--status', '4XX');
		expect(some.stdout).toMatch(/^3 [^\n]*\n$/);
		const json = parse(await ask('request', 'list', '--session', 'list', '--limit', '1', '--json'));
		expect(json['requests']).toMatchObject([{ id: 3, operationId: CANCEL }]);
		await call(mock, 'GET', '/x', { session: 'cleared' });
		await fetch(`${mock.url}/__admin/sessions/cleared/requests`, { method: 'DELETE' });
		expect((await ask('request', 'list', '--session', 'cleared')).stdout).toBe('no requests\n');
	});

	it('are shown, and sent again by the line of curl', async () => {
		await cancelTwice('show');
		const shown = await ask('request', 'show', '3', '--session', 'show');
		expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('409 Conflict Refused by the state')]);
		const line = await ask('request', 'show', '3', '--session', 'show', '--curl');
		expect(line.stderr).toBe('stunt-double: the line is without the authorization, which the journal hides\n');
		const env = { ...process.env, TOKEN: 'x' };
		const again = await promisify(execFile)('sh', ['-c', line.stdout], { env });
		expect(again.stdout).toMatch(/^HTTP\/1.1 409 /);
	});

	it('become scenarios, written beside none of the same name, which meet what they met', async () => {
		await cancelTwice('make');
		const out = mkdtempSync(join(tmpdir(), 'made-'));
		try {
			const words = ['scenario', 'make', '3', '--session', 'make'];
			const printed = await ask(...words);
			expect(printed.stdout).toMatch(
				/^# yaml-language-server: \S+\nname: cancel-identity-document-identification-409\n/,
			);
			const written = await ask(...words, '--into', out);
			expect([written.code, readdirSync(out)]).toEqual([0, ['cancel-identity-document-identification-409.yaml']]);
			expect(readFileSync(join(out, readdirSync(out)[0] as string), 'utf8')).toBe(printed.stdout);
			const twice = await ask(...words, '--into', out);
			expect([twice.code, twice.stderr]).toEqual([2, expect.stringMatching(/is there already \(rename it[^\n]*\n$/)]);
			expect(readdirSync(out)).toHaveLength(1);
			const linted = await runHere(['lint', '--scenarios', out]);
			expect([linted.code, linted.stderr]).toEqual([0, '']);
			const target = /^DELETE (\S+)/m.exec((await ask('request', 'show', '3', '--session', 'make')).stdout)?.[1] ?? '';
			const played = await startTestMock({ scenarios: out, scenario: 'cancel-identity-document-identification-409' });
			expect((await call(played, 'DELETE', target)).status).toBe(409);
		} finally {
			rmSync(out, { recursive: true });
		}
	});

	it.each([
		[['scenario', 'reset', '--session', '..'], /--session can not be "\.\."/],
		[['scenario', 'use', 'slow', '--session', 'a/b'], /--session can not be "a\/b"/],
		[['request', 'list', '--session', '.'], /--session can not be "\."/],
		[['request', 'show', 'x'], /a request is named by its number, not "x"/],
		[['request', 'show', '99'], /has no exchange 99/],
		[['scenario', 'make', '0'], /a request is named by its number, not "0"/],
		[['request', 'list', '--session', 'nobody'], /There is no session "nobody"/],
		[['request'], /request needs a command \(choose one of list, show\)/],
	])('%j is one line, and 2', async (words, line) => {
		await call(mock, 'GET', '/x');
		const { code, stdout, stderr } = await ask(...words);
		expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
		expect(stderr).toMatch(line);
	});

	it('steer no terminal, whatever callers sent', async () => {
		const id = await create(mock, 'unseen', { ...CREATE, name: 'a\u009b31mb\u202ec' });
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'unseen' });
		for (const words of [
			['request', 'show', '2', '--json'],
			['request', 'list', '--json'],
			['request', 'show', '2'],
			['scenario', 'make', '2'],
		]) {
			const { code, stdout } = await ask(...words, '--session', 'unseen');
			expect([words, code, /[\u009b\u202e]/.test(stdout)]).toEqual([words, 0, false]);
		}
		expect((await ask('scenario', 'make', '2', '--session', 'unseen')).stdout).toContain('a\\u009b31mb\\u202ec');
	});

	it('are written into the folder that was named, whatever answers at the address', async () => {
		const other = createServer((_request, response) => {
			const why = { step: 'cue', summary: 's', findings: [] };
			const exchange = {
				id: 1,
				at: '2026-01-01T00:00:00Z',
				durationMs: 1,
				session: 's',
				operationId: 'x',
				request: {},
				response: { status: '/../../escaped\n- a' },
				why,
			};
			response.setHeader('content-type', 'application/json').end(JSON.stringify(exchange));
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const folder = mkdtempSync(join(tmpdir(), 'made-'));
		try {
			const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
			const { code } = await runHere(['scenario', 'make', '1', '--into', join(folder, 'in'), '--url', url]);
			expect([code, readdirSync(folder), readdirSync(join(folder, 'in'))]).toEqual([0, ['in'], ['x-escaped-a.yaml']]);
		} finally {
			other.close();
			rmSync(folder, { recursive: true });
		}
	});

	it('that fit no operation become no scenario', async () => {
		await call(mock, 'GET', '/nothing', { session: 'none' });
		const { code, stderr } = await ask('scenario', 'make', '1', '--session', 'none');
		expect([code, stderr]).toEqual([2, expect.stringContaining('no operation fits request 1')]);
	});
});
