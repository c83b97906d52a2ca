import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { demandVersion, detectCommit } from '../../../../contracts/folder-broker/commands/git.ts';
import { createTemporaryFolder } from '../broker-fixtures.ts';

const root = createTemporaryFolder();
afterAll(() => root.remove());

it('without any variable the version comes from git', () => {
	expect(detectCommit({})).toMatch(/^[0-9a-f]{40}$/);
});

it.each<[of: string, env: Record<string, string>, why: string | RegExp]>([
	['no-repository', {}, /: git says: not a git repository/],
	['empty', {}, ': this git repository has no commit yet'],
	// As in a container whose checkout belongs to another user.
	['empty', { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }, /: git says: detected dubious ownership in repository/],
	['empty', { PATH: root.path }, ': git is not installed'],
])('why there is no version is told: %s %j', (name, given, why) => {
	const folder = join(root.path, name);
	mkdirSync(folder, { recursive: true });
	const env = { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: root.path, ...given };
	if (name === 'empty') execFileSync('git', ['init', '-q'], { cwd: folder });
	const demand = () => demandVersion(undefined, { to: 'publish', remedy: 'write one' }, { folder, env });
	expect(demand).toThrow('there is no version to publish');
	expect(demand).toThrow(why);
});
