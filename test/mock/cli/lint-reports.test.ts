// What `lint` says to CIs beside what it says to people.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runWords } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'lint-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, lines: readonly string[]): string => {
	const file = join(folder, name);
	writeFileSync(file, `${lines.join('\n')}\n`);
	return file;
};
const HEAD = ['openapi: 3.1.0', 'info: { title: Orders, version: "1" }', 'paths:'];
const ORDERS = ['  /orders:', '    get:', '      operationId: listOrders', '      responses:'];
const bad = write('bad.yaml', [
	...HEAD,
	...ORDERS,
	"        '200':",
	'          description: All',
	'          content:',
	'            application/json:',
	'              schema: { type: tuple }',
	'  /things:',
	'    get: { operationId: listThings, responses: {} }',
]);
const good = write('good.yaml', [...HEAD, ...ORDERS, "        '204': { description: None }"]);

it('--junit has a suite a file, in which mistakes are failures and warnings are not', async () => {
	const junit = join(folder, 'lint.xml');
	expect((await runWords(['lint', bad, '--junit', junit])).code).toBe(1);
	const text = readFileSync(junit, 'utf8');
	expect(text).toMatch(/<testsuites tests="\d+" failures="1" /);
	expect(text).toContain(`<testsuite name="${bad}"`);
	expect(text).toMatch(/<failure type="[\w.-]+" message="must be one of null/);
	expect(text).toMatch(
		/name="document\.response\.none"[^/]*>\n\t*<system-out>warning: listThings documents no response/,
	);
	await runWords(['lint', good, '--junit', junit]);
	expect(readFileSync(junit, 'utf8')).toContain('<testsuites tests="1" failures="0" ');
});

it("--code-quality is GitLab's report: each finding with its place in the repository and a fingerprint that no moved line changes", async () => {
	const report = join(folder, 'quality.json');
	const lint = async (file: string): Promise<Record<string, unknown>[]> => {
		await runWords(['lint', file, '--code-quality', report], { CI_PROJECT_DIR: folder });
		return JSON.parse(readFileSync(report, 'utf8'));
	};
	const found = await lint(bad);
	expect(found).toContainEqual({
		description: expect.stringContaining('must be one of null'),
		check_name: expect.stringMatching(/^[\w.-]+$/),
		fingerprint: expect.stringMatching(/^[\da-f]{64}$/),
		severity: 'major',
		location: { path: 'bad.yaml', lines: { begin: 12 } },
	});
	expect(found).toContainEqual(expect.objectContaining({ check_name: 'document.response.none', severity: 'minor' }));
	const prints = found.map(({ fingerprint }) => fingerprint);
	expect(new Set(prints).size).toBe(prints.length);
	writeFileSync(bad, `# moved\n${readFileSync(bad, 'utf8')}`);
	expect((await lint(bad)).map(({ fingerprint }) => fingerprint)).toEqual(prints);
	writeFileSync(bad, readFileSync(bad, 'utf8').replace('# moved\n', ''));
	expect(await lint(good)).toEqual([]);
});

it('annotates in a GitHub workflow, on stderr', async () => {
	const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder };
	const { stdout, stderr } = await runWords(['lint', bad, '--json'], env);
	expect(JSON.parse(stdout).findings.length).toBeGreaterThan(1);
	expect(stderr).toMatch(/^::error file=bad\.yaml,line=12,col=\d+,title=schema\.invalid::must be one of null/m);
	expect(stderr).toMatch(/^::warning file=bad\.yaml,line=14,col=\d+,title=document\.response\.none::/m);
	expect((await runWords(['lint', bad])).stderr).toBe('');
});

it('names the flag whose file can not be written', async () => {
	for (const flag of ['--junit', '--code-quality']) {
		const { code, stderr } = await runWords(['lint', good, flag, join(folder, 'none', 'x')]);
		expect([code, stderr]).toEqual([
			2,
			expect.stringMatching(`^stunt-double: ${flag}: .* can't be written \\(.* that is there and may be written to\\)`),
		]);
	}
});
