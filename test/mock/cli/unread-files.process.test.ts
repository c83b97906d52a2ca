// Files that are there and can't be read: each command says why in one line.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'unread-'));
afterAll(() => {
	chmodSync(join(folder, 'closed'), 0o700);
	rmSync(folder, { recursive: true, force: true });
});
symlinkSync('there', join(folder, 'back'));
symlinkSync('back', join(folder, 'there'));
mkdirSync(join(folder, 'scenarios'));
symlinkSync('x.yaml', join(folder, 'scenarios', 'x.yaml'));
mkdirSync(join(folder, 'closed'));
chmodSync(join(folder, 'closed'), 0);
writeFileSync(join(folder, 'no.json'), '[');
writeFileSync(
	join(folder, 'api.yaml'),
	'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { responses: { "200": { description: A } } } } }\n',
);
const START = ['start', 'api.yaml', '--port', '0'];
const UPSTREAM = [...START, '--upstream', 'https://api.test', '--upstream-ca'];
const VERIFY = [...START, '--auth', 'verify', '--jwks'];
const CIRCLE = "can't be read: its links lead in a circle";

it.concurrent.each<[string[], string]>([
	[['run', 'there', '--', 'node', '-v'], `there: ${CIRCLE}`],
	[['start', `${'long'.repeat(80)}.yaml`], "can't be read: its name is too long"],
	[['lint', 'there'], `there: ${CIRCLE}`],
	[['lint', 'api.yaml', '--scenarios', 'there'], `there: the folder ${CIRCLE}`],
	[['start', 'api.yaml', '--scenarios', 'scenarios'], `scenarios/x.yaml:1:1: ${CIRCLE}`],
	[['pact', 'write', '--consumer', 'web', '--documents', 'api.yaml', '--snapshot', 'there'], `there ${CIRCLE}`],
	[['broker', '--dir', 'there', '--port', '0'], `there ${CIRCLE}`],
	[['pact', 'list', '--broker', 'there'], `there ${CIRCLE}`],
	[[...UPSTREAM, 'there'], `--upstream-ca: there ${CIRCLE}`],
	[[...UPSTREAM, 'nowhere.pem'], "--upstream-ca: nowhere.pem can't be read: there is no such file"],
	[[...VERIFY, 'nowhere.json'], "nowhere.json can't be read: there is no such file"],
	[[...VERIFY, 'scenarios'], "scenarios can't be read: it is a folder"],
	[[...VERIFY, 'no.json'], 'no.json: not a readable JWKS'],
])('%j', async (words, reason) => {
	const { code, stderr } = await runCli(words, { cwd: folder });
	expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
	expect(stderr).toContain(reason);
});

// Root may look into every folder.
it
	.skipIf(process.getuid?.() === 0)
	.each([
		[['run', 'closed/api.yaml', '--', 'node', '-v']],
		[['lint', 'api.yaml', '--scenarios', 'closed']],
		[['broker', '--dir', 'closed', '--port', '0']],
		[['pact', 'publish', 'closed']],
		[['pact', 'write', '--consumer', 'web', '--documents', 'api.yaml', '--snapshot', 'closed']],
	])('a folder that is closed: %j', async (words) => {
	const { code, stderr } = await runCli(words, { cwd: folder });
	expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
	expect(stderr).toContain("can't be read: its permissions do not allow it");
});
