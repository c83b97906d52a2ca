import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import v8 from 'node:v8';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runSparing } from '../../../mock/cli/run-sparing.ts';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { completeOptions } from '../../../mock/options/complete-options.ts';

const DOCUMENT = { openapi: '3.1.0', info: { title: 'pets', version: '1' }, paths: { '/pets': { get: {} } } };
const SPARING = ['--always-sparkplug', '--no-maglev', '--no-opt'];
const USUAL = ['--no-always-sparkplug', '--maglev', '--opt'];
const TODAY = { versions: { v8: '13.6.233.17-node.37' }, arch: 'x64', execArgv: [], env: {} };

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'sparing-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** What V8 is told, `listening` where the mock listens; and why it didn't, where it didn't. */
async function startIn(
	surroundings: object,
	{ name, text }: { name: string; text?: string } = { name: 'pets.json', text: JSON.stringify(DOCUMENT) },
): Promise<{ told: string[]; error?: unknown }> {
	const file = join(folder, name);
	if (text !== undefined) writeFileSync(file, text);
	const told: string[] = [];
	const options = completeOptions({ documents: [file], port: 0, log: 'silent', watch: false });
	let running: RunningMock | undefined;
	vi.spyOn(v8, 'setFlagsFromString').mockImplementation((flag) => void told.push(flag));
	const properties = Object.entries({ ...TODAY, ...surroundings }).map(([key, value]) => [key, { value }] as const);
	vi.stubGlobal('process', Object.create(process, Object.fromEntries(properties)));
	try {
		running = await runSparing(options, { onScenarios: () => {}, onDocuments: () => {} });
		const { status } = await fetch(`${running.url}/pets`);
		told.push(`answered ${status}`);
		return { told };
	} catch (error) {
		return { told, error };
	} finally {
		await running?.stop(0);
	}
}

describe('V8 spares its compilers while a mock starts', () => {
	it.each(['13.6.233.17-node.37', '14.1.146.11-node.25'])('of version %s, and not a moment longer', async (version) => {
		expect((await startIn({ versions: { v8: version } })).told).toEqual([...SPARING, ...USUAL, 'answered 200']);
	});

	it('no longer where the start fails', async () => {
		const { told, error } = await startIn({}, { name: 'broken.json', text: '{ "openapi": ' });
		expect(String(error)).toContain('the text ends too early');
		expect(told).toEqual([...SPARING, ...USUAL]);
	});

	it.each([
		['an older V8', { versions: { v8: '12.4.254.21-node.57' } }],
		['one that nobody knows yet', { versions: { v8: '15.0.1' } }],
		['no V8', { versions: {} }],
		['Bun', { versions: { v8: '13.6.1', bun: '1.3.0' } }],
		['Deno', { versions: { v8: '14.0.1', deno: '2.5.0' } }],
		['another processor', { arch: 's390x' }],
		['words of its own on the command line', { execArgv: ['--no-opt'] }],
		['words of its own in the environment', { env: { NODE_OPTIONS: '--enable-source-maps --jitless' } }],
	])('not with %s', async (_, surroundings) => {
		expect((await startIn(surroundings)).told).toEqual(['answered 200']);
	});

	it('for YAML, unless there is so much that its parser is better compiled', async () => {
		const text = JSON.stringify(DOCUMENT);
		expect((await startIn({}, { name: 'pets.yaml', text })).told).toEqual([...SPARING, ...USUAL, 'answered 200']);
		const long = `${text}\n${'# a comment\n'.repeat(40_000)}`;
		expect((await startIn({}, { name: 'long.yaml', text: long })).told).toEqual(['answered 200']);
	});

	it('not for a document that is not there', async () => {
		const { told, error } = await startIn({}, { name: 'nowhere.yaml' });
		expect(String(error)).toContain('nowhere.yaml');
		expect(told).toEqual([]);
	});

	it('not for a document that nobody can look for, which is told as any other', async () => {
		const { told, error } = await startIn({}, { name: `${'a'.repeat(300)}.yaml` });
		expect(String(error)).toMatch(/^StartupError: .*aaa\.yaml/);
		expect(told).toEqual([]);
	});
});
