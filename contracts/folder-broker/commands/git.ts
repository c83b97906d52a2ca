// Which commit and branch this is: from the CI's variables, else from git.

import { execFileSync } from 'node:child_process';
import { messageOf } from '../../../spec/index.ts';
import { refuseOption } from '../../broker-flags.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const COMMIT_VARIABLES = [
	'GIT_COMMIT',
	'GITHUB_SHA',
	'CI_COMMIT_SHA',
	'BUILD_SOURCEVERSION',
	'CIRCLE_SHA1',
	'BITBUCKET_COMMIT',
	'BUILDKITE_COMMIT',
	'TRAVIS_COMMIT',
];
/** Of a pull request, the branch that it comes from is asked for first. */
const BRANCH_VARIABLES = [
	'GIT_BRANCH',
	'GITHUB_HEAD_REF',
	'GITHUB_REF_NAME',
	'CI_COMMIT_REF_NAME',
	'SYSTEM_PULLREQUEST_SOURCEBRANCH',
	'BUILD_SOURCEBRANCH',
	'CIRCLE_BRANCH',
	'BITBUCKET_BRANCH',
	'BUILDKITE_BRANCH',
	'TRAVIS_PULL_REQUEST_BRANCH',
	'TRAVIS_BRANCH',
];

/** Whether the build is one of a tag, whose name stands where that of a branch would. */
function isOfTag(env: Environment): boolean {
	const isTagged = env['GITHUB_REF_TYPE'] === 'tag' || (env['CI_COMMIT_TAG'] ?? '') !== '';
	return isTagged || (env['BUILD_SOURCEBRANCH'] ?? '').startsWith('refs/tags/');
}

/** The commit, or undefined outside of git. */
export function detectCommit(env: Environment = process.env, folder?: string): string | undefined {
	return readVariable(env, COMMIT_VARIABLES) ?? askGit(['rev-parse', 'HEAD'], folder, env);
}

/** Where git is asked; default: here. */
interface Place {
	folder?: string;
	env?: Environment;
}

/** The version that is given, else the commit. Throws a StartupError `option.invalid` that says why git has none. */
export function demandVersion(
	given: string | undefined,
	{ to, remedy }: { to: string; remedy: string },
	place: Place = {},
): string {
	const version = given ?? detectCommit(place.env, place.folder);
	if (version !== undefined) return version;
	throw refuseOption(`there is no version to ${to}: ${tellNoCommit(place)}`, remedy);
}

/** Git's own words tell more than we could guess: a folder that is somebody else's, as in containers, is a repository as well. */
function tellNoCommit({ folder, env }: Place): string {
	try {
		runGit(['rev-parse', '--git-dir'], folder, env);
		return 'this git repository has no commit yet';
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'git is not installed';
		const told = (error as { stderr?: string }).stderr?.split('\n')[0] ?? messageOf(error);
		return `git says: ${told.replace(/^fatal: /, '')}`;
	}
}

/** The branch without `origin/` or `refs/heads/`, or undefined outside of git, on a detached head and in the build of a tag. */
export function detectBranch(env: Environment = process.env): string | undefined {
	const names = isOfTag(env) ? ['GIT_BRANCH'] : BRANCH_VARIABLES;
	const branch = readVariable(env, names) ?? askGit(['rev-parse', '--abbrev-ref', 'HEAD']);
	if (branch === undefined || branch === 'HEAD') return undefined;
	return cleanBranch(branch);
}

/** `origin/main` and `refs/heads/main` → `main`. */
export function cleanBranch(branch: string): string {
	return branch.replace(/^refs\/heads\//, '').replace(/^origin\//, '');
}

function readVariable(env: Environment, names: readonly string[]): string | undefined {
	for (const name of names) if ((env[name] ?? '') !== '') return env[name];
	return undefined;
}

function askGit(args: readonly string[], folder?: string, env?: Environment): string | undefined {
	try {
		const text = runGit(args, folder, env).trim();
		return text === '' ? undefined : text;
	} catch {
		return undefined;
	}
}

function runGit(args: readonly string[], folder: string | undefined, env: Environment = process.env): string {
	return execFileSync('git', [...args], {
		encoding: 'utf8',
		stdio: 'pipe',
		timeout: 5_000,
		...(folder !== undefined && { cwd: folder }),
		env: { ...env, PATH: env['PATH'] ?? process.env['PATH'], LC_ALL: 'C' },
	});
}
