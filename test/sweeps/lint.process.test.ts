// The shipped files, looked over by our own linter and by one that isn't ours.

import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { NODE, runCli } from '../support/cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const documents = readdirSync(`${ROOT}spec`)
	.filter((file) => file.endsWith('.openapi.yaml'))
	.map((file) => `spec/${file}`);
const overlays = readdirSync(`${ROOT}spec/overlays`).map((file) => `spec/overlays/${file}`);

interface Report {
	documents: number;
	operations: number;
	scenarios: number;
	findings: unknown[];
}

async function lint(words: readonly string[]): Promise<Report> {
	const { code, stdout, stderr } = await runCli(['lint', '--json', ...words]);
	expect([code, stderr]).toEqual([0, '']);
	return JSON.parse(stdout) as Report;
}

describe('stunt-double lint', () => {
	it('finds nothing in the default documents and scenarios', async () => {
		const report = await lint([]);
		console.log(`${report.documents} documents, ${report.operations} operations, ${report.scenarios} scenarios linted`);
		expect(report).toMatchObject({ documents: 17, operations: 48, scenarios: 61, findings: [] });
	});

	it.each(overlays)('finds nothing under %s', async (overlay) => {
		expect((await lint(['--overlay', overlay])).findings).toEqual([]);
	});

	it('finds nothing in the document of the control API', async () => {
		const report = await lint(['spec/control.openapi.yaml']);
		expect(report.findings).toEqual([]);
		expect(report.operations).toBeGreaterThan(20);
	});
});

describe('redocly lint', () => {
	it('finds nothing by its recommended rules', { timeout: 60_000 }, async () => {
		expect(documents.length).toBe(18);
		const redocly = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
		const { stdout } = await promisify(execFile)(
			NODE,
			[redocly, 'lint', '--extends', 'recommended', '--format', 'json', ...documents],
			{
				cwd: ROOT,
				timeout: 50_000,
				env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' },
			},
		).catch((error: { stdout: string; stderr: string; message: string }) => {
			throw new Error(`${error.message}\n${error.stdout}\n${error.stderr}`);
		});
		// One report a document, one behind the other.
		const reports = JSON.parse(`[${stdout.trim().replaceAll('}{', '},{')}]`) as {
			totals: object;
			problems: unknown[];
		}[];
		expect(reports.length).toBe(documents.length);
		for (const { totals, problems } of reports) {
			expect(problems).toEqual([]);
			expect(totals).toMatchObject({ errors: 0, warnings: 0 });
		}
	});
});
