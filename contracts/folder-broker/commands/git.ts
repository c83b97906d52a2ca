// Which commit and branch this is: from the CI's variables, else from git.

import { execFileSync } from 'node:child_process';

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
export function detectCommit(env: Environment = process.env): string | undefined {
	return readVariable(env, COMMIT_VARIABLES) ?? askGit(['rev-parse', 'HEAD']);
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

function askGit(args: readonly string[]): string | undefined {
	try {
		const text = execFileSync('git', [...args], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
			timeout: 5_000,
		}).trim();
		return text === '' ? undefined : text;
	} catch {
		return undefined;
	}
}
