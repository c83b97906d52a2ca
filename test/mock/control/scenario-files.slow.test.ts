// Scenario files over the control API: checked first, written whole, never over what somebody else has saved.

import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { copyScenarios, ORDERS } from './support.ts';

const GOOD = 'name: fresh\ntitle: A fresh one\nscript:\n  - { on: getOrder, reply: { status: 404 }, times: 1 }\n';
const folders: string[] = [];
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

let folder: string;
let mock: RunningMock;
beforeEach(async () => {
	folder = copyScenarios();
	mock = await startTestMock({ documents: [ORDERS], scenarios: folder });
});

const path = (name: string): string => `/__admin/scenarios/${name}`;
const save = (name: string, text: string, headers: Record<string, string> = {}) =>
	call(mock, 'PUT', path(name), { body: { text }, headers });

describe('a scenario that is saved', () => {
	it('is written as it was sent, and in use at once', async () => {
		const saved = await save('fresh', GOOD);
		expect([saved.status, saved.text.length > 0, saved.headers.get('location')]).toEqual([201, true, path('fresh')]);
		expect(readFileSync(join(folder, 'fresh.yaml'), 'utf8')).toBe(GOOD);
		expect(saved.json).toMatchObject({ name: 'fresh', valid: true, text: GOOD, etag: saved.headers.get('etag') });
		const used = await call(mock, 'PUT', '/__admin/sessions/s/scenario', { body: { name: 'fresh' } });
		expect(used.status).toBe(200);
		expect(readdirSync(folder).filter((file) => file.startsWith('.'))).toEqual([]);
	});

	it('brings its defaults with the next reset, and leaves the parameters that were chosen', async () => {
		const text = 'name: named\ntitle: Named\nparameters: { who: Ann, what: tea }\n';
		const tag = (await save('named', text)).headers.get('etag') as string;
		const body = { name: 'named', parameters: { what: 'milk' } };
		await call(mock, 'PUT', '/__admin/sessions/s/scenario', { body });
		await save('named', text.replace('Ann', 'Bea').replace('tea', 'water'), { 'if-match': tag });
		const reset = await call(mock, 'POST', '/__admin/sessions/s/reset');
		expect(reset.json).toMatchObject({ scenario: { parameters: { who: 'Bea', what: 'milk' } } });
	});

	it('may come as YAML', async () => {
		const saved = await call(mock, 'PUT', path('fresh'), {
			body: GOOD,
			headers: { 'content-type': 'application/yaml' },
		});
		expect([saved.status, readFileSync(join(folder, 'fresh.yaml'), 'utf8')]).toEqual([201, GOOD]);
	});

	it('is replaced only by who knows what is there', async () => {
		const first = await save('fresh', GOOD);
		const tag = first.headers.get('etag') as string;
		const other = GOOD.replace('404', '200');
		const blind = await save('fresh', other);
		expect([blind.status, blind.headers.get('etag')]).toEqual([428, tag]);
		writeFileSync(join(folder, 'fresh.yaml'), `${GOOD}# by somebody else\n`);
		const stale = await save('fresh', other, { 'if-match': tag });
		expect([stale.status, readFileSync(join(folder, 'fresh.yaml'), 'utf8')]).toEqual([
			412,
			`${GOOD}# by somebody else\n`,
		]);
		const now = await call(mock, 'GET', path('fresh'));
		expect(now.headers.get('etag')).toBe(stale.headers.get('etag'));
		const good = await save('fresh', other, { 'if-match': `"x", ${now.headers.get('etag')}` });
		expect([good.status, readFileSync(join(folder, 'fresh.yaml'), 'utf8')]).toEqual([200, other]);
		expect((await save('fresh', GOOD, { 'if-none-match': '*' })).status).toBe(412);
		expect((await save('gone', GOOD.replace('fresh', 'gone'), { 'if-match': '"x"' })).status).toBe(412);
	});

	it.each([
		['a mistake of form', 'name: fresh\n', 'scenario.required', 1],
		['no YAML', 'name: [', 'scenario.syntax', 1],
		['an undocumented answer', GOOD.replace('404', '418'), 'scenario.cue.status', 4],
		[
			'a body that fits no schema',
			GOOD.replace('status: 404', 'status: 200, body: { total: a }'),
			'scenario.cue.schema',
			4,
		],
		['another name', GOOD.replace('fresh', 'other'), 'scenario.name.file', 1],
		['a state of another one', `${GOOD}states: [an order that is already paid]\n`, 'scenario.state.duplicate', 5],
	])('is refused with its line for %s, and nothing is written', async (_what, text, code, line) => {
		const refused = await save('fresh', text);
		expect(refused.status).toBe(400);
		expect((refused.json as { findings: object[] }).findings[0]).toMatchObject({ code, line });
		expect(existsSync(join(folder, 'fresh.yaml'))).toBe(false);
		const checked = await call(mock, 'POST', '/__admin/check-scenario', { body: { name: 'fresh', text } });
		expect(checked.json).toMatchObject({ valid: false, findings: [{ code, line, severity: 'error' }] });
	});

	it.each(['..%2Fevil', '.hidden', 'Upper', 'a%00b', 'a%2Fb', '%2Fetc%2Fpasswd'])(
		'can not be called %s',
		async (name) => {
			const refused = await save(name, GOOD);
			expect([400, 404]).toContain(refused.status);
			expect(readdirSync(folder).sort()).toEqual(readdirSync(copyScenarios()).sort());
		},
	);
});

it('what is checked is told, and not written', async () => {
	const body = { name: 'fresh', text: GOOD };
	expect((await call(mock, 'POST', '/__admin/check-scenario', { body })).json).toEqual({ valid: true, findings: [] });
	expect(existsSync(join(folder, 'fresh.yaml'))).toBe(false);
});

describe('a scenario that is removed', () => {
	it('is gone, for who knows what it was; sessions go on with it', async () => {
		const saved = await save('fresh', GOOD);
		await call(mock, 'PUT', '/__admin/sessions/s/scenario', { body: { name: 'fresh' } });
		expect((await call(mock, 'DELETE', path('fresh'))).status).toBe(428);
		expect((await call(mock, 'DELETE', path('fresh'), { headers: { 'if-match': '"x"' } })).status).toBe(412);
		const tag = saved.headers.get('etag') as string;
		expect((await call(mock, 'DELETE', path('fresh'), { headers: { 'if-match': tag } })).status).toBe(204);
		expect(existsSync(join(folder, 'fresh.yaml'))).toBe(false);
		expect((await call(mock, 'GET', path('fresh'))).status).toBe(404);
		expect((await call(mock, 'POST', '/__admin/sessions/s/reset')).json).toMatchObject({ scenario: { name: 'fresh' } });
		expect((await call(mock, 'DELETE', path('fresh'), { headers: { 'if-match': tag } })).status).toBe(404);
		const virtual = encodeURIComponent('error: getOrder 404');
		expect((await call(mock, 'DELETE', path(virtual), { headers: { 'if-match': '*' } })).status).toBe(404);
	});
});

describe('a file that broke after it was saved', () => {
	it('is marked with its mistake; the version before is in use', async () => {
		const saved = await save('fresh', GOOD);
		const broken = GOOD.replace('404', '418');
		writeFileSync(join(folder, 'fresh.yaml'), broken);
		mock.engine.scenarios.reload();
		const { json } = await call(mock, 'GET', path('fresh'));
		expect(json).toMatchObject({
			valid: true,
			outdated: true,
			title: 'A fresh one',
			text: broken,
			findings: [{ code: 'scenario.cue.status', line: 4, remedy: expect.any(String) }],
			serves: { statuses: [404] },
		});
		const { scenarios } = (await call(mock, 'GET', '/__admin/scenarios')).json as {
			scenarios: { name: string; outdated?: true }[];
		};
		expect(scenarios.filter(({ outdated }) => outdated).map(({ name }) => name)).toEqual(['fresh']);
		const mended = await save('fresh', GOOD, { 'if-match': (json as { etag: string }).etag });
		expect([mended.status, mended.headers.get('etag')]).toEqual([200, saved.headers.get('etag')]);
		expect((mended.json as { outdated?: true }).outdated).toBeUndefined();
	});
});

describe('where nothing may be written', () => {
	it.each(['PUT', 'DELETE'])('%s is refused with --read-only', async (method) => {
		mock = await startTestMock({ documents: [ORDERS], scenarios: folder, readOnly: true });
		const headers = { 'if-match': '*' };
		const refused = await call(mock, method, path('paid-order'), {
			headers,
			...(method === 'PUT' && { body: { text: GOOD } }),
		});
		expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('--read-only')]);
		const { json } = await call(mock, 'GET', '/__admin/scenarios');
		expect(json).toMatchObject({ folder: { path: folder, exists: true, writable: false } });
	});

	it('a folder that the system protects is a conflict that says why', async () => {
		if (process.getuid?.() === 0) return;
		chmodSync(folder, 0o500);
		const refused = await save('fresh', GOOD);
		chmodSync(folder, 0o700);
		expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('permissions')]);
	});
});

describe('a mock without a folder', () => {
	it('says where one would be, and makes it when it is asked to', async () => {
		const home = mkdtempSync(join(tmpdir(), 'no-folder-'));
		folders.push(home);
		const cwd = vi.spyOn(process, 'cwd').mockReturnValue(home);
		mock = await startTestMock({ documents: [ORDERS] });
		cwd.mockRestore();
		const planned = join(home, 'scenarios');
		expect((await call(mock, 'GET', '/__admin/scenarios')).json).toMatchObject({
			folder: { path: planned, exists: false, writable: true },
		});
		const refused = await save('fresh', GOOD);
		expect([refused.status, refused.text]).toEqual([409, expect.stringContaining(planned)]);
		const made = await call(mock, 'PUT', path('fresh'), { body: { text: GOOD, makeFolder: true } });
		expect([made.status, readFileSync(join(planned, 'fresh.yaml'), 'utf8')]).toEqual([201, GOOD]);
		expect((await save('second', GOOD.replace('fresh', 'second'))).status).toBe(201);
	});
});
