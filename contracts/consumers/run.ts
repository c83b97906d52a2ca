// `npm run contracts`: the whole way of a consumer's pact, from its tests to the question whether it may be deployed.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMock } from '../../mock/index.ts';
import { CHECKOUT } from './checkout/participants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'mock', 'cli.ts');
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');

/** One step: a program that ends with 0, and the line of its output that says what came of it. */
interface Step {
	name: string;
	words: readonly string[];
	env?: Readonly<Record<string, string>>;
	tell: RegExp;
}

interface Outcome {
	ok: boolean;
	seconds: number;
	told: string;
	output: string;
}

const { consumer, provider } = CHECKOUT;
const folder = mkdtempSync(join(tmpdir(), 'stunt-double-contracts-'));
const pacts = join(folder, 'pacts');
const broker = process.argv[2] ?? join(folder, 'broker');
const version = process.env['GIT_COMMIT'] ?? readCommit();
const mock = await startMock({ port: 0 });

const steps: readonly Step[] = [
	{
		name: "the consumer's tests",
		words: [VITEST, 'run', '--config', join('contracts', 'consumers', 'vitest.config.ts'), '--maxWorkers=2'],
		env: { CHECKOUT_MOCK_URL: mock.url, CHECKOUT_PACTS: pacts },
		tell: /^\s*Tests\s+(.*)$/m,
	},
	{
		name: 'write',
		words: [CLI, 'pact', 'write', '--consumer', consumer, '--provider', provider, '--from', mock.url, '--out', pacts],
		tell: /(\d+ interactions from \d+ exchanges)/,
	},
	{ name: 'check', words: [CLI, 'pact', 'check', pacts], tell: /^(\d+ pacts?, .*)$/m },
	{ name: 'verify, with variants', words: [CLI, 'pact', 'verify', pacts], tell: /^(verified .*)$/m },
	{
		name: 'publish',
		words: [CLI, 'pact', 'publish', pacts, '--broker', broker, '--consumer-app-version', version, '--branch', 'main'],
		tell: /^(.*\S.*)\s*$/m,
	},
	{
		name: 'verify from the broker',
		words: [
			CLI,
			'pact',
			'verify',
			'--broker',
			broker,
			'--provider',
			provider,
			'--publish',
			'--provider-version',
			version,
			'--provider-branch',
			'main',
		],
		tell: /^(verified .*)$/m,
	},
	{
		name: 'can-i-deploy',
		words: [CLI, 'pact', 'can-i-deploy', '--broker', broker, '--pacticipant', consumer, '--version', version],
		tell: /^(.*(?:deploy|yes|no\b|\\o\/).*)$/im,
	},
];

const lines: string[] = [];
let hasFailed = false;
try {
	for (const step of steps) {
		if (hasFailed) {
			lines.push(`  - ${step.name}`);
			continue;
		}
		const outcome = await runStep(step);
		hasFailed = !outcome.ok;
		lines.push(
			`  ${outcome.ok ? '✓' : '✗'} ${step.name.padEnd(24)} ${outcome.seconds.toFixed(1).padStart(5)} s  ${outcome.told}`,
		);
		if (hasFailed) process.stderr.write(`${outcome.output}\n`);
	}
} finally {
	await mock.close();
	rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`Contracts of ${consumer} with ${provider}\n${lines.join('\n')}\n`);
process.exitCode = hasFailed ? 1 : 0;

async function runStep({ words, env, tell }: Step): Promise<Outcome> {
	const startedAt = performance.now();
	const child = spawn(process.execPath, words, {
		cwd: ROOT,
		env: { ...process.env, NO_COLOR: '1', PACT_DO_NOT_TRACK: 'true', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
		});
	}
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	const told = tell.exec(output)?.[1]?.trim() ?? '';
	return { ok: code === 0, seconds: (performance.now() - startedAt) / 1000, told, output };
}

/** Whatever is checked out; outside of git, `local`. */
function readCommit(): string {
	try {
		return execFileSync('git', ['rev-parse', 'HEAD'], {
			cwd: ROOT,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}).trim();
	} catch {
		return 'local';
	}
}
